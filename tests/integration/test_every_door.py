"""One test walks every address as every role and relation, and compares with permissions.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.test import Client

from footprint.records import audit
from footprint.records.models import AuditChild, AuditEvent
from tests.integration.doors import OF_THE_SESSION, OPEN_TO_ALL, Door, doors, expected, sees
from tests.integration.world import CHILDREN, ROLES, World, canary

ACCOUNTS = [*ROLES, "ig-1", "ta-1"]
WALKED = ["ada", "cleo", "dev", "restricted"]
"""A child of each relation and state, for every account: one of the first half, one with a conflict, one of the other half, and
one who is restricted. The others of the world stand like the first and the third."""
OURS = [door for door in doors() if door.permission]


def test_every_address_names_its_permission() -> None:
    """A view without a permission fails here, unless it is one of the few that tell of no record."""
    without = {door.name for door in doors() if door.permission is None}
    assert without == OPEN_TO_ALL | OF_THE_SESSION | {"demo"}


def _needs_more(door: Door) -> bool:
    """Addresses that name a record which the world does not have, or take forms alone: the tests of their own pages walk them."""
    known = re.sub("<uuid:(ref|child|review)>", "", door.route) if door.is_of_a_child else door.route
    return "<uuid:" in known or "GET" not in door.methods


def _of(door: Door, world: World, child: str | None) -> str:
    """The address of a door, where it is of a child with that child's newest review."""
    return door.address(world.children[child].public, world.reviews[child].public) if child else door.address()


@dataclass(frozen=True)
class Got:
    """What an account got at a door: the answer, the children whose words stand in it, and those of whom the audit tells."""

    door: Door
    child: str | None
    response: Any
    shown: set[str]
    told: set[UUID]


def _walk(client: Client, world: World, number: str) -> Iterator[Got]:
    """Every door as one account, and of each child's doors those of the children of WALKED."""
    mine = AuditChild.objects.filter(event__actor=str(world.users[number].public))
    for door in OURS:
        if _needs_more(door):
            continue
        for child in WALKED if door.is_of_a_child else [None]:
            before = AuditEvent.objects.count()
            response = client.get(_of(door, world, child))
            shown = {each for each in CHILDREN if canary(each).encode() in response.content}
            told = set(mine.filter(event__seq__gt=before).values_list("child", flat=True)) if shown else set()
            yield Got(door, child, response, shown, told)


@pytest.mark.parametrize("number", ACCOUNTS)
def test_each_account_gets_what_the_table_says_and_the_audit_tells_of_each_child_shown(
    client_of: Any, world: World, number: str
) -> None:
    wrong = []
    for got in _walk(client_of(number), world, number):
        where, status, wanted = f"{got.door.name} of {got.child}", got.response.status_code, expected(number, got.door, got.child)
        if status != wanted:
            wrong.append(f"{where}: {status}, not {wanted}")
        if not all(sees(number, each) for each in got.shown):
            wrong.append(f"{where} shows {got.shown}")
        if not {world.children[each].public for each in got.shown} <= got.told:
            wrong.append(f"{where} shows {got.shown}, and the audit does not tell of all")
        if named := _in_title_or_addresses(got.response):
            wrong.append(f"{where} tells of {named} in its title or an address")
    assert not wrong


def _in_title_or_addresses(response: Any) -> list[str]:
    """The children whose name or number stands where it stays in the history of a browser."""
    body = response.content.decode(errors="replace")
    title = re.search(r"<title>(.*?)</title>", body, re.S)
    words = " ".join([title[1] if title else "", *re.findall(r'(?:href|action)="([^"]*)"', body)])
    return [child for child in CHILDREN if canary(child) in words or f"N-{child}" in words]


@pytest.mark.parametrize("number", ACCOUNTS)
def test_absent_and_forbidden_children_are_answered_alike(client_of: Any, world: World, number: str) -> None:
    client, hidden = client_of(number), [child for child in WALKED if not sees(number, child)]
    for door in OURS:
        if not hidden or not door.is_of_a_child or _needs_more(door):
            continue
        nobody = _plain(client.get(door.address(uuid4())))
        for child in hidden:
            assert _plain(client.get(_of(door, world, child))) == nobody, (door.name, child)


def _plain(response: Any) -> tuple[int, bytes]:
    """The answer without the token that is new in every form."""
    return response.status_code, re.sub(rb'value="[A-Za-z0-9]{64}"', b"", response.content)


def test_with_the_audit_broken_no_page_shows_a_child(client_of: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = {number: client_of(number) for number in ("iro-1", "sm-1", "sw-1", "bs-1")}

    def broken(told: object) -> None:
        raise DatabaseError("the audit cannot be written")

    monkeypatch.setattr(audit, "_append", broken)
    for number, client in clients.items():
        for door in OURS:
            if _needs_more(door):
                continue
            for child in WALKED if door.is_of_a_child else [None]:
                response = client.get(_of(door, world, child))
                assert not any(canary(each).encode() in response.content for each in CHILDREN), (number, door.name)


def test_nobody_gets_in_without_signing_in(world: World) -> None:
    for door in OURS:
        response = Client().get(_of(door, world, "ada"))
        assert response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/"), door.name


@pytest.mark.parametrize("number", ["iro-1", "sm-1", "bs-1"])
def test_a_form_from_elsewhere_is_refused(world: World, number: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users[number])
    session = client.session
    session["second_factor"] = True
    session.save()
    for door in OURS:
        if "POST" in door.methods:
            assert client.post(_of(door, world, "ada"), {}).status_code == 403, door.name


def test_every_answer_carries_its_headers(client_of: Any, world: World) -> None:
    client = client_of("iro-1")
    for address in [
        "/",
        f"/child/{world.children['ada'].public}/",
        f"/child/{uuid4()}/",
        "/nowhere/at/all/",
        "/accounts/login/",
        "/health",
    ]:
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy and "frame-ancestors 'none'" in policy, address
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in response.headers["Cache-Control"], address
