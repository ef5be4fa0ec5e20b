"""Duties: what is owed, by when and why. One function from a chronology, a rulebook and a date, for one child or the nation.

A fixed number of table operations, whatever the number of rules and children:

1. take what was known on the date;
2. an event starts duties where the state that its rules name holds (`_starts`);
3. the due date is one look-up in the rulebook's table of limits (`_counted`);
4. the first right event on or after the start meets it; the end of the state, or an event that says so, ends it (`_judged`);
5. a rule "before" an event that is itself still owed looks to the day by which it is owed (`_ahead`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.compiled import ALWAYS, DAYS, FAR, NO_TABLE, ORIGIN, Compiled, compiled
from footprint.domain.limits import day_number
from footprint.domain.rulebook import Rulebook
from footprint.domain.vocabulary import KIND

STATUS = pl.Enum(["open", "met", "met late", "overdue", "lapsed"])
"""open: not yet due; met; met late; overdue: due, unmet and still owed; lapsed: what it was owed for ended, or the event
before which it was owed came, before it was met."""
_OPEN, _MET, _MET_LATE, _OVERDUE, _LAPSED = (pl.lit(code, pl.UInt8) for code in range(5))

_STATE_BITS = 6
_LANE_BITS = 10
_DAY_BITS = 16


@dataclass(frozen=True)
class _Facts:
    """What was known: events as (child, kind, day, about), spells as (home: child and state, opened, shut, earlier)."""

    events: pl.DataFrame
    spells: pl.DataFrame
    meets: pl.DataFrame
    born: pl.Series
    as_at: int


def duties(chronology: Chronology, rulebook: Rulebook, as_at: date) -> pl.DataFrame:
    """Every duty that the chronology starts, as it stood at the end of a day.

    Returns:
        One row a duty: child (String), rule (Enum), title, owner, source (Categorical), statutory (Boolean), about (String,
        which review or escalation, for a rule that asks for the same one), event (Enum, the kind that started it), from_day (Date of that event), started, due,
        met, ended (Date), status (Enum), days_late (Int32, 0 unless late). `reasons.explained` adds the reason in words.
        No order is promised.
    """
    tables = compiled(rulebook)
    facts = _known(chronology, tables, as_at)
    judged = _judged(_counted(_starts(facts, tables), facts, tables), facts, tables)
    if len(tables.ahead):
        judged = pl.concat([judged, _ahead(judged, facts, tables)])
    return _presented(judged, chronology, tables)


def _known(chronology: Chronology, tables: Compiled, as_at: date) -> _Facts:
    known = pl.col("known") <= as_at
    events = chronology.events.filter(known).select(
        pl.col("child").cast(pl.UInt64),
        pl.col("kind").to_physical().cast(pl.UInt8),
        _day(pl.col("on")).alias("day"),
        pl.col("about").cast(pl.Categorical).to_physical().cast(pl.UInt64).add(1).fill_null(0),
    )
    lasts = pl.col("ended_known").is_null() | (pl.col("ended_known") > as_at)
    spells = chronology.spells.filter(known).select(
        _home("child", "state").alias("home"),
        _day(pl.col("started")).alias("opened"),
        pl.when(lasts).then(FAR).otherwise(_day(pl.col("ended"))).alias("shut"),
        pl.col("before").alias("earlier"),
    )
    born = chronology.children["dob"].to_physical() - ORIGIN
    return _Facts(events, spells, _members(events, tables.meets, len(born)), born, day_number(as_at) - ORIGIN)


def _day(column: pl.Expr) -> pl.Expr:
    return (column.to_physical() - ORIGIN).clip(0, FAR - 1)


def _home(child: str, state: str) -> pl.Expr:
    return pl.col(child).cast(pl.UInt64) * 2**_STATE_BITS + pl.col(state).to_physical().cast(pl.UInt64)


def _key(scope: pl.Expr, lane: str, day: pl.Expr) -> pl.Expr:
    """A day in one lane of one child (or of one review, or escalation) as one number, so that order is one sort."""
    number = scope * 2 ** (_LANE_BITS + _DAY_BITS) + pl.col(lane) * 2**_DAY_BITS
    return (number + day.clip(0, FAR).cast(pl.UInt64)).alias("key")


def _scope(children: int) -> pl.Expr:
    """The child or, for a rule about one review or escalation, that, numbered after the children."""
    return pl.when("scoped").then(pl.col("about") + children).otherwise("child")


_HAS_SCOPE = ~pl.col("scoped") | (pl.col("about") > 0)


def _starts(facts: _Facts, tables: Compiled) -> pl.DataFrame:
    """Events in the states in which they may start something, each with its place: first, second, later."""
    rows = facts.events.join(tables.lanes, on="kind").join(facts.spells, left_on=_home("child", "within_state"), right_on="home", how="left")
    rows = rows.filter(_HAS_SCOPE & _holds("within_state", "opened", "shut"))
    scope = _scope(len(facts.born)).alias("scope")
    about = pl.when("scoped").then("about").otherwise(0)
    rows = rows.with_columns(scope, about.alias("about"), _key(scope, "lane", pl.col("day"))).sort("key")
    rows = rows.filter(pl.col("key").ne_missing(pl.col("key").shift(1))).with_columns(_nth())
    return _when(rows, facts, tables)


def _when(rows: pl.DataFrame, facts: _Facts, tables: Compiled) -> pl.DataFrame:
    """Rows on whose day the state that "when" names holds."""
    if not tables.has_when:
        return rows
    spells = facts.spells.select("home", pl.col("opened").alias("when_from"), pl.col("shut").alias("when_until"))
    rows = rows.join(spells, left_on=_home("child", "when"), right_on="home", how="left")
    return rows.filter(_holds("when", "when_from", "when_until"))


def _holds(state: str, opened: str, shut: str) -> pl.Expr:
    """The row's day lies in the spell; every child is always in the state `ALWAYS`."""
    return (pl.col(state) == ALWAYS) | ((pl.col(opened) <= pl.col("day")) & (pl.col("day") < pl.col(shut)))


def _nth() -> pl.Expr:
    """The place of each row among those of its lane and spell; the rows are in order of key."""
    lane = pl.col("key") // 2**_DAY_BITS
    first = lane.ne_missing(lane.shift(1)) | pl.col("opened").ne_missing(pl.col("opened").shift(1))
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    return (row - pl.when(first).then(row).forward_fill() + 1 + pl.col("earlier").fill_null(0)).alias("nth")


def _counted(starts: pl.DataFrame, facts: _Facts, tables: Compiled) -> pl.DataFrame:
    """Each start with each of its rules: when the duty started, is due, and may first be met."""
    place, day = pl.col("nth"), pl.col("day")
    rows = starts.join(tables.rules, on="lane").filter(
        (pl.col("lowest") <= place) & (place <= pl.col("highest")) & (pl.col("opens") <= day) & (day < pl.col("closes"))
    )
    rows = rows.with_columns(
        pl.when("anchored").then("day").otherwise(_look_up(tables, "limit", _base(facts, tables))).alias("due"),
        pl.when("anchored").then(_window(tables, "day")).otherwise("day").alias("started"),
    )
    rows = rows.filter(pl.col("due") >= pl.col("started"))
    if tables.many_starts:
        rows = _once(rows)
    return rows


def _base(facts: _Facts, tables: Compiled) -> pl.Expr:
    """The day from which the limit is counted: the event, or for an age the birth."""
    if not tables.has_age:
        return pl.col("day")
    born = pl.lit(facts.born).gather(pl.col("child"))
    return pl.when("by_age").then(pl.when(born >= 0).then(born)).otherwise("day")


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """One duty where two events that both start a rule fall on one day."""
    several = pl.col("several")
    return pl.concat([rows.filter(~several), rows.filter(several).unique(["rule", "scope", "day"], maintain_order=True)])


def _look_up(tables: Compiled, limit: str, day: pl.Expr) -> pl.Expr:
    return pl.lit(tables.due).gather((pl.col(limit) * DAYS + day).clip(0, len(tables.due) - 1))


def _window(tables: Compiled, day: str) -> pl.Expr:
    return pl.when(pl.col("window") == NO_TABLE).then("opened").otherwise(_look_up(tables, "window", pl.col(day)))


def _earliest(tables: Compiled) -> pl.Expr:
    """The first day on which an event can meet the duty: one event cannot both start it and meet it."""
    after = pl.when(pl.col("not_before") == NO_TABLE).then(pl.col("day") + pl.col("strictly"))
    after = after.otherwise(_look_up(tables, "not_before", pl.col("day")))
    return pl.when("anchored").then("started").otherwise(after)


def _judged(rows: pl.DataFrame, facts: _Facts, tables: Compiled) -> pl.DataFrame:
    """What met each duty or ended it, and so how it stands."""
    rows = _next(rows, _key(pl.col("scope"), "group", _earliest(tables)), facts.meets, "met")
    ended = pl.when(pl.col("shut") < FAR).then("shut")
    if len(tables.ends):
        endings = _members(facts.events, tables.ends, len(facts.born))
        rows = _next(rows, _key(pl.col("scope"), "ending", pl.col("day") + 1), endings, "stopped")
        ended = pl.min_horizontal(ended, "stopped")
    return _standing(rows, pl.when("anchored").then("due").otherwise(ended), facts.as_at)


def _members(events: pl.DataFrame, groups: pl.DataFrame, children: int) -> pl.DataFrame:
    """The keys of the events that belong to each group of kinds, in order."""
    rows = events.join(groups, on="kind").filter(_HAS_SCOPE)
    key = _key(_scope(children), "group", pl.col("day"))
    return rows.select(key, key.alias("found")).sort("key")


def _next(rows: pl.DataFrame, key: pl.Expr, members: pl.DataFrame, name: str) -> pl.DataFrame:
    """Each row with the day of the first member of its group on or after the day of its key, null where there is none."""
    rows = rows.with_columns(key).sort("key").join_asof(members, on="key", strategy="forward", check_sortedness=False)
    same = pl.col("found") // 2**_DAY_BITS == pl.col("key") // 2**_DAY_BITS
    day = (pl.col("found") % 2**_DAY_BITS).cast(pl.Int32)
    return rows.select(pl.exclude("found"), pl.when(same).then(day).alias(name))


def _standing(rows: pl.DataFrame, ended: pl.Expr, as_at: int) -> pl.DataFrame:
    """The status of each duty; what met it counts only until what ended it."""
    met = pl.when(pl.col("met") <= ended.fill_null(FAR)).then("met")
    past = pl.col("due") < as_at
    silence = met.is_null() & pl.col("lapses") & past
    ended = pl.when(silence).then(pl.min_horizontal(ended, "due")).otherwise(ended)
    rows = rows.with_columns(met, ended.alias("ended"))
    status = pl.when(pl.col("met") <= pl.col("due")).then(_MET).when(pl.col("met").is_not_null()).then(_MET_LATE)
    status = status.when(pl.col("ended").is_not_null()).then(_LAPSED).when(past).then(_OVERDUE).otherwise(_OPEN)
    until = pl.coalesce("met", "ended", pl.lit(as_at, pl.Int32))
    return rows.select(*_JUDGED, status.alias("status"), (until - pl.col("due")).clip(0).alias("days_late"))


_JUDGED = ("child", "rule", "about", "kind", "day", "started", "due", "met", "ended")


def _ahead(judged: pl.DataFrame, facts: _Facts, tables: Compiled) -> pl.DataFrame:
    """Duties before an event that is itself still owed: the earliest legal day by which it is owed stands for it."""
    owed = judged.filter(pl.col("met").is_null() & pl.col("ended").is_null()).select("child", "due", awaited="rule")
    rows = owed.join(tables.ahead, on="awaited").filter((pl.col("opens") <= pl.col("due")) & (pl.col("due") < pl.col("closes")))
    rows = rows.sort("due").unique(["child", "rule"], keep="first").with_columns(pl.lit(facts.as_at).alias("day"))
    rows = _when(rows, facts, tables)
    lasting = facts.spells.filter(pl.col("shut") == FAR)
    rows = rows.join(lasting, left_on=_home("child", "within_state"), right_on="home", how="left").filter(_holds("within_state", "opened", "shut"))
    rows = rows.with_columns(day=pl.col("due"), started=_window(tables, "due"), about=pl.lit(0, pl.UInt64))
    rows = _next(rows, _key(pl.col("child"), "group", pl.col("started")), facts.meets, "met")
    return _standing(rows, pl.lit(None, pl.Int32), facts.as_at)


def _presented(judged: pl.DataFrame, chronology: Chronology, tables: Compiled) -> pl.DataFrame:
    """The days as dates and the numbers as names."""
    days = ("started", "due", "met", "ended")
    return judged.select(
        pl.lit(chronology.children["child"]).gather(pl.col("child")).alias("child"),
        *(pl.lit(tables.about[name]).gather(pl.col("rule")).alias(name) for name in tables.about.columns),
        pl.when(pl.col("about") > 0).then(pl.col("about") - 1).cast(pl.UInt32).cat.to(pl.Categorical).cast(pl.String).alias("about"),
        pl.col("kind").cat.to(KIND).alias("event"),
        (pl.col("day") + ORIGIN).cast(pl.Date).alias("from_day"),
        *((pl.col(name) + ORIGIN).cast(pl.Date) for name in days),
        pl.col("status").cat.to(STATUS),
        "days_late",
    )
