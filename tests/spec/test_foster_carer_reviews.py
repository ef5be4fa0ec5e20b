"""Foster carers. A foster carer's approval is reviewed each year (SI 2011/581 reg 28)."""

APPROVED = "was approved as a foster carer on Thursday 29 February 2024"


def test_a_year_from_approval(spec):
    """A year from 29 February ends on 28 February."""
    spec.carer(APPROVED).expects("foster_carer.review", due="Friday 28 February 2025", owner="Fostering team")


def test_a_year_from_the_last_review(spec):
    """Each review starts the next year."""
    carer = spec.carer(APPROVED, "had the approval reviewed on Monday 3 February 2025")
    carer.expects("foster_carer.review", counted_from="Thursday 29 February 2024", met="Monday 3 February 2025")
    carer.expects("foster_carer.review", counted_from="Monday 3 February 2025", status="open")
