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


def faults(browser: Browser, pages: Mapping[str, bytes], folder: Path) -> list[tuple[str, str]]:
    """What is wrong, by the page's name: by axe and by keys on a phone, and whether it fits there and on a desk.

    Colours are left to the pages of the gallery and of the demonstration, which are made of the same parts.
    """
    shutil.copytree(_STATIC, folder / "static")
    (folder / "brand.css").write_text("")
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(content)
    wrong = []
    with served(folder) as address:
        for number, name in enumerate(pages):
            with opened(browser, f"{address}/{number}.html", WIDTHS["phone"]) as (page, complaints):
                found = [each["id"] for each in violations(page, contrast=False)] + out_of_reach(page)
                for width in WIDTHS.values():
                    page.set_viewport_size({"width": width, "height": 800})
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        found.append(f"it scrolls sideways at {width}")
                found += [each for each in complaints if "Content Security Policy" in each]
                wrong += [(name, each) for each in found]
    return wrong
