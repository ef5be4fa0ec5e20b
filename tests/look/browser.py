"""A browser on the gallery, behind the same strict content security policy as the service."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

from tests.look.gallery import SCREENS

WIDTHS = {"phone": 320, "tablet": 768, "desk": 1280}
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
_QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync".split()


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test's output is for its findings."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a free port of this machine: its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, width: int, dark: bool = False) -> Iterator[tuple[Page, list[str]]]:
    """A page at a width, and what it complains of: errors of scripts, refusals by the policy."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page, complaints
    page.close()


def photograph(folder: Path) -> None:
    """Each screen at each width, and at the desk's width in the dark too, as PNG files beside the pages."""
    with served(folder) as address, chromium() as browser:
        for screen in SCREENS:
            for name, width in WIDTHS.items():
                with opened(browser, f"{address}/{screen}.html", width) as (page, _):
                    page.screenshot(path=folder / f"{screen}-{name}.png", full_page=True)
            with opened(browser, f"{address}/{screen}.html", WIDTHS["desk"], dark=True) as (page, _):
                page.screenshot(path=folder / f"{screen}-dark.png", full_page=True)
