"""Every door of the service: which addresses there are, and who may go through, worked out from permissions.toml alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from footprint.domain.permissions import may, relations_allowed
from tests.integration.world import OF_IRO_1, ROLES

OPEN_TO_ALL = {"health", "brand", "about_page", "public_form", "public_sent"}
"""Our views without a permission that anybody may open: none of them tells of any record."""
OF_THE_SESSION = {"keep_alive", "openapi-json", "api-root"}
"""Our views without a permission that need somebody who is signed in: none of them tells of any record."""

_NAMED = {
    "name": "review.first",
    "topic": "about",
    "role": "iro",
    "answer": "approve",
    "verb": "close",
    "step": "begin",
    "key": "health",
    "token": "unknown",
    "person": "1",
}
"""What an address may have to name, beside a record."""


@dataclass(frozen=True)
class Door:
    """An address of ours: its name, its pattern, and the view behind it."""

    name: str
    route: str
    view: Any

    @property
    def permission(self) -> tuple[str, str] | None:
        """What the view names."""
        return getattr(self.view, "permission", None)

    @property
    def methods(self) -> tuple[str, ...]:
        """What the view answers to."""
        return getattr(self.view, "methods", ("GET",))

    @property
    def is_of_a_child(self) -> bool:
        """Whether the address names a child."""
        return self.route.startswith(("child/<uuid:ref>/", "api/children/<uuid:child>/"))

    def address(self, ref: UUID | None = None, review: UUID | None = None) -> str:
        """The address, with what it must name."""
        route = self.route.replace("<uuid:review>", str(review or uuid4()))
        route = re.sub(r"<uuid:\w+>", str(ref or uuid4()), route)
        return "/" + re.sub(r"<\w+:(\w+)>", lambda named: _NAMED[named[1]], route)


def doors() -> list[Door]:
    """Every address of the service but those of django-allauth."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], prefix: str) -> Iterator[Door]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).replace("<uuidstr:", "<uuid:")
        if isinstance(pattern, URLResolver):
            if not route.startswith("accounts/"):
                yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield Door(pattern.name or "", route, pattern.callback)


def role_of(number: str) -> str:
    """The role of one of the world's accounts."""
    return {**ROLES, "ig-1": "information_governance", "ta-1": "technical_admin"}[number]


def relation(number: str, child: str) -> tuple[str, str]:
    """How an account of the world stands to a child: the nearest relation, and the state that the child has for it."""
    half = "1" if child in OF_IRO_1 else "2"
    own = number in (f"iro-{half}", f"sw-{half}", f"tm-{half}")
    state = "blocked" if (number, child) == ("iro-1", "cleo") else ""
    if child == "restricted" and number != "sm-1":
        state = "blocked"  # the list of names is all that opens a restricted child in these pages
    return ("own" if own else "service"), state


def allowed(number: str, action: str, record: str, child: str) -> bool:
    """Whether the table gives this account this right over the record of this child."""
    nearest, state = relation(number, child)
    return bool(may([role_of(number)], action, record, nearest, state))


def sees(number: str, child: str) -> bool:
    """Whether this account may know that the child is there."""
    return allowed(number, "list", "child", child) or allowed(number, "read", "child", child)


def expected(number: str, door: Door, child: str | None) -> int:
    """The status that the table demands of a GET."""
    assert door.permission
    action, record = door.permission
    if not relations_allowed([role_of(number)], action, record):
        return 403
    if child is None or not door.is_of_a_child:
        return 200
    if allowed(number, action, record, child) and not _own_acts_alone(door, number):
        return 200 if sees(number, child) else 404  # a page of a child is for those who see the child
    return 403 if sees(number, child) else 404


def _own_acts_alone(door: Door, number: str) -> bool:
    """One's own line in the log of who looked is what one did; who looked at a child, only the child's IRO sees so (I8)."""
    return door.name == "access" and role_of(number) in ("social_worker", "team_manager", "business_support")
