"""The page of a sample return: what a service would see, with the commands that show it."""

from __future__ import annotations

import shlex

import polars as pl
from rich.console import Console
from rich.table import Table

from footprint.commands.duties import child_duties
from footprint.commands.page import BAD, FAINT, GOOD, Lines, page
from footprint.commands.sample import AHEAD, Sample
from footprint.commands.speech import counted, long_day, share
from footprint.commands.timetable import child_timetable

MOST_YEARS = 6
MOST_DUTIES = 6
_APRIL = 4
_BAR = 34


def sample_page(sample: Sample, profile: str) -> None:
    """Print it all."""
    console = page()
    _opening(console, sample)
    _heading(console, "Reviews held on time, by year")
    _years(console, sample.reviews)
    _heading(console, "Owed in the next four weeks, and overdue")
    _owed(console, sample)
    if sample.shown is not None:
        _heading(console, "One child's reviews, with the reason for each date")
        child_timetable(console, sample.reviews.filter(pl.col("child") == sample.shown), sample.on)
        _heading(console, "The same child's duties, the last few")
        child_duties(console, _last_duties(sample, sample.shown))
    _heading(console, "Go on")
    _commands(console, sample, profile)


def _heading(console: Console, words: str) -> None:
    lines = Lines(console)
    lines.line()
    lines.line((words, "bold"))
    lines.line((("─" if _is_utf(console) else "-") * len(words), FAINT))
    lines.show()


def _opening(console: Console, sample: Sample) -> None:
    lines = Lines(console)
    in_care = int((sample.reviews["kind"] == "next").sum())
    held = int(sample.reviews["held"].is_not_null().sum())
    lines.line(("Footprint: a sample return", "bold"))
    lines.folded("Every child on this page is invented. Any likeness to a real one is chance.", 0, BAD)
    lines.folded(
        f"{counted(sample.children, 'child', 'children')}, {in_care:,} of them in care on {long_day(sample.on)}, "
        f"the last day that this sample return covers; {counted(held, 'review')}. All dates below are as at that day.",
        0,
    )
    lines.show()


def _years(console: Console, reviews: pl.DataFrame) -> None:
    """A bar a year, as long as its reviews are many, full as far as they were on time."""
    held = reviews.filter(pl.col("on_time").is_not_null())
    year = pl.col("held").dt.year() - (pl.col("held").dt.month() < _APRIL).cast(pl.Int32)
    rows = held.group_by(year.alias("year")).agg(pl.col("on_time").sum(), pl.len()).sort("year").tail(MOST_YEARS)
    most = max(rows["len"], default=1)
    lines = Lines(console)
    for first, on_time, number in rows.iter_rows():
        full, rest = _bar(console, on_time, number, most)
        lines.line(f"  {first}-{(first + 1) % 100:02}  ", (full, GOOD), (rest, FAINT), f"  {share(on_time, number)}")
    lines.line((f"  The whole bar is all reviews, the {'solid' if _is_utf(console) else '#'} part those on time.", FAINT))
    lines.show()


def _is_utf(console: Console) -> bool:
    return console.encoding.startswith("utf")


def _bar(console: Console, part: int, whole: int, most: int) -> tuple[str, str]:
    solid, faint = ("█", "░") if _is_utf(console) else ("#", ".")
    full, all_of_it = (round(_BAR * number / most) for number in (part, whole))
    return solid * full, (faint * (all_of_it - full)).ljust(_BAR - full)


def _owed(console: Console, sample: Sample) -> None:
    """Each rule that these files can answer, with what is owed soon and what is late."""
    known = pl.col("rule").cast(pl.String).is_in(sorted(sample.known))
    soon = (pl.col("status") == "open") & pl.col("due").is_between(sample.on, sample.on + AHEAD)
    late = pl.col("status") == "overdue"
    by_rule = sample.duties.filter(known).group_by("title", "owner", "statutory", maintain_order=True)
    rows = by_rule.agg(soon.sum().alias("soon"), late.sum().alias("late"))
    rows = rows.filter(pl.col("soon") + pl.col("late") > 0).sort("soon", "late", descending=True, maintain_order=True)
    console.print(_owed_table(rows))
    _left_out(console, sample.duties.filter(~known)["rule"].n_unique())


def _left_out(console: Console, rules: int) -> None:
    """Silence is not neglect: a return cannot say whether the other duties were met."""
    lines = Lines(console)
    lines.folded(
        f"Left out here: {counted(rules, 'other rule')}, on visits, plans, health, short breaks. A return holds nothing "
        "that could meet them; the open format does.",
        1,
        FAINT,
    )
    lines.show()


def _owed_table(rows: pl.DataFrame) -> Table:
    table = Table("Rule", "Owner", box=None, pad_edge=True)
    for name in ("Next four weeks", "Overdue"):
        table.add_column(name, justify="right")
    for title, owner, statutory, soon, late in rows.iter_rows():
        table.add_row(title if statutory else f"{title} (not law)", owner, f"{soon:,}", f"{late:,}", style=BAD if late else "")
    return table


def _last_duties(sample: Sample, child: str) -> pl.DataFrame:
    """The latest of a child's duties that these files could meet and that did not lapse."""
    known = pl.col("rule").cast(pl.String).is_in(sorted(sample.known))
    return sample.duties.filter((pl.col("child") == child) & known & (pl.col("status") != "lapsed")).tail(MOST_DUTIES)


def _commands(console: Console, sample: Sample, profile: str) -> None:
    folder, on = shlex.quote(str(sample.folder)), f"--on {sample.on}"
    named = "" if profile == "england" else f" --profile {shlex.quote(profile)}"
    one = f" --child {shlex.quote(sample.shown)}" if sample.shown else ""
    shown = {
        "Every child's reviews": f"footprint timetable {folder} {on}{named}",
        "One child's duties": f"footprint duties {folder} {on}{named}{one}",
        "The same for another program": f"footprint timetable {folder} {on}{named} --format json",
        "What is wrong with the files": f"footprint check-data {folder}",
        "Another authority's promises": f"footprint duties {folder} {on} --profile bromley{one}",
        "What a profile says": "footprint profile show bromley",
    }
    lines = Lines(console)
    lines.folded("The sample return stays where it is; every line below works on it as it stands.", 2)
    for what, command in shown.items():
        lines.line()
        lines.line((f"  {what}:", FAINT))
        lines.line(f"    {command}")
    lines.show()
