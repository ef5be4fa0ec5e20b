"""Why a date is what it is, in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from footprint.domain.chronology import CHILDREN_SCHEMA, Chronology, events_frame, spells_frame
from footprint.domain.duties import duties
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.working_days import england

START = date(2024, 3, 25)


def rule(**keys: Any) -> Rule:
    """A rule that starts with coming into care, unless it says otherwise."""
    whole = {"id": "test.rule", "title": "A rule", "law": "A law", "statutory": True, "from": date(2011, 4, 1), "owner": "IRO"}
    starts = {} if "before" in keys else {"starts": "came_into_care"}
    return Rule.model_validate({**whole, **starts, "met_by": "iro_visit", **keys})


def reason(start: date = START, more: list[tuple[str, date]] | None = None, **keys: Any) -> str:
    """The reason of the one duty that a rule gives a child born on 30 November 2010 who came into care on a day."""
    children = pl.DataFrame([("child", date(2010, 11, 30), False)], schema=CHILDREN_SCHEMA, orient="row")
    events = events_frame([(0, "came_into_care", start, None), *((0, kind, on, None) for kind, on in more or [])])
    known = Chronology(children, events, spells_frame([(0, "looked_after", start, None)]))
    (row,) = duties(known, Rulebook((rule(**keys),), england()), date(2024, 12, 31)).rows(named=True)
    return str(row["reason"])


def test_working_days_over_easter() -> None:
    words = reason(within="20 working days")
    assert words.startswith("20 working days after coming into care on 25 March 2024, not counting 8 weekend days")
    assert "29 March (Good Friday)" in words
    assert "1 April (Easter Monday)" in words


def test_working_days_without_a_holiday() -> None:
    assert reason(date(2024, 2, 5), within="20 working days").endswith("5 February 2024, not counting 8 weekend days.")


def test_working_days_within_a_week() -> None:
    assert reason(date(2024, 2, 5), within="2 working days") == "2 working days after coming into care on 5 February 2024."


def test_one_weekend_day() -> None:
    assert "not counting 1 weekend day." in reason(date(2024, 2, 10), within="2 working days")


def test_a_bank_holiday_without_a_weekend() -> None:
    assert reason(date(2024, 5, 5), within="1 working day").endswith("5 May 2024, not counting 6 May (May Day).")


def test_many_bank_holidays_are_counted_and_not_named() -> None:
    assert "bank holidays" in reason(date(2020, 1, 6), within="400 working days")


def test_days_and_weeks_leave_nothing_out() -> None:
    assert reason(within="28 days") == "28 days after coming into care on 25 March 2024."
    assert reason(within="4 weeks") == "4 weeks after coming into care on 25 March 2024."


def test_months() -> None:
    assert reason(within="3 months") == "3 months after coming into care on 25 March 2024."
    short = reason(date(2023, 11, 30), within="3 months")
    assert short == "3 months after coming into care on 30 November 2023 (that month has no day 30, so its last day)."


def test_an_age() -> None:
    assert reason(by_age="16 years 3 months") == "By the age of 16 years 3 months."


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"window": "6 weeks"}, "In the 6 weeks before the review on 3 June 2024."),
        ({"while": "looked_after"}, "Before the review on 3 June 2024."),
    ],
)
def test_before_an_event(keys: dict[str, str], words: str) -> None:
    assert reason(more=[("review_held", date(2024, 6, 3))], before="review_held", **keys) == words


def test_before_an_event_that_is_still_owed() -> None:
    children = pl.DataFrame([("child", None, False)], schema=CHILDREN_SCHEMA, orient="row")
    known = Chronology(
        children, events_frame([(0, "came_into_care", START, None)]), spells_frame([(0, "looked_after", START, None)])
    )
    owed = rule(within="28 days", met_by="review_held")
    before = rule(id="test.before", before="review_held", **{"while": "looked_after"}, window="6 weeks")
    rows = duties(known, Rulebook((owed, before), england()), START).filter(pl.col("rule") == "test.before")
    assert rows["reason"].to_list() == ["In the 6 weeks before the review, itself due by 22 April 2024."]
