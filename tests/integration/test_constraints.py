"""What the database itself refuses, whoever writes: codes that are none, days out of order, halves of what belongs together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from footprint.records.models import BreakGlass, Conflict, Episode, Import, Review
from tests.integration.world import World

DAY = date(2026, 3, 2)


def _look(world: World, **more: object) -> None:
    now = timezone.now()
    told = {"category": "safety", "reason": "a test", "opened": now, "until": now + timedelta(hours=1), **more}
    BreakGlass.objects.create(user=world.users["iro-2"], child=world.children["ada"], **told)


def _episode(world: World, **more: object) -> None:
    told = {"decom": DAY, "rne": "S", "ls": "C2", "place": "U4", **more}
    Episode.objects.create(child=world.children["ada"], **told)


def _twice(world: World) -> None:
    for number in ("one", "two"):
        Review.objects.create(number=number, child=world.children["eve"], started=DAY, status="planned")


def _import(**more: object) -> None:
    Import.objects.create(digest="0", **more)


def _same_conflict(world: World) -> None:
    for reason in ("a neighbour", "a cousin"):
        Conflict.objects.create(user=world.users["bs-1"], child=world.children["eve"], reason=reason)


REFUSED: dict[str, Callable[[World], None]] = {
    "a look that is reviewed without a verdict": lambda world: _look(world, reviewed=timezone.now() + timedelta(hours=2)),
    "a verdict of nobody": lambda world: _look(world, verdict="It was right."),
    "a look that ends before it begins": lambda world: _look(world, until=timezone.now() - timedelta(days=1)),
    "an import confirmed on no day": lambda _: _import(state="confirmed"),
    "a day of confirming of what is not confirmed": lambda _: _import(confirmed=timezone.now()),
    "a legal status that is no code": lambda world: _episode(world, ls="X9"),
    "an episode that ends before it begins": lambda world: _episode(world, dec=DAY - timedelta(1), rec="X1"),
    "two reviews of a child planned at once": _twice,
    "one conflict twice": _same_conflict,
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(world: World, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](world)
