"""One service for all journeys that a process of the tests makes; what it serves is made once a run."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.newcomers import THEIR_IRO, files
from tests.journeys.service import running
from tests.journeys.steps import IRO, TODAY

DESK, TABLET, PHONE = ({"width": width, "height": 900} for width in (1280, 768, 320))

SignIn = Callable[..., Page]

expect.set_options(timeout=30_000)  # a busy machine is slow, and slowness is no fault of a page


def _of_the_run(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run share."""
    mine = factory.getbasetemp()
    return (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "patterns"


@contextmanager
def _served(factory: pytest.TempPathFactory, profile: str) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with running(factory.mktemp("service"), port, profile, _of_the_run(factory)) as here:
        yield here


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service's address."""
    with _served(tmp_path_factory, "bromley") as here:
        yield here


@pytest.fixture(scope="session")
def lancashire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service in Lancashire's words and forms."""
    with _served(tmp_path_factory, "lancashire") as here:
        yield here


@contextmanager
def door(browser: Browser, address: str) -> Iterator[SignIn]:
    """Sign in through the demonstration's door: by role, the how-manieth of it, at a width, with scripts or without."""
    with ExitStack() as stack:

        def signed_in(role: str, nth: int = 0, *, phone: bool = False, scripts: bool = True) -> Page:
            context = browser.new_context(base_url=address, viewport=PHONE if phone else DESK, java_script_enabled=scripts)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto("/demo/")
            people(page, role).nth(nth).click()
            page.wait_for_url(f"{address}/")
            return page

        yield signed_in


def people(page: Page, role: str) -> Locator:
    """The buttons of those who have a role, on the page of the demonstration's door."""
    heading = page.get_by_role("heading", name=role, exact=True)
    return heading.locator("xpath=following-sibling::form[1]").get_by_role("button")


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[SignIn]:
    """Somebody of the demonstration, signed in."""
    with door(browser, address) as signed_in:
        yield signed_in


@pytest.fixture(scope="session")
def newcomers(browser: Browser, address: str) -> None:
    """The children of `newcomers.py`, whom a data officer has brought in, as children of an IRO of theirs."""
    with door(browser, address) as signed_in:
        manager = signed_in("Service manager")
        manager.goto("/demo/")
        iro = people(manager, IRO).nth(THEIR_IRO).inner_text()
        manager.goto("/children/")
        number = manager.get_by_label("IRO", exact=True).locator("option", has_text=iro).get_attribute("value") or ""
        officer = signed_in("Data officer")
        officer.goto("/data/upload/")
        sent = files(TODAY, number)
        officer.get_by_label("The files").set_input_files(
            [{"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in sent.items()]
        )
        officer.get_by_role("button", name="Read the files").click()
        confirm = officer.get_by_role("button", name="Confirm")
        confirm.wait_for()
        for tick in officer.get_by_role("group", name="Before you confirm").get_by_role("checkbox").all():
            tick.check()
        confirm.click()
        expect(officer.get_by_role("heading", level=1)).to_contain_text(re.compile("(?<!being )confirmed"), timeout=120_000)
