"""Placed for adoption. Reviews are held within 4 weeks of placing, 3 months after that, then every 6 months, in place of the
ordinary timetable; the child is visited within a week and each week until the first review (SI 2005/389 reg 36)."""

PLACED = [
    "came into care on Monday 4 September 2023",
    "had a review on Monday 18 September 2023",
    "had a review on Monday 4 December 2023",
    "was placed for adoption on Friday 2 February 2024",
]
FIRST = [*PLACED, "had a review on Friday 1 March 2024"]


def test_first_review(spec):
    """Four weeks are 28 days, the day of placing not counted."""
    spec.child(*PLACED).expects("adoption.placed_first", due="Friday 1 March 2024")


def test_second_review(spec):
    """The second is counted from the first after placing, however many there were before."""
    spec.child(*FIRST).expects("adoption.placed_second", due="Saturday 1 June 2024")


def test_later_reviews(spec):
    """Then each from the one before, until the adoption order."""
    child = spec.child(*FIRST, "had a review on Friday 31 May 2024")
    child.expects("adoption.placed_later", due="Saturday 30 November 2024")


def test_the_ordinary_timetable_ends(spec):
    """From the day of placing the ordinary timetable no longer applies."""
    child = spec.child(*FIRST)
    child.expects("review.later", status="lapsed", ended="Friday 2 February 2024")
    child.next_review("adoption.placed_second", counted_from="Friday 1 March 2024")


def test_placed_with_their_own_foster_carers(spec):
    """Foster carers who become the adopters count as placing too."""
    child = spec.child(
        "came into care on Monday 4 September 2023",
        "was placed for adoption with their own foster carers on Friday 2 February 2024",
    )
    child.expects("adoption.placed_first", counted_from="Friday 2 February 2024")


def test_an_order_with_the_same_adopters_starts_nothing_new(spec):
    """A change of legal status while the child lives with the adopters starts no new count."""
    child = spec.child(*PLACED, "came under a placement order on Monday 12 February 2024")
    child.expects("adoption.placed_first", counted_from="Friday 2 February 2024")


def test_other_adopters_start_again(spec):
    """A move to other adopters is placing anew."""
    child = spec.child(*FIRST, "was placed for adoption on Monday 13 May 2024")
    child.expects("adoption.placed_first", counted_from="Monday 13 May 2024", status="open")
    child.expects("adoption.placed_second", status="lapsed")


def test_the_adoption_order_ends_it(spec):
    """With the adoption order the child is no longer looked after, and no review is owed."""
    child = spec.child(*FIRST, "left care on Thursday 2 May 2024")
    child.expects("adoption.placed_second", status="lapsed", ended="Thursday 2 May 2024")


def test_visits(spec):
    """A visit within a week of placing, and then each week."""
    child = spec.child(*PLACED, "the social worker visited on Friday 9 February 2024")
    child.expects("adoption.visit_first", due="Friday 9 February 2024", status="met")
    child.expects("adoption.visit_weekly", due="Friday 16 February 2024")


def test_after_the_first_review_visits_are_as_it_decides(spec):
    """After the first review visits are as often as the review decides: no weekly visit is counted from then."""
    child = spec.child(*FIRST, "the social worker visited on Monday 4 March 2024")
    child.expects_none("adoption.visit_weekly", counted_from="Monday 4 March 2024")
