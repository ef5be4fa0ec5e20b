"""Pages for what went wrong. They tell nothing of any record; what is denied and what is absent look the same."""

from __future__ import annotations

import logging
import sys

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger("footprint.web")


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none that this person may see: one cannot be told from the other."""
    return render(request, "errors/absent.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person may see this, but not do that: the reason, as `permissions` says it."""
    return render(request, "errors/refused.html", {"reason": str(exception or "")}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read."""
    return render(request, "errors/bad.html", status=400)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or that lay open too long."""
    return render(request, "errors/no_token.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Something broke. It is in the log, without what was said of anybody. Where it was the database, the page says so."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError):
        return cannot(request, error)
    return render(request, "errors/fault.html", status=500)


def cannot(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    """The database cannot be read or written: 507 where its disk is full, 503 otherwise, and nothing of any record.

    The page itself must not ask the database: it shows neither who one is nor any message.
    """
    request.user = AnonymousUser()
    if hasattr(request, "_messages"):
        del request._messages
    log.error("database", exc_info=error)
    said = str(error).lower()
    full = "is full" in said or "no space" in said
    return render(request, "errors/cannot.html", {"full": full}, status=507 if full else 503)
