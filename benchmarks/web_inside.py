"""What is measured inside a process of the service: `python -m benchmarks.web_inside WHAT [SIZE]` prints one line of JSON."""

from __future__ import annotations

import json
import logging
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import django

TODAY = date.today()
USERS = 150
Found = dict[str, Any]


def build(size: int) -> Found:
    """Fill the empty database; how long the duties of everybody took, in seconds."""
    from django.core.management import call_command
    from django.db import transaction

    from benchmarks.web_data import tables
    from footprint.actions import duties, loading
    from footprint.records.tables import TABLES

    call_command("migrate", verbosity=0)
    made = tables(size, TODAY)
    began = time.perf_counter()
    with transaction.atomic():
        for name in TABLES:
            if name in made:
                loading.add(name, made[name])
    loaded, cpu = time.perf_counter(), time.process_time()
    duties.rebuild(TODAY)
    took = {"load": loaded - began, "rebuild": time.perf_counter() - loaded, "rebuild cpu": time.process_time() - cpu}
    _accounts()
    return took


def _accounts() -> None:
    """An account for each of the first IROs."""
    from footprint.records.models import Staff, User

    for staff in Staff.objects.filter(role="iro").order_by("pk")[:USERS]:
        User.objects.create_account(f"{staff.number}@example.org", roles=["iro"], staff=staff)


def sessions(_: int) -> Found:
    """A session that begins now for each account."""
    from footprint.records.models import User

    return {"sessions": [_session(user) for user in User.objects.filter(staff__isnull=False).order_by("pk")]}


def _session(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session["second_factor"], session["begun"], session["last"] = True, time.time(), time.time()
    session.create()
    return str(session.session_key)


def pages(_: int) -> Found:
    """CPU of pages and of their parts, in milliseconds: medians of some tens, in process, audit and all."""
    from django.test import Client

    from footprint.records.models import Child, User

    user = User.objects.filter(staff__isnull=False).order_by("pk").first()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"] = True
    session.save()
    child = Child.objects.filter(standing__iro=user.staff).order_by("pk").first()
    addresses = {"today": "/", "caseload": "/children/", "child": f"/child/{child.public}/"}
    found = {name: _median(lambda address=address: _opened(client, address)) for name, address in addresses.items()}
    return {**found, "save": _saved(client, child), **_parts(child)}


def _opened(client: Any, address: str) -> None:
    assert client.get(address).status_code == 200


def _saved(client: Any, child: Any) -> float:
    days = iter(range(1, 400))

    def save() -> None:
        on = TODAY - timedelta(next(days))
        told = {"on-day": on.day, "on-month": on.month, "on-year": on.year, "kind": "visit", "alone": "yes"}
        assert client.post(f"/child/{child.public}/contact/", told).status_code == 302

    return _median(save)


def _parts(child: Any) -> Found:
    """The parts of a save."""
    from footprint.actions.duties import refresh
    from footprint.domain.duties import duties
    from footprint.domain.timetable import timetable
    from footprint.exchange.open_format.chronology import open_chronology
    from footprint.records.chronology import records
    from footprint.records.profile import profile
    from footprint.records.standing import standings
    from footprint.records.tables import frames

    rulebook, tables = profile().rulebook, frames([child.pk])
    facts = open_chronology(records(tables))
    timed = timetable(facts, rulebook, TODAY)
    return {
        "refresh": _median(lambda: refresh([child.pk], TODAY)),
        "  rows read": _median(lambda: frames([child.pk])),
        "  chronology": _median(lambda: open_chronology(records(tables))),
        "  timetable": _median(lambda: timetable(facts, rulebook, TODAY)),
        "  duties": _median(lambda: duties(facts, rulebook, TODAY)),
        "  standing": _median(lambda: standings(tables, facts, timed, TODAY)),
    }


def _median(do: Callable[[], Any], times: int = 25) -> float:
    spent = []
    for _ in range(times + 3):
        began = time.process_time()
        do()
        spent.append((time.process_time() - began) * 1000)
    return round(statistics.median(spent[3:]), 1)


def queries(_: int) -> Found:
    """Questions to the database a page, for a caseload of 7, 70 and 700 children of one IRO."""
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from footprint.records.models import Standing, User

    user = User.objects.filter(staff__isnull=False).order_by("pk").first()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"], session["begun"], session["last"] = True, time.time(), time.time()
    session.save()
    found: Found = {}
    for count in (7, 70, 700):
        with transaction.atomic():
            Standing.objects.filter(iro=user.staff).update(iro=None)
            Standing.objects.filter(pk__in=list(Standing.objects.order_by("pk").values_list("pk", flat=True)[:count])).update(
                iro=user.staff
            )
            for name, address in {"today": "/", "caseload": "/children/", "calendar": "/children/calendar/"}.items():
                with CaptureQueriesContext(connection) as asked:
                    _opened(client, address)
                found[f"{name}, {count} children"] = len(asked)
            transaction.set_rollback(True)
    return found


def main(what: str, size: str = "0") -> None:
    """Do one thing."""
    django.setup()
    logging.disable(logging.INFO)
    print(json.dumps({"build": build, "sessions": sessions, "pages": pages, "queries": queries}[what](int(size))))


if __name__ == "__main__":
    main(*sys.argv[1:])
