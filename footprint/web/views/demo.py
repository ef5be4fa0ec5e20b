"""The demonstration's own door: be whom you like. It is there in a demonstration alone, and on this machine alone."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from footprint.domain.permission_table import load_table
from footprint.records.models import User
from footprint.web.words import opening

_HERE = {"127.0.0.1", "::1"}
_EACH = {"iro": 3}
"""How many accounts of a role are shown; one of every other."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Who there is, and a button for each."""
    if not settings.DEMO or not _on_this_machine(request):
        raise Http404
    if request.method != "POST":
        return render(request, "demo.html", {"roles": _roles()})
    found = {str(user.public): user for user in User.objects.filter(is_active=True)}
    user = found.get(request.POST.get("who", ""))
    if user is None:
        raise Http404
    logout(request)
    answer: HttpResponse = perform_login(request, user, email_verification="none")
    return answer


def _on_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine speaks for others, so what comes through one does not count."""
    return request.META.get("REMOTE_ADDR") in _HERE and not any(
        name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED")
    )


def _roles() -> list[dict[str, object]]:
    found = (
        User.objects.filter(is_active=True, roles__isnull=False)
        .select_related("staff")
        .prefetch_related("roles")
        .distinct()
        .order_by("pk")
    )
    people = [(user, {role.name for role in user.roles.all()}) for user in found]
    return [
        {
            "name": name,
            "title": opening(role.title),
            "about": role.about,
            "people": [{"name": user.title, "who": str(user.public)} for user, names in people if name in names][
                : _EACH.get(name, 1)
            ],
        }
        for name, role in load_table().roles.items()
    ]
