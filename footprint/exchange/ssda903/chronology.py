"""From the rows of one or several years' returns to a chronology.

Of an episode that comes again in a later year's return (it was open on 31 March), the later return is believed; a review
that comes twice is one review; a date of birth is that of the latest return that gives one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from footprint.domain.care_history import CareHistory, care_history
from footprint.domain.chronology import CHILDREN_SCHEMA, EVENT_SCHEMA, Chronology
from footprint.domain.episodes import EPISODE_SCHEMA
from footprint.domain.vocabulary import KIND
from footprint.exchange.ssda903.read import Return

EPISODE_COLUMNS = ["CHILD", "DECOM", "DEC", "RNE", "LS", "PLACE", "REC"]
KINDS = ["Header", "Episodes", "Reviews", "PlacedAdoption"]
"""The tables that tell of events."""
COLUMNS = {*EPISODE_COLUMNS, "DOB", "REVIEW", "DATE_PLACED"}
"""The columns that tell of events."""


def chronology(returns: Sequence[Return], wanted: Collection[str] | None = None) -> Chronology:
    """The chronology of every child in the returns.

    Args:
        returns: the oldest first.
        wanted: the events and states to work out (`care_history`); all by default.
    """
    header = _accepted(returns, "Header", ["CHILD", "DOB"])
    episodes = _accepted(returns, "Episodes", EPISODE_COLUMNS)
    reviews = _accepted(returns, "Reviews", ["CHILD", "REVIEW"])
    numbers = _Numbers([header["CHILD"], episodes["CHILD"], reviews["CHILD"]])
    children = _children(numbers, header, _incomplete(returns))
    held = reviews.select(numbers.of("CHILD"), pl.col("REVIEW").alias("on"))
    rows = _latest_told(episodes).select(numbers.of("CHILD"), *(pl.col(name).alias(name.lower()) for name in EPISODE_COLUMNS[1:]))
    events, spells = care_history(CareHistory(rows.select(EPISODE_SCHEMA.names()), children, held), wanted)
    decided = _accepted(returns, "PlacedAdoption", ["CHILD", "DATE_PLACED"]).drop_nulls()
    decided = decided.filter(pl.col("CHILD").is_in(children["child"].implode())).select(numbers.of("CHILD"), on="DATE_PLACED")
    told = [events, _events("review_held", held), _events("adoption_decided", decided)]
    return Chronology(children, pl.concat(told, rechunk=True), spells)


def _accepted(returns: Sequence[Return], kind: str, columns: Sequence[str]) -> pl.DataFrame:
    """The accepted rows of a kind in every return; `told` is the place of the return among them."""
    schema = {name: pl.String() if name in ("CHILD", "RNE", "LS", "PLACE", "REC") else pl.Date() for name in columns}
    parts = [pl.DataFrame(schema=schema | {"told": pl.Int32()})]
    for place, each in enumerate(returns):
        if kind in each.tables and len(each.tables[kind]):
            table = each.tables[kind]
            table = table if table["accepted"].all() else table.filter("accepted")
            found = [pl.col(name) if name in table.columns else pl.lit(None, sort).alias(name) for name, sort in schema.items()]
            parts.append(table.select(*found, pl.lit(place, pl.Int32).alias("told")))
    return pl.concat(parts[1:] or parts, rechunk=True)


class _Numbers:
    """The row of each child in the children's frame, by the number that the authority gives the child."""

    def __init__(self, names: Sequence[pl.Series]) -> None:
        heads = [name.filter(name.ne_missing(name.shift(1))).cast(pl.Categorical) for name in names]
        self.names = pl.concat(heads).unique(maintain_order=True)
        codes = self.names.to_physical()
        size = int(pl.select(codes.max()).item() or 0) + 1
        places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, size)
        self._places = places.scatter(codes, pl.int_range(len(codes), dtype=pl.UInt32, eager=True))

    def of(self, column: str) -> pl.Expr:
        """The rows of the children that a column names. Rows of one child mostly stand together: each run is looked up once."""
        name = pl.col(column)
        head = name.ne_missing(name.shift(1))
        run = head.cum_sum() - 1
        return pl.lit(self._places).gather(name.filter(head).cast(pl.Categorical).to_physical()).gather(run).alias("child")


def _children(numbers: _Numbers, header: pl.DataFrame, incomplete: set[str]) -> pl.DataFrame:
    born = (
        header.filter(pl.col("DOB").is_not_null())
        .sort("told", maintain_order=True)
        .unique("CHILD", keep="last", maintain_order=True)
    )
    names = numbers.names.cast(pl.String).alias("child").to_frame()
    found = names.join(born, left_on="child", right_on="CHILD", how="left", maintain_order="left")
    marked = pl.col("child").is_in(list(incomplete)) if incomplete else pl.lit(False)
    return found.select("child", pl.col("DOB").alias("dob"), marked.alias("incomplete")).cast(CHILDREN_SCHEMA)


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
    if episodes["told"].n_unique() < 2:
        return episodes
    return episodes.filter(pl.col("told") == pl.col("told").max().over("CHILD", "DECOM"))


def _events(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        "child", pl.lit(kind, KIND).alias("kind"), "on", pl.col("on").alias("known"), pl.lit(None, pl.String).alias("about")
    ).cast(EVENT_SCHEMA)
