"""An IRO for the child. An IRO is appointed before the first review (Children Act 1989 s25A); good practice is within 5
working days (NIROMP practice standards)."""

CAME = "came into care on Friday 4 April 2025"


def test_appointed_before_the_first_review(spec):
    """The law names no period but the first review, so the last day is that of the first review."""
    spec.child(CAME).expects("iro.appointed", due="Wednesday 7 May 2025", owner="Service manager")


def test_good_practice(spec):
    """Good practice is earlier. It runs beside the law and is no law."""
    spec.child("came into care on Thursday 28 March 2024").expects("iro.appointed_promptly", due="Monday 8 April 2024")


def test_one_allocation_meets_both(spec):
    """One allocation meets both; after five working days it is late for the one and in time for the other."""
    child = spec.child(CAME, "the IRO was allocated on the day after iro.appointed_promptly was due")
    child.expects("iro.appointed_promptly", status="met late", late=1)
    child.expects("iro.appointed", status="met")


def test_a_new_period_of_care_needs_an_iro_again(spec):
    """A child who leaves and comes back needs an IRO again."""
    child = spec.child(CAME, "the IRO was allocated on 7 April 2025", "left care on 9 May 2025", "came into care on 2 June 2025")
    child.expects("iro.appointed", counted_from="Friday 4 April 2025", status="met")
    child.expects("iro.appointed", counted_from="Monday 2 June 2025", met=None, status="open")
