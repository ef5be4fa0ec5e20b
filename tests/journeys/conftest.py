"""One service for all journeys of a run."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.service import running

DESK, TABLET, PHONE = ({"width": width, "height": 900} for width in (1280, 768, 320))

SignIn = Callable[..., Page]

expect.set_options(timeout=30_000)  # a busy machine is slow, and slowness is no fault of a page


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service's address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with running(tmp_path_factory.mktemp("service"), port) as here:
        yield here


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[SignIn]:
    """Sign in through the demonstration's door: by role, the how-manieth of it, at a width, with scripts or without."""
    with ExitStack() as stack:

        def signed_in(role: str, nth: int = 0, *, phone: bool = False, scripts: bool = True) -> Page:
            context = browser.new_context(base_url=address, viewport=PHONE if phone else DESK, java_script_enabled=scripts)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto("/demo/")
            heading = page.get_by_role("heading", name=role, exact=True)
            heading.locator("xpath=following-sibling::form[1]").get_by_role("button").nth(nth).click()
            page.wait_for_url(f"{address}/")
            return page

        yield signed_in
