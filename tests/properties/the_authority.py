"""A small authority for the machine of `test_the_records.py`, and what must hold of its tables after every step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Model

from footprint.actions import duties
from footprint.records import audit
from footprint.records.models import (
    AuditAnchor,
    AuditChild,
    AuditEvent,
    Child,
    Conflict,
    Duty,
    Involvement,
    Review,
    ReviewTiming,
    Staff,
    Standing,
)
from footprint.records.queries import Reader, visible
from tests.integration.world import World

OF_THE_AUDIT = (AuditEvent, AuditChild, AuditAnchor)
PROJECTION = (Duty, ReviewTiming, Standing)
Rows = dict[str, list[tuple[Any, ...]]]


def tables() -> list[type[Model]]:
    """Every table of ours but those of the audit."""
    return [model for model in apps.get_app_config("records").get_models() if model not in OF_THE_AUDIT]


def content() -> str:
    """A hash of all that is held, but the audit."""
    seal = hashlib.sha256()
    for model in tables():
        seal.update(model.__name__.encode())
        for row in model._default_manager.order_by("pk").values_list():
            seal.update(repr(row).encode())
    return seal.hexdigest()


def projected() -> Rows:
    """What follows from the facts, as it is held: rows without primary keys, in an order of their own."""
    found: Rows = {}
    for model in PROJECTION:
        names = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "as_at")]
        found[model.__name__] = sorted(model._default_manager.values_list(*names), key=repr)
    return found


def audited() -> int:
    """How many rows the audit has."""
    return AuditEvent.objects.count()


def versions() -> dict[tuple[str, int], int]:
    """The version of every row that people edit."""
    counted = [model for model in tables() if any(field.name == "version" for field in model._meta.concrete_fields)]
    return {
        (model.__name__, pk): version for model in counted for pk, version in model._default_manager.values_list("pk", "version")
    }


def breaches(world: World, readers: dict[str, Reader], today: date) -> Iterator[str]:
    """What does not hold of the tables: a sentence each."""
    held = projected()
    duties.rebuild(today)
    for name, rows in projected().items():
        if rows != held[name]:
            yield f"{name} is not what a rebuild makes of the facts."
    if _twice(Review.objects.filter(status="planned")):
        yield "A child has two reviews planned."
    if _twice(Involvement.objects.filter(role="iro", ended__isnull=True)):
        yield "A child has two IROs at once."
    yield from _caseloads()
    yield from (each.sentence for each in audit.breaks())
    yield from _seen_in_spite(world, readers)


def _twice(rows: Any) -> bool:
    return bool(rows.values("child").annotate(times=Count("pk")).filter(times__gt=1).exists())


def _caseloads() -> Iterator[str]:
    """Each child in care is on the list of one IRO or on that of the unallocated, and the lists together are all of them."""
    care = Standing.objects.filter(in_care=True)
    loads = Staff.objects.annotate(load=Count("standings")).values_list("number", "load")
    of_iros = sum(care.filter(iro__number=number).count() for number, _ in loads)
    if of_iros + care.filter(iro__isnull=True).count() != care.count():
        yield "The caseloads do not sum up to the children in care."
    if Standing.objects.count() != Child.objects.count():
        yield "A child has no standing."


def _seen_in_spite(world: World, readers: dict[str, Reader]) -> Iterator[str]:
    """A person with a conflict of interest, or one who is not named for a restricted child, has the child on no list."""
    for number, reader in readers.items():
        barred = set(Conflict.objects.filter(user=reader.user).values_list("child", flat=True))
        barred |= set(Child.objects.filter(restricted=True).exclude(allowed__user=reader.user).values_list("pk", flat=True))
        for action in ("list", "read"):
            if barred & set(visible(reader, action).values_list("pk", flat=True)):
                yield f"{number} may {action} a child who is closed to that person."
