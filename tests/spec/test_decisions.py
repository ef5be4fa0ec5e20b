"""Decisions. The decisions of a review are written and sent to the team manager within 5 working days of its completion
(IRO Handbook)."""

REVIEW = ["came into care on Friday 1 December 2023", "had a review on Thursday 21 December 2023"]


def test_decisions_over_christmas(spec):
    """Counted in working days from the completion of the review."""
    spec.child(*REVIEW).expects("record.decisions", due="Tuesday 2 January 2024", owner="IRO")


def test_sent_on_the_last_day(spec):
    """Sent on the last day they are in time, a day later they are late."""
    spec.child(*REVIEW, "the decisions were sent on the day record.decisions was due").expects("record.decisions", status="met")
    late = spec.child(*REVIEW, "the decisions were sent on the day after record.decisions was due")
    late.expects("record.decisions", status="met late", late=1)


def test_decisions_of_one_review_do_not_meet_the_duty_of_another(spec):
    """Decisions sent for the first review do not meet the duty of the second."""
    child = spec.child(
        *REVIEW, "had a review on Tuesday 5 March 2024", "the decisions of the first review were sent on Wednesday 6 March 2024"
    )
    child.expects("record.decisions", about=1, met="Wednesday 6 March 2024")
    child.expects("record.decisions", about=2, met=None, status="open")


def test_they_are_owed_also_after_the_child_left(spec):
    """A child's leaving does not end the duty: the decisions were taken."""
    child = spec.child(*REVIEW, "left care on Friday 22 December 2023", "it is now Monday 1 July 2024")
    child.expects("record.decisions", status="overdue")
