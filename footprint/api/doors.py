"""What every address of the API has in common: who asks, what they need, and a refusal as JSON with the sentence of the page."""

from __future__ import annotations

import inspect
import logging
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import django_auth

from footprint.actions.answering import answer
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import ABSENT, Refused
from footprint.records.models import User
from footprint.records.queries import Absent, Reader
from footprint.records.versions import Stale

api = NinjaAPI(title="Footprint", version="1", docs_url=None, auth=django_auth, urls_namespace="api")
"""Whoever is signed in may ask; a change needs the word against forged forms (`X-CSRFToken`), as a form does."""

View = Callable[..., Any]
log = logging.getLogger("footprint.api")


def door(action: str, record: str) -> Callable[[View], View]:
    """Mark an operation with the permission that it needs (`domain/permissions.toml`); its first argument becomes the reader."""

    def mark(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **named: Any) -> Any:
            assert isinstance(request.user, User)
            reader = Reader(request.user, timezone.now(), str(uuid.uuid4()))
            changes = request.method not in ("GET", "HEAD")
            tried = [named["child"]] if isinstance(named.get("child"), uuid.UUID) else []
            return answer(reader, action, record, lambda: view(reader, **named), changes=changes, tried=tried)

        asked.__signature__ = _of_a_request(view)  # type: ignore[attr-defined]
        asked.permission = (action, record)  # type: ignore[attr-defined]  # read by the test that walks all doors
        return asked

    return mark


def _of_a_request(view: View) -> inspect.Signature:
    """The signature by which the API is described: the request in place of the reader."""
    hints = get_type_hints(view)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    told = list(inspect.signature(view).parameters.values())[1:]
    return inspect.Signature([request, *(each.replace(annotation=hints[each.name]) for each in told)])


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    return api.create_response(request, {"reason": str(error)}, status=403)


@api.exception_handler(Absent)
def _absent(request: HttpRequest, error: Exception) -> HttpResponse:
    return api.create_response(request, {"reason": ABSENT}, status=404)


@api.exception_handler(Unfit)
def _unfit(request: HttpRequest, error: Exception) -> HttpResponse:
    return api.create_response(request, {"field": getattr(error, "field", ""), "reason": str(error)}, status=422)


@api.exception_handler(Stale)
def _stale(request: HttpRequest, error: Exception) -> HttpResponse:
    """Both texts, so that neither is lost."""
    differences = [
        {"field": each.field, "held": str(each.held), "wanted": str(each.wanted)} for each in getattr(error, "differences", [])
    ]
    version = getattr(getattr(error, "held", None), "version", None)
    return api.create_response(request, {"reason": str(error), "version": version, "differences": differences}, status=409)


@api.exception_handler(DatabaseError)
def _cannot(request: HttpRequest, error: Exception) -> HttpResponse:
    """The disk is full, the database is away, or the audit cannot be written: then nothing is told either."""
    log.error("the API could not answer: %s", type(error).__name__)
    return api.create_response(request, {"reason": "The service cannot do this now. Nothing was changed."}, status=503)
