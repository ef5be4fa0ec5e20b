"""contacts.csv: the social worker's visits, and how the IRO keeps in touch with the child."""

from __future__ import annotations

from itertools import pairwise

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import SIX_WEEKS, Person, at, delay, placements, watched, weekday
from footprint.demo.care_paths import Episode, Period
from footprint.demo.chance import between
from footprint.demo.days import YEAR, Day
from footprint.demo.reviews import Appointed

_BANDS = {"same_day": (0, 0), "week": (1, 7), "month": (8, 30), "quarter": (31, 85), "over": (95, 150)}
"""How long before a review the IRO last saw the child, in days (Warwickshire 5.10)."""


def write_worker_visits(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed]) -> None:
    """Visits in each placement: within a week, then as often as the place asks for."""
    last, at_once = person.last_day(period), watched(period)
    held = [review.on for review in reviews]
    for run in placements(period):
        end = run[-1].end
        until = last if end is None else min(last, end - 1)
        on = weekday(run[0].start + 1 + int(person.rng.random() * 6), run[0].start + 1)
        while on <= until:
            _visit(ledger, person, on)
            on = _next(person, period, run, on, held, at_once)


def _visit(ledger: Ledger, person: Person, on: Day) -> None:
    ledger.rows["contacts"].append((person.child, person.worker(on), on, "visit", person.rng.random() < 0.72))


def _next(person: Person, period: Period, run: list[Episode], on: Day, held: list[Day], at_once: list[Day]) -> Day:
    limit, rng = _limit(period, run, on, held), person.rng
    in_time = rng.random() < person.margins.number("plans", "visits")
    gap = int(limit * (0.6 + 0.38 * rng.random())) if in_time else limit + 1 + delay(person.rng, 7)
    coming = weekday(on + max(1, gap), on + 1)
    urgent = next((day for day in at_once if on < day <= coming), None)
    return coming if urgent is None else min(coming, urgent + between(rng, 1, 6))


def _limit(period: Period, run: list[Episode], on: Day, held: list[Day]) -> int:
    """In days: a week until the first review of a new placement at home or for adoption, then four or six, or three months."""
    now = at(period, on)
    code = now.placement.code
    if code[0] == "A" or (code == "P1" and now.legal in ("C1", "D1")):
        since = next(e.start for e in run if e.placement.code[0] == code[0])
        reviewed = any(since <= day <= on for day in held)
        return 7 if not reviewed else 28 if code == "P1" else SIX_WEEKS
    settled = on >= run[0].start + YEAR + 2 and code in ("U1", "U4")
    return 88 if settled else SIX_WEEKS


def write_iro_contacts(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed]) -> list[Day | None]:
    """The IRO's visits and calls around each review; the day on which the child was last seen, where recorded."""
    last, found = person.last_day(period), []
    earlier = period.start
    for review in reviews:
        seen, recorded = _before(person, earlier, review.on)
        calls = seen is None or review.on - seen > SIX_WEEKS - 2
        if seen is not None and seen <= last:
            _contact(ledger, person, seen, "visit")
        if calls and person.rng.random() < 0.93:
            call = max(earlier + 1, review.on - between(person.rng, 1, 30))
            if call <= min(last, review.on):
                _contact(ledger, person, call, "call" if person.rng.random() < 0.7 else "message")
        _asked_worker(ledger, person, period, review.on, earlier)
        found.append(seen if recorded else None)
        earlier = review.on
    _midway(ledger, person, period, reviews)
    return found


def _before(person: Person, earlier: Day, review: Day) -> tuple[Day | None, bool]:
    """When the IRO saw the child, and whether the form says so. Half of those of whom it is silent were seen all the same."""
    band = person.margins.draw("reviews", "seen").draw(person.rng)
    recorded = band != "not_recorded"
    if not recorded and person.rng.random() < 0.5:
        return None, False
    least, most = _BANDS.get(band, (2, 35))
    on = weekday(review - between(person.rng, least, most), earlier + 1)
    return (on, recorded) if on > earlier else (max(earlier + 1, review - 1), recorded)


def _contact(ledger: Ledger, person: Person, on: Day, kind: str) -> None:
    alone = person.rng.random() < 0.6 if kind == "visit" else None
    ledger.rows["contacts"].append((person.child, person.chair(on), on, kind, alone))


def _asked_worker(ledger: Ledger, person: Person, period: Period, review: Day, earlier: Day) -> None:
    """The talk with the social worker, fifteen working days or more before a review; and the papers for it."""
    last, rng = person.last_day(period), person.rng
    talk = max(earlier + 1, review - between(rng, 23, 45))
    if talk <= min(last, review) and rng.random() < 0.9:
        ledger.milestone(person.child, "social_worker_consulted", talk)
    papers = weekday(review - between(rng, 2, 8), earlier + 1)
    if earlier < papers <= last and person.in_time("papers", "reviews"):
        ledger.milestone(person.child, "review_papers_received", papers)


def _midway(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed]) -> None:
    """Between two reviews: a check of the plan where the authority keeps one, and for some a visit."""
    rng, last = person.rng, person.last_day(period)
    for number, (one, after) in enumerate(pairwise(reviews)):
        most = 44 if number == 0 else 87
        check = one.on + (between(rng, most // 2, most) if person.in_time("on_time") else most + 3 + delay(person.rng, 8))
        if "midway_check" in person.margins.local and check <= last and check < after.on:
            ledger.milestone(person.child, "midway_check", weekday(check, one.on + 1))
        visit = one.on + between(rng, 60, 85)
        if rng.random() < person.margins.number("reviews", "seen_between") and visit <= last and visit < after.on - 30:
            _contact(ledger, person, weekday(visit, one.on + 1), "visit")
        tracked = one.on + between(rng, 3, 26)
        if "permanence_tracked" in person.margins.local and tracked <= last:
            ledger.milestone(person.child, "permanence_tracked", tracked)
