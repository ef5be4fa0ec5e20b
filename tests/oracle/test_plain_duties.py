"""The plain loops against cases worked out by hand, so that they are not only compared with the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from footprint.domain.chronology import (
    CHILDREN_SCHEMA,
    EVENT_SCHEMA,
    SPELL_SCHEMA,
    Chronology,
    events_frame,
    spells_frame,
)
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.working_days import england
from tests.oracle.plain_duties import months_from, plain_duties, working_days_after

MONDAY = date(2024, 1, 8)
FRIDAY = date(2024, 3, 1)


def rule(**words: Any) -> Rule:
    """A statutory rule in force since 2011, with these words."""
    said = {key.rstrip("_"): word for key, word in words.items()}
    always = {
        "id": "r",
        "title": "A rule",
        "law": "The law",
        "owner": "IRO",
        "statutory": True,
        "from": date(2011, 4, 1),
    }
    return Rule.model_validate(always | said)


def happened(*rows: tuple[str, date] | tuple[str, date, str]) -> pl.DataFrame:
    """Events of one child."""
    return events_frame([(0, row[0], row[1], row[2] if len(row) == 3 else None) for row in rows])


def lasted(*rows: tuple[str, date, date | None]) -> pl.DataFrame:
    """Spells of one child."""
    return spells_frame([(0, *row) for row in rows])


def found(rules: list[Rule], events: pl.DataFrame, spells: pl.DataFrame | None = None, **how: Any) -> list[tuple[Any, ...]]:
    """Started, due, met, ended, status and days late of each duty of one child."""
    one = pl.DataFrame([("A", how.get("dob"), False)], schema=CHILDREN_SCHEMA, orient="row")
    chronology = Chronology(one, events, lasted() if spells is None else spells)
    rows = plain_duties(chronology, Rulebook(tuple(rules), england()), how.get("as_at", FRIDAY))
    columns = ("started", "due", "met", "ended", "status", "days_late")
    return [tuple(row[column] for column in columns) for row in rows]


FIRST_REVIEW = rule(starts="came_into_care", within="20 working days", met_by="review_held", while_="looked_after")
IN_CARE = ("came_into_care", MONDAY)
CARE = lasted(("looked_after", MONDAY, None))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (MONDAY, 5, date(2024, 1, 15)),
        (
            date(2024, 3, 28),
            1,
            date(2024, 4, 2),
        ),  # Good Friday, the weekend and Easter Monday are not counted
        (date(2024, 12, 24), 2, date(2024, 12, 30)),  # nor Christmas Day and Boxing Day
        (date(2024, 1, 6), 1, MONDAY),
    ],
)
def test_working_days(start: date, days: int, due: date) -> None:
    assert working_days_after(start, days, england().bank_holidays) == due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months(start: date, months: int, due: date) -> None:
    assert months_from(start, months) == due


@pytest.mark.parametrize(
    ("review", "as_at", "expected"),
    [
        (None, date(2024, 2, 5), (None, "open", 0)),
        (None, date(2024, 2, 6), (None, "overdue", 1)),
        (date(2024, 2, 5), FRIDAY, (date(2024, 2, 5), "met", 0)),
        (date(2024, 2, 8), FRIDAY, (date(2024, 2, 8), "met late", 3)),
        (date(2024, 2, 8), date(2024, 2, 7), (None, "overdue", 2)),
        (MONDAY, FRIDAY, (MONDAY, "met", 0)),
    ],
)
def test_the_first_review(review: date | None, as_at: date, expected: tuple[Any, ...]) -> None:
    events = happened(IN_CARE, ("review_held", review)) if review else happened(IN_CARE)
    met, status, late = expected
    rows = found([FIRST_REVIEW], events, CARE, as_at=as_at)
    assert rows == [(MONDAY, date(2024, 2, 5), met, None, status, late)]


def test_leaving_care_ends_it_late_or_not() -> None:
    early, late = date(2024, 1, 20), date(2024, 2, 9)
    for left, days in ((early, 0), (late, 4)):
        rows = found([FIRST_REVIEW], happened(IN_CARE), lasted(("looked_after", MONDAY, left)))
        assert rows == [(MONDAY, date(2024, 2, 5), None, left, "lapsed", days)]


def test_the_end_of_care_counts_once_it_is_known() -> None:
    row = (0, "looked_after", MONDAY, date(2024, 1, 20), MONDAY, date(2024, 2, 1), 0)
    spells = pl.DataFrame([row], schema=SPELL_SCHEMA, orient="row")
    for as_at, status in ((date(2024, 1, 31), "open"), (date(2024, 2, 1), "lapsed")):
        assert found([FIRST_REVIEW], happened(IN_CARE), spells, as_at=as_at)[0][4] == status


def test_two_children_may_each_have_a_review_with_the_same_name() -> None:
    sent = rule(starts="review_completed", within="5 working days", met_by="decisions_sent", same="review")
    two = pl.DataFrame([("A", None, False), ("B", None, False)], schema=CHILDREN_SCHEMA, orient="row")
    both = [(0, "review_completed", MONDAY, "1"), (1, "review_completed", MONDAY, "1")]
    events = events_frame([*both, (1, "decisions_sent", MONDAY, "1")])
    rows = plain_duties(Chronology(two, events, lasted()), Rulebook((sent,), england()), FRIDAY)
    assert [(row["child"], row["status"]) for row in rows] == [("A", "overdue"), ("B", "met")]


def test_each_visit_starts_the_next_and_does_not_meet_itself() -> None:
    visit = rule(starts="social_worker_visit", within="1 week", met_by="social_worker_visit")
    second = date(2024, 1, 16)
    rows = found([visit], happened(("social_worker_visit", MONDAY), ("social_worker_visit", second)))
    assert rows == [
        (MONDAY, date(2024, 1, 15), second, None, "met late", 1),
        (second, date(2024, 1, 23), None, None, "overdue", 38),
    ]


def test_decisions_are_about_one_review() -> None:
    sent = rule(starts="review_completed", within="5 working days", met_by="decisions_sent", same="review")
    events = happened(("review_completed", MONDAY, "1"), ("review_completed", MONDAY), ("decisions_sent", MONDAY, "2"))
    assert found([sent], events) == [(MONDAY, date(2024, 1, 15), None, None, "overdue", 46)]


def test_two_meetings_on_a_day_are_one_occurrence() -> None:
    second = rule(starts="review_held", occurrence="second", within="3 months", met_by="review_held")
    later = date(2024, 2, 1)
    events = happened(("review_held", MONDAY, "1"), ("review_held", MONDAY, "2"), ("review_held", later, "3"))
    assert found([second], events) == [(later, date(2024, 5, 1), None, None, "open", 0)]


def test_reviews_before_the_spell_count() -> None:
    second = rule(
        starts="review_held",
        occurrence="second",
        within="3 months",
        met_by="review_held",
        while_="looked_after",
    )
    row = (0, "looked_after", MONDAY, None, MONDAY, None, 1)
    spells = pl.DataFrame([row], schema=SPELL_SCHEMA, orient="row")
    events = happened(("review_held", date(2023, 12, 1), "0"), ("review_held", MONDAY, "1"))
    assert found([second], events, spells) == [(MONDAY, date(2024, 4, 8), None, None, "open", 0)]


def test_what_lapses_does_so_on_its_due_date() -> None:
    answered = rule(
        starts="decisions_sent",
        within="5 working days",
        met_by="decisions_answered",
        same="review",
        if_unmet="lapses",
    )
    events = happened(("decisions_sent", MONDAY, "1"))
    due = date(2024, 1, 15)
    assert found([answered], events) == [(MONDAY, due, None, due, "lapsed", 0)]
    assert found([answered], events, as_at=due) == [(MONDAY, due, None, None, "open", 0)]


def test_what_ends_before_its_due_date_lapses_then_and_no_later() -> None:
    seen = rule(starts="came_into_care", within="1 week", met_by="iro_visit", if_unmet="lapses", while_="looked_after")
    due = date(2024, 1, 15)
    for left, ended in ((date(2024, 1, 10), date(2024, 1, 10)), (date(2024, 1, 20), due)):
        rows = found([seen], happened(IN_CARE), lasted(("looked_after", MONDAY, left)))
        assert rows == [(MONDAY, due, None, ended, "lapsed", 0)]


def test_what_would_have_lapsed_may_be_met_late() -> None:
    seen = rule(starts="came_into_care", within="1 week", met_by="iro_visit", if_unmet="lapses")
    visit = date(2024, 1, 17)
    rows = found([seen], happened(IN_CARE, ("iro_visit", visit)))
    assert rows == [(MONDAY, date(2024, 1, 15), visit, None, "met late", 2)]


def test_an_age() -> None:
    by_16 = rule(starts="came_into_care", by_age="16 years", met_by="pathway_plan_made")
    events = happened(IN_CARE)
    assert found([by_16], events, dob=date(2008, 2, 29)) == [(MONDAY, date(2024, 2, 29), None, None, "overdue", 1)]
    assert found([by_16], events, dob=date(2008, 1, 7)) == []
    assert found([by_16], events, dob=None) == []


def test_not_before_28_days() -> None:
    review = rule(starts="adoption_disrupted", within="42 days", not_before="28 days", met_by="review_held")
    events = happened(
        ("adoption_disrupted", MONDAY),
        ("review_held", date(2024, 2, 4), "1"),
        ("review_held", date(2024, 2, 5), "2"),
    )
    assert found([review], events)[0][2] == date(2024, 2, 5)


def test_an_ending_event_leaves_it_unmet() -> None:
    resolved = rule(starts="came_into_care", within="1 month", met_by="review_held", ends_by="left_care")
    left, held = ("left_care", date(2024, 1, 9)), ("review_held", date(2024, 1, 10), "1")
    assert found([resolved], happened(IN_CARE, left, held)) == [(MONDAY, date(2024, 2, 8), None, left[1], "lapsed", 0)]


SEEN_BEFORE = rule(id="seen", before="review_held", window="2 weeks", met_by="iro_visit")


def test_the_iro_sees_the_child_before_a_review() -> None:
    review = ("review_held", date(2024, 2, 5), "1")
    opens = date(2024, 1, 22)
    seen = found([SEEN_BEFORE], happened(review, ("iro_visit", opens)))
    assert seen == [(opens, review[1], opens, review[1], "met", 0)]
    missed = found([SEEN_BEFORE], happened(review, ("iro_visit", date(2024, 1, 21)), ("iro_visit", date(2024, 2, 6))))
    assert missed == [(opens, review[1], None, review[1], "lapsed", 0)]


def test_a_review_that_is_owed_is_prepared_too() -> None:
    events = happened(IN_CARE, ("iro_visit", date(2024, 2, 6)))
    due = date(2024, 2, 5)
    ahead = found([FIRST_REVIEW, SEEN_BEFORE], events, CARE)[1]
    assert ahead == (date(2024, 1, 22), due, date(2024, 2, 6), None, "met late", 1)


def test_nothing_is_prepared_for_a_day_before_the_state_began() -> None:
    seen = rule(id="seen", before="review_held", met_by="iro_visit", while_="placement")
    for moved, ahead in ((date(2024, 2, 5), 1), (date(2024, 2, 6), 0)):
        spells = lasted(("looked_after", MONDAY, None), ("placement", moved, None))
        assert len(found([FIRST_REVIEW, seen], happened(IN_CARE), spells)) == 1 + ahead


def test_each_event_has_its_own_duty_before_it_though_they_start_together() -> None:
    seen = rule(before="review_held", met_by="iro_visit", while_="looked_after")
    reviews = date(2024, 2, 5), date(2024, 2, 12)
    rows = found([seen], happened(*(("review_held", on) for on in reviews), ("iro_visit", reviews[1])), CARE)
    assert rows == [
        (MONDAY, reviews[0], None, reviews[0], "lapsed", 0),
        (MONDAY, reviews[1], reviews[1], reviews[1], "met", 0),
    ]


def test_a_rule_counts_from_the_dates_on_which_it_is_in_force() -> None:
    old = rule(starts="came_into_care", within="1 week", met_by="review_held", to=MONDAY)
    new = rule(starts="came_into_care", within="2 weeks", met_by="review_held", from_=MONDAY)
    assert [row[1] for row in found([old, new], happened(IN_CARE))] == [date(2024, 1, 22)]


def test_nothing_is_owed_on_what_is_not_yet_known() -> None:
    late = pl.DataFrame([(0, "came_into_care", MONDAY, FRIDAY, None)], schema=EVENT_SCHEMA, orient="row")
    bare = rule(starts="came_into_care", within="1 week", met_by="review_held")
    assert found([bare], late, as_at=date(2024, 2, 29)) == []
    assert len(found([bare], late, as_at=FRIDAY)) == 1
