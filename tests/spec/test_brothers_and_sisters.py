"""Brothers and sisters. Each child has a timetable of their own, twins too (SI 2010/959 reg 33)."""


def test_twins(spec):
    """Twins who come into care together have the same dates, each their own duty."""
    for child in spec.children(["came into care on Monday 4 March 2024"], ["came into care on Monday 4 March 2024"]):
        child.expects("review.first", counted_from="Monday 4 March 2024", status="open")


def test_a_review_of_one_twin_is_not_a_review_of_the_other(spec):
    """A review of one twin is not a review of the other."""
    ada, ben = spec.children(
        ["came into care on Monday 4 March 2024", "had a review on Monday 18 March 2024"],
        ["came into care on Monday 4 March 2024", "it is now Monday 18 March 2024"],
    )
    ada.expects("review.first", met="Monday 18 March 2024")
    ben.expects("review.first", met=None, status="open")


def test_one_twin_leaves(spec):
    """When one leaves, the other's timetable goes on."""
    ada, ben = spec.children(
        ["came into care on Monday 4 March 2024", "left care on Monday 11 March 2024"],
        ["came into care on Monday 4 March 2024", "it is now Monday 11 March 2024"],
    )
    ada.expects("review.first", status="lapsed")
    ben.expects("review.first", status="open")


def test_decisions_about_one_do_not_answer_for_the_other(spec):
    """Decisions sent about one child's review are not sent about the other's."""
    story = ["came into care on Monday 4 March 2024", "had a review on Monday 18 March 2024"]
    ada, ben = spec.children(
        [*story, "the decisions were sent on Tuesday 19 March 2024"], [*story, "it is now Tuesday 19 March 2024"]
    )
    ada.expects("record.decisions", status="met")
    ben.expects("record.decisions", status="open", met=None)
