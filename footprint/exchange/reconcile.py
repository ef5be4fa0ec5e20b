"""What a file would change in the records that are held: rows added, cells changed, and what is held but not in the file.

Which row is which is data: the `identity` of each file in open_format/spec.toml. Rows with the same identity are matched
one to one, equal ones first and the rest in turn, so nothing is lost or doubled.

An import never erases. A row that the file lacks stays; a column that the file lacks stays as held; a blank cell where a value
is held keeps that value, and `kept` says so. Only a filled cell changes anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.exchange.open_format.spec import FileSpec, files

_SOURCE = {"row": pl.UInt32(), "file": pl.String()}
_HELD = {"held_row": pl.UInt32()}
_CELL = {"column": pl.String(), "before": pl.String(), "after": pl.String()}
_NEW = "new row"
_EVENTUAL = {("decisions", "due"), ("staff", "ended")}
"""Days that are written down before they come."""


@dataclass(frozen=True)
class Changes:
    """What one file would change.

    added      rows not held: the spec's columns, then row (UInt32) and file (String) where they come from
    changed    a row for each cell: the identity's columns, column, before, after (String, as the format writes them),
               held_row, row, file
    updated    a row for each record that changes, whole and as it will be: the spec's columns, held_row, row, file
    kept       a row for each blank cell of the file where a value is held: the identity's columns, column, before (String),
               held_row, row, file
    unchanged  how many rows of the file say nothing new
    lacking    held rows that the file lacks: the spec's columns, held_row
    held       every held row: the spec's columns, held_row (UInt32, its place in the frame that was given, from 0)
    """

    added: pl.DataFrame
    changed: pl.DataFrame
    updated: pl.DataFrame
    kept: pl.DataFrame
    unchanged: int
    lacking: pl.DataFrame
    held: pl.DataFrame

    @property
    def applied(self) -> pl.DataFrame:
        """The rows as they will be, the held ones in their places and then the added: the spec's columns."""
        columns = [*self.lacking.columns]
        still = self.held.join(self.updated.select("held_row"), on="held_row", how="anti")
        rows = pl.concat([still, self.updated.select(columns)]).sort("held_row").drop("held_row")
        return pl.concat([rows, self.added.select(rows.columns)])


def reconcile(
    incoming: Mapping[str, pl.DataFrame],
    held: Mapping[str, pl.DataFrame],
    columns: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Changes]:
    """What would change, by file of the open format; every file is there.

    Args:
        incoming: the file's records, as `OpenRecords.tables`: of frames with a column `accepted` only those rows are taken.
        held: the records that are held, in the same shape; columns that are missing are blank.
        columns: which columns the incoming files have, as `OpenRecords.columns`; all where it is None. A file that is not
            in it is not there, and nothing of it changes or is lacking.
    """
    there = {name: spec.columns.keys() for name, spec in files().items() if name in incoming} if columns is None else columns
    return {name: _changes(spec, incoming.get(name), held.get(name), there.get(name)) for name, spec in files().items()}


def as_at(tables: Mapping[str, pl.DataFrame]) -> date | None:
    """The latest day of which records tell, so that an older file after a newer one can be asked about; None without any.

    Days that lie ahead (a review that is planned, a decision's due day) do not count, and one day in five hundred is left
    aside: a slip of the pen must not make every later file an old one.
    """
    days = [day for name, spec in files().items() if name in tables for day in _days(tables[name], spec)]
    every = pl.concat([pl.Series([], dtype=pl.Date), *days])
    latest = every.top_k(len(every) // 500 + 1).min()
    return latest if isinstance(latest, date) else None


def _days(table: pl.DataFrame, spec: FileSpec) -> Iterable[pl.Series]:
    rows = table.filter("accepted") if "accepted" in table.columns else table
    if spec.name == "reviews" and "status" in rows.columns:
        rows = rows.filter(pl.col("status").is_null() | ~pl.col("status").is_in(["planned", "cancelled"]))
    for name, sort in spec.columns.items():
        if sort == "date" and name in rows.columns and (spec.name, name) not in _EVENTUAL:
            yield rows[name].drop_nulls().cast(pl.Date)


def _changes(
    spec: FileSpec, incoming: pl.DataFrame | None, held: pl.DataFrame | None, columns: Collection[str] | None
) -> Changes:
    old = _shaped(held, spec, _HELD)
    if not columns or incoming is None:  # not there, or empty: without a header nothing can be known by anything
        none = _shaped(None, spec, _HELD | _SOURCE)
        return Changes(none.drop("held_row"), _cells([], spec, _CELL), none, _cells([], spec, _KEPT), 0, old.clear(), old)
    there = [name for name in spec.columns if name in columns]
    absent = [name for name in spec.columns if name not in columns]
    new = _shaped(incoming.drop(absent, strict=False), spec, _SOURCE).with_row_index(_NEW)
    pairs = _pairs(new, old, there, spec)
    both = pairs.join(new, on=_NEW, maintain_order="left").join(old, on="held_row", suffix=_BEFORE, maintain_order="left")
    return _compared(spec, new, old, both, there)


_BEFORE = " before"
_KEPT = {"column": pl.String(), "before": pl.String()}


def _shaped(table: pl.DataFrame | None, spec: FileSpec, more: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The rows that can be used, with the spec's columns and more; what is missing is blank, and an empty text too."""
    schema = spec.schema | dict(more)
    if table is None:
        return pl.DataFrame(schema=schema)
    rows = table.with_row_index("held_row") if "held_row" in more else table
    rows = rows.filter("accepted") if "accepted" in rows.columns else rows
    found = [(pl.col(name) if name in rows.columns else pl.lit(None)).cast(sort).alias(name) for name, sort in schema.items()]
    text = pl.col(pl.String)
    return rows.select(found).with_columns(pl.when(text != "").then(text))


def _pairs(new: pl.DataFrame, old: pl.DataFrame, columns: list[str], spec: FileSpec) -> pl.DataFrame:
    """Which row of the file is which held row: new row, held_row, in the order of the file."""
    identity = [name for name in spec.identity if name in columns]
    if not (new.select(identity).is_duplicated().any() or old.select(identity).is_duplicated().any()):
        return _in_turn(new, old, identity)
    new, old = new.sort(*spec.columns, nulls_last=True), old.sort(*spec.columns, nulls_last=True)
    equal = _in_turn(new, old, columns)
    rest = _in_turn(new.join(equal, on=_NEW, how="anti"), old.join(equal, on="held_row", how="anti"), identity)
    return pl.concat([equal, rest]).sort(_NEW)


def _in_turn(new: pl.DataFrame, old: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """The first row with some values to the first, the second to the second."""
    nth = pl.int_range(pl.len()).over(on).alias("nth")
    found = new.with_columns(nth).join(
        old.with_columns(nth), on=[*on, "nth"], nulls_equal=True, maintain_order="left", suffix=_BEFORE
    )
    return found.select(_NEW, "held_row")


def _compared(spec: FileSpec, new: pl.DataFrame, old: pl.DataFrame, both: pl.DataFrame, columns: list[str]) -> Changes:
    free = [name for name in spec.columns if name not in spec.identity or name not in columns]
    differs = {name: pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(name + _BEFORE)) for name in free}
    blank = {name: pl.col(name).is_null() & pl.col(name + _BEFORE).is_not_null() for name in free if name in columns}
    whole = both.with_columns(pl.coalesce(name, name + _BEFORE).alias(name) for name in free)
    is_changed = both.select(pl.any_horizontal(pl.lit(False), *differs.values()).alias("changed")).to_series()
    updated = whole.filter(is_changed).select(*spec.columns, *_HELD, *_SOURCE)
    changed = [_cell(whole, both, name, spec, both.select(which).to_series(), _CELL) for name, which in differs.items()]
    kept = [_cell(whole, both, name, spec, both.select(which).to_series(), _KEPT) for name, which in blank.items()]
    return Changes(
        new.join(both, on=_NEW, how="anti", maintain_order="left").drop(_NEW),
        _cells(changed, spec, _CELL),
        updated,
        _cells(kept, spec, _KEPT),
        len(both) - len(updated),
        old.join(both, on="held_row", how="anti", maintain_order="left"),
        old,
    )


def _cell(
    whole: pl.DataFrame, both: pl.DataFrame, name: str, spec: FileSpec, which: pl.Series, shape: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """One column's cells that changed, or that are kept, a row for each."""
    before, after = _written(name + _BEFORE, spec.columns[name]), _written(name, spec.columns[name])
    texts = both.select(before.alias("before"), after.alias("after"), pl.lit(name).alias("column"))
    rows = pl.concat([whole.select(*spec.identity, *_HELD, *_SOURCE), texts.select(*shape)], how="horizontal")
    return rows.filter(which).select(*spec.identity, *shape, *_HELD, *_SOURCE)


def _written(name: str, sort: str) -> pl.Expr:
    """A cell as the format writes it."""
    cell = pl.col(name)
    return pl.when(cell).then(pl.lit("yes")).when(~cell).then(pl.lit("no")) if sort == "yes/no" else cell.cast(pl.String)


def _cells(frames: list[pl.DataFrame], spec: FileSpec, shape: Mapping[str, pl.DataType]) -> pl.DataFrame:
    identity = {name: spec.schema[name] for name in spec.identity}
    schema = {**identity, **shape, **_HELD, **_SOURCE}
    return pl.concat([pl.DataFrame(schema=schema), *frames]).sort("held_row", maintain_order=True)
