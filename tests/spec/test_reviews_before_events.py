"""Reviews before events. Some things may only be done after a review: a significant change to the care plan (SI 2010/959 reg
32(2)), placing with parents (reg 17), release from custody and the end of accommodation (reg 33(3)), unregulated
accommodation (Children Act guidance volume 3). The law names no window: any review since coming into care is counted."""

CAME = "came into care on Monday 4 March 2024"
REVIEW = "had a review on Monday 18 March 2024"
EVENTS = {
    "review.before_care_plan_change": "a significant change to the care plan was proposed on Monday 15 April 2024",
    "review.before_placing_with_parents": "moved to parents on Monday 15 April 2024",
    "review.before_release": "was released from custody on Monday 15 April 2024",
    "review.before_accommodation_ends": "accommodation was to end on Monday 15 April 2024",
}


def test_after_a_review(spec):
    """With a review since coming into care the duty is met."""
    for rule, event in EVENTS.items():
        child = spec.child(CAME, REVIEW, event)
        child.expects(rule, due="Monday 15 April 2024", looks_back_to="Monday 4 March 2024", met="Monday 18 March 2024")


def test_without_a_review(spec):
    """Without one it was not met in time and can no longer be."""
    for rule, event in EVENTS.items():
        spec.child(CAME, event).expects(rule, status="lapsed", met=None)


def test_a_review_afterwards_comes_too_late(spec):
    """A review the day after comes too late."""
    for rule, event in EVENTS.items():
        spec.child(CAME, event, "had a review on Tuesday 16 April 2024").expects(rule, status="lapsed", met=None)


def test_a_review_on_the_day(spec):
    """A review on the day itself counts."""
    for rule, event in EVENTS.items():
        spec.child(CAME, "had a review on Monday 15 April 2024", event).expects(rule, status="met")


def test_a_review_of_an_earlier_period_does_not_count(spec):
    """A review of an earlier period of care does not count."""
    for rule, event in EVENTS.items():
        child = spec.child(
            "came into care on 2 October 2023", "had a review on 23 October 2023", "left care on 4 December 2023", CAME, event
        )
        child.expects(rule, status="lapsed", met=None)


def test_unregulated_accommodation(spec):
    """A review before a move to unregulated accommodation."""
    child = spec.child(
        "came into care on Monday 6 March 2023",
        "had a review on 27 March 2023",
        "moved to a flat of their own on Monday 15 May 2023",
    )
    child.expects("review.before_unregulated_accommodation", due="Monday 15 May 2023", met="Monday 27 March 2023")


def test_supported_accommodation_is_regulated(spec):
    """Since 28 October 2023 such accommodation is regulated or not at all: the duty is no longer counted from that day."""
    story = "came into care on Monday 6 March 2023"
    before = spec.child(story, "moved to a flat of their own on Friday 27 October 2023")
    before.expects("review.before_unregulated_accommodation", status="lapsed")
    after = spec.child(story, "moved to a flat of their own on Saturday 28 October 2023")
    after.expects_none("review.before_unregulated_accommodation")
