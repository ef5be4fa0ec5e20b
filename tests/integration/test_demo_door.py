"""The door of the demonstration: there in a demonstration alone, and on this machine alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from footprint.records.models import AuditEvent
from tests.integration.world import World


@pytest.fixture
def demo(settings: Any) -> None:
    """A demonstration."""
    settings.DEMO, settings.SECOND_FACTOR_NEEDED = True, False


def test_one_may_be_anybody_in_a_demonstration(demo: None, world: World, client: Client) -> None:
    page = client.get("/demo/").content.decode()
    for name in ("Iris Osprey", "Otto Heron", "Saul Merlin", "Dora Dove"):
        assert name in page
    user = world.users["iro-1"]
    assert client.post("/demo/", {"who": str(user.public)}).url == "/"
    assert "Iris Osprey" in client.get("/").content.decode()
    assert AuditEvent.objects.filter(actor=str(user.public), action="sign in").exists()


def test_and_then_somebody_else(demo: None, world: World, client: Client) -> None:
    client.post("/demo/", {"who": str(world.users["iro-1"].public)})
    client.post("/demo/", {"who": str(world.users["sm-1"].public)})
    assert "Saul Merlin" in client.get("/").content.decode()


def test_signing_in_leads_to_the_door(demo: None, world: World, client: Client) -> None:
    assert 'href="/demo/"' in client.get("/accounts/login/").content.decode()


def test_nobody_who_is_not_there(demo: None, world: World, client: Client) -> None:
    for who in ("", "nobody", "00000000-0000-0000-0000-000000000000"):
        assert client.post("/demo/", {"who": who}).status_code == 404, who


def test_outside_a_demonstration_there_is_no_door(world: World, client: Client) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"who": str(world.users["iro-1"].public)}).status_code == 404
    assert client.get("/").url.startswith("/accounts/login/")
    assert 'href="/demo/"' not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    "where", [{"REMOTE_ADDR": "10.0.0.5"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.5"}, {"HTTP_FORWARDED": "for=10.0.0.5"}], ids=str
)
def test_nor_from_another_machine_even_through_a_proxy_on_this_one(demo: None, world: World, where: dict[str, str]) -> None:
    client = Client()
    assert client.get("/demo/", **where).status_code == 404
    assert client.post("/demo/", {"who": str(world.users["iro-1"].public)}, **where).status_code == 404


def test_a_form_of_another_site_signs_nobody_in(demo: None, world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/", {"who": str(world.users["iro-1"].public)}).status_code == 403
