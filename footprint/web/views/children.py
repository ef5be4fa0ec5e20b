"""The children: as a list, and as a calendar by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from footprint.records.models import Staff, Standing, Team
from footprint.records.profile import profile
from footprint.records.queries import Reader, standings, visible
from footprint.web.addresses import of_child
from footprint.web.page import Page, page
from footprint.web.presenters import children as rows
from footprint.web.words import counted

A_PAGE = 100
WEEKS = 8

SORTS: dict[str, list[Any]] = {
    "next": [F("next_due").asc(nulls_first=True), "child__last_name", "child__first_name"],
    "name": ["child__last_name", "child__first_name"],
    "seen": [F("last_seen").asc(nulls_first=True), "child__last_name"],
    "iro": [F("iro__name").asc(nulls_first=True), F("next_due").asc(nulls_first=True)],
}
SHOWS: dict[str, tuple[str, Any]] = {
    "": ("in care", Q(in_care=True)),
    "late": ("late", "late"),
    "unarranged": ("not arranged", Q(in_care=True, next_planned__isnull=True)),
    "no-iro": ("no IRO", Q(in_care=True, iro__isnull=True)),
    "no-next": ("no next review", Q(in_care=True, next_due__isnull=True)),
    "left": ("left care", Q(in_care=False)),
}


@page("list", "child")
def children(request: HttpRequest, reader: Reader) -> Page:
    """A list that fits seventy children on a screen or two."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "show", "iro", "team", "sort")}
    wide = _is_wide(reader)
    whole = standings(visible(reader), iro=wide)
    found = _filtered(whole, asked, reader.today).order_by(*SORTS.get(asked["sort"], SORTS["next"]), "pk")
    pages = Paginator(found, A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    shown = list(here.object_list)
    reader.saw("list", "child", [standing.child.public for standing in shown])
    return Page(
        "children.html",
        {
            "title": "All children" if wide else "My children",
            "columns": [rows.COLUMNS[0], rows.IRO_COLUMN, *rows.COLUMNS[1:]] if wide else rows.COLUMNS,
            "rows": rows.table(shown, reader, iro=wide),
            "fields": _fields(asked, wide),
            "clear": reverse("children") if any(asked.values()) else None,
            "number": here.number,
            "last": pages.num_pages,
            "total": pages.count,
            "href": _href(asked),
            "tabs": tabs("children", reader),
            "may_break_glass": reader.may_somewhere("create", "break_glass"),
        },
    )


def _is_wide(reader: Reader) -> bool:
    """Whether the person sees the children of several IROs."""
    return bool(reader.roles - {"iro"})


def _filtered(found: QuerySet[Standing], asked: dict[str, str], today: date) -> QuerySet[Standing]:
    which = SHOWS.get(asked["show"], SHOWS[""])[1]
    found = found.filter(Q(in_care=True, next_due__lt=today) if which == "late" else which)
    for word in asked["q"].split():
        found = found.filter(Q(child__first_name__icontains=word) | Q(child__last_name__icontains=word) | Q(child__number=word))
    if asked["iro"]:
        found = found.filter(iro__number=asked["iro"])
    return found.filter(team__number=asked["team"]) if asked["team"] else found


def _fields(asked: dict[str, str], wide: bool) -> list[dict[str, Any]]:
    fields = [
        {"kind": "search", "name": "q", "label": "Name or number", "value": asked["q"]},
        _choice("show", "Show", asked, [(key, words) for key, (words, _) in SHOWS.items()]),
        _choice("sort", "In order of", asked, [("", "next review"), ("name", "name"), ("seen", "last seen")]),
    ]
    if wide:
        iros = Staff.objects.filter(pk__in=Standing.objects.filter(in_care=True).values("iro")).order_by("name")
        fields.append(_choice("iro", "IRO", asked, [("", "any"), *((each.number, str(each)) for each in iros)]))
        fields.append(
            _choice("team", "Team", asked, [("", "any"), *((each.number, str(each)) for each in Team.objects.order_by("name"))])
        )
    return fields


def _choice(name: str, label: str, asked: dict[str, str], options: list[tuple[str, str]]) -> dict[str, Any]:
    shown = [{"value": value, "text": text} for value, text in options]
    return {"kind": "select", "name": name, "label": label, "value": asked[name], "options": shown}


def _href(asked: dict[str, str]) -> str:
    from urllib.parse import urlencode

    return f"{reverse('children')}?{urlencode({key: value for key, value in asked.items() if value} | {'page': ''})}"


def tabs(here: str, reader: Reader) -> list[dict[str, Any]]:
    """The pages about all the children whom the reader sees, and about the IROs' days away."""
    places = [("children", "List"), ("calendar", "Calendar"), *([("leave", "Leave")] * reader.may_somewhere("list", "leave"))]
    return [{"text": text, "href": reverse(view), "active": view == here} for view, text in places]


@page("list", "child")
def calendar(request: HttpRequest, reader: Reader) -> Page:
    """The reviews arranged, and those that fall due and are not, week by week."""
    monday = _monday(request.GET.get("from", ""), reader.today)
    until = monday + timedelta(7 * WEEKS)
    mine = standings(visible(reader)).filter(in_care=True)
    arranged = list(mine.filter(next_planned__range=(monday, until)).order_by("next_planned", "pk"))
    waiting = list(mine.filter(next_planned__isnull=True, next_due__range=(monday, until)).order_by("next_due", "pk"))
    reader.saw("list", "child", {standing.child.public for standing in [*arranged, *waiting]})
    entries = [(standing.next_planned, standing, "review") for standing in arranged]
    entries += [(standing.next_due, standing, "due") for standing in waiting]
    may_read = reader.may_somewhere("read", "child")
    weeks = [_week(monday + timedelta(7 * number), entries, reader.today, may_read) for number in range(WEEKS)]
    return Page(
        "calendar.html",
        {
            "title": "All children" if _is_wide(reader) else "My children",
            "weeks": weeks,
            "tabs": tabs("calendar", reader),
            "earlier": f"{reverse('calendar')}?from={(monday - timedelta(7 * WEEKS)).isoformat()}",
            "later": f"{reverse('calendar')}?from={until.isoformat()}",
        },
    )


def _monday(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = today
    return on - timedelta(on.weekday())


def _week(monday: date, entries: list[tuple[Any, Standing, str]], today: date, may_read: bool) -> dict[str, Any]:
    friday = monday + timedelta(4)
    days = [monday + timedelta(number) for number in range(5)]
    inside = [entry for entry in entries if monday <= entry[0] <= monday + timedelta(6)]
    holidays = profile().rulebook.calendar.bank_holidays
    return {
        "title": f"{monday:%-d %B} to {friday:%-d %B}",
        "now": monday <= today <= monday + timedelta(6),
        "note": counted(len(inside), "review"),
        "days": [
            {
                "on": day,
                "today": day == today,
                "closed": holidays.get(day, ""),
                "items": [_slot(standing, kind, today, may_read) for on, standing, kind in inside if min(on, friday) == day],
            }
            for day in days
        ],
    }


def _slot(standing: Standing, kind: str, today: date, may_read: bool) -> dict[str, Any]:
    late = bool(standing.next_due and kind == "review" and standing.next_planned and standing.next_planned > standing.next_due)
    return {
        "text": standing.child.name,
        "href": of_child(standing.child.public) if may_read else None,
        "kind": "to arrange" if kind == "due" else "review",
        "under": "due" if kind == "due" else "after the due day" if late else "",
        "tone": "bad" if late else "soon" if kind == "due" else "now",
    }
