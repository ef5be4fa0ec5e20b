"""The placements of one period of care, in order."""

from dataclasses import replace
from random import Random

from footprint.demo.chance import Table, between
from footprint.demo.days import Day, age
from footprint.demo.people import Child
from footprint.demo.placements import (
    FIRST_BY_AGE,
    FIRST_REMAND,
    FIRST_UASC,
    H5_UNTIL,
    K3_FROM,
    NEXT_BY_AGE,
    TEMPORARY,
    URN_FOR_H5_FROM,
    WHY_MOVED,
    Move,
    Placement,
    for_age,
    place,
    usable,
    with_code,
)

LONG_TERM = {"U6": "U4", "U3": "U1"}
TEMPORARY_DAYS = {"T1": 30, "T2": 14, "T3": 18, "T4": 6}  # within the limits of 42, 21 and 7 days
TEMPORARY_KIND = Table({"T1": 3, "T2": 1, "T3": 3, "T4": 5})
Legal = list[tuple[Day, str]]


def status_on(legal: Legal, when: Day) -> str:
    """The legal status on a day; the first of the list if the day is before it."""
    return next((code for since, code in reversed(legal) if since <= when), legal[0][1])


def first_placement(rng: Random, child: Child, legal: Legal, home_post: str) -> Placement:
    """Where a child goes on the day care starts."""
    start, status = legal[0]
    table = FIRST_REMAND if status[0] == "J" else FIRST_UASC if child.uasc else None
    code = (table or for_age(FIRST_BY_AGE, age(child.dob, start))).draw(rng)
    return place(rng, usable_at(rng, code, child, start, status), home_post)


def usable_at(rng: Random, code: str, child: Child, on: Day, status: str) -> str:
    """As `usable`, and never supported accommodation under 16."""
    code = usable(rng, code, on, status)
    return "U6" if code in ("H5", "K3") and age(child.dob, on) < 16 else code


def all_moves(rng: Random, child: Child, legal: Legal, stop: Day, first: Placement) -> list[Move]:
    """The first placement and what follows it, until the day care stops."""
    moves = [Move(legal[0][0], first)]
    on, may_be_away = legal[0][0], True
    while (on := on + days_to_next(rng, moves)) < stop:
        settled = moves[-1].placement
        if settled.code in LONG_TERM and stop - on > 500 and rng.random() < 0.4:
            moves.append(Move(on, with_code(settled, LONG_TERM[settled.code]), same_carer=True, why="PLACE"))
        elif may_be_away and stop - on > 60 and rng.random() < 0.12:
            on, may_be_away = away_and_back(rng, moves, on), False
        else:
            moves.append(moved_on(rng, child, legal, on, settled))
    return registered(rng, with_orders(rng, moves, legal, stop), stop)


def with_orders(rng: Random, moves: list[Move], legal: Legal, stop: Day) -> list[Move]:
    """Some moves wait for the court: put on the day of the order, where that changes no other order of events."""
    ends = [move.on for move in moves[1:]] + [stop]
    for at in range(1, len(moves)):
        order = next((on for on, _ in legal if moves[at].on <= on < min(ends[at], moves[at].on + 60)), None)
        away = TEMPORARY & {moves[at].placement.code, moves[at - 1].placement.code}
        if order is not None and not away and rng.random() < 0.8:
            moves[at] = replace(moves[at], on=order)
    return moves


def days_to_next(rng: Random, moves: list[Move]) -> int:
    """Early placements are often short; a long-term match usually lasts."""
    if len(moves) < 3 and rng.random() < 0.22:
        return between(rng, 2, 60)
    mean = 1900 if moves[-1].placement.code in ("U1", "U4") else 780
    return 7 + int(rng.expovariate(1 / mean))


def away_and_back(rng: Random, moves: list[Move], on: Day) -> Day:
    """A temporary placement, then the usual one again; the return gives no reason for either change."""
    usual = moves[-1].placement
    code = TEMPORARY_KIND.draw(rng)
    back = on + between(rng, 2, TEMPORARY_DAYS[code])
    moves.append(Move(on, place(rng, code, usual.home_post)))
    moves.append(Move(back, usual))
    return back


def moved_on(rng: Random, child: Child, legal: Legal, on: Day, before: Placement) -> Move:
    """A move to new carers."""
    code = for_age(NEXT_BY_AGE, age(child.dob, on)).draw(rng)
    code = usable_at(rng, code, child, on, status_on(legal, on))
    if code == before.code == "P1":
        code = "U6"
    return Move(on, place(rng, code, before.home_post), why=WHY_MOVED.draw(rng))


def registered(rng: Random, moves: list[Move], stop: Day) -> list[Move]:
    """Semi-independent accommodation becomes supported accommodation when its provider registers."""
    on = between(rng, K3_FROM, H5_UNTIL)
    result: list[Move] = []
    for move, ends in zip(moves, [m.on for m in moves[1:]] + [stop], strict=True):
        if move.placement.code != "H5":
            result.append(move)
        elif move.on >= on:
            result.append(Move(move.on, with_code(move.placement, "K3"), move.same_carer, move.why))
        else:
            result.append(unnumbered(move) if ends < URN_FOR_H5_FROM else move)
            if on < ends:
                result.append(Move(on, with_code(move.placement, "K3"), same_carer=True, why="PLACE"))
    return result


def unnumbered(move: Move) -> Move:
    """Homes that were not yet to be registered had no number."""
    return replace(move, placement=replace(move.placement, urn=""))
