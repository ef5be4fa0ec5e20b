"""Duties, in small cases worked out by hand: what meets one, about what, before what; a few against plain loops."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from footprint.domain.chronology import SPELL_SCHEMA, Chronology, events_frame, spells_frame
from footprint.domain.compiled import compiled
from footprint.domain.duties import duties, judge
from footprint.domain.facts import known
from footprint.domain.rulebook import Rulebook
from footprint.domain.vocabulary import KIND
from footprint.domain.working_days import england
from tests.oracle.plain_duties import plain_duties
from tests.properties.strategies import random_case
from tests.unit.domain.duty_cases import CARE, DUE, FRIDAY, IN_CARE, MONDAY, chronology, found, rule, table

pytestmark = pytest.mark.usefixtures("however_many")

# What meets it.


def test_each_visit_starts_the_next() -> None:
    visit = rule(starts="social_worker_visit", within="1 week", met_by="social_worker_visit")
    second = date(2024, 1, 16)
    told = chronology(
        [(0, "social_worker_visit", MONDAY), (0, "social_worker_visit", second), (1, "social_worker_visit", MONDAY)]
    )
    assert found(told, visit) == [
        ("A", MONDAY, DUE, second, None, "met late", 1),
        ("A", second, date(2024, 1, 23), None, None, "overdue", 38),
        ("B", MONDAY, DUE, None, None, "overdue", 46),
    ]


def test_what_may_start_it_meets_only_the_one_before() -> None:
    seen = rule(starts=["came_into_care", "iro_visit"], within="1 week", met_by="iro_visit")
    told = chronology([(0, "iro_visit", MONDAY), IN_CARE, (0, "iro_visit", date(2024, 1, 9))])
    assert [row[3] for row in found(told, seen)] == [date(2024, 1, 9), None]


def test_not_before() -> None:
    held = rule(starts="adoption_disrupted", within="42 days", not_before="28 days", met_by="iro_visit")
    soon = rule(id="soon", starts="adoption_disrupted", within="41 days", met_by="iro_visit")
    days = [date(2024, 2, 4), date(2024, 2, 5)]
    told = chronology([(0, "adoption_disrupted", MONDAY), *((0, "iro_visit", day) for day in days)])
    assert [row[3] for row in found(told, soon, held)] == days


def test_of_several_kinds_that_start_and_meet_a_rule_any_meets_what_any_began() -> None:
    """The next of one's own kind is not the next of all of them."""
    touch = rule(starts=["iro_visit", "iro_contact"], within="6 weeks", met_by=["iro_visit", "iro_contact"])
    contact, again = date(2024, 1, 10), date(2024, 1, 20)
    told = chronology([(0, "iro_visit", MONDAY), (0, "iro_contact", contact), (0, "iro_visit", again)])
    assert [row[3] for row in found(told, touch)] == [contact, again, None]


# Reviews and escalations.


def test_what_is_about_one_review() -> None:
    sent = rule(id="sent", starts="review_completed", within="5 working days", met_by="decisions_sent", same="review")
    told = chronology(
        [
            (0, "review_completed", MONDAY, "1"),
            (1, "review_completed", MONDAY, "1"),
            (0, "review_completed", MONDAY, "2"),
            (0, "review_completed", date(2024, 1, 9)),
            (1, "decisions_sent", DUE, "1"),
            (0, "decisions_sent", date(2024, 1, 16), "2"),
            (0, "decisions_sent", date(2024, 1, 9)),
        ]
    )
    rows = table(told, sent).sort("child", "about")
    assert rows.select("child", "about", "met", "status").rows() == [
        ("A", "1", None, "overdue"),
        ("A", "2", date(2024, 1, 16), "met late"),
        ("B", "1", DUE, "met"),
    ]
    spells = [(0, "looked_after", MONDAY, date(2024, 1, 12)), (1, "looked_after", date(2024, 1, 9), None)]
    during = sent.model_copy(update={"while_": "looked_after"})
    while_in_care = table(Chronology(told.children, told.events, chronology([], spells).spells), during).sort("about")
    assert while_in_care.select("child", "about", "met", "ended").rows() == [
        ("A", "1", None, date(2024, 1, 12)),
        ("A", "2", None, date(2024, 1, 12)),
    ]


def test_each_review_of_a_carer_starts_the_next() -> None:
    yearly = rule(starts="foster_carer_reviewed", within="1 week", met_by="foster_carer_reviewed", same="carer")
    second = yearly.model_copy(update={"id": "second", "occurrence": "second"})
    days = [MONDAY, date(2024, 1, 9), date(2024, 1, 10), date(2024, 1, 11)]
    told = chronology([(0, "foster_carer_reviewed", day, about) for day, about in zip(days, "XYXY", strict=True)])
    rows = table(told, yearly).sort("started")
    assert rows.select("about", "started", "met").rows() == list(zip("XYXY", days, [*days[2:], None, None], strict=True))
    assert table(told, second).sort("started").select("about", "started").rows() == [("X", days[2]), ("Y", days[3])]


def test_reviews_of_two_carers_in_turn_while_a_state_lasts() -> None:
    noted = rule(
        starts="foster_carer_reviewed", within="1 week", met_by="foster_carer_approved", same="carer", while_="placement"
    )
    days = [date(2024, 1, day) for day in range(8, 16)]
    happened = [(0, "foster_carer_reviewed", day, about) for day, about in zip(days, "XYXYXYXY", strict=True)]
    told = chronology(happened, [(0, "placement", days[2], days[5])])
    rows = table(told, noted).sort("started")
    assert rows.select("about", "started").rows() == [("X", days[2]), ("Y", days[3]), ("X", days[4])]


# Before an event.


BEFORE = rule(id="seen", before="review_held", window="2 weeks", met_by="iro_visit")
REVIEW = rule(starts="came_into_care", within="20 working days", met_by="review_held", while_="looked_after")
HELD = date(2024, 2, 5)
OPENS = date(2024, 1, 22)


@pytest.mark.parametrize(
    ("visits", "met", "status"),
    [([OPENS], OPENS, "met"), ([HELD], HELD, "met"), ([date(2024, 1, 21), date(2024, 2, 6)], None, "lapsed")],
)
def test_before_a_review(visits: list[date], met: date | None, status: str) -> None:
    told = chronology([(0, "review_held", HELD), *((0, "iro_visit", day) for day in visits)])
    assert found(told, BEFORE) == [("A", OPENS, HELD, met, HELD, status, 0)]
    assert found(told, BEFORE, as_at=date(2024, 2, 4)) == []


def test_without_a_window_from_the_start_of_the_state() -> None:
    seen = rule(before="review_held", met_by="iro_visit", while_="looked_after")
    told = chronology([(0, "review_held", HELD), (0, "review_held", OPENS), (0, "iro_visit", HELD)], [CARE])
    assert found(told, seen) == [
        ("A", MONDAY, OPENS, None, OPENS, "lapsed", 0),
        ("A", MONDAY, HELD, HELD, HELD, "met", 0),
    ]


@pytest.mark.parametrize(
    ("visit", "as_at", "expected"),
    [
        (None, HELD, (None, "open", 0)),
        (None, FRIDAY, (None, "overdue", 25)),
        (OPENS, FRIDAY, (OPENS, "met", 0)),
        (date(2024, 1, 21), FRIDAY, (None, "overdue", 25)),
        (date(2024, 2, 6), FRIDAY, (date(2024, 2, 6), "met late", 1)),
    ],
)
def test_a_review_that_is_owed_is_prepared_too(visit: date | None, as_at: date, expected: tuple[Any, ...]) -> None:
    visits = [(0, "iro_visit", visit)] if visit else []
    told = chronology([IN_CARE, *visits, (1, "iro_visit", OPENS)], [CARE])
    met, status, late = expected
    rows = found(told, REVIEW, BEFORE, as_at=as_at)
    assert rows[1] == ("A", OPENS, HELD, met, None, status, late)
    assert len(rows) == 2
    ahead = table(told, REVIEW, BEFORE, as_at=as_at).filter(pl.col("rule") == "seen")
    assert ahead.select("event", "from_day", "about").rows() == [(None, HELD, None)]


def test_the_earliest_day_by_which_a_review_is_owed_stands_for_it() -> None:
    sooner = rule(id="sooner", starts="came_into_care", within="1 week", met_by="review_held")
    policy = rule(id="policy", starts="came_into_care", within="1 day", met_by="review_held", statutory=False)
    told = chronology([IN_CARE, (1, "came_into_care", DUE)], [CARE])
    for rules in ([REVIEW, sooner, policy, BEFORE], [sooner, policy, BEFORE, REVIEW]):
        ahead = table(told, *rules).filter(pl.col("rule") == "seen").sort("child")
        assert ahead.select("child", "due").rows() == [("A", DUE), ("B", OPENS)]


@pytest.mark.parametrize(
    ("words", "ahead"),
    [
        ({"from_": HELD}, True),
        ({"from_": date(2024, 2, 6)}, False),
        ({"to": HELD}, False),
        ({"to": date(2024, 2, 6)}, True),
        ({"while_": "placement"}, True),
        ({"while_": "remanded"}, False),
        ({"while_": "short_breaks"}, False),
        ({"when": "placement"}, True),
        ({"when": "remanded"}, True),
        ({"when": "short_breaks"}, False),
        ({"when": "under_5"}, False),
    ],
)
def test_where_a_rule_looks_ahead(words: dict[str, Any], ahead: bool) -> None:
    seen = rule(id="seen", before="review_held", window="2 weeks", met_by="iro_visit", **words)
    told = Chronology(
        chronology([]).children,
        events_frame([(*IN_CARE, None)]),
        pl.DataFrame(
            [
                (0, "looked_after", MONDAY, None, MONDAY, None, 0),
                (0, "placement", MONDAY, None, MONDAY, None, 0),
                (0, "remanded", MONDAY, date(2024, 3, 2), MONDAY, MONDAY, 0),
                (0, "short_breaks", MONDAY, FRIDAY, MONDAY, MONDAY, 0),
                (0, "under_5", date(2024, 3, 2), None, MONDAY, None, 0),
                (1, "under_5", MONDAY, None, MONDAY, None, 0),
            ],
            schema=SPELL_SCHEMA,
            orient="row",
        ),
    )
    assert ("seen" in table(told, REVIEW, seen)["rule"]) == ahead


def test_nothing_is_prepared_for_a_day_before_the_state_began() -> None:
    seen = rule(id="seen", before="review_held", met_by="iro_visit", while_="placement")
    for moved, rows in ((HELD, 2), (date(2024, 2, 6), 1), (date(2024, 3, 2), 1)):
        assert len(found(chronology([IN_CARE], [CARE, (0, "placement", moved, None)]), REVIEW, seen)) == rows
    future = Chronology(
        chronology([]).children,
        events_frame([(*IN_CARE, None)]),
        pl.DataFrame(
            [
                (0, "looked_after", MONDAY, None, MONDAY, None, 0),
                (0, "placement", date(2024, 2, 2), None, MONDAY, None, 0),
            ],
            schema=SPELL_SCHEMA,
            orient="row",
        ),
    )
    assert len(found(future, REVIEW, seen, as_at=date(2024, 2, 1))) == 1
    assert len(found(future, REVIEW, seen, as_at=date(2024, 2, 2))) == 2


def test_what_is_met_or_ended_is_no_longer_prepared() -> None:
    met = chronology([IN_CARE, (0, "review_held", HELD)], [CARE])
    assert [row[5] for row in found(met, REVIEW, BEFORE)] == ["met", "lapsed"]
    left = chronology([IN_CARE], [(0, "looked_after", MONDAY, DUE)])
    assert [row[5] for row in found(left, REVIEW, BEFORE)] == ["lapsed"]


# The ends of the calendar, and numbers for those who go on to count.


def test_days_outside_the_calendar_are_taken_as_its_ends() -> None:
    week = rule(starts="came_into_care", within="1 week", met_by="iro_visit", from_=date(1980, 1, 1), while_="looked_after")
    told = chronology([(0, "came_into_care", date(1988, 5, 1)), (1, "came_into_care", date(1989, 1, 2))])
    spells = spells_frame([(0, "looked_after", date(1988, 4, 1), None), (1, "looked_after", date(1988, 4, 1), None)])
    rows = found(Chronology(told.children, told.events, spells), week)
    assert [row[:3] for row in rows] == [
        ("A", date(1989, 1, 1), date(1989, 1, 8)),
        ("B", date(1989, 1, 2), date(1989, 1, 9)),
    ]


def test_the_last_day_of_the_calendar_and_a_day_after_it() -> None:
    week = rule(starts="came_into_care", within="1 week", met_by="iro_visit")
    last, after = date(2069, 12, 31), date(2071, 1, 1)
    rows = found(chronology([(0, "came_into_care", last), (1, "came_into_care", after)]), week, as_at=last)
    assert [row[:3] for row in rows] == [("A", last, date(2070, 1, 7))]
    both = found(chronology([(0, "came_into_care", last), (1, "came_into_care", after)]), week, as_at=after)
    assert [row[:3] for row in both] == [("A", last, date(2070, 1, 7)), ("B", after, date(2070, 1, 7))]


@pytest.mark.parametrize("kinds", [["iro_visit"], ["iro_visit", "iro_contact"]])
def test_a_window_that_opens_before_the_calendar(kinds: list[str]) -> None:
    early = rule(before="review_held", window="2 weeks", met_by=kinds, from_=date(1980, 1, 1))
    first, held = date(1989, 1, 1), date(1989, 1, 5)
    told = chronology([(0, "review_held", held), (0, "iro_visit", first), (0, "iro_visit", date(1989, 1, 2))])
    assert found(told, early) == [("A", date(1988, 12, 22), held, first, held, "met", 0)]


def test_the_row_of_what_met_it() -> None:
    visit = rule(starts="social_worker_visit", within="1 week", met_by="social_worker_visit")
    seen = rule(id="seen", starts="social_worker_visit", within="1 week", met_by="iro_visit")
    told = chronology([(0, "social_worker_visit", MONDAY), (0, "social_worker_visit", DUE), (0, "iro_visit", DUE)])
    tables = compiled(Rulebook((visit, seen), england()))
    facts = known(told, tables, FRIDAY)
    judged = judge(facts, tables).filter(pl.col("met").is_not_null()).sort("rule", "day")
    met = [facts.events.row(row, named=True) for row in judged["met_event"]]
    assert [event["day"] for event in met] == judged["met"].to_list()
    assert [event["what"] // 2 for event in met] == [
        KIND.categories.index_of(kind) for kind in ("social_worker_visit", "iro_visit", "iro_visit")
    ]


@pytest.mark.parametrize("seed", range(12))
def test_as_plain_loops_say(seed: int) -> None:
    told, rules, as_at = random_case(seed)
    rulebook = Rulebook(rules, england())
    names = ["child", "rule", "started", "due", "met", "ended", "status", "days_late", "about"]
    rows = duties(told, rulebook, as_at).with_columns(pl.col("rule", "status").cast(pl.String)).select(names).rows()
    plain = [tuple(row[name] for name in names) for row in plain_duties(told, rulebook, as_at)]
    assert sorted(rows, key=repr) == sorted(plain, key=repr)
