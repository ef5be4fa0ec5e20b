"""PostgreSQL restarts while people write: at most one failed request a person, and nothing acknowledged is lost."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.ledger import WRITERS, Ledger, check, until_written, writing
from tests.faults.service import Service

RESTARTS = ["fast", "immediate"]


def test_a_database_that_restarts_under_load(on_a_postgres: tuple[Service, Callable[[str], None]]) -> None:
    service, restart = on_a_postgres
    before, ledger = service.run("tests.faults.look"), Ledger()
    service.start(workers=2, threads=2)
    for mode in RESTARTS:
        failed = len(ledger.other)
        with writing(service, ledger):
            until_written(ledger, len(ledger.acknowledged) + 2)
            restart(mode)
            until_written(ledger, len(ledger.acknowledged) + 2)
        new = ledger.other[failed:]
        assert all(answer.status == 503 and "Try again in a minute" in answer.words for answer in new), [
            each.words for each in new
        ]
        assert ledger.lost == 0
        assert len(new) <= len(WRITERS), "more than one failed request a person"
    service.kill()
    check(ledger, before, service.run("tests.faults.look"))
