"""When IROs are away, and which reviews are booked on those days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from footprint.actions import leave as deeds
from footprint.records.arranging import booked_meanwhile, clashes, leave_to_come
from footprint.records.models import Leave, Review
from footprint.records.queries import Reader, visible
from footprint.web.addresses import of_child
from footprint.web.asking import asked
from footprint.web.forms.arranging import LeaveForm
from footprint.web.forms.people import ConfirmForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.views.children import tabs
from footprint.web.words import day, short_day

_BOTH = ("GET", "POST")
COLUMNS = [
    {"key": "who", "text": "Who", "sort": True},
    {"key": "first", "text": "First day away", "tight": True},
    {"key": "last", "text": "Last day away", "tight": True},
    {"key": "booked", "text": "Reviews booked on these days"},
    {"key": "end", "text": "Not away after all"},
]


@page("list", "leave")
def leave(request: HttpRequest, reader: Reader) -> Page:
    """Who is away when, with the reviews that are booked on those days: one's own leave, or everybody's."""
    rows = [_row(each, reader) for each in deeds.shown_to(reader, leave_to_come(reader.today))]
    return Page("leave.html", {"tabs": tabs("leave", reader), "columns": COLUMNS, "rows": rows})


def _row(each: Leave, reader: Reader) -> dict[str, Any]:
    booked = clashes(each, reader)
    whose = [review.child_id for review in booked]
    mine = set(visible(reader, "create", "review").filter(pk__in=whose).values_list("pk", flat=True))
    links = [
        _link(of_child(review.child.public, "plan_review" if review.child_id in mine else "child"), _booked(review))
        for review in booked
    ]
    return {
        "tone": "bad" if booked else None,
        "cells": {
            "who": str(each.staff),
            "first": day(each.first),
            "last": day(each.last),
            "booked": {"html": Markup("<br>").join(links)} if links else "none",
            "end": {"text": "Take it back", "href": reverse("end_leave", args=[each.public])},
        },
    }


def _booked(review: Review) -> str:
    return f"{review.child.name}, {short_day(review.started)}"


def _link(href: str, text: str) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(href, text)


@page("create", "leave", methods=_BOTH)
def new_leave(request: HttpRequest, reader: Reader) -> Answer:
    """Days on which somebody is away: oneself or, for who arranges reviews, any IRO."""
    people = {str(each.pk): each for each in deeds.whose(reader)}
    form = LeaveForm(request.POST or None, initial={"staff": next(iter(people), "")})
    form.fields["staff"].choices = [(key, str(staff)) for key, staff in people.items()]  # type: ignore[attr-defined]

    def do(told: dict[str, Any]) -> Answer:
        made = deeds.note_leave(by=reader, staff=people[told["staff"]], first=told["first"], last=told["last"])
        booked = booked_meanwhile(made, reader).count()
        then = " Reviews are booked on these days: move them, or find somebody to chair them." if booked else ""
        return GoTo("leave", (), f"It is noted: no day in it is suggested for a review.{then}")

    about = {"title": "Days away", "back": reverse("leave"), "said": "Why is not asked."}
    return asked(request, form, about, do)


@page("edit", "leave", methods=_BOTH)
def end_leave(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Take leave back: the person is there after all."""
    found = deeds.found_leave(reader, ref)

    def do(told: dict[str, Any]) -> Answer:
        deeds.take_back_leave(by=reader, leave=found)
        return GoTo("leave", (), "It is taken back.")

    about = {
        "title": "Not away after all",
        "child": str(found.staff),
        "said": f"From {day(found.first)} to {day(found.last)}.",
        "button": "Take it back",
        "back": reverse("leave"),
    }
    return asked(request, ConfirmForm(request.POST if request.method == "POST" else None), about, do)
