"""People who record contacts without end, and a ledger of what the service has said it did."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.faults.service import LOST, Answer, Browser, Service

TODAY = date.today()
LONGEST = 120.0
A_WHILE = 4.0
"""Seconds after which somebody tries again who was told that the service cannot answer now."""
WRITERS = [("iro-1", "ada", "visit"), ("iro-1", "ben", "call"), ("iro-2", "dev", "visit"), ("iro-2", "eve", "message")]
"""Who records contacts of which kind with whom; each contact has a day of its own."""


@dataclass
class Ledger:
    """What was acknowledged (child, day, kind), what was not, and what the service answered otherwise."""

    acknowledged: list[tuple[str, str, str]] = field(default_factory=list)
    lost: int = 0
    other: list[Answer] = field(default_factory=list)


def day_in_boxes(on: date) -> dict[str, str]:
    """A day as the form asks for it."""
    return {"on_day": str(on.day), "on_month": str(on.month), "on_year": str(on.year)}


def record(browser: Browser, service: Service, child: str, on: date, kind: str) -> Answer:
    """Record a contact through the page."""
    return browser.fill_in(f"{service.child(child)}contact/", kind=kind, alone="yes", **day_in_boxes(on))


@contextmanager
def writing(service: Service, ledger: Ledger) -> Iterator[None]:
    """While this lasts people write, each as fast as the service answers."""
    ending = threading.Event()
    threads = [threading.Thread(target=_write, args=(service, ledger, number, ending)) for number in range(len(WRITERS))]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ending.set()
        for thread in threads:
            thread.join()


def until_written(ledger: Ledger, count: int) -> None:
    """Wait until so many writes are acknowledged."""
    until = time.monotonic() + LONGEST
    while len(ledger.acknowledged) < count:
        assert time.monotonic() < until, "nobody could write anything"
        time.sleep(0.02)


def _write(service: Service, ledger: Ledger, number: int, ending: threading.Event) -> None:
    who, child, kind = WRITERS[number]
    browser, first = service.browser(who), 200 + len(ledger.acknowledged) + len(ledger.other) + ledger.lost
    for count in range(10_000):
        if ending.is_set():
            return
        on = TODAY - timedelta(first + count)
        try:
            answer = record(browser, service, child, on, kind)
        except LOST:
            ledger.lost += 1
            ending.wait(0.05)
            continue
        if not _noted(ledger, answer, (service.told["children"][child], on.isoformat(), kind)):
            ending.wait(A_WHILE)


def _noted(ledger: Ledger, answer: Answer, what: tuple[str, str, str]) -> bool:
    if answer.status == 302 and answer.location.startswith("/child/"):
        ledger.acknowledged.append(what)
        return True
    ledger.other.append(answer)
    return False


def check(ledger: Ledger, before: dict[str, Any], held: dict[str, Any]) -> None:
    """What was acknowledged is there once; nothing is half done; tables, duties and the chain of the audit hold."""
    new = [tuple(each) for each in held["contacts"][len(before["contacts"]) :]]
    assert _missing(ledger.acknowledged, new) == []
    assert len(new) == len(set(new)), "a contact is there twice"
    assert held["contacts told"] - before["contacts told"] == len(new), "a contact without its audit, or an audit of none"
    assert held["breaches"] == []
    assert held["integrity"] == "ok"


def _missing(wanted: Iterable[tuple[str, str, str]], there: Iterable[tuple[Any, ...]]) -> list[tuple[str, str, str]]:
    found = set(there)
    return [each for each in wanted if each not in found]
