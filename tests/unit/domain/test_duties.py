"""Duties, in small cases worked out by hand: what one says, how it stands, what starts it."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from footprint.domain.chronology import EVENT_SCHEMA, SPELL_SCHEMA, Chronology
from footprint.domain.duties import STATUS
from footprint.domain.vocabulary import KIND
from tests.unit.domain.duty_cases import CARE, DUE, FRIDAY, IN_CARE, MONDAY, SEEN, chronology, found, rule, table

pytestmark = pytest.mark.usefixtures("however_many")

# What a duty says.


def test_every_column() -> None:
    sent = rule(starts="review_completed", within="5 working days", met_by="decisions_sent", same="review", owner="Manager")
    told = chronology([(0, "came_into_care", MONDAY), (1, "review_completed", MONDAY, "R"), (1, "decisions_sent", FRIDAY, "R")])
    rows = table(told, SEEN, sent.model_copy(update={"id": "sent", "statutory": False}))
    words = pl.selectors.categorical() | pl.selectors.enum()
    assert rows.with_columns(words.cast(pl.String)).rows(named=True) == [
        {
            "child": "B",
            "rule": "sent",
            "title": "A rule",
            "owner": "Manager",
            "source": "The law",
            "statutory": False,
            "about": "R",
            "event": "review_completed",
            "from_day": MONDAY,
            "started": MONDAY,
            "due": DUE,
            "met": FRIDAY,
            "ended": None,
            "status": "met late",
            "days_late": 46,
            "reason": "5 working days after the completion of the review on 8 January 2024, not counting 2 weekend days.",
        }
    ]
    assert rows.schema["status"] == STATUS
    assert rows.schema["event"] == KIND
    assert rows.schema["days_late"] == pl.Int32


def test_a_duty_about_the_child_names_no_review_and_its_event() -> None:
    rows = table(chronology([IN_CARE], [CARE]), SEEN)
    assert rows.select("about", "event", "from_day").rows() == [(None, "came_into_care", MONDAY)]


def test_nothing_happened() -> None:
    assert found(chronology([]), SEEN) == []
    assert table(chronology([]), SEEN).columns == table(chronology([IN_CARE], [CARE]), SEEN).columns


# Statuses.


@pytest.mark.parametrize(
    ("visit", "as_at", "expected"),
    [
        (None, DUE, (None, "open", 0)),
        (None, date(2024, 1, 16), (None, "overdue", 1)),
        (MONDAY, FRIDAY, (MONDAY, "met", 0)),
        (date(2024, 1, 7), FRIDAY, (None, "overdue", 46)),
        (DUE, FRIDAY, (DUE, "met", 0)),
        (date(2024, 1, 18), FRIDAY, (date(2024, 1, 18), "met late", 3)),
        (date(2024, 1, 18), date(2024, 1, 17), (None, "overdue", 2)),
        (date(2024, 1, 18), date(2024, 1, 18), (date(2024, 1, 18), "met late", 3)),
    ],
)
def test_how_it_stands(visit: date | None, as_at: date, expected: tuple[Any, ...]) -> None:
    visits = [(0, "iro_visit", visit)] if visit else []
    met, status, late = expected
    for order in (1, -1):  # in order of date, or not
        told = chronology([IN_CARE, *visits][::order], [CARE])
        assert found(told, SEEN, as_at=as_at) == [("A", MONDAY, DUE, met, None, status, late)]


@pytest.mark.parametrize(
    ("left", "visit", "expected"),
    [
        (date(2024, 1, 10), None, (None, "lapsed", 0)),
        (date(2024, 1, 19), None, (None, "lapsed", 4)),
        (date(2024, 1, 19), date(2024, 1, 19), (date(2024, 1, 19), "met late", 4)),
        (date(2024, 1, 19), date(2024, 1, 20), (None, "lapsed", 4)),
    ],
)
def test_the_end_of_its_state(left: date, visit: date | None, expected: tuple[Any, ...]) -> None:
    visits = [(0, "iro_visit", visit)] if visit else []
    told = chronology([IN_CARE, *visits], [(0, "looked_after", MONDAY, left)])
    met, status, late = expected
    assert found(told, SEEN) == [("A", MONDAY, DUE, met, left, status, late)]


@pytest.mark.parametrize(
    ("visit", "left", "as_at", "expected"),
    [
        (None, None, DUE, (None, None, "open", 0)),
        (None, None, date(2024, 1, 16), (None, DUE, "lapsed", 0)),
        (None, date(2024, 1, 10), FRIDAY, (None, date(2024, 1, 10), "lapsed", 0)),
        (None, date(2024, 1, 20), FRIDAY, (None, DUE, "lapsed", 0)),
        (date(2024, 1, 17), None, FRIDAY, (date(2024, 1, 17), None, "met late", 2)),
    ],
)
def test_what_lapses(visit: date | None, left: date | None, as_at: date, expected: tuple[Any, ...]) -> None:
    lapsing = SEEN.model_copy(update={"if_unmet": "lapses"})
    visits = [(0, "iro_visit", visit)] if visit else []
    told = chronology([IN_CARE, *visits], [(0, "looked_after", MONDAY, left)])
    met, ended, status, late = expected
    assert found(told, lapsing, as_at=as_at) == [("A", MONDAY, DUE, met, ended, status, late)]
    both = found(told, lapsing, SEEN.model_copy(update={"id": "s"}), as_at=date(2024, 1, 16))
    assert left or visit or [row[5] for row in both] == ["lapsed", "overdue"]


def test_an_event_that_ends_it() -> None:
    ending = rule(starts="came_into_care", within="1 week", met_by="iro_visit", ends_by=["left_care", "remanded"])
    on_the_day, next_day = MONDAY, date(2024, 1, 9)
    late = (0, "iro_visit", date(2024, 1, 10))
    ended = found(chronology([IN_CARE, (0, "left_care", on_the_day), (0, "remanded", next_day), late]), ending)
    assert ended == [("A", MONDAY, DUE, None, next_day, "lapsed", 0)]
    assert found(chronology([IN_CARE, (0, "left_care", on_the_day), (1, "left_care", next_day), late]), ending)[0][3] == late[2]
    both = rule(starts="came_into_care", within="1 week", met_by="iro_visit", ends_by="left_care", while_="looked_after")
    for left, closed in ((date(2024, 1, 9), date(2024, 1, 12)), (date(2024, 1, 12), date(2024, 1, 9))):
        told = chronology([IN_CARE, (0, "left_care", left)], [(0, "looked_after", MONDAY, closed)])
        assert found(told, both, as_at=DUE) == [("A", MONDAY, DUE, None, date(2024, 1, 9), "lapsed", 0)]


# What was known.


def test_what_is_not_yet_known() -> None:
    told = chronology([], [])
    late = pl.DataFrame([(0, "came_into_care", MONDAY, FRIDAY, None)], schema=EVENT_SCHEMA, orient="row")
    spell = pl.DataFrame([(0, "looked_after", MONDAY, DUE, MONDAY, FRIDAY, 0)], schema=SPELL_SCHEMA, orient="row")
    unknown = spell.with_columns(known=pl.lit(FRIDAY))
    before = date(2024, 2, 29)
    bare = rule(starts="came_into_care", within="1 week", met_by="iro_visit")
    assert found(Chronology(told.children, late, told.spells), bare, as_at=before) == []
    assert len(found(Chronology(told.children, late, told.spells), bare)) == 1
    events = chronology([IN_CARE]).events
    assert found(Chronology(told.children, events, unknown), SEEN, as_at=before) == []
    assert len(found(Chronology(told.children, events, unknown), SEEN)) == 1
    assert found(Chronology(told.children, events, spell), SEEN, as_at=before)[0][4:] == (None, "overdue", 45)
    assert found(Chronology(told.children, events, spell), SEEN)[0][4:] == (DUE, "lapsed", 0)


# What starts it.


@pytest.mark.parametrize(
    ("occurrence", "starts"),
    [("any", [8, 9, 10, 11]), ("first", [8]), ("second", [9]), ("later", [9, 10, 11])],
)
@pytest.mark.parametrize("state", [None, "looked_after"])
def test_places(occurrence: str, starts: list[int], state: str | None) -> None:
    days = [date(2024, 1, day) for day in (8, 9, 10, 11)]
    kept = rule(starts="social_worker_visit", occurrence=occurrence, within="1 week", met_by="iro_visit", while_=state)
    visits = [(child, "social_worker_visit", day) for child in (0, 1) for day in days for _ in "ab"]
    outside = [(0, "social_worker_visit", date(2024, 1, 7)), (1, "social_worker_visit", date(2024, 1, 12))] if state else []
    states = [(0, "looked_after", MONDAY, None), (1, "looked_after", MONDAY, date(2024, 1, 12))]
    rows = found(chronology(visits + outside, states), kept)
    assert [(row[0], row[1].day) for row in rows] == [(child, day) for child in "AB" for day in starts]


def test_places_that_a_spell_presumes() -> None:
    second = rule(starts="review_held", occurrence="second", within="3 months", met_by="iro_visit", while_="looked_after")
    told = chronology([(0, "review_held", MONDAY), (0, "review_held", DUE)])
    for before, days in ((0, [DUE]), (1, [MONDAY]), (2, [])):
        spell = pl.DataFrame([(0, "looked_after", MONDAY, None, MONDAY, None, before)], schema=SPELL_SCHEMA, orient="row")
        assert [row[1] for row in found(Chronology(told.children, told.events, spell), second)] == days


def test_when() -> None:
    placed = rule(id="placed", starts="came_into_care", within="1 week", met_by="iro_visit", when="placement")
    days = [MONDAY, date(2024, 1, 9), date(2024, 1, 10), date(2024, 1, 11)]
    told = chronology(
        [(child, "came_into_care", day) for child in (0, 1) for day in days],
        [(0, "placement", days[1], days[3]), (0, "looked_after", days[0], None), (1, "looked_after", days[0], days[1])],
    )
    assert [row[:2] for row in found(told, placed)] == [("A", days[1]), ("A", days[2])]
    in_care = [*(("A", day) for day in days), ("B", days[0])]
    assert [row[:2] for row in found(told, SEEN)] == in_care
    assert sorted(row[:2] for row in found(told, placed, SEEN)) == sorted([*in_care, ("A", days[1]), ("A", days[2])])


def test_a_rule_counts_while_it_is_in_force() -> None:
    old = rule(starts="came_into_care", within="1 week", met_by="iro_visit", to=MONDAY)
    new = rule(starts="came_into_care", within="2 weeks", met_by="iro_visit", from_=MONDAY)
    told = chronology([IN_CARE, (1, "came_into_care", date(2024, 1, 7))])
    assert [row[:3] for row in found(told, old, new)] == [
        ("A", MONDAY, date(2024, 1, 22)),
        ("B", date(2024, 1, 7), date(2024, 1, 14)),
    ]


def test_two_starts_on_one_day_are_one_duty() -> None:
    moved = rule(starts=["came_into_care", "placement_started"], within="1 week", met_by=["iro_visit", "iro_contact"])
    other = rule(id="other", starts="came_into_care", within="2 weeks", met_by="iro_contact")
    told = chronology([IN_CARE, (0, "placement_started", MONDAY), (1, "placement_started", MONDAY), (0, "iro_contact", DUE)])
    assert found(told, moved, other) == [
        ("A", MONDAY, DUE, DUE, None, "met", 0),
        ("A", MONDAY, date(2024, 1, 22), DUE, None, "met", 0),
        ("B", MONDAY, DUE, None, None, "overdue", 46),
    ]
    assert set(table(told, moved)["event"]) == {"came_into_care", "placement_started"}


def test_an_age() -> None:
    by_16 = rule(starts="came_into_care", by_age="16 years", met_by="pathway_plan_made")
    week = rule(id="week", starts="came_into_care", within="1 week", met_by="pathway_plan_made")
    events = [IN_CARE, (1, "came_into_care", MONDAY)]
    on_the_day = chronology(events, born=[date(2008, 2, 29), MONDAY.replace(year=2008)])
    assert [row[:3] for row in found(on_the_day, by_16)] == [("A", MONDAY, date(2024, 2, 29)), ("B", MONDAY, MONDAY)]
    assert found(chronology(events, born=[None, date(2008, 1, 7)]), by_16) == []
    assert [row[2] for row in found(chronology(events, born=[None, date(2008, 1, 9)]), by_16, week)] == [
        DUE,
        date(2024, 1, 9),
        DUE,
    ]


def test_an_age_of_a_child_born_on_the_first_day_of_the_calendar_but_of_none_born_before() -> None:
    by_16 = rule(starts="came_into_care", by_age="16 years", met_by="pathway_plan_made", from_=date(2000, 1, 1))
    events = [(child, "came_into_care", date(2004, 1, 8)) for child in (0, 1)]
    told = chronology(events, born=[date(1989, 1, 1), date(1988, 12, 31)])
    assert [row[:3] for row in found(told, by_16)] == [("A", date(2004, 1, 8), date(2005, 1, 1))]
