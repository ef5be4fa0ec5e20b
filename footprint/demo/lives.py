"""What becomes of a child: why care starts, what the plan is, and how and when it ends."""

from random import Random

from footprint.demo.adoption import plan_adoption
from footprint.demo.care_paths import Plan
from footprint.demo.chance import Table, between
from footprint.demo.days import Day, add_months, age, birthday, day
from footprint.demo.legal import opening, to_court, to_full_order
from footprint.demo.moves import Legal, all_moves, first_placement
from footprint.demo.people import Child
from footprint.demo.placements import Move, place

SGO_CODES_CHANGED = day(2018, 4, 1)
NEED = Table({"N1": 66, "N5": 13, "N4": 8, "N8": 3, "N3": 3, "N2": 3, "N6": 3, "N7": 1})
PURPOSE_BY_AGE = (
    (1, Table({"adoption": 26, "sgo": 18, "home": 31, "long": 18, "parents": 7})),
    (5, Table({"adoption": 10, "sgo": 19, "home": 36, "long": 29, "parents": 6})),
    (10, Table({"adoption": 1, "sgo": 11, "home": 38, "long": 44, "parents": 6})),
    (16, Table({"home": 40, "long": 54, "sgo": 3, "parents": 3})),
    (99, Table({"home": 25, "long": 75})),
)
HOME = Table({"E4A": 66, "E4B": 13, "E41": 7, "E13": 6, "E8": 4, "E3": 3, "E16": 0.3, "E2": 0.7})
HOME_AT_TEN = Table({"E4A": 60, "E4B": 20, "E13": 5, "E8": 7, "E3": 3, "E9": 4, "E16": 0.3, "E2": 0.7})
END_OF_REMAND = Table({"E14": 52, "E9": 33, "E4A": 15})
UASC_EARLY = Table({"E15": 40, "E3": 45, "E8": 15})
AT_18_FOSTERED = Table({"E17": 55, "E5": 28, "E6": 7, "E7": 3, "E8": 7})
AT_18 = Table({"E5": 52, "E6": 20, "E7": 8, "E8": 16, "E4A": 4})
SGO_SINCE_2018 = {"U1": "E45", "U3": "E45", "U2": "E45", "U4": "E46", "U5": "E46", "U6": "E46"}


def ordinary(rng: Random, child: Child, start: Day, status: str, home_post: str, need: str) -> Plan:
    """One period of care of a child who is neither on remand nor alone in the country."""
    years = age(child.dob, start)
    purpose = next(table for under, table in PURPOSE_BY_AGE if years < under).draw(rng)
    legal = opening(rng, start, status)
    if purpose == "adoption":
        return plan_adoption(rng, child, legal, home_post, need)
    legal, stop = orders_and_end(rng, purpose, legal)
    return lived(rng, child, legal, stop, home_post, need, purpose)


def orders_and_end(rng: Random, purpose: str, legal: Legal) -> tuple[Legal, Day]:
    """The orders sought for a purpose, and the day it would be achieved."""
    if purpose == "home":
        stop = legal[0][0] + max(1, int(rng.lognormvariate(5.0, 1.3)))
        return (to_court(rng, legal) if rng.random() < 0.3 else legal), stop
    if purpose == "sgo":
        legal = to_court(rng, legal)
        return legal, legal[-1][0] + between(rng, 200, 650)
    if purpose == "parents":
        legal = to_full_order(rng, legal)
        return legal, legal[-1][0] + between(rng, 300, 1100)
    return (to_full_order(rng, legal) if rng.random() < 0.75 else legal), legal[0][0] + 100 * 365


def lived(rng: Random, child: Child, legal: Legal, stop: Day, home_post: str, need: str, purpose: str) -> Plan:
    """The placements until the plan is achieved or the child is 18, and the reason care ends."""
    stop = min(stop, birthday(child.dob, 18))
    first = first_placement(rng, child, legal, home_post)
    if purpose == "sgo" and first.code != "U3" and rng.random() < 0.7:
        first = place(rng, "U3", home_post)  # most special guardians are family who fostered first
    moves = all_moves(rng, child, legal, stop, first)
    if purpose == "parents":
        moves = placed_with_parents(rng, moves, legal, stop, home_post)
    return Plan(legal, moves, stop, reason_ended(rng, child, moves, stop, purpose), need)


def placed_with_parents(rng: Random, moves: list[Move], legal: Legal, stop: Day, home_post: str) -> list[Move]:
    """Under a care order the child goes home first, and the order is discharged later."""
    on = max(legal[0][0] + 1, legal[-1][0] + between(rng, 0, 200))
    before = [move for move in moves if move.on < on]
    if on >= stop or before[-1].placement.code[0] in "PT":
        return moves
    return [*before, Move(on, place(rng, "P1", home_post), why="CARPL")]


def reason_ended(rng: Random, child: Child, moves: list[Move], stop: Day, purpose: str) -> str:
    """REC for the day care stops."""
    last = moves[-1].placement.code
    if stop == birthday(child.dob, 18):
        return (AT_18_FOSTERED if last[0] == "U" else AT_18).draw(rng)
    if purpose == "sgo":
        return guardianship(rng, last, stop)
    if purpose == "parents":
        return "E4A"
    return (HOME_AT_TEN if age(child.dob, stop) >= 10 else HOME).draw(rng)


def guardianship(rng: Random, last: str, stop: Day) -> str:
    """Special guardianship: the codes say whether to the foster carers, and whether to family."""
    if stop < SGO_CODES_CHANGED:
        return "E43" if last[0] == "U" else "E44"
    if rng.random() < 0.3 or last not in SGO_SINCE_2018:
        return "E47" if rng.random() < 0.9 else "E48"
    return SGO_SINCE_2018[last]


def remand(rng: Random, child: Child, start: Day, home_post: str) -> Plan:
    """Remanded to the authority or to youth detention accommodation."""
    legal: Legal = [(start, "J1")]
    stop = min(start + between(rng, 5, 200), birthday(child.dob, 18))
    plan = lived(rng, child, legal, stop, home_post, "N6", "remand")
    rec = plan.rec if stop == birthday(child.dob, 18) else END_OF_REMAND.draw(rng)
    return Plan(plan.legal, plan.moves, plan.stop, rec, plan.need)


def alone(rng: Random, child: Child, start: Day) -> Plan:
    """An unaccompanied asylum-seeking child: accommodated until 18, or found adult, or moved to another authority."""
    legal: Legal = [(start, "V2")]
    if rng.random() < 0.8:
        return lived(rng, child, legal, birthday(child.dob, 18), "", "N8", "alone")
    plan = lived(rng, child, legal, add_months(start, 1) + between(rng, 0, 200), "", "N8", "alone")
    early = plan.stop < birthday(child.dob, 18)
    return Plan(plan.legal, plan.moves, plan.stop, UASC_EARLY.draw(rng) if early else plan.rec, plan.need)
