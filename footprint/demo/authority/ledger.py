"""The rows of the open format as they are made, and the tables that come of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter

import polars as pl

from footprint.exchange.open_format.spec import files

Cell = str | int | float | bool | None
_EPOCH = date(1970, 1, 1).toordinal()


class Ledger:
    """Rows by file, their cells in the order of the spec; days are numbers (`date.toordinal`)."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
        self._numbers: dict[str, int] = defaultdict(int)

    def number(self, letters: str) -> str:
        """The next identifier of a sort: R000001, R000002."""
        self._numbers[letters] += 1
        return f"{letters}{self._numbers[letters]:06}"

    def milestone(self, child: str, kind: str, on: int) -> None:
        """One row of milestones.csv."""
        self.rows["milestones"].append((child, kind, on))

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every file of the format, with the types of its spec."""
        return {name: _frame(self.rows[name], spec.schema) for name, spec in files().items()}


def _frame(rows: list[tuple[Cell, ...]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    if not rows:
        return pl.DataFrame(schema=schema)
    if any(len(row) != len(schema) for row in rows):
        raise ValueError(f"A row has not the {len(schema)} cells of its file: {', '.join(schema)}.")
    return pl.DataFrame([_column(name, map(itemgetter(at), rows), sort) for at, (name, sort) in enumerate(schema.items())])


def _column(name: str, cells: Iterable[Cell], sort: pl.DataType) -> pl.Series:
    if sort == pl.Date():
        return (pl.Series(name, list(cells), pl.Int32) - _EPOCH).cast(pl.Date)
    return pl.Series(name, list(cells), sort)
