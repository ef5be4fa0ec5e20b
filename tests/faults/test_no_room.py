"""A disk that is full: each refused write says so, nothing that was saved is lost, and with room again all goes on.

Every page of a child writes a row of the audit, so that with a full disk no page shows a child: the sentence says why.
"""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from tests.faults.ledger import TODAY, Ledger, check, record
from tests.faults.service import Answer, Browser, Service
from tests.integration.world import CHILDREN, canary

ROOM = [2, 6]
"""Pages of room, so that it ends at different places of a write."""
MOST_WRITES = 60
SMALL = {"DJANGO_SETTINGS_MODULE": "tests.faults.small_disk"}


def test_a_full_disk_is_said_and_loses_nothing(service: Service) -> None:
    before, ledger = service.run("tests.faults.look"), Ledger()
    day = iter(range(500, 9_000))
    for room in ROOM:
        service.start(workers=1, threads=1, FOOTPRINT_PAGES=str(_pages(service) + room), **SMALL)
        _write_until_full(service, ledger, day)
        _pages_of_a_full_disk(service)
        service.kill()
        check(ledger, before, service.run("tests.faults.look"))
    service.start(workers=1, threads=1)
    answer = record(service.browser("iro-1"), service, "ada", TODAY - timedelta(next(day)), "visit")
    assert answer.status == 302, "with room again, writing goes on"
    assert canary("ada") in service.browser("iro-1").get(service.child("ada")).body


def _pages(service: Service) -> int:
    with sqlite3.connect(service.folder / "footprint.db") as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


def _write_until_full(service: Service, ledger: Ledger, day: object) -> None:
    browser = service.browser("iro-1")
    for _ in range(MOST_WRITES):
        on = TODAY - timedelta(next(day))
        answer = record(browser, service, "ada", on, "visit")
        if answer.status != 302:
            _says_so(answer)
            return
        ledger.acknowledged.append((service.told["children"]["ada"], on.isoformat(), "visit"))
    raise AssertionError("the disk was never full")


def _says_so(answer: Answer) -> None:
    assert answer.status == 507, (answer.status, answer.words)
    assert "The disk is full" in answer.words
    assert "nothing that was saved before is lost" in answer.words
    assert not any(canary(child) in answer.body for child in CHILDREN)


def _pages_of_a_full_disk(service: Service) -> None:
    """What tells of no child goes on; what does says why it cannot; nobody is shown a child without a trace."""
    browser = service.browser("iro-1")
    full = [_says_so_or_fits(browser, address) for address in [service.child("ada"), "/", "/children/"] * 6]
    assert any(full), "no page met the full disk"
    assert Browser(service.port, "").get("/accounts/login/").status == 200
    assert browser.get("/about").status == 200


def _says_so_or_fits(browser: Browser, address: str) -> bool:
    """A small row of the audit may still fit into a page begun before; a child is shown only then."""
    answer = browser.get(address)
    if answer.status == 200:
        return False
    _says_so(answer)
    return True
