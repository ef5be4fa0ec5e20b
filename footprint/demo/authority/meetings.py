"""Reviews and what belongs to each: meetings, decisions, concerns, actions, and what is sent and written afterwards."""

from __future__ import annotations

from footprint.demo.authority.decisions import write_decisions
from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import Person
from footprint.demo.care_paths import Period
from footprint.demo.chance import between
from footprint.demo.days import YEAR, Day, day, working_days_after
from footprint.demo.reviews import Appointed, NewClock, appointed, new_clocks

ONLINE_SINCE = day(2020, 3, 23)
_NOT_RECORDED = "not_recorded"


def reviews_of(person: Person, period: Period, until: Day) -> list[Appointed]:
    """The reviews of a period of care, and the next one that is due, or was to be, after the last day."""
    late = 1 - person.margins.number("reviews", "on_time")
    return list(appointed(person.rng, period, until, _clocks(period), late, ahead=True))


def _clocks(period: Period) -> list[NewClock]:
    """Those of placing for adoption, and that of an order that gives authority to place: three months, then six."""
    ordered = [episode.start for episode in period.episodes if episode.legal == "E1"][:1]
    authority = [NewClock(on, 1, 85, 6) for on in ordered]
    return sorted([*new_clocks(period), *authority], key=lambda clock: clock.on)


def write_reviews(ledger: Ledger, person: Person, period: Period, reviews: list[Appointed], seen: list[Day | None]) -> None:
    """The rows of every review that was held, and of the next one where it has been arranged.

    Args:
        seen: the day on which the IRO last saw the child, for each review, where recorded.
    """
    last = person.last_day(period)
    for number, review in enumerate(reviews):
        if review.on <= last:
            following = reviews[number + 1].on if number + 1 < len(reviews) else review.on + YEAR
            _held(ledger, person, review, seen[number], following)
        elif period.end is None and person.rng.random() < person.margins.number("reviews", "arranged"):
            _planned(ledger, person, review)


def _planned(ledger: Ledger, person: Person, review: Appointed) -> None:
    team, chair = person.stint(person.on).team.team, None if person.iro_left else person.chair(person.on)
    row = (ledger.number("R"), person.child, review.on, None, "planned", None, chair, team, None, None, None)
    ledger.rows["reviews"].append((*row, *[None] * 11))


def _held(ledger: Ledger, person: Person, review: Appointed, seen: Day | None, following: Day) -> None:
    rng, margins, name = person.rng, person.margins, ledger.number("R")
    meetings = _meetings(person, review.on)
    completed = meetings[-1] if meetings[-1] <= person.on else None
    venue = _recorded(margins.draw("reviews", "venue").draw(rng))
    mode, venue = _mode(venue, review.on)
    rag = _recorded(margins.draw("reviews", "rag").draw(rng))
    row = (
        name, person.child, review.on, completed, "held" if completed else "adjourned", _code(person, review.on),
        person.chair(review.on), person.stint(review.on).team.team, venue, mode, _chaired(person, review.on), rag,
        *_present(person), seen, *_afterwards(ledger, person, completed, following), _why_late(person, review),
    )  # fmt: skip
    ledger.rows["reviews"].append(row)
    ledger.rows["meetings"] += [(name, on, venue, mode) for on in meetings if on <= person.on]
    write_decisions(ledger, person, name, completed or review.on)
    if rag is not None:
        _concerns(ledger, person, name, rag)


def _recorded(word: str) -> str | None:
    return None if word == _NOT_RECORDED else word


def _meetings(person: Person, on: Day) -> list[Day]:
    """One day, or two in a series."""
    if person.rng.random() >= person.margins.number("reviews", "series"):
        return [on]
    return [on, working_days_after(on, between(person.rng, 3, 9))]


def _mode(venue: str | None, on: Day) -> tuple[str | None, str | None]:
    if venue == "Virtual":
        return ("virtual", venue) if on >= ONLINE_SINCE else ("face to face", "Placement")
    return ("face to face" if venue else None), venue


def _code(person: Person, on: Day) -> str | None:
    if on < person.birthday(4):
        return "PN0"
    return _recorded(person.margins.draw("reviews", "participation").draw(person.rng))


def _chaired(person: Person, on: Day) -> str | None:
    number, drawn = person.margins.number, person.rng.random()
    if on < person.birthday(8):
        return "no"
    if drawn < number("reviews", "chaired"):
        return "chaired"
    return "co-chaired" if drawn < number("reviews", "chaired") + number("reviews", "co_chaired") else "no"


def _present(person: Person) -> tuple[bool | None, ...]:
    """Social worker came, report there, mother, father, carer; now and then nobody filled it in."""
    number, rng = person.margins.number, person.rng
    blank = number("reviews", "not_recorded")
    return tuple(
        None if rng.random() < blank else rng.random() < number("reviews", name)
        for name in ("social_worker", "papers", "mother", "father", "carer")
    )


def _why_late(person: Person, review: Appointed) -> str | None:
    if review.on <= review.due or person.rng.random() < person.margins.number("reviews", "not_recorded"):
        return None
    return person.margins.draw("reviews", "late_reasons").draw(person.rng)


def _afterwards(ledger: Ledger, person: Person, completed: Day | None, following: Day) -> tuple[Day | None, ...]:
    """When the decisions were sent, the record written and sent out; with the milestones that follow a review."""
    if completed is None:
        return None, None, None
    sent = person.within(completed, 1, 5, person.in_time("decisions_sent", "reviews"), 5)
    written = person.within(completed, 4, 15, person.in_time("record", "reviews"), 7)
    out = max(written, person.within(completed, 8, 20, person.in_time("record", "reviews"), 7))
    _milestones(ledger, person, completed, sent, following)
    return tuple(on if on <= person.on else None for on in (sent, written, out))


def _milestones(ledger: Ledger, person: Person, completed: Day, sent: Day, following: Day) -> None:
    """A milestone belongs to the review before it, so what is late is done before the following one at the latest."""
    answered = working_days_after(sent, between(person.rng, 1, 5)) if person.rng.random() < 0.9 else None
    updated = person.within(completed, 2, 10, person.in_time("on_time"), 6)
    told = {"decisions_answered": answered, "care_plan_updated": updated}
    if "qa_form_completed" in person.margins.local:
        told["qa_form_completed"] = person.within(completed, 1, 14, person.in_time("on_time"), 8)
    if "child_letter_sent" in person.margins.local:
        told["child_letter_sent"] = person.within(completed, 5, 19, person.in_time("on_time"), 8)
    for kind, on in told.items():
        if on is not None and (done := max(completed, min(on, following - 1))) <= person.on:
            ledger.milestone(person.child, kind, done)


def _concerns(ledger: Ledger, person: Person, review: str, rag: str) -> None:
    """What gave the colour, and what the IRO did after amber and red."""
    rng, margins = person.rng, person.margins
    expected = margins.shares("reviews", "concerns_a_review")[rag]
    many = int(expected) + (rng.random() < expected % 1)
    drawn = {margins.draw("reviews", "concerns").draw(rng) for _ in range(many)}
    ledger.rows["concerns"] += [(review, category) for category in sorted(drawn)]
    if rag != "Green" and rng.random() < 0.9:
        ledger.rows["review_actions"].append((review, margins.draw("reviews", "actions").draw(rng)))
