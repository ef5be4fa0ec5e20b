"""From the rows of one or several years' returns to a chronology.

Of an episode that comes again in a later year's return (it was open on 31 March), the later return is believed; a review
that comes twice is one review; a date of birth is that of the latest return that gives one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from footprint.domain.care_history import CareHistory, care_history
from footprint.domain.chronology import ABOUT_THE_CHILD, CHILDREN_SCHEMA, Chronology
from footprint.domain.episodes import EPISODE_SCHEMA
from footprint.domain.vocabulary import KIND
from footprint.exchange.cells import heads
from footprint.exchange.ssda903.read import Return

EPISODE_COLUMNS = ["CHILD", "DECOM", "DEC", "RNE", "LS", "PLACE", "REC"]
NEEDED = {
    "Header": ["CHILD", "DOB"],
    "Episodes": EPISODE_COLUMNS,
    "Reviews": ["CHILD", "REVIEW"],
    "PlacedAdoption": ["CHILD", "DATE_PLACED"],
}
"""The tables that tell of events, and of each the columns that do."""


def chronology(returns: Sequence[Return], wanted: Collection[str] | None = None) -> Chronology:
    """The chronology of every child in the returns.

    Args:
        returns: the oldest first.
        wanted: the events and states to work out (`care_history`); all by default.
    """
    header = _accepted(returns, "Header")
    episodes = _latest_told(_accepted(returns, "Episodes"))
    reviews = _accepted(returns, "Reviews")
    named = _Runs(header["CHILD"])
    numbers = _Numbers([named, _Runs(episodes["CHILD"], named), _Runs(reviews["CHILD"], named)])
    in_header, in_episodes, in_reviews = (numbers.of(each) for each in numbers.runs)
    children = _children(numbers, in_header, header["DOB"], _incomplete(returns))
    held = pl.DataFrame({"child": in_reviews, "on": reviews["REVIEW"]})
    rows = episodes.select(in_episodes, *(pl.col(name).alias(name.lower()) for name in EPISODE_COLUMNS[1:]))
    events, spells = care_history(CareHistory(rows.select(EPISODE_SCHEMA.names()), children, held), wanted)
    decided = _accepted(returns, "PlacedAdoption").drop_nulls()
    decided = decided.select(numbers.of(_Runs(decided["CHILD"])), on="DATE_PLACED").drop_nulls()
    told = [events.drop("about"), _events("review_held", held), _events("adoption_decided", decided)]
    return Chronology(children, pl.concat(told).with_columns(ABOUT_THE_CHILD), spells)


def _accepted(returns: Sequence[Return], kind: str) -> pl.DataFrame:
    """The accepted rows of a kind in every return; `told` is the place of the return among them."""
    schema = {name: pl.String() if name in ("CHILD", "RNE", "LS", "PLACE", "REC") else pl.Date() for name in NEEDED[kind]}
    parts = [pl.DataFrame(schema=schema | {"told": pl.Int32()})]
    for place, each in enumerate(returns):
        if kind in each.tables and len(each.tables[kind]):
            table = each.tables[kind]
            table = table if table["accepted"].all() else table.filter("accepted")
            found = [pl.col(name) if name in table.columns else pl.lit(None, sort).alias(name) for name, sort in schema.items()]
            parts.append(table.select(*found, pl.lit(place, pl.Int32).alias("told")))
    return pl.concat(parts[1:] or parts, rechunk=True)


class _Runs:
    """A column of children's names. The rows of a child mostly stand together, so each run of them is looked up once; and mostly
    the children stand in the order of another column, `like`, so that they need not be looked up again.
    """

    def __init__(self, names: pl.Series, like: _Runs | None = None) -> None:
        self.place = names.rle_id()
        self.told = names.filter(heads(self.place))
        self.names: pl.Series = like.names if like and like.told.equals(self.told) else self.told.cast(pl.Categorical)


class _Numbers:
    """The row of each child in the children's frame, by the number that the authority gives the child."""

    def __init__(self, runs: Sequence[_Runs]) -> None:
        self.runs = runs
        self.names = pl.concat([each.names for each in runs]).unique(maintain_order=True)
        codes = self.names.to_physical()
        size = int(pl.select(codes.max()).item() or 0) + 1
        places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, size)
        self._places = places.scatter(codes, pl.int_range(len(codes), dtype=pl.UInt32, eager=True))

    def of(self, runs: _Runs) -> pl.Series:
        """The row of the child in each row of a column, null where the child is none of these."""
        return self._places.gather(runs.names.to_physical(), null_on_oob=True).gather(runs.place).alias("child")


def _children(numbers: _Numbers, rows: pl.Series, dob: pl.Series, incomplete: set[str]) -> pl.DataFrame:
    """The children; of several dates of birth the last counts, which is that of the latest return."""
    known = dob.is_not_null()
    born = pl.Series([None], dtype=pl.Date).new_from_index(0, len(numbers.names))
    born = born.scatter(rows.filter(known), dob.filter(known))
    children = pl.DataFrame({"child": numbers.names.cast(pl.String), "dob": born})
    marked = pl.col("child").is_in(list(incomplete)) if incomplete else pl.lit(False)
    return children.with_columns(marked.alias("incomplete")).cast(CHILDREN_SCHEMA)


def _incomplete(returns: Sequence[Return]) -> set[str]:
    """The children of whom a row was set aside, in any table that tells of events."""
    children = {child for each in returns for child in each.suspects}
    for each in returns:
        for kind in ("Header", "Episodes", "Reviews"):
            if kind in each.tables and not each.tables[kind]["accepted"].all():
                children |= set(each.tables[kind].filter(~pl.col("accepted"))["CHILD"].drop_nulls())
    return children


def _latest_told(episodes: pl.DataFrame) -> pl.DataFrame:
    """Of episodes that come in several returns, those of the latest."""
    if episodes["told"].min() == episodes["told"].max():
        return episodes
    return episodes.filter(pl.col("told") == pl.col("told").max().over("CHILD", "DECOM"))


def _events(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("child", pl.lit(kind, KIND).alias("kind"), "on", pl.col("on").alias("known"))
