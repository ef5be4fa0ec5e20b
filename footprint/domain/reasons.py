"""Why a date is what it is, in a sentence: the limit, what it was counted from, and which days were left out.

A reason depends on the rule, the kind of event that started the duty and its day, so each distinct one is worded once,
however many children share it.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from footprint.domain.compiled import DAYS, ORIGIN, compiled
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS
from footprint.domain.working_days import FIRST_DAY, WorkingCalendar

MOST_NAMED = 8
"""Bank holidays named one by one in a reason; a longer count says how many there were."""

_KIND_WORDS = pl.Series([kind.words for kind in KINDS.values()], dtype=pl.String)
_KINDS, _DAYS = 2**9, 2**16
_NO_KIND = _KINDS - 1
_WITHOUT_RULE = 2**60
_MONTHS = "January February March April May June July August September October November December".split()


def with_reasons(judged: pl.DataFrame, rulebook: Rulebook, without: pl.Series | None = None) -> pl.DataFrame:
    """Duties, as `duties.judge` gives them, with the reason of each (String).

    Args:
        without: reasons for rows that have no rule; their column `without` says which.
    """
    key = (pl.col("rule").cast(pl.UInt64) * _KINDS + pl.col("what").fill_null(_NO_KIND)) * _DAYS + pl.col("day").cast(pl.UInt64)
    rows = judged.with_columns(key.alias("why") if without is None else pl.coalesce(key, pl.col("without") + _WITHOUT_RULE).alias("why"))
    distinct = rows["why"].unique().to_frame().filter(pl.col("why") < _WITHOUT_RULE)
    worded = distinct.with_columns(_words(_told_apart(distinct, rulebook), rulebook).alias("reason"))
    if without is not None:
        codes = pl.int_range(_WITHOUT_RULE, _WITHOUT_RULE + len(without), dtype=pl.UInt64, eager=True)
        worded = pl.concat([worded, pl.DataFrame({"why": codes, "reason": without})])
    return rows.join(worded, on="why", how="left", maintain_order="left").drop("why")


def _told_apart(keys: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """What each key stands for: rule, what, day, and the due day by the rule's limit from that day (its own for the others)."""
    what = pl.col("why") // _DAYS % _KINDS
    rows = keys.select(
        (pl.col("why") // (_KINDS * _DAYS)).cast(pl.UInt16).alias("rule"),
        pl.when(what != _NO_KIND).then(what).alias("what"),
        (pl.col("why") % _DAYS).cast(pl.Int32).alias("day"),
    )
    tables = compiled(rulebook)
    place = _of(tables.rules.limit) * DAYS + pl.col("day")
    counted = pl.lit(tables.due).gather(place.clip(0, len(tables.due) - 1))
    return rows.with_columns(pl.when(_of(tables.rules.anchored)).then("day").otherwise(counted).alias("due"))


def _words(rows: pl.DataFrame, rulebook: Rulebook) -> pl.Series:
    rules = rulebook.rules
    start, due = (_said((pl.col(name) + ORIGIN).cast(pl.Date)) for name in ("day", "due"))
    event = pl.lit(_KIND_WORDS).gather(pl.col("what") // 2)
    before, limit = _column([_before(rule) for rule in rules]), _column([_limit(rule) for rule in rules])
    rows = rows.with_columns(_left_out(rows, rulebook))
    awaited = pl.when(pl.col("what").is_null()).then(pl.lit(", itself due by ")).otherwise(pl.lit(" on "))
    sentence = (
        pl.when(_of(before).is_not_null())
        .then(pl.concat_str(_of(before), awaited, due, pl.lit(".")))
        .when(_of(compiled(rulebook).rules.by_age))
        .then(pl.concat_str(pl.lit("By the age of "), _of(limit), pl.lit(".")))
        .otherwise(pl.concat_str(_of(limit), pl.lit(" after "), event, pl.lit(" on "), start, "left_out", pl.lit(".")))
    )
    return rows.select(sentence.alias("reason"))["reason"]


def _column(values: list[str | None]) -> pl.Series:
    return pl.Series(values, dtype=pl.String)


def _of(column: pl.Series) -> pl.Expr:
    return pl.lit(column).gather(pl.col("rule"))


def _limit(rule: Rule) -> str | None:
    return rule.limit.words if rule.limit else None


def _before(rule: Rule) -> str | None:
    if rule.before is None:
        return None
    words = KINDS[rule.before].words
    return f"In the {rule.window.words} before {words}" if rule.window else f"Before {words}"


def _said(day: pl.Expr) -> pl.Expr:
    return day.dt.to_string("%-d %B %Y")


def _left_out(rows: pl.DataFrame, rulebook: Rulebook) -> pl.Expr:
    """Which days a count of working days left out, and where a month has no such day."""
    amounts = pl.Series([rule.within.amount if _in(rule, "working days") else None for rule in rulebook.rules], dtype=pl.Int32)
    monthly = pl.Series([_in(rule, "months") for rule in rulebook.rules], dtype=pl.Boolean)
    start, due = ((pl.col(name) + ORIGIN).cast(pl.Date).dt.day() for name in ("day", "due"))
    short = pl.format(" (that month has no day {}, so its last day)", start)
    skipped = pl.lit(_skipped(rows.select("day", "due", amount=_of(amounts)), rulebook.calendar))
    words = pl.when(_of(amounts).is_not_null()).then(skipped).when(_of(monthly) & (start != due)).then(short)
    return words.otherwise(pl.lit("")).alias("left_out")


def _in(rule: Rule, unit: str) -> bool:
    return rule.within is not None and rule.within.unit == unit


def _skipped(counts: pl.DataFrame, calendar: WorkingCalendar) -> pl.Series:
    """In words, the days that each count (day, due, amount of working days) left out: how many of weekends, each bank holiday."""
    holidays = calendar.weekday_holidays
    numbers = pl.Series([(each - FIRST_DAY).days for each in holidays], dtype=pl.Int32)
    first, last = (numbers.search_sorted(counts[name], side="right").cast(pl.Int32) for name in ("day", "due"))
    spans = pl.DataFrame({"first": first, "last": last})
    rows = pl.concat([counts, spans], how="horizontal").join(_named(spans, calendar), on=["first", "last"], how="left", maintain_order="left")
    weekend = pl.col("due") - pl.col("day") - pl.col("amount") - (pl.col("last") - pl.col("first"))
    days = pl.when(weekend > 0).then(pl.format("{} weekend days", weekend))
    said = pl.concat_str(days, "named", separator=" and ", ignore_nulls=True)
    return rows.select(pl.when(said != "").then(pl.concat_str(pl.lit(", not counting "), said)).otherwise(pl.lit("")).alias("said"))["said"]


def _named(spans: pl.DataFrame, calendar: WorkingCalendar) -> pl.DataFrame:
    """The bank holidays of each distinct stretch of the list of them, in words."""
    spans = spans.unique().drop_nulls()
    words = [_list([_holiday(each, calendar) for each in calendar.weekday_holidays[first:last]]) for first, last in spans.rows()]
    return spans.with_columns(pl.Series("named", words, dtype=pl.String))


def _holiday(day: date, calendar: WorkingCalendar) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} ({calendar.bank_holidays[day]})"


def _list(parts: list[str]) -> str | None:
    if len(parts) > MOST_NAMED:
        return f"{len(parts)} bank holidays"
    return ", ".join(parts) or None
