"""A child's own pages: who they are and who is around them, what is owed, what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from footprint.records.looks import may_ask_about
from footprint.records.models import Child, Duty, ReviewTiming, Standing
from footprint.records.owed import everything_owed
from footprint.records.queries import Reader, get_child, may_here
from footprint.reports.child_record import pdf
from footprint.reports.timeline import pictures
from footprint.web.page import Download, Page, page
from footprint.web.presenters import children as rows
from footprint.web.presenters import duties as owed
from footprint.web.presenters import life, timeline
from footprint.web.presenters.paper import child_record

TIMELINE_COLUMNS = [
    {"key": "on", "text": "From", "tight": True, "sort": "descending"},
    {"key": "what", "text": "What", "sort": True},
    {"key": "words", "text": "In words"},
]


@page("read", "child")
def child(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """The child at a glance: the timeline, what is owed, who is around."""
    found = get_child(reader, ref)
    standing = _standing(found)
    drawn = _timeline(found, standing, reader)
    whole = request.GET.get("time") == "all"
    duties = list(Duty.objects.filter(child=found).order_by("due", "pk"))
    for duty in duties:
        duty.child = found  # with how the child stands: nothing is asked of the database once more for each duty
    return Page(
        "child/glance.html",
        {
            **_every(found, standing, reader, "child"),
            "picture": pictures(drawn if whole else drawn.lately()),
            "whole": whole,
            "times": _times(found, whole),
            "timeline_columns": TIMELINE_COLUMNS,
            "timeline_rows": timeline.twin(drawn if whole else drawn.lately()),
            "groups": _groups(duties, reader),
            "people": rows.people(found, standing),
            "siblings": _siblings(found, reader),
        },
    )


def _standing(child: Child) -> Standing | None:
    return Standing.objects.select_related("iro", "social_worker", "team_manager", "team", "child").filter(child=child).first()


def _timeline(child: Child, standing: Standing | None, reader: Reader) -> Any:
    return timeline.timeline(
        child.episodes.filter(decom__lte=reader.today).order_by("decom", "pk"),
        ReviewTiming.objects.filter(child=child).order_by("held"),
        child.reviews.filter(status="planned"),
        child.contacts.filter(on__lte=reader.today).select_related("staff").order_by("on"),
        child.escalations.order_by("raised"),
        standing,
        reader.today,
    )


def _times(child: Child, whole: bool) -> list[dict[str, Any]]:
    here = reverse("child", args=[child.public])
    return [
        {"text": "The last two years", "href": here, "active": not whole},
        {"text": "The whole time in care", "href": f"{here}?time=all", "active": whole},
    ]


def _groups(duties: list[Duty], reader: Reader) -> list[dict[str, Any]]:
    late = [duty for duty in duties if duty.due < reader.today]
    coming = [duty for duty in duties if duty.due >= reader.today]
    return [
        {"title": title, "id": key, "duties": owed.shown_together(found, reader, named=False), "empty": empty}
        for title, key, found, empty in (
            ("Overdue", "overdue", late, "Nothing is overdue."),
            ("To come", "to-come", coming, "Nothing is owed from today on."),
        )
    ]


def _siblings(child: Child, reader: Reader) -> list[dict[str, str]]:
    """Brothers and sisters whom the person may see."""
    if not child.sibling_group:
        return []
    from footprint.records.queries import visible

    found = list(visible(reader).filter(sibling_group=child.sibling_group).exclude(pk=child.pk).order_by("dob"))
    reader.saw("list", "child", [each.public for each in found])
    return [{"text": each.name, "href": reverse("child", args=[each.public])} for each in found]


_TABS = [
    ("child", "At a glance", "child"),
    ("reviews", "Reviews and decisions", "review"),
    ("life", "Plans and contacts", "footprint"),
    ("duties", "Every duty", "child"),
]
"""A child's pages: the view, its words, and the record that one must be allowed to read."""


def _every(child: Child, standing: Standing | None, reader: Reader, here: str) -> dict[str, Any]:
    """What each of a child's pages shows."""
    tabs = [(view, text) for view, text, record in _TABS if reader.may_somewhere("read", record)]
    if may_ask_about(reader, child, standing):
        tabs.append(("access", "Who looked"))
    return {
        "head": rows.head(child, standing, reader),
        "tabs": [{"text": text, "href": reverse(view, args=[child.public]), "active": view == here} for view, text in tabs],
        "tasks": _tasks(child, standing, reader),
        "address": reverse("child", args=[child.public]),
        "today": reader.today,
    }


def _tasks(child: Child, standing: Standing | None, reader: Reader) -> list[dict[str, str]]:
    """What the person may do for this child."""
    planned = bool(standing and standing.next_planned)
    tasks = [
        ("current_review", "Open the review", "read", "review"),
        ("contact", "Record a contact", "create", "footprint"),
        ("plan_review", "Move the review" if planned else "Arrange the review", "create", "review"),
        ("allocate", "Change the IRO" if standing and standing.iro_id else "Allocate an IRO", "create", "allocation"),
        ("introduction", "Letter of introduction", "create", "document"),
        ("details", "Correct details", "correct", "child"),
        ("restrict", "Restrict who may see", "edit", "restriction"),
        ("paper", "Save as PDF", "read", "child"),
    ]
    return [
        {"text": text, "href": reverse(view, args=[child.public])}
        for view, text, action, record in tasks
        if may_here(reader, standing, action, record)
    ]


@page("read", "review")
def reviews(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """Every review with its timing and decisions."""
    found = get_child(reader, ref, "read", "review")
    held = found.reviews.select_related("chair").order_by("-started", "-pk")
    told = list(held.prefetch_related("decisions", "concerns", "actions", "meetings"))
    timings = {each.held: each for each in ReviewTiming.objects.filter(child=found)}
    shown = [life.review(each, timings, reader) for each in told]
    return Page("child/reviews.html", {**_every(found, _standing(found), reader, "reviews"), "reviews": shown})


@page("read", "footprint")
def life_page(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """Plans, contacts, escalations, conferences and milestones."""
    found = get_child(reader, ref, "read", "footprint")
    return Page("child/life.html", {**_every(found, _standing(found), reader, "life"), "parts": life.parts(found, reader)})


@page("read", "child")
def duties(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """Everything that was ever owed to the child, as at today or a day before, worked out now from the facts."""
    found = get_child(reader, ref)
    as_at = life.asked_day(request.GET.get("on", ""), reader.today)
    told, show = everything_owed(found, as_at), request.GET.get("show", "")
    shows = [{"value": value, "text": text} for value, text in life.SHOWS.items()]
    return Page(
        "child/duties.html",
        {
            **_every(found, _standing(found), reader, "duties"),
            "on": as_at,
            "show": show,
            "shows": shows,
            **life.all_duties(told, as_at, show),
        },
    )


@page("read", "child")
def paper(request: HttpRequest, reader: Reader, ref: UUID) -> Download:
    """The child's record as a PDF."""
    found = get_child(reader, ref)
    record = child_record(found, _standing(found), reader)
    return Download("child-record.pdf", pdf(record), "application/pdf")
