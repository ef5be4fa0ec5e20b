"""Initial conferences. An initial child protection conference is held within 15 working days of the strategy discussion at
which the section 47 enquiry began, or of the notice that a child with a plan moved in (Working Together; CIN census guide)."""

ENQUIRY = "a section 47 enquiry began on Monday 13 May 2024"


def test_initial_conference(spec):
    """Counted in working days from the strategy discussion."""
    spec.child(ENQUIRY).expects("conference.initial", due="Tuesday 4 June 2024")


def test_transfer_in(spec):
    """Counted in working days from the notice."""
    child = spec.child("notice came on Monday 3 June 2024 that the child moved in with a plan")
    child.expects("conference.transfer_in", due="Monday 24 June 2024")


def test_held(spec):
    """The conference meets it, on the last day too."""
    spec.child(ENQUIRY, "the initial conference was held on the day conference.initial was due").expects(
        "conference.initial", status="met"
    )


def test_a_second_enquiry(spec):
    """A second enquiry has a conference of its own."""
    child = spec.child(
        ENQUIRY, "a section 47 enquiry began on Monday 20 May 2024", "the initial conference was held on 23 May 2024"
    )
    child.expects("conference.initial", about=1, met=None, status="open")
    child.expects("conference.initial", about=2, met="Thursday 23 May 2024")
