"""Escalations: what an IRO takes up with managers, how far it goes, and what comes of it."""

from __future__ import annotations

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.margins import Margins
from footprint.demo.authority.person import Person
from footprint.demo.care_paths import Period
from footprint.demo.chance import Table, between
from footprint.demo.days import Day, working_day_on_or_before, working_days_after
from footprint.demo.reviews import Appointed

REVIEWS_A_YEAR = 2.45  # of a child in care, so that a yearly number can be shared out among reviews
_OUTCOMES = Table({"Resolved as the IRO asked": 68, "Resolved with a changed plan": 20, "Withdrawn after explanation": 12})
_IMPACTS = Table(
    {
        "The plan moved on": 40,
        "The child was seen and told": 20,
        "The right order was sought": 8,
        "School was settled": 10,
        "Brothers and sisters met again": 8,
        "No change for the child could be shown": 14,
    }
)


def write_escalations(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed]) -> None:
    """An escalation after some of the reviews, by the authority's yearly number."""
    chance = person.margins.number("escalations", "a_year") / REVIEWS_A_YEAR
    last = person.last_day(period)
    for review in reviews:
        raised = working_days_after(review.on, between(person.rng, 0, 18))
        if person.rng.random() < chance and raised <= last:
            _escalation(ledger, person, raised)


def _kind(person: Person) -> str:
    number = person.margins.number
    return Table({kind: number("escalations", kind) for kind in ("informal", "formal", "starred")}).draw(person.rng)


def _escalation(ledger: Ledger, person: Person, raised: Day) -> None:
    rng, margins, name, kind = person.rng, person.margins, ledger.number("E"), _kind(person)
    agency = margins.draw("escalations", "agencies").draw(rng)
    stages = [] if kind == "informal" else _stages(margins, _reached(person))
    in_time = person.in_time("in_time", "escalations")
    days = between(rng, 3, 19) if in_time else between(rng, 21, 60)
    closed = working_days_after(raised, max(days, 2 * len(stages)))
    resolved = closed if closed <= person.on else None
    end = (_OUTCOMES.draw(rng), _IMPACTS.draw(rng)) if resolved else (None, None)
    team = person.stint(raised).team.team
    ledger.rows["escalations"].append((name, person.child, raised, person.chair(raised), kind, agency, team, resolved, *end))
    _issues(ledger, person, name)
    _write_stages(ledger, person, name, raised, closed, stages)


def _reached(person: Person) -> int:
    stages = tuple(person.margins.shares("escalations", "stages"))
    return stages.index(person.margins.draw("escalations", "stages").draw(person.rng)) + 1


def _stages(margins: Margins, reached: int) -> list[str]:
    """Who must answer each stage, up to the one at which it is settled."""
    return list(margins.shares("escalations", "stages"))[:reached]


def _issues(ledger: Ledger, person: Person, name: str) -> None:
    """One issue, and for one escalation in four another."""
    draw = person.margins.draw("escalations", "issues").draw
    issues = {draw(person.rng), draw(person.rng)} if person.rng.random() < 0.28 else {draw(person.rng)}
    ledger.rows["escalation_issues"] += [(name, issue) for issue in sorted(issues)]


def _write_stages(ledger: Ledger, person: Person, name: str, raised: Day, closed: Day, stages: list[str]) -> None:
    """Each stage begins when the one before was answered without success; the last is answered as the matter closes."""
    step = max(1, (closed - raised) // max(1, len(stages)))
    for number, addressed in enumerate(stages):
        started = working_day_on_or_before(raised + number * step)
        answered = closed if number == len(stages) - 1 else working_day_on_or_before(raised + (number + 1) * step)
        if started <= person.on:
            told = answered if answered <= person.on else None
            ledger.rows["escalation_stages"].append((name, number + 1, started, addressed, told))
