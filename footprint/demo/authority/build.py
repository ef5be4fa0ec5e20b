"""An authority, told child by child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

import polars as pl

from footprint.demo.authority.allocation import freest, home_team, stints, write_people
from footprint.demo.authority.breaks import reviews_of_breaks, series, visits_of_breaks, whole
from footprint.demo.authority.escalations import write_escalations
from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.margins import Margins, load_margins
from footprint.demo.authority.meetings import reviews_of, write_reviews
from footprint.demo.authority.names import Names
from footprint.demo.authority.people import as_the_margins_say, ethnicity, is_disabled, write_child, write_episodes
from footprint.demo.authority.person import Person, evenly
from footprint.demo.authority.plans import write_pathway, write_plans
from footprint.demo.authority.pool import Family, families, left
from footprint.demo.authority.protection import write_protection
from footprint.demo.authority.raking import chosen, leavers
from footprint.demo.authority.staff import Post, Team, Workforce, workforce
from footprint.demo.authority.visits import write_iro_contacts, write_worker_visits
from footprint.demo.care_paths import History, Period
from footprint.demo.chance import between
from footprint.demo.days import YEAR, Day
from footprint.demo.people import born

_WAITING, _BOTH, _ETHNIC = 5**0.5, 11**0.5, 13**0.5  # strides of their own for what is dealt out evenly
_LONG_ENOUGH = 90  # days in care before an IRO can have come and gone


def make_authority(profile: str, *, children: int | None = None, seed: int = 1, on: date) -> dict[str, pl.DataFrame]:
    """Every table of the open format for an authority of invented children, as it would stand on a day.

    Args:
        profile: whose published figures to follow: a file of `footprint/demo/margins`.
        children: how many children are in care on the day; everything else follows. As many as the report has, by default.
        seed: another seed gives other children. The same arguments give the same tables.
        on: the day. Nothing is recorded after it but reviews that are planned and decisions that are due.

    Returns:
        Tables by name, with the columns and types of `footprint/exchange/open_format/spec.toml`.

    Raises:
        ValueError: there are no figures for the profile, or the number of children is not at least 20.
    """
    margins = load_margins(profile)
    wanted = margins.children if children is None else children
    if wanted < _FEWEST:
        raise ValueError(f"{wanted} children are too few to give an authority its shape: ask for {_FEWEST} or more.")
    return _Authority(margins, f"{seed}/{profile}", wanted, on.toordinal()).made()


_FEWEST = 20


@dataclass(slots=True)
class _Home:
    """What brothers and sisters have in common."""

    surname: str
    ethnic: str
    group: str | None
    team: Team
    iro: Post


class _Authority:
    """The making of one authority."""

    def __init__(self, margins: Margins, seed: str, children: int, on: Day) -> None:
        self._margins, self._seed, self._children, self._on = margins, seed, children, on
        self._rng = Random(f"{seed}/authority")
        self._ledger = Ledger()
        self._names = Names(Random(f"{seed}/names"))
        self._people: Workforce = workforce(self._rng, self._ledger, self._names, margins, children, on)
        self._ethnicity = ethnicity(margins)
        self._order = self._current = 0
        self._turns = {True: 0, False: 0}  # those in care are counted apart, so that what is dealt out evenly is even among them

    def made(self) -> dict[str, pl.DataFrame]:
        """The tables."""
        number, children = self._margins.number, self._children
        pool = families(self._seed, self._on, children, leavers(self._margins, children), number("care", "uasc"))
        taken = chosen(self._rng, pool, self._margins, children)
        for family in sorted(taken, key=lambda family: family.members[0].periods[0].start):
            self._family(family)
        for history in series(self._seed, round(number("care", "short_breaks") * children), self._on):
            self._on_breaks(history)
        for _ in range(round(number("care", "child_protection") * children)):
            self._protected()
        self._forget()
        return self._ledger.tables()

    def _family(self, family: Family) -> None:
        home = self._home(len(family.members) > 1, bool(family.in_care))
        for history in family.members:
            self._child(history, home)

    def _home(self, several: bool, current: bool = True) -> _Home:
        """A home; its IRO is the one with most room where a child is in care, anyone where all have left."""
        self._current += 1
        ethnic = _at(self._ethnicity.others, evenly(self._current, _ETHNIC))
        group = self._ledger.number("SG") if several else None
        iro = freest(self._people.iros) if current else self._rng.choice(self._people.iros)
        return _Home(self._names.family(), ethnic, group, home_team(self._rng, self._people), iro)

    def _person(self, history: History, home: _Home) -> Person:
        self._order += 1
        turn = self._turns[_in_care(history)] = self._turns[_in_care(history)] + 1
        rng = Random(f"{self._seed}/child/{self._order}")
        history = as_the_margins_say(history, turn, self._margins)
        child = f"{4_100_000 + 17 * self._order + between(rng, 0, 16)}"
        person = Person(child, turn, history, rng, self._margins, self._on, home.iro)
        person.disabled = is_disabled(turn, self._margins)
        unaccompanied = history.child.uasc
        ethnic = self._ethnicity.unaccompanied.draw(rng) if unaccompanied else home.ethnic
        write_child(self._ledger, self._names, person, home.surname, ethnic, home.group)
        return person

    def _child(self, history: History, home: _Home) -> None:
        person = self._person(history, home)
        periods = person.history.periods
        if _in_care(person.history):
            home.iro.load += 1
            self._wait(person, periods[-1])
        write_episodes(self._ledger, person)
        for period in periods:
            self._period(person, period, home)
        write_pathway(self._ledger, person, periods)
        self._also_protected(person, periods[0])

    def _wait(self, person: Person, period: Period) -> None:
        """A few children's IRO has left, and there is no other yet."""
        waits = evenly(person.order, _WAITING) < self._margins.number("care", "no_iro")
        if waits and period.start < self._on - _LONG_ENOUGH:
            person.iro_left = self._on - between(person.rng, 5, 25)

    def _period(self, person: Person, period: Period, home: _Home) -> None:
        mine = stints(person, period, home.team, self._people)
        person.stints += mine
        write_people(self._ledger, person, period, mine)
        reviews = reviews_of(person, period, person.last_day(period))
        seen = write_iro_contacts(self._ledger, person, period, reviews)
        write_reviews(self._ledger, person, period, reviews, seen)
        write_worker_visits(self._ledger, person, period, reviews)
        write_plans(self._ledger, person, period, reviews)
        write_escalations(self._ledger, person, period, reviews)

    def _on_breaks(self, history: History) -> None:
        """A child on short breaks has an IRO, a social worker, reviews and visits, and no more."""
        home = self._home(False)
        person = self._person(history, home)
        write_episodes(self._ledger, person)
        period = whole(person.history)
        person.stints = stints(person, period, home.team, self._people)
        write_people(self._ledger, person, period, person.stints)
        reviews = reviews_of_breaks(person.rng, period, self._on)
        seen = write_iro_contacts(self._ledger, person, period, reviews)
        write_reviews(self._ledger, person, period, reviews, seen)
        for day in visits_of_breaks(person.rng, period.start, self._on):
            self._ledger.rows["contacts"].append((person.child, person.worker(day), day, "visit", True))

    def _protected(self) -> None:
        """A child who is not in care but on a child protection plan."""
        rng, home = self._rng, self._home(False)
        history = History(born(rng, self._on - between(rng, 200, 16 * YEAR)))
        person = self._person(history, home)
        enquiry = max(person.dob + 10, self._on - 25 - int(rng.expovariate(1 / 260)))
        team = home.team
        self._ledger.rows["team_history"].append((person.child, team.team, enquiry, None))
        worker = rng.choice(team.workers).on(self._on)
        since = max(enquiry, worker.start)
        self._ledger.rows["involvements"].append((person.child, worker.staff, "social worker", since, None, "Allocated"))
        chair = person.chair(self._on)
        write_protection(self._ledger, rng, self._margins, person.child, chair, enquiry, None, self._on)

    def _also_protected(self, person: Person, period: Period) -> None:
        """Some children were on a plan before they came into care; for a few it has not ended."""
        rng, lasting = person.rng, evenly(person.order, _BOTH) < self._margins.number("care", "both")
        now = left(person.history) is None and len(person.history.periods) == 1 and period.start > self._on - YEAR
        enquiry = period.start - between(rng, 40, 400)
        if enquiry <= person.dob or person.history.child.uasc or rng.random() > (0.9 if now and lasting else 0.2):
            return
        end = None if now and lasting else min(period.start + between(rng, 0, 80), self._on)
        chair = person.chair(period.start)
        write_protection(self._ledger, rng, self._margins, person.child, chair, enquiry, end, self._on)

    def _forget(self) -> None:
        """Take out the people who left before anything that is told of."""
        rows = self._ledger.rows
        named = {row[1] for name in ("involvements", "contacts") for row in rows[name]}
        named |= {row[6] for row in rows["reviews"]} | {row[3] for row in rows["escalations"]}
        named |= {row[5] for row in rows["conferences"]}
        rows["staff"] = [row for row in rows["staff"] if row[6] is None or row[0] in named]


def _in_care(history: History) -> bool:
    return bool(history.periods) and left(history) is None


def _at(shares: dict[str, float], spread: float) -> str:
    """The code that lies at a place from 0 to 1 among weighted codes."""
    reached = spread * sum(shares.values())
    for code, weight in shares.items():
        reached -= weight
        if reached < 0:
            return code
    return code
