"""A refusal as JSON: always the sentence that the page would say, under `reason`."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from footprint.actions.refusals import Unfit
from footprint.domain.permissions import ABSENT, Refused
from footprint.records.queries import Absent
from footprint.records.versions import Stale

log = logging.getLogger("footprint.api")


class Refusal(Schema):
    """Nothing was changed, and why."""

    reason: str = Field(description="The sentence that the page would say.")


class Misfit(Refusal):
    """What was sent does not fit."""

    field: str = Field(description="What it is about, as it was sent; empty where it is about all of it.")


class Difference(Schema):
    """A field that two people changed."""

    field: str = Field(description="Its name.")
    held: str = Field(description="What is held now.")
    wanted: str = Field(description="What was to be saved.")


class Conflict(Refusal):
    """Somebody else was quicker, or it was done already. Both texts are told, so that neither is lost."""

    version: int | None = Field(description="The version that is held now; none where it was done already.")
    differences: list[Difference] = Field(description="What differs.")


REFUSALS: dict[int, Any] = {403: Refusal, 404: Refusal, 409: Conflict, 422: Misfit, 503: Refusal}
"""How an operation may be refused, for its description."""


class Done(Exception):
    """The same key came before (`Idempotency-Key`), and what it asked for was done then."""


_DONE = "This was done already, and is not done again. Read how it stands now."
_CANNOT = "The service cannot do this now. Nothing was changed."


def refuse(api: NinjaAPI) -> None:
    """Have an API answer each kind of refusal."""
    say: Any = api.add_exception_handler
    say(Refused, lambda request, error: _said(api, request, 403, reason=str(error)))
    say(Absent, lambda request, error: _said(api, request, 404, reason=ABSENT))
    say(Unfit, lambda request, error: _said(api, request, 422, field=error.field, reason=str(error)))
    say(Done, lambda request, error: _said(api, request, 409, reason=_DONE, version=None, differences=[]))
    say(HttpError, lambda request, error: _said(api, request, error.status_code, reason=f"{error}."))
    say(ValidationError, lambda request, error: _said(api, request, 422, **_misfit(error)))
    say(Stale, lambda request, error: _said(api, request, 409, **_conflict(error)))
    say(DatabaseError, lambda request, error: _cannot(api, request, error))


def _said(api: NinjaAPI, request: HttpRequest, status: int, **told: Any) -> HttpResponse:
    return api.create_response(request, told, status=status)


def _misfit(error: ValidationError) -> dict[str, str]:
    """The first thing that is wrong, without what was sent."""
    first = error.errors[0]
    place = [str(part) for part in first["loc"] if part not in ("body", "query", "path", "told")]
    return {"field": ".".join(place), "reason": f"{first['msg'].removeprefix('Value error, ').rstrip('.')}."}


def _conflict(error: Stale) -> dict[str, Any]:
    differences = [{"field": each.field, "held": str(each.held), "wanted": str(each.wanted)} for each in error.differences]
    return {"reason": str(error), "version": getattr(error.held, "version", None), "differences": differences}


def _cannot(api: NinjaAPI, request: HttpRequest, error: Exception) -> HttpResponse:
    """The disk is full, the database is away, or the audit cannot be written: then nothing is told either."""
    log.error("the API could not answer: %s", type(error).__name__)
    return _said(api, request, 503, reason=_CANNOT)
