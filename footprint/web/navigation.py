"""Where a person can go: only what the person may open is offered."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from footprint.domain.permission_table import load_table
from footprint.domain.permissions import relations_allowed
from footprint.records.models import User


class Place(NamedTuple):
    """A place of the navigation: its words, its view, the permission of that view, and the views that lie under it."""

    text: str
    view: str
    action: str
    record: str
    under: tuple[str, ...]


_PEOPLE = (
    "people",
    "person",
    "person_roles",
    "person_change",
    "new_person",
    "access_log",
    "access_reviews",
    "conflicts",
    "glass_reviews",
)

PLACES = [
    Place("Today", "today", "list", "rulebook", ("today",)),
    Place("Children", "children", "list", "child", ("children", "child", "calendar", "reviews", "life", "duties", "access")),
    Place("Data", "imports", "list", "import", ("imports", "upload", "import", "reconciliation", "problems")),
    Place("The service", "service", "list", "service_figures", ("service",)),
    Place("People", "people", "list", "people", _PEOPLE),
    Place("Settings", "settings", "list", "rulebook", ("settings", "rule")),
    Place("Your account", "account", "list", "rulebook", ("account",)),
]


def links(request: HttpRequest) -> list[dict[str, object]]:
    """The places that this person may open, with the one that is open marked."""
    roles = request.user.role_names if isinstance(request.user, User) else frozenset[str]()
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"text": place.text, "href": reverse(place.view), "active": here in place.under}
        for place in PLACES
        if relations_allowed(roles, place.action, place.record)
    ]


def role_words(user: User) -> str:
    """The person's roles in words."""
    roles = load_table().roles
    return ", ".join(roles[name].title for name in roles if name in user.role_names)
