"""Why a date is what it is, in a sentence: the limit, what it was counted from, and which days were left out.

A reason depends on the rule, the kind of event that started the duty and its day, so each distinct one is worded once,
however many children share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from footprint.domain.compiled import DAYS, FAR, ORIGIN, by_rule, compiled
from footprint.domain.facts import FEW, run
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS
from footprint.domain.working_days import FIRST_DAY, WorkingCalendar

MOST_NAMED = 8
"""Bank holidays named one by one in a reason; a longer count says how many there were."""

_KIND_WORDS = pl.Series([kind.words for kind in KINDS.values()], dtype=pl.String)
_NO_KIND = len(KINDS)
_KINDS = _NO_KIND + 1
_ASKED = ["rule", "what", "day"]
"""What a reason depends on."""
_MONTHS = "January February March April May June July August September October November December".split()


def with_reasons(judged: pl.DataFrame, rulebook: Rulebook, without: pl.Series | None = None) -> pl.DataFrame:
    """Duties, as `duties.judge` gives them, with the reason of each (String).

    Args:
        without: reasons for rows that have no rule; their column `without` says which.
    """
    rows = judged[_ASKED]
    if without is None and len(rows) <= FEW:
        return judged.hstack([_worded(rows, rulebook)])
    reasons, place = _worded_once(rows, rulebook)
    if without is not None:
        place = place.zip_with(judged["rule"].is_not_null(), judged["without"] + len(reasons))
        reasons = pl.concat([reasons, without.alias("reason")], rechunk=True)
    return judged.with_columns(reasons.gather(place))


def _worded(rows: pl.DataFrame, rulebook: Rulebook) -> pl.Series:
    """The reason of each row (rule, what, day); null where there is no rule."""
    steps = rows.lazy()
    for step in _steps(rulebook):
        steps = steps.with_columns(step)
    return run(steps.select("reason"), len(rows))["reason"]


def _worded_once(rows: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.Series, pl.Series]:
    """Each reason that these rows have, once, and for each row which is its own (UInt32, null where there is no rule).

    Rule, kind and day make one small number, so that what is there and its words are look-ups.
    """
    ways = _ways(rulebook)
    first, last = rows.select(first=pl.col("day").min(), last=pl.col("day").max()).fill_null(0).row(0)
    days = last - first + 1
    codes = rows.select((ways.of * days + (pl.col("day") - first)).cast(pl.UInt32).alias("code"))["code"]
    there = pl.Series([False]).new_from_index(0, len(ways.rule) * days).scatter(codes.drop_nulls(), True)
    found = (
        there.arg_true().to_frame("code").select(way=pl.col("code") // days, day=(pl.col("code") % days + first).cast(pl.Int32))
    )
    found = found.select(pl.lit(ways.rule).gather("way").alias("rule"), pl.lit(ways.what).gather("way").alias("what"), "day")
    return _worded(found, rulebook), (there.cum_sum() - 1).gather(codes)


class _Ways(NamedTuple):
    """Every rule with each kind of event that starts it (null where that is itself still owed), numbered."""

    rule: pl.Series
    what: pl.Series
    of: pl.Expr


@lru_cache(maxsize=16)
def _ways(rulebook: Rulebook) -> _Ways:
    kinds = list(KINDS)
    pairs = [(number, kinds.index(kind)) for number, rule in enumerate(rulebook.rules) for kind in rule.started_by]
    pairs += [(number, _NO_KIND) for number, rule in enumerate(rulebook.rules) if rule.before]
    numbers = pl.Series([None], dtype=pl.Int32).new_from_index(0, len(rulebook.rules) * _KINDS)
    numbers = numbers.scatter([rule * _KINDS + kind for rule, kind in pairs], range(len(pairs)))
    place = pl.col("rule").cast(pl.UInt32) * _KINDS + (pl.col("what") // 2).fill_null(_NO_KIND)
    what = pl.Series([kind * 2 if kind != _NO_KIND else None for _, kind in pairs], dtype=pl.UInt16)
    return _Ways(pl.Series([rule for rule, _ in pairs], dtype=pl.UInt16), what, pl.lit(numbers).gather(place))


@lru_cache(maxsize=16)
def _steps(rulebook: Rulebook) -> list[list[pl.Expr]]:
    """How a row becomes a sentence, step by step (kept, since expressions take longer to make than to run for one child)."""
    return [_counted(rulebook), _holidays_between(rulebook.calendar), [_sentence(rulebook).alias("reason")]]


@dataclass(frozen=True)
class _Wording:
    """What is said of each rule: look-ups by the number in the column `rule`."""

    before: pl.Expr
    limit: pl.Expr
    working_days: pl.Expr
    monthly: pl.Expr


@lru_cache(maxsize=16)
def _wording(rulebook: Rulebook) -> _Wording:
    rules = rulebook.rules
    return _Wording(
        before=by_rule(pl.Series([_before(rule) for rule in rules], dtype=pl.String)),
        limit=by_rule(pl.Series([rule.limit.words if rule.limit else None for rule in rules], dtype=pl.String)),
        working_days=by_rule(pl.Series([_amount(rule, "working days") for rule in rules], dtype=pl.Int32)),
        monthly=by_rule(pl.Series([_amount(rule, "months") is not None for rule in rules], dtype=pl.Boolean)),
    )


def _amount(rule: Rule, unit: str) -> int | None:
    return rule.within.amount if rule.within and rule.within.unit == unit else None


def _before(rule: Rule) -> str | None:
    if rule.before is None:
        return None
    words = KINDS[rule.before].words
    return f"In the {rule.window.words} before {words}" if rule.window else f"Before {words}"


def _counted(rulebook: Rulebook) -> list[pl.Expr]:
    """The due day by the rule's limit from that day (its own for the others), and the working days that were counted."""
    tables = compiled(rulebook)
    counted = pl.lit(tables.due).gather((tables.rules.limit * DAYS + pl.col("day")).clip(0, len(tables.due) - 1))
    due = pl.when(tables.rules.anchored).then("day").otherwise(counted)
    return [due.alias("due"), _wording(rulebook).working_days.alias("amount")]


def _holidays_between(calendar: WorkingCalendar) -> list[pl.Expr]:
    """How many bank holidays on weekdays lie between day and due day (holidays), after how many earlier ones (earlier)."""
    numbers = pl.lit(pl.Series([(each - FIRST_DAY).days for each in calendar.weekday_holidays], dtype=pl.Int32))
    first, last = (numbers.search_sorted(pl.col(day), side="right").cast(pl.Int32) for day in ("day", "due"))
    return [first.alias("earlier"), (last - first).alias("holidays")]


def _sentence(rulebook: Rulebook) -> pl.Expr:
    wording, by_age = _wording(rulebook), compiled(rulebook).rules.by_age
    start, due = ((pl.col(name) + ORIGIN).cast(pl.Date) for name in ("day", "due"))
    event = pl.lit(_KIND_WORDS).gather(pl.col("what") // 2)
    awaited = pl.when(pl.col("what").is_null()).then(pl.lit(", itself due by ")).otherwise(pl.lit(" on "))
    short = pl.when(wording.monthly & (start.dt.day() != due.dt.day())).then(
        pl.format(" (that month has no day {}, so its last day)", start.dt.day())
    )
    left_out = pl.when(pl.col("amount").is_not_null()).then(_skipped(rulebook.calendar)).otherwise(short).fill_null("")
    return (
        pl.when(wording.before.is_not_null())
        .then(pl.concat_str(wording.before, awaited, _said("due"), pl.lit(".")))
        .when(by_age)
        .then(pl.concat_str(pl.lit("By the age of "), wording.limit, pl.lit(".")))
        .otherwise(pl.concat_str(wording.limit, pl.lit(" after "), event, pl.lit(" on "), _said("day"), left_out, pl.lit(".")))
    )


def _said(day: str) -> pl.Expr:
    return pl.lit(_day_words()).gather(day)


@lru_cache(maxsize=1)
def _day_words() -> pl.Series:
    """Every day in words, by its number: looking a day up costs less than wording it again."""
    return pl.select((pl.int_range(FAR + 1, dtype=pl.Int32) + ORIGIN).cast(pl.Date).dt.to_string("%-d %B %Y")).to_series()


def _skipped(calendar: WorkingCalendar) -> pl.Expr:
    """In words, the days that a count of working days left out: how many of weekends, each bank holiday."""
    weekend = pl.col("due") - pl.col("day") - pl.col("amount") - pl.col("holidays")
    days = pl.when(weekend == 1).then(pl.lit("1 weekend day")).otherwise(pl.format("{} weekend days", weekend))
    alone, joint = _named(calendar)
    said = pl.when(weekend > 0).then(pl.concat_str(days, joint, alone)).otherwise(alone)
    return pl.when(said != "").then(pl.concat_str(pl.lit(", not counting "), said)).otherwise(pl.lit(""))


def _named(calendar: WorkingCalendar) -> tuple[pl.Expr, pl.Expr]:
    """The bank holidays of a stretch of the list of them, in words, and what joins these to the weekend days before them.

    A look-up: every stretch that is short enough to be named has its row, by its first holiday and its length.
    """
    words = [f"{day.day} {_MONTHS[day.month - 1]} ({calendar.bank_holidays[day]})" for day in calendar.weekday_holidays]
    parts = [words[first : first + length] for first in range(len(words) + 1) for length in range(MOST_NAMED + 1)]
    row = pl.col("earlier") * (MOST_NAMED + 1) + pl.col("holidays").clip(0, MOST_NAMED)
    named = pl.lit(pl.Series([_list(each) for each in parts], dtype=pl.String)).gather(row)
    alone = pl.when(pl.col("holidays") > MOST_NAMED).then(pl.format("{} bank holidays", "holidays")).otherwise(named)
    joints = pl.Series(["", " and ", *[", "] * (MOST_NAMED - 1), " and "], dtype=pl.String)
    return alone, pl.lit(joints).gather(pl.col("holidays").clip(0, MOST_NAMED + 1))


def _list(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
