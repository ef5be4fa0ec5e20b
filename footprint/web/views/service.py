"""The service in figures: totals only, each a picture with its table. No child is named here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import HttpRequest

from footprint.domain.working_days import add_months
from footprint.records.models import ReviewTiming, Staff, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader
from footprint.reports.charts import Caseload, Month, Week, caseloads, coming_weeks, monthly_reviews
from footprint.web.page import Page, page

MONTHS, WEEKS = 12, 8


@page("list", "service_figures")
def service(request: HttpRequest, reader: Reader) -> Page:
    """Reviews by month and on time, the weeks to come, caseloads."""
    reader.saw("read", "service_figures")
    months, weeks, people = _months(reader.today), _weeks(reader.today), _caseloads()
    on_time, judged = sum(month.on_time for month in months), sum(month.on_time + month.late for month in months)
    shows = {
        "months": {"picture": monthly_reviews(months), **_month_table(months)},
        "weeks": {"picture": coming_weeks(weeks), **_week_table(weeks)},
        "caseloads": {"picture": caseloads(people), **_caseload_table(people)},
        "figure": _on_time(on_time, judged, sum(month.unknown for month in months)),
        "care": Standing.objects.filter(in_care=True).count(),
    }
    return Page("service.html", shows)


def _months(today: date) -> list[Month]:
    """The last twelve months, this one among them."""
    first = add_months(today.replace(day=1), 1 - MONTHS)
    held = ReviewTiming.objects.filter(held__gte=first, held__lte=today).annotate(month=TruncMonth("held")).values("month")
    counts = held.annotate(
        good=Count("pk", filter=Q(on_time=True)),
        late=Count("pk", filter=Q(on_time=False)),
        unknown=Count("pk", filter=Q(on_time=None)),
    )
    found = {row["month"]: Month(row["month"], row["good"], row["late"], row["unknown"]) for row in counts}
    return [found.get(month, Month(month, 0, 0)) for month in (add_months(first, number) for number in range(MONTHS))]


def _weeks(today: date) -> list[Week]:
    monday = today - timedelta(today.weekday())
    care = Standing.objects.filter(in_care=True)
    until = monday + timedelta(7 * WEEKS)
    planned = care.filter(next_planned__range=(monday, until)).values_list("next_planned", flat=True)
    due = care.filter(next_planned__isnull=True, next_due__range=(monday, until)).values_list("next_due", flat=True)
    weeks = [monday + timedelta(7 * number) for number in range(WEEKS)]
    return [Week(first, _within(planned, first), _within(due, first), _closed(first)) for first in weeks]


def _within(days: Any, monday: date) -> int:
    return sum(monday <= day < monday + timedelta(7) for day in days)


def _closed(monday: date) -> str:
    holidays = profile().rulebook.calendar.bank_holidays
    return ", ".join(holidays[day] for day in (monday + timedelta(number) for number in range(5)) if day in holidays)


def _caseloads() -> list[Caseload]:
    """Each IRO's children in care, most for a full-time post first."""
    rows = Standing.objects.filter(in_care=True, iro__isnull=False).values("iro").annotate(children=Count("pk"))
    staff = Staff.objects.in_bulk([row["iro"] for row in rows])
    found = [Caseload(str(staff[row["iro"]]), row["children"], staff[row["iro"]].fte or 0) for row in rows]
    return sorted(found, key=lambda each: (-(each.per_fte or 0), each.name))


def _on_time(numerator: int, denominator: int, unknown: int) -> dict[str, Any]:
    left_out = (
        [{"number": unknown, "text": "reviews with no due date, since what came before them is not recorded"}] if unknown else []
    )
    return {
        "numerator": numerator,
        "denominator": denominator,
        "counted": "reviews held on or before their due day",
        "among": "reviews held in the last twelve months of which the due day is known",
        "left_out": left_out,
        "why": "A child whose review is late has a plan that nobody has looked at in the time that the law allows.",
    }


def _month_table(months: list[Month]) -> dict[str, Any]:
    keys = {
        "month": "Month",
        "on_time": "On time",
        "late": "Late",
        "unknown": "No due date",
        "all": "Held",
        "share": "On time, %",
    }
    rows = [_month_row(f"{month.first:%B %Y}", month.on_time, month.late, month.unknown) for month in months]
    sums = [sum(getattr(month, name) for month in months) for name in ("on_time", "late", "unknown")]
    return {"columns": _columns(keys), "rows": [{"cells": row} for row in rows], "total": _month_row("All", *sums)}


def _month_row(name: str, on_time: int, late: int, unknown: int) -> dict[str, Any]:
    judged = on_time + late
    share = f"{on_time / judged:.1%}" if judged else "–"
    return {"month": name, "on_time": on_time, "late": late, "unknown": unknown, "all": judged + unknown, "share": share}


def _week_table(weeks: list[Week]) -> dict[str, Any]:
    keys = {"week": "Week from", "planned": "Arranged", "due": "Due, not arranged", "all": "All", "closed": "Bank holidays"}
    rows = [
        {
            "week": f"{week.monday:%-d %B}",
            "planned": week.planned,
            "due": week.due,
            "all": week.planned + week.due,
            "closed": week.closed or "–",
        }
        for week in weeks
    ]
    planned, due = sum(week.planned for week in weeks), sum(week.due for week in weeks)
    total = {"week": "All", "planned": planned, "due": due, "all": planned + due, "closed": ""}
    return {"columns": _columns(keys), "rows": [{"cells": row} for row in rows], "total": total}


def _caseload_table(people: list[Caseload]) -> dict[str, Any]:
    keys = {"name": "IRO", "children": "Children", "fte": "Full-time posts", "per_fte": "Children for a full-time post"}
    rows = [
        {
            "name": each.name,
            "children": each.children,
            "fte": f"{each.fte:.2f}",
            "per_fte": f"{each.per_fte:.0f}" if each.per_fte else "–",
        }
        for each in people
    ]
    children, fte = sum(each.children for each in people), sum(each.fte for each in people)
    total = {"name": "All", "children": children, "fte": f"{fte:.2f}", "per_fte": f"{children / fte:.0f}" if fte else "–"}
    return {"columns": _columns(keys), "rows": [{"cells": row} for row in rows], "total": total}


def _columns(keys: dict[str, str]) -> list[dict[str, Any]]:
    return [{"key": key, "text": text, "number": place > 0 and key != "closed"} for place, (key, text) in enumerate(keys.items())]
