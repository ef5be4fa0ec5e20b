"""Plan for permanence. A plan for permanence is agreed by the second review, about four months after coming into care
(Children Act 1989 guidance volume 2)."""

FIRST = ["came into care on Monday 12 February 2024", "had a review on Monday 4 March 2024"]


def test_due_with_the_second_review(spec):
    """It is due on the last day of the second review, three months from the first."""
    spec.child(*FIRST).expects("plan.permanence", due="Tuesday 4 June 2024", due_with="review.second")


def test_agreed(spec):
    """Agreeing it, before or at the second review, meets the duty."""
    child = spec.child(*FIRST, "a plan for permanence was agreed on Monday 20 May 2024")
    child.expects("plan.permanence", met="Monday 20 May 2024")


def test_an_early_second_review_does_not_end_it(spec):
    """A second review without a plan for permanence leaves the duty open until its last day."""
    child = spec.child(*FIRST, "had a review on Monday 15 April 2024")
    child.expects("plan.permanence", status="open", met=None)


def test_only_once_in_a_period_of_care(spec):
    """Later reviews do not ask for it again."""
    child = spec.child(*FIRST, "a plan for permanence was agreed on 15 April 2024", "had a review on 15 April 2024")
    child.expects("plan.permanence", counted_from="Monday 4 March 2024")
