"""A rulebook as tables, made once, so that working out duties is a fixed number of table operations however many rules.

Days are whole numbers counted from `FIRST_DAY`, so that a due date is one look-up and a key is one 64-bit number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import polars as pl

from footprint.domain.limits import DAYS, Limit, day_number, due_table
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import TIMES, Rule
from footprint.domain.vocabulary import KIND, KINDS, STATE, STATES
from footprint.domain.working_days import FIRST_DAY

ORIGIN = day_number(FIRST_DAY)
FAR = 65_535
"""A day after every day of the calendar: "not ended"."""
ALWAYS = len(STATES)
"""The code of no particular state, in which every child is."""
NO_TABLE = -1
NO_GROUP = 2**10 - 1
"""A group to which no event belongs."""

_KIND_CODES = {name: code for code, name in enumerate(KINDS)}
_STATE_CODES = {name: code for code, name in enumerate(STATES)}


@dataclass(frozen=True, eq=False)
class Compiled:
    """The tables of a rulebook.

    lanes    which events may start something, in which states: kind, lane, within_state, when, scoped
    rules    one row a lane and rule: lane, rule, lowest, highest (occurrence), opens, closes (in force), and how to count
    meets    kind, group: which events meet the rules of a group; `ends`: the same for events that end a duty unmet
    """

    lanes: pl.DataFrame
    rules: pl.DataFrame
    meets: pl.DataFrame
    ends: pl.DataFrame
    ahead: pl.DataFrame
    due: pl.Series
    about: pl.DataFrame
    has_when: bool
    has_age: bool
    many_starts: bool
    kinds: frozenset[str]
    states: frozenset[str]


@lru_cache(maxsize=16)
def compiled(rulebook: Rulebook) -> Compiled:
    """The tables of a rulebook (kept, since a rulebook does not change)."""
    return _Compiler(rulebook).tables()


class _Compiler:
    """Numbers the limits, groups and lanes as it meets them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.limits: list[Limit] = []
        self.groups: dict[tuple[tuple[str, ...], bool], int] = {}
        self.endings: dict[tuple[tuple[str, ...], bool], int] = {}
        self.lanes: dict[tuple[int, int, int, bool], int] = {}

    def tables(self) -> Compiled:
        """Everything, as frames."""
        rules = self.rulebook.rules
        rows = [row for number, rule in enumerate(rules) for row in self._rows(number, rule)]
        lanes = pl.DataFrame([(*key, lane) for key, lane in self.lanes.items()], schema=_LANES, orient="row")
        counted = pl.DataFrame(rows, schema=_RULES, orient="row")
        return Compiled(
            lanes=lanes,
            rules=counted,
            ahead=_ahead(rules, counted.join(lanes, on="lane")),
            meets=_members(self.groups),
            ends=_members(self.endings),
            due=due_table(self.limits, self.rulebook.calendar),
            about=_about(rules),
            has_when=any(rule.when for rule in rules),
            has_age=any(rule.by_age for rule in rules),
            many_starts=any(len(rule.started_by) > 1 for rule in rules),
            kinds=frozenset(kind for rule in rules for kind in (*rule.started_by, *rule.met_by, *rule.ends_by)),
            states=frozenset(state for rule in rules for state in (rule.while_, rule.when) if state),
        )

    def _rows(self, number: int, rule: Rule) -> list[tuple[object, ...]]:
        scoped = rule.same != "child"
        low, high = TIMES[rule.occurrence]
        met = self.groups.setdefault((rule.met_by, scoped), len(self.groups))
        end = self.endings.setdefault((rule.ends_by, scoped), len(self.endings)) if rule.ends_by else NO_GROUP
        counted = (
            number,
            low,
            high,
            _day(rule.in_force),
            _day(rule.until) if rule.until else FAR,
            self._limit(rule.limit),
            rule.by_age is not None,
            rule.before is not None,
            self._limit(replace(rule.window, amount=-rule.window.amount) if rule.window else None),
            self._limit(rule.not_before),
            int(bool(set(rule.met_by) & set(rule.started_by))),
            met,
            end,
            len(rule.started_by) > 1,
            rule.if_unmet == "lapses",
        )
        return [(self._lane(kind, rule, scoped), *counted) for kind in rule.started_by]

    def _limit(self, limit: Limit | None) -> int:
        if limit is None:
            return NO_TABLE
        if limit not in self.limits:
            self.limits.append(limit)
        return self.limits.index(limit)

    def _lane(self, kind: str, rule: Rule, scoped: bool) -> int:
        states = (_STATE_CODES[state] if state else ALWAYS for state in (rule.while_, rule.when))
        return self.lanes.setdefault((_KIND_CODES[kind], *states, scoped), len(self.lanes))  # type: ignore[arg-type]


_LANES = pl.Schema(
    {"kind": pl.UInt8, "within_state": pl.UInt32, "when": pl.UInt32, "scoped": pl.Boolean, "lane": pl.UInt64}
)
_RULES = pl.Schema(
    {
        "lane": pl.UInt64,
        "rule": pl.UInt16,
        "lowest": pl.UInt32,
        "highest": pl.UInt32,
        "opens": pl.Int32,
        "closes": pl.Int32,
        "limit": pl.Int32,
        "by_age": pl.Boolean,
        "anchored": pl.Boolean,
        "window": pl.Int32,
        "not_before": pl.Int32,
        "strictly": pl.Int32,
        "group": pl.UInt64,
        "ending": pl.UInt64,
        "several": pl.Boolean,
        "lapses": pl.Boolean,
    }
)


def _members(groups: dict[tuple[tuple[str, ...], bool], int]) -> pl.DataFrame:
    rows = [(_KIND_CODES[kind], group, scoped) for (kinds, scoped), group in groups.items() for kind in kinds]
    return pl.DataFrame(rows, schema={"kind": pl.UInt8, "group": pl.UInt64, "scoped": pl.Boolean}, orient="row")


def _ahead(rules: tuple[Rule, ...], rows: pl.DataFrame) -> pl.DataFrame:
    """For each rule before an event, the statutory rules whose open duties say by when that event is owed."""
    pairs = [
        (number, awaited)
        for number, rule in enumerate(rules)
        for awaited, other in enumerate(rules)
        if rule.before in other.met_by and other.statutory and not other.before and rule.same == "child"
    ]
    schema = {"rule": pl.UInt16, "awaited": pl.UInt16}
    return rows.join(pl.DataFrame(pairs, schema=schema, orient="row"), on="rule")


def _about(rules: tuple[Rule, ...]) -> pl.DataFrame:
    """What a page shows of each rule, one row a rule."""
    names = pl.Enum(list(dict.fromkeys(rule.id for rule in rules)))
    return pl.DataFrame(
        {
            "rule": pl.Series([rule.id for rule in rules], dtype=names),
            "title": pl.Series([rule.title for rule in rules], dtype=pl.Categorical),
            "owner": pl.Series([rule.owner for rule in rules], dtype=pl.Categorical),
            "source": pl.Series([rule.law for rule in rules], dtype=pl.Categorical),
            "statutory": pl.Series([rule.statutory for rule in rules], dtype=pl.Boolean),
        }
    )


def _day(day: date) -> int:
    return max(0, day_number(day) - ORIGIN)


def kind_codes(kinds: frozenset[str]) -> pl.Series:
    """The events of these names, as the vocabulary's own type."""
    return pl.Series(sorted(kinds), dtype=KIND)


def state_codes(states: frozenset[str]) -> pl.Series:
    """The states of these names, as the vocabulary's own type."""
    return pl.Series(sorted(states), dtype=STATE)


__all__ = ["ALWAYS", "DAYS", "FAR", "NO_TABLE", "ORIGIN", "Compiled", "compiled", "kind_codes", "state_codes"]
