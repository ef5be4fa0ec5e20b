"""Review conferences. While a child protection plan lasts, a review conference within 3 months of the initial conference and
then every 6 months (Working Together to Safeguard Children)."""

PLAN = "the child protection plan started on Tuesday 4 June 2024"


def test_first_review_conference(spec):
    """Three months from the start of the plan, which is the day of the initial conference."""
    spec.child(PLAN).expects("conference.first_review", due="Wednesday 4 September 2024")


def test_later_review_conferences(spec):
    """Six months from the conference before."""
    child = spec.child(PLAN, "a review conference was held on Wednesday 4 September 2024")
    child.expects("conference.first_review", met="Wednesday 4 September 2024")
    child.expects("conference.later_review", due="Tuesday 4 March 2025", status="open")


def test_the_end_of_the_plan(spec):
    """When the plan ends no further conference is owed."""
    child = spec.child(PLAN, "the child protection plan ended on Monday 1 July 2024", "it is now Monday 6 January 2025")
    child.expects("conference.first_review", status="lapsed", ended="Monday 1 July 2024")


def test_the_conference_that_ends_the_plan(spec):
    """The conference at which the plan ends is held in time and starts no further one."""
    child = spec.child(
        PLAN, "a review conference was held on 2 September 2024", "the child protection plan ended on 2 September 2024"
    )
    child.expects("conference.first_review", met="Monday 2 September 2024")
    child.expects_none("conference.later_review")


def test_a_second_plan_starts_again(spec):
    """A second plan has a first review conference again."""
    child = spec.child(
        PLAN,
        "a review conference was held on Monday 2 September 2024",
        "the child protection plan ended on Monday 16 September 2024",
        "the child protection plan started on Monday 3 February 2025",
    )
    child.expects("conference.first_review", counted_from="Monday 3 February 2025", status="open")


def test_a_child_in_care_with_a_plan_has_both(spec):
    """A child in care with a child protection plan has both timetables."""
    child = spec.child("came into care on Monday 10 June 2024", PLAN, "it is now Monday 10 June 2024")
    child.expects("review.first", counted_from="Monday 10 June 2024")
    child.expects("conference.first_review", counted_from="Tuesday 4 June 2024")
