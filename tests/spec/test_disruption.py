"""Disruption. When a child comes back from an adoptive placement, a review is held not earlier than 28 and not later than 42
days after the return, and the ordinary timetable applies again (SI 2005/389 reg 36(10))."""

BACK = [
    "came into care on Monday 4 September 2023",
    "had a review on Monday 18 September 2023",
    "was placed for adoption on Monday 4 March 2024",
    "had a review on Monday 25 March 2024",
    "came back from the adopters on Monday 10 June 2024",
]


def test_not_later_than_42_days(spec):
    """Counted in days from the return."""
    spec.child(*BACK).expects("adoption.disruption", due="Monday 22 July 2024")


def test_not_earlier_than_28_days(spec):
    """A review on the 27th day does not meet it; one on the 28th does."""
    spec.child(*BACK, "had a review on Sunday 7 July 2024").expects("adoption.disruption", met=None)
    spec.child(*BACK, "had a review on Monday 8 July 2024").expects("adoption.disruption", met="Monday 8 July 2024")


def test_the_adoption_timetable_ends(spec):
    """The timetable of a child placed for adoption ends on the day of the return."""
    child = spec.child(*BACK)
    child.expects("adoption.placed_second", status="lapsed", ended="Monday 10 June 2024")


def test_the_ordinary_timetable_goes_on(spec):
    """The child never left care: no first review is owed, and the review after the return is followed by later ones."""
    child = spec.child(*BACK, "had a review on Monday 8 July 2024")
    child.expects("review.first", counted_from="Monday 4 September 2023")
    child.expects("review.second", counted_from="Monday 18 September 2023")
    child.expects("review.later", counted_from="Monday 8 July 2024", status="open")


def test_a_move_to_other_adopters_is_no_disruption(spec):
    """A move from one adopter straight to another is placing anew, no return."""
    child = spec.child(*BACK[:4], "was placed for adoption on Monday 10 June 2024")
    child.expects_none("adoption.disruption")


def test_adoption_is_no_disruption(spec):
    """Nor is the adoption order, with which the child leaves care."""
    spec.child(*BACK[:4], "left care on Monday 10 June 2024").expects_none("adoption.disruption")
