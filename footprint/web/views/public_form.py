"""The one page of the service that needs no sign-in: a form behind a link that works once.

Opening it uses nothing up, since mail scanners open every link; only sending does. It shows nothing that is stored about the
child: two children with the same form are shown the same page. A link that was used, has ended or was taken back is answered
like one that never was. The page is rendered without the request, so that nothing of somebody who is signed in here gets in.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.consulting import DeadLink, answer
from footprint.domain.consultation import Form
from footprint.records.consultations import by_token, was_made
from footprint.records.profile import profile
from footprint.web.presenters import consulting as shows

MOST_TRIES = 10
"""Unknown links that one address may try in a minute."""

_NO_REFERRER = "no-referrer, strict-origin"
"""The link itself never stands in a Referer. A browser that knows both keeps to the second, which names the service and no
more: under the first it would send "Origin: null" with the form, and Django's check against forged forms would refuse it."""

_HERE = ("127.0.0.1", "::1")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_form(request: HttpRequest, token: str) -> HttpResponse:
    """The form, or what was sent with it."""
    if _tries(request) >= MOST_TRIES:
        return _page("public/too_many.html", shows.plain_page(""), 429)
    asked = by_token(token, timezone.now())
    if asked is None:
        if not was_made(token):
            _count(request)
        return _dead()
    form = profile().consultation.form_for(asked.about, asked.who, asked.band)
    language = request.GET.get("lang", asked.language)
    if request.method == "POST":
        return _sent(request, token, form, language)
    return _form(request, form, language)


def _form(request: HttpRequest, form: Form, language: str, wrong: bool = False) -> HttpResponse:
    told = {**shows.public_form(form, language), "csrf": get_token(request), "wrong": wrong}
    return _page("public/form.html", told, 422 if wrong else 200)


def _sent(request: HttpRequest, token: str, form: Form, language: str) -> HttpResponse:
    """Take the answers in; whoever has not answered anything gets the form again, and the link still works."""
    told = {key: request.POST.get(f"answer-{key}", "") for key in form.questions}
    shared = {key: request.POST.get(f"share-{key}", "") for key in (*form.questions, "all")}
    try:
        answer(token=token, answers=told, shared=shared, now=timezone.now())
    except DeadLink:
        return _dead()
    except Unfit:
        return _form(request, form, language, wrong=True)
    return _safe(HttpResponseRedirect(f"{reverse('public_sent')}?{urlencode({'lang': language})}"))


@login_not_required
@require_safe
def public_sent(request: HttpRequest) -> HttpResponse:
    """Thanks. A page of its own, so that whoever loads it again sends nothing again; it knows of nobody."""
    return _page("public/sent.html", shows.plain_page(request.GET.get("lang", "")))


def _dead() -> HttpResponse:
    return _page("public/dead.html", shows.dead_page(), 404)


def _page(template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    return _safe(HttpResponse(render_to_string(template, {**told, "council": settings.COUNCIL}), status=status))


def _safe(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = _NO_REFERRER
    return response


def _tries(request: HttpRequest) -> int:
    return int(cache.get(_key(request), 0))


def _count(request: HttpRequest) -> None:
    """One more unknown link in this minute from this address."""
    if not cache.add(_key(request), 1, 120):
        cache.set(_key(request), _tries(request) + 1, 120)


def _key(request: HttpRequest) -> str:
    return f"links-tried:{_address(request)}:{int(time.time() // 60)}"


def _address(request: HttpRequest) -> str:
    """Who asks. A proxy on this machine says for whom: what it added itself stands last; the rest anybody can write."""
    near = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return told[:64] if near in _HERE and told else near
