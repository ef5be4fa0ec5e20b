"""The language of the specification: a story in plain sentences, and what the rulebook makes of it.

    child = spec.child("came into care on Friday 8 December 2023", "it is now 1 May 2024")
    child.expects("review.first", due="Wednesday 10 January 2024")

Each number of the law stands in one example only, the one that says `due` (or, for a window, `looks_back_to`). Every other
example says from which day a duty is counted and leaves the limit to the rulebook, so that a change of the law changes one
line of the rulebook and one line here. A story may for the same reason say "on the day review.first was due", "on the day
before ..." or "on the day after ...".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

import polars as pl

import tests.spec.sentences  # noqa: F401  (the sentences put themselves into the table)
from footprint.domain.chronology import Chronology
from footprint.domain.duties import duties
from footprint.domain.profile import load_profile
from footprint.domain.rulebook import Rulebook
from footprint.domain.timetable import timetable
from tests.spec.days import read_day, say_day
from tests.spec.story import Story, chronology_of

Row = dict[str, Any]
_RELATIVE = re.compile(r"the day (before |after )?([a-z0-9_]+(?:\.[a-z0-9_]+)+) was due")
_STEPS = {"before ": -1, "after ": 1, None: 0}
_NAMES = ["Ada", "Ben", "Cleo", "Dan"]


@dataclass(frozen=True)
class Example:
    """One thing that the specification says of a rule, for the published pages."""

    rule: str
    story: tuple[str, ...]
    name: str
    asked: Mapping[str, Any]
    found: Row | None
    as_at: date


@dataclass
class Spec:
    """The start of every example. `examples` gathers what was said, for the published pages."""

    examples: list[Example] = field(default_factory=list)

    def child(self, *story: str, authority: str = "england", holidays: Mapping[str, str] | None = None) -> Child:
        """A child with a story, under the rules of an authority, perhaps with bank holidays proclaimed later."""
        return self.children(story, authority=authority, holidays=holidays)[0]

    def carer(self, *story: str) -> Child:
        """A foster carer with a story."""
        return self.children(story, names=["The foster carer"])[0]

    def children(
        self,
        *stories: Sequence[str],
        authority: str = "england",
        holidays: Mapping[str, str] | None = None,
        names: Sequence[str] = _NAMES,
    ) -> list[Child]:
        """Several children in one chronology, called Ada, Ben and so on."""
        rulebook = _rulebook(authority, tuple((holidays or {}).items()))
        names = names if len(stories) > 1 or names is not _NAMES else ["The child"]
        proclaimed = [f"{day} was proclaimed a bank holiday" for day in holidays or {}]
        told = [_told(name, story, rulebook) for name, story in zip(names, stories, strict=False)]
        chronology = chronology_of(told)
        for story in told:
            story.sentences[:0] = proclaimed
        return [Child(self, story, chronology, rulebook, story.now or story.last) for story in told]


@dataclass(frozen=True)
class Child:
    """A child whose story is told, on a day: what is owed, and what was."""

    spec: Spec
    story: Story
    chronology: Chronology
    rulebook: Rulebook
    now: date

    def on(self, day: str) -> Child:
        """The same child as at another day."""
        return replace(self, now=read_day(day))

    def expects(self, rule: str, **asked: Any) -> None:
        """One duty of a rule is as asked, and only one.

        Args:
            rule: the rule's id.
            asked: `due`, `met`, `ended` (days); `counted_from` (a day: the due date is the rulebook's limit after it);
                `looks_back_to` (the first day of a window); `due_with` (the due date of another rule's newest duty);
                `status`; `late` (days); `owner`; `about` (the number of the review, dispute or conference); `reason`.
        """
        fitting = [row for row in self.duties(rule) if self._fits(row, asked)]
        assert len(fitting) == 1, f"{self._asked(rule, asked)} There are: {self._listed(rule)}"
        self._record(rule, asked, fitting[0])

    def expects_none(self, rule: str, **asked: Any) -> None:
        """No duty of a rule is as asked; without anything asked, there is none at all."""
        fitting = [row for row in self.duties(rule) if self._fits(row, asked)]
        assert not fitting, f"Not expected: {self._asked(rule, asked)} There are: {self._listed(rule)}"
        self._record(rule, asked, None)

    def due(self, rule: str) -> date:
        """The due date of the newest duty of a rule."""
        return max(row["due"] for row in self.duties(rule))

    def duties(self, rule: str) -> list[Row]:
        """The duties of a rule, in order of their due dates."""
        assert self.rulebook[rule]
        return [row for row in self._rows if row["rule"] == rule]

    @cached_property
    def _rows(self) -> list[Row]:
        rows = duties(self.chronology, self.rulebook, self.now).filter(pl.col("child") == self.story.name)
        return rows.sort("due", "started").rows(named=True)

    def timetable(self) -> list[Row]:
        """The rows of the review timetable."""
        rows = timetable(self.chronology, self.rulebook, self.now).filter(pl.col("child") == self.story.name)
        return rows.with_columns(pl.col("rule", "kind").cast(pl.String)).rows(named=True)

    def next_review(self, rule: str, **asked: Any) -> None:
        """The next review of the timetable is the newest duty of a rule, due as asked."""
        row = self.timetable()[-1]
        expected = [duty for duty in self.duties(rule) if self._fits(duty, asked)]
        assert expected, self._asked(rule, asked)
        assert (row["kind"], row["rule"], row["due"]) == ("next", rule, expected[-1]["due"])
        self._record(rule, asked, expected[-1])

    def _fits(self, row: Row, asked: Mapping[str, Any]) -> bool:
        return all(_TESTS[name](self, row, value) for name, value in asked.items())

    def _record(self, rule: str, asked: Mapping[str, Any], found: Row | None) -> None:
        sentences = tuple(self.story.sentences)
        self.spec.examples.append(Example(rule, sentences, self.story.name, asked, found, self.now))

    def _asked(self, rule: str, asked: Mapping[str, Any]) -> str:
        return f"A duty of {rule} with {asked} on {say_day(self.now)}."

    def _listed(self, rule: str) -> str:
        names = ("from_day", "started", "due", "met", "ended", "status", "days_late", "reason")
        return "; ".join(", ".join(f"{name} {row[name]}" for name in names) for row in self.duties(rule)) or "none"


def _told(name: str, sentences: Sequence[str], rulebook: Rulebook) -> Story:
    story = Story(name)
    for sentence in sentences:
        story.tell(_RELATIVE.sub(lambda found: say_day(_relative(found, story, rulebook)), sentence))
    return story


def _relative(found: re.Match[str], story: Story, rulebook: Rulebook) -> date:
    so_far = Child(Spec(), story, chronology_of([story]), rulebook, story.last)
    return so_far.due(found[2]) + timedelta(_STEPS[found[1]])


@cache
def _rulebook(authority: str, holidays: tuple[tuple[str, str], ...]) -> Rulebook:
    return load_profile(authority, [(read_day(day), name) for day, name in holidays]).rulebook


def _counted_from(child: Child, row: Row, day: str) -> bool:
    rule = child.rulebook[row["rule"]]
    limit = rule.limit
    assert limit, f"{rule.id} is counted from nothing: it is due on the day of the event itself."
    return row["from_day"] == read_day(day) and row["due"] == limit.after(read_day(day), child.rulebook.calendar)


_TESTS = {
    "due": lambda child, row, day: row["due"] == read_day(day),
    "met": lambda child, row, day: row["met"] == (read_day(day) if day else None),
    "ended": lambda child, row, day: row["ended"] == (read_day(day) if day else None),
    "counted_from": _counted_from,
    "looks_back_to": lambda child, row, day: row["started"] == read_day(day),
    "due_with": lambda child, row, rule: row["due"] == child.due(rule),
    "status": lambda child, row, status: row["status"] == status,
    "late": lambda child, row, days: row["days_late"] == days,
    "owner": lambda child, row, owner: row["owner"] == owner,
    "about": lambda child, row, number: str(row["about"]).endswith(f" {number}"),
    "reason": lambda child, row, words: words in row["reason"],
}
