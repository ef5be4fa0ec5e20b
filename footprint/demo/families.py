"""Brothers and sisters, and the whole history of each up to a day."""

from collections.abc import Iterator
from itertools import count
from random import Random

from footprint.demo.care_paths import History, Period, Plan, fold
from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day, birthday
from footprint.demo.legal import first_status
from footprint.demo.lives import NEED, alone, ordinary, remand
from footprint.demo.people import Child, born
from footprint.demo.placements import postcode
from footprint.demo.reviews import reviews_of
from footprint.demo.short_breaks import agreement, separate_breaks

KIND = Table({"ordinary": 870, "alone": 90, "remand": 18, "breaks": 20, "agreement": 12})
SIBLINGS = Table({"0": 70, "1": 18, "2": 8, "3": 4})
AGE_BAND = Table({"0": 20, "1": 17, "5": 16, "10": 30, "16": 17})
OLDEST = {"0": 1, "1": 5, "5": 10, "10": 16, "16": 18}
MAY_RETURN = frozenset({"E4A", "E4B", "E13", "E8", "E14", "E9", "E41"})
EARLIER = 8 * YEAR  # how long before the first day of interest care may have begun


def histories(seed: int, first: Day, last: Day) -> Iterator[History]:
    """Without end: children in care at some time from first to last, with all that happened to them by then.

    Each family is drawn by itself from the seed and its number, so more children never change the earlier ones.
    """
    for number in count():
        rng = Random(f"{seed}/{number}")
        start = between(rng, first - EARLIER, last - 1)
        for history in family(rng, start, last):
            if history.periods and (history.periods[-1].end or last) >= first:
                yield history


def family(rng: Random, start: Day, last: Day) -> Iterator[History]:
    """The histories of one family's children."""
    kind = KIND.draw(rng)
    if kind == "ordinary":
        yield from brothers_and_sisters(rng, start, last)
        return
    child, plans = alone_of_kind(rng, kind, start)
    yield told(rng, child, plans, last)


def alone_of_kind(rng: Random, kind: str, start: Day) -> tuple[Child, list[Plan]]:
    """A child who comes into care without brothers or sisters."""
    if kind == "alone":
        child = born(rng, start - between(rng, 14 * YEAR + 200, 17 * YEAR + 300), uasc=True)
        return child, [alone(rng, child, start)]
    if kind == "remand":
        child = born(rng, start - between(rng, 12 * YEAR, 17 * YEAR + 250))
        return child, [remand(rng, child, start, postcode(rng))]
    child = born(rng, start - between(rng, 4 * YEAR, 15 * YEAR))
    return child, (separate_breaks if kind == "breaks" else agreement)(rng, child, start)


def brothers_and_sisters(rng: Random, start: Day, last: Day) -> Iterator[History]:
    """They come into care on the same day, from the same home, under the same order and for the same need."""
    home_post, need = postcode(rng), NEED.draw(rng)
    born_on = births(rng, start)
    status = first_status(rng, (start - max(born_on)) // YEAR)
    for dob in born_on:
        child = born(rng, dob)
        yield told(rng, child, [ordinary(rng, child, start, status, home_post, need)], last)


def births(rng: Random, start: Day) -> list[Day]:
    """The children's dates of birth: one drawn by age at the start, the others some years either side."""
    band = AGE_BAND.draw(rng)
    lived = between(rng, int(band) * YEAR + 5 * (int(band) > 0), OLDEST[band] * YEAR - 10)
    lived = lived // 6 if band == "0" and rng.random() < 0.5 else lived  # many are only days or weeks old
    born_on = [start - lived]
    for number in range(int(SIBLINGS.draw(rng))):
        other = born_on[0] + (-1) ** number * (number // 2 + 1) * between(rng, 330, 1100)
        if start - 17 * YEAR < other <= start:
            born_on.append(other)
    return born_on


def told(rng: Random, child: Child, plans: list[Plan], last: Day) -> History:
    """Fold each plan, with any return to care after the last, and hold the reviews."""
    history = History(child)
    while plans:
        plan = plans.pop(0)
        if plan.legal[0][0] > last:
            break
        add(rng, history, plan, last)
        if not plans:
            plans = return_to_care(rng, child, plan)
    return history


def add(rng: Random, history: History, plan: Plan, last: Day) -> None:
    """One more period of care, as known on the last day."""
    period: Period = fold(plan, last)
    history.periods.append(period)
    history.adoption = plan.adoption or history.adoption
    if not period.is_short_break:
        history.reviews += reviews_of(rng, history.child, period, last)


def return_to_care(rng: Random, child: Child, before: Plan) -> list[Plan]:
    """About one child in four who went home comes back, now and then the very next day."""
    chance = 0.12 if before.legal[0][1] in ("V3", "V4") else 0.28
    if before.rec not in MAY_RETURN or child.uasc or rng.random() > chance:
        return []
    start = before.stop + (1 if rng.random() < 0.08 else 2 + int(rng.expovariate(1 / 420)))
    if start > birthday(child.dob, 18) - 30:
        return []
    home_post = before.moves[0].placement.home_post or postcode(rng)
    status = first_status(rng, (start - child.dob) // YEAR)
    return [ordinary(rng, child, start, status, home_post, before.need)]
