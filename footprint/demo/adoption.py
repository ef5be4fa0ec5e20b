"""Plans of adoption: the decision, the placement order, the match, and the times it goes wrong."""

from random import Random

from footprint.demo.care_paths import Adoption, Plan
from footprint.demo.chance import between
from footprint.demo.days import birthday
from footprint.demo.legal import to_placement_order
from footprint.demo.moves import Legal, registered
from footprint.demo.people import Child
from footprint.demo.placements import Move, Placement, place, with_code


def plan_adoption(rng: Random, child: Child, opening: Legal, home_post: str, need: str) -> Plan:
    """A plan of adoption, by consent of the parents or by order of the court."""
    consent = opening[-1][1] == "V2" and rng.random() < 0.2
    legal = opening if consent else to_placement_order(rng, opening)
    start = legal[0][0]
    first = Move(start, place(rng, "U5" if rng.random() < 0.2 else "U6", home_post))
    authority = legal[-1][0] + (between(rng, 45, 120) if consent else 0)
    decided = max(start, authority - between(rng, 5, 60))
    if rng.random() < 0.1 and not consent:
        return not_placed(rng, child, Plan(legal, [first], authority, "", need, Adoption(decided)))
    wait = 0 if first.placement.code == "U5" and rng.random() < 0.4 else between(rng, 14, 400)
    placed = placed_for_adoption(rng, first.placement, authority + wait, consent)
    match = Adoption(decided, max(decided, placed.on - between(rng, 7, 40)), placed.same_carer)
    plan = Plan(legal, [first, placed], placed.on, "E11" if consent or rng.random() < 0.25 else "E12", need, match)
    return disrupted(rng, child, plan) if rng.random() < 0.06 and not placed.same_carer else adopted(rng, plan)


def placed_for_adoption(rng: Random, now: Placement, on: int, consent: bool) -> Move:
    """With the carers the child is already with (A3, A5), or with others (A4, A6)."""
    if now.code == "U5" or rng.random() < 0.06:
        return Move(on, with_code(now, "A3" if consent else "A5"), same_carer=True, why="PLACE")
    return Move(on, place(rng, "A4" if consent else "A6", now.home_post), why="CARPL")


def adopted(rng: Random, plan: Plan) -> Plan:
    """The adoption order is made some four months to a year after the child is placed."""
    return Plan(plan.legal, plan.moves, plan.stop + between(rng, 110, 380), plan.rec, plan.need, plan.adoption)


def disrupted(rng: Random, child: Child, plan: Plan) -> Plan:
    """The placement breaks down and the child comes back to foster carers; half are placed again."""
    back_on = plan.stop + between(rng, 30, 250)
    home_post = plan.moves[0].placement.home_post
    moves = [*plan.moves, Move(back_on, place(rng, "U6", home_post), why="CREQO")]
    if rng.random() < 0.5 or plan.legal[-1][1] != "E1":
        again = Move(back_on + between(rng, 120, 400), place(rng, plan.moves[1].placement.code, home_post), why="CARPL")
        return adopted(rng, Plan(plan.legal, [*moves, again], again.on, plan.rec, plan.need, plan.adoption))
    return not_placed(rng, child, Plan(plan.legal, moves, back_on, "", plan.need, plan.adoption))


def not_placed(rng: Random, child: Child, plan: Plan) -> Plan:
    """The plan is changed to long-term fostering; the placement order is revoked and the care order stands."""
    assert plan.adoption is not None
    on = plan.stop + between(rng, 150, 600)
    why = "RD1" if rng.random() < 0.3 else "RD3" if rng.random() < 0.8 else "RD4"
    reversed_plan = Adoption(plan.adoption.decided, reversed_on=on, why_reversed=why)
    settled = Move(on + between(rng, 0, 90), with_code(plan.moves[-1].placement, "U4"), same_carer=True, why="PLACE")
    stop = birthday(child.dob, 18)
    moves = registered(rng, [*plan.moves, settled], stop)
    return Plan([*plan.legal, (on, "C2")], moves, stop, "E17", plan.need, reversed_plan)
