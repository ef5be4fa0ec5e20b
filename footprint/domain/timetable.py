"""The review timetable of each child: every review with the day by which it was due, and the next one due.

A view of duties: each review takes the earliest legal date that it met, by whichever regime was in force; the next is the
earliest legal date still owed, with the earliest local one beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import polars as pl

from footprint.domain.chronology import UNKNOWN_START, Chronology
from footprint.domain.compiled import FAR, ORIGIN, Compiled, by_rule, compiled, what_is
from footprint.domain.duties import judge, presented
from footprint.domain.facts import Facts, Rows, known, run
from footprint.domain.reasons import with_reasons
from footprint.domain.rulebook import Rulebook

COLUMNS = ["child", "period_started", "number", "kind", "due", "held", "on_time", "rule", "reason", "incomplete"]
"""The fields of a row, as outside programs rely on them."""
_REVIEW = "review_held"
NEEDED = frozenset({"looked_after", "short_breaks", _REVIEW})
"""What the timetable needs of a chronology beside what its rules name."""

KIND_OF_REVIEW = pl.Enum(["first", "second", "later", "next"])
_CARE = ["looked_after", "short_breaks"]
_NEEDED_OF_DUTIES = ("child", "rule", "what", "day", "due", "met", "met_event", "ended")
_DAY_BITS = 2**16
_WITHOUT = pl.Series(
    [
        "These files do not show when care began, nor any review, so no date can be counted.",
        "No period of care in these files covers this day.",
        "The review before it is not in these files, so no date can be counted.",
        "No rule of the rulebook was in force on the day from which it would be counted.",
    ]
)
"""Why a row has no date: the next review; a review outside care; the first seen of a period that began before; any other."""


def timetable(chronology: Chronology, rulebook: Rulebook, as_at: date) -> pl.DataFrame:
    """Each child's reviews, and for a child in care the next one due, as at a day.

    Returns:
        COLUMNS: child (String), period_started (Date, null where care began before the records), number (UInt32, of the
        review in its period, null where that is not known), kind (first, second, later, next; null for a review outside
        every period of care), due, held (Date), on_time (Boolean), rule (Enum), reason (String), incomplete (Boolean); and then
        local_due (Date), local_rule (Enum) beside the next review. Reviews in the order of the children and of their
        dates; after them all the next reviews, in the order of the children.
    """
    rules = rulebook.only(met_by=_REVIEW)
    return _in_order(_of_some(part, rules, as_at) for part in chronology.parts())


def timetable_and_duties(chronology: Chronology, rulebook: Rulebook, as_at: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both for those who want both: what `timetable` and `duties` give, judged once."""
    parts = [_both_of_some(part, rulebook, as_at) for part in chronology.parts()]
    return _in_order(timed for timed, _ in parts), pl.concat(owed for _, owed in parts)


_Timed = tuple[pl.DataFrame, pl.DataFrame]
"""The reviews of some of the children, and their next ones."""


def _in_order(parts: Iterable[_Timed]) -> pl.DataFrame:
    """The reviews of all parts, then their next ones."""
    parts = list(parts)
    return pl.concat([held for held, _ in parts] + [following for _, following in parts])


def _of_some(chronology: Chronology, rules: Rulebook, as_at: date) -> _Timed:
    tables = compiled(rules)
    facts = known(chronology, tables, as_at)
    return _timed(judge(facts, tables, _NEEDED_OF_DUTIES), chronology, facts, rules)


def _both_of_some(chronology: Chronology, rulebook: Rulebook, as_at: date) -> tuple[_Timed, pl.DataFrame]:
    tables = compiled(rulebook)
    facts = known(chronology, tables, as_at)
    judged = judge(facts, tables)
    of_reviews = judged.select(_NEEDED_OF_DUTIES).filter(_of_reviews(rulebook))
    return _timed(of_reviews, chronology, facts, rulebook), presented(judged, chronology, facts, rulebook)


@lru_cache(maxsize=16)
def _of_reviews(rulebook: Rulebook) -> pl.Expr:
    """Whether a duty is one of those that the timetable of reviews is made of."""
    chosen = set(rulebook.only(met_by=_REVIEW).rules)
    return by_rule(pl.Series([rule in chosen for rule in rulebook.rules], dtype=pl.Boolean))


def _timed(judged: pl.DataFrame, chronology: Chronology, facts: Facts, rules: Rulebook) -> _Timed:
    """The duties that a review meets, as a timetable."""
    tables = compiled(rules)
    periods = _periods(chronology, facts.as_at)
    held = _held(judged, periods, facts, tables)
    following = _following(judged, periods, tables)
    told = _told(pl.concat([held, following], how="diagonal"), chronology, rules)
    return told.head(len(held)), told.slice(len(held))


def _periods(chronology: Chronology, as_at: int) -> pl.DataFrame:
    """Periods of care and series of short breaks: child, opened, shut (days), earlier; in order."""
    spells = chronology.spells.lazy().filter(pl.col("state").is_in(_CARE))
    days = {name: pl.col(name).to_physical() - ORIGIN for name in ("started", "ended", "known", "ended_known")}
    rows = spells.filter(days["known"] <= as_at).select(
        "child",
        days["started"].alias("opened"),
        pl.when(days["ended_known"] <= as_at).then(days["ended"]).otherwise(FAR).alias("shut"),
        pl.col("before").alias("earlier"),
    )
    return run(rows.sort(_place("opened")), len(chronology.spells))


def _place(day: str) -> pl.Expr:
    """A day of a child as one number that sorts."""
    return pl.col("child").cast(pl.UInt64) * _DAY_BITS + pl.col(day).clip(0, FAR).cast(pl.UInt64)


def _reviews(facts: Facts) -> Rows:
    """The reviews held: child, event (its row among the facts' events), held (days), place; one a child and day, in order."""
    event = pl.int_range(pl.len(), dtype=pl.UInt32).alias("event")
    rows = facts.events.lazy().with_columns(event).filter(pl.col("what") == what_is(_REVIEW))
    return rows.select("child", "event", pl.col("day").alias("held")).with_columns(_place("held").alias("place"))


def _held(judged: pl.DataFrame, periods: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Each review with its period, its number in it, and the earliest legal date that it met."""
    found = periods.lazy().select("opened", "earlier", _place("opened").alias("place"), until=_place("shut"))
    found = _reviews(facts).join_asof(found, on="place", strategy="backward", check_sortedness=False)
    inside = pl.when(pl.col("place") <= pl.col("until"))  # which no day of a later child is
    found = found.select("child", "held", "event", inside.then("opened").alias("opened"), inside.then("earlier").alias("earlier"))
    rows = run(found.with_columns(_number()), len(facts.events))
    met = _earliest_met(judged, rows["event"], facts, tables)
    return rows.drop("event").hstack(met)


def _number() -> pl.Expr:
    first = pl.col("child").ne_missing(pl.col("child").shift(1)) | pl.col("opened").ne_missing(pl.col("opened").shift(1))
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    return (row - pl.when(first).then(row).forward_fill() + 1 + pl.col("earlier")).alias("number")


def _legal(tables: Compiled) -> pl.Expr:
    return by_rule(tables.about["statutory"])


def _earliest_met(judged: pl.DataFrame, events: pl.Series, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """For each event of a review the duty, of those that it met, that was due first: rule, what, day, due.

    Nearly every review meets one duty only: all are written to their places at once, then those of places that several were
    written to are written again, the earliest last.
    """
    counts = pl.col("met").is_not_null() & (pl.col("met_event") < len(facts.events)) & _legal(tables)
    rows = judged.lazy().with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")).filter(counts)
    met = run(rows.select("met_event", "row"), len(judged))
    places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(facts.events)).scatter(met["met_event"], met["row"])
    lost = met.filter(places.gather(met["met_event"]) != met["row"])
    contested = pl.concat([lost["row"], places.gather(lost["met_event"])])
    again = judged[contested].select("met_event", "due", contested).sort("due", "row", descending=True)
    places = places.scatter(again["met_event"], again["row"])
    return judged.select("rule", "what", "day", "due")[places.gather(events)]


def _following(judged: pl.DataFrame, periods: pl.DataFrame, tables: Compiled) -> pl.DataFrame:
    """The next review of each child in care: the earliest legal date owed, and the earliest local one."""
    owed = judged.lazy().filter(pl.col("met").is_null() & pl.col("ended").is_null()).sort("child", "due", maintain_order=True)
    legal = owed.filter(_legal(tables)).unique("child", keep="first", maintain_order=True)
    local = owed.filter(~_legal(tables)).unique("child", keep="first", maintain_order=True)
    local = local.select("child", pl.col("due").alias("local_due"), pl.col("rule").alias("local_rule"))
    in_care = periods.lazy().filter(pl.col("shut") == FAR).unique("child", keep="last", maintain_order=True)
    for owed_next in (legal.select("child", "rule", "what", "day", "due"), local):
        in_care = in_care.join(owed_next, on="child", how="left", maintain_order="left")
    return run(in_care.drop("shut").with_columns(pl.lit(True).alias("following")), len(judged))


def _told(rows: pl.DataFrame, chronology: Chronology, rules: Rulebook) -> pl.DataFrame:
    """Numbers as names and dates, each with its reason: that of its rule, or why there is none."""
    names = compiled(rules).about["rule"]
    following = pl.col("following").fill_null(False)
    number = pl.when(~following & (pl.col("earlier") == 0)).then("number")
    kind = pl.when(following).then(3).when(pl.col("opened").is_not_null()).then(pl.col("number").clip(upper_bound=3) - 1)
    day = {name: (pl.col(name) + ORIGIN).cast(pl.Date) for name in ("opened", "due", "held", "local_due")}
    without = pl.when(pl.col("rule").is_null()).then(_without_rule(following)).cast(pl.UInt32)
    told = (
        with_reasons(rows.with_columns(without.alias("without")), rules, _WITHOUT)
        .lazy()
        .select(
            pl.lit(chronology.children["child"]).gather("child").alias("child"),
            pl.when(day["opened"] != UNKNOWN_START).then(day["opened"]).alias("period_started"),
            number.alias("number"),
            kind.cast(pl.UInt8).cat.to(KIND_OF_REVIEW).alias("kind"),
            day["due"],
            day["held"],
            (pl.col("held") <= pl.col("due")).alias("on_time"),
            pl.lit(names).gather("rule").alias("rule"),
            "reason",
            _incomplete(chronology).alias("incomplete"),
            day["local_due"],
            pl.lit(names).gather("local_rule").alias("local_rule"),
        )
    )
    return run(told, len(rows))


def _incomplete(chronology: Chronology) -> pl.Expr:
    """Whether a row of the child was set aside; where none was, there is nothing to look up."""
    incomplete = chronology.children["incomplete"]
    return pl.lit(incomplete).gather("child") if incomplete.any() else pl.lit(False)


def _without_rule(following: pl.Expr) -> pl.Expr:
    begun_before = (pl.col("earlier") > 0) & (pl.col("number") == pl.col("earlier") + 1)
    return pl.when(following).then(0).when(pl.col("opened").is_null()).then(1).when(begun_before).then(2).otherwise(3)
