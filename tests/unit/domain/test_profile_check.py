"""Where a local rule can fall later than the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from footprint.domain.profile import load_profile
from footprint.domain.profile_check import Later, comparable, later_than_the_law
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.working_days import england

AUTHORITIES = ["bromley", "lancashire", "manchester", "warwickshire", "england"]


def a_rule(**given: Any) -> Rule:
    """A rule on first reviews, with what is given instead."""
    told = {
        "id": "local.first",
        "title": "First review",
        "law": "Somebody's report",
        "statutory": False,
        "from": date(2016, 4, 1),
        "starts": "came_into_care",
        "while": "regulation_33",
        "within": "28 days",
        "met_by": "review_held",
        "owner": "IRO",
    }
    return Rule.model_validate({key: value for key, value in {**told, **given}.items() if value is not None})


def law(**given: Any) -> Rule:
    """A statutory rule on first reviews."""
    return a_rule(**{"id": "law.first", "statutory": True, "from": date(2011, 4, 1), "within": "20 working days", **given})


def found(*rules: Rule) -> list[Later]:
    return later_than_the_law(Rulebook(rules, england()))


def test_28_days_after_a_saturday_fall_later_than_20_working_days() -> None:
    warnings = {each.local.id: each for each in later_than_the_law(load_profile("bromley").rulebook)}
    assert str(warnings["bromley.review_first"]) == (
        "bromley.review_first (28 days) can fall later than review.first (20 working days): from Saturday 2 April 2016 "
        "it is due on 30 April 2016, but the law says 29 April 2016."
    )


def test_90_days_fall_later_than_three_months_that_have_89() -> None:
    warnings = {each.local.id: each for each in later_than_the_law(load_profile("bromley").rulebook)}
    second = warnings["bromley.review_second"]
    assert (second.start, second.local_due, second.legal_due) == (date(2017, 1, 31), date(2017, 5, 1), date(2017, 4, 30))
    assert set(warnings) == {"bromley.review_first", "bromley.review_second"}


@pytest.mark.parametrize("name", [name for name in AUTHORITIES if name != "bromley"])
def test_the_other_profiles_never_fall_later(name: str) -> None:
    assert later_than_the_law(load_profile(name).rulebook) == []


def test_the_first_such_day_is_named() -> None:
    [warning] = found(law(), a_rule())
    calendar = england()
    assert warning.start == date(2016, 4, 2)
    for start in (date(2016, 4, 1),):
        assert a_rule().within.after(start, calendar) <= law().within.after(start, calendar)


def test_a_stricter_rule_is_no_fault() -> None:
    assert found(law(), a_rule(within="15 working days")) == []


def test_the_same_limit_is_no_fault() -> None:
    assert found(law(), a_rule(within="20 working days")) == []


@pytest.mark.parametrize(
    "other",
    [
        {"starts": "placement_started"},
        {"occurrence": "first"},
        {"while": "looked_after"},
        {"met_by": "iro_visit"},
        {"within": None, "starts": None, "before": "review_held", "window": "6 weeks", "met_by": "iro_visit"},
    ],
)
def test_rules_that_ask_for_different_things_are_not_compared(other: dict[str, Any]) -> None:
    assert not comparable(a_rule(**other), law())


def test_a_law_for_some_children_is_not_held_against_a_rule_for_all() -> None:
    assert not comparable(a_rule(), law(when="under_5"))
    assert comparable(a_rule(when="under_5"), law())


def test_the_order_of_several_events_does_not_matter() -> None:
    assert comparable(a_rule(met_by=["review_held", "iro_visit"]), law(met_by=["iro_visit", "review_held"]))


def test_only_days_on_which_both_are_in_force_are_tried() -> None:
    assert found(law(to=date(2016, 4, 1)), a_rule()) == []
    assert found(law(), a_rule(to=date(2016, 4, 2))) == []
    [warning] = found(law(**{"from": date(2020, 1, 6)}), a_rule())
    assert warning.start == date(2020, 1, 11)


def test_each_version_of_the_law_is_compared() -> None:
    old, new = law(to=date(2020, 1, 1), within="5 weeks"), law(**{"from": date(2020, 1, 1), "within": "10 working days"})
    [warning] = found(old, new, a_rule())
    assert warning.legal is new


def test_a_limit_past_the_calendar_counts_as_late() -> None:
    [warning] = found(law(), a_rule(within="20000 working days"))
    assert warning.local_due == date.max


def test_an_age_is_compared_with_a_period_for_the_youngest_child_there_can_be() -> None:
    local = a_rule(within=None, by_age="16 years 3 months", starts="became_eligible", **{"while": "looked_after"})
    legal = law(within="2 months", starts="became_eligible", **{"while": "looked_after"})
    [warning] = found(legal, local)
    assert warning.born == date(2000, 4, 1)
    assert str(warning) == (
        "local.first (by the age of 16 years 3 months) can fall later than law.first (2 months): from Friday 1 April 2016, "
        "for a child born on 1 April 2000, it is due on 1 July 2016, but the law says 1 June 2016."
    )
    assert found(law(within="3 months", starts="became_eligible", **{"while": "looked_after"}), local) == []


def test_a_period_is_compared_with_an_age_for_a_child_who_is_just_that_old() -> None:
    states = {"starts": "became_eligible", "while": "looked_after"}
    legal = law(within=None, by_age="16 years 3 months", **states)
    [warning] = found(legal, a_rule(within="1 month", **states))
    assert (warning.start, warning.legal_due, warning.local_due) == (date(2016, 4, 1), date(2016, 4, 1), date(2016, 5, 1))


def test_two_ages_are_compared() -> None:
    ages = {"within": None, "starts": "became_eligible", "while": "looked_after"}
    legal, late = law(by_age="16 years 3 months", **ages), a_rule(by_age="17 years", **ages)
    assert [each.local for each in found(legal, late)] == [late]
    assert found(legal, a_rule(by_age="16 years 2 months", **ages)) == []
