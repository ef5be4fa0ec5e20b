"""The lines of a reconciliation: what a file and the records each lack, what changes, and what is kept against a blank.

Each is a sentence in which a child is a number and a record its kind, number and days. No name of a child and no free text
stand in it: those who bring files in need not see here what is said of a child.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from footprint.exchange.exceptions import Period
from footprint.exchange.open_format.spec import files
from footprint.exchange.reconcile import Changes

LINE_SCHEMA = pl.Schema({"side": pl.String, "table": pl.String, "child": pl.String, "sentence": pl.String})
SIDES = ("changed", "file", "held", "kept")
"""A cell changes; the file lacks what is held; what was not held is in the file; a blank was not taken."""

_WORDS: dict[str, tuple[str, ...]] = {
    "children": ("the child's record",),
    "episodes": ("the episode that began on {}", "decom"),
    "teams": ("team {}", "team"),
    "staff": ("staff number {}", "staff"),
    "involvements": ("{} as {} from {}", "staff", "role", "started"),
    "team_history": ("the time with team {} from {}", "team", "started"),
    "reviews": ("review {} of {}", "review", "started"),
    "meetings": ("the meeting of review {} on {}", "review", "held"),
    "decisions": ("decision {} of review {}", "decision", "review"),
    "concerns": ("a concern of review {}", "review"),
    "review_actions": ("an action after review {}", "review"),
    "escalations": ("escalation {}, raised on {}", "escalation", "raised"),
    "escalation_issues": ("an issue of escalation {}", "escalation"),
    "escalation_stages": ("stage {} of escalation {}", "stage", "escalation"),
    "contacts": ("the {} by {} on {}", "kind", "staff", "on"),
    "plans": ("the {} plan agreed on {}", "kind", "agreed"),
    "cp_plans": ("the child protection plan from {}", "started"),
    "conferences": ("{} {}", "kind", "conference"),
    "milestones": ("{} on {}", "kind", "on"),
}
"""How a record is called, and the columns that say which."""
_THROUGH = {"review": "reviews", "escalation": "escalations"}
_PERIODS = {
    "episodes": ("decom", "dec"),
    "involvements": ("started", "ended"),
    "reviews": ("started", "started"),
    "milestones": ("on", "on"),
}
"""From when until when a record lasts, in the tables of which a return tells."""

_COLUMNS = {
    "cin": "category of need",
    "dec": "end",
    "dob": "date of birth",
    "fte": "full-time posts",
    "ls": "legal status",
    "place": "placement",
    "rec": "reason for the end",
    "rne": "reason for the episode",
    "uasc": "seeking asylum alone",
    "upn": "UPN",
    "urn": "URN",
}
"""What a column is called where its own name says little."""

Counts = dict[str, dict[str, int]]


def lines(changes: Mapping[str, Changes], period: Period | None = None, most: int = 500) -> tuple[pl.DataFrame, Counts]:
    """The lines (LINE_SCHEMA), by side and table, and how many there are in all.

    Args:
        changes: what `reconcile` gives.
        period: the first and last day of which a return tells: what is held of other times is not lacking in it.
        most: how many lines of a side and table are written out; the counts are of all.
    """
    found, counts = [LINE_SCHEMA.to_frame()], {side: dict[str, int]() for side in SIDES}
    for name in files():
        for side, rows in _sides(name, changes, period).items():
            if len(rows):
                counts[side][name] = len(rows)
                found.append(_told(side, name, rows.head(most), changes))
    told = pl.concat(found)
    return told.sort(pl.col("side").cast(pl.Enum(SIDES)), maintain_order=True), counts


def _sides(name: str, changes: Mapping[str, Changes], period: Period | None) -> dict[str, pl.DataFrame]:
    each = changes[name]
    lacking = _within(name, each.lacking, changes, period) if period else each.lacking
    whole = each.held.drop(set(each.held.columns) & {"column", "before", "after"})
    changed = each.changed.select("held_row", "column", "before", "after").join(whole, on="held_row", maintain_order="left")
    kept = each.kept.select("held_row", "column").join(whole, on="held_row", maintain_order="left")
    return {"changed": changed, "file": lacking, "held": each.added, "kept": kept}


def _within(name: str, rows: pl.DataFrame, changes: Mapping[str, Changes], period: Period) -> pl.DataFrame:
    """What a return of the period should hold: nothing of other times, and of its other tables nothing."""
    if name == "children":
        return rows.filter(pl.col("child").is_in(_of_period(changes["episodes"].held, "episodes", period)["child"].implode()))
    if name not in _PERIODS:
        return rows.clear()
    own = {
        "involvements": pl.col("role") == "social worker",
        "reviews": pl.col("status").is_null() | ~pl.col("status").is_in(["planned", "cancelled"]),
        "milestones": pl.col("kind") == "adoption_decided",
    }
    return _of_period(rows, name, period).filter(own.get(name, pl.lit(True)))


def _of_period(rows: pl.DataFrame, name: str, period: Period) -> pl.DataFrame:
    (first, last), (started, ended) = period, _PERIODS[name]
    open_end = pl.col(ended).fill_null(date.max) if ended != started else pl.col(ended)
    return rows.filter((pl.col(started) <= last) & (open_end >= first))


def _told(side: str, name: str, rows: pl.DataFrame, changes: Mapping[str, Changes]) -> pl.DataFrame:
    child = _child(name, rows, changes)
    words, *columns = _WORDS[name]
    which = pl.format(words, *(_cell(name, column) for column in columns)) if columns else pl.lit(words)
    about = pl.when(pl.col("line child").is_null()).then(pl.lit("")).otherwise(pl.format("Child {}: ", "line child"))
    rows = rows.with_columns(child.alias("line child"))
    sentence = pl.concat_str(about, which, _what(side, name), pl.lit("."))
    sentence = sentence.str.slice(0, 1).str.to_uppercase() + sentence.str.slice(1)
    return rows.select(
        pl.lit(side).alias("side"), pl.lit(name).alias("table"), pl.col("line child").alias("child"), sentence.alias("sentence")
    )


def _child(name: str, rows: pl.DataFrame, changes: Mapping[str, Changes]) -> pl.Series:
    """The number of the child whom each row is about, null where it is about none."""
    if "child" in files()[name].columns:
        return rows["child"]
    through = next((column for column in _THROUGH if column in files()[name].columns), None)
    if through is None or name in ("teams", "staff"):
        return pl.Series([None] * len(rows), dtype=pl.String)
    known = changes[_THROUGH[through]].applied.select(through, of="child").unique(through, keep="first")
    return rows.select(through).join(known, on=through, how="left", maintain_order="left")["of"]


def _cell(name: str, column: str) -> pl.Expr:
    cell = pl.col(column)
    if files()[name].columns[column] == "date":
        return _day(cell)
    return cell.cast(pl.String).str.replace_all("_", " ", literal=True).fill_null("nothing recorded")


def _day(cell: pl.Expr) -> pl.Expr:
    return cell.cast(pl.Date).dt.to_string("%-d %B %Y").fill_null("an unknown day")


def _what(side: str, name: str) -> pl.Expr:
    """The end of the sentence."""
    if side == "file":
        return pl.lit(" is held here, but not in the files")
    if side == "held":
        return pl.lit(" was not held here")
    column = pl.col("column").replace(_COLUMNS).str.replace_all("_", " ", literal=True)
    if side == "kept":
        return pl.format(": {} is blank in the files, and what is held is kept", column)
    return _changed(name, column)


def _changed(name: str, column: pl.Expr) -> pl.Expr:
    """From what to what; of free text and of names, only that it changes."""
    free = [each for each, sort in files()[name].columns.items() if sort == "text"]
    days = [each for each, sort in files()[name].columns.items() if sort == "date"]
    before, after = (_written(each, days) for each in ("before", "after"))
    first = pl.format(": {}, not recorded until now, becomes {}", column, after)
    again = pl.format(": {} changes from {} to {}", column, before, after)
    told = pl.when(pl.col("before").is_null()).then(first).otherwise(again)
    return pl.when(pl.col("column").is_in(free)).then(pl.format(": {} changes", column)).otherwise(told)


def _written(cell: str, days: list[str]) -> pl.Expr:
    day = _day(pl.col(cell).str.to_date("%Y-%m-%d", strict=False))
    return pl.when(pl.col("column").is_in(days)).then(day).otherwise(pl.col(cell))
