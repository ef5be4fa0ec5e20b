"""Pathway plan. Needs are assessed, and the plan made, within 3 months of the sixteenth birthday or of becoming an eligible
child; the plan is reviewed every 6 months (SI 2010/959 regs 40 to 43). Eligible: 16 or 17, and 13 weeks in care since 14."""

SIXTEEN = ["was born on 30 November 2007", "came into care on Monday 5 September 2022"]


def test_needs_assessed(spec):
    """The assessment of needs, from the sixteenth birthday of a child long in care."""
    child = spec.child("was born on 12 May 2008", "came into care on Monday 5 September 2022", "it is now Monday 13 May 2024")
    child.expects("plan.pathway_needs", due="Monday 12 August 2024")


def test_pathway_plan(spec):
    """The plan itself: three months from a birthday on 30 November are 29 February."""
    spec.child(*SIXTEEN, "it is now Thursday 30 November 2023").expects("plan.pathway", due="Thursday 29 February 2024")


def test_reviewed_every_six_months(spec):
    """The plan is reviewed every six months."""
    child = spec.child(*SIXTEEN, "the pathway plan was made on Monday 12 August 2024")
    child.expects("plan.pathway_review", due="Wednesday 12 February 2025")


def test_a_pathway_plan_shows_that_needs_were_assessed(spec):
    """A pathway plan shows that needs were assessed; an assessment is not yet a plan."""
    planned = spec.child(*SIXTEEN, "the pathway plan was made on Monday 8 January 2024")
    planned.expects("plan.pathway_needs", status="met")
    assessed = spec.child(*SIXTEEN, "needs were assessed for the pathway plan on Monday 8 January 2024")
    assessed.expects("plan.pathway_needs", status="met")
    assessed.expects("plan.pathway", met=None, status="open")


def test_nothing_before_sixteen(spec):
    """Before the sixteenth birthday nothing is owed."""
    spec.child(*SIXTEEN, "it is now Wednesday 29 November 2023").expects_none("plan.pathway")


def test_thirteen_weeks_after_coming_into_care_at_16(spec):
    """A child who comes into care at 16 becomes eligible after 13 weeks, which are 91 days."""
    child = spec.child(
        "was born on 30 November 2007", "came into care on Monday 8 January 2024", "it is now Tuesday 9 April 2024"
    )
    child.expects("plan.pathway", counted_from="Monday 8 April 2024")
    child.on("Sunday 7 April 2024").expects_none("plan.pathway")


def test_weeks_in_care_before_14_do_not_count(spec):
    """Only weeks since the fourteenth birthday count: years in care before it do not."""
    child = spec.child(
        "was born on 30 November 2007",
        "came into care on Monday 4 March 2019",
        "left care on Monday 1 November 2021",
        "came into care on Monday 8 January 2024",
        "it is now Monday 1 July 2024",
    )
    child.expects("plan.pathway", counted_from="Monday 8 April 2024")


def test_weeks_of_an_earlier_period_count(spec):
    """Ten weeks at 15 and three at 16 make thirteen."""
    child = spec.child(
        "was born on 30 November 2007",
        "came into care on Monday 6 February 2023",
        "left care on Monday 17 April 2023",
        "came into care on Monday 8 January 2024",
        "it is now Monday 1 July 2024",
    )
    child.expects("plan.pathway", counted_from="Monday 29 January 2024")


def test_leaving_before_thirteen_weeks(spec):
    """A child who leaves before the thirteen weeks are full is not eligible."""
    child = spec.child("was born on 30 November 2007", "came into care on 8 January 2024", "left care on Monday 8 April 2024")
    child.expects_none("plan.pathway")


def test_short_breaks_do_not_count(spec):
    """Short breaks do not count towards the thirteen weeks."""
    child = spec.child(
        "was born on 30 November 2007", "had an agreement for short breaks from 8 January 2024", "it is now 1 July 2024"
    )
    child.expects_none("plan.pathway")
