"""What a timeline shows: lanes of bars, marks on days, the window of the next review. Dates and words in, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from footprint.domain.day_words import long_day
from footprint.domain.working_days import add_months

BAR_KINDS = {
    "care": "in care",
    "foster": "foster care",
    "kin": "family or friends",
    "home": "children's home",
    "parents": "with parents",
    "adoption": "placed for adoption",
    "independent": "independent or supported",
    "secure": "secure, hospital or custody",
    "other": "another placement",
    "order": "care order",
    "interim": "interim care order",
    "voluntary": "accommodated by agreement",
    "placement-order": "placement order",
    "other-status": "another legal status",
    "escalation": "escalation, from raised to resolved",
}
"""The kinds of bar, each with its word in the key."""

MARK_KINDS = {
    "review": "review on time",
    "late-review": "review late",
    "planned-review": "review planned",
    "iro-visit": "seen by the IRO",
    "visit": "seen by the social worker",
}
"""The kinds of mark, each with its word in the key."""


@dataclass(frozen=True)
class Bar:
    """Something that lasts: from a day until a day, or still (`ended` None).

    Args:
        label: what it says when pointed at, and inside where there is room: "Foster care, Mapleton".
        kind: one of BAR_KINDS.
        short: a shorter label for a small bar.

    Raises:
        ValueError: the kind is unknown, or it ends before it starts.
    """

    started: date
    ended: date | None
    label: str
    kind: str
    short: str = ""

    def __post_init__(self) -> None:
        if self.kind not in BAR_KINDS:
            raise ValueError(f"{self.kind!r} is no kind of bar; it can be {', '.join(BAR_KINDS)}.")
        if self.ended is not None and self.ended < self.started:
            raise ValueError(f"A bar cannot end on {self.ended}, before it starts on {self.started}.")


@dataclass(frozen=True)
class Mark:
    """Something that happened, or will, on one day.

    Raises:
        ValueError: the kind is not one of MARK_KINDS.
    """

    on: date
    kind: str
    label: str

    def __post_init__(self) -> None:
        if self.kind not in MARK_KINDS:
            raise ValueError(f"{self.kind!r} is no kind of mark; it can be {', '.join(MARK_KINDS)}.")


@dataclass(frozen=True)
class Window:
    """When the next review can be held, and by when it must be; `opens` None where it can be held at any time."""

    opens: date | None
    due: date


def next_window(last: date | None, due: date | None, today: date) -> Window | None:
    """The window of the next review, open from the day after the last; none where it was due over a year ago.

    A last review on the due day or later does not open it: what is due was not counted from that one.
    """
    if due is None or due < today - timedelta(365):
        return None
    return Window(last + timedelta(1) if last and last < due else None, due)


@dataclass(frozen=True)
class Lane:
    """Bars of one sort, under one name: "Placement"."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Timeline:
    """All of it, as at a day.

    Args:
        title: the picture's name, without a child's name: "From coming into care until today".
        lanes: from top to bottom, escalations among them.
        since: where the picture starts; None for the earliest thing in it.
    """

    title: str
    today: date
    lanes: tuple[Lane, ...] = ()
    marks: tuple[Mark, ...] = ()
    window: Window | None = None
    since: date | None = None

    @property
    def start(self) -> date:
        """The picture's first day."""
        return self.since or min([*self._days(), self.today])

    @property
    def end(self) -> date:
        """The picture's last day: past today, the next review and whatever is planned, with some air."""
        last = max([*self._days(), self.today])
        return last + timedelta(max((last - self.start).days // 40, 7))

    def _days(self) -> Iterator[date]:
        for bar in self.bars:
            yield from (bar.started, *([bar.ended] if bar.ended else []))
        yield from (mark.on for mark in self.marks)
        if self.window:
            yield self.window.due

    @property
    def bars(self) -> list[Bar]:
        """The bars of all lanes."""
        return [bar for lane in self.lanes for bar in lane.bars]

    def lately(self, months: int = 24) -> Timeline:
        """The same, from so many months before today: what lay wholly before is left out."""
        since = add_months(self.today, -months)
        lanes = tuple(Lane(lane.title, tuple(bar for bar in lane.bars if (bar.ended or since) >= since)) for lane in self.lanes)
        return replace(self, since=since, lanes=lanes, marks=tuple(mark for mark in self.marks if mark.on >= since))


def packed(bars: tuple[Bar, ...]) -> list[tuple[int, Bar]]:
    """Each bar with its row, the fewest rows in which bars do not lie on each other; one may start on the day another ends."""
    ends: list[date] = []
    placed = []
    for bar in sorted(bars, key=lambda bar: (bar.started, bar.ended or date.max)):
        row = next((n for n, end in enumerate(ends) if end <= bar.started), len(ends))
        ends[row : row + 1] = [max(bar.ended or date.max, bar.started)]
        placed.append((row, bar))
    return placed


def told(bar: Bar) -> str:
    """A bar in words: its label, and from when to when."""
    until = f"to {long_day(bar.ended)}" if bar.ended else "and still"
    return f"{bar.label}: {long_day(bar.started)} {until}"


def window_told(timeline: Timeline) -> str:
    """The next review in words; nothing where none is due."""
    if timeline.window is None:
        return ""
    due = f"must be held by {long_day(timeline.window.due)}"
    opens = timeline.window.opens
    return f"Next review: can be held from {long_day(opens)}, {due}" if opens else f"Next review: {due}"
