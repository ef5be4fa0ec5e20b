"""Health. A doctor's assessment within 20 working days of coming into care; the health plan is reviewed every 6 months before
the fifth birthday and every 12 months from then (SI 2010/959 reg 7; Promoting the health of looked-after children, 2022)."""

BABY = ["was born on 1 March 2023", "came into care on Monday 24 April 2023"]
PUPIL = ["was born on 1 March 2014", "came into care on Monday 5 February 2024"]


def test_initial_assessment(spec):
    """The first assessment, in time for the first review."""
    spec.child(*BABY).expects("health.initial", due="Wednesday 24 May 2023")


def test_before_the_fifth_birthday(spec):
    """Six months from the assessment before: from 29 August to 29 February."""
    child = spec.child(*BABY, "had a health assessment on Tuesday 29 August 2023")
    child.expects("health.review_under_5", due="Thursday 29 February 2024")
    child.expects_none("health.review_5_or_over")


def test_from_the_fifth_birthday(spec):
    """Twelve months from the assessment before: from 29 February to 28 February."""
    child = spec.child(*PUPIL, "had a health assessment on Thursday 29 February 2024")
    child.expects("health.review_5_or_over", due="Friday 28 February 2025")
    child.expects_none("health.review_under_5")


def test_the_age_at_the_assessment_decides(spec):
    """The age on the day of the assessment decides: the day before the fifth birthday it is the shorter, on it the longer."""
    story = ["was born on 10 June 2018", "came into care on Monday 8 May 2023"]
    younger = spec.child(*story, "had a health assessment on Friday 9 June 2023")
    younger.expects("health.review_under_5", counted_from="Friday 9 June 2023")
    older = spec.child(*story, "had a health assessment on Saturday 10 June 2023")
    older.expects("health.review_5_or_over", counted_from="Saturday 10 June 2023")


def test_born_on_29_february(spec):
    """A child born on 29 February is taken to be five on 28 February (our reading: no source was found)."""
    story = ["was born on 29 February 2020", "came into care on Monday 6 January 2025"]
    spec.child(*story, "had a health assessment on Thursday 27 February 2025").expects("health.review_under_5", status="open")
    spec.child(*story, "had a health assessment on Friday 28 February 2025").expects("health.review_5_or_over", status="open")


def test_each_assessment_starts_the_next(spec):
    """Each assessment meets the duty before and starts the next."""
    child = spec.child(*PUPIL, "had a health assessment on 29 February 2024", "had a health assessment on Monday 3 February 2025")
    child.expects("health.review_5_or_over", counted_from="Thursday 29 February 2024", met="Monday 3 February 2025")
    child.expects("health.review_5_or_over", counted_from="Monday 3 February 2025", status="open")
