"""As at a past day. An answer as at a past day is what was known at the end of that day: nothing that happened later."""

STORY = [
    "came into care on Friday 3 November 2023",
    "had a review on Thursday 30 November 2023",
    "had a review on Tuesday 6 February 2024",
    "left care on Monday 3 June 2024",
]


def test_before_coming_into_care(spec):
    """Before the child came into care nothing was owed."""
    spec.child(*STORY).on("Thursday 2 November 2023").expects_none("review.first")


def test_before_a_review(spec):
    """Before the first review its duty was open, and nothing was known of the review to come."""
    child = spec.child(*STORY).on("Monday 6 November 2023")
    child.expects("review.first", status="open", met=None)
    child.expects_none("review.second")


def test_on_the_day_of_a_review(spec):
    """On the day of the review it was known."""
    child = spec.child(*STORY).on("Thursday 30 November 2023")
    child.expects("review.first", met="Thursday 30 November 2023")
    child.expects("review.second", status="open", met=None)


def test_overdue_then_although_met_since(spec):
    """What was overdue on that day is shown as overdue, although it was met since."""
    child = spec.child("came into care on Friday 3 November 2023", "had a review on Monday 1 April 2024").on(
        "Friday 1 March 2024"
    )
    child.expects("review.first", status="overdue", met=None)


def test_before_leaving(spec):
    """The day before the child left, the next review was still owed; on the day of leaving no longer."""
    child = spec.child(*STORY)
    child.on("Sunday 2 June 2024").expects("review.later", status="open", ended=None)
    child.on("Monday 3 June 2024").expects("review.later", status="lapsed", ended="Monday 3 June 2024")


def test_the_timetable_as_at_a_past_day(spec):
    """The timetable as at a past day shows the reviews held by then, and the next one then due."""
    child = spec.child(*STORY).on("Monday 15 January 2024")
    child.next_review("review.second", counted_from="Thursday 30 November 2023")
    assert len(child.timetable()) == 2


def test_a_limit_of_short_breaks_passed_later(spec):
    """That a limit of short breaks would be passed was not known before it was."""
    child = spec.child("had a short break from Monday 3 June 2024 to Wednesday 26 June 2024")
    child.on("Monday 10 June 2024").expects("short_breaks.review_first", status="open")
    child.on("Monday 10 June 2024").expects_none("review.first")
    child.on("Wednesday 26 June 2024").expects("review.first", counted_from="Monday 3 June 2024")
