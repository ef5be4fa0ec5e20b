"""What fills a demonstration: the records of an invented authority, accounts for every role, and a past of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time, timedelta

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from footprint.actions import duties, jobs, loading
from footprint.domain.permission_table import load_table
from footprint.records import audit
from footprint.records.jobs import beat
from footprint.records.models import Import, ImportProblem, Leave, Review, Role, Staff, Standing, User
from footprint.records.tables import TABLES

ROLES: dict[str, list[str]] = {
    "iro": ["iro"],
    "senior iro": ["iro", "service_manager"],
    "social worker": ["social_worker"],
    "team manager": ["team_manager"],
    "business support": ["business_support"],
    "service manager": ["service_manager"],
    "senior leader": ["senior_leader"],
    "data officer": ["data_officer"],
}
"""The roles in the program of those who work for the invented authority, by their post."""
_WITHOUT_POST = {"information_governance": "Gwen Heron", "technical_admin": "Tariq Flint"}
_SHOWN = {"iro": 3}
"""How many people of a role are named on the page; of the others one."""

Tables = Mapping[str, pl.DataFrame]


def parts(tables: Tables, today: date) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is to be done, in order, with words for each."""
    yield "Loading their records", lambda: load(tables)
    yield "Opening accounts", lambda: open_accounts(today)
    yield "Working out what is owed", lambda: _owed(today)
    yield "Telling the service's past", lambda: tell_past(tables, today)


def load(tables: Tables) -> None:
    """Every table, in one transaction."""
    with _hurry(), transaction.atomic():
        for name in TABLES:
            loading.add(name, tables[name])


@contextmanager
def _hurry() -> Iterator[None]:
    """A throwaway database need not survive a loss of power while it is filled."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-200000")
    try:
        yield
    finally:
        connection.close()  # the next connection has the settings of an installation


def open_accounts(today: date) -> None:
    """An account for everybody who works there now, and for those who belong to no team."""
    at_work = Staff.objects.filter(recorded=True, role__in=ROLES).exclude(ended__lte=today).order_by("number")
    with transaction.atomic():
        for staff in at_work:
            first, _, last = staff.name.partition(" ")
            User.objects.create_account(staff.email, roles=ROLES[staff.role], staff=staff, first_name=first, last_name=last)
        for role, name in _WITHOUT_POST.items():
            first, last = name.split()
            email = f"{first}.{last}@example.org".lower()
            User.objects.create_account(email, roles=[role], first_name=first, last_name=last)


def _owed(today: date) -> None:
    with _hurry():
        duties.rebuild(today)


def tell_past(tables: Tables, today: date) -> None:
    """An import on record, what some people looked at, hours and leave in diaries, and the jobs of the day."""
    with transaction.atomic():
        _diaries(today)
        _import(tables, today)
        _looks()
    beat("duties of the day", timezone.now(), "made")
    jobs.run_due(timezone.now())


_HOURS = (time(16, 0), time(10, 0), time(13, 30), time(16, 30))


def _diaries(today: date) -> None:
    """Most of the reviews that are booked have an hour; two IROs are away for a week soon."""
    booked = list(Review.objects.filter(status="planned").order_by("pk"))
    for place, review in enumerate(booked):
        review.at = _HOURS[place % len(_HOURS)] if place % 5 else None
    Review.objects.bulk_update(booked, ["at"])
    for place, staff in enumerate(Staff.objects.filter(role="iro", ended__isnull=True).order_by("number")[:2]):
        monday = today - timedelta(today.weekday()) + timedelta(weeks=2 + 2 * place)
        Leave.objects.create(staff=staff, first=monday, last=monday + timedelta(4))


_WRONG = ((118, '"32/13/2025" is not a date.'), (404, "The episode ends before it begins."))
"""The rows that the import set aside."""


def _import(tables: Tables, today: date) -> None:
    by = User.objects.filter(roles__name="data_officer").first()
    read = {name: len(tables[name]) for name in ("children", "episodes", "reviews")}
    batch = Import.objects.create(
        by=by,
        name="Monthly return",
        kind="open format",
        state="confirmed",
        confirmed=timezone.now(),
        as_at=today - timedelta(1),
        counts=[_count(name, rows, len(_WRONG) if name == "episodes" else 0) for name, rows in read.items()],
        changes={name: {"added": rows, "changed": 0, "unchanged": 0, "kept": 0, "held": 0} for name, rows in read.items()},
        told={"problems": {"error": len(_WRONG)}},
    )
    told = {"rule": "open-format", "severity": "error", "file": "episodes.csv", "column": "decom"}
    for row, sentence in _WRONG:
        ImportProblem.objects.create(batch=batch, row=row, sentence=sentence, **told)
    audit.record(by, "create", "import", subject=str(batch.public))


def _count(name: str, accepted: int, rejected: int) -> dict[str, object]:
    rows = accepted + rejected
    return {"file": f"{name}.csv", "kind": name, "rows": rows, "accepted": accepted, "rejected": rejected, "skipped": 0}


def _looks() -> None:
    """Each IRO signed in and opened some of their children."""
    for user in User.objects.filter(roles__name="iro").select_related("staff").order_by("pk"):
        mine = (
            Standing.objects.filter(iro=user.staff, in_care=True)
            .order_by("next_due", "pk")
            .values_list("child__public", flat=True)
        )
        looks = [audit.Look("sign in", "session"), *(audit.Look("read", "child", [child]) for child in mine[:5])]
        audit.write(user, looks)


def people_to_be(at: str) -> Iterator[tuple[str, str, str]]:
    """For each role its title, a person who has it, and the link that signs one in as them."""
    for name, role in load_table().roles.items():
        those = Role.objects.filter(name=name).select_related("user__staff").order_by("user__pk")
        for each in those[: _SHOWN.get(name, 1)]:
            yield role.title, each.user.title, f"{at}/demo/#{name}"
