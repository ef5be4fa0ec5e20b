"""From rows to events, in bulk: the only bridge between the tables and the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import OpenRecords
from footprint.exchange.problems import problems
from footprint.records.tables import frames


def records(tables: Mapping[str, pl.DataFrame]) -> OpenRecords:
    """Frames of the open format as records that were read, every row accepted."""
    return OpenRecords({name: frame.hstack(_marks(len(frame))) for name, frame in tables.items()}, [], problems(), [])


def _marks(rows: int) -> list[pl.Series]:
    return [each.new_from_index(0, rows) for each in _MARKS]


_MARKS = [pl.Series("row", [0], pl.UInt32), pl.Series("file", [""], pl.String), pl.Series("accepted", [True])]


def chronology(children: Collection[int] | None = None, wanted: Collection[str] | None = None) -> Chronology:
    """The chronology of some children (by primary key), or of every child recorded.

    Args:
        wanted: the events and states to work out; all by default.
    """
    return open_chronology(records(frames(children)), wanted)
