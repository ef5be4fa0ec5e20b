"""Pages as they were answered, looked at in a browser: what is wrong with them for those who see, hear or use keys alone."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser

from tests.look.accessibility import violations
from tests.look.browser import WIDTHS, opened, served
from tests.look.keyboard import out_of_reach

_STATIC = Path("footprint/web/static")


def faults(browser: Browser, pages: Mapping[str, bytes], folder: Path) -> list[tuple[str, int, str]]:
    """What is wrong, by the page's name and its width. By axe and by keys on a phone; on a desk, whether it fits."""
    shutil.copytree(_STATIC, folder / "static")
    (folder / "brand.css").write_text("")
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(content)
    wrong = []
    with served(folder) as address:
        for number, name in enumerate(pages):
            for width in (WIDTHS["phone"], WIDTHS["desk"]):
                with opened(browser, f"{address}/{number}.html", width) as (page, complaints):
                    found = [each for each in complaints if "Content Security Policy" in each]
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        found.append("it scrolls sideways")
                    if width == WIDTHS["phone"]:
                        found += [each["id"] for each in violations(page)]
                        found += out_of_reach(page)
                    wrong += [(name, width, each) for each in found]
    return wrong
