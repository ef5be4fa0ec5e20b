"""Forty links, each sent by eight at the same moment: each is heard once, and the others are told that it does not work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.faults.ask import LINKS
from tests.faults.service import Answer, Browser, Service

AT_ONCE = 8


def test_of_eight_who_send_a_link_at_once_one_is_heard(service: Service) -> None:
    links = service.run("tests.faults.ask")["links"]
    service.start(workers=2, threads=4)
    answers = [_all_at_once(service, number, token) for number, token in enumerate(links)]
    service.kill()
    heard = [[place for place, each in enumerate(tries) if each.status == 302] for tries in answers]
    assert [len(each) for each in heard] == [1] * LINKS
    late = {(each.status, each.body) for tries in answers for each in tries if each.status != 302}
    assert len(late) == 1 and next(iter(late))[0] == 404
    held = service.run("tests.faults.heard")
    assert held["said"] == sorted(f"{number} by {each[0]}" for number, each in enumerate(heard))
    assert (held["used"], held["told"], held["breaches"]) == (LINKS, LINKS, [])


def _all_at_once(service: Service, number: int, token: str) -> list[Answer]:
    """Eight who have all opened the form, and send it when the last of them is ready."""
    address, start = f"/c/{token}/", Barrier(AT_ONCE)

    def one(place: int) -> Answer:
        browser = Browser(service.port, "")
        fields = browser.fields(browser.get(address)) | {"answer-talk": f"{number} by {place}"}
        start.wait(60)
        return browser.send(address, fields)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))
