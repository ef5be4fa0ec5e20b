"""The charts of the service's pages: months of reviews, caseloads, the weeks to come. Numbers in, SVG out.

Each is drawn twice, for a wide box and for a phone, with letters of the same size. A table with the same numbers belongs
beside each: the page builds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from footprint.reports.bars import Row, Series, lying, upright
from footprint.reports.drawing import element, picture

BAND = (50, 70)
"""Children for a full-time IRO that "would represent good practice" (IRO Handbook, statutory guidance)."""

LARGE, SMALL = 560, 300

_HELD = (Series("held on time", "good"), Series("held late", "bad"), Series("not recorded whether on time", "unknown"))
_LOAD = (Series("planned", "good"), Series("due, not planned yet", "todo"))


@dataclass(frozen=True)
class Month:
    """The reviews held in a month: how many on time, how many late, and of how many it is not known."""

    first: date
    on_time: int
    late: int
    unknown: int = 0


@dataclass(frozen=True)
class Caseload:
    """How many children an IRO has, and how much of a full-time post (1.0 is full time) they work."""

    name: str
    children: int
    fte: float

    @property
    def per_fte(self) -> float | None:
        """Children for a full-time post; None where no post is recorded."""
        return self.children / self.fte if self.fte > 0 else None


@dataclass(frozen=True)
class Week:
    """A week's reviews: those planned, and those that fall due in it and are not planned yet."""

    monday: date
    planned: int
    due: int
    closed: str = ""
    """Which of its days are bank holidays, in words, if any."""


def monthly_reviews(months: Sequence[Month], title: str = "Reviews held each month") -> Markup:
    """A column a month, as tall as its reviews are many, with those held late on top."""
    rows = [
        Row(f"{month.first:%b}", f"{month.first:%B %Y}", (month.on_time, month.late, month.unknown), short=f"{month.first:%b %y}")
        for month in months
    ]
    return _columns(title, rows, _HELD, "reviews")


def coming_weeks(weeks: Sequence[Week], title: str = "Reviews in the weeks to come") -> Markup:
    """A column a week: reviews planned, and on top those due that nobody has planned."""
    rows = [_week(week) for week in weeks]
    return _columns(title, rows, _LOAD, "reviews")


def _week(week: Week) -> Row:
    short = f"{week.monday.day} {week.monday:%b}"
    note = f" ({week.closed})" if week.closed else ""
    return Row(short, f"week of {week.monday.day} {week.monday:%B %Y}{note}", (week.planned, week.due))


def _columns(title: str, rows: Sequence[Row], series: Sequence[Series], what: str) -> Markup:
    if not rows:
        return nothing(title)
    return picture(small=lying(title, rows, series, what, SMALL), large=upright(title, rows, series, what, LARGE))


def caseloads(people: Sequence[Caseload], band: tuple[int, int] = BAND, title: str = "Children for a full-time post") -> Markup:
    """A bar a person, longest where one full-time post would have most children, against the band that guidance gives."""
    if not people:
        return nothing(title)
    rows = [_caseload(person, band) for person in people]
    series = (Series("within the band", "within"), Series("above it", "over"), Series("below it", "under"))
    drawings = (lying(title, rows, series, "children", width, band) for width in (SMALL, LARGE))
    return picture(**dict(zip(("small", "large"), drawings, strict=True)))


def _caseload(person: Caseload, band: tuple[int, int]) -> Row:
    """The bar is one part only: within the band, above it or below it."""
    held = f"{person.children} {'child' if person.children == 1 else 'children'}"
    if person.per_fte is None:
        return Row(person.name, f"{person.name}: {held}, no post recorded", (0.0, 0.0, 0.0), shown=held, aside="no post recorded")
    load = person.per_fte
    parts = (load if band[0] <= load <= band[1] else 0.0, load if load > band[1] else 0.0, load if load < band[0] else 0.0)
    long = f"{person.name}: {held} in {person.fte:g} of a full-time post"
    return Row(person.name, long, parts, shown=f"{load:.0f}", aside=f"({person.children} in {person.fte:g} FTE)")


def nothing(title: str) -> Markup:
    """In place of a picture of nothing, a sentence."""
    return element("p", f"{title}: there is nothing to show.", class_="fp-empty")
