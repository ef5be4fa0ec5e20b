"""One invented child's time in care, and a service's numbers, as the pictures take them."""

from __future__ import annotations

from datetime import date, timedelta

from footprint.reports.charts import Caseload, Month, Week
from footprint.reports.timeline import Bar, Lane, Mark, Timeline, Window
from tests.look.invented import TODAY

_CARE = Lane(
    "In care", (Bar(date(2016, 5, 9), date(2016, 12, 2), "In care", "care"), Bar(date(2019, 3, 3), None, "In care", "care"))
)
_PLACEMENTS = Lane(
    "Placement",
    (
        Bar(date(2016, 5, 9), date(2016, 12, 2), "Foster care, Nether Elm", "foster", "Foster care"),
        Bar(date(2019, 3, 3), date(2019, 3, 21), "Emergency foster care, Oakby", "foster", "Foster care"),
        Bar(date(2019, 3, 21), date(2021, 8, 30), "With a grandmother, Mapleton", "kin", "Grandmother"),
        Bar(date(2021, 8, 30), date(2022, 2, 14), "With parents", "parents"),
        Bar(date(2022, 2, 14), date(2024, 9, 9), "Foster care, Long Birch", "foster", "Foster care"),
        Bar(date(2024, 9, 9), date(2026, 11, 2), "Children's home, Oakby", "home", "Home"),
        Bar(date(2026, 11, 2), None, "Foster care, Mapleton", "foster", "Foster"),
    ),
)
_STATUS = Lane(
    "Legal status",
    (
        Bar(date(2016, 5, 9), date(2016, 12, 2), "Section 20", "voluntary", "S20"),
        Bar(date(2019, 3, 3), date(2019, 9, 30), "Interim care order", "interim", "Interim"),
        Bar(date(2019, 9, 30), None, "Care order", "order", "Order"),
    ),
)
_ESCALATIONS = Lane(
    "Escalations",
    (
        Bar(date(2020, 5, 4), date(2020, 7, 1), "Contact with the sister had stopped", "escalation"),
        Bar(date(2024, 6, 3), date(2024, 10, 18), "No plan for a school place", "escalation"),
        Bar(date(2026, 9, 14), None, "The plan for contact has drifted", "escalation"),
    ),
)


def life() -> Timeline:
    """Ten years, two periods of care, seven placements."""
    window = Window(TODAY + timedelta(100), TODAY + timedelta(163))
    lanes = (_CARE, _PLACEMENTS, _STATUS, _ESCALATIONS)
    return Timeline("From first coming into care until today", TODAY, lanes, (*_reviews(), *_visits()), window)


def _reviews() -> list[Mark]:
    held = [date(2016, 6, 3), date(2016, 8, 30), date(2019, 3, 29), date(2019, 6, 24)]
    held += [date(2019, 12, 16) + timedelta(176 * n) for n in range(15)]
    late = {2, 9, 14}
    marks = [_review(day, n in late) for n, day in enumerate(held) if day <= TODAY]
    return [*marks, Mark(TODAY + timedelta(150), "planned-review", "Review planned")]


def _review(day: date, is_late: bool) -> Mark:
    return Mark(day, "late-review", "Review, 9 days late") if is_late else Mark(day, "review", "Review, on time")


def _visits() -> list[Mark]:
    iro = [Mark(mark.on - timedelta(12), "iro-visit", "Seen by the IRO, alone") for mark in _reviews()[4:-1]]
    worker = [Mark(TODAY - timedelta(20 + 42 * n), "visit", "Seen by the social worker") for n in range(64)]
    return [*iro, *worker]


def months() -> list[Month]:
    """A year of reviews."""
    rows = [(31, 2), (28, 5), (36, 4), (40, 9), (22, 3), (44, 6), (38, 1), (41, 7), (12, 0), (33, 4), (35, 2), (39, 0)]
    first = [date(2025 + (11 + n) // 12, (11 + n) % 12 + 1, 1) for n in range(12)]
    return [Month(day, *row, unknown=3 if n == 5 else 0) for n, (day, row) in enumerate(zip(first, rows, strict=True))]


def people() -> list[Caseload]:
    """A small team."""
    rows = [("Iris Fernley", 70, 1.0), ("Basil Thornbury-Smythe", 41, 0.5), ("Clement Yew", 58, 1.0), ("Petra Sorrel", 36, 0.8)]
    return [*(Caseload(*row) for row in rows), Caseload("Not allocated", 7, 0.0)]


def load() -> list[Week]:
    """Eight weeks, Christmas among them."""
    rows = [(9, 2), (12, 1), (14, 5), (3, 2), (6, 8), (5, 9), (2, 12), (0, 14)]
    closed = {3: "Christmas Day", 4: "Boxing Day (substitute day), New Year's Day"}
    return [Week(TODAY + timedelta(7 * n), *row, closed=closed.get(n, "")) for n, row in enumerate(rows)]
