"""What `duties` means, one child, one rule and one event at a time.

This is written from the meaning of the rulebook, not from the engine, and shares none of its code: it counts
its own working days and months, and knows nothing of tables. Where the two disagree, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from footprint.domain.chronology import Chronology
from footprint.domain.limits import Limit
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import TIMES, Rule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """Something that happened to one child."""

    kind: str
    on: date
    about: str | None


@dataclass(frozen=True)
class Spell:
    """A state that lasts from `started` until the day before `ended`."""

    state: str
    started: date
    ended: date | None
    before: int

    def holds(self, day: date) -> bool:
        """Whether the day lies in the spell."""
        return self.started <= day and (self.ended is None or day < self.ended)


@dataclass
class Child:
    """What was known of one child on a date. Each list of events is in order of date."""

    name: str
    dob: date | None
    events: dict[str, list[Event]] = field(default_factory=dict)
    spells: dict[str, list[Spell]] = field(default_factory=dict)

    def events_of(self, kinds: Iterable[str], same: str, about: str | None) -> list[Event]:
        """The events of some kinds that are about the same thing; every one of them if that is the child."""
        found = [event for kind in kinds for event in self.events.get(kind, [])]
        return [event for event in found if same == "child" or event.about == about]

    def spell_on(self, state: str, day: date) -> Spell | None:
        """The spell of a state that holds on a day; there is never more than one."""
        return next((spell for spell in self.spells.get(state, []) if spell.holds(day)), None)


@dataclass
class Duty:
    """What one rule asks of one child."""

    child: str
    rule: Rule
    started: date
    due: date
    about: str | None
    met: date | None = None
    ended: date | None = None
    status: str = ""
    days_late: int = 0

    def row(self) -> dict[str, Any]:
        """The duty with the names that the engine gives its columns."""
        return {**vars(self), "rule": self.rule.id}


def plain_duties(chronology: Chronology, rulebook: Rulebook, as_at: date) -> list[dict[str, Any]]:
    """Every duty of every child as at a date.

    Each has: child, rule, started, due, met, ended, status, days_late, about.
    """
    holidays = rulebook.calendar.bank_holidays
    found: list[Duty] = []
    for child in known_children(chronology, as_at):
        counted = [duty for rule in rulebook.rules for duty in duties_of(child, rule, holidays, as_at)]
        ahead = [duty for rule in rulebook.rules for duty in look_ahead(child, rule, counted, as_at)]
        found += counted + ahead
    return [duty.row() for duty in found]


# What was known.


def known_children(chronology: Chronology, as_at: date) -> list[Child]:
    """The children, each with the events and spells that were known by a date."""
    children = [Child(row["child"], row["dob"]) for row in chronology.children.iter_rows(named=True)]
    for row in chronology.events.iter_rows(named=True):
        if row["known"] <= as_at:
            add_event(children[row["child"]], Event(row["kind"], row["on"], row["about"]))
    for row in chronology.spells.iter_rows(named=True):
        if row["known"] <= as_at:
            add_spell(children[row["child"]], row, as_at)
    for child in children:
        for events in child.events.values():
            events.sort(key=lambda event: event.on)
    return children


def add_event(child: Child, event: Event) -> None:
    """Put an event with the others of its kind, once."""
    events = child.events.setdefault(event.kind, [])
    if event not in events:
        events.append(event)


def add_spell(child: Child, row: Mapping[str, Any], as_at: date) -> None:
    """Put a spell with the others of its state; it is still lasting while its end was not known."""
    end_is_known = row["ended"] is not None and row["ended_known"] <= as_at
    ended = row["ended"] if end_is_known else None
    spell = Spell(row["state"], row["started"], ended, row["before"])
    child.spells.setdefault(spell.state, []).append(spell)


# What starts a duty.


def duties_of(child: Child, rule: Rule, holidays: Mapping[date, str], as_at: date) -> list[Duty]:
    """The duties that a rule counts from what happened to a child: one for each day and thing it is about."""
    found: dict[tuple[date, str | None], Duty] = {}
    for kind in rule.started_by:
        for event in child.events.get(kind, []):
            duty = duty_from(child, rule, event, holidays)
            if duty is not None:
                found[event.on, duty.about] = duty
    for duty in found.values():
        set_met_and_ended(child, duty, holidays)
        set_status(duty, as_at)
    return list(found.values())


def duty_from(child: Child, rule: Rule, event: Event, holidays: Mapping[date, str]) -> Duty | None:
    """The duty that one event starts under one rule, if it starts one."""
    if not in_force(rule, event.on):
        return None
    if rule.same != "child" and event.about is None:
        return None
    if rule.when and child.spell_on(rule.when, event.on) is None:
        return None
    spell = child.spell_on(rule.while_, event.on) if rule.while_ else None
    if rule.while_ and spell is None:
        return None
    first, last = TIMES[rule.occurrence]
    if not first <= place_of(child, rule, event, spell) <= last:
        return None
    about = None if rule.same == "child" else event.about
    if rule.before:
        return Duty(child.name, rule, opens(rule, event.on, spell), event.on, about)
    due = due_after(child, rule, event.on, holidays)
    return None if due is None else Duty(child.name, rule, event.on, due, about)


def in_force(rule: Rule, day: date) -> bool:
    """Whether a rule is the law on a day."""
    return rule.in_force <= day and (rule.until is None or day < rule.until)


def place_of(child: Child, rule: Rule, event: Event, spell: Spell | None) -> int:
    """Which one of its kind the event is: 1 for the first day in the spell with one of them, and so on."""
    days: list[date] = []
    for other in child.events_of([event.kind], rule.same, event.about):
        if other.on not in days and (spell is None or spell.holds(other.on)):
            days.append(other.on)
    earlier = [day for day in days if day < event.on]
    return len(earlier) + 1 + (spell.before if spell else 0)


def due_after(child: Child, rule: Rule, start: date, holidays: Mapping[date, str]) -> date | None:
    """When the duty is due: so long after its start, or at an age that the child has yet to reach."""
    if rule.within:
        return after(rule.within, start, holidays)
    if child.dob is None or rule.by_age is None:
        return None
    due = after(rule.by_age, child.dob, holidays)
    return due if due >= start else None


def opens(rule: Rule, due: date, spell: Spell | None) -> date:
    """The first day on which a duty before an event can be met: the window's, or else the spell's."""
    if rule.window:
        return before(rule.window, due)
    assert spell is not None, "a rule before an event has a window or a state"
    return spell.started


# What meets it and what ends it.


def set_met_and_ended(child: Child, duty: Duty, holidays: Mapping[date, str]) -> None:
    """Find the event that meets a duty, and the day on which it ends."""
    duty.ended = duty.due if duty.rule.before else end_of(child, duty)
    met = first_on_or_after(child, duty, duty.rule.met_by, earliest_meeting(duty, holidays))
    if met is not None and (duty.ended is None or met <= duty.ended):
        duty.met = met


def earliest_meeting(duty: Duty, holidays: Mapping[date, str]) -> date:
    """The first day on which an event would meet a duty."""
    rule = duty.rule
    if rule.before:
        return duty.started
    if rule.not_before:
        return after(rule.not_before, duty.started, holidays)
    one_event_could_be_both = any(kind in rule.started_by for kind in rule.met_by)
    return duty.started + ONE_DAY if one_event_could_be_both else duty.started


def end_of(child: Child, duty: Duty) -> date | None:
    """The day on which a duty ends: with its state, or with an event that ends it."""
    ends: list[date] = []
    if duty.rule.while_:
        spell = child.spell_on(duty.rule.while_, duty.started)
        if spell is not None and spell.ended is not None:
            ends.append(spell.ended)
    ending = first_on_or_after(child, duty, duty.rule.ends_by, duty.started + ONE_DAY)
    if ending is not None:
        ends.append(ending)
    return min(ends, default=None)


def first_on_or_after(child: Child, duty: Duty, kinds: Iterable[str], earliest: date) -> date | None:
    """The first day, from the earliest on, of an event of some kinds about the same thing as the duty."""
    events = child.events_of(kinds, duty.rule.same, duty.about)
    return min((event.on for event in events if event.on >= earliest), default=None)


# How it stands.


def set_status(duty: Duty, as_at: date) -> None:
    """Say how a duty stands on a date, and how many days late it was met, ended or still is."""
    if duty.met is not None:
        duty.status = "met" if duty.met <= duty.due else "met late"
        duty.days_late = days_past(duty.due, duty.met)
    elif duty.rule.if_unmet == "lapses" and as_at > duty.due:
        duty.status = "lapsed"
        duty.ended = min(duty.due, duty.ended or duty.due)
    elif duty.ended is not None:
        duty.status = "lapsed"
        duty.days_late = days_past(duty.due, duty.ended)
    elif as_at <= duty.due:
        duty.status = "open"
    else:
        duty.status = "overdue"
        duty.days_late = days_past(duty.due, as_at)


def days_past(due: date, day: date) -> int:
    """How many days a day lies after the due date; 0 where it does not."""
    return max(0, (day - due).days)


# What must come before an event that is itself still owed.


def look_ahead(child: Child, rule: Rule, counted: list[Duty], as_at: date) -> list[Duty]:
    """The duty before an event that is still owed: its earliest legal due date stands for it."""
    due = owed_by(rule, counted)
    if due is None or rule.same != "child" or not in_force(rule, due):
        return []
    if rule.when and child.spell_on(rule.when, as_at) is None:
        return []
    spell = lasting_spell(child, rule.while_, as_at) if rule.while_ else None
    if rule.while_ and spell is None:
        return []
    duty = Duty(child.name, rule, opens(rule, due, spell), due, None)
    if duty.started > due:
        return []
    duty.met = first_on_or_after(child, duty, rule.met_by, duty.started)
    set_status(duty, as_at)
    return [duty]


def owed_by(rule: Rule, counted: list[Duty]) -> date | None:
    """When the event that a rule comes before is itself first due by law, if it is owed."""
    owed = [duty for duty in counted if duty.rule.statutory and not duty.rule.before]
    unmet = [duty for duty in owed if duty.status in ("open", "overdue")]
    return min((duty.due for duty in unmet if rule.before in duty.rule.met_by), default=None)


def lasting_spell(child: Child, state: str, as_at: date) -> Spell | None:
    """The spell of a state that holds on a date and is not known to end."""
    spell = child.spell_on(state, as_at)
    return spell if spell is not None and spell.ended is None else None


# Counting days and months.


def after(limit: Limit, start: date, holidays: Mapping[date, str]) -> date:
    """The last day of a limit, its start not counted."""
    if limit.unit == "working days":
        return working_days_after(start, limit.amount, holidays)
    if limit.unit == "months":
        return months_from(start, limit.amount)
    return start + limit.amount * ONE_DAY


def before(window: Limit, end: date) -> date:
    """The first day of a window that closes on a day."""
    return months_from(end, -window.amount) if window.unit == "months" else end - window.amount * ONE_DAY


def working_days_after(start: date, days: int, holidays: Mapping[date, str]) -> date:
    """Go on day by day until so many working days have been counted."""
    day = start
    while days > 0:
        day += ONE_DAY
        if day.isoweekday() <= 5 and day not in holidays:
            days -= 1
    return day


@cache
def months_from(start: date, months: int) -> date:
    """Go month by month, then to the same day of the month or, where it has none, to its last day."""
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
    return nearest_day(year, month, start.day)


def nearest_day(year: int, month: int, day: int) -> date:
    """A day of a month, or the last one that the month has."""
    try:
        return date(year, month, day)
    except ValueError:
        return nearest_day(year, month, day - 1)
