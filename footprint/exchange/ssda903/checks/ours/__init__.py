"""Our own checks of an SSDA903 return: those that need a child's whole story, which no rule of the return looks at.

Several years' returns are judged together: care that began in one year's return goes on in the next. Each finding is told of
once, in the newest file that holds the row. What seems to be missing of a child of whom a row was set aside is not told of:
it may be on that row, and the reader of the files has said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from footprint.exchange.problems import together
from footprint.exchange.ssda903.checks.ours.check import CHECKS, Check
from footprint.exchange.ssda903.checks.ours.codes import codes_of_other_years
from footprint.exchange.ssda903.checks.ours.episodes import episode_findings
from footprint.exchange.ssda903.checks.ours.records import Records, whole
from footprint.exchange.ssda903.checks.ours.reviews import review_findings
from footprint.exchange.ssda903.checks.ours.timeliness import timeliness_findings
from footprint.exchange.ssda903.read import Return

__all__ = ["ALSO_FOUND_BY", "CHECKS", "Check", "Records", "our_checks", "whole"]

ALSO_FOUND_BY = {"FP01": ("1012",), "FP04": ("440", "441"), "FP08": ("399",)}
"""Rules of the return that say the same of the same row."""


def our_checks(returns: Sequence[Return], years: Sequence[int], as_at: date | None = None) -> pl.DataFrame:
    """What our checks find (PROBLEM_SCHEMA).

    Args:
        returns: the oldest first.
        years: the year in which each one's collection ends.
        as_at: the day on which reviews are judged late or missing; the end of the last collection year where it is None.
    """
    full = [replace(each, tables={kind: whole(kind, table) for kind, table in each.tables.items()}) for each in returns]
    records = Records(full, years, as_at or date(years[-1], 3, 31))
    parts = [*review_findings(records), *timeliness_findings(records), *episode_findings(records), *codes_of_other_years(records)]
    return together(parts)
