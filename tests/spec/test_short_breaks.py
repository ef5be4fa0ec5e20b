"""Short breaks. A series of short breaks with the same carers, none longer than 17 days and no more than 75 days in any
twelve months, has a timetable of its own: a review within 3 months of the first break, then every 6 months (SI 2010/959
reg 48)."""

WEEKEND = "had a short break from Saturday 18 May 2024 to Monday 20 May 2024"


def breaks_of_15_nights(number):
    """So many breaks of 15 nights, one each month from January 2024."""
    months = ["January", "February", "March", "April", "May", "June", "July"]
    return [f"had a short break from 2 {month} 2024 to 17 {month} 2024" for month in months[:number]]


def test_first_review(spec):
    """The first review is counted in months from the start of the first break."""
    spec.child(WEEKEND).expects("short_breaks.review_first", due="Sunday 18 August 2024")


def test_later_reviews(spec):
    """Each review starts the count to the next."""
    child = spec.child(WEEKEND, "had a review on Wednesday 14 August 2024")
    child.expects("short_breaks.review_later", due="Friday 14 February 2025")


def test_visits(spec):
    """Visits have the same rhythm as reviews."""
    child = spec.child(WEEKEND, "the social worker visited on Thursday 1 August 2024")
    child.expects("short_breaks.visit_first", due="Sunday 18 August 2024", met="Thursday 1 August 2024")
    child.expects("short_breaks.visit_later", due="Saturday 1 February 2025")


def test_the_ordinary_timetable_does_not_apply(spec):
    """While the limits are kept the ordinary timetable of reviews, plans and visits does not apply."""
    child = spec.child(WEEKEND)
    for rule in ("review.first", "plan.care", "health.initial", "visit.first", "iro.appointed"):
        child.expects_none(rule)


def test_further_breaks_belong_to_the_series(spec):
    """A second break starts no count of its own."""
    child = spec.child(WEEKEND, "had a short break from Saturday 1 June 2024 to Monday 3 June 2024")
    child.expects("short_breaks.review_first", counted_from="Saturday 18 May 2024")


def test_75_days_in_twelve_months_are_within_the_limit(spec):
    """Five breaks of 15 nights are 75 days in the year: still within the limit."""
    child = spec.child(*breaks_of_15_nights(5))
    child.expects("short_breaks.review_first", counted_from="Tuesday 2 January 2024")
    child.expects_none("review.first")


def test_the_76th_day_brings_in_the_ordinary_timetable(spec):
    """With the 76th day the limit is passed: the ordinary timetable applies, counted from the start of that break."""
    child = spec.child(*breaks_of_15_nights(5), "had a short break from Sunday 2 June 2024 to Monday 3 June 2024")
    child.expects("review.first", counted_from="Sunday 2 June 2024", status="open")
    child.expects("iro.appointed", counted_from="Sunday 2 June 2024")


def test_passing_a_limit_ends_the_short_break_timetable(spec):
    """With that, the timetable of short breaks ends."""
    child = spec.child(
        *breaks_of_15_nights(1), "had a review on 5 February 2024", "had a short break from 2 May 2024 to 22 May 2024"
    )
    child.expects("short_breaks.review_later", status="lapsed", ended="Thursday 2 May 2024")


def test_days_of_more_than_twelve_months_ago_do_not_count(spec):
    """Only the days of the last twelve months count towards the 75."""
    child = spec.child(*breaks_of_15_nights(5), "had a short break from Saturday 18 January 2025 to Monday 20 January 2025")
    child.expects_none("review.first")


def test_a_break_of_17_days_is_within_the_limit(spec):
    """A break of 17 nights is within the limit."""
    child = spec.child("had a short break from Monday 3 June 2024 to Thursday 20 June 2024")
    child.expects("short_breaks.review_first", counted_from="Monday 3 June 2024")
    child.expects_none("review.first")


def test_a_break_of_more_than_17_days_brings_in_the_ordinary_timetable(spec):
    """A break of 18 nights is not: the ordinary timetable applies from its start."""
    child = spec.child("had a short break from Monday 3 June 2024 to Friday 21 June 2024")
    child.expects("review.first", counted_from="Monday 3 June 2024")


def test_a_break_that_has_not_ended(spec):
    """A break that has not ended passes the limit on its eighteenth day, and not before that can be known."""
    child = spec.child("went on a short break on Monday 3 June 2024")
    child.on("Wednesday 19 June 2024").expects_none("review.first")
    child.on("Thursday 20 June 2024").expects("review.first", counted_from="Monday 3 June 2024", status="open")


def test_in_2020_a_break_could_be_longer(spec):
    """Breaks that started between 24 April and 25 September 2020 had no limit of 17 days (SI 2020/445)."""
    child = spec.child("had a short break from Monday 1 June 2020 to Wednesday 1 July 2020")
    child.expects_none("review.first")
    child.expects("short_breaks.review_first", counted_from="Monday 1 June 2020")


def test_a_year_without_a_break_ends_the_series(spec):
    """After twelve months without a break the next one starts a new series."""
    child = spec.child(WEEKEND, "had a short break from Saturday 24 May 2025 to Monday 26 May 2025")
    child.expects("short_breaks.review_first", counted_from="Saturday 18 May 2024", status="lapsed")
    child.expects("short_breaks.review_first", counted_from="Saturday 24 May 2025", status="open")


def test_coming_into_care_ends_the_series(spec):
    """A child on short breaks who comes into care has the ordinary timetable from then."""
    child = spec.child(WEEKEND, "came into care on Monday 10 June 2024")
    child.expects("review.first", counted_from="Monday 10 June 2024")
    child.expects("short_breaks.review_first", status="lapsed", ended="Monday 10 June 2024")


def test_an_agreement_without_its_breaks(spec):
    """Where only the agreement is recorded (V4) the days are not known, and the timetable of short breaks applies."""
    child = spec.child("had an agreement for short breaks from Monday 8 January 2024", "it is now Monday 1 July 2024")
    child.expects("short_breaks.review_first", counted_from="Monday 8 January 2024", status="overdue")
    child.expects_none("review.first")
