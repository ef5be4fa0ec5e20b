"""Series of short breaks: each break recorded (V3), or the agreement alone (V4)."""

from random import Random

from footprint.demo.care_paths import Plan
from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day, birthday
from footprint.demo.people import Child
from footprint.demo.placements import Move, Placement, place

WHERE = Table({"U6": 50, "K2": 42, "S1": 8})
NEED = "N2"


def separate_breaks(rng: Random, child: Child, start: Day) -> list[Plan]:
    """Breaks in one setting. A quarter of the series are heavy enough to pass 75 days in twelve months."""
    heavy = rng.random() < 0.25
    where = setting(rng)
    until = min(start + between(rng, 150, 2 * YEAR), birthday(child.dob, 18))
    breaks: list[Plan] = []
    while (nights := nights_of(rng, heavy)) + start < until:
        breaks.append(Plan([(start, "V3")], [Move(start, where)], start + nights, "E4A", NEED))
        start += nights + (between(rng, 5, 12) if heavy else between(rng, 20, 45))
    return breaks


def nights_of(rng: Random, heavy: bool) -> int:
    """Mostly a weekend; a few breaks pass the limit of 17 days."""
    if rng.random() < 0.01:
        return between(rng, 18, 24)
    return between(rng, 3, 6) if heavy else between(rng, 1, 4)


def agreement(rng: Random, child: Child, start: Day) -> list[Plan]:
    """One episode from the start of the agreement to its end."""
    stop = min(start + between(rng, 120, 4 * YEAR), birthday(child.dob, 18))
    return [Plan([(start, "V4")], [Move(start, setting(rng))], stop, "E4A", NEED)]


def setting(rng: Random) -> Placement:
    """The place of every break in a series. Neither postcodes nor a URN are returned for short breaks."""
    where = place(rng, WHERE.draw(rng), "")
    return Placement(where.code, where.provider, "", "", "")
