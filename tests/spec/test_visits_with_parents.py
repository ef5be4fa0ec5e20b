"""Visits to children with parents or with family not yet approved. Each week until the first review where parents are not yet
assessed, a connected person is approved for the time being, or the order is an interim care order (SI 2010/959 reg 28)."""

CAME = "came into care on Monday 4 March 2024"
INTERIM = [CAME, "moved to parents under an interim care order on Monday 3 June 2024"]
ORDER = [CAME, "moved to parents on Monday 3 June 2024", "came under a care order on Monday 1 July 2024"]
TEMPORARY = "lived with a temporarily approved carer from Monday 3 June 2024, who had the first review on Monday 1 July 2024"


def test_parents_not_yet_assessed(spec):
    """A week from the start, and from each visit."""
    child = spec.child(
        CAME, "moved to parents on Monday 3 June 2024", "lived with parents not yet assessed from Monday 3 June 2024"
    )
    child.expects("visit.unassessed_weekly", due="Monday 10 June 2024")


def test_parents_not_yet_assessed_until_the_first_review(spec):
    """Not weekly after the first review."""
    child = spec.child(
        CAME,
        "moved to parents on Monday 3 June 2024",
        "lived with parents not yet assessed from Monday 3 June 2024 until Monday 24 June 2024",
        "the social worker visited on Monday 10 June 2024",
        "the social worker visited on Tuesday 25 June 2024",
    )
    child.expects("visit.unassessed_weekly", counted_from="Monday 10 June 2024")
    child.expects_none("visit.unassessed_weekly", counted_from="Tuesday 25 June 2024")
    child.expects("visit.first_year", counted_from="Tuesday 25 June 2024")


def test_temporarily_approved_carer(spec):
    """Weekly until the first review, every four weeks after it."""
    child = spec.child(
        CAME, "moved to grandparents on Monday 3 June 2024", TEMPORARY, "the social worker visited on Monday 15 July 2024"
    )
    child.expects("visit.temporary_approval", due="Monday 12 August 2024")
    child.expects_none("visit.unassessed_weekly", counted_from="Monday 15 July 2024")


def test_interim_care_order_weekly(spec):
    """Under an interim care order with parents a visit each week until the first review."""
    spec.child(*INTERIM).expects("visit.interim_order_weekly", due="Monday 10 June 2024")


def test_interim_care_order_after_the_first_review(spec):
    """After the first review every four weeks."""
    child = spec.child(*INTERIM, "had a review on Monday 24 June 2024", "the social worker visited on Monday 8 July 2024")
    child.expects("visit.interim_order_with_parents", due="Monday 5 August 2024")
    child.expects_none("visit.interim_order_weekly", counted_from="Monday 8 July 2024")


def test_care_order_with_parents(spec):
    """Where a care order is made for a child with parents: a week from the order."""
    spec.child(*ORDER).expects("visit.care_order_with_parents", due="Monday 8 July 2024")


def test_care_order_with_parents_later(spec):
    """Then six weeks from each visit."""
    child = spec.child(*ORDER, "the social worker visited on Monday 8 July 2024")
    child.expects("visit.care_order_with_parents", status="met")
    child.expects("visit.care_order_with_parents_later", due="Monday 19 August 2024")


def test_a_care_order_for_a_child_with_foster_carers(spec):
    """A care order for a child who lives elsewhere starts no such visits."""
    child = spec.child(CAME, "came under a care order on Monday 1 July 2024")
    child.expects_none("visit.care_order_with_parents")
