"""Duties: what is owed, by when and why. One function from a chronology, a rulebook and a date, for one child or the nation.

A fixed number of table operations, whatever the number of rules and children:

1. take what was known on the date, in order (`known`);
2. the events of a spell are a slice of that order, and start duties by their place in it (`_starts`);
3. the due date is one look-up in the rulebook's table of limits (`_counted`);
4. the first right event on or after the start meets it; the end of the state, or an event that says so, ends it (`_judged`);
5. a rule "before" an event that is itself still owed looks to the day by which it is owed (`_ahead`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.compiled import ALWAYS, DAYS, FAR, NO_TABLE, ORIGIN, PLACES, Compiled, compiled
from footprint.domain.limits import day_number
from footprint.domain.reasons import with_reasons
from footprint.domain.rulebook import Rulebook
from footprint.domain.vocabulary import KIND

STATUS = pl.Enum(["open", "met", "met late", "overdue", "lapsed"])
"""open: not yet due; met; met late; overdue: due, unmet and still owed; lapsed: what it was owed for ended, or the event
before which it was owed came, before it was met."""
_OPEN, _MET, _MET_LATE, _OVERDUE, _LAPSED = (pl.lit(code, pl.UInt8) for code in range(5))

_DAY = 2**16
_WHAT = 2**9
_GROUP = 2**10
_SUBJECT = 2**31
"""Where the numbers of reviews and escalations begin, after those of children."""
_ABOUTS = 2**32
_END = pl.Series([2**64 - 1], dtype=pl.UInt64)


@dataclass(frozen=True)
class Facts:
    """What was known by the day, as numbers.

    events    child, scope (the child or, numbered after the children, a review or escalation), what (kind * 2, and 1 where
              the scope is not the child), day; in order of `order`, each day of a scope and kind once
    order     child, what and day of each event as one number that sorts, and one after them all
    keys      the same of scope, what and day: where what meets a duty is looked for
    spells    child, state, opened, shut, earlier
    subjects  the name of each review or escalation, in the order of their numbers
    """

    events: pl.DataFrame
    order: pl.Series
    keys: pl.Series
    spells: pl.DataFrame
    subjects: pl.Series
    born: pl.Series
    as_at: int


def duties(chronology: Chronology, rulebook: Rulebook, as_at: date) -> pl.DataFrame:
    """Every duty that the chronology starts, as it stood at the end of a day.

    Returns:
        One row a duty: child (String), rule (Enum), title, owner, source (Categorical), statutory (Boolean), about (String,
        which review or escalation, for a rule that asks for the same one), event (Enum, the kind that started it), from_day
        (Date of that event), started, due, met, ended (Date), status (Enum), days_late (Int32, 0 unless late), reason
        (String). No order is promised.
    """
    tables = compiled(rulebook)
    facts = known(chronology, tables, as_at)
    return _presented(with_reasons(judge(facts, tables), rulebook), chronology, facts, tables)


def judge(facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Every duty as bare numbers, for those who go on to count: rows of children and rules, days from `FIRST_DAY`.

    `met_event` is the row, among the facts' events, of what met a duty of a rule that one kind of event alone can meet.
    """
    judged = _judged(_counted(_starts(facts, tables), facts, tables), facts, tables)
    return pl.concat([judged, _ahead(judged, facts, tables)]) if len(tables.ahead) else judged


def known(chronology: Chronology, tables: Compiled, as_at: date) -> Facts:
    """What was known by the end of a day."""
    rows = chronology.events.filter(pl.col("known") <= as_at)
    keys = _sorted(rows.select((pl.col("child").cast(pl.UInt64) * _WHAT + _KIND * 2) * _DAY + _day("on").cast(pl.UInt64)).to_series())
    events = _events(keys)
    order, subjects = keys, pl.Series([], dtype=pl.String)
    if tables.scoped and rows["about"].null_count() < len(rows):
        events, order, keys, subjects = _with_subjects(rows, events, keys)
    born = chronology.children["dob"].to_physical() - ORIGIN
    order, keys = pl.concat([order, _END]), pl.concat([keys, _END])
    return Facts(events, order, keys, _spells(chronology, as_at), subjects, born, day_number(as_at) - ORIGIN)


def _sorted(keys: pl.Series) -> pl.Series:
    """Numbers in order, each once; the sort costs nothing where they already are in order."""
    keys = keys if keys.is_sorted() else keys.sort()
    return keys.filter(keys.ne_missing(keys.shift(1))).alias("key")


def _events(keys: pl.Series) -> pl.DataFrame:
    scope = pl.col("key") // (_WHAT * _DAY)
    return keys.to_frame().select(
        scope.cast(pl.UInt32).alias("child"),
        scope.alias("scope"),
        (pl.col("key") // _DAY % _WHAT).cast(pl.UInt16).alias("what"),
        (pl.col("key") % _DAY).cast(pl.Int32).alias("day"),
    )


def _with_subjects(rows: pl.DataFrame, events: pl.DataFrame, keys: pl.Series) -> tuple[pl.DataFrame, pl.Series, pl.Series, pl.Series]:
    """The same with, after them, the events about a review or escalation, with that as their scope.

    Two children may each have one of the same name, so the child belongs to its number.
    """
    rows = rows.filter(pl.col("about").is_not_null())
    about = pl.col("about").cast(pl.Categorical).to_physical()
    subject = rows.select(pl.col("child").cast(pl.UInt64) * _ABOUTS + about).to_series()
    subjects = subject.unique().sort()
    scope = pl.lit(subjects.search_sorted(subject).cast(pl.UInt64)) + _SUBJECT
    more = _sorted(rows.select((scope * _WHAT + _KIND * 2 + 1) * _DAY + _day("on").cast(pl.UInt64)).to_series())
    child = (subjects // _ABOUTS).gather(more // (_WHAT * _DAY) - _SUBJECT)
    about_them = _events(more).with_columns(child.cast(pl.UInt32).alias("child"))
    about_them = about_them.sort(_order(), maintain_order=True)
    names = (subjects % _ABOUTS).cast(pl.UInt32).cat.to(pl.Categorical).cast(pl.String)
    order = pl.concat([keys, about_them.select(_order()).to_series().alias("key")])
    return pl.concat([events, about_them]), order, pl.concat([keys, more]), names


def _order() -> pl.Expr:
    """The place of an event about a review or escalation in its child's history, after all that is about children."""
    return ((pl.col("child").cast(pl.UInt64) + _SUBJECT) * _WHAT + pl.col("what")) * _DAY + pl.col("day").cast(pl.UInt64)


_KIND = pl.col("kind").to_physical().cast(pl.UInt64)


def _day(name: str) -> pl.Expr:
    return (pl.col(name).to_physical() - ORIGIN).clip(0, FAR - 1)


def _spells(chronology: Chronology, as_at: date) -> pl.DataFrame:
    lasts = pl.col("ended_known").is_null() | (pl.col("ended_known") > as_at)
    return chronology.spells.filter(pl.col("known") <= as_at).select(
        "child",
        pl.col("state").to_physical().cast(pl.UInt8),
        _day("started").alias("opened"),
        pl.when(lasts).then(FAR).otherwise(_day("ended")).alias("shut"),
        pl.col("before").alias("earlier"),
    )


def _search(ordered: pl.Series, wanted: pl.Series) -> pl.Series:
    """For each wanted number the row of the first in order that is not smaller."""
    return ordered.search_sorted(wanted, side="left").cast(pl.UInt32)


def _starts(facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Events in the states in which they may start something, each with its place: first, second, later."""
    lanes = tables.lanes.filter(pl.col("what").is_in(facts.events["what"].unique().implode()))
    rows = _slices(facts, lanes)
    always = lanes.filter(pl.col("state") == ALWAYS)
    if len(always):
        rows = pl.concat([rows, _anywhere(facts, always).select(rows.columns)])
    day = (pl.lit(facts.order).gather("event") % _DAY).cast(pl.Int32)
    step = pl.col("lane") * PLACES + pl.col("place").clip(1, PLACES - 1)
    rows = rows.select(pl.exclude("lane", "place"), day.alias("day"), step.cast(pl.UInt32).alias("step"))
    return _when(rows, facts, tables)


def _slices(facts: Facts, lanes: pl.DataFrame) -> pl.DataFrame:
    """The events of each spell for each lane that its state opens: a slice of the order, in which the place is counted."""
    rows = facts.spells.join(lanes, on="state")
    whose = pl.col("child").cast(pl.UInt64) + pl.when(pl.col("what") % 2 == 1).then(_SUBJECT).otherwise(0)
    lane = (whose * _WHAT + pl.col("what")) * _DAY
    bounds = rows.select(*((lane + pl.col(name).cast(pl.UInt64)).alias(name) for name in ("opened", "shut")))
    first, past = (_search(facts.order, bounds[name]) for name in ("opened", "shut"))
    rows = rows.select("child", "what", "lane", "when", "opened", "shut", "earlier").with_columns(first.alias("first"), past.alias("past"))
    rows = rows.filter(pl.col("first") < pl.col("past")).with_columns(pl.int_ranges("first", "past", dtype=pl.UInt32).alias("event"))
    rows = rows.explode("event", empty_as_null=False)
    place = pl.col("event") - pl.col("first") + 1 + pl.col("earlier")
    return rows.select("child", "what", "lane", "when", "opened", "shut", "event", place.alias("place"))


def _anywhere(facts: Facts, lanes: pl.DataFrame) -> pl.DataFrame:
    """Events of lanes that ask for no state; the place is counted among all of the scope."""
    events = facts.events.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("event"))
    rows = events.join(lanes.select("what", "lane", "when", "numbered"), on="what")
    place = pl.lit(1, pl.UInt32)
    if lanes["numbered"].any():
        lane = (pl.col("scope") * _WHAT + pl.col("what")) * _DAY
        own, first = (_search(facts.keys, rows.select(key).to_series()) for key in (lane + pl.col("day").cast(pl.UInt64), lane))
        place = pl.lit(own - first + 1)
    return rows.with_columns(place.alias("place"), opened=pl.lit(0, pl.Int32), shut=pl.lit(FAR, pl.Int32))


def _when(rows: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Rows on whose day the state that "when" names holds."""
    if (tables.lanes["when"] == ALWAYS).all():
        return rows
    plain = pl.col("when") == ALWAYS
    spells = facts.spells.select("child", pl.col("state").alias("when"), pl.col("opened").alias("when_from"), pl.col("shut").alias("when_until"))
    held = rows.filter(~plain).join(spells, on=["child", "when"])
    held = held.filter((pl.col("when_from") <= pl.col("day")) & (pl.col("day") < pl.col("when_until")))
    return pl.concat([rows.filter(plain), held.drop("when_from", "when_until")])


def _of(column: pl.Series) -> pl.Expr:
    """What a column of the rules says of each row's rule."""
    return pl.lit(column).gather(pl.col("rule"))


def _counted(starts: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Each start with each of its rules: when the duty started and is due."""
    rules = tables.rules
    rows = starts.drop("when").join(tables.starting, on="step").drop("step")
    rows = rows.filter((_of(rules.opens) <= pl.col("day")) & (pl.col("day") < _of(rules.closes)))
    due, started = _look_up(tables, rules.limit, _base(facts, tables)), pl.col("day")
    if rules.anchored.any():
        due = pl.when(_of(rules.anchored)).then("day").otherwise(due)
        started = pl.when(_of(rules.anchored)).then(_window(tables, "day")).otherwise(started)
    rows = rows.with_columns(due.alias("due"), started.alias("started"))
    rows = rows.filter(pl.col("due") >= pl.col("started")) if rules.by_age.any() else rows
    return _once(rows, facts, tables) if rules.several.any() else rows


def _base(facts: Facts, tables: Compiled) -> pl.Expr:
    """The day from which the limit is counted: the event, or for an age the birth."""
    if not tables.rules.by_age.any():
        return pl.col("day")
    born = pl.lit(facts.born).gather(pl.col("child"))
    return pl.when(_of(tables.rules.by_age)).then(pl.when(born >= 0).then(born)).otherwise("day")


def _scope(facts: Facts) -> pl.Expr:
    """The child or, for a rule about one review or escalation, that."""
    if not len(facts.subjects):
        return pl.col("child").cast(pl.UInt64)
    return pl.when(pl.col("what") % 2 == 1).then(pl.lit(facts.events["scope"]).gather(pl.col("event"))).otherwise("child")


def _once(rows: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """One duty where two events that both start a rule fall on one day."""
    several = _of(tables.rules.several)
    some = rows.filter(several).with_columns(_scope(facts).alias("scope"))
    some = some.unique(["rule", "scope", "day"], keep="first", maintain_order=True).drop("scope")
    return pl.concat([rows.filter(~several), some])


def _look_up(tables: Compiled, limit: pl.Series, day: pl.Expr) -> pl.Expr:
    return pl.lit(tables.due).gather((_of(limit) * DAYS + day).clip(0, len(tables.due) - 1))


def _window(tables: Compiled, day: str) -> pl.Expr:
    window = tables.rules.window
    return pl.when(_of(window) == NO_TABLE).then("opened").otherwise(_look_up(tables, window, pl.col(day)))


def _earliest(tables: Compiled) -> pl.Expr:
    """The first day on which an event can meet the duty: one event cannot both start it and meet it."""
    rules = tables.rules
    after = pl.col("day") + _of(rules.strictly)
    if (rules.not_before != NO_TABLE).any():
        held_back = _look_up(tables, rules.not_before, pl.col("day"))
        after = pl.when(_of(rules.not_before) == NO_TABLE).then(after).otherwise(held_back)
    return pl.when(_of(rules.anchored)).then("started").otherwise(after) if rules.anchored.any() else after


def _judged(rows: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """What met each duty or ended it, and so how it stands."""
    rules = tables.rules
    rows = _met(rows.with_columns(_scope(facts).alias("scope")), _earliest(tables), facts, tables)
    ended = pl.when(pl.col("shut") < FAR).then("shut")
    if len(tables.ends):
        stopped = _first_of(rows, _of(rules.ending), pl.col("day") + 1, facts, tables.ends)
        ended = pl.min_horizontal(ended, pl.lit(stopped))
    if rules.anchored.any():
        ended = pl.when(_of(rules.anchored)).then("due").otherwise(ended)
    return _standing(rows, ended, facts, tables)


def _met(rows: pl.DataFrame, earliest: pl.Expr, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Each row with the day of the first event that meets it, null where there is none.

    Where one kind of event alone can meet a rule it is looked for among all events; where it also starts the rule, each
    meeting starting the next, it is simply the next of its kind. Where several kinds can, among these together.
    """
    rules = tables.rules
    chain = _of(rules.chain) & (pl.col("what") % 2 == 0) & pl.col("event").is_not_null()
    following, others = rows.filter(chain), rows.filter(~chain)
    lane = pl.col("scope") * _WHAT + _of(rules.met_by)
    rows = pl.concat([following.with_columns(met_event=pl.col("event") + 1), others.with_columns(_lookup(others, lane, earliest, facts))])
    order = pl.lit(facts.keys).gather(pl.col("met_event"))
    day = pl.when(order // _DAY == lane).then((order % _DAY).cast(pl.Int32))
    if (rules.group >= 0).any():
        grouped = _first_of(rows, _of(rules.group).clip(0).cast(pl.UInt64), earliest, facts, tables.meets)
        day = pl.when(_of(rules.group) >= 0).then(pl.lit(grouped)).otherwise(day)
    return rows.with_columns(day.alias("met"))


def _lookup(rows: pl.DataFrame, lane: pl.Expr, earliest: pl.Expr, facts: Facts) -> pl.Series:
    wanted = rows.select((lane * _DAY + earliest.clip(0, FAR).cast(pl.UInt64)).alias("key")).to_series()
    return _search(facts.keys, wanted).alias("met_event")


def _first_of(rows: pl.DataFrame, group: pl.Expr, earliest: pl.Expr, facts: Facts, groups: pl.DataFrame) -> pl.Series:
    """The day of the first event of a group of kinds, on or after a day; null where there is none."""
    members = facts.events.join(groups.drop("scoped"), on="what")
    members = _sorted(members.select(_grouped(pl.col("group"), pl.col("day"))).to_series())
    members = pl.concat([members, _END.alias("key")])
    wanted = rows.select(_grouped(group, earliest)).to_series()
    found = members.gather(_search(members, wanted))
    return pl.select(pl.when(found // _DAY == wanted // _DAY).then((found % _DAY).cast(pl.Int32))).to_series()


def _grouped(group: pl.Expr, day: pl.Expr) -> pl.Expr:
    return (pl.col("scope") * _GROUP + group) * _DAY + day.clip(0, FAR).cast(pl.UInt64)


def _standing(rows: pl.DataFrame, ended: pl.Expr, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """The status of each duty; what met it counts only until what ended it."""
    met = pl.when(pl.col("met") <= ended.fill_null(FAR)).then("met")
    past = pl.col("due") < facts.as_at
    if tables.rules.lapses.any():
        silence = met.is_null() & _of(tables.rules.lapses) & past
        ended = pl.when(silence).then(pl.min_horizontal(ended, "due")).otherwise(ended)
    rows = rows.with_columns(met, ended.alias("ended"))
    status = pl.when(pl.col("met") <= pl.col("due")).then(_MET).when(pl.col("met").is_not_null()).then(_MET_LATE)
    status = status.when(pl.col("ended").is_not_null()).then(_LAPSED).when(past).then(_OVERDUE).otherwise(_OPEN)
    until = pl.coalesce("met", "ended", pl.lit(facts.as_at, pl.Int32))
    return rows.select(*_JUDGED, status.alias("status"), (until - pl.col("due")).clip(0).alias("days_late"))


_JUDGED = ("child", "rule", "scope", "what", "day", "started", "due", "met", "met_event", "ended")


def _ahead(judged: pl.DataFrame, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """Duties before an event that is itself still owed: the earliest legal day by which it is owed stands for it."""
    owed = judged.filter(pl.col("met").is_null() & pl.col("ended").is_null()).select("child", "due", awaited="rule")
    rows = owed.join(tables.ahead, on="awaited")
    rows = rows.filter((_of(tables.rules.opens) <= pl.col("due")) & (pl.col("due") < _of(tables.rules.closes)))
    rows = rows.sort("due").unique(["child", "rule"], keep="first").with_columns(pl.lit(facts.as_at, pl.Int32).alias("day"))
    rows = _when(rows, facts, tables)
    lasting = facts.spells.filter(pl.col("shut") == FAR).select("child", "state", "opened")
    rows = rows.join(lasting, on=["child", "state"], how="left")
    rows = rows.filter((pl.col("state") == ALWAYS) | (pl.col("opened") <= pl.col("day")))
    rows = rows.with_columns(
        pl.col("child").cast(pl.UInt64).alias("scope"),
        pl.lit(None, pl.UInt16).alias("what"),
        pl.lit(None, pl.UInt32).alias("event"),
        pl.col("due").alias("day"),
        _window(tables, "due").alias("started"),
    ).filter(pl.col("started") <= pl.col("due"))
    return _standing(_met(rows, pl.col("started"), facts, tables), pl.lit(None, pl.Int32), facts, tables)


def _presented(judged: pl.DataFrame, chronology: Chronology, facts: Facts, tables: Compiled) -> pl.DataFrame:
    """The days as dates and the numbers as names."""
    days = ("started", "due", "met", "ended")
    subject = pl.when(pl.col("what") % 2 == 1).then(pl.col("scope") - _SUBJECT)
    return judged.select(
        pl.lit(chronology.children["child"]).gather(pl.col("child")).alias("child"),
        *(_of(tables.about[name]).alias(name) for name in tables.about.columns),
        pl.lit(facts.subjects).gather(subject).alias("about"),
        (pl.col("what") // 2).cast(pl.UInt8).cat.to(KIND).alias("event"),
        (pl.col("day") + ORIGIN).cast(pl.Date).alias("from_day"),
        *((pl.col(name) + ORIGIN).cast(pl.Date) for name in days),
        pl.col("status").cat.to(STATUS),
        "days_late",
        "reason",
    )
