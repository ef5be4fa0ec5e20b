"""Cambridgeshire's promises, as its report of 2018-19 gives them: introductions, footprints and the Red List."""

CAME = "came into care on Monday 3 September 2018"
FIRST = [CAME, "had a review on Monday 1 October 2018"]
SECOND = [*FIRST, "had a review on Monday 17 December 2018"]
LISTED = "was put on the Red List on Monday 5 November 2018"


def test_letter_and_leaflet(spec):
    """A letter and leaflet from the IRO by the first review."""
    spec.child(CAME, authority="cambridgeshire").expects("cambridgeshire.iro_letter", due="Monday 1 October 2018")


def test_first_visit(spec):
    """The IRO visits within four weeks."""
    spec.child(CAME, authority="cambridgeshire").expects("cambridgeshire.iro_first_visit", due="Monday 1 October 2018")


def test_footprint_before_the_second_review(spec):
    """The IRO's footprint between the first and the second review: a check, a visit or a contact."""
    child = spec.child(*FIRST, "the IRO did a midway check on Monday 5 November 2018", authority="cambridgeshire")
    child.expects("cambridgeshire.footprint_before_second_review", due="Tuesday 1 January 2019", status="met")


def test_footprint_between_later_reviews(spec):
    """And between later reviews; a review with no footprint before it ends the duty unmet."""
    child = spec.child(*SECOND, authority="cambridgeshire")
    child.expects("cambridgeshire.footprint_before_second_review", status="lapsed", ended="Monday 17 December 2018")
    child.expects("cambridgeshire.footprint_between_later_reviews", due="Monday 17 June 2019", status="open")


def test_permanence_tracker(spec):
    """The tracker is brought up to date within a month of a review: from 31 October to 30 November."""
    child = spec.child(
        "came into care on Monday 8 October 2018", "had a review on Wednesday 31 October 2018", authority="cambridgeshire"
    )
    child.expects("cambridgeshire.permanence_tracked", due="Friday 30 November 2018")


def test_red_list_each_week(spec):
    """A Red List entry is looked at each week, from the entry until the child comes off the list."""
    child = spec.child(*FIRST, LISTED, authority="cambridgeshire")
    child.expects("cambridgeshire.red_list_weekly", due="Monday 12 November 2018")
    off = spec.child(*FIRST, LISTED, "came off the Red List on Thursday 8 November 2018", authority="cambridgeshire")
    off.expects("cambridgeshire.red_list_weekly", status="lapsed", ended="Thursday 8 November 2018")


def test_red_list_first_review(spec):
    """A review within three months of the entry."""
    child = spec.child(*FIRST, LISTED, authority="cambridgeshire")
    child.expects("cambridgeshire.red_list_first_review", due="Tuesday 5 February 2019")


def test_red_list_reviews(spec):
    """Then every three months while on the list; the law's six months run beside it."""
    child = spec.child(*SECOND, LISTED, "had a review on Wednesday 30 January 2019", authority="cambridgeshire")
    child.expects("cambridgeshire.red_list_review", due="Tuesday 30 April 2019")
    child.expects("review.later", counted_from="Wednesday 30 January 2019", status="open")
