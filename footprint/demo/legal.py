"""The legal statuses of one period of care, in order."""

from random import Random

from footprint.demo.chance import Table, between
from footprint.demo.days import Day
from footprint.demo.moves import Legal

FIRST = Table({"V2": 52, "C1": 27, "L1": 10, "L2": 5, "C2": 5, "J2": 1})
AFTER_EMERGENCY = Table({"V2": 45, "C1": 45, "L2": 10})
EMERGENCY_DAYS = {"L1": 3, "L2": 12, "J2": 1}  # at most 72 hours, 21 days, and a night or so


def first_status(rng: Random, years: int) -> str:
    """How care starts; a young person in police custody must be at least ten."""
    status = FIRST.draw(rng)
    return "V2" if status == "J2" and years < 10 else status


def opening(rng: Random, start: Day, status: str) -> Legal:
    """The start and, after an emergency, the status that follows within its limit."""
    legal = [(start, status)]
    while (status := legal[-1][1]) in EMERGENCY_DAYS:
        after = "V2" if status == "J2" else AFTER_EMERGENCY.draw(rng)
        after = "C1" if after == status else after
        legal.append((legal[-1][0] + between(rng, 1, EMERGENCY_DAYS[status]), after))
    return legal


def to_court(rng: Random, legal: Legal) -> Legal:
    """Care proceedings begin: an interim order, if there is not an order already."""
    on, status = legal[-1]
    return [*legal, (on + between(rng, 10, 150), "C1")] if status == "V2" else legal


def to_full_order(rng: Random, legal: Legal) -> Legal:
    """Proceedings end in a care order, some six to ten months on."""
    legal = to_court(rng, legal)
    on, status = legal[-1]
    return [*legal, (on + between(rng, 120, 330), "C2")] if status == "C1" else legal


def to_placement_order(rng: Random, legal: Legal) -> Legal:
    """Proceedings end in a placement order, often some weeks after the care order."""
    legal = to_full_order(rng, legal) if rng.random() < 0.4 else to_court(rng, legal)
    on, _ = legal[-1]
    return [*legal, (on + between(rng, 150, 300), "E1")]
