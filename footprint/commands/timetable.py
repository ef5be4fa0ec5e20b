"""`footprint timetable`: each child's reviews with the day by which each was due, and the next one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console

from footprint.commands.inputs import Source, read_source
from footprint.commands.options import Format
from footprint.commands.page import BAD, FAINT, GOOD, SOON, Lines, page
from footprint.commands.speech import counted, day, long_day, share
from footprint.commands.tables import put
from footprint.domain.compiled import compiled
from footprint.domain.profile import Profile
from footprint.domain.timetable import COLUMNS, NEEDED, timetable

SOON_DAYS = 28
_INDENT = 12

Row = dict[str, Any]


def needed(profile: Profile) -> frozenset[str]:
    """What the timetable asks of a chronology."""
    rules = compiled(profile.rulebook.only(met_by="review_held"))
    return NEEDED | rules.kinds | rules.states


def show_timetable(folder: Path | None, profile: Profile, on: date, form: Format) -> Source:
    """Read (the records, where there is no folder), work out and print; what was read is given back, for its problems."""
    source = read_source(folder, needed(profile))
    rows = timetable(source.chronology, profile.rulebook, on)
    if form is Format.TABLE:
        timetable_page(rows, profile, on, source.answerable(profile.rulebook))
    else:
        put(rows.select(COLUMNS), form)
    return source


def timetable_page(rows: pl.DataFrame, profile: Profile, on: date, known: frozenset[str]) -> None:
    """The whole timetable as a page, child by child, and the counts. `known` are the rules that the files could meet."""
    console = page()
    lines = Lines(console)
    lines.folded(f"Reviews as at {long_day(on)}, by the rules of {profile.name}", 0, "bold")
    lines.show()
    for child in rows.partition_by("child", maintain_order=True):
        child_timetable(console, child, on)
    lines.line()
    for sentence in summary(rows, on, known):
        lines.folded(sentence, 0, "bold")
    lines.show()


def child_timetable(console: Console, rows: pl.DataFrame, on: date) -> None:
    """One child's reviews, in the periods of care in which they fell."""
    lines = Lines(console)
    period: tuple[object, bool] | None = None
    lines.line()
    lines.line((rows["child"][0], "bold"), *_incomplete(rows))
    for row in rows.iter_rows(named=True):
        here = (row["period_started"], row["kind"] is None)
        if here != period:
            lines.line("  ", (_period(row), "underline"))
        period = here
        _review(lines, row, on)
    lines.show()


def _incomplete(rows: pl.DataFrame) -> list[tuple[str, str]]:
    aside = "  (a row of this child was set aside: this may be incomplete)"
    return [(aside, SOON)] if rows["incomplete"].any() else []


def _period(row: Row) -> str:
    if row["kind"] is None:
        return "Outside every period of care"
    return f"In care from {day(row['period_started'])}" if row["period_started"] else "In care since before these records begin"


def _review(lines: Lines, row: Row, on: date) -> None:
    """A line for the review and its outcome, and the reason under it."""
    number = "next" if row["kind"] == "next" else str(row["number"] or "-")
    due = f"due {day(row['due'])}" if row["due"] else "no due date"
    held = "" if row["kind"] == "next" else f"held {day(row['held'])}"
    lines.line(f"  {number:>6}    {due:<22}{held:<24}".rstrip().ljust(34 if row["kind"] == "next" else 58), outcome(row, on))
    lines.folded(row["reason"], _INDENT, FAINT)
    if row["local_due"]:
        lines.folded(f"Locally by {day(row['local_due'])} ({row['local_rule']}).", _INDENT, FAINT)


def outcome(row: Row, on: date) -> tuple[str, str]:
    """How a review stands, in words and in a colour that says the same."""
    if row["due"] is None:
        return "", FAINT
    if row["held"] is None:
        return _standing((row["due"] - on).days)
    late = (row["held"] - row["due"]).days
    return (f"LATE by {counted(late, 'day')}", BAD) if late > 0 else ("on time", GOOD)


def _standing(left: int) -> tuple[str, str]:
    if left < 0:
        return f"OVERDUE by {counted(-left, 'day')}", BAD
    words = "due today" if left == 0 else f"in {counted(left, 'day')}"
    return words, SOON if left <= SOON_DAYS else ""


def summary(rows: pl.DataFrame, on: date, known: frozenset[str]) -> list[str]:
    """The counts at the foot of the page."""
    held = rows.filter(pl.col("held").is_not_null())
    judged = held["on_time"].drop_nulls()
    undated = len(held) - len(judged)
    said = [f"Reviews on time: {share(int(judged.sum()), len(judged))}."]
    said += [f"Not counted for want of a due date: {counted(undated, 'review')}."] if undated else []
    return [*said, *_following(rows.filter(pl.col("kind").eq_missing("next")), on, known)]


def _following(rows: pl.DataFrame, on: date, known: frozenset[str]) -> list[str]:
    """The counts of next reviews; those of which these files can say nothing apart, such as of short breaks."""
    unseen = rows.filter(~pl.col("rule").cast(pl.String).is_in(sorted(known)))
    late = len(rows.filter(pl.col("due") < on))
    said = [f"Next reviews: {counted(len(rows), 'child', 'children')} still in care, {late:,} of them overdue."]
    return [*said, f"Of {len(unseen):,} of these, the files hold no reviews of the kind that is due."] if len(unseen) else said
