"""plans.csv and the milestones of a child's care: care, placement and permanence plans, health, education, pathway."""

from __future__ import annotations

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import Person, at, delay, evenly, placements, weekday
from footprint.demo.care_paths import Period
from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day, add_months, age
from footprint.demo.reviews import Appointed

_PERMANENCE = Table({"Return to parents": 30, "Long-term fostering": 45, "Special guardianship": 18, "Live with family": 7})
_OLDER = Table({"Return to parents": 18, "Long-term fostering": 42, "Live independently": 40})
_BY_PLACE = {"P1": "Remain with parents", "U1": "Long-term fostering", "U4": "Long-term fostering"}
THIRTEEN_WEEKS = 91
RED_LISTED = 0.02  # of the children in care; no report gives the number
_RED = 17**0.5


def write_plans(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed]) -> None:
    """Every plan and assessment of a period of care that had been made by its last day."""
    last = person.last_day(period)
    held = [review.on for review in reviews if review.on <= last]
    _care(ledger, person, period, held, last)
    _placements(ledger, person, period, last)
    _permanence(ledger, person, period, reviews, last)
    _introduced(ledger, person, period, last)
    _health(ledger, person, period, last)
    _questionnaires(ledger, person, period, last)
    _education(ledger, person, period, reviews, last)
    _red_list(ledger, person, period)


def _plan(ledger: Ledger, person: Person, kind: str, value: str | None, agreed: Day | None, reviewed: Day | None = None) -> None:
    ledger.rows["plans"].append((person.child, kind, value, agreed, reviewed))


def _care(ledger: Ledger, person: Person, period: Period, held: list[Day], last: Day) -> None:
    remand = period.episodes[0].legal == "J1"
    made = person.within(period.start, 1, 4 if remand else 9, person.in_time("on_time"))
    if made <= last:
        updated = [on + 9 for on in held if made <= on + 9 <= last]
        _plan(ledger, person, "care", None, made, updated[-1] if updated else None)
    detained = person.within(period.start, 2, 9, True)
    if remand and detained <= last:
        _plan(ledger, person, "detention placement", None, detained)


def _placements(ledger: Ledger, person: Person, period: Period, last: Day) -> None:
    for run in placements(period):
        made = person.within(run[0].start, 0, 4, person.in_time("on_time"), 6)
        end = run[-1].end
        if made <= last and (end is None or made < end):
            _plan(ledger, person, "placement", None, made)


def _permanence(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed], last: Day) -> None:
    """By the second review, or else by the third; now and then changed a year or two later."""
    if len(reviews) < 2:
        return
    first, second = reviews[0].on, reviews[1].on
    made = min(second, add_months(first, 3)) - between(person.rng, 0, 12)
    if not person.in_time("permanence_by_second"):
        made = second + between(person.rng, 20, 170)
    made = max(first + 1, made)
    changed = made + between(person.rng, 250, 900)
    if made <= last:
        _plan(ledger, person, "permanence", _permanence_value(person, period, made), made)
    if changed <= last and person.rng.random() < 0.35:
        _plan(ledger, person, "permanence", _permanence_value(person, period, changed), changed)


def _permanence_value(person: Person, period: Period, on: Day) -> str:
    made = person.history.adoption
    if made is not None and made.decided <= on + 60 and (made.reversed_on is None or on < made.reversed_on):
        return "Adoption"
    by_place = _BY_PLACE.get(at(period, on).placement.code)
    return by_place or (_OLDER if on >= person.birthday(15) else _PERMANENCE).draw(person.rng)


def _introduced(ledger: Ledger, person: Person, period: Period, last: Day) -> None:
    """The letter, leaflet or photograph that tells the child who the IRO is."""
    on = person.within(period.start, 2, 17, person.in_time("on_time"), 8)
    if "iro_introduced" in person.margins.local and on <= last:
        ledger.milestone(person.child, "iro_introduced", on)


def _health(ledger: Ledger, person: Person, period: Period, last: Day) -> None:
    """The initial assessment in twenty working days, then every six months before five and every twelve after."""
    rng = person.rng
    on = person.within(period.start, 8, 19, person.in_time("health_first"), 18)
    while on <= last:
        _plan(ledger, person, "health assessment", None, on)
        months = 6 if on < person.birthday(5) else 12
        due = add_months(on, months)
        in_time = person.in_time("on_time")
        on = weekday(due - between(rng, 3, 10 * months // 2) if in_time else due + 1 + delay(person.rng, 25), on + 1)


def _questionnaires(ledger: Ledger, person: Person, period: Period, last: Day) -> None:
    """Strengths and Difficulties, every year from four to sixteen; and the dentist."""
    rng = person.rng
    since = max(period.start, person.birthday(4))
    before, on = since, since + between(rng, 60, 340)
    while on <= last and before < person.birthday(17):  # what became due before then is still done
        ledger.milestone(person.child, "sdq_completed", weekday(on, period.start))
        before = on
        on += between(rng, 300, 360) if person.in_time("on_time") else YEAR + 1 + delay(person.rng, 25)
    dental = max(period.start, person.birthday(2)) + between(rng, 30, 150)
    while dental <= last:
        ledger.milestone(person.child, "dental_check", weekday(dental, period.start))
        dental += between(rng, 160, 380)


def _education(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed], last: Day) -> None:
    """A plan within ten working days of coming into care or of turning four, looked at again before each review."""
    since = max(period.start, person.birthday(4))
    made = person.within(since, 2, 9, person.in_time("on_time"))
    if made > last or since >= person.birthday(18):
        return
    looked_at = [on for review in reviews if made < (on := weekday(review.on - between(person.rng, 5, 70), made)) <= last]
    looked_at = [on for on in looked_at if person.rng.random() < 0.95]
    _plan(ledger, person, "pep", None, made, looked_at[0] if looked_at else None)
    for on in looked_at[1:]:
        _plan(ledger, person, "pep", None, None, on)


def _red_list(ledger: Ledger, person: Person, period: Period) -> None:
    """A few children whose plan is critically delayed, looked at every week (Cambridgeshire 6.2)."""
    listed = person.on - between(person.rng, 10, 80)
    if period.end is not None or "red_listed" not in person.margins.local or listed <= period.start + 60:
        return
    if evenly(person.order, _RED) < RED_LISTED:
        ledger.milestone(person.child, "red_listed", listed)
        for on in range(listed + 6, person.on + 1, 6):
            ledger.milestone(person.child, "red_list_reviewed", on)


def write_pathway(ledger: Ledger, person: Person, periods: list[Period]) -> None:
    """The needs assessment and pathway plan of an eligible child, and its reviews at most six months apart."""
    for period, eligible in _eligible(person, periods):
        last, rng = person.last_day(period), person.rng
        quarter = add_months(eligible, 3) - eligible
        in_time = person.in_time("on_time")
        made = eligible + (between(rng, 20, quarter - 4) if in_time else quarter + 1 + delay(person.rng, 20))
        if made > last:
            continue
        ledger.milestone(person.child, "pathway_needs_assessed", max(eligible, made - between(rng, 3, 20)))
        reviewed = _pathway_reviews(person, made, last)
        _plan(ledger, person, "pathway", None, made, reviewed[0] if reviewed else None)
        for on in reviewed[1:]:
            _plan(ledger, person, "pathway", None, None, on)


def _pathway_reviews(person: Person, made: Day, last: Day) -> list[Day]:
    found: list[Day] = []
    on = made
    while True:
        gap = between(person.rng, 130, 178) if person.in_time("on_time") else 185 + delay(person.rng, 18)
        on = on + gap
        if on > last:
            return found
        found.append(on)


def _eligible(person: Person, periods: list[Period]) -> list[tuple[Period, Day]]:
    """When the child became eligible: 16 or over, and thirteen weeks in care since fourteen (SI 2010/959 regulation 40)."""
    found: list[tuple[Period, Day]] = []
    earlier, fourteen = 0, person.birthday(14)
    for period in periods:
        last = person.last_day(period)
        since = max(period.start, fourteen)
        reached = max(since + max(0, THIRTEEN_WEEKS - earlier), period.start, person.birthday(16))
        earlier += max(0, last + 1 - since)
        if reached <= last and age(person.dob, reached) < 18:
            found.append((period, reached))
    return found
