"""The world of `world.py` in the database, once a run; each test's changes are undone after it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from tests.integration.world import World, build

_WORLD: list[World] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, with the world in it."""
    with django_db_blocker.unblock():
        _WORLD[:] = [build()]
    yield


@pytest.fixture
def world(db: None) -> World:
    """Everybody and every child, as they were made: what a test does to one of these is not there for the next."""
    return deepcopy(_WORLD[0])


@pytest.fixture
def client_of(world: World) -> Any:
    """A browser in which somebody is signed in, by staff number; with the second factor passed."""

    def signed_in(number: str) -> Client:
        client = Client()
        client.force_login(world.users[number], backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return signed_in
