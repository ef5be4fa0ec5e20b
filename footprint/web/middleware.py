"""What happens around every request: headers, the limits of a session, the second factor, and one line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("footprint.request")

_WITHOUT_SECOND_FACTOR = ("/accounts/", "/static/", "/health", "/brand.css", "/about/", "/session")
"""Addresses that somebody who has not yet set up a second factor may open."""

_WITH_A_GIVEN_PASSWORD = ("/accounts/password/", "/accounts/logout/", "/static/", "/health", "/brand.css", "/about/", "/session")
"""Addresses that somebody may open whose password was given to them by another."""


def headers(get_response: Next) -> Next:
    """No copy of a page is kept by the browser or on the way, and no page tells another where one came from."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def session_limits(get_response: Next) -> Next:
    """A session ends when nothing was clicked for a while, and in any case after some hours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            begun = request.session.setdefault("begun", now)
            idle = now - request.session.get("last", now)
            if idle > settings.SESSION_IDLE_MINUTES * 60 or now - begun > settings.SESSION_HARD_HOURS * 3600:
                logout(request)
                return HttpResponseRedirect(reverse("account_login") + "?ended=1")
            if idle > 30 or "last" not in request.session:  # not a write for every click
                request.session["last"] = now
        return get_response(request)

    return middleware


def own_password(get_response: Next) -> Next:
    """Whoever was given a password chooses one of their own before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.user.is_authenticated and request.user.one_time
        if given and not request.path.startswith(_WITH_A_GIVEN_PASSWORD):
            return HttpResponseRedirect(reverse("account_change_password"))
        return get_response(request)

    return middleware


def two_factors(get_response: Next) -> Next:
    """Whoever signs in with a password sets up a second factor before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        open_to_all = request.path.startswith(_WITHOUT_SECOND_FACTOR)
        if settings.SECOND_FACTOR_NEEDED and request.user.is_authenticated and not open_to_all and _by_password_alone(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return get_response(request)

    return middleware


def _by_password_alone(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    if request.session.get("second_factor"):
        return False
    methods = {record.get("method") for record in request.session.get("account_authentication_methods", [])}
    found = "socialaccount" in methods or is_mfa_enabled(request.user)
    if found:
        request.session["second_factor"] = True
    return not found


def one_log_line_a_request(get_response: Next) -> Next:
    """Method, the pattern of the address (never the address), status and time taken."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        line = {
            "method": request.method,
            "route": match.route if match else "",
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        log.info("request", extra=line)
        return response

    return middleware
