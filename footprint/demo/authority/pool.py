"""Families to choose an authority's children from: more of them than it has, each with all that happened until the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from random import Random

from footprint.demo.care_paths import Episode, History, Period, Plan, fold
from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day, age
from footprint.demo.families import EARLIER, alone_of_kind, births, return_to_care
from footprint.demo.legal import first_status
from footprint.demo.lives import NEED, ordinary
from footprint.demo.people import Child, born
from footprint.demo.placements import postcode

YEARS = 10
SPARE = 2.6  # how many children in care to choose from, for each that is wanted
BANDS = ((4, "0-4"), (9, "5-9"), (12, "10-12"), (15, "13-15"), (99, "16-17"))
_PLACES = {"U1": "kin", "U2": "kin", "U3": "kin", "K1": "residential", "K2": "residential", "S1": "residential",
           "H5": "supported", "K3": "supported", "P2": "supported", "P1": "parents"}  # fmt: skip


@dataclass(slots=True)
class Family:
    """Brothers and sisters, or one child; `cells` counts those in care on the day by what the margins speak of."""

    members: list[History]
    in_care: list[History] = field(default_factory=list)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    weight: float = 1.0


def families(seed: str, on: Day, children: int, leavers: float, uasc: float) -> list[Family]:
    """Families, each with a child in care in the last ten years, until there are enough to choose from.

    Args:
        children: how many in care on the day are wanted.
        leavers: how many are wanted who have left.
        uasc: the share of unaccompanied children among those in care.
    """
    found: list[Family] = []
    kind = Table({"ordinary": 870, "alone": 20 + 1200 * uasc, "remand": 20})
    in_care = gone = 0
    for number in count():
        rng = Random(f"{seed}/family/{number}")
        family = Family([h for h in _members(rng, kind.draw(rng), on) if _lately(h, on)])
        if family.members:
            _count(family, on)
            found.append(family)
            in_care += len(family.in_care)
            gone += len(family.members) - len(family.in_care)
        if in_care >= SPARE * children and gone >= 2 * leavers:
            return found
    return found


def left(history: History) -> Day | None:
    """When care ended; None while it lasts."""
    return history.periods[-1].end


def _lately(history: History, on: Day) -> bool:
    return bool(history.periods) and (left(history) or on) >= on - YEARS * YEAR


def _members(rng: Random, kind: str, on: Day) -> list[History]:
    start = between(rng, on - YEARS * YEAR - EARLIER, on - 1)
    if kind != "ordinary":
        child, plans = alone_of_kind(rng, kind, start)
        return [_lived(rng, child, plans[0], on)]
    home_post, need, born_on = postcode(rng), NEED.draw(rng), births(rng, start)
    status = first_status(rng, (start - max(born_on)) // YEAR)
    children = [born(rng, dob) for dob in born_on]
    return [_lived(rng, child, ordinary(rng, child, start, status, home_post, need), on) for child in children]


def _lived(rng: Random, child: Child, plan: Plan, on: Day) -> History:
    """The plan and any return to care after it, as known on the day."""
    history = History(child)
    plans = [plan]
    while plans and plans[0].legal[0][0] < on:
        period: Period = fold(plans[0], on)
        history.periods.append(period)
        history.adoption = plans[0].adoption or history.adoption
        plans = return_to_care(rng, child, plans[0])
    return history


def _count(family: Family, on: Day) -> None:
    family.in_care = [history for history in family.members if left(history) is None]
    for history in family.in_care:
        for cell in cells_of(history, on):
            family.cells[cell] = family.cells.get(cell, 0) + 1


def cells_of(history: History, on: Day) -> tuple[tuple[str, str], ...]:
    """What the margins count of a child in care: age band, legal status, place, whether unaccompanied, whether new."""
    years, now = age(history.child.dob, on), history.periods[-1].episodes[-1]
    band = next(name for oldest, name in BANDS if years <= oldest)
    legal = now.legal if now.legal in ("C2", "C1", "V2", "E1") else "other"
    uasc = "yes" if history.child.uasc else "no"
    new = "yes" if history.periods[-1].start > on - YEAR else "no"
    return ("age", band), ("legal", legal), ("place", place_of(now)), ("uasc", uasc), ("new", new)


def place_of(episode: Episode) -> str:
    """Where a child lives, as the annual reports group it."""
    code = episode.placement.code
    if code in ("U4", "U5", "U6"):
        return "foster_own" if episode.placement.provider == "PR1" else "foster_agency"
    return _PLACES.get(code, "adoption" if code[0] == "A" else "other")
