"""`footprint duties`: everything owed to each child, by when, by whom and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console

from footprint.commands.inputs import Source, read_source
from footprint.commands.options import Format
from footprint.commands.page import BAD, FAINT, GOOD, Lines, page
from footprint.commands.speech import Refused, counted, day, long_day, say_errors
from footprint.commands.tables import put
from footprint.domain.chronology import Chronology
from footprint.domain.compiled import compiled
from footprint.domain.duties import STATUS, duties
from footprint.domain.profile import Profile

COLUMNS = ["child", "rule", "started", "due", "met", "status", "days_late", "owner", "reason", "source"]
"""The fields of a row, as outside programs rely on them."""

_STYLES = {"met": GOOD, "met late": BAD, "overdue": BAD, "lapsed": FAINT}
_INDENT = 12


def show_duties(folder: Path | None, profile: Profile, on: date, form: Format, child: str | None = None) -> Source:
    """Read, work out and print, of all children or of one; what was read is given back, for its problems.

    Without a folder, it is the records of this installation that are read.

    Raises:
        UnreadableFile: a file cannot be read as what it is.
        Refused: nobody has that number.
    """
    tables = compiled(profile.rulebook)
    source = read_source(folder, tables.kinds | tables.states)
    chronology = source.chronology if child is None else _of(source, child)
    rows = in_order(duties(chronology, profile.rulebook, on))
    if form is Format.TABLE:
        duties_page(rows, profile, on, source.answerable(profile.rulebook))
    else:
        put(rows.select(COLUMNS), form)
    return source


def _of(source: Source, child: str) -> Chronology:
    if child not in source.chronology.children["child"]:
        say_errors(source.problems)  # the child may be on one of the rows set aside
        raise Refused(f'There is no child "{child}" in these files.')
    return source.chronology.of(child)


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Duties child by child, each child's by due date; the same rows always in the same order."""
    return rows.sort("child", "due", "started", "rule", "about", nulls_last=True, maintain_order=True)


def duties_page(rows: pl.DataFrame, profile: Profile, on: date, known: frozenset[str]) -> None:
    """All duties as a page: a part for each child, and how many stand how. `known` are the rules the files could meet."""
    console = page()
    lines = Lines(console)
    lines.folded(f"Duties as at {long_day(on)}, by the rules of {profile.name}", 0, "bold")
    lines.show()
    for child in rows.partition_by("child", maintain_order=True):
        child_duties(console, child)
    lines.line()
    for sentence in [summary(rows), unanswerable(rows, known)]:
        lines.folded(sentence, 0, "bold")
    lines.show()


def child_duties(console: Console, rows: pl.DataFrame) -> None:
    """One child's duties: how each stands, by when it was due, what it is and why."""
    lines = Lines(console)
    lines.line()
    lines.line((rows["child"][0], "bold"))
    for row in rows.iter_rows(named=True):
        _duty(lines, row)
    lines.show()


def _duty(lines: Lines, row: dict[str, Any]) -> None:
    status, style = row["status"], _STYLES.get(row["status"], "")
    words = status.upper() if style == BAD else status
    lines.beside([(f"  {words:<10}", style), (f"due {day(row['due']):<15}  ", "")], row["title"], "bold")
    lines.folded(" ".join([*_told(row), row["reason"] or ""]), _INDENT)
    lines.folded(f"{row['owner']}. {row['source']}. {row['rule']}", _INDENT, FAINT)


def _told(row: dict[str, Any]) -> list[str]:
    """What became of it, in a sentence; nothing where the status says it all."""
    late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
    about = f"About {row['about']}." if row["about"] else ""
    if row["met"]:
        return [about, f"Met {day(row['met'])}{late}."] if about else [f"Met {day(row['met'])}{late}."]
    said = f"Overdue by {counted(row['days_late'], 'day')}." if row["status"] == "overdue" else ""
    ended = f"Ended unmet {day(row['ended'])}." if row["ended"] else ""
    return [part for part in (about, said, ended) if part]


def summary(rows: pl.DataFrame) -> str:
    """How many duties stand how."""
    numbers = dict(rows.group_by("status").len().iter_rows())
    standing = ", ".join(f"{numbers.get(status, 0):,} {status}" for status in STATUS.categories)
    return f"{counted(len(rows), 'duty', 'duties')} of {counted(rows['child'].n_unique(), 'child', 'children')}: {standing}."


def unanswerable(rows: pl.DataFrame, known: frozenset[str]) -> str:
    """How many duties nothing in the files could have met, so that nobody takes silence for neglect."""
    others = rows.filter(~pl.col("rule").cast(pl.String).is_in(sorted(known)))
    if others.is_empty():
        return ""
    rules = others["rule"].n_unique()
    return (
        f"{counted(len(others), 'duty', 'duties')} under {counted(rules, 'rule')} could not be met by anything in these files: "
        "they hold no record of what would meet them, so these say nothing of what was done."
    )
