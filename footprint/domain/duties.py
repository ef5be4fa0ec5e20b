"""Duties: what is owed, by when and why. One function from a chronology, a rulebook and a date, for one child or the nation.

A fixed number of table operations, whatever the number of rules and children:

1. take what was known on the date, in order (`known`);
2. the events of a spell are a slice of that order, and start duties by their place in it (`_starts`);
3. the due date is one look-up in the rulebook's table of limits (`_counted`);
4. the first right event on or after the start meets it; the end of the state, or an event that says so, ends it (`_judged`);
5. a rule "before" an event that is itself still owed looks to the day by which it is owed (`_ahead`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.compiled import ALWAYS, DAYS, FAR, NO_TABLE, ORIGIN, WHAT, Columns, Compiled, compiled
from footprint.domain.facts import DAY, FEW, STATE, SUBJECT, Facts, Rows, known, run
from footprint.domain.reasons import with_reasons
from footprint.domain.rulebook import Rulebook
from footprint.domain.vocabulary import KIND

STATUS = pl.Enum(["open", "met", "met late", "overdue", "lapsed"])
"""open: not yet due; met; met late; overdue: due, unmet and still owed; lapsed: what it was owed for ended, or the event
before which it was owed came, before it was met."""
_SCOPED = pl.col("what") % 2 == 1
"""Events about a review or escalation."""
_RULES = 2**16
_OPEN, _MET, _MET_LATE, _OVERDUE, _LAPSED = (pl.lit(code, pl.UInt8) for code in range(5))


def duties(chronology: Chronology, rulebook: Rulebook, as_at: date) -> pl.DataFrame:
    """Every duty that the chronology starts, as it stood at the end of a day.

    Returns:
        One row a duty: child (String), rule (Enum), title, owner, source (Categorical), statutory (Boolean), about (String,
        which review or escalation, for a rule that asks for the same one), event (Enum, the kind that started it), from_day
        (Date of that event), started, due, met, ended (Date), status (Enum), days_late (Int32, 0 unless late), reason
        (String). No order is promised.
    """
    return pl.concat(_of_some(part, rulebook, as_at) for part in chronology.parts())


def _of_some(chronology: Chronology, rulebook: Rulebook, as_at: date) -> pl.DataFrame:
    """The duties of some of the children."""
    tables = compiled(rulebook)
    facts = known(chronology, tables, as_at)
    return presented(judge(facts, tables), chronology, facts, rulebook)


def judge(facts: Facts, tables: Compiled, only: Sequence[str] | None = None) -> pl.DataFrame:
    """Every duty as bare numbers, for those who go on to count: rows of children and rules, days from `FIRST_DAY`.

    `met_event` is the row, among the facts' events, of what met a duty (past their end where several kinds can meet it).

    Args:
        only: the columns that are wanted, so that the others are not worked out; all by default.
    """
    events = len(facts.events)
    chosen = pl.all() if only is None else pl.col(only)
    counted = run(_counted(_starts(facts, tables), facts, tables), events)
    judged = run(_judged(counted, facts, tables).select(chosen), events)
    if not len(tables.ahead):
        return judged
    awaited = run(_awaited(judged.lazy(), tables), events)
    return pl.concat([judged, run(_ahead(awaited.lazy(), facts, tables).select(chosen), events)]) if len(awaited) else judged


def _search(ordered: pl.Series, wanted: pl.Expr) -> pl.Expr:
    """For each wanted number the row of the first in order that is not smaller."""
    return pl.lit(ordered).search_sorted(wanted, side="left").cast(pl.UInt32)


def _starts(facts: Facts, tables: Compiled) -> Rows:
    """Events in the states in which they may start something, each with every rule that it starts at its place."""
    lanes = tables.lanes.lazy()
    if len(facts.events) > FEW:  # to look for what never happened costs more than to find out what did
        lanes = lanes.filter(pl.col("what").is_in(facts.events["what"].unique().implode()))
    rows = _slices(facts, lanes, tables).with_columns(pl.lit(facts.events["day"]).gather("event").alias("day"))
    return rows.filter(_holds(facts, pl.col("when"))) if tables.uses.when else rows


_LANE = ((pl.col("child").cast(pl.UInt64) + pl.when(_SCOPED).then(SUBJECT).otherwise(0)) * WHAT + pl.col("what")) * DAY
_START = pl.col("first") + (pl.col("low") - 1 - pl.col("earlier")).clip(0)
_STOP = pl.min_horizontal("past", pl.col("first") + pl.col("high") - pl.col("earlier"))


def _slices(facts: Facts, lanes: Rows, tables: Compiled) -> Rows:
    """The events of each spell for each lane that its state opens are a slice of the order, and those that start a rule are a
    slice of that: those at the places, first, second or later, that the rule asks for.
    """
    first, past = (_search(facts.order, _LANE + pl.col(name).cast(pl.UInt64)) for name in ("opened", "shut"))
    rows = facts.spells.lazy().join(lanes, on="state").with_columns(first.alias("first"), past.alias("past"))
    rows = rows.filter(pl.col("first") < pl.col("past")).join(tables.starting.lazy(), on="lane")
    start, stop, numbered = _START, _STOP, tables.uses.numbered_subjects and len(facts.subjects) > 0
    if numbered:
        start, stop = pl.when(_SCOPED).then("first").otherwise(start), pl.when(_SCOPED).then("past").otherwise(stop)
    rows = rows.with_columns(pl.int_ranges(start, stop, dtype=pl.UInt32).alias("event")).explode("event", empty_as_null=False)
    rows = rows.filter(~_SCOPED | _among(facts).is_between("low", "high")) if numbered else rows
    return rows.select("child", "what", "when", "opened", "shut", "event", "rule")


def _among(facts: Facts) -> pl.Expr:
    """The place of an event about a review or escalation, among those about the same."""
    lane = (pl.lit(facts.events["scope"]).gather("event") * WHAT + pl.col("what")) * DAY
    day = pl.lit(facts.events["day"]).gather("event").cast(pl.UInt64)
    return _search(facts.keys, lane + day) - _search(facts.keys, lane) + 1


def _holds(facts: Facts, state: pl.Expr) -> pl.Expr:
    """Whether on the row's day its child is in a state: the longest-lasting spell of those that had started is not over."""
    opened, shut = facts.lasting
    key = (pl.col("child").cast(pl.UInt64) * STATE + state) * DAY + pl.col("day").cast(pl.UInt64)
    last = pl.lit(opened).search_sorted(key, side="right") - 1
    return (state == ALWAYS) | (pl.lit(shut).gather(last) > key)


def _counted(starts: Rows, facts: Facts, tables: Compiled) -> Rows:
    """For each start when the duty started and is due."""
    rules, uses = tables.rules, tables.uses
    rows = starts.filter(rules.in_force)
    due, started = _look_up(tables, rules.limit, _base(facts, tables)), pl.col("day")
    if uses.anchored:
        due = pl.when(rules.anchored).then("day").otherwise(due)
        started = pl.when(rules.anchored).then(_window(tables, "day")).otherwise(started)
    rows = rows.select(
        "child", "what", "shut", "event", "day", "rule", _scope(facts).alias("scope"), due.alias("due"), started.alias("started")
    )
    rows = rows.filter(pl.col("due") >= pl.col("started")) if uses.ages else rows
    return rows.filter(_is_new(rules)) if uses.several else rows


def _base(facts: Facts, tables: Compiled) -> pl.Expr:
    """The day from which the limit is counted: the event, or for an age the birth."""
    if not tables.uses.ages:
        return pl.col("day")
    born = pl.lit(facts.born).gather(pl.col("child")) - ORIGIN
    return pl.when(tables.rules.by_age).then(pl.when(born >= 0).then(born)).otherwise("day")


def _scope(facts: Facts) -> pl.Expr:
    """The child or, for a rule about one review or escalation, that."""
    if not len(facts.subjects):
        return pl.col("child").cast(pl.UInt64)
    return pl.when(_SCOPED).then(pl.lit(facts.events["scope"]).gather(pl.col("event"))).otherwise("child")


def _is_new(rules: Columns) -> pl.Expr:
    """False for a second duty where two events that both start a rule fall on one day."""
    same = (pl.col("scope") * _RULES + pl.col("rule")) * DAY + pl.col("day").cast(pl.UInt64)
    return ~rules.several | pl.when(rules.several).then(same).is_first_distinct()


def _look_up(tables: Compiled, limit: pl.Expr, day: pl.Expr) -> pl.Expr:
    return pl.lit(tables.due).gather((limit * DAYS + day).clip(0, len(tables.due) - 1))


def _window(tables: Compiled, day: str) -> pl.Expr:
    window = tables.rules.window
    return pl.when(window == NO_TABLE).then("opened").otherwise(_look_up(tables, window, pl.col(day)))


def _earliest(tables: Compiled) -> pl.Expr:
    """The first day on which an event can meet the duty: one event cannot both start it and meet it."""
    rules = tables.rules
    after = pl.col("day") + rules.strictly
    if tables.uses.not_before:
        held_back = _look_up(tables, rules.not_before, pl.col("day"))
        after = pl.when(rules.not_before == NO_TABLE).then(after).otherwise(held_back)
    return pl.when(rules.anchored).then("started").otherwise(after) if tables.uses.anchored else after


def _judged(counted: pl.DataFrame, facts: Facts, tables: Compiled) -> Rows:
    """What met each duty or ended it, and so how it stands."""
    rules, uses = tables.rules, tables.uses
    rows = _answered(counted, facts, tables)
    ended: pl.Expr = pl.when(pl.col("shut") < FAR).then("shut")
    if uses.ends:
        rows = rows.with_columns(_search(facts.keys, _wanted(rules.ending, pl.col("day") + 1)).alias("ending"))
        ended = pl.min_horizontal(ended, _day_of("ending", rules.ending, facts))
    if uses.anchored:
        ended = pl.when(rules.anchored).then("due").otherwise(ended)
    return _standing(rows.with_columns(ended.alias("ended")), facts, tables)


def _answered(counted: pl.DataFrame, facts: Facts, tables: Compiled) -> Rows:
    """Each duty with the first event that can meet it: `met_event`, `met` (its day, null where there is none).

    Where one kind of event alone can meet a rule and also starts it, each meeting starting the next, it is simply the next of
    its kind (for few rows, to look is the quicker).
    """
    searched = _searched(_earliest(tables), facts, tables)
    if len(facts.events) <= FEW:
        return _with_met(counted.lazy(), searched, facts, tables)
    row = pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")
    others = counted.lazy().with_columns(row).filter(~tables.rules.chain)
    found = run(others.select("row", searched), len(counted))
    following = (counted["event"] + 1).scatter(found["row"], found["met_event"])
    return _with_met(counted.lazy(), following.alias("met_event"), facts, tables)


def _searched(earliest: pl.Expr, facts: Facts, tables: Compiled) -> pl.Expr:
    """The first event that can meet a duty, looked for from the earliest day on which it can."""
    return _search(facts.keys, _wanted(tables.rules.met_by, earliest)).alias("met_event")


def _with_met(rows: Rows, met_event: pl.Expr | pl.Series, facts: Facts, tables: Compiled) -> Rows:
    """Rows with the event that meets each, and its day."""
    return rows.with_columns(met_event).with_columns(_day_of("met_event", tables.rules.met_by, facts).alias("met"))


def _wanted(kind: pl.Expr, earliest: pl.Expr) -> pl.Expr:
    """The key of the first day on which an event of a kind would count."""
    return (pl.col("scope") * WHAT + kind) * DAY + earliest.clip(0, FAR).cast(pl.UInt64)


def _day_of(event: str, kind: pl.Expr, facts: Facts) -> pl.Expr:
    """The day of the event in a row of the keys, null where it is not of that kind, or of another child."""
    found = pl.lit(facts.keys).gather(event)
    return pl.when(found // DAY == pl.col("scope") * WHAT + kind).then((found % DAY).cast(pl.Int32))


def _standing(rows: Rows, facts: Facts, tables: Compiled) -> Rows:
    """The status of each duty; what met it counts only until what ended it."""
    counts, stands = _stands(tables, facts.as_at)
    return rows.with_columns(counts).select(*_JUDGED, *stands)


@lru_cache(maxsize=64)
def _stands(tables: Compiled, as_at: int) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """What met and ended a duty, and then its status and days late (kept, as making them takes longer than a child's rows)."""
    met = pl.when(pl.col("met") <= pl.col("ended").fill_null(FAR)).then("met")
    past = pl.col("due") < as_at
    ended = pl.col("ended")
    if tables.uses.lapses:
        silence = met.is_null() & tables.rules.lapses & past
        ended = pl.when(silence).then(pl.min_horizontal("ended", "due")).otherwise("ended")
    is_met = pl.when(pl.col("met") <= pl.col("due")).then(_MET).when(pl.col("met").is_not_null()).then(_MET_LATE)
    status = is_met.when(pl.col("ended").is_not_null()).then(_LAPSED).when(past).then(_OVERDUE).otherwise(_OPEN)
    until = pl.coalesce("met", "ended", pl.lit(as_at, pl.Int32))
    return [met, ended.alias("ended")], [status.alias("status"), (until - pl.col("due")).clip(0).alias("days_late")]


_JUDGED = ("child", "rule", "scope", "what", "day", "started", "due", "met", "met_event", "ended")


def _awaited(judged: Rows, tables: Compiled) -> Rows:
    """What is still owed and is an event before which something else is owed, with the rule of that."""
    owed = judged.select("child", "due", awaited="rule", owed=pl.col("met").is_null() & pl.col("ended").is_null()).filter("owed")
    return owed.join(tables.ahead.lazy(), on="awaited")


def _ahead(awaited: Rows, facts: Facts, tables: Compiled) -> Rows:
    """Duties before an event that is itself still owed: the earliest legal day by which it is owed stands for it."""
    rows = awaited.with_columns(day="due").filter(tables.rules.in_force).sort("due").unique(["child", "rule"], keep="first")
    rows = rows.with_columns(pl.lit(facts.as_at, pl.Int32).alias("day"))
    rows = rows.filter(_holds(facts, pl.col("when"))) if tables.uses.when else rows
    lasting = facts.spells.lazy().filter(pl.col("shut") == FAR).select("child", "state", "opened")
    rows = rows.join(lasting, on=["child", "state"]).filter(pl.col("opened") <= pl.col("day"))
    rows = rows.with_columns(
        pl.col("child").cast(pl.UInt64).alias("scope"),
        pl.lit(None, pl.UInt16).alias("what"),
        pl.col("due").alias("day"),
        _window(tables, "due").alias("started"),
        pl.lit(None, pl.Int32).alias("ended"),
    ).filter(pl.col("started") <= pl.col("due"))
    return _standing(_with_met(rows, _searched(pl.col("started"), facts, tables), facts, tables), facts, tables)


def presented(judged: pl.DataFrame, chronology: Chronology, facts: Facts, rulebook: Rulebook) -> pl.DataFrame:
    """What `judge` gives as `duties` gives it: with the reasons, days as dates and numbers as names."""
    rows = with_reasons(judged, rulebook).lazy()
    rows = rows.select(
        pl.lit(chronology.children["child"]).gather("child").alias("child"),
        *compiled(rulebook).shown,
        pl.lit(facts.subjects).gather(_SUBJECT).alias("about"),
        *_SHOWN,
    )
    return run(rows, len(facts.events))


_SUBJECT = pl.when(_SCOPED).then(pl.col("scope") - SUBJECT)
_SHOWN = [
    (pl.col("what") // 2).cast(pl.UInt8).cat.to(KIND).alias("event"),
    (pl.col("day") + ORIGIN).cast(pl.Date).alias("from_day"),
    *((pl.col(name) + ORIGIN).cast(pl.Date) for name in ("started", "due", "met", "ended")),
    pl.col("status").cat.to(STATUS),
    pl.col("days_late"),
    pl.col("reason"),
]
