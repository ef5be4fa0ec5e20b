"""Lines that read as rows but are no records: totals, the foot of a report, the header again, numbers that a spreadsheet cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

_HINTS = ["total", "end of", "page", "row", "record", "e+"]
"""What any of these holds, so that a nation's rows need one quick look each."""
_TOTAL = r"(?i)^(?:grand[\s-]*|sub[\s-]*)?totals?(?:\s+\w+)?\s*[:=]?\s*\d*$"
_FOOT = (
    r"(?i)^\W*(?:end of (?:the )?(?:report|file|data|list|extract)|page \d+(?: of \d+)?"
    r"|\d+ (?:rows?|records?)(?: (?:affected|selected|returned))?)\W*$"
)
_CUT = r"(?i)^\d(?:\.\d+)?E\+\d+$"
_ASIDE = ", so the row is set aside"
_IS_TOTAL = " is the name of a total, not of a record" + _ASIDE + "."
_IS_FOOT = " belongs to the foot of a report, not to a record" + _ASIDE + "."
_IS_HEADER = " is the header again" + _ASIDE + "."
_IS_CUT = " is a long number of which a spreadsheet kept only the beginning" + _ASIDE + ": make the column text and save again."


class NoRecord(NamedTuple):
    """Which rows, under which rule, and the sentence on each of them."""

    rows: pl.Series
    rule: str
    sentence: pl.Expr


def no_records(names: pl.Series, first: pl.Series) -> Iterator[NoRecord]:
    """What a column of names (children, reviews, ...; text) holds that are none. `first` are the first of each run of equal
    ones: the rows of one child mostly stand together.

    Returns:
        For each kind that there is: a Boolean Series, a rule, and an expression for the sentences of those rows.
    """
    if not first.str.contains_any([*_HINTS, names.name], ascii_case_insensitive=True).any():
        return
    plain = names.str.strip_chars()
    for rule, what, why in [
        ("read.total", plain.str.contains(_TOTAL), _IS_TOTAL),
        ("read.foot", plain.str.contains(_FOOT), _IS_FOOT),
        ("read.header", plain.str.to_lowercase() == names.name.lower(), _IS_HEADER),
        ("read.cut", plain.str.contains(_CUT), _IS_CUT),
    ]:
        rows = what.fill_null(False)
        if rows.any():
            yield NoRecord(rows, rule, pl.format("{} “{}”{}", pl.lit(names.name), pl.lit(names.filter(rows)), pl.lit(why)))
