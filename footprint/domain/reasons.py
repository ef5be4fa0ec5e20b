"""Why a date is what it is, in a sentence: the limit, what it was counted from, and which days were left out.

A reason depends on the rule, the kind of event that started the duty and its day, so each distinct one is worded once,
however many children share it. Its parts are look-ups: how the sentence begins, the day, and which days were left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from footprint.domain.compiled import DAYS, FAR, ORIGIN, compiled
from footprint.domain.facts import FEW, run
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS
from footprint.domain.working_days import FIRST_DAY, WorkingCalendar

MOST_NAMED = 8
"""Bank holidays named one by one in a reason; a longer count says how many there were."""

_ASKED = ["rule", "what", "day"]
"""What a reason depends on."""
_MONTHS = "January February March April May June July August September October November December".split()
_NO_DAY = FAR + 1
"""The row of `_day_words` that is empty, for a reason that names no day."""


def with_reasons(judged: pl.DataFrame, rulebook: Rulebook, without: pl.Series | None = None) -> pl.DataFrame:
    """Duties, as `duties.judge` gives them, with the reason of each (String).

    Args:
        without: reasons for rows that have no rule; their column `without` says which.
    """
    rows = judged[_ASKED]
    if len(rows) <= FEW:
        reason = _worded(rows.lazy().select(_ways(rulebook).of, "day"), rulebook, len(rows))
        if without is not None:
            reason = reason.zip_with(judged["rule"].is_not_null(), without.gather(judged["without"]))
        return judged.hstack([reason])
    reasons, place = _worded_once(rows, rulebook)
    if without is not None:
        place = place.zip_with(judged["rule"].is_not_null(), judged["without"] + len(reasons))
        reasons = pl.concat([reasons, without.alias("reason")], rechunk=True)
    return judged.with_columns(reasons.gather(place))


def _worded_once(rows: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.Series, pl.Series]:
    """Each reason that these rows have, once, and for each row which is its own (UInt32, null where there is no rule).

    Way and day make one small number, so that what is there and its words are look-ups.
    """
    ways = _ways(rulebook)
    first, last = rows.select(first=pl.col("day").min(), last=pl.col("day").max()).fill_null(0).row(0)
    days = last - first + 1
    codes = rows.select((ways.of * days + (pl.col("day") - first)).cast(pl.UInt32).alias("code"))["code"]
    there = pl.Series([False]).new_from_index(0, ways.number * days).scatter(codes.drop_nulls(), True)
    found = there.arg_true().to_frame("code").lazy()
    found = found.select(way=pl.col("code") // days, day=(pl.col("code") % days + first).cast(pl.Int32))
    return _worded(found, rulebook, len(codes)), (there.cum_sum() - 1).gather(codes)


def _worded(rows: pl.LazyFrame, rulebook: Rulebook, events: int) -> pl.Series:
    """The reason of each row (way, day); null where there is no rule."""
    for step in _steps(rulebook):
        rows = rows.with_columns(step)
    return run(rows.select("reason"), events)["reason"]


class _Ways(NamedTuple):
    """Every rule with each kind of event that starts it (and one for where that is itself still owed), numbered.

    number   how many there are
    of       the way of a row, from its columns `rule` and `what`

    and look-ups by the column `way`:

    begins   how its sentence begins, up to the day
    dayless  whether it names no day: an age
    limit    the place of its limit in the table of due days
    counted  how many working days are counted; null where it is not in these
    monthly  whether it is counted in months
    """

    number: int
    of: pl.Expr
    begins: pl.Expr
    dayless: pl.Expr
    limit: pl.Expr
    counted: pl.Expr
    monthly: pl.Expr


@lru_cache(maxsize=16)
def _ways(rulebook: Rulebook) -> _Ways:
    rules = rulebook.rules
    ways: list[tuple[int, str | None]] = [(number, kind) for number, rule in enumerate(rules) for kind in rule.started_by]
    ways += [(number, None) for number, rule in enumerate(rules) if rule.before]
    kinds = {kind: code for code, kind in enumerate([*KINDS, None])}
    numbers = pl.Series([None], dtype=pl.Int32).new_from_index(0, len(rules) * len(kinds))
    numbers = numbers.scatter([rule * len(kinds) + kinds[kind] for rule, kind in ways], range(len(ways)))
    place = pl.col("rule").cast(pl.UInt32) * len(kinds) + (pl.col("what") // 2).fill_null(kinds[None])
    limits = pl.select(rule=pl.int_range(len(rules))).with_columns(limit=compiled(rulebook).rules.limit)["limit"]

    def by_way(values: Iterable[object], sort: type[pl.DataType]) -> pl.Expr:
        return pl.lit(pl.Series(values, dtype=sort)).gather(pl.col("way"))

    return _Ways(
        number=len(ways),
        of=pl.lit(numbers).gather(place).alias("way"),
        begins=by_way((_begins(rules[rule], kind) for rule, kind in ways), pl.String),
        dayless=by_way((rules[rule].by_age is not None for rule, _ in ways), pl.Boolean),
        limit=by_way((limits[rule] for rule, _ in ways), pl.Int32),
        counted=by_way((_amount(rules[rule], "working days") for rule, _ in ways), pl.Int32),
        monthly=by_way((_amount(rules[rule], "months") is not None for rule, _ in ways), pl.Boolean),
    )


def _amount(rule: Rule, unit: str) -> int | None:
    return rule.within.amount if rule.within and rule.within.unit == unit else None


def _begins(rule: Rule, kind: str | None) -> str:
    if rule.before:
        before = f"In the {rule.window.words} before" if rule.window else "Before"
        return f"{before} {KINDS[rule.before].words}{' on ' if kind else ', itself due by '}"
    limit = rule.limit.words if rule.limit else ""
    return f"By the age of {limit}" if rule.by_age or not kind else f"{limit} after {KINDS[kind].words} on "


@lru_cache(maxsize=16)
def _steps(rulebook: Rulebook) -> list[pl.Expr]:
    """How a row becomes a sentence, step by step (kept, since expressions take longer to make than to run for one child)."""
    ways, calendar = _ways(rulebook), rulebook.calendar
    until, in_month = pl.lit(_holidays_until(calendar)), pl.lit(_days_of_month())
    table = compiled(rulebook).due
    due = pl.lit(table).gather((ways.limit * DAYS + pl.col("day")).clip(0, len(table) - 1))
    weekend = pl.col("due") - pl.col("day") - ways.counted - pl.col("holidays")
    short = ways.monthly & (in_month.gather("day") != in_month.gather("due"))
    skipped = _MONTH + weekend.clip(0) * _JOINTS + _joint()
    left_out = skipped.fill_null(pl.when(short).then(in_month.gather("day")).otherwise(0))
    words = (
        ways.begins,
        pl.lit(_day_words()).gather(pl.when(ways.dayless).then(_NO_DAY).otherwise("day")),
        pl.lit(_left_out(rulebook)).gather("left_out"),
        pl.lit(_named(calendar)).gather(_stretch(calendar)),
        pl.lit("."),
    )
    return [
        due.alias("due"),
        until.gather("day").alias("earlier"),
        pl.when(ways.counted.is_null()).then(0).otherwise(until.gather("due") - pl.col("earlier")).alias("holidays"),
        left_out.alias("left_out"),
        pl.concat_str(words).alias("reason"),
    ]


@lru_cache(maxsize=1)
def _day_words() -> pl.Series:
    """Every day in words, by its number: looking a day up costs less than wording it again. The last row is empty."""
    day = (pl.int_range(_NO_DAY, dtype=pl.Int32) + ORIGIN).cast(pl.Date)
    return pl.select(day.dt.to_string("%-d %B %Y")).to_series().extend(pl.Series([""]))


@lru_cache(maxsize=1)
def _days_of_month() -> pl.Series:
    return pl.select((pl.int_range(_NO_DAY, dtype=pl.Int32) + ORIGIN).cast(pl.Date).dt.day().cast(pl.Int32)).to_series()


@lru_cache(maxsize=16)
def _holidays_until(calendar: WorkingCalendar) -> pl.Series:
    """By the number of a day, how many bank holidays on weekdays there were until then, itself included."""
    holidays = [(day - FIRST_DAY).days for day in calendar.weekday_holidays]
    return pl.Series([0], dtype=pl.Int32).new_from_index(0, _NO_DAY).scatter(holidays, 1).cum_sum()


_MONTH = 32
"""Rows of `_left_out` that are about a day which a month lacks; those about weekend days come after them."""
_JOINTS = 3


def _joint() -> pl.Expr:
    """How weekend days and the bank holidays after them are joined: there are none of these, one piece, several."""
    joints = pl.Series([0, 1, *[2] * (MOST_NAMED - 1), 1], dtype=pl.Int32)
    return pl.lit(joints).gather(pl.col("holidays").clip(0, MOST_NAMED + 1))


def _left_out(rulebook: Rulebook) -> pl.Series:
    """What is said of days left out, up to the bank holidays: first of the day that a month lacks, by its number (0 for none),
    then of weekend days, by how many there are and by how the bank holidays are joined to them.
    """
    lacking = ["", *(f" (that month has no day {day}, so its last day)" for day in range(1, _MONTH))]
    weekends = ["", "1 weekend day", *(f"{number} weekend days" for number in range(2, _most_weekend_days(rulebook) + 1))]
    said = [weekend and weekend + joint for weekend in weekends for joint in ("", " and ", ", ")]
    said = [f", not counting {each}" for each in said]
    return pl.Series([*lacking, "", *said[1:]], dtype=pl.String)


def _most_weekend_days(rulebook: Rulebook) -> int:
    """At least as many as any count of working days can leave out, were every bank holiday in it."""
    most = max((_amount(rule, "working days") or 0 for rule in rulebook.rules), default=0)
    return 2 * ((most + len(rulebook.calendar.weekday_holidays)) // 5 + 1)


def _named(calendar: WorkingCalendar) -> pl.Series:
    """The bank holidays of a stretch of the list of them, in words: every stretch that is short enough to be named, by its
    length and its first holiday; then how many there are, by that.
    """
    words = [f"{day.day} {_MONTHS[day.month - 1]} ({calendar.bank_holidays[day]})" for day in calendar.weekday_holidays]
    first = pl.Series([*words, ""])  # a row also for what comes after the last, where no stretch begins
    listed, named = first, [pl.Series([""]).new_from_index(0, len(first)), first]
    for length in range(2, MOST_NAMED + 1):
        last = first.shift(1 - length)
        named.append(listed + " and " + last)
        listed = listed + ", " + last
    return pl.concat([*named, pl.Series([f"{number} bank holidays" for number in range(len(first))])], rechunk=True)


def _stretch(calendar: WorkingCalendar) -> pl.Expr:
    """The row of `_named`."""
    starts = len(calendar.weekday_holidays) + 1
    few = pl.col("holidays") * starts + pl.col("earlier")
    many = starts * (MOST_NAMED + 1) + pl.col("holidays")
    return pl.when(pl.col("holidays") > MOST_NAMED).then(many).otherwise(few)
