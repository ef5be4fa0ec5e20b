"""Where a person can go: only what the person may open is offered."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from footprint.domain.permission_table import load_table
from footprint.domain.permissions import relations_allowed
from footprint.records.models import User


class Place(NamedTuple):
    """A place of the navigation: its words, its view, the permission of that view, and how the addresses under it begin."""

    text: str
    view: str
    action: str
    record: str
    under: tuple[str, ...]


PLACES = [
    Place("Today", "today", "list", "rulebook", ("",)),
    Place("Children", "children", "list", "child", ("children", "child")),
    Place("Data", "imports", "list", "import", ("data",)),
    Place("The service", "service", "list", "service_figures", ("service",)),
    Place("People", "people", "list", "people", ("people",)),
    Place("Settings", "settings", "list", "rulebook", ("settings",)),
    Place("Your account", "account", "list", "rulebook", ("account",)),
]


def links(request: HttpRequest) -> list[dict[str, object]]:
    """The places that this person may open, with the one that is open marked."""
    roles = request.user.role_names if isinstance(request.user, User) else frozenset[str]()
    here = request.resolver_match.route.partition("/")[0] if request.resolver_match else None
    return [
        {"text": place.text, "href": reverse(place.view), "active": here in place.under}
        for place in PLACES
        if relations_allowed(roles, place.action, place.record)
    ]


def role_words(user: User) -> str:
    """The person's roles in words."""
    roles = load_table().roles
    return ", ".join(roles[name].title for name in roles if name in user.role_names)
