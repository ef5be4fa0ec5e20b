"""Cells of text as dates and codes. What reads at once is left alone; only what does not is cleaned and tried again."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from functools import cache

import polars as pl

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
USUAL = date(1989, 1, 1)
_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d/%b/%Y", "%d %B %Y"]
_TIME_OF_DAY = r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$"


def dates(text: pl.Series, first_format: str = "%d/%m/%Y") -> pl.Series:
    """Text as dates: DD/MM/YYYY, or one of the other ways in which a day is named without doubt. Null where it is no date.

    Two-figure years are refused, and so are days before 1900 and after 2100.
    """
    found = _usual(text, first_format)
    left = found.is_null() & text.is_not_null()
    if not left.any():
        return found
    clean = text.filter(left).str.strip_chars().str.replace(_TIME_OF_DAY, "")
    tries = [_plausible(clean.str.to_date(way, strict=False)) for way in ["%d/%m/%Y", *_FORMATS]]
    return found.scatter(left.arg_true(), pl.select(pl.coalesce(tries)).to_series())


def _usual(text: pl.Series, way: str) -> pl.Series:
    """The texts that are one of the usual days, in the usual way; null for all else."""
    return text.to_frame("text").select(_usual_day(way))["text"].alias(text.name)


@cache
def _usual_day(way: str) -> pl.Expr:
    """A day of those on which nearly everything happens, as it is written: to look it up costs a third of parsing it. Kept,
    since to hand the days over anew for each column would take as long as many thousand cells.
    """
    days = pl.Enum(pl.date_range(USUAL, date(2040, 12, 31), eager=True).dt.to_string(way))
    place = pl.col("text").cast(days, strict=False).to_physical().cast(pl.Int32)
    return (place + USUAL.toordinal() - date(1970, 1, 1).toordinal()).cast(pl.Date)


def _plausible(days: pl.Series) -> pl.Series:
    return days.set(~days.is_between(EARLIEST, LATEST).fill_null(True), None)


def codes(text: pl.Series, known: Set[str]) -> tuple[pl.Series, pl.Series | None]:
    """Text as codes, in the capitals of the code set, and which of them are in no code set (those stay as they were sent;
    None where every one is known, which is nearly always, and nothing was done)."""
    if known >= set(text.unique().drop_nulls()):
        return text, None
    strange = ~text.is_in(list(known))
    clean = text.filter(strange).str.strip_chars().str.to_uppercase().str.replace(r"\.0$", "")
    better = pl.select(pl.when(clean.is_in(list(known))).then(clean).otherwise(text.filter(strange))).to_series()
    found = text.clone().scatter(strange.arg_true(), better)  # a series is written to in its place
    return found, found.is_not_null() & ~found.is_in(list(known))


def heads(column: pl.Series) -> pl.Series:
    """Which cells begin a run of equal ones: a column set against itself one row on, without a copy of either."""
    whole = column.rechunk()
    changes = whole.slice(1).ne_missing(whole.slice(0, max(0, len(whole) - 1)))
    return pl.concat([pl.Series(column.name, [True] if len(column) else [], dtype=pl.Boolean), changes], rechunk=True)


def firsts(column: pl.Series) -> pl.Series:
    """The first cell of each run of equal ones."""
    return column.filter(heads(column))


def words(text: pl.Series, first: pl.Series) -> pl.Series:
    """Text without white space around it, null where nothing is left. Only the first cell of each run of equal ones is looked
    at; these are given."""
    if first.str.strip_chars().equals(first):
        return text
    return pl.select(text=text.str.strip_chars()).select(pl.when(pl.col("text") != "").then("text"))["text"]
