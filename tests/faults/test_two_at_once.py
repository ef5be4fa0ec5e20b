"""Two who change the same thing, and one who sends the same form twice."""

from __future__ import annotations

import html
import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.faults.ledger import TODAY, day_in_boxes
from tests.faults.service import Browser, Service

CLIENTS, EDITS = 16, int(os.environ.get("FOOTPRINT_EDITS", "2"))
DAY = day_in_boxes(TODAY + timedelta(30))
BOXES = {name.replace("_", "-"): value for name, value in DAY.items()}


def test_of_edits_at_once_none_that_was_acknowledged_is_lost(service: Service) -> None:
    service.start(workers=2, threads=4)
    address = f"{service.child('ada')}review/"
    assert service.browser("bs-1").fill_in(address, venue="the start", mode="virtual", **DAY).status == 302
    with ThreadPoolExecutor(CLIENTS) as pool:
        edits = list(pool.map(lambda number: _edit(service.browser("bs-1"), address, number), range(CLIENTS)))
    service.kill()
    held = service.run("tests.faults.look")
    seen = [version for versions in edits for version in versions]
    assert len(seen) == CLIENTS * EDITS
    assert len(set(seen)) == len(seen), "two edits were saved upon the same version: one of them was lost"
    assert [(number, version) for number, version, _ in held["reviews"]] == [("N-ada", 1 + len(seen))]
    assert held["moves told"] == len(seen)
    assert held["breaches"] == []


def _edit(browser: Browser, address: str, number: int) -> list[int]:
    """Some edits of one person, who keeps to their own whatever others save; the versions upon which they were saved."""
    saved = []
    for edit in range(EDITS):
        mine = f"room {number} of floor {edit}"
        fields = browser.fields(browser.get(address)) | BOXES | {"venue": mine, "mode": "virtual"}
        answer = browser.send(address, fields)
        while answer.status == 409:
            assert "Saved by somebody else" in answer.words and mine in answer.words, answer.words
            assert "the start" in answer.words or answer.words.count(" of floor ") >= 2, "the other's text is not shown"
            assert "Save again to keep yours" in answer.words
            fields = fields | browser.fields(answer)
            answer = browser.send(address, fields)
        assert answer.status == 302, answer.words
        saved.append(int(fields["seen"]))
    return saved


def test_sixteen_who_write_in_one_section_of_a_record_lose_nothing(service: Service) -> None:
    service.start(workers=2, threads=4)
    iro = service.browser("iro-1")
    assert iro.fill_in(f"{service.child('ada')}review/", **DAY).status == 302
    page = iro.get(f"{service.child('ada')}review/now/")
    found = re.search(r'href="([^"]*/review/[0-9a-f-]{36}/)people/"', page.body)
    assert found
    record = f"{found[1]}record/"
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda number: _write(service.browser("iro-1"), record, number), range(CLIENTS)))
    text = html.unescape(iro.get(record).body)
    assert [number for number in range(CLIENTS) if f"line {number} of hers" not in text] == []


def _write(browser: Browser, record: str, number: int) -> None:
    """Add a line to what is there, again and again until nobody else was quicker."""
    fields, line = browser.fields(browser.get(record)), f"line {number} of hers"
    fields |= {"text": line, "seen": "0"}
    answer = browser.send(f"{record}health/", fields)
    while answer.status == 409:
        assert line in answer.words, "what was typed is not on the page"
        theirs = re.search(r'<p class="fp-written">(.*?)</p>', answer.body, re.S)
        assert theirs
        fields |= browser.fields(answer) | {"text": f"{html.unescape(theirs[1])}\n{line}"}
        answer = browser.send(f"{record}health/", fields)
    assert answer.status == 302, answer.words


@pytest.mark.parametrize("times", [2, 6])
def test_a_form_sent_twice_at_once_has_one_effect(service: Service, times: int) -> None:
    service.start(workers=2, threads=3)
    before = service.run("tests.faults.look")
    browser, address = service.browser("iro-1"), f"{service.child('ada')}contact/"
    days = {name.replace("_", "-"): value for name, value in day_in_boxes(TODAY - timedelta(3)).items()}
    fields = browser.fields(browser.get(address)) | days | {"kind": "visit", "alone": "yes"}
    with ThreadPoolExecutor(times) as pool:
        answers = list(pool.map(lambda _: browser.send(address, fields), range(times)))
    assert {(answer.status, answer.location) for answer in answers} == {(302, service.child("ada"))}
    again = browser.send(address, fields)
    assert (again.status, again.location) == (302, service.child("ada"))
    held = service.run("tests.faults.look")
    assert len(held["contacts"]) == len(before["contacts"]) + 1
    assert held["contacts told"] == before["contacts told"] + 1
    assert held["breaches"] == []


def test_a_form_that_was_refused_can_be_sent_again(service: Service) -> None:
    service.start(workers=1)
    browser, address = service.browser("iro-1"), f"{service.child('ada')}contact/"
    ahead = {name.replace("_", "-"): value for name, value in day_in_boxes(TODAY + timedelta(3)).items()}
    fields = browser.fields(browser.get(address)) | ahead | {"kind": "visit", "alone": "yes"}
    refused = browser.send(address, fields)
    assert refused.status == 422 and "The day of the contact lies ahead." in refused.words
    then = {name.replace("_", "-"): value for name, value in day_in_boxes(TODAY).items()}
    assert browser.send(address, fields | then).status == 302
