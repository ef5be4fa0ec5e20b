"""Reviews on time as a return's files alone tell it, and as our records tell it: the same measure on both.

The two differ where one of them lacks reviews, or tells of a start, an end or a short break that the other does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from footprint.actions.imports.incoming import Incoming
from footprint.domain.chronology import Chronology
from footprint.domain.timetable import timetable
from footprint.exchange.exceptions import Period
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.reconcile import Changes
from footprint.records.chronology import records
from footprint.records.profile import profile

Shares = dict[str, list[int]]


def shares(read: Incoming, held: Mapping[str, pl.DataFrame], changes: Mapping[str, Changes], today: date) -> Shares:
    """Reviews on time, and reviews judged, among those held in the period of a return; nothing for other files.

    Returns:
        "file": as the files alone tell it; "records": as the records do; "after": as they will once the import is confirmed.
    """
    if read.period is None:
        return {}
    after = {name: each.applied for name, each in changes.items()}
    told = {"file": read.alone(), "records": _recorded(held), "after": _recorded(after)}
    return {name: _share(each, read.period, today) for name, each in told.items()}


def _recorded(tables: Mapping[str, pl.DataFrame]) -> Chronology:
    return open_chronology(records(tables))


def _share(told: Chronology, period: Period, today: date) -> list[int]:
    first, last = period
    rows = timetable(told, profile().rulebook, min(last, today))
    judged = rows.filter(pl.col("held").is_between(first, last))["on_time"].drop_nulls()
    return [int(judged.sum()), len(judged)]
