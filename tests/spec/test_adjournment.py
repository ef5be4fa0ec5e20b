"""Adjournment. Where there is not enough information the IRO may adjourn a review once, for not more than 20 working days
(SI 2010/959 reg 36(2))."""

ADJOURNED = ["came into care on Monday 15 January 2024", "began a review on Monday 5 February 2024 that was adjourned"]


def test_an_adjourned_review_is_completed(spec):
    """The review is completed within the limit, counted from the meeting that was adjourned."""
    spec.child(*ADJOURNED).expects("review.adjourned", due="Monday 4 March 2024", status="open")


def test_completed_in_time(spec):
    """Completed on the last day, it is in time."""
    child = spec.child(*ADJOURNED, "the review was completed on the day review.adjourned was due")
    child.expects("review.adjourned", status="met")


def test_completed_late(spec):
    """Completed a day later, it is late."""
    child = spec.child(*ADJOURNED, "the review was completed on the day after review.adjourned was due")
    child.expects("review.adjourned", status="met late", late=1)


def test_adjourned_twice_counts_from_the_first(spec):
    """A review may be adjourned once only: a second adjournment does not start the count again."""
    child = spec.child(*ADJOURNED, "the meeting was adjourned on Monday 19 February 2024")
    child.expects("review.adjourned", counted_from="Monday 5 February 2024")


def test_completing_another_review_does_not_meet_it(spec):
    """Completing another review does not complete the adjourned one."""
    child = spec.child(*ADJOURNED, "had a review on Monday 12 February 2024")
    child.expects("review.adjourned", about=1, met=None)


def test_the_next_review_is_counted_from_the_start(spec):
    """The adjourned review was begun in time, and the second review is counted from its start."""
    child = spec.child(*ADJOURNED, "the review was completed on Monday 26 February 2024")
    child.expects("review.first", met="Monday 5 February 2024")
    child.expects("review.second", counted_from="Monday 5 February 2024")


def test_the_decisions_are_counted_from_the_completion(spec):
    """No decisions are owed until the review is completed."""
    child = spec.child(*ADJOURNED, "the review was completed on Monday 26 February 2024")
    child.expects("record.decisions", counted_from="Monday 26 February 2024")
    child.on("Friday 23 February 2024").expects_none("record.decisions")


def test_a_review_that_was_not_adjourned(spec):
    """A review that was not adjourned starts no such duty."""
    spec.child("came into care on Monday 15 January 2024", "had a review on Monday 5 February 2024").expects_none(
        "review.adjourned"
    )
