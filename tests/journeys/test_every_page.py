"""Every page that can be reached by links, as every role: no fault of accessibility, no complaint, no sideways scroll, and the
keyboard comes to everything and shows where it is.

A kind of page is tried by axe on a phone when a role first meets it; with `FOOTPRINT_TIMES` set (`make nightly`), for every role
again and at a desk too, which shows the same parts side by side. Colours, which do not depend on the database, are compared on
SQLite.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, TABLET, SignIn
from tests.look.accessibility import violations
from tests.look.keyboard import out_of_reach

ROLES = [
    "Social worker",
    "Team manager",
    "Independent Reviewing Officer",
    "Business support officer",
    "Service manager",
    "Senior leader",
    "Data officer",
    "Information governance officer",
    "Technical administrator",
]
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_WITHIN_RULES = re.compile(r"(/settings/rules/)[^/]+")


def _kind(address: str) -> str:
    """Pages that differ only in the record that they show are one kind."""
    return _WITHIN_RULES.sub(r"\1*", _UUID.sub("*", address.split("?")[0].split("#")[0]))


def _pages(page: Page) -> Iterator[str]:
    """One address of each kind, found by following links."""
    seen, waiting = {"/"}, ["/"]
    while waiting:
        here = waiting.pop(0)
        page.goto(here)
        yield here
        for link in page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
            if _kind(link) not in seen and not _kind(link).endswith((".pdf", ".csv", ".docx", ".ics")) and "logout" not in link:
                seen.add(_kind(link))
                waiting.append(link)


_MET: set[str] = set()
"""Kinds of page that an earlier role of this run has been shown."""


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_for_everybody(sign_in: SignIn, role: str) -> None:
    page = sign_in(role)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    wrong, count = [], 0
    for address in _pages(page):
        count += 1
        thorough, contrast = "FOOTPRINT_TIMES" in os.environ, "DATABASE_URL" not in os.environ
        new = _kind(address) not in _MET or thorough  # what other roles are shown of it is made of the same parts
        if thorough:
            wrong += [f"{address} at 1280: {each['id']}, {each['help']}" for each in violations(page)]
        _MET.add(_kind(address))
        for size in (TABLET, PHONE):
            page.set_viewport_size(size)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        if new:
            wrong += [f"{address} at 320: {each['id']}, {each['help']}" for each in violations(page, contrast)]
            wrong += [f"{address}: {each}" for each in out_of_reach(page)]
        page.set_viewport_size(DESK)
    assert wrong + complaints == []
    assert count > 3
