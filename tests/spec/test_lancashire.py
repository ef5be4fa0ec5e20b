"""Lancashire's promises, as its report of 2011-12 gives them."""

CAME = "came into care on Monday 3 September 2012"
FIRST = [CAME, "had a review on Monday 1 October 2012"]


def test_letter_about_the_iro(spec):
    """A letter tells the child who the IRO is, by the first review."""
    spec.child(CAME, authority="lancashire").expects("lancashire.iro_letter", due="Monday 1 October 2012")


def test_midpoint_check_before_the_second_review(spec):
    """A check midway between the first and the second review; once the second is held it is no longer owed."""
    spec.child(*FIRST, authority="lancashire").expects("lancashire.midpoint_check_first", due="Thursday 15 November 2012")
    child = spec.child(*FIRST, "had a review on Monday 5 November 2012", authority="lancashire")
    child.expects("lancashire.midpoint_check_first", status="lapsed", ended="Monday 5 November 2012")


def test_midpoint_check_between_later_reviews(spec):
    """A check midway between later reviews."""
    child = spec.child(*FIRST, "had a review on Monday 17 December 2012", authority="lancashire")
    child.expects("lancashire.midpoint_check_later", due="Sunday 17 March 2013")


def test_quality_assurance_checklist(spec):
    """A checklist after each review."""
    spec.child(*FIRST, authority="lancashire").expects("lancashire.qa_form", due="Monday 29 October 2012")


def test_letter_after_the_review(spec):
    """A personal letter to the child after each review."""
    spec.child(*FIRST, authority="lancashire").expects("lancashire.child_letter", due="Monday 29 October 2012")


def test_the_report_before_the_review(spec):
    """The social worker's report is there by the day of the review, and is the report for this review."""
    late = spec.child(*FIRST, "the social worker's report came on Tuesday 2 October 2012", authority="lancashire")
    late.expects("lancashire.report_before_review", about=1, status="lapsed")
    there = spec.child(*FIRST, "the social worker's report came on Friday 28 September 2012", authority="lancashire")
    there.expects("lancashire.report_before_review", about=1, status="met", met="Friday 28 September 2012")
