"""Small answers that are about no record: health, the council's colours, a session kept alive, what this service is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from footprint.records.jobs import silent_jobs

ABOUT = {
    "accessibility": "Accessibility",
    "privacy": "Privacy",
    "about": "About",
}


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and the jobs run; 503 where not, and what is wrong. Nothing of a record."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        silent = [each.job for each in silent_jobs(timezone.now())]
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse({"database": "ok", "silent jobs": silent}, status=503 if silent else 200)


@login_not_required
@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The council's colour, and black or white upon it, whichever is read more easily."""
    colour = settings.COLOUR
    css = f":root{{--footprint-brand:{colour};--footprint-brand-text:{_text_on(colour)}}}"
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


def _text_on(colour: str) -> str:
    """WCAG's relative luminance decides."""
    parts = [int(colour.lstrip("#")[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else "#0b0c0c"


@require_GET
def keep_alive(request: HttpRequest) -> HttpResponse:
    """A session that goes on because somebody asked for it (the middleware notes the time)."""
    return HttpResponse(status=204)


@login_not_required
@require_safe
def about(request: HttpRequest, topic: str) -> HttpResponse:
    """What this service is, how accessible, and what becomes of personal data."""
    return render(request, f"about/{topic}.html", {"title": ABOUT[topic]})
