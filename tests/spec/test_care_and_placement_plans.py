"""Care plan and placement plan. The care plan within 10 working days of the start of the first placement (SI 2010/959 reg
4(2)), the placement plan within 5 working days of the start of each (reg 9(2)). Approval before care ends (reg 39)."""


def test_care_plan_over_christmas(spec):
    """The care plan, counted in working days from coming into care."""
    spec.child("came into care on Tuesday 19 December 2023").expects("plan.care", due="Friday 5 January 2024")


def test_one_care_plan_for_a_period_of_care(spec):
    """A move asks for no new care plan."""
    child = spec.child("came into care on Tuesday 19 December 2023", "moved to grandparents on Wednesday 1 May 2024")
    child.expects("plan.care", counted_from="Tuesday 19 December 2023")


def test_placement_plan_for_each_placement(spec):
    """The placement plan, counted in working days from the start of each placement."""
    child = spec.child("came into care on Tuesday 19 December 2023", "moved to grandparents on Wednesday 1 May 2024")
    child.expects("plan.placement", due="Thursday 9 May 2024")
    child.expects("plan.placement", counted_from="Tuesday 19 December 2023", status="lapsed")


def test_the_same_carers_are_the_same_placement(spec):
    """An order, or another kind of placement with the same carers, is no new placement."""
    child = spec.child(
        "came into care on Tuesday 19 December 2023",
        "came under a care order on Wednesday 1 May 2024",
        "stayed with the same carers, now long-term foster carers, on Monday 3 June 2024",
    )
    child.expects("plan.placement", counted_from="Tuesday 19 December 2023", status="overdue")


def test_approval_before_care_ends(spec):
    """Before care ends the nominated officer approves; an approval after the decision comes too late."""
    story = [
        "came into care on Tuesday 19 December 2023",
        "the decision to cease looking after the child was taken on 1 May 2024",
    ]
    in_time = spec.child(*story, "the nominated officer approved on Monday 29 April 2024")
    in_time.expects("plan.leaving_approved", status="met", met="Monday 29 April 2024")
    late = spec.child(*story, "the nominated officer approved on Thursday 2 May 2024")
    late.expects("plan.leaving_approved", status="lapsed", met=None)
