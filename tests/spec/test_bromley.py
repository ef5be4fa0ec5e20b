"""Bromley's promises, as its report of 2016-17 gives them: 28, 90 and 180 days, beside the law's working days and months."""

FIRST = ["came into care on Monday 9 January 2017", "had a review on Wednesday 1 February 2017"]
SECOND = [*FIRST, "had a review on Monday 1 May 2017"]


def test_28_days_from_a_saturday_are_later_than_the_law(spec):
    """From a Saturday 28 days end a day after the law's working days. The legal date decides whether a review was on time."""
    child = spec.child(
        "came into care on Saturday 4 June 2016", "had a review on the day after review.first was due", authority="bromley"
    )
    child.expects("bromley.review_first", due="Saturday 2 July 2016", status="met")
    child.expects("review.first", status="met late")
    assert child.timetable()[0]["on_time"] is False


def test_90_days_can_be_later_than_three_months(spec):
    """From 1 February 90 days end a day after the law's three months."""
    child = spec.child(*FIRST, authority="bromley")
    child.expects("bromley.review_second", due="Tuesday 2 May 2017")
    assert child.due("bromley.review_second") > child.due("review.second")
    child.next_review("review.second", counted_from="Wednesday 1 February 2017")


def test_180_days_are_never_later_than_six_months(spec):
    """180 days are always shorter than six months: the local date comes first."""
    child = spec.child(*SECOND, authority="bromley")
    child.expects("bromley.review_later", due="Saturday 28 October 2017")
    assert child.due("bromley.review_later") < child.due("review.later")


def test_an_iro_the_next_day(spec):
    """An IRO within 24 hours, counted as one day."""
    spec.child(FIRST[0], authority="bromley").expects("bromley.iro_allocated", due="Tuesday 10 January 2017")


def test_the_child_knows_the_iro(spec):
    """A leaflet on the IRO by the first review, at 28 days."""
    spec.child(FIRST[0], authority="bromley").expects("bromley.iro_introduced", due="Monday 6 February 2017")


def test_a_visit_before_the_review(spec):
    """The IRO visits before the review."""
    review = "had a review on Monday 15 August 2016"
    child = spec.child("came into care on 2 May 2016", "the IRO visited on 8 August 2016", review, authority="bromley")
    child.expects("bromley.iro_visit_before_review", looks_back_to="Monday 4 July 2016", status="met")


def test_midway_monitoring(spec):
    """Monitoring midway between reviews; the next review ends it."""
    child = spec.child(*FIRST, authority="bromley")
    child.expects("bromley.midway_monitoring_first", due="Saturday 18 March 2017")
    child = spec.child(*SECOND, authority="bromley")
    child.expects("bromley.midway_monitoring_first", status="lapsed", ended="Monday 1 May 2017")
    child.expects("bromley.midway_monitoring_later", due="Sunday 30 July 2017")


def test_in_touch_between_reviews(spec):
    """The IRO is in touch between reviews, by a visit or a call; a talk on the day of the review does not count."""
    child = spec.child(*FIRST, "the IRO was in touch on Wednesday 1 February 2017", authority="bromley")
    child.expects("bromley.contact_before_second_review", due="Tuesday 2 May 2017", met=None)
    child = spec.child(*SECOND, "the IRO was in touch on Tuesday 2 May 2017", authority="bromley")
    child.expects("bromley.contact_between_later_reviews", due="Saturday 28 October 2017", met="Tuesday 2 May 2017")


def test_escalations(spec):
    """An escalation is resolved within 20 days, every day counted, since March 2017."""
    child = spec.child("a dispute was raised on Monday 6 March 2017", authority="bromley")
    child.expects("bromley.escalation_resolved", due="Sunday 26 March 2017")
    assert child.due("bromley.escalation_resolved") < child.due("dispute.resolved")
    spec.child("a dispute was raised on Tuesday 28 February 2017", authority="bromley").expects_none(
        "bromley.escalation_resolved"
    )
