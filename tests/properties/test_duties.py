"""What holds for the duties of any children under any rules; the engine says what plain loops say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.domain.chronology import CHILDREN_SCHEMA, EVENT_SCHEMA, Chronology
from footprint.domain.duties import duties
from footprint.domain.profile import load_profile
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.timetable import timetable, timetable_and_duties
from footprint.domain.working_days import england
from tests.oracle.plain_duties import plain_duties
from tests.properties.histories import random_chronology
from tests.properties.often import often
from tests.properties.strategies import (
    KINDS_DRAWN,
    NO_RULE_NAMES,
    EventRow,
    as_at_dates,
    chronologies,
    more_events,
    random_case,
    rule_lists,
)

COLUMNS = ("child", "rule", "started", "due", "met", "ended", "status", "days_late", "about")
WORDS = ("child", "rule", "status", "about")
Rules = tuple[Rule, ...]
Row = tuple[Any, ...]

TODAY = date(2026, 3, 31)

many = often(40)


def engine(chronology: Chronology, rulebook: Rulebook | Rules, as_at: date) -> list[dict[str, Any]]:
    """The duties by the engine, as plain rows."""
    rulebook = Rulebook(rulebook, england()) if isinstance(rulebook, tuple) else rulebook
    found = duties(chronology, rulebook, as_at).with_columns(pl.col(*WORDS).cast(pl.String))
    return found.select(COLUMNS).rows(named=True)


def in_order(rows: list[dict[str, Any]]) -> list[Row]:
    """Rows as tuples in one order, so that two lists of them can be compared."""
    return sorted((tuple(row[column] for column in COLUMNS) for row in rows), key=repr)


def answer(chronology: Chronology, rulebook: Rulebook | Rules, as_at: date) -> list[Row]:
    """The duties by the engine, in one order."""
    return in_order(engine(chronology, rulebook, as_at))


def with_events(chronology: Chronology, rows: list[EventRow]) -> Chronology:
    """The chronology with more events."""
    more = pl.DataFrame(rows, schema=EVENT_SCHEMA, orient="row")
    return replace(chronology, events=pl.concat([chronology.events, more]))


# What the chronologies are.


@given(chronologies())
def test_the_spells_of_a_state_never_overlap(chronology: Chronology) -> None:
    assert _overlapping(chronology).is_empty()


def test_nor_do_those_of_the_invented_lives() -> None:
    assert _overlapping(random_chronology(0, 500)).is_empty()


def _overlapping(chronology: Chronology) -> pl.DataFrame:
    """Spells that last into the next one of their state, or that were known to end only after it was known."""
    spells = chronology.spells.sort("child", "state", "started")
    following = pl.col("started", "known").shift(-1).over("child", "state").name.prefix("next_")
    lasts_into_it = pl.col("ended").fill_null(date.max) > pl.col("next_started")
    known_after_it = pl.col("ended_known").fill_null(date.max) > pl.col("next_known")
    return spells.with_columns(following).filter(lasts_into_it | known_after_it)


# Dates and statuses.


@given(chronologies(), rule_lists(), as_at_dates)
def test_a_due_date_never_precedes_its_start(chronology: Chronology, rules: Rules, as_at: date) -> None:
    assert all(row["started"] <= row["due"] for row in engine(chronology, rules, as_at))


@given(chronologies(), rule_lists(), as_at_dates)
def test_every_status_obeys_its_definition(chronology: Chronology, rules: Rules, as_at: date) -> None:
    for row in engine(chronology, rules, as_at):
        assert (row["status"], row["days_late"]) == _status(row["due"], row["met"], row["ended"], as_at)


@given(chronologies(), rule_lists(), as_at_dates)
def test_what_lapses_is_never_overdue_nor_ends_after_its_due_date(chronology: Chronology, rules: Rules, as_at: date) -> None:
    lapsing = {rule.id for rule in rules if rule.if_unmet == "lapses"} - {rule.id for rule in rules if rule.if_unmet != "lapses"}
    for row in engine(chronology, rules, as_at):
        if row["rule"] in lapsing and not row["met"]:
            assert row["status"] != "overdue"
            assert as_at <= row["due"] or row["ended"] <= row["due"]


def _status(due: date, met: date | None, ended: date | None, as_at: date) -> tuple[str, int]:
    if met:
        return ("met", 0) if met <= due else ("met late", (met - due).days)
    if ended:
        return "lapsed", max(0, (ended - due).days)
    return ("open", 0) if as_at <= due else ("overdue", (as_at - due).days)


@given(chronologies(), rule_lists(), as_at_dates)
def test_what_meets_a_duty_happened_while_it_ran_and_was_known(chronology: Chronology, rules: Rules, as_at: date) -> None:
    for row in engine(chronology, rules, as_at):
        if row["met"]:
            assert row["started"] <= row["met"] <= min(as_at, row["ended"] or as_at)


@given(chronologies(), rule_lists(), as_at_dates)
def test_a_duty_is_there_once_and_so_met_at_most_once(chronology: Chronology, rules: Rules, as_at: date) -> None:
    before = {rule.id for rule in rules if rule.before}
    rows = engine(chronology, rules, as_at)
    times = Counter((row["child"], row["rule"], row["started"], row["due"], row["about"]) for row in rows)
    assert all(number == 1 or (key[1] in before and number == 2) for key, number in times.items())


# What makes no difference.


@given(chronologies(), rule_lists(), as_at_dates, more_events(1, NO_RULE_NAMES))
def test_an_event_that_no_rule_names_changes_nothing(
    chronology: Chronology, rules: Rules, as_at: date, more: list[EventRow]
) -> None:
    assert answer(with_events(chronology, more), rules, as_at) == answer(chronology, rules, as_at)


@given(chronologies(), rule_lists(), as_at_dates, more_events(1, set(KINDS_DRAWN)))
def test_the_events_of_another_child_change_nothing(
    chronology: Chronology, rules: Rules, as_at: date, more: list[EventRow]
) -> None:
    other = pl.DataFrame([("Other", None, False)], schema=CHILDREN_SCHEMA, orient="row")
    joined = replace(chronology, children=pl.concat([chronology.children, other]))
    with_other = with_events(joined, [(len(chronology.children), *event[1:]) for event in more])
    rows = answer(with_other, rules, as_at)
    assert [row for row in rows if row[0] != "Other"] == answer(chronology, rules, as_at)


@given(chronologies(), rule_lists(), as_at_dates, st.integers(0, 2**32), st.integers(0, 20))
def test_the_order_of_rows_and_events_twice_change_nothing(
    chronology: Chronology, rules: Rules, as_at: date, seed: int, twice: int
) -> None:
    events = pl.concat([chronology.events, chronology.events.head(twice)])
    untidy = replace(chronology, events=_shuffled(events, seed), spells=_shuffled(chronology.spells, seed))
    assert answer(untidy, rules, as_at) == answer(chronology, rules, as_at)


def _shuffled(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    return frame.sample(fraction=1, shuffle=True, seed=seed)


@given(chronologies(), rule_lists(), as_at_dates)
def test_one_child_at_a_time_gives_the_same_as_all(chronology: Chronology, rules: Rules, as_at: date) -> None:
    names = chronology.children["child"].to_list()
    alone = [row for name in names for row in engine(chronology.of(name), rules, as_at)]
    assert in_order(alone) == answer(chronology, rules, as_at)


@given(chronologies(), rule_lists(), as_at_dates, st.integers(0, 3))
def test_parts_give_the_same_as_all(chronology: Chronology, rules: Rules, as_at: date, cut: int) -> None:
    parts = [chronology.part(0, cut), chronology.part(cut, max(cut, len(chronology.children)))]
    rows = [row for part in parts for row in engine(part, rules, as_at)]
    assert in_order(rows) == answer(chronology, rules, as_at)


def test_many_children_are_told_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many, some children at a time, each reason is worded once; of few, that of every duty."""
    many_children = random_chronology(3, 300)
    timetables, told = timetable(many_children, law(), TODAY), duties(many_children, law(), TODAY)
    monkeypatch.setattr("footprint.domain.chronology.PART", 70)
    monkeypatch.setattr("footprint.domain.reasons.FEW", -1)
    assert timetable(many_children, law(), TODAY).equals(timetables)
    again = duties(many_children, law(), TODAY)
    assert in_order(again.rows(named=True)) == in_order(told.rows(named=True))
    assert sorted(again["reason"]) == sorted(told["reason"])


@pytest.mark.parametrize("profile", ["england", "lancashire"])
@pytest.mark.parametrize("children", [0, 1, 300])
def test_both_at_once_are_what_each_is_alone(children: int, profile: str) -> None:
    chronology, rulebook = random_chronology(7, children), load_profile(profile).rulebook
    timed, owed = timetable_and_duties(chronology, rulebook, TODAY)
    names = ("kind", "rule", "local_rule")
    alone = timetable(chronology, rulebook, TODAY)
    assert timed.with_columns(pl.col(names).cast(pl.String)).equals(alone.with_columns(pl.col(names).cast(pl.String)))
    told = duties(chronology, rulebook, TODAY)
    assert in_order(owed.rows(named=True)) == in_order(told.rows(named=True))
    assert sorted(owed["reason"]) == sorted(told["reason"])


@pytest.mark.parametrize("children", [0, 5])
def test_no_rules_and_no_children(children: int) -> None:
    none, chronology = Rulebook((), england()), random_chronology(1, children)
    rows = timetable(chronology, none, TODAY)
    assert duties(chronology, none, TODAY).is_empty()
    assert (len(rows) > 0) == (children > 0)
    assert rows["rule"].null_count() == len(rows)


# What was known.


@given(chronologies(), rule_lists(), as_at_dates)
def test_a_past_date_gives_what_could_be_known_then(chronology: Chronology, rules: Rules, as_at: date) -> None:
    assert answer(_known_by(chronology, as_at), rules, as_at) == answer(chronology, rules, as_at)


def _known_by(chronology: Chronology, as_at: date) -> Chronology:
    """The chronology as it would have been written on a date."""
    end_is_known = pl.col("ended_known") <= as_at
    ends = [pl.when(end_is_known).then(pl.col(name)).alias(name) for name in ("ended", "ended_known")]
    known = pl.col("known") <= as_at
    spells = chronology.spells.filter(known).with_columns(ends)
    return Chronology(chronology.children, chronology.events.filter(known), spells)


# The engine and the plain loops.


def plainly(chronology: Chronology, rulebook: Rulebook | Rules, as_at: date) -> list[Row]:
    """The duties by plain loops, in one order."""
    rulebook = Rulebook(rulebook, england()) if isinstance(rulebook, tuple) else rulebook
    return in_order(plain_duties(chronology, rulebook, as_at))


@many
@given(chronologies(), rule_lists(), as_at_dates)
def test_the_engine_says_what_plain_loops_say(chronology: Chronology, rules: Rules, as_at: date) -> None:
    assert answer(chronology, rules, as_at) == plainly(chronology, rules, as_at)


@pytest.mark.parametrize("seed", range(0, 200, 50))
def test_the_engine_says_so_for_many_crowded_chronologies(seed: int) -> None:
    for each in range(seed, seed + 50):
        chronology, rules, as_at = random_case(each)
        assert answer(chronology, rules, as_at) == plainly(chronology, rules, as_at), f"random_case({each})"


@cache
def law() -> Rulebook:
    """England's rulebook."""
    return load_profile("england").rulebook


@pytest.mark.parametrize("seed", range(20))
def test_the_engine_says_so_for_ten_thousand_lives_in_care(seed: int) -> None:
    chronology = random_chronology(seed, 500)
    as_at = date(2012, 1, 31) + timedelta(256 * seed)
    assert answer(chronology, law(), as_at) == plainly(chronology, law(), as_at)


def test_the_invented_lives_come_under_every_rule_of_england() -> None:
    found = {row["rule"] for seed in range(3) for row in engine(random_chronology(seed, 500), law(), date(2026, 3, 31))}
    assert found == {rule.id for rule in law().rules}
