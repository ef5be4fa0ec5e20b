"""The checks of a folder of the open format: what its reader found, and those of our own that make sense for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from footprint.exchange.open_format.read import OpenRecords, read_open_format
from footprint.exchange.problems import PROBLEM_SCHEMA, FileCount, together
from footprint.exchange.ssda903.checks.ours import our_checks
from footprint.exchange.ssda903.read import Return, collection_year
from footprint.exchange.ssda903.spec import LAST_YEAR

CHECKED = ["FP01", "FP03", "FP04", "FP09", "FP10", "FP12"]
"""Records go on from day to day, so nothing is judged here that needs the end of a collection year: what is late or missing,
the duties say. Reviews of short breaks may be recorded, though they are not returned."""
_REVIEWS = {"child": "CHILD", "started": "REVIEW", "participation": "REVIEW_CODE"}
_COLUMNS = {"REVIEW": "started", "REVIEW_CODE": "participation"}
_PLACE = ["row", "file", "accepted"]


def check_open_format(folder: Path, progress: Callable[[str], None]) -> tuple[list[FileCount], pl.DataFrame]:
    """The counts of its files, and the problems (PROBLEM_SCHEMA).

    Raises:
        UnreadableFile: a file cannot be read as one of the format.
    """
    records = read_open_format(folder, progress)
    told = _as_return(records)
    ours = our_checks([told], [told.year or LAST_YEAR]).filter(pl.col("rule").is_in(CHECKED))
    column = pl.col("column").replace(_COLUMNS).str.to_lowercase()
    return records.files, together([records.problems, ours.with_columns(column).cast(PROBLEM_SCHEMA)])


def _as_return(records: OpenRecords) -> Return:
    """The children, episodes and held reviews as the tables of a return."""
    status = pl.col("status").cast(pl.String)
    took_place = status.is_in(["held", "adjourned"]) | (status.is_null() & pl.col("completed").is_not_null())
    held = records.tables["reviews"].filter(took_place.fill_null(False) & pl.col("started").is_not_null())
    tables = {
        "Header": _shaped(records.tables["children"], {"child": "CHILD", "dob": "DOB"}),
        "Episodes": _shaped(records.tables["episodes"]),
        "Reviews": _shaped(held, _REVIEWS),
    }
    return Return(collection_year(None, tables["Episodes"]), tables, [], PROBLEM_SCHEMA.to_frame(), records.suspects)


def _shaped(rows: pl.DataFrame, names: dict[str, str] | None = None) -> pl.DataFrame:
    """Rows with the columns of a return's table."""
    given = names or {name: name.upper() for name in rows.columns if name not in _PLACE}
    return rows.select(*(pl.col(name).alias(new) for name, new in given.items()), *_PLACE)
