"""Warwickshire's promises, as its report of 2022-23 gives them."""

CAME = "came into care on Friday 20 May 2022"
FIRST = [CAME, "had a review on Tuesday 21 June 2022"]
PLAN = "the child protection plan started on Monday 5 September 2022"
ENQUIRY = "a section 47 enquiry began on Monday 12 September 2022"


def test_an_iro_within_five_days(spec):
    """An IRO within five days, weekends counted."""
    spec.child(CAME, authority="warwickshire").expects("warwickshire.iro_allocated", due="Wednesday 25 May 2022")


def test_the_child_knows_the_iro(spec):
    """A photo and contact details by the first review: the Queen's jubilee does not count."""
    spec.child(CAME, authority="warwickshire").expects("warwickshire.iro_introduced", due="Tuesday 21 June 2022")


def test_seen_before_the_second_review(spec):
    """The IRO sees the child between the first and the second review: a visit on the day of the first does not count."""
    child = spec.child(*FIRST, "the IRO visited on Tuesday 21 June 2022", authority="warwickshire")
    child.expects("warwickshire.seen_before_second_review", due="Wednesday 21 September 2022", met=None)
    seen = spec.child(*FIRST, "the IRO visited on Wednesday 22 June 2022", authority="warwickshire")
    seen.expects("warwickshire.seen_before_second_review", met="Wednesday 22 June 2022", status="met")


def test_seen_between_later_reviews(spec):
    """And between later reviews; the next review ends it."""
    second = [*FIRST, "had a review on Tuesday 20 September 2022"]
    child = spec.child(*second, authority="warwickshire")
    child.expects("warwickshire.seen_before_second_review", status="lapsed", ended="Tuesday 20 September 2022")
    child.expects("warwickshire.seen_between_later_reviews", due="Monday 20 March 2023")


def test_red_amber_or_green(spec):
    """The chair's judgement after each review."""
    spec.child(*FIRST, authority="warwickshire").expects("warwickshire.monitoring_form", due="Tuesday 12 July 2022")


def test_letter_to_the_child(spec):
    """A letter to the child after each review."""
    spec.child(*FIRST, authority="warwickshire").expects("warwickshire.child_letter", due="Tuesday 19 July 2022")


def test_the_report_for_a_conference(spec):
    """The report is shared with the family before the initial conference."""
    shared = "the report for the conference was shared on Thursday 29 September 2022"
    child = spec.child(ENQUIRY, shared, "the initial conference was held on Monday 3 October 2022", authority="warwickshire")
    child.expects("warwickshire.conference_report_shared", looks_back_to="Monday 5 September 2022", status="met")


def test_midway_between_conferences(spec):
    """Chair and social worker meet midway after each conference."""
    spec.child(PLAN, authority="warwickshire").expects("warwickshire.cp_midway_first", due="Thursday 20 October 2022")
    child = spec.child(PLAN, "a review conference was held on Monday 5 December 2022", authority="warwickshire")
    child.expects("warwickshire.cp_midway_first", status="lapsed")
    child.expects("warwickshire.cp_midway_later", due="Sunday 5 March 2023")


def test_a_plan_of_18_months_goes_to_the_panel(spec):
    """The panel looks at a plan before it is 21 months old; a look before 18 months does not count."""
    early = spec.child(PLAN, "the panel looked at the plan on Monday 4 March 2024", authority="warwickshire")
    early.expects("warwickshire.cp_plan_to_panel", due="Wednesday 5 June 2024", met=None)
    in_time = spec.child(PLAN, "the panel looked at the plan on Tuesday 5 March 2024", authority="warwickshire")
    in_time.expects("warwickshire.cp_plan_to_panel", met="Tuesday 5 March 2024")


def test_the_panel_looks_again(spec):
    """And again every six weeks, while the plan lasts."""
    child = spec.child(PLAN, "the panel looked at the plan on Monday 3 June 2024", authority="warwickshire")
    child.expects("warwickshire.cp_plan_to_panel_again", due="Monday 15 July 2024")
