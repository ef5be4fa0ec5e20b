"""The pages of signing in that django-allauth does not have, and one's own account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from footprint.domain.permission_table import load_table
from footprint.records.queries import Reader
from footprint.web.page import Page, page
from footprint.web.words import opening


@login_not_required
@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask: the service sends no e-mail."""
    return render(request, "account/forgotten.html")


@require_safe
def no_password(request: HttpRequest) -> HttpResponse:
    """Somebody who comes from the council's directory has no password here."""
    return render(request, "account/no_password.html")


@login_not_required
@require_safe
def refused_by_directory(request: HttpRequest) -> HttpResponse:
    """The directory told too little of the person to make an account."""
    sentence = "The council's directory gave no e-mail address for you, so no account could be made. Ask the administrator."
    return render(request, "socialaccount/refused.html", {"sentence": sentence}, status=403)


@page("list", "rulebook")
def account(request: HttpRequest, reader: Reader) -> Page:
    """One's own account: the roles, what they are for, how one signs in, and what one did."""
    from allauth.mfa.utils import is_mfa_enabled

    titles = load_table().roles
    told = [{"key": opening(titles[name].title), "value": titles[name].about} for name in titles if name in reader.roles]
    return Page(
        "account/account.html",
        {
            "roles": told,
            "email": reader.user.email,
            "password": reader.user.has_usable_password(),
            "factor": is_mfa_enabled(reader.user),
            "log": reader.may_somewhere("list", "access_log"),
            "portrait": reader.may("create", "portrait", "own"),
            "conflicts": reader.may("create", "conflict", "own"),
            "glass": reader.may("list", "break_glass", "own"),
        },
    )
