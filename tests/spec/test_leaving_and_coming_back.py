"""Leaving and coming back. Reviews stop when the child is no longer looked after. A child who comes back starts again with a
first review (SI 2010/959 reg 33; Children Act 1989 s22)."""

CAME = "came into care on Monday 4 March 2024"


def test_leaving_ends_what_is_not_yet_done(spec):
    """A child who leaves before the first review is owed none: the duty lapses on the day of leaving."""
    child = spec.child(CAME, "left care on Thursday 14 March 2024", "it is now Monday 1 July 2024")
    child.expects("review.first", ended="Thursday 14 March 2024", status="lapsed", met=None)


def test_leaving_ends_the_count_to_the_next_review(spec):
    """The count to the next review ends too."""
    child = spec.child(CAME, "had a review on Monday 25 March 2024", "left care on Friday 24 May 2024", "it is now 1 July 2025")
    child.expects("review.second", status="lapsed", ended="Friday 24 May 2024")
    child.expects_none("review.later")


def test_back_a_day_later_starts_again(spec):
    """A child who leaves and comes back a day later is newly in care: the first review is counted from the return."""
    child = spec.child(CAME, "left care on Thursday 14 March 2024", "came into care on Friday 15 March 2024")
    child.expects("review.first", counted_from="Monday 4 March 2024", status="lapsed")
    child.expects("review.first", counted_from="Friday 15 March 2024", status="open")


def test_back_on_the_same_day_starts_again(spec):
    """So is one who leaves and comes back on the same day."""
    child = spec.child(CAME, "left care on Thursday 14 March 2024", "came into care on Thursday 14 March 2024")
    child.expects("review.first", counted_from="Thursday 14 March 2024", status="open")


def test_reviews_are_numbered_afresh(spec):
    """After the return the next review is the first again, and the one after it the second."""
    child = spec.child(
        CAME,
        "had a review on Monday 25 March 2024",
        "left care on Friday 24 May 2024",
        "came into care on Monday 2 September 2024",
        "had a review on Monday 16 September 2024",
    )
    child.expects("review.first", counted_from="Monday 2 September 2024", met="Monday 16 September 2024")
    child.expects("review.second", counted_from="Monday 16 September 2024", status="open")
    child.expects_none("review.later")


def test_a_review_after_leaving_meets_nothing(spec):
    """A review held after the child left meets no duty."""
    child = spec.child(CAME, "left care on Thursday 14 March 2024", "had a review on Monday 18 March 2024")
    child.expects("review.first", met=None, status="lapsed")
    child.expects_none("review.second")


def test_a_review_on_the_day_of_leaving_counts(spec):
    """A review on the day of leaving still meets the duty."""
    child = spec.child(CAME, "had a review on Thursday 14 March 2024", "left care on Thursday 14 March 2024")
    child.expects("review.first", met="Thursday 14 March 2024", status="met")


def test_transfer_to_another_authority(spec):
    """When another authority takes over the child's care (E3), this authority's timetable ends."""
    child = spec.child(
        CAME, "had a review on Monday 25 March 2024", "passed into the care of another authority on Monday 8 April 2024"
    )
    child.expects("review.second", status="lapsed", ended="Monday 8 April 2024")


def test_transfer_and_back(spec):
    """When the child comes back from there, it is a new period of care with a first review of its own."""
    child = spec.child(
        CAME,
        "had a review on Monday 25 March 2024",
        "passed into the care of another authority on Monday 8 April 2024",
        "came into care on Monday 6 May 2024",
    )
    child.expects("review.first", counted_from="Monday 6 May 2024", status="open")
    child.next_review("review.first", counted_from="Monday 6 May 2024")


def test_no_next_review_for_a_child_who_left(spec):
    """The timetable of a child who left shows no next review."""
    child = spec.child(CAME, "had a review on Monday 25 March 2024", "left care on Friday 24 May 2024")
    assert [row["kind"] for row in child.timetable()] == ["first"]
