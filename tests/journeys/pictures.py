"""The pictures of the README and the docs, of the running demonstration: `python -m tests.journeys.pictures FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.look.browser import chromium

IRO = "Independent Reviewing Officer"
PICTURES = {
    "today": (IRO, "/", 1280, 1000),
    "children": (IRO, "/children/", 1280, 1000),
    "child": (IRO, "child", 1280, 1000),
    "service": ("Service manager", "/service/", 1280, 1200),
    "child-phone": (IRO, "child", 320, 1100),
}
"""Name: who looks, at what, how wide, and how much of it."""


def photograph(browser: Browser, address: str, folder: Path) -> None:
    """All of them, as PNG files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (role, where, width, height) in PICTURES.items():
        context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto("/demo/")
        heading = page.get_by_role("heading", name=role, exact=True)
        heading.locator("xpath=following-sibling::form[1]").get_by_role("button").first.click()
        page.wait_for_url(f"{address}/")
        page.goto(_a_child(page) if where == "child" else where)
        page.screenshot(path=folder / f"{name}.png")
        context.close()


def _a_child(page: Page) -> str:
    """The child with the most to show: the one longest in care on the first page of the list."""
    page.goto("/children/")
    return page.locator("#children tbody a").nth(8).get_attribute("href") or ""


def main() -> None:
    """Start the service, photograph, stop."""
    from tests.journeys.service import running

    with TemporaryDirectory() as folder, running(Path(folder), 8765) as address, chromium() as browser:
        photograph(browser, address, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
