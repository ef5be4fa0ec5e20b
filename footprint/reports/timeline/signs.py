"""The sign of each kind of mark. Each has a shape of its own, so that none depends on its colour."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from footprint.domain.day_words import long_day
from footprint.reports.drawing import element
from footprint.reports.timeline.model import BAR_KINDS, MARK_KINDS, Mark, Timeline, window_told


def sign(kind: str, x: float, y: float, size: float = 5.5, title: str | None = None) -> Markup:
    """The sign with its middle at a point."""
    inside = [element("title", title)] if title else []
    name = f"fp-mark fp-mark--{kind}"
    match kind:
        case "review":
            return element("circle", inside, cx=x, cy=y, r=size, class_=name)
        case "planned-review":
            return element("circle", inside, cx=x, cy=y, r=size - 0.5, class_=name)
        case "late-review":
            return element("path", inside, d=_diamond(x, y, size * 1.3), class_=name)
        case "iro-visit":
            return element("path", inside, d=_triangle(x, y, size * 1.1), class_=name)
    return element("rect", inside, x=x - 1, y=y - size * 0.8, width=2, height=size * 1.6, class_=name)


def _diamond(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"


def _triangle(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}L{x - r:.1f} {y + r:.1f}Z"


def tip(mark: Mark) -> str:
    """What a mark says when pointed at."""
    return f"{mark.label}: {long_day(mark.on)}"


def sparse(marks: Iterable[Mark], room: float) -> float:
    """How large signs can be so that many of them still can be told apart: 5.5 pixels down to 2.5."""
    number = sum(1 for mark in marks if mark.kind.endswith("review"))
    return max(2.5, min(5.5, room / (number * 2.4 or 1)))


def key(timeline: Timeline) -> Markup:
    """What the colours and signs mean: only those that are in the picture, as a list."""
    bars = {bar.kind for bar in timeline.bars}
    marks = {mark.kind for mark in timeline.marks}
    entries = [(_swatch(kind), word) for kind, word in BAR_KINDS.items() if kind in bars - {"care"}]
    entries += [(_signed(kind), word) for kind, word in MARK_KINDS.items() if kind in marks]
    if timeline.window:
        entries.append((_swatch("window"), window_told(timeline)))
    items = [element("li", [drawing, element("span", word)]) for drawing, word in entries]
    return element("ul", items, class_="fp-key") if items else Markup("")


def _swatch(kind: str) -> Markup:
    return _small([element("rect", x=1, y=2, width=14, height=12, rx=2, class_=f"fp-bar fp-bar--{kind}")])


def _signed(kind: str) -> Markup:
    return _small([sign(kind, 8, 8)])


def _small(content: list[Markup]) -> Markup:
    return element("svg", content, class_="fp-key__sign", viewBox="0 0 16 16", aria_hidden="true", focusable="false")
