"""Rows of the open format into the tables: new ones in bulk, changed ones by their primary key."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from django.db.models import Model

from footprint.exchange.open_format.spec import FileSpec, codes, files
from footprint.records.bulk import insert
from footprint.records.models import Staff, Team
from footprint.records.tables import TABLES, Table

_BATCH = 500
_NAMED_ONLY: tuple[type[Model], ...] = (Staff, Team)
"""Tables whose rows may be named before they are recorded."""


def add(name: str, rows: pl.DataFrame) -> None:
    """Add rows of a file of the format."""
    if rows.is_empty():
        return
    table = TABLES[name]
    if table.model in _NAMED_ONLY:
        rows = _now_recorded(name, table, rows)
    insert(table.model, _fields(name, table, rows))


def change(name: str, rows: pl.DataFrame) -> None:
    """Write rows anew; `pk` says which."""
    if rows.is_empty():
        return
    table = TABLES[name]
    values = _fields(name, table, rows).iter_rows(named=True)
    made = [table.model(pk=pk, **row) for pk, row in zip(rows["pk"], values, strict=True)]
    fields = [_field(table, cell) for cell in files()[name].columns]
    table.model._default_manager.bulk_update(made, fields, batch_size=_BATCH)


def _field(table: Table, cell: str) -> str:
    return "number" if cell == table.own else cell


def _now_recorded(name: str, table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """People or teams that other rows named already are recorded now; the rows of the others are given back."""
    own = table.own
    there = dict(table.model._default_manager.filter(number__in=rows[own].to_list()).values_list("number", "pk"))
    known = rows.filter(pl.col(own).is_in(list(there)))
    change(name, known.with_columns(pl.col(own).replace_strict(there, default=None, return_dtype=pl.Int64).alias("pk")))
    table.model._default_manager.filter(pk__in=there.values()).update(recorded=True)
    return rows.filter(~pl.col(own).is_in(list(there)))


def _fields(name: str, table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the names and values of the table's fields."""
    spec = files()[name]
    cells = rows.select(_cell(spec, cell) for cell in spec.columns)
    for cell, model in table.links.items():
        keys = _keys(model, rows[cell])
        found = pl.Series(f"{cell}_id", [keys.get(number) for number in rows[cell]], dtype=pl.Int64)
        cells = cells.drop(cell).with_columns(found)
    return cells.rename({table.own: "number"} if table.own else {})


def _cell(spec: FileSpec, cell: str) -> pl.Expr:
    """A cell as it is kept: text is never null, and what is not in its code set is left out (the problems say so)."""
    sort, known = spec.schema[cell], codes(spec.columns[cell])
    if sort != pl.String():
        return pl.col(cell)
    text = pl.col(cell).str.replace_all("\0", "\ufffd", literal=True).fill_null("")
    return (
        pl.when(text.is_in(list(known.values))).then(text).otherwise(pl.lit("")).alias(cell) if known and not known.open else text
    )


def _keys(model: type[Model], numbers: pl.Series) -> Mapping[str | None, int]:
    """The primary keys of the rows that are named; people and teams of whom nothing is recorded yet are made."""
    wanted = numbers.drop_nulls().unique().to_list()
    found = _there(model, wanted)
    if model in _NAMED_ONLY and (missing := [number for number in wanted if number not in found]):
        model._default_manager.bulk_create(model(number=number, recorded=False) for number in missing)
        found |= _there(model, missing)
    return found


def _there(model: type[Model], numbers: list[str]) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for start in range(0, len(numbers), _BATCH):
        rows = model._default_manager.filter(number__in=numbers[start : start + _BATCH])
        found.update(rows.values_list("number", "pk"))
    return found
