"""What every page has in common: who may ask for it, one transaction with its audit, and rendering when both are done.

A view is a function of a `Reader` (and of what the address names) that returns a `Page`, a `Download` or an address to go
to. Its reads go through `records.queries`, which tell the reader what was shown; that is written to the audit before the page
is sent, and what a form changed in the same transaction as its audit. Where the audit cannot be written there is no page.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from footprint.actions.answering import answer
from footprint.domain.permissions import Refused
from footprint.records.models import User
from footprint.records.queries import Absent, Reader
from footprint.web.views.errors import cannot


@dataclass(frozen=True)
class Page:
    """A template and what it shows: plain values only, so that rendering asks the database for nothing."""

    template: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Download:
    """A file to be saved."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True)
class GoTo:
    """Another page, with a message for it."""

    view: str
    parts: tuple[object, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Told:
    """A short answer for a script of the page: plain values, as JSON."""

    values: Mapping[str, Any]
    status: int = 200


Answer = Page | Download | GoTo | Told
View = Callable[..., Answer]


def page(action: str, record: str, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], Callable[..., HttpResponse]]:
    """Mark a view with the permission that it needs: an action on a kind of record (`domain/permissions.toml`)."""

    def mark(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, **named: object) -> HttpResponse:
            if request.method not in (*methods, "HEAD"):
                return HttpResponseNotAllowed(methods)
            return _answered(view, request, named, action, record)

        answered.permission = (action, record)  # type: ignore[attr-defined]  # read by the test that walks all doors
        answered.methods = methods  # type: ignore[attr-defined]
        return answered

    return mark


def _answered(view: View, request: HttpRequest, named: Mapping[str, object], action: str, record: str) -> HttpResponse:
    assert isinstance(request.user, User)  # the middleware lets nobody else through
    reader = Reader(request.user, timezone.now(), str(uuid.uuid4()))
    try:
        found = answer(
            reader,
            action,
            record,
            lambda: view(request, reader, **named),
            changes=request.method not in ("GET", "HEAD"),
            tried=_tried(request, named),
        )
        return _response(request, found)
    except DatabaseError as error:
        return cannot(request, error)
    except Absent:
        raise Http404 from None
    except Refused as error:
        raise PermissionDenied(str(error)) from None


def _tried(request: HttpRequest, named: Mapping[str, object]) -> list[uuid.UUID]:
    """The child whose page was asked for, so that a try in vain is found by child too."""
    ref = named.get("ref")
    of_child = request.resolver_match and request.resolver_match.route.startswith("child/")
    return [ref] if of_child and isinstance(ref, uuid.UUID) else []


def _response(request: HttpRequest, found: Answer) -> HttpResponse:
    if isinstance(found, Page):
        return render(request, found.template, dict(found.shows), status=found.status)
    if isinstance(found, Told):
        return JsonResponse(dict(found.values), status=found.status)
    if isinstance(found, Download):
        headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return HttpResponse(found.content, content_type=found.kind, headers=headers)
    if found.said:
        messages.success(request, found.said)
    return HttpResponseRedirect(reverse(found.view, args=found.parts))
