"""The IRO speaks with the child before each review (SI 2010/959 reg 36(1)), and with the social worker (NIROMP practice
standards). Contact in the six weeks before a review is counted."""

CAME = "came into care on Monday 11 December 2023"
REVIEW = "had a review on Monday 19 February 2024"


def test_six_weeks_before_the_review(spec):
    """Contact with the child counts from six weeks before the review until the day of the review."""
    spec.child(CAME, REVIEW).expects("iro.speaks_with_child", looks_back_to="Monday 8 January 2024", status="lapsed")


def test_a_visit_or_another_contact(spec):
    """A visit counts, and so does a call."""
    for contact in ("the IRO visited", "the IRO was in touch"):
        child = spec.child(CAME, f"{contact} on Monday 5 February 2024", REVIEW)
        child.expects("iro.speaks_with_child", status="met", met="Monday 5 February 2024")


def test_contact_long_before_does_not_count(spec):
    """Contact on the second day in care, ten weeks before, does not count."""
    child = spec.child(CAME, "the IRO visited on Tuesday 12 December 2023", REVIEW)
    child.expects("iro.speaks_with_child", status="lapsed", met=None)


def test_contact_after_the_review_does_not_count(spec):
    """Contact the day after comes too late: what should have come before the review did not."""
    child = spec.child(CAME, REVIEW, "the IRO visited on Tuesday 20 February 2024", "it is now Tuesday 20 February 2024")
    child.expects("iro.speaks_with_child", ended="Monday 19 February 2024", status="lapsed")


def test_before_a_review_that_is_still_owed(spec):
    """Before a review that is still owed, the duty is there already: it is due with the review."""
    child = spec.child(CAME)
    child.expects("iro.speaks_with_child", due_with="review.first", status="open")


def test_before_each_review(spec):
    """It is owed before each review: the visit before the first does not serve for the second."""
    child = spec.child(CAME, "the IRO visited on Friday 22 December 2023", "had a review on Thursday 4 January 2024")
    child.expects("iro.speaks_with_child", met="Friday 22 December 2023", status="met")
    child.expects("iro.speaks_with_child", due_with="review.second", met=None, status="open")


def test_the_social_worker(spec):
    """The IRO and the social worker speak before the review; any talk in the three months before is counted."""
    child = spec.child("came into care on Friday 3 November 2023", "had a review on Friday 31 May 2024")
    child.expects("iro.speaks_with_social_worker", looks_back_to="Thursday 29 February 2024")


def test_the_talk_with_the_social_worker(spec):
    """Such a talk meets it."""
    child = spec.child(CAME, "the IRO and the social worker spoke on Friday 26 January 2024", REVIEW)
    child.expects("iro.speaks_with_social_worker", met="Friday 26 January 2024", ended="Monday 19 February 2024")
