"""Choose families so that the children in care have the margins that were asked for.

The families are weighed until each margin is right (raking, here by family: Ye et al.'s iterative proportional updating, 2009),
and then drawn at even steps through their weights, so that the margins of the draw lie close to those of the weights.
"""

from __future__ import annotations

from math import exp
from random import Random

from footprint.demo.authority.margins import Margins
from footprint.demo.authority.pool import YEARS, Family, left
from footprint.demo.days import YEAR

_ROUNDS = 40
_STILL_THERE = 0.68
"""Of the children who come in a year, how many are in care at its end: as many come as leave, so that the number stays."""

_SHORTER = 0.85
"""Those who left stayed less long than the children who are there now will have, or there would have been more of them."""


def targets(margins: Margins, children: int) -> dict[tuple[str, str], float]:
    """How many of the children in care each cell should have."""
    wanted = {(name, code): share for name in ("age", "legal", "place") for code, share in _whole(margins, name).items()}
    uasc, new = margins.number("care", "uasc"), _STILL_THERE * margins.number("care", "exits_a_year")
    wanted |= {("new", "yes"): new, ("new", "no"): 1 - new, ("uasc", "yes"): uasc, ("uasc", "no"): 1 - uasc}
    return {cell: share * children for cell, share in wanted.items()}


def _whole(margins: Margins, name: str) -> dict[str, float]:
    shares = margins.shares("care", name)
    total = sum(shares.values())
    return {code: share / total for code, share in shares.items()}


def chosen(rng: Random, pool: list[Family], margins: Margins, children: int) -> list[Family]:
    """Families with exactly so many children in care, and with as many who left in ten years as the margins say."""
    current = [family for family in pool if family.in_care]
    _weigh(current, targets(margins, children))
    taken = _exactly(rng, current, children)
    gone = sum(left(history) is not None for family in taken for history in family.members)
    wanted = round(leavers(margins, children)) - gone
    stay = _SHORTER / margins.number("care", "exits_a_year")
    return taken + _leavers(rng, [family for family in pool if not family.in_care], wanted, stay)


def leavers(margins: Margins, children: int) -> float:
    """How many leave in the years that are told of."""
    return margins.number("care", "exits_a_year") * children * YEARS


def _weigh(families: list[Family], wanted: dict[tuple[str, str], float]) -> None:
    holding = {cell: [family for family in families if cell in family.cells] for cell in wanted}
    for family in families:
        family.weight = 0.4
    for _ in range(_ROUNDS):
        for cell, there in holding.items():
            now = sum(family.weight * family.cells[cell] for family in there)
            for family in there if now else ():
                family.weight = min(1.0, family.weight * wanted[cell] / now)


def _exactly(rng: Random, families: list[Family], children: int) -> list[Family]:
    """A draw at even steps, then families given or taken by chance until the number is right."""
    drawn, passed = _at_even_steps(rng, families)
    count = sum(len(family.in_care) for family in drawn)
    while count > children:
        count -= len(drawn.pop(int(rng.random() * len(drawn))).in_care)
    for family in rng.sample(passed, len(passed)):
        if count < children and len(family.in_care) <= children - count:
            drawn.append(family)
            count += len(family.in_care)
    return drawn


def _at_even_steps(rng: Random, families: list[Family]) -> tuple[list[Family], list[Family]]:
    drawn: list[Family] = []
    passed: list[Family] = []
    reached = rng.random()
    for family in sorted(families, key=lambda family: sorted(family.cells, reverse=True)):
        reached += family.weight
        (drawn if reached >= 1 else passed).append(family)
        reached -= reached >= 1
    return drawn, passed


def _leavers(rng: Random, pool: list[Family], wanted: int, stay: float) -> list[Family]:
    """Families all of whose children have left, the short stays rather than the long ones as far as the mean asks for.

    The number in care stays the same from year to year only where children stay, on average, as long as the number in care
    divided by those who leave in a year. Each family is weighed down by exp(-fading x days), and drawn without being put back
    (Efraimidis and Spirakis 2006).
    """
    days = [sum((left(history) or 0) - history.periods[0].start for history in family.members) for family in pool]
    fading = _fading(days, [len(family.members) for family in pool], stay * YEAR)
    lots = [rng.random() ** exp(min(50.0, fading * spent)) for spent in days]
    taken: list[Family] = []
    for _, number in sorted(zip(lots, range(len(pool)), strict=True), reverse=True):
        if wanted <= 0:
            break
        taken.append(pool[number])
        wanted -= len(pool[number].members)
    return taken


def _fading(days: list[int], members: list[int], mean: float) -> float:
    """The rate at which the weighted mean stay of a child is what is wanted, by halving."""
    low, high = 0.0, 0.02
    for _ in range(25):
        rate = (low + high) / 2
        weights = [exp(-rate * spent) for spent in days]
        now = sum(w * d for w, d in zip(weights, days, strict=True)) / sum(w * m for w, m in zip(weights, members, strict=True))
        low, high = (rate, high) if now > mean else (low, rate)
    return high
