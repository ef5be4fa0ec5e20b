"""Months and 29 February. "Within 3 months" ends on the same day of the month; where that month has no such day, on its last
(the corresponding-date rule: Dodds v Walker [1981] 1 WLR 1027)."""

from datetime import timedelta

CAME = "came into care on Thursday 2 November 2023"


def last_of_month(day):
    """Whether a day is the last of its month."""
    return (day + timedelta(1)).day == 1


def test_the_same_day_of_the_month(spec):
    """The same day of the month, whether the months are long or short, and whatever day of the week it is."""
    child = spec.child(CAME, "had a review on Tuesday 21 November 2023")
    child.expects("review.second", counted_from="Tuesday 21 November 2023")
    assert child.due("review.second").day == 21


def test_a_month_without_such_a_day(spec):
    """The last day of a month that has no such day."""
    for held, number in {"Thursday 30 November 2023": 30, "Wednesday 31 January 2024": 31, "Friday 31 May 2024": 31}.items():
        child = spec.child(CAME, f"had a review on {held}")
        child.expects("review.second", counted_from=held)
        assert child.due("review.second").day == number or last_of_month(child.due("review.second"))


def test_from_the_last_day_of_a_short_month(spec):
    """From the last day of a short month to the same day, not to the last: 29 February gives the 29th."""
    child = spec.child(CAME, "had a review on Monday 20 November 2023", "had a review on Thursday 29 February 2024")
    child.expects("review.later", counted_from="Thursday 29 February 2024")
    assert child.due("review.later").day == 29


def test_a_year_from_29_february(spec):
    """A year from 29 February ends on the last day of February."""
    child = spec.child("was born on 1 June 2014", CAME, "the questionnaire was completed on Thursday 29 February 2024")
    child.expects("health.sdq", counted_from="Thursday 29 February 2024")
    assert child.due("health.sdq").day == 29 or last_of_month(child.due("health.sdq"))
