"""Core group. The core group first meets within 10 working days of the initial conference (Working Together to Safeguard
Children)."""

PLAN = "the child protection plan started on Tuesday 4 June 2024"


def test_first_core_group(spec):
    """Counted in working days from the start of the plan."""
    spec.child(PLAN).expects("conference.core_group", due="Tuesday 18 June 2024")


def test_met(spec):
    """The first meeting meets it; later meetings do not matter."""
    child = spec.child(PLAN, "the core group met on Monday 10 June 2024", "the core group met on Monday 8 July 2024")
    child.expects("conference.core_group", met="Monday 10 June 2024", status="met")


def test_a_meeting_after_the_last_day(spec):
    """A first meeting the day after the last is late."""
    child = spec.child(PLAN, "the core group met on the day after conference.core_group was due")
    child.expects("conference.core_group", status="met late", late=1)
