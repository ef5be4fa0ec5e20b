"""Visits. The social worker visits within a week of the start of each placement, then every 6 weeks for its first year; after
that every 3 months in a placement meant to last until 18, every 6 weeks in any other (SI 2010/959 reg 28)."""

CAME = "came into care on Monday 4 March 2024"
LONG = "came into care on Monday 2 May 2022"


def test_first_visit_in_each_placement(spec):
    """A week from the start of each placement."""
    child = spec.child(CAME, "moved to grandparents on Wednesday 1 May 2024")
    child.expects("visit.first", due="Wednesday 8 May 2024")
    child.expects("visit.first", counted_from="Monday 4 March 2024", status="lapsed")


def test_first_year(spec):
    """In the first year of a placement six weeks from each visit to the next."""
    child = spec.child(
        CAME, "the social worker visited on Wednesday 6 March 2024", "the social worker visited on Wednesday 8 May 2024"
    )
    child.expects("visit.first", status="met")
    child.expects("visit.first_year", due="Wednesday 19 June 2024")


def test_settled_until_18(spec):
    """After the first year with long-term foster carers three months."""
    child = spec.child(f"{LONG} with long-term foster carers", "the social worker visited on Wednesday 31 May 2023")
    child.expects("visit.settled_until_18", due="Thursday 31 August 2023")
    child.expects_none("visit.settled_otherwise")


def test_settled_otherwise(spec):
    """After the first year with others six weeks."""
    child = spec.child(f"{LONG} with foster carers", "the social worker visited on Wednesday 31 May 2023")
    child.expects("visit.settled_otherwise", due="Wednesday 12 July 2023")
    child.expects_none("visit.settled_until_18")


def test_the_anniversary_is_the_first_day_after_the_first_year(spec):
    """The first year ends on the day before the anniversary."""
    story = f"{LONG} with foster carers"
    spec.child(story, "the social worker visited on Monday 1 May 2023").expects("visit.first_year", status="open")
    spec.child(story, "the social worker visited on Tuesday 2 May 2023").expects("visit.settled_otherwise", status="open")


def test_the_year_is_counted_from_the_start_with_these_carers(spec):
    """Where foster carers become long-term foster carers, the year is that of living with them."""
    child = spec.child(
        f"{LONG} with foster carers",
        "stayed with the same carers, now long-term foster carers, on Monday 6 March 2023",
        "the social worker visited on Wednesday 31 May 2023",
    )
    child.expects("visit.settled_until_18", counted_from="Wednesday 31 May 2023")


def test_a_move_starts_a_first_year_again(spec):
    """A move starts a first year again."""
    child = spec.child(
        f"{LONG} with long-term foster carers",
        "moved to a children's home on 5 June 2023",
        "the social worker visited on 7 June 2023",
    )
    child.expects("visit.first", counted_from="Monday 5 June 2023", status="met")
    child.expects("visit.first_year", counted_from="Wednesday 7 June 2023")


def test_a_visit_in_the_placement_before_does_not_count(spec):
    """A visit to the placement before does not count for the new one."""
    child = spec.child(
        CAME, "the social worker visited on Tuesday 30 April 2024", "moved to grandparents on Wednesday 1 May 2024"
    )
    child.expects("visit.first", counted_from="Wednesday 1 May 2024", met=None, status="open")
    child.expects("visit.first_year", counted_from="Tuesday 30 April 2024", status="lapsed")
