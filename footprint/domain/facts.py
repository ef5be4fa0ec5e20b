"""What was known by a day, as numbers in order: what duties are worked out from.

An event becomes one number that sorts: whose it is, of what kind, on which day. The events of a spell are then a slice of
one list, and what comes next is the next number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.compiled import ALWAYS, FAR, ORIGIN, WHAT, Compiled
from footprint.domain.limits import day_number

DAY = 2**16
STATE = 2**8
SUBJECT = 2**31
"""Where the numbers of reviews and escalations begin, after those of children."""
_ABOUTS = 2**32
END = pl.Series([2**64 - 1], dtype=pl.UInt64)

Rows = pl.LazyFrame
"""Steps are lazy frames: the table library runs each pipeline as one, whether for one child or for the nation."""


FEW = 5_000
"""Events up to which planning a pipeline costs more than it saves: those of a child, or of some tens."""
_AS_WRITTEN = pl.QueryOptFlags.none()
_PLANNED = pl.QueryOptFlags()


def run(rows: Rows, events: int) -> pl.DataFrame:
    """Run a pipeline over so many events, all in memory."""
    if events <= FEW:
        return pl.collect_all([rows], engine="in-memory", optimizations=_AS_WRITTEN)[0]
    return rows.collect(engine="in-memory", optimizations=_PLANNED)


@dataclass(frozen=True)
class Facts:
    """What was known by the day, as numbers.

    events    child, scope (the child or, numbered after the children, a review or escalation), what (kind * 2, and 1 where
              the scope is not the child), day; in order of `order`, each day of a scope and kind once
    order     child, what and day of each event as one number that sorts, and one after them all
    keys      the same of scope, what and day, and after the events those of several kinds together: where what meets or ends a
              duty is looked for
    spells    child, state, opened, shut, earlier; and where a rule asks for no state, one of each child that never ends
    lasting   the spells' child, state and opening day as numbers in order, and beside each the last day, written the same way, of
              those so far: whether a state holds on a day is then one look
    subjects  the name of each review or escalation, in the order of their numbers
    """

    events: pl.DataFrame
    order: pl.Series
    keys: pl.Series
    spells: pl.DataFrame
    lasting: tuple[pl.Series, pl.Series]
    subjects: pl.Series
    born: pl.Series
    as_at: int


def known(chronology: Chronology, tables: Compiled, as_at: date) -> Facts:
    """What was known by the end of a day."""
    rows = chronology.events
    if len(rows) and rows["known"].max() > as_at:  # type: ignore[operator]
        rows = rows.filter(pl.col("known") <= as_at)
    keys = in_order(_keys(rows["child"].cast(pl.UInt64), rows))
    events = _events(keys)
    order, subjects = keys, _NONE
    if tables.uses.subjects and rows["about"].null_count() < len(rows):
        events, order, keys, subjects = _with_subjects(rows, events, keys)
    born = chronology.children["dob"].to_physical()
    together = _together(events, tables)
    order = _ended(order)
    keys = _ended(pl.concat([keys, together])) if len(together) or len(subjects) else order
    spells = _spells(chronology, as_at)
    lasting = _lasting(spells) if tables.uses.when else (_NO_KEYS, _NO_KEYS)
    if tables.uses.always:
        spells = pl.concat([spells, _always(len(born))])
    return Facts(events, order, keys, spells, lasting, subjects, born, day_number(as_at) - ORIGIN)


def _ended(keys: pl.Series) -> pl.Series:
    """Numbers in order with one after them all, in one piece: a search in pieces is a slow one."""
    return pl.concat([keys, END.alias(keys.name)]).rechunk()


_NONE = pl.Series([], dtype=pl.String)
_NO_KEYS = pl.Series("key", [], dtype=pl.UInt64)


def in_order(keys: pl.Series) -> pl.Series:
    """Numbers in order, each once; the sort costs nothing where they already are in order, and is the cheaper on one thread."""
    keys = keys if keys.is_sorted() else keys.sort(multithreaded=False)
    later = keys.slice(1)
    new = later != keys.head(len(later))
    return keys if new.all() else pl.concat([keys.head(1), later.filter(new)])


def _keys(scope: pl.Series, rows: pl.DataFrame, about: int = 0) -> pl.Series:
    kind = rows["kind"].to_physical().cast(pl.UInt32) * (2 * DAY)
    day = (rows["on"].to_physical() - ORIGIN).clip(0, FAR - 1).cast(pl.UInt32)
    of_scope = kind + day + about * DAY if about else kind + day  # half as wide as the whole, and so half the work
    return (scope * (WHAT * DAY) + of_scope.cast(pl.UInt64)).alias("key")


def _events(keys: pl.Series) -> pl.DataFrame:
    scope = keys // (WHAT * DAY)
    of_scope = (keys % (WHAT * DAY)).cast(pl.UInt32)
    what, day = (of_scope // DAY).cast(pl.UInt16), (of_scope % DAY).cast(pl.Int32)
    return pl.DataFrame({"child": scope.cast(pl.UInt32), "scope": scope, "what": what, "day": day})


def _together(events: pl.DataFrame, tables: Compiled) -> pl.Series:
    """The events of kinds that together meet or end something, once more, as of one kind that they all are."""
    if not len(tables.groups):
        return _NO_KEYS
    rows = events.lazy().join(tables.groups.lazy(), on="what")
    lane = pl.col("scope") * WHAT + pl.col("group")
    return in_order(run(rows.select((lane * DAY + pl.col("day").cast(pl.UInt64)).alias("key")), len(events))["key"])


def _with_subjects(
    rows: pl.DataFrame, events: pl.DataFrame, keys: pl.Series
) -> tuple[pl.DataFrame, pl.Series, pl.Series, pl.Series]:
    """The same with, after them, the events about a review or escalation, with that as their scope.

    Two children may each have one of the same name, so the child belongs to its number.
    """
    about = pl.col("about").cast(pl.Categorical).to_physical()
    rows = rows.filter(pl.col("about").is_not_null()).with_columns(
        (pl.col("child").cast(pl.UInt64) * _ABOUTS + about).alias("subject")
    )
    subjects = rows["subject"].unique().sort()
    more = in_order(_keys(subjects.search_sorted(rows["subject"]).cast(pl.UInt64) + SUBJECT, rows, about=1))
    child = pl.lit(subjects).gather(pl.col("scope") - SUBJECT) // _ABOUTS
    whose = _events(more).lazy().with_columns(child.cast(pl.UInt32).alias("child")).with_columns(_order().alias("key"))
    about_them = run(whose.sort("key", maintain_order=True), len(more))
    names = (
        subjects.to_frame()
        .select((pl.col("subject") % _ABOUTS).cast(pl.UInt32).cat.to(pl.Categorical).cast(pl.String))
        .to_series()
    )
    order = pl.concat([keys, about_them["key"]])
    return pl.concat([events, about_them.select(events.columns)]), order, pl.concat([keys, more]), names


def _order() -> pl.Expr:
    """The place of an event about a review or escalation in its child's history, after all that is about children."""
    return ((pl.col("child").cast(pl.UInt64) + SUBJECT) * WHAT + pl.col("what")) * DAY + pl.col("day").cast(pl.UInt64)


_OPENED, _ENDED = ((pl.col(name).to_physical() - ORIGIN).clip(0, FAR - 1) for name in ("started", "ended"))


def _spells(chronology: Chronology, as_at: date) -> pl.DataFrame:
    lasts = pl.col("ended_known").is_null() | (pl.col("ended_known") > as_at)
    rows = (
        chronology.spells.lazy()
        .filter(pl.col("known") <= as_at)
        .select(
            "child",
            pl.col("state").to_physical().cast(pl.UInt8),
            _OPENED.alias("opened"),
            pl.when(lasts).then(FAR).otherwise(_ENDED).alias("shut"),
            pl.col("before").alias("earlier"),
        )
    )
    return run(rows, len(chronology.spells))


def _lasting(spells: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """`Facts.lasting`; the first of each comes before all, so that there always is a spell before."""
    state = spells["child"].cast(pl.UInt64) * STATE + spells["state"]
    days = pl.DataFrame({name: state * DAY + spells[name].cast(pl.UInt64) for name in ("opened", "shut")}).sort("opened")
    first = pl.Series([0], dtype=pl.UInt64)
    return pl.concat([first, days["opened"]], rechunk=True), pl.concat([first, days["shut"].cum_max()], rechunk=True)


def _always(children: int) -> pl.DataFrame:
    """One spell of each child in no particular state, which lasts for ever."""
    child = pl.int_range(children, dtype=pl.UInt32, eager=True).alias("child")
    rest = {"state": (ALWAYS, pl.UInt8), "opened": (0, pl.Int32), "shut": (FAR, pl.Int32), "earlier": (0, pl.UInt32)}
    return pl.DataFrame(
        [child, *(pl.Series(name, [value], dtype=sort).new_from_index(0, children) for name, (value, sort) in rest.items())]
    )
