"""A server that is killed while people write loses nothing that it has acknowledged and leaves nothing half done.

5 workers are killed in the ordinary suite (each start costs seconds); `FOOTPRINT_KILLS=200` for more.
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress

from tests.faults.ledger import LONGEST, Ledger, check, until_written, writing
from tests.faults.service import Service

KILLS = int(os.environ.get("FOOTPRINT_KILLS", "5"))
WHOLE = max(2, KILLS // 12)
WORKERS = 3


def test_workers_killed_under_load(service: Service) -> None:
    before, ledger = service.run("tests.faults.look"), Ledger()
    service.start(workers=WORKERS)
    with writing(service, ledger):
        for number in range(KILLS):
            until_written(ledger, len(ledger.acknowledged) + 1)
            _kill_one(service, random.Random(number))
    service.kill()
    assert len(ledger.acknowledged) >= KILLS // 2, "hardly anything was written, so that nothing is shown"
    assert [answer.words for answer in ledger.other] == []
    check(ledger, before, service.run("tests.faults.look"))


def _kill_one(service: Service, chance: random.Random) -> None:
    """Kill the oldest worker at some moment, as soon as all are there again.

    (The server gives up where the worker that it started last dies within seconds, and rightly.)
    """
    until = time.monotonic() + LONGEST
    while len(service.workers()) < WORKERS and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.6))
    there = service.workers()
    assert there, (service.folder / "server.log").read_text()[-2000:]
    with suppress(ProcessLookupError):
        os.kill(min(there), signal.SIGKILL)


def test_the_whole_server_killed_under_load(service: Service) -> None:
    before, ledger = service.run("tests.faults.look"), Ledger()
    for number in range(WHOLE):
        service.start(workers=1)
        with writing(service, ledger):
            until_written(ledger, len(ledger.acknowledged) + 2)
            time.sleep(number % 5 * 0.13)
            service.kill()
    check(ledger, before, service.run("tests.faults.look"))
