"""Dispute resolution. All stages together take no more than 20 working days (IRO Handbook, paragraph 6.2)."""

RAISED = "a dispute was raised on Monday 4 March 2024"


def test_over_easter(spec):
    """Counted in working days from the start of the formal process."""
    spec.child(RAISED).expects("dispute.resolved", due="Wednesday 3 April 2024", owner="Senior manager")


def test_resolved(spec):
    """Resolving it on the last day is in time, the day after is late."""
    spec.child(RAISED, "the dispute was resolved on the day dispute.resolved was due").expects("dispute.resolved", status="met")
    late = spec.child(RAISED, "the dispute was resolved on the day after dispute.resolved was due")
    late.expects("dispute.resolved", status="met late", late=1)


def test_two_disputes_about_one_child(spec):
    """Resolving one dispute does not resolve another."""
    child = spec.child(
        RAISED, "a dispute was raised on Monday 11 March 2024", "the dispute was resolved on Tuesday 12 March 2024"
    )
    child.expects("dispute.resolved", about=1, met=None, status="open")
    child.expects("dispute.resolved", about=2, met="Tuesday 12 March 2024", status="met")


def test_leaving_care_does_not_resolve_it(spec):
    """A dispute is not over because the child has left care."""
    child = spec.child(
        "came into care on Monday 8 January 2024", RAISED, "left care on Friday 8 March 2024", "it is now 1 July 2024"
    )
    child.expects("dispute.resolved", status="overdue")
