"""States that the files open: a child protection plan, the Red List, carers not yet assessed or only temporarily approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import polars as pl

from footprint.domain.chronology import SPELL_SCHEMA
from footprint.domain.vocabulary import STATE
from footprint.exchange.open_format.facts import BEGAN, Facts
from footprint.exchange.open_format.milestones import milestones

UNASSESSED = ["parents_placement_unassessed", "carer_temporarily_approved"]
_FAR = pl.lit(date.max)


def spells_opened(facts: Facts, care: pl.DataFrame, wanted: Callable[[str], bool]) -> Iterator[pl.DataFrame]:
    """The spells (SPELL_SCHEMA) of the wanted states that the files open.

    Args:
        care: the spells looked_after and placement of the children.
    """
    for state, (file, tell) in _STATES.items():
        if wanted(state) and not facts.is_empty(file):
            yield _spells(state, tell(facts, care))


def _cp_plans(facts: Facts, _: pl.DataFrame) -> pl.DataFrame:
    return facts.rows("cp_plans").select("child", "started", "ended")


def _red_list(facts: Facts, care: pl.DataFrame) -> pl.DataFrame:
    return _while(facts, ["red_listed"], care, "looked_after")


def _unassessed(facts: Facts, care: pl.DataFrame) -> pl.DataFrame:
    """Until the first review on or after the start, or the end of the placement."""
    reviews = facts.reviews.filter(BEGAN).select("child", review="started").sort("review")
    rows = _while(facts, UNASSESSED, care, "placement").sort("started")
    found = _beside(rows, reviews, "review", "forward")
    return found.select("child", "started", pl.min_horizontal("ended", "review").alias("ended"))


def _temporary(facts: Facts, care: pl.DataFrame) -> pl.DataFrame:
    return _while(facts, ["carer_temporarily_approved"], care, "placement")


_STATES: dict[str, tuple[str, Callable[[Facts, pl.DataFrame], pl.DataFrame]]] = {
    "on_cp_plan": ("cp_plans", _cp_plans),
    "on_red_list": ("milestones", _red_list),
    "newly_with_unassessed_carers": ("milestones", _unassessed),
    "with_temporarily_approved_carer": ("milestones", _temporary),
}
"""Which file opens which state, and the function that tells of it: child, started, ended."""


def _while(facts: Facts, kinds: list[str], care: pl.DataFrame, state: str) -> pl.DataFrame:
    """From each milestone of these kinds until the end of the period of care or placement in which it lies."""
    opened = milestones(facts).filter(pl.col("kind").is_in(kinds)).select("child", started="on").sort("started")
    lasting = care.filter(pl.col("state").cast(pl.String) == state).select("child", "ended", since="started").sort("since")
    found = _beside(opened, lasting, "since", "backward")
    in_it = pl.col("since").is_not_null() & (pl.col("ended").is_null() | (pl.col("ended") > pl.col("started")))
    return found.filter(in_it).select("child", "started", "ended")


def _beside(rows: pl.DataFrame, others: pl.DataFrame, day: str, strategy: Literal["backward", "forward"]) -> pl.DataFrame:
    """Each row with the nearest of the others, on its start or on the way back or forward from it."""
    return rows.join_asof(
        others, left_on="started", right_on=day, by="child", strategy=strategy, check_sortedness=False, coalesce=False
    )


def _spells(state: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Spells that do not overlap: what is told twice lasts once."""
    rows = rows.with_columns(pl.col("ended").fill_null(_FAR)).filter(pl.col("ended") > pl.col("started")).sort("child", "started")
    before = pl.col("ended").cum_max().shift(1).over("child")
    rows = rows.with_columns((before.is_null() | (pl.col("started") >= before)).cum_sum().alias("spell"))
    whole = rows.group_by("spell", maintain_order=True).agg(pl.col("child", "started").first(), pl.col("ended").max())
    ended = pl.when(pl.col("ended") != _FAR).then("ended").alias("ended")
    whole = whole.with_columns(ended, state=pl.lit(state, STATE), before=pl.lit(0))
    shown = whole.select("child", "state", "started", "ended", "before", known="started", ended_known="ended")
    return shown.select(SPELL_SCHEMA.names()).cast(SPELL_SCHEMA)
