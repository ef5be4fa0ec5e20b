"""Who looked at this child, and what did this person see? One page answers both, and is itself on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from footprint.domain.permissions import Refused
from footprint.records.looks import Asked, actors_of, child_asked, children_asked, looks, may_ask_about, may_ask_all, names_of
from footprint.records.models import Child, User
from footprint.records.queries import Absent, Reader, get_child, visible
from footprint.web.page import Page, page
from footprint.web.presenters import looks as rows
from footprint.web.views import child as child_pages
from footprint.web.views.people import tabs
from footprint.web.words import day

A_PAGE = 50


@dataclass(frozen=True)
class _Question:
    """What was asked, in the words of the address, and what is wrong with it."""

    q: str
    ref: str
    who: str
    since: date | None
    until: date | None
    problem: str = ""


@page("list", "access_log")
def access_log(request: HttpRequest, reader: Reader) -> Page:
    """For a manager, anybody's looks by child, person and day; for everybody else, one's own."""
    wide = may_ask_all(reader)
    asked = _question(request) if wide else replace(_question(request), q="", ref="", who="")
    child, several = _child(reader, asked) if wide else (None, [])
    shows = {
        "tabs": tabs("access_log", reader),
        "title": "Who looked" if wide else "What you looked at",
        "fields": _fields(asked, wide),
        "problem": asked.problem or _unanswered(asked, child, several),
        "several": [{"text": each.name, "href": _href(asked, ref=str(each.public))} for each in several],
    }
    if asked.problem or (wide and (several or not (child or asked.who))):
        reader.saw("list", "child", [each.public for each in several])
        return Page("people/access_log.html", shows | {"rows": None})
    actor = asked.who if wide else str(reader.user.public)
    wanted = Asked(child.public if child else None, actor, asked.since, asked.until)
    answer = _answer(request, reader, wanted) | {"about": _about(reader, child, asked), "href": _href(asked) + "&page="}
    return Page("people/access_log.html", shows | answer)


def _question(request: HttpRequest) -> _Question:
    told = {name: request.GET.get(name, "").strip() for name in ("q", "ref", "who", "since", "until")}
    days: dict[str, date | None] = {"since": None, "until": None}
    problem = ""
    for name, word in (("since", "From"), ("until", "To")):
        try:
            days[name] = date.fromisoformat(told[name]) if told[name] else None
        except ValueError:
            problem = f"“{word}” must be a real date, such as 2026-03-27."
    if days["since"] and days["until"] and days["since"] > days["until"]:
        problem = "The last day lies before the first."
    return _Question(told["q"], told["ref"], _uuid(told["who"]), days["since"], days["until"], problem)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise Absent(text) from None


def _child(reader: Reader, asked: _Question) -> tuple[Child | None, list[Child]]:
    """The child that was meant or, where there are several, those."""
    if asked.ref:
        return child_asked(reader, UUID(_uuid(asked.ref))), []
    found = children_asked(reader, asked.q) if asked.q else []
    return (found[0], []) if len(found) == 1 else (None, found)


def _unanswered(asked: _Question, child: Child | None, several: list[Child]) -> str:
    return "No child about whom you may ask has that number or name." if asked.q and not (child or several) else ""


def _answer(request: HttpRequest, reader: Reader, wanted: Asked) -> dict[str, Any]:
    pages = Paginator(looks(wanted), A_PAGE)
    number = request.GET.get("page", "")
    found = pages.get_page(number if number.isdigit() else 1)
    events = list(found)
    named = names_of(reader, events)
    told = {child.public for child in named.values()} | ({wanted.child} if wanted.child else set())
    days = {"since": str(wanted.since or ""), "until": str(wanted.until or "")}
    reader.saw(
        "list", "access_log", sorted(told), subject=str(wanted.child or wanted.actor), detail=days | {"actor": wanted.actor}
    )
    actors = actors_of(events)
    return {
        "columns": rows.columns(bool(wanted.child)),
        "rows": [rows.row(event, actors, named) for event in events],
        "number": found.number,
        "last": pages.num_pages,
        "total": pages.count,
    }


def _about(reader: Reader, child: Child | None, asked: _Question) -> str:
    """What the answer is an answer to, in a sentence."""
    user = User.objects.select_related("staff").filter(public=asked.who).first() if asked.who else None
    parts = []
    if child:
        seen = visible(reader).filter(pk=child.pk).exists()
        parts.append(f"at {child.name}" if seen else "at a child whom you may not see")
    if user:
        parts.append(f"by {user.title}")
    if asked.since:
        parts.append(f"from {day(asked.since)}")
    if asked.until:
        parts.append(f"to {day(asked.until)}")
    return f"Looks {' '.join(parts)}, the latest first." if parts else "The latest first."


def _fields(asked: _Question, wide: bool) -> list[dict[str, Any]]:
    days = [
        {"kind": "date", "name": "since", "label": "From", "value": asked.since and asked.since.isoformat()},
        {"kind": "date", "name": "until", "label": "To", "value": asked.until and asked.until.isoformat()},
    ]
    if not wide:
        return days
    people = [{"value": "", "text": "anybody"}]
    people += [{"value": str(user.public), "text": user.title} for user in User.objects.select_related("staff").order_by("email")]
    return [
        {"kind": "search", "name": "q", "label": "Child: number or name", "value": asked.q},
        {"kind": "select", "name": "who", "label": "Person", "value": asked.who, "options": people},
        *days,
    ]


def _href(asked: _Question, ref: str = "") -> str:
    told = {"q": "" if ref else asked.q, "ref": ref or asked.ref, "who": asked.who, "since": asked.since, "until": asked.until}
    return f"{reverse('access_log')}?{urlencode({name: value for name, value in told.items() if value})}"


@page("read", "access_log")
def access(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """Who looked at this child: for the child's own IRO, and for the manager (rule I8)."""
    found = get_child(reader, ref, "read", "access_log")
    if not visible(reader, "read").filter(pk=found.pk).exists():
        raise Absent(str(ref))
    standing = child_pages._standing(found)
    if not may_ask_about(reader, found, standing):
        raise Refused("Who looked at a child is shown to the child's IRO, the service manager and information governance.")
    asked = _question(request)
    answer = _answer(request, reader, Asked(found.public, "", asked.since, asked.until))
    here = reverse("access", args=[found.public])
    shows = {"fields": _fields(asked, wide=False), "here": here, "href": f"{here}?page=", "problem": asked.problem}
    return Page("child/access.html", {**child_pages._every(found, standing, reader, "access"), **shows, **answer})
