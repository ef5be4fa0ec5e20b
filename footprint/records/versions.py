"""Saving what people edit: a change to what somebody else has changed meanwhile is refused, and both texts are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Model

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Difference:
    """A field that two people changed: what is held now, and what was to be saved."""

    field: str
    held: Any
    wanted: Any


class Stale(Exception):
    """Somebody else changed the record first. Nothing was saved; `differences` holds both texts, so that neither is lost."""

    def __init__(self, held: Model, differences: list[Difference]) -> None:
        super().__init__("Somebody else changed this record while you were working on it. Nothing was saved.")
        self.held = held
        self.differences = differences


def save(row: Row, seen: int, **changes: Any) -> Row:
    """Change fields of a row, if its version is still the one that was seen.

    Raises:
        Stale: it is not.
    """
    model = type(row)
    changed = model._default_manager.filter(pk=row.pk, version=seen).update(version=F("version") + 1, **changes)
    held: Row = model._default_manager.get(pk=row.pk)
    if not changed:
        raise Stale(held, [Difference(name, getattr(held, name), wanted) for name, wanted in changes.items()])
    return held
