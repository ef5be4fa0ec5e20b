"""`footprint sample`: invented children, and a page of what Footprint says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

import polars as pl
import typer

from footprint.commands.duties import in_order
from footprint.commands.inputs import read_source
from footprint.commands.timetable import needed
from footprint.domain.compiled import compiled
from footprint.domain.duties import duties
from footprint.domain.profile import Profile
from footprint.domain.timetable import timetable

YEARS = 5
"""Collection years that the sample covers."""
AHEAD = timedelta(28)


@dataclass(frozen=True)
class Sample:
    """Invented returns in a folder, and what Footprint makes of them at their last day.

    `reviews` and `duties` are the frames of the two commands; `known` the rules that these files could meet; `shown` the
    child taken as an example, None where there is none worth showing.
    """

    folder: Path
    on: date
    children: int
    reviews: pl.DataFrame
    duties: pl.DataFrame
    known: frozenset[str]
    shown: str | None


def last_return(today: date) -> date:
    """The last day that a return made on a day covers: the 31 March on or before it."""
    this = date(today.year, 3, 31)
    return this if this <= today else date(today.year - 1, 3, 31)


def sample_folder(folder: Path | None) -> Path:
    """Where the sample goes: the folder asked for, which must be new or empty, or a new temporary one.

    Raises:
        typer.BadParameter: the folder holds something, which might be a real return.
    """
    if folder is None:
        return Path(mkdtemp(prefix="footprint-sample-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = f"{folder} is not an empty folder, and invented files are not put among others."
        raise typer.BadParameter(sentence, param_hint="--folder")
    return folder


def make_sample(folder: Path, children: int, seed: int, on: date, profile: Profile) -> Sample:
    """Invent the children, write their return, read it back and work everything out."""
    from footprint.demo.returns import make_history

    make_history(folder, children=children, seed=seed, end=on, years=YEARS)
    tables = compiled(profile.rulebook)
    source = read_source(folder, needed(profile) | tables.kinds | tables.states)
    facts = source.chronology
    reviews = timetable(facts, profile.rulebook, on)
    known = source.answerable(profile.rulebook)
    owed = in_order(duties(facts, profile.rulebook, on))
    return Sample(folder, on, len(facts.children), reviews, owed, known, example(reviews))


def example(reviews: pl.DataFrame) -> str | None:
    """The child whose timetable shows most: in care now, one period, a late review, bank holidays left out; not too long."""
    holidays = pl.col("reason").str.contains(r"not counting .*\(") & (pl.col("kind") == "first")
    seen = reviews.group_by("child").agg(
        (pl.col("kind") == "next").any().alias("in_care"),
        (pl.col("period_started").n_unique() == 1).alias("one_period"),
        holidays.any().alias("holidays"),
        (~pl.col("on_time")).any().alias("late"),
        pl.len().is_between(4, 7).alias("short"),
    )
    worth = seen.with_columns(pl.sum_horizontal("in_care", "one_period", "holidays", "late", "short").alias("worth"))
    best = worth.sort("worth", "child", descending=[True, False])["child"]
    return str(best[0]) if len(best) else None
