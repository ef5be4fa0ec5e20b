"""Strengths and Difficulties Questionnaire. Each year, by the main carer, for children of 4 to 16 (Promoting the health of
looked-after children, 2022)."""

PUPIL = ["was born on 1 June 2014", "came into care on Monday 4 March 2024"]


def test_a_year_from_coming_into_care(spec):
    """The first is counted from coming into care."""
    spec.child(*PUPIL).expects("health.sdq", due="Tuesday 4 March 2025")


def test_a_year_from_the_last(spec):
    """The next is counted from the last."""
    child = spec.child(*PUPIL, "the questionnaire was completed on Monday 10 June 2024")
    child.expects("health.sdq", counted_from="Monday 4 March 2024", status="met")
    child.expects("health.sdq", counted_from="Monday 10 June 2024", status="open")


def test_too_young(spec):
    """Not for a child of three."""
    spec.child("was born on 1 June 2020", "came into care on Monday 4 March 2024").expects_none("health.sdq")


def test_too_old(spec):
    """Not from the seventeenth birthday."""
    came = "came into care on Monday 4 March 2024"
    spec.child("was born on 4 March 2007", came).expects_none("health.sdq")
    spec.child("was born on 5 March 2007", came).expects("health.sdq", counted_from="Monday 4 March 2024")


def test_a_birth_that_is_not_recorded(spec):
    """Where the birth is not recorded no age is known, and nothing that hangs on an age is counted."""
    spec.child("came into care on Monday 4 March 2024").expects_none("health.sdq")
