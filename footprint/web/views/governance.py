"""Watching over it: looks in need and whether they were right, conflicts of interest, and who has an account at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import access
from footprint.actions import people as deeds
from footprint.records.looks import Asked, actors_of, looks, names_of
from footprint.records.models import AccessReview, BreakGlass, Conflict, User
from footprint.records.queries import Absent, Reader, visible
from footprint.web.asking import asked
from footprint.web.forms.people import ConflictForm, OutcomeForm, ReasonForm, VerdictForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import looks as rows
from footprint.web.presenters import people as accounts
from footprint.web.views.people import tabs
from footprint.web.words import day

_BOTH = ("GET", "POST")
MOST = 100


@page("list", "break_glass")
def glass_reviews(request: HttpRequest, reader: Reader) -> Page:
    """Looks in need: those to be reviewed first. Whoever is no reviewer and no manager sees his or her own."""
    found = list(_glass(reader).order_by(F("reviewed").desc(nulls_first=True), "-opened"))
    seen = _seen(reader, found)
    may_review = reader.may("finalise", "break_glass")
    shown = found[:MOST]
    reader.saw("list", "break_glass", [each.child.public for each in shown if each.child_id in seen])
    return Page(
        "people/glass_reviews.html",
        {
            "tabs": tabs("glass_reviews", reader),
            "columns": rows.GLASS_COLUMNS,
            "rows": [rows.glass(each, each.child_id in seen, may_review) for each in shown],
            "more": max(0, len(found) - MOST),
        },
    )


def _glass(reader: Reader) -> QuerySet[BreakGlass]:
    found = BreakGlass.objects.select_related("child", "user__staff", "reviewed_by__staff").exclude(
        child__conflicts__user=reader.user
    )
    return found if reader.may("list", "break_glass") else found.filter(user=reader.user)


def _seen(reader: Reader, found: list[BreakGlass]) -> set[int]:
    """Which of these children the reader may know of."""
    asked_for = {each.child_id for each in found}
    return set(visible(reader).filter(pk__in=asked_for).values_list("pk", flat=True))


@page("finalise", "break_glass", methods=_BOTH)
def glass_review(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """One look in need: why, what was seen during it, and whether it was right."""
    each = _glass(reader).filter(public=ref, reviewed__isnull=True).first()
    if each is None:
        raise Absent(str(ref))

    def do(told: dict[str, Any]) -> Answer:
        access.review_glass(by=reader, glass=each, verdict=told["verdict"])
        return GoTo("glass_reviews", (), "The look is reviewed.")

    found = looks(Asked(each.child.public, str(each.user.public))).filter(at__gte=each.opened, at__lte=each.until)
    events = list(found[:MOST])
    seen = bool(_seen(reader, [each]))
    reader.saw("read", "break_glass", [each.child.public] if seen else [], subject=str(each.public))
    about = {
        "title": "A look in need",
        "button": "Put on record",
        "back": reverse("glass_reviews"),
        "facts": _facts(each, seen),
        "columns": rows.columns(child=True),
        "rows": [rows.row(event, actors_of(events), names_of(reader, [])) for event in events],
    }
    return asked(request, VerdictForm(request.POST or None), about, do, "people/glass_review.html")


def _facts(each: BreakGlass, seen: bool) -> list[dict[str, str]]:
    cells = rows.glass(each, seen, may_review=False)["cells"]
    return [
        {"key": "Who", "value": each.user.title},
        {"key": "Child", "value": cells["child"]},
        {"key": "When", "value": cells["opened"]},
        {"key": "Kind of need", "value": access.CATEGORIES.get(each.category, each.category)},
        {"key": "Why", "value": each.reason},
    ]


CONFLICT_COLUMNS = [
    {"key": "who", "text": "Who"},
    {"key": "child", "text": "Child"},
    {"key": "why", "text": "Why"},
    {"key": "declared", "text": "Since", "tight": True},
    {"key": "end", "text": "No longer so"},
]


@page("list", "conflict")
def conflicts(request: HttpRequest, reader: Reader) -> Page:
    """Who must not see which child: one's own, without the child, which is not there for oneself; all, for the manager."""
    found = Conflict.objects.select_related("user__staff", "child", "declared_by__staff").order_by("-declared", "-pk")
    if not reader.may("list", "conflict"):
        found = found.filter(user=reader.user)
    told = list(found[:MOST])
    seen = set(visible(reader).filter(pk__in={each.child_id for each in told}).values_list("pk", flat=True))
    reader.saw("list", "conflict", [each.child.public for each in told if each.child_id in seen])
    return Page(
        "people/conflicts.html",
        {
            "tabs": tabs("conflicts", reader),
            "columns": CONFLICT_COLUMNS if reader.may("edit", "conflict") else CONFLICT_COLUMNS[:-1],
            "rows": [_conflict(each, each.child_id in seen, reader) for each in told],
            "may_create": reader.may("create", "conflict", "own"),
        },
    )


def _conflict(each: Conflict, seen: bool, reader: Reader) -> dict[str, Any]:
    own = each.user_id == reader.user.pk
    told = each.reason if seen or own else "not shown, since it may tell of the child"
    child = each.child.name if seen else "a child whom you may not see"
    end = {"text": "End it", "href": reverse("end_conflict", args=[each.public])} if seen else None
    return {"cells": {"who": each.user.title, "child": child, "why": told, "declared": day(each.declared.date()), "end": end}}


@page("edit", "conflict", methods=_BOTH)
def end_conflict(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Put on record that there is no conflict any more."""
    found = Conflict.objects.select_related("user__staff", "child").filter(public=ref, child__in=visible(reader)).first()
    if found is None:
        raise Absent(str(ref))

    def do(told: dict[str, Any]) -> Answer:
        access.end_conflict(by=reader, conflict=found, reason=told["reason"])
        return GoTo("conflicts", (), "The conflict is ended: the child is there again for whoever had it.")

    reader.saw("read", "conflict", [found.child.public])
    about = {
        "title": "There is no conflict any more",
        "said": f"{found.user.title} sees this child again, as the roles allow.",
        "child": found.child.name,
        "button": "End it",
        "back": reverse("conflicts"),
    }
    return asked(request, ReasonForm(request.POST or None), about, do)


@page("create", "conflict", methods=_BOTH)
def new_conflict(request: HttpRequest, reader: Reader) -> Answer:
    """Say that oneself must not see a child. The answer is the same whether or not there is such a child."""

    def do(told: dict[str, Any]) -> Answer:
        access.declare_conflict(by=reader, user=reader.user, number=told["number"], reason=told["reason"])
        return GoTo(
            "conflicts", (), "It is on record. If there is a child with that number, the child is no longer there for you."
        )

    about = {
        "title": "A child whom you must not see",
        "said": "From now on the child is not there for you: in no list, on no page, whatever your role.",
        "button": "Put it on record",
        "back": reverse("conflicts"),
    }
    return asked(request, ConflictForm(request.POST or None), about, do)


REVIEW_COLUMNS = [
    {"key": "on", "text": "Day", "tight": True},
    {"key": "by", "text": "By"},
    {"key": "accounts", "text": "Accounts", "number": True},
    {"key": "outcome", "text": "Outcome"},
]


@page("list", "access_review", methods=_BOTH)
def access_reviews(request: HttpRequest, reader: Reader) -> Answer:
    """Everybody who can sign in, with roles and last sign-in, to be looked through; and what came of it before."""

    def do(told: dict[str, Any]) -> Answer:
        deeds.record_access_review(by=reader, outcome=told["outcome"])
        return GoTo("access_reviews", (), "The review is on record.")

    found = list(
        User.objects.filter(is_active=True)
        .select_related("staff")
        .prefetch_related("roles", "role_requests")
        .order_by("last_login", "pk")
    )
    reader.saw("list", "people", detail={"accounts": len(found)})
    past = AccessReview.objects.select_related("by__staff").order_by("-on", "-pk")[:MOST]
    about = {
        "title": "Access reviews",
        "button": "Put on record",
        "tabs": tabs("access_reviews", reader),
        "columns": accounts.COLUMNS,
        "rows": [accounts.row(user, reader.now) for user in found],
        "past_columns": REVIEW_COLUMNS,
        "past": [_review(each) for each in past],
    }
    return asked(request, OutcomeForm(request.POST or None), about, do, "people/access_reviews.html")


def _review(each: AccessReview) -> dict[str, Any]:
    by = each.by.title if each.by else "somebody whose account is gone"
    return {"cells": {"on": day(each.on), "by": by, "accounts": f"{each.accounts:,}", "outcome": each.outcome}}
