"""Many rows into a table at once, from a frame: a tenth of the time that making an object of each would take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

_PART = 20_000


def insert(model: type[Model], rows: pl.DataFrame) -> None:
    """Insert rows; a field that the frame lacks gets its default.

    Args:
        rows: columns by the names of the fields (`child_id` for a link), with null where the table takes one.
    """
    if rows.is_empty():
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    others = [field for name, field in fields.items() if name not in rows.columns and _has_default(field)]
    named = [*(fields[name] for name in rows.columns), *others]
    columns = ", ".join(connection.ops.quote_name(field.column or "") for field in named)
    marks = ", ".join(["%s"] * len(named))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for part in rows.iter_slices(_PART):
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(_tuples(part, others)))


def _has_default(field: Field[Any, Any]) -> bool:
    return field.default is not NOT_PROVIDED


def _tuples(rows: pl.DataFrame, others: list[Field[Any, Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows as the database takes them: days as ISO text, which both databases read."""
    days = [name for name, sort in rows.schema.items() if sort == pl.Date]
    plain = rows.with_columns(pl.col(days).cast(pl.String)).rows()
    if not others:
        yield from plain
        return
    for row in plain:
        yield (*row, *(field.get_db_prep_save(field.get_default(), connection) for field in others))
