"""A rulebook as tables, made once, so that working out duties is a fixed number of table operations however many rules.

Days are whole numbers counted from `FIRST_DAY`, so that a due date is one look-up and a place in time is one number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import polars as pl

from footprint.domain.limits import DAYS, Limit, day_number, due_table
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import TIMES, Rule
from footprint.domain.vocabulary import KINDS, STATES
from footprint.domain.working_days import FIRST_DAY

ORIGIN = day_number(FIRST_DAY)
FAR = 65_535
"""A day after every day of the calendar: "not ended"."""
ALWAYS = len(STATES)
"""The code of no particular state, in which every child is."""
NO_TABLE = -1
WHAT = 2**9
"""Numbers of kinds of event: kind * 2, and 1 more where it must be about the same review or escalation."""
GROUPED = 2**32 * WHAT
"""Where several kinds may meet a rule, they are together one more kind, numbered from here: after all scopes and kinds."""
NO_GROUP = GROUPED + WHAT - 1
"""A kind of which there is no event."""
_KIND_CODES = {name: code for code, name in enumerate(KINDS)}
_STATE_CODES = {name: code for code, name in enumerate(STATES)}

_LANES = pl.Schema({"what": pl.UInt16, "state": pl.UInt8, "when": pl.UInt8, "lane": pl.UInt32})
_STARTING = pl.Schema({"lane": pl.UInt32, "rule": pl.UInt16, "low": pl.Int64, "high": pl.Int64})


@dataclass(frozen=True, eq=False)
class Columns:
    """What the engine needs of each rule: look-ups of one value a rule, by the number in the column `rule` (and, for whether it
    is in force, of the day in the column `day`).
    """

    in_force: pl.Expr
    limit: pl.Expr
    by_age: pl.Expr
    anchored: pl.Expr
    window: pl.Expr
    not_before: pl.Expr
    strictly: pl.Expr
    met_by: pl.Expr
    chain: pl.Expr
    ending: pl.Expr
    several: pl.Expr
    lapses: pl.Expr


@dataclass(frozen=True)
class Uses:
    """What the rules of a rulebook make use of, so that what none uses costs nothing."""

    when: bool
    always: bool
    numbered_subjects: bool
    ages: bool
    anchored: bool
    not_before: bool
    several: bool
    ends: bool
    lapses: bool
    subjects: bool


@dataclass(frozen=True, eq=False)
class Compiled:
    """The tables of a rulebook.

    lanes    which events may start something in which state: what (kind * 2, and 1 where it must be about the same review
             or escalation), state, when, lane
    starting which rules a lane starts: lane, rule, and at which places: low, high (1 is the first)
    groups   what, group: the kinds of which several meet a rule, or end its duty unmet, with their number together
    ahead    which open duty (awaited) stands for the event that a `before` rule looks to, with that rule's state and when
    due      row `limit * DAYS + day`: the due day
    rules    one value a rule; `uses`: what they make use of
    about    what a page shows of each; `shown`: the same as look-ups by the column `rule`
    """

    lanes: pl.DataFrame
    starting: pl.DataFrame
    groups: pl.DataFrame
    ahead: pl.DataFrame
    due: pl.Series
    rules: Columns
    uses: Uses
    about: pl.DataFrame
    shown: list[pl.Expr]
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
        self.lanes: dict[tuple[int, int, int], int] = {}

    def tables(self) -> Compiled:
        """Everything, as frames."""
        rules = self.rulebook.rules
        starting = [
            (self._lane(kind, rule), number, *TIMES[rule.occurrence])
            for number, rule in enumerate(rules)
            for kind in rule.started_by
        ]
        columns = self._columns(rules)
        about = _about(rules)
        lanes = [(*key, lane) for key, lane in self.lanes.items()]
        return Compiled(
            lanes=pl.DataFrame(lanes, schema=_LANES, orient="row"),
            starting=pl.DataFrame(starting, schema=_STARTING, orient="row"),
            groups=_members(self.groups),
            ahead=_ahead(rules),
            due=due_table(self.limits, self.rulebook.calendar),
            rules=columns,
            uses=_uses(rules),
            about=about,
            shown=[by_rule(each).alias(each.name) for each in about.iter_columns()],
            kinds=frozenset(kind for rule in rules for kind in (*rule.started_by, *rule.met_by, *rule.ends_by)),
            states=frozenset(state for rule in rules for state in (rule.while_, rule.when) if state),
        )

    def _lane(self, kind: str, rule: Rule) -> int:
        key = (_what(kind, rule.same != "child"), _state(rule.while_), _state(rule.when))
        return self.lanes.setdefault(key, len(self.lanes))

    def _columns(self, rules: tuple[Rule, ...]) -> Columns:
        def column(values: list[int], sort: type[pl.DataType] = pl.Int32) -> pl.Expr:
            return by_rule(pl.Series(values, dtype=sort))

        return Columns(
            in_force=(column([_day(rule.in_force) for rule in rules]) <= pl.col("day"))
            & (pl.col("day") < column([_day(rule.until) if rule.until else FAR for rule in rules])),
            limit=column([self._limit(rule.limit) for rule in rules]),
            by_age=column([rule.by_age is not None for rule in rules], pl.Boolean),
            anchored=column([rule.before is not None for rule in rules], pl.Boolean),
            window=column([self._limit(_back(rule.window)) for rule in rules]),
            not_before=column([self._limit(rule.not_before) for rule in rules]),
            strictly=column([bool(set(rule.met_by) & set(rule.started_by)) for rule in rules]),
            met_by=column([self._together(rule.met_by, rule) for rule in rules], pl.UInt64),
            chain=column([_is_chain(rule) for rule in rules], pl.Boolean),
            ending=column([self._together(rule.ends_by, rule) for rule in rules], pl.UInt64),
            several=column([len(rule.started_by) > 1 for rule in rules], pl.Boolean),
            lapses=column([rule.if_unmet == "lapses" for rule in rules], pl.Boolean),
        )

    def _together(self, kinds: tuple[str, ...], rule: Rule) -> int:
        """The number of a kind of event, or of several together."""
        scoped = rule.same != "child"
        if len(kinds) == 1:
            return _what(kinds[0], scoped)
        return GROUPED + self.groups.setdefault((kinds, scoped), len(self.groups)) if kinds else NO_GROUP

    def _limit(self, limit: Limit | None) -> int:
        if limit is None:
            return NO_TABLE
        if limit not in self.limits:
            self.limits.append(limit)
        return self.limits.index(limit)


def _uses(rules: tuple[Rule, ...]) -> Uses:
    return Uses(
        when=any(rule.when for rule in rules),
        always=any(rule.while_ is None for rule in rules),
        numbered_subjects=any(rule.occurrence != "any" and rule.same != "child" for rule in rules),
        ages=any(rule.by_age for rule in rules),
        anchored=any(rule.before for rule in rules),
        not_before=any(rule.not_before for rule in rules),
        several=any(len(rule.started_by) > 1 for rule in rules),
        ends=any(rule.ends_by for rule in rules),
        lapses=any(rule.if_unmet == "lapses" for rule in rules),
        subjects=any(rule.same != "child" for rule in rules),
    )


def _is_chain(rule: Rule) -> bool:
    """Whether one kind of event, about the child, both starts a rule and meets it: the next of its kind is what meets it."""
    alone = len(rule.met_by) == 1 and rule.met_by == rule.started_by and rule.same == "child"
    return alone and not (rule.before or rule.not_before)


def _what(kind: str, scoped: bool) -> int:
    return _KIND_CODES[kind] * 2 + scoped


def by_rule(values: pl.Series) -> pl.Expr:
    """A look-up of one value a rule, by the number in the column `rule`; no look-up where all rules have the same value."""
    if values.n_unique() == 1:
        return pl.lit(values.first(), values.dtype)
    return pl.lit(values).gather(pl.col("rule"))


def _state(name: str | None) -> int:
    return _STATE_CODES[name] if name else ALWAYS


def _back(window: Limit | None) -> Limit | None:
    """A window as a limit that counts backwards."""
    return replace(window, amount=-window.amount) if window else None


def _members(groups: dict[tuple[tuple[str, ...], bool], int]) -> pl.DataFrame:
    rows = [(_what(kind, scoped), GROUPED + number) for (kinds, scoped), number in groups.items() for kind in kinds]
    return pl.DataFrame(rows, schema={"what": pl.UInt16, "group": pl.UInt64}, orient="row")


def _ahead(rules: tuple[Rule, ...]) -> pl.DataFrame:
    """For each rule before an event, the statutory rules whose open duties say by when that event is owed."""
    rows = [
        (awaited, number, _state(rule.while_), _state(rule.when))
        for number, rule in enumerate(rules)
        for awaited, other in enumerate(rules)
        if rule.before in other.met_by and other.statutory and not other.before and rule.same == "child"
    ]
    schema = {"awaited": pl.UInt16, "rule": pl.UInt16, "state": pl.UInt8, "when": pl.UInt8}
    return pl.DataFrame(rows, schema=schema, orient="row")


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


def what_is(kind: str) -> int:
    """The number of a kind of event that is taken as about the child."""
    return _what(kind, False)


__all__ = [
    "ALWAYS",
    "DAYS",
    "FAR",
    "GROUPED",
    "NO_TABLE",
    "ORIGIN",
    "WHAT",
    "Columns",
    "Compiled",
    "by_rule",
    "compiled",
    "what_is",
]
