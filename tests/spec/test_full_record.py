"""The full record. The full record of a review is written within 15 working days of its completion (IRO Handbook)."""

REVIEW = ["came into care on Monday 15 April 2024", "had a review on Thursday 2 May 2024"]


def test_full_record(spec):
    """Counted in working days from the completion of the review."""
    spec.child(*REVIEW).expects("record.full", due="Friday 24 May 2024", owner="IRO", reason="6 May")


def test_a_day_late(spec):
    """A day after the last it is late."""
    child = spec.child(*REVIEW, "the full record was written on the day after record.full was due")
    child.expects("record.full", status="met late", late=1)


def test_each_review_has_its_own(spec):
    """Each review needs its own record."""
    child = spec.child(*REVIEW, "had a review on Monday 1 July 2024", "the full record was written on Tuesday 2 July 2024")
    child.expects("record.full", about=1, met=None, status="overdue")
    child.expects("record.full", about=2, met="Tuesday 2 July 2024", status="met")
