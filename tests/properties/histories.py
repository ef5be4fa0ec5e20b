"""Invented lives in care, many and quickly, the same from the same seed: for England's rulebook in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import polars as pl

from footprint.domain.chronology import CHILDREN_SCHEMA, EVENT_SCHEMA, SPELL_SCHEMA, Chronology
from tests.properties.strategies import EventRow, SpellRow, ends_known_in_time

EARLIEST, LATEST = date(2010, 10, 1), date(2025, 6, 30)
"""Between these a life in care begins: a few before the regulations of April 2011 do."""
AFTER_REVIEW = ("decisions_sent", "decisions_answered", "record_completed", "record_distributed", "care_plan_updated")
BEFORE_REVIEW = ("iro_visit", "iro_contact", "social_worker_consulted", "pep_reviewed")
FIRST_WEEKS = (
    "iro_allocated",
    "health_assessment",
    "pep_made",
    "care_plan_made",
    "placement_plan_made",
    "sdq_completed",
    "permanence_plan_agreed",
    "pathway_needs_assessed",
    "pathway_plan_made",
)
NOW_AND_THEN = (
    "health_assessment",
    "sdq_completed",
    "pep_reviewed",
    "pathway_plan_reviewed",
    "became_eligible",
    "iro_contact",
    "care_plan_change_proposed",
    "placed_with_parents",
    "moved_to_unregulated_accommodation",
    "release_from_custody",
    "accommodation_to_end",
    "nominated_officer_approved",
    "ceasing_to_look_after",
    "red_listed",
    "dental_check",
)
PLACEMENT_STATES = (
    "settled_until_18",
    "settled_otherwise",
    "interim_order_with_parents",
    "newly_with_parents_on_interim_order",
    "newly_with_unassessed_carers",
    "with_temporarily_approved_carer",
    "care_order_with_parents",
)
PLACEMENT_EVENTS = ("parents_placement_unassessed", "carer_temporarily_approved", "care_order_made", "legal_status_changed")
AGES = (("under_5", 0, 5), ("aged_5_or_over", 5, 25), ("aged_4_to_16", 4, 17), ("of_school_age", 4, 18))


def random_chronology(seed: int, children: int) -> Chronology:
    """So many lives, the same ones for the same seed."""
    chance = Random(seed)
    lives = [Life(chance, row) for row in range(children)]
    for life in lives:
        life.live()
    return Chronology(
        pl.DataFrame([(f"C{life.row}", life.dob, False) for life in lives], schema=CHILDREN_SCHEMA, orient="row"),
        pl.DataFrame([event for life in lives for event in life.events], schema=EVENT_SCHEMA, orient="row"),
        pl.DataFrame([spell for life in lives for spell in life.spells], schema=SPELL_SCHEMA, orient="row"),
    )


class Life:
    """One child's events and spells, as rows."""

    def __init__(self, chance: Random, row: int) -> None:
        self.chance, self.row = chance, row
        self.events: list[EventRow] = []
        self.spells: list[SpellRow] = []
        self.start = EARLIEST + timedelta(chance.randrange((LATEST - EARLIEST).days))
        born = self.start - timedelta(chance.randrange(1, 17 * 365))
        leap = date(born.year - born.year % 4, 2, 29)
        self.dob = None if self.maybe(0.02) else leap if self.maybe(0.1) and leap < self.start else born

    def maybe(self, share: float) -> bool:
        """Whether something happens, in so large a share of lives."""
        return self.chance.random() < share

    def days(self, least: int, most: int) -> timedelta:
        """A number of days, from the least to the most."""
        return timedelta(self.chance.randint(least, most))

    def event(self, kind: str, on: date, about: str | None = None) -> None:
        """Something happens; a few things are known later, and a few are written down twice."""
        known = on + self.days(1, 60) if self.maybe(0.03) else on
        self.events += [(self.row, kind, on, known, about)] * (2 if self.maybe(0.02) else 1)

    def spell(self, state: str, started: date, ended: date | None, before: int = 0) -> None:
        """Something lasts; the end of a few is known later."""
        known = started + self.days(1, 40) if self.maybe(0.02) else started
        ended_known = ended and (ended + self.days(1, 90) if self.maybe(0.05) else ended)
        self.spells.append((self.row, state, started, ended, known, ended_known, before))

    def live(self) -> None:
        """A childhood: ages, then care or short breaks, sometimes care again, and what went on beside it."""
        self.ages()
        if self.maybe(0.1):
            self.short_breaks(self.start)
        else:
            end = self.care(self.start)
            if end and self.maybe(0.2):
                self.care(end + self.days(0, 200))
        self.beside()
        self.spells = ends_known_in_time(self.spells)

    def ages(self) -> None:
        """The states that come with age."""
        for state, first, last in AGES:
            if self.dob:
                self.spell(state, _birthday(self.dob, first), _birthday(self.dob, last))

    def care(self, start: date) -> date | None:
        """A period of care; the day on which it ended, or None while it lasts."""
        end = start + self.days(1, 1100)
        ended = None if self.maybe(0.3) else end
        self.event("came_into_care", start)
        self.spell("looked_after", start, ended)
        self.placements(start, end, ended)
        self.orders(start, end, ended)
        self.reviews(start, end)
        for kind in FIRST_WEEKS:
            if self.maybe(0.6):
                self.event(kind, start + self.days(0, 60))
        for _ in range(self.chance.randrange(6)):
            self.event(self.chance.choice(NOW_AND_THEN), self.within(start, end))
        if ended:
            self.event("left_care", ended)
        return ended

    def within(self, start: date, end: date) -> date:
        """A day of a period."""
        return start + self.days(0, max(0, (end - start).days))

    def placements(self, start: date, end: date, ended: date | None) -> None:
        """One placement after another, each starting on the day on which the last ended."""
        at = start
        while at < end:
            until = min(end, at + self.days(20, 900))
            self.placement(at, until, ended if until == end else until)
            at = until

    def placement(self, start: date, until: date, ended: date | None) -> None:
        """A placement with its visits; many kinds of placement are a state of their own."""
        self.event("placement_started", start)
        self.spell("placement", start, ended)
        year = _birthday(start, 1)
        self.spell("first_year_of_placement", start, year if ended is None or year < ended else ended)
        if until > year:
            self.spell(self.chance.choice(PLACEMENT_STATES[:2]), year, ended)
        elif self.maybe(0.4):
            self.spell(self.chance.choice(PLACEMENT_STATES[2:]), start, ended)
            self.event(self.chance.choice(PLACEMENT_EVENTS), self.within(start, until))
        self.visits(start, until)

    def visits(self, start: date, until: date) -> None:
        """Visits from one week to eight apart, sometimes on the day of the move itself."""
        at = start + self.days(0, 10)
        while at <= until:
            self.event("social_worker_visit", at)
            at += self.days(6, 90)

    def orders(self, start: date, end: date, ended: date | None) -> None:
        """The timetable of reviews: care planning, until adoption takes its place; and remand."""
        if self.maybe(0.15) and (end - start).days > 60:
            self.adoption(start, end, ended)
        else:
            self.spell("regulation_33", start, ended, self.chance.choice((0, 0, 0, 0, 1, 2)))
        if self.maybe(0.1):
            self.event("remanded", start)
            self.spell("remanded", start, min(end, start + self.days(10, 100)))
            self.event("detention_placement_plan_made", start + self.days(0, 20))

    def adoption(self, start: date, end: date, ended: date | None) -> None:
        """Authority to place, placement for adoption, and sometimes its disruption."""
        authorised, placed = start + self.days(1, 30), start + self.days(31, 59)
        back = self.within(placed + timedelta(1), end) if self.maybe(0.4) else None
        self.event("authorised_for_adoption", authorised)
        self.event("placed_for_adoption", placed)
        self.spell("authorised_for_adoption", authorised, placed)
        self.spell("regulation_33", start, placed)
        self.spell("placed_for_adoption", placed, back or ended)
        self.spell("newly_placed_for_adoption", placed, min(back or end, placed + self.days(14, 60)))
        if back and back < end:
            self.event("adoption_disrupted", back)
            self.spell("regulation_33", back, ended, self.chance.randrange(4))

    def reviews(self, start: date, end: date) -> None:
        """Reviews more or less in time, up to six of them."""
        at, held = start + self.days(10, 45), 0
        while at <= end and held < 6:
            held += 1
            self.review(at, f"{start.isoformat()}-{held}")
            at += self.days(60, 110) if held == 1 else self.days(120, 230)

    def review(self, on: date, review: str) -> None:
        """A review: the talks before it, its meetings and its records, each sometimes missing or late."""
        adjourned = on - self.days(0, 40) if self.maybe(0.15) else None
        for meeting in filter(None, (adjourned, on)):
            self.event("review_meeting_held", meeting, review)
        if adjourned:
            self.event("review_adjourned", adjourned, review)
        self.event("review_held", adjourned or on, review)
        self.event("review_completed", on, None if self.maybe(0.02) else review)
        for kind in BEFORE_REVIEW:
            if self.maybe(0.5):
                self.event(kind, on - self.days(0, 100), review if kind == "social_worker_consulted" else None)
        for kind in AFTER_REVIEW:
            if self.maybe(0.6):
                self.event(kind, on + self.days(0, 40), review)

    def short_breaks(self, start: date) -> None:
        """A series of short breaks, with visits and reviews of its own."""
        end = start + self.days(30, 900)
        self.event("short_breaks_started", start)
        self.spell("short_breaks", start, None if self.maybe(0.4) else end)
        self.visits(start, end)
        self.reviews(start, end)

    def beside(self) -> None:
        """Disputes, child protection and foster carers: about something other than the child, at any time."""
        if self.maybe(0.2):
            self.disputes()
        if self.maybe(0.2):
            self.protection()
        if self.maybe(0.05):
            for about in "12":
                for on in self.dates(self.chance.randrange(4), 500):
                    self.event(self.chance.choice(("foster_carer_approved", "foster_carer_reviewed")), on, about)

    def dates(self, number: int, most: int) -> Iterator[date]:
        """So many dates, each within so many days of the one before."""
        at = self.start
        for _ in range(number):
            at += self.days(0, most)
            yield at

    def disputes(self) -> None:
        """One or two disputes; some are resolved, some at once."""
        for number, on in enumerate(self.dates(self.chance.randint(1, 2), 90)):
            self.event("escalation_raised", on, f"E{number}")
            if self.maybe(0.7):
                self.event("escalation_resolved", on + self.days(0, 50), f"E{number}")

    def protection(self) -> None:
        """An enquiry, its conference, a plan and its reviews."""
        self.event(self.chance.choice(("section_47_started", "transfer_in_notified")), self.start, "S")
        self.event("icpc_held", self.start + self.days(5, 40), self.chance.choice("SST"))
        planned = self.start + self.days(5, 40)
        self.event("cp_plan_started", planned)
        self.spell("on_cp_plan", planned, planned + self.days(50, 700))
        self.event("core_group_held", planned + self.days(0, 30))
        for on in self.dates(self.chance.randrange(5), 200):
            self.event("rcpc_held", on)


def _birthday(born: date, years: int) -> date:
    """A birthday; that of 29 February is 28 February in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 2, 28)
