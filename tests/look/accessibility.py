"""What axe finds wrong with a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SOURCE = Axe().axe_script
_RUN = """contrast => axe.run({resultTypes: ['violations'], preload: false, rules: {'color-contrast': {enabled: contrast}}})
  .then(found => found.violations)"""


def violations(page: Page, contrast: bool = True) -> list[dict[str, Any]]:
    """The rules that the page breaks, each with its `nodes`. Nothing else comes back, for what is right is a long list.

    Args:
        contrast: whether the colours are compared too, which takes as long as all else together.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_SOURCE)
    found: list[dict[str, Any]] = page.evaluate(_RUN, contrast)
    return found
