"""What somebody who has no mouse cannot reach on a page, or cannot see that she has reached."""

from __future__ import annotations

from playwright.sync_api import Page

STOPS = 60
"""So many are gone through from the top of a page: what follows on a longer one are rows of a table, one like the other."""
_BEGIN = """most => {
  const looks = element => {
    const label = element.labels?.[0] ?? element.nextElementSibling;
    return [[element], [element, '::before'], [element, '::after'], [label], [label, '::before'], [label, '::after'],
            [element.parentElement]]
      .filter(([of]) => of)
      .map(([of, part]) => getComputedStyle(of, part))
      .map(of => [of.outlineStyle, of.outlineWidth, of.outlineColor, of.boxShadow, of.border, of.backgroundColor, of.color])
      .join(';');
  };
  const shows = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
  const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(element => !element.disabled && element.tabIndex >= 0 && element.type !== 'hidden' && shows(element))
    .slice(0, most);
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  window.reached = new Map();
  window.wanted = new Map(wanted.map(element => [element, looks(element)]));
  window.looks = looks;
  window.listens = ({target}) => reached.has(target) || reached.set(target, looks(target));
  document.addEventListener('focusin', listens);
  window.scrollTo(0, 0);
  return wanted.length;
}"""
_END = """() => {
  document.removeEventListener('focusin', listens);
  const told = element => element.outerHTML.slice(0, 160).replace(/\\s+/g, ' ');
  const groups = new Set([...reached.keys()].filter(each => each.type === 'radio').map(each => each.name));
  const missed = [...wanted.keys()]
    .filter(each => each.isConnected && !reached.has(each) && !(each.type === 'radio' && groups.has(each.name)))
    .map(each => 'cannot be reached: ' + told(each));
  const unseen = [...reached].filter(([each, look]) => wanted.has(each) && wanted.get(each) === look)
    .map(([each]) => 'does not show that it is reached: ' + told(each));
  return [...missed, ...unseen];
}"""


def out_of_reach(page: Page) -> list[str]:
    """What the Tab key does not come to, and what looks no different when it does. Of radio buttons, one of a group is enough."""
    count = page.evaluate(_BEGIN, STOPS)
    for _ in range(count + count // 10 + 5):  # the page itself is come to as well, and whatever scrolls by itself
        page.keyboard.press("Tab")
    found: list[str] = page.evaluate(_END)
    return found
