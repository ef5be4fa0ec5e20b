"""From episodes to a chronology: each thing that they tell of, and the state that it starts.

A child whose first episode is not an S came into care before these records begin: the start is not known, no first review
is counted, and every review is taken for a later one (`before` is 2).

Everything is dated on the day on which it could be known, so an answer as at a past day is what was knowable then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Literal, NamedTuple

import polars as pl

from footprint.domain.ages import BIRTHDAYS, age_spells, birthdays, eligible
from footprint.domain.chronology import ABOUT_THE_CHILD, EVENT_SCHEMA, SPELL_SCHEMA, UNKNOWN_START
from footprint.domain.episodes import SHORT_BREAKS, breaks, in_a_row, is_one_of, runs, same_period, starts_period
from footprint.domain.facts import run
from footprint.domain.short_breaks import series
from footprint.domain.vocabulary import KIND, KINDS, STATE, STATES

ADOPTIVE_PLACES = ["A3", "A4", "A5", "A6"]
ADOPTIVE = pl.col("adoptive")
LONG_TERM_PLACES = ["U1", "U4"]
LONG_TERM = is_one_of("place", LONG_TERM_PLACES)
UNREGULATED_PLACES = ["H5", "P2"]
UNREGULATED = is_one_of("place", UNREGULATED_PLACES)
WITH_PARENTS = pl.col("place") == "P1"
AUTHORISED_STATUS, CARE_ORDER_STATUS, REMAND_STATUS = "E1", "C2", "J1"
AUTHORISED = pl.col("ls") == AUTHORISED_STATUS
CARE_ORDER = pl.col("ls") == CARE_ORDER_STATUS
ON_REMAND = pl.col("ls") == REMAND_STATUS
NEW_CARERS = is_one_of("rne", ["S", "P", "B"])
NEW_LEGAL_STATUS = is_one_of("rne", ["S", "L", "B", "U"])
_OF_CARE = "child decom rne ls place short_break starts_period ends_period over over_known unknown".split()
_OF_MASKS = ("ls", "place", "short_break", "adoptive")
"""What is asked of each row but not of a stretch."""
_SECOND = 2
"""How many earlier reviews are presumed where a state goes on from something before."""


class Part(NamedTuple):
    """The rows of one kind of event (child, on, known) or of one state (child, started, ended, known, ended_known, before)."""

    sort: Literal["event", "spell"]
    name: str
    rows: Callable[[], pl.LazyFrame]


@dataclass(frozen=True)
class CareHistory:
    """Episodes (EPISODE_SCHEMA, in any order) of children (CHILDREN_SCHEMA), and reviews (child, on), read as a history."""

    episodes: pl.DataFrame
    children: pl.DataFrame
    reviews: pl.DataFrame

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The episodes in a row, with `unknown`: the first of a child whose coming into care is not in these records."""
        unknown = pl.col("first") & ~breaks & (pl.col("rne") != "S")
        return in_a_row(self.episodes).with_columns(unknown.fill_null(True).alias("unknown"))

    @cached_property
    def care(self) -> pl.DataFrame:
        """The rows, with what is asked of them and no more, and `adoptive`, a placement for adoption."""
        rows = self.rows.lazy().select(*_OF_CARE, adoptive=is_one_of("place", ADOPTIVE_PLACES))
        return run(rows, len(self.episodes))

    def stretches(self, mask: pl.Expr, again: pl.Expr | None = None, rows: pl.DataFrame | None = None) -> pl.DataFrame:
        """The stretches (`episodes.runs`) of care, short breaks apart, for which something holds: of all rows, or of some."""
        return runs(self.care if rows is None else rows, mask & ~breaks, again, without=_OF_MASKS)

    @cached_property
    def series(self) -> pl.DataFrame:
        """The series of short breaks."""
        return series(self.rows)

    def ever(self, column: str, codes: Collection[str]) -> bool:
        """Whether one of these codes is ever told: what never is need not be looked for, and to one child most never happens."""
        return any((self.rows[column] == code).any() for code in codes)

    @cached_property
    def periods(self) -> pl.DataFrame:
        """One row a period of care."""
        return self.stretches(pl.lit(True))

    @cached_property
    def placements(self) -> pl.DataFrame:
        """One row a placement with the same carers."""
        return self.stretches(pl.lit(True), NEW_CARERS)


def care_history(history: CareHistory, wanted: Collection[str] | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The events (EVENT_SCHEMA) and spells (SPELL_SCHEMA) of a history.

    Args:
        wanted: the names of the events and states to work out; all of them where it is None.
    """
    asked = frozenset(KINDS) | frozenset(STATES) if wanted is None else frozenset(wanted)
    told = (part for names, tell in TELLERS if names & asked for part in tell(history))
    parts = [part for part in told if part.name in asked]
    events = [part.rows().select(_of_event(part.name)) for part in parts if part.sort == "event"]
    spells = [part.rows().filter(_LASTS).select(_of_spell(part.name)) for part in parts if part.sort == "spell"]
    happened = _together(_EVENT, events, history).with_columns(ABOUT_THE_CHILD)
    return happened, _together(SPELL_SCHEMA, spells, history)


_EVENT = pl.Schema({name: sort for name, sort in EVENT_SCHEMA.items() if name != "about"})


def _together(schema: pl.Schema, parts: list[pl.LazyFrame], history: CareHistory) -> pl.DataFrame:
    """All parts in one piece: what filters and looks things up later is slower in pieces."""
    return run(pl.concat([schema.to_frame().lazy(), *parts]), len(history.episodes) + len(history.children)).rechunk()


@cache
def _of_event(kind: str) -> list[pl.Expr]:
    return [pl.col("child"), pl.lit(kind, KIND).alias("kind"), pl.col("on"), pl.col("known")]


@cache
def _of_spell(state: str) -> list[pl.Expr]:
    return [
        pl.col("child"),
        pl.lit(state, STATE).alias("state"),
        *map(pl.col, ("started", "ended", "known", "ended_known", "before")),
    ]


_LASTS = pl.col("ended").is_null() | (pl.max_horizontal("ended", "ended_known") > pl.col("started"))


def _on(rows: pl.DataFrame | pl.LazyFrame, day: str = "started", known: str | None = None) -> pl.LazyFrame:
    return rows.lazy().select("child", on=pl.col(day), known=pl.col(known or day))


def _spell(
    rows: pl.DataFrame | pl.LazyFrame, known: str = "started", ended_known: str = "ended_known", before: str | None = None
) -> pl.LazyFrame:
    """Rows as spells: known from the column `known`, their end from `ended_known`; so many events presumed `before` it."""
    presumed = pl.col(before) if before else pl.lit(0)
    known_ended = pl.col(ended_known).alias("ended_known")
    return rows.lazy().select(
        "child", "started", "ended", pl.col(known).alias("known"), known_ended, before=presumed.cast(pl.UInt32)
    )


def _periods(history: CareHistory) -> Iterator[Part]:
    periods = history.periods
    left = pl.col("ended").is_not_null()
    yield Part("event", "came_into_care", lambda: _on(periods.lazy().filter(~pl.col("unknown"))))
    yield Part("event", "left_care", lambda: _on(periods.lazy().filter(left), "ended", "ended_known"))
    yield Part("spell", "looked_after", lambda: _spell(_from_unknown(periods), before="before"))


def _from_unknown(runs_: pl.DataFrame) -> pl.LazyFrame:
    """Stretches whose start lies before the records begin there, with two earlier reviews presumed."""
    unknown = pl.col("unknown")
    return runs_.lazy().with_columns(
        pl.when(unknown).then(pl.lit(UNKNOWN_START)).otherwise("started").alias("started"),
        pl.when(unknown).then(_SECOND).otherwise(0).alias("before"),
    )


def _reviews_of_care(history: CareHistory) -> Iterator[Part]:
    not_placed = _from_unknown(history.stretches(~ADOPTIVE) if history.ever("place", ADOPTIVE_PLACES) else history.periods)
    resumed = pl.when(same_period).then(_SECOND).otherwise("before")
    yield Part("spell", "regulation_33", lambda: _spell(not_placed.with_columns(resumed.alias("before")), before="before"))


def _short_breaks(history: CareHistory) -> Iterator[Part]:
    if not history.ever("ls", SHORT_BREAKS):
        return
    series_ = history.series
    passed = series_.lazy().filter(pl.col("passed").is_not_null())
    within = series_.lazy().with_columns(
        pl.coalesce("passed_in", "ended").alias("ended"), pl.coalesce("passed", "ended").alias("ended_known")
    )
    yield Part("event", "short_breaks_started", lambda: _on(series_))
    yield Part("spell", "short_breaks", lambda: _spell(within))
    yield Part("event", "short_break_limit_passed", lambda: _on(passed, "passed_in", "passed"))
    yield Part("event", "came_into_care", lambda: _on(passed, "passed_in", "passed"))
    beyond = _spell(passed.with_columns(started="passed_in"), known="passed", ended_known="ended")
    yield Part("spell", "looked_after", lambda: beyond)
    yield Part("spell", "regulation_33", lambda: beyond)


def _of_children_with(rows: pl.DataFrame, mask: pl.Expr) -> pl.DataFrame:
    """The rows, short breaks apart, of the children for whom something ever holds: few of them, for what is rare."""
    children = rows.filter(mask)["child"].unique()
    return rows.filter(pl.col("child").is_in(children.implode()) & ~breaks)


def _adoption(history: CareHistory) -> Iterator[Part]:
    if not history.ever("place", ADOPTIVE_PLACES):
        return
    rows = _of_children_with(history.care, ADOPTIVE)
    placed = history.stretches(ADOPTIVE, NEW_CARERS, rows).lazy()
    from_before = pl.col("unknown") & (pl.col("rne") == "L")
    placed = placed.with_columns(pl.when(from_before).then(_SECOND).otherwise(0).alias("before"))
    newly = placed.filter(~from_before)
    yield Part("event", "placed_for_adoption", lambda: _on(newly))
    yield Part("spell", "placed_for_adoption", lambda: _spell(placed, before="before"))
    yield Part("spell", "newly_placed_for_adoption", lambda: _until_review(newly, history.reviews))
    returned = same_period & ADOPTIVE.shift(1) & ~ADOPTIVE
    yield Part("event", "adoption_disrupted", lambda: _on(rows.lazy().filter(returned), "decom"))


def _authority(history: CareHistory) -> Iterator[Part]:
    if not history.ever("ls", [AUTHORISED_STATUS]):
        return
    had_it = same_period & AUTHORISED.shift(1)
    rows = _of_children_with(history.care, AUTHORISED).with_columns(had_it.fill_null(False).alias("had_it"))
    waiting = history.stretches(AUTHORISED & ~ADOPTIVE, rows=rows).lazy()
    from_before = pl.col("had_it") | (pl.col("unknown") & ~NEW_LEGAL_STATUS)
    waiting = waiting.with_columns(pl.when(from_before).then(_SECOND).otherwise(0).alias("before"))
    yield Part("event", "authorised_for_adoption", lambda: _on(waiting.filter(pl.col("before") == 0)))
    yield Part("spell", "authorised_for_adoption", lambda: _spell(waiting, before="before"))


def _placements(history: CareHistory) -> Iterator[Part]:
    placements = history.placements
    first_year = placements.lazy().with_columns(ended=pl.min_horizontal("ended", pl.col("started").dt.offset_by("12mo")))
    yield Part("event", "placement_started", lambda: _on(placements.lazy().filter(~pl.col("unknown") | NEW_CARERS)))
    yield Part("spell", "placement", lambda: _spell(placements))
    yield Part("spell", "first_year_of_placement", lambda: _spell(first_year, ended_known="ended"))
    if history.ever("place", LONG_TERM_PLACES):
        yield Part("spell", "settled_until_18", lambda: _after_a_year(history, LONG_TERM))
    yield Part("spell", "settled_otherwise", lambda: _after_a_year(history, ~LONG_TERM))


def _after_a_year(history: CareHistory, kind: pl.Expr) -> pl.LazyFrame:
    """Stretches of placements of one kind, from the first anniversary of the placement."""
    begun = pl.when((NEW_CARERS | starts_period) & ~breaks).then("decom").forward_fill().dt.offset_by("12mo")
    stretches = history.stretches(kind, NEW_CARERS, history.care.with_columns(begun.alias("a_year"))).lazy()
    later = stretches.with_columns(pl.max_horizontal("started", "a_year").alias("started"))
    return _spell(later.filter(pl.col("ended").is_null() | (pl.col("ended") > pl.col("started"))))


def _parents(history: CareHistory) -> Iterator[Part]:
    if not history.ever("place", ["P1"]):
        return
    at_home = history.stretches(WITH_PARENTS).lazy()
    yield Part("event", "placed_with_parents", lambda: _on(at_home.filter(~pl.col("unknown") | NEW_CARERS)))
    interim = history.stretches(WITH_PARENTS & (pl.col("ls") == "C1"))
    yield Part("spell", "interim_order_with_parents", lambda: _spell(interim))
    yield Part("spell", "newly_with_parents_on_interim_order", lambda: _until_review(interim.lazy(), history.reviews))
    yield Part("spell", "care_order_with_parents", lambda: _spell(history.stretches(WITH_PARENTS & CARE_ORDER)))


def _until_review(spells: pl.LazyFrame, reviews: pl.DataFrame) -> pl.LazyFrame:
    """Spells that end with the first review on or after their start, if it comes before their own end."""
    found = spells.sort("started").join_asof(
        reviews.lazy().sort("on"),
        left_on="started",
        right_on="on",
        by="child",
        strategy="forward",
        check_sortedness=False,
        coalesce=False,
    )
    first = pl.min_horizontal("ended", "on")
    return _spell(found.with_columns(first.alias("ended"), first.alias("ended_known")))


def _legal_status(history: CareHistory) -> Iterator[Part]:
    care = history.care
    changed = is_one_of("rne", ["L", "B", "U"])
    yield Part("event", "legal_status_changed", lambda: _on(care.lazy().filter(changed & ~breaks), "decom"))
    if history.ever("ls", [CARE_ORDER_STATUS]):
        orders = history.stretches(CARE_ORDER).lazy()
        yield Part("event", "care_order_made", lambda: _on(orders.filter(NEW_LEGAL_STATUS)))
    if history.ever("ls", [REMAND_STATUS]):
        remands = history.stretches(ON_REMAND).lazy()
        yield Part("event", "remanded", lambda: _on(remands.filter(NEW_LEGAL_STATUS)))
        yield Part("spell", "remanded", lambda: _spell(remands))


def _unregulated(history: CareHistory) -> Iterator[Part]:
    if not history.ever("place", UNREGULATED_PLACES):
        return
    moves = history.stretches(UNREGULATED).lazy()
    yield Part("event", "moved_to_unregulated_accommodation", lambda: _on(moves.filter(same_period)))


def _ages(history: CareHistory) -> Iterator[Part]:
    for state in BIRTHDAYS:
        yield Part("spell", state, partial(_age, history, state))
    yield Part("event", "turned_4", lambda: _on(birthdays(history.children, 4), "on"))


def _age(history: CareHistory, state: str) -> pl.LazyFrame:
    return _spell(age_spells(history.children, state), ended_known="ended")


def _eligibility(history: CareHistory) -> Iterator[Part]:
    found = eligible(_from_unknown(history.periods), history.children)
    yield Part("event", "became_eligible", lambda: _on(found, "on"))
    yield Part("spell", "eligible_child", lambda: _spell(found.rename({"on": "started"}), ended_known="ended"))


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


TELLERS: list[tuple[frozenset[str], Callable[[CareHistory], Iterator[Part]]]] = [
    (_names("came_into_care", "left_care", "looked_after"), _periods),
    (_names("regulation_33"), _reviews_of_care),
    (
        _names(
            "came_into_care", "looked_after", "regulation_33", "short_breaks", "short_breaks_started", "short_break_limit_passed"
        ),
        _short_breaks,
    ),
    (_names("placed_for_adoption", "newly_placed_for_adoption", "adoption_disrupted"), _adoption),
    (_names("authorised_for_adoption"), _authority),
    (_names("placement_started", "placement", "first_year_of_placement", "settled_until_18", "settled_otherwise"), _placements),
    (
        _names(
            "placed_with_parents", "interim_order_with_parents", "newly_with_parents_on_interim_order", "care_order_with_parents"
        ),
        _parents,
    ),
    (_names("legal_status_changed", "care_order_made", "remanded"), _legal_status),
    (_names("moved_to_unregulated_accommodation"), _unregulated),
    (_names(*BIRTHDAYS, "turned_4"), _ages),
    (_names("became_eligible", "eligible_child"), _eligibility),
]
"""Which function tells of what."""
