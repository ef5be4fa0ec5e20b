"""Remand. A child who is remanded is looked after, and the ordinary timetable of reviews applies; the plans have limits of
their own (SI 2010/959 reg 33 and Part 8A; Legal Aid, Sentencing and Punishment of Offenders Act 2012 s104)."""

REMANDED = "came into care on Monday 8 January 2024 with youth detention under remand"


def test_the_first_review_is_counted_from_the_remand(spec):
    """A child remanded from home comes into care with the remand."""
    spec.child(REMANDED).expects("review.first", counted_from="Monday 8 January 2024")


def test_care_plan(spec):
    """The care plan of a child remanded to local authority accommodation."""
    spec.child(REMANDED).expects("plan.remand_care", due="Monday 15 January 2024")


def test_detention_placement_plan(spec):
    """The detention placement plan of a child remanded to youth detention accommodation."""
    spec.child(REMANDED).expects("plan.detention_placement", due="Monday 22 January 2024")


def test_a_child_in_care_who_is_remanded(spec):
    """A child already in care who is remanded keeps the timetable of reviews; the plans are counted from the remand."""
    child = spec.child("came into care on Monday 8 January 2024", "came under remand on Thursday 18 January 2024")
    child.expects("review.first", counted_from="Monday 8 January 2024")
    child.expects("plan.detention_placement", counted_from="Thursday 18 January 2024")


def test_a_move_on_remand_starts_nothing_new(spec):
    """A move on remand does not start the plans again."""
    child = spec.child(REMANDED, "moved to a children's home on Friday 12 January 2024")
    child.expects("plan.remand_care", counted_from="Monday 8 January 2024")


def test_the_end_of_the_remand(spec):
    """A plan not made when the remand ends is no longer owed."""
    child = spec.child(REMANDED, "left care on Wednesday 10 January 2024")
    child.expects("plan.remand_care", status="lapsed")


def test_before_19_april_2013(spec):
    """Before 19 April 2013 there was no Part 8A."""
    child = spec.child("came into care on Thursday 18 April 2013 with youth detention under remand")
    child.expects_none("plan.detention_placement")
