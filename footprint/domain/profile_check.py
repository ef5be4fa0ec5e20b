"""Where a local rule can fall later than the law: a profile's promises, compared day by day with the legal dates.

A local rule is compared with a statutory one that has the same start, occurrence, state and end. Two limits in different
units ("28 days" and "20 working days") are often equal and sometimes not, so every start day is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from footprint.domain.ages import BIRTHDAYS
from footprint.domain.day_words import long_day
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.working_days import WorkingCalendar, add_months

FIRST_START = date(2010, 1, 1)
LAST_START = date(2040, 12, 31)
"""The start days that are tried, as far as both rules are in force."""

_YEAR = 12
_YOUNGEST = {"became_eligible": 16, "eligible_child": 16, **{state: first for state, (first, _) in BIRTHDAYS.items()}}
"""The lowest age, in years, at which an event can happen or a state hold."""


@dataclass(frozen=True)
class Later:
    """The first day from which a local rule falls later than the legal one; `born` where the age decides."""

    local: Rule
    legal: Rule
    start: date
    local_due: date
    legal_due: date
    born: date | None = None

    def __str__(self) -> str:
        child = f", for a child born on {long_day(self.born)}," if self.born else ""
        return (
            f"{self.local.id} ({_limit(self.local)}) can fall later than {self.legal.id} ({_limit(self.legal)}): "
            f"from {self.start:%A} {long_day(self.start)}{child} it is due on {long_day(self.local_due)}, "
            f"but the law says {long_day(self.legal_due)}."
        )


def later_than_the_law(rulebook: Rulebook) -> list[Later]:
    """Each local rule that can fall later than a legal one, with the first day from which it does, in the rules' order."""
    local = [rule for rule in rulebook.rules if not rule.statutory]
    legal = [rule for rule in rulebook.rules if rule.statutory]
    pairs = [(ours, theirs) for ours in local for theirs in legal if comparable(ours, theirs)]
    found = (next(_later_days(ours, theirs, rulebook.calendar), None) for ours, theirs in pairs)
    return [each for each in found if each]


def comparable(local: Rule, legal: Rule) -> bool:
    """Whether two rules ask for the same thing of the same children, each by a day counted from the start or from birth."""
    wider = legal.when in (None, local.when)
    return wider and local.limit is not None and legal.limit is not None and _what(local) == _what(legal)


def _what(rule: Rule) -> tuple[object, ...]:
    return frozenset(rule.started_by), rule.occurrence, rule.while_, frozenset(rule.met_by), rule.same


def _later_days(local: Rule, legal: Rule, calendar: WorkingCalendar) -> Iterator[Later]:
    for start in _days_in_force(local, legal):
        for born in _births(start, local, legal):
            ours, theirs = (_due(rule, start, born, calendar) for rule in (local, legal))
            if ours > theirs >= start:
                yield Later(local, legal, start, ours, theirs, born)


def _days_in_force(local: Rule, legal: Rule) -> Iterator[date]:
    """The start days on which both rules apply. `until` is the first day on which a rule no longer does."""
    first = max(FIRST_START, local.in_force, legal.in_force)
    after = min(LAST_START + timedelta(1), local.until or date.max, legal.until or date.max)
    return (first + timedelta(day) for day in range((after - first).days))


def _births(start: date, local: Rule, legal: Rule) -> list[date | None]:
    """Days of birth that could make the dates differ: as young as can be at the start, or at the age itself on that day."""
    ages = [rule.by_age.amount for rule in (local, legal) if rule.by_age]
    if not ages:
        return [None]
    youngest = max(_YOUNGEST.get(name, 0) * _YEAR for rule in (local, legal) for name in _names(rule))
    return [add_months(start, -age) for age in sorted({youngest, *ages}) if age >= youngest]


def _names(rule: Rule) -> list[str]:
    """What the age may follow from: the states, and the start where only one event can be it."""
    starts = rule.started_by if len(rule.started_by) == 1 else ()
    return [name or "" for name in (rule.while_, rule.when, *starts)]


def _due(rule: Rule, start: date, born: date | None, calendar: WorkingCalendar) -> date:
    limit, base = (rule.by_age, born) if rule.by_age and born else (rule.within, start)
    try:
        return limit.after(base, calendar) if limit else date.max
    except OverflowError:
        return date.max


def _limit(rule: Rule) -> str:
    words = rule.limit.words if rule.limit else ""
    return f"by the age of {words}" if rule.by_age else words
