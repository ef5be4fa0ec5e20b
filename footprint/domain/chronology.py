"""A chronology: the facts about children in order, as events (on a date) and spells (of a state, from and to).

Shapes, for any number of children from one to the nation:

children  child (String), dob (Date, null where unknown), incomplete (Boolean: a row about this child was set aside)
events    child (UInt32, row of `children`), kind (Enum), on (Date), known (Date, on or after `on`), about (String: which
          review, escalation, conference; null where the event is about the child)
spells    child (UInt32), state (Enum), started (Date), ended (Date, null while it lasts), known (Date on which the start
          could first be known), ended_known (Date, the same for the end), before (UInt32: how many earlier reviews the
          count of "first, second, later" presumes, 0 unless the spell goes on from something before)

The spells of one state of a child do not overlap, each is there once, and the end of one is known by the time any later one
is. Events may come in any order and more than once.

`known` is there because some facts count from a day earlier than the day on which they can be seen: a series of short
breaks passes 75 days today, and the duty counts from the start of the break. An answer as at a date uses only what was
known on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.domain.vocabulary import KIND, KINDS, STATE, STATES

_Types = Mapping[str, pl.DataType | type[pl.DataType]]

CHILDREN_SCHEMA = pl.Schema({"child": pl.String, "dob": pl.Date, "incomplete": pl.Boolean})
_EVENT: _Types = {"child": pl.UInt32, "kind": KIND, "on": pl.Date, "known": pl.Date, "about": pl.String}
EVENT_SCHEMA = pl.Schema(_EVENT)
_SPELL: _Types = {
    "child": pl.UInt32,
    "state": STATE,
    "started": pl.Date,
    "ended": pl.Date,
    "known": pl.Date,
    "ended_known": pl.Date,
    "before": pl.UInt32,
}
SPELL_SCHEMA = pl.Schema(_SPELL)

ABOUT_THE_CHILD = pl.lit(None, pl.String).alias("about")
"""For events that are all about the child. Added last of all: what is one value throughout is then held as one value, and
neither copied nor filtered."""

UNKNOWN_START = date(1989, 1, 1)
"""The start given to a period of care that began before the records do."""
PART = 28_000
"""Children worked through at a time: enough that a part costs little of its own, few enough to need little memory."""


@dataclass(frozen=True)
class Chronology:
    """Children, what happened to them, and what lasted. The three frames have the schemas of this module."""

    children: pl.DataFrame
    events: pl.DataFrame
    spells: pl.DataFrame

    def of(self, child: str) -> Chronology:
        """The chronology of one child; empty where nobody has that number."""
        row = self.children["child"].index_of(child)
        keep = pl.col("child") == (len(self.children) if row is None else row)
        alone = pl.lit(0, pl.UInt32).alias("child")
        return Chronology(
            self.children.filter(pl.col("child") == child),
            self.events.filter(keep).with_columns(alone),
            self.spells.filter(keep).with_columns(alone),
        )

    def parts(self) -> Iterator[Chronology]:
        """The children some thousands at a time, in order: they are independent, so memory need not grow with the nation."""
        if len(self.children) <= PART:
            yield self
            return
        for start in range(0, len(self.children), PART):
            yield self.part(start, min(start + PART, len(self.children)))

    def part(self, start: int, stop: int) -> Chronology:
        """The children in rows `start` to `stop`, with what belongs to them."""
        keep = (pl.col("child") >= start) & (pl.col("child") < stop)
        shift = (pl.col("child") - start).cast(pl.UInt32)
        return Chronology(
            self.children.slice(start, stop - start),
            self.events.filter(keep).with_columns(shift),
            self.spells.filter(keep).with_columns(shift),
        )


def events_frame(rows: Iterable[tuple[int, str, date, str | None]]) -> pl.DataFrame:
    """Events from rows of (child row, kind, on, about).

    Raises:
        KeyError: a kind is not in the vocabulary.
    """
    taken = [(child, kind, on, on, about) for child, kind, on, about in rows if KINDS[kind]]
    return pl.DataFrame(taken, schema=EVENT_SCHEMA, orient="row")


def spells_frame(rows: Iterable[tuple[int, str, date, date | None]]) -> pl.DataFrame:
    """Spells from rows of (child row, state, started, ended or None).

    Raises:
        KeyError: a state is not in the vocabulary.
    """
    taken = [(child, state, start, end, start, end, 0) for child, state, start, end in rows if STATES[state]]
    return pl.DataFrame(taken, schema=SPELL_SCHEMA, orient="row")
