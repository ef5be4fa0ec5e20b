"""Manchester's promises, as its report of 2015-16 gives them."""

YOUNG = ["was born on 1 June 2013", "came into care on Monday 7 September 2015", "had a review on Monday 28 September 2015"]


def test_an_iro_the_next_day(spec):
    """An IRO within 24 hours, counted as one day."""
    child = spec.child("came into care on Monday 7 September 2015", authority="manchester")
    child.expects("manchester.iro_allocated", due="Tuesday 8 September 2015")


def test_pathway_plan_at_16_and_three_months(spec):
    """A pathway plan by the age of 16 years and 3 months: from a birth on 30 November, on the last day of February."""
    child = spec.child(
        "was born on 30 November 1999",
        "came into care on Monday 2 June 2014",
        "it is now 30 November 2015",
        authority="manchester",
    )
    child.expects("manchester.pathway_plan", due="Monday 29 February 2016", reason="By the age of")


def test_no_pathway_plan_by_an_age_that_is_past(spec):
    """A child who becomes eligible after that age has the limit of the law alone."""
    child = spec.child(
        "was born on 30 November 1999", "came into care on 4 July 2016", "it is now 1 December 2016", authority="manchester"
    )
    child.expects_none("manchester.pathway_plan")
    child.expects("plan.pathway", counted_from="Monday 3 October 2016")


def test_the_iro_meets_the_child(spec):
    """The IRO meets the child in the six weeks before a review; a call does not count."""
    review = "had a review on Monday 15 February 2016"
    child = spec.child(
        "came into care on 2 November 2015", "the IRO was in touch on 8 February 2016", review, authority="manchester"
    )
    child.expects("manchester.iro_visit_before_review", looks_back_to="Monday 4 January 2016", met=None, status="lapsed")
    child.expects("iro.speaks_with_child", met="Monday 8 February 2016", status="met")


def test_reviews_before_the_fifth_birthday(spec):
    """Until April 2016 the third and later reviews of a child under five were held every three months."""
    child = spec.child(*YOUNG, "had a review on Monday 1 February 2016", authority="manchester")
    child.expects("manchester.review_under_five", due="Sunday 1 May 2016")
    assert child.due("manchester.review_under_five") < child.due("review.later")


def test_the_project_was_limited_in_time(spec):
    """A review from 1 April 2016 on starts no such count."""
    spec.child(*YOUNG, "had a review on Friday 1 April 2016", authority="manchester").expects_none("manchester.review_under_five")


def test_the_law_runs_beside_it(spec):
    """The timetable shows the legal date, and the local one beside it."""
    child = spec.child(*YOUNG, "had a review on Monday 1 February 2016", authority="manchester")
    child.next_review("review.later", counted_from="Monday 1 February 2016")
    assert child.timetable()[-1]["local_due"] == child.due("manchester.review_under_five")
