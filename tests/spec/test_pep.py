"""Personal education plan. Begun within 10 working days of coming into care, and reviewed before each review (Designated
teacher statutory guidance, paragraphs 18 and 32)."""

PUPIL = ["was born on 1 June 2014", "came into care on Monday 20 May 2024"]


def test_begun(spec):
    """Counted in working days from coming into care."""
    spec.child(*PUPIL).expects("education.pep", due="Tuesday 4 June 2024")


def test_reviewed_before_a_review(spec):
    """A plan made or reviewed in the four months before a review counts: a term and its holiday."""
    child = spec.child(
        "was born on 1 June 2014", "came into care on Monday 5 February 2024", "had a review on Friday 5 July 2024"
    )
    child.expects("education.pep_reviewed", looks_back_to="Tuesday 5 March 2024", status="lapsed")


def test_made_or_reviewed(spec):
    """Making the plan counts before the first review, a review of it before the next."""
    child = spec.child(
        *PUPIL,
        "the personal education plan was made on Monday 3 June 2024",
        "had a review on Monday 10 June 2024",
        "the personal education plan was reviewed on Monday 2 September 2024",
        "had a review on Thursday 5 September 2024",
    )
    child.expects("education.pep", met="Monday 3 June 2024")
    child.expects("education.pep_reviewed", met="Monday 3 June 2024", status="met", ended="Monday 10 June 2024")


def test_only_at_school_age(spec):
    """Not for a child of three, nor from the eighteenth birthday."""
    spec.child("was born on 1 June 2021", "came into care on Monday 20 May 2024").expects_none("education.pep")
