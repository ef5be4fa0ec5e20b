"""Series of meetings. A review may be held as a series of meetings. The timetable counts from the day on which the review
started, the record from the day on which it was completed (Lancashire 2011-12, sections 9.2 and 10; SI 2010/959 reg 33)."""

CAME = "came into care on Monday 8 January 2024"
SERIES = "had a review in meetings on Wednesday 31 January 2024, Tuesday 6 February 2024 and Monday 12 February 2024"


def test_the_first_meeting_meets_the_duty(spec):
    """The first review was held when its first meeting was."""
    spec.child(CAME, SERIES).expects("review.first", met="Wednesday 31 January 2024")


def test_the_next_review_is_counted_from_the_first_meeting(spec):
    """The next review is counted from the first meeting, not from the last."""
    spec.child(CAME, SERIES).expects("review.second", counted_from="Wednesday 31 January 2024")


def test_three_meetings_are_one_review(spec):
    """Three meetings of one review are one review: no third review is owed."""
    spec.child(CAME, SERIES).expects_none("review.later")


def test_the_record_is_counted_from_the_last_meeting(spec):
    """Decisions, record and distribution are counted from the last meeting, which completed the review."""
    child = spec.child(CAME, SERIES)
    for rule in ("record.decisions", "record.full", "record.distributed", "record.care_plan_updated"):
        child.expects(rule, counted_from="Monday 12 February 2024")


def test_nothing_is_owed_for_the_record_before_the_last_meeting(spec):
    """While the series goes on, no decisions and no record are owed yet."""
    child = spec.child(CAME, SERIES).on("Tuesday 6 February 2024")
    child.expects_none("record.decisions")
    child.expects_none("record.full")
