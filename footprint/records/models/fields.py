"""Columns that many tables share: words, codes of a code set, public names, versions."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from footprint.exchange.open_format.spec import codes


def number() -> models.TextField[str, str]:
    """The name that the authority gives a record. Unique, and never shown in an address."""
    return models.TextField(unique=True)


def public() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    """The name of a record in addresses: random, so that it tells nothing and cannot be guessed."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


def words() -> models.TextField[str, str]:
    """Text; empty where not recorded."""
    return models.TextField(blank=True, default="")


def day() -> models.DateField[Any, Any]:
    """A date; null where not recorded."""
    return models.DateField(null=True, blank=True)


def hour() -> models.TimeField[Any, Any]:
    """A time of day in England; null where not recorded."""
    return models.TimeField(null=True, blank=True)


def yes_or_no() -> models.BooleanField[Any, Any]:
    """Yes, no, or null where not recorded."""
    return models.BooleanField(null=True, blank=True)


def version() -> models.PositiveIntegerField[int, int]:
    """Counts the changes of a record that people edit, so that one change cannot undo another unseen."""
    return models.PositiveIntegerField(default=1)


def coded(table: str, **columns: str) -> list[models.BaseConstraint]:
    """Constraints: each column holds a code of its set (`codes` of the open format), or nothing.

    Args:
        table: the table's name, for the constraints' names.
        columns: the code set of each column.
    """
    found: list[models.BaseConstraint] = []
    for column, name in columns.items():
        known = codes(name)
        if known is not None and not known.open:
            allowed = Q(**{f"{column}__in": ["", *known.values]})
            found.append(models.CheckConstraint(condition=allowed, name=f"{table}_{column}_is_a_code"))
    return found


def in_order(table: str, *pairs: tuple[str, str]) -> list[models.BaseConstraint]:
    """Constraints: the second day of a pair does not lie before the first."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{then}__gte": F(first)}) | Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True}),
            name=f"{table}_{then}_not_before_{first}",
        )
        for first, then in pairs
    ]


def together(table: str, *parts: Q) -> models.BaseConstraint:
    """A constraint: what belongs together is filled in together or not at all."""
    none, whole = Q(), Q()
    for part in parts:
        none, whole = none & ~part, whole & part
    return models.CheckConstraint(condition=none | whole, name=f"{table}_filled_in_together")
