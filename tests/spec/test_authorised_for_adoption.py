"""Authority to place for adoption. From the placement order until the child is placed, reviews are held within 3 months of
the order and then every 6 months; the ordinary timetable runs beside it (SI 2005/389 reg 36(1); statutory guidance 5.33)."""

ORDER = ["came into care on Monday 4 September 2023", "came under a placement order on Wednesday 31 January 2024"]


def test_first_review_after_the_order(spec):
    """Three months from 31 January end on the last day of April."""
    spec.child(*ORDER).expects("adoption.authorised_first", due="Tuesday 30 April 2024")


def test_later_reviews_until_placed(spec):
    """Each review starts the count to the next."""
    child = spec.child(*ORDER, "had a review on Monday 29 April 2024")
    child.expects("adoption.authorised_first", met="Monday 29 April 2024")
    child.expects("adoption.authorised_later", due="Tuesday 29 October 2024")


def test_the_ordinary_timetable_goes_on(spec):
    """The order does not end the ordinary timetable: a review that is due earlier under it serves both."""
    child = spec.child(
        "came into care on Monday 4 September 2023",
        "had a review on Monday 18 September 2023",
        "had a review on Monday 4 December 2023",
        "came under a placement order on Wednesday 31 January 2024",
        "had a review on Monday 11 March 2024",
    )
    child.expects("review.later", counted_from="Monday 4 December 2023", met="Monday 11 March 2024")
    child.expects("adoption.authorised_first", met="Monday 11 March 2024")
    child.expects("review.later", counted_from="Monday 11 March 2024", status="open")


def test_a_move_with_the_order_starts_nothing_new(spec):
    """A move while the order is in force starts no new count."""
    child = spec.child(*ORDER, "moved to foster carers on Monday 12 February 2024")
    child.expects("adoption.authorised_first", counted_from="Wednesday 31 January 2024")


def test_placing_ends_it(spec):
    """When the child is placed for adoption, the count of a child not yet placed ends."""
    child = spec.child(*ORDER, "was placed for adoption on Monday 18 March 2024")
    child.expects("adoption.authorised_first", status="lapsed", ended="Monday 18 March 2024")
