"""Care plan update. The social worker brings the care plan up to date within 10 working days of the review's completion
(IRO Handbook)."""

REVIEW = ["came into care on Monday 15 April 2024", "had a review on Thursday 2 May 2024"]


def test_update(spec):
    """Counted in working days from the completion of the review."""
    spec.child(*REVIEW).expects("record.care_plan_updated", due="Friday 17 May 2024", owner="Social worker")


def test_updated(spec):
    """The update after this review meets it."""
    child = spec.child(*REVIEW, "the care plan was updated on Monday 13 May 2024")
    child.expects("record.care_plan_updated", met="Monday 13 May 2024", status="met")


def test_the_first_care_plan_is_no_update(spec):
    """The child's first care plan is another duty and does not meet this one."""
    child = spec.child(*REVIEW, "the care plan was made on Friday 3 May 2024")
    child.expects("record.care_plan_updated", met=None)
