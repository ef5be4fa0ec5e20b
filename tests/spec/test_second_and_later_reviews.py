"""Second and later reviews. The second review is held within 3 months of the first, later ones within 6 months of the one
before (SI 2010/959 reg 33(2))."""

FIRST = ["came into care on Friday 3 November 2023", "had a review on Thursday 30 November 2023"]
SECOND = [*FIRST, "had a review on Tuesday 6 February 2024"]


def test_second_review(spec):
    """Three months are counted to the same day of the month; February has no 30th, so its last day."""
    child = spec.child(*FIRST)
    child.expects("review.second", due="Thursday 29 February 2024", reason="that month has no day 30, so its last day")


def test_third_review(spec):
    """Six months likewise: the 31st becomes the 30th. A Saturday is not moved to Friday or Monday."""
    child = spec.child(*FIRST, "had a review on Friday 31 May 2024")
    child.expects("review.later", due="Saturday 30 November 2024")


def test_counted_from_the_review_that_was_held(spec):
    """The second review is counted from the day on which the first was held, not from the day by which it was due."""
    child = spec.child("came into care on Friday 3 November 2023", "had a review on Monday 13 November 2023")
    child.expects("review.second", counted_from="Monday 13 November 2023")


def test_a_late_first_review_counts_from_when_it_was_held(spec):
    """A late first review still starts the count to the second."""
    child = spec.child("came into care on Friday 3 November 2023", "had a review on the day after review.first was due")
    child.expects("review.first", status="met late")
    child.expects("review.second", status="open")


def test_a_second_review_meets_one_duty_and_starts_another(spec):
    """The second review meets the duty of the second review and starts the count to the third."""
    child = spec.child(*SECOND)
    child.expects("review.second", met="Tuesday 6 February 2024")
    child.expects("review.later", counted_from="Tuesday 6 February 2024", status="open")


def test_each_later_review_starts_the_next(spec):
    """Each later review starts the count to the next, for as long as the child is in care."""
    child = spec.child(*SECOND, "had a review on Monday 1 July 2024", "had a review on Tuesday 3 December 2024")
    child.expects("review.later", counted_from="Tuesday 6 February 2024", met="Monday 1 July 2024")
    child.expects("review.later", counted_from="Monday 1 July 2024", met="Tuesday 3 December 2024")
    child.expects("review.later", counted_from="Tuesday 3 December 2024", status="open")


def test_an_early_review_brings_the_next_forward(spec):
    """A review held early, as after an unplanned move, brings the next one forward: the count is from the last review."""
    child = spec.child(*SECOND, "had a review on Monday 19 February 2024")
    child.expects("review.later", counted_from="Monday 19 February 2024", status="open")


def test_a_move_does_not_change_the_next_date(spec):
    """A move between reviews changes nothing about the next date."""
    child = spec.child(*FIRST, "moved to a children's home on Monday 15 January 2024")
    child.expects("review.second", counted_from="Thursday 30 November 2023", status="open")


def test_a_care_order_does_not_change_the_next_date(spec):
    """Nor does a care order."""
    child = spec.child(*SECOND, "came under a care order on Monday 18 March 2024")
    child.expects("review.later", counted_from="Tuesday 6 February 2024", status="open")


def test_two_reviews_on_one_day_are_one(spec):
    """Two records of a review on one day are one review."""
    child = spec.child(*FIRST, "had a review on Thursday 30 November 2023")
    child.expects("review.second", counted_from="Thursday 30 November 2023")
    child.expects_none("review.later")


def test_the_next_review_of_the_timetable(spec):
    """The timetable shows each review with its number and the next one due."""
    child = spec.child(*SECOND)
    child.next_review("review.later", counted_from="Tuesday 6 February 2024")
    assert [(row["number"], row["kind"]) for row in child.timetable()] == [(1, "first"), (2, "second"), (None, "next")]


def test_a_meeting_each_year_in_long_term_foster_care(spec):
    """In a long-term foster placement of over a year a review may be held without a meeting, but a meeting is held each year."""
    child = spec.child(
        "came into care on Monday 2 May 2022 with long-term foster carers",
        "had a review on Thursday 8 June 2023",
        "had a review without a meeting on Tuesday 5 December 2023",
    )
    child.expects("review.meeting_each_year", due="Saturday 8 June 2024", status="open")


def test_no_yearly_meeting_in_the_first_year(spec):
    """In the first year of the placement, and in other placements, there is no such duty: every review is a meeting."""
    story = "had a review on Thursday 8 June 2023"
    spec.child("came into care on Monday 2 May 2022 with foster carers", story).expects_none("review.meeting_each_year")
    spec.child("came into care on Monday 6 March 2023 with long-term foster carers", story).expects_none(
        "review.meeting_each_year"
    )
