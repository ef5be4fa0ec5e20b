"""The API: the same steps as the pages, with the same refusals and the same audit."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from footprint.records.models import AuditEvent, Decision, Review
from tests.integration.world import TODAY, World


def send(client: Client, address: str, **told: Any) -> Any:
    """A change, as a program sends it."""
    return client.post(address, json.dumps(told), content_type="application/json")


def _of(world: World, child: str) -> str:
    return f"/api/children/{world.children[child].public}/reviews"


def test_a_review_goes_from_booked_to_final_by_the_api_alone(client_of: Any, world: World) -> None:
    client, here = client_of("iro-1"), _of(world, "ada")
    booked = send(client, f"{here}/book", on=str(TODAY)).json()
    assert booked["state"] == "planned" and "begin" in booked["possible"]
    review = f"{here}/{booked['review']}"
    seen = send(client, f"{review}/begin", on=str(TODAY), seen=booked["version"]).json()["version"]
    seen = send(client, f"{review}/presence", seen=seen, way="spoke", last_seen=str(TODAY)).json()["version"]
    assert send(client, f"{review}/sections/health", text="Well.").json() == {"key": "health", "version": 1}
    completed = send(client, f"{review}/complete", on=str(TODAY), seen=seen).json()
    assert (completed["state"], completed["participation"]) == ("held", "PN1")
    decision = send(client, f"{review}/decisions/add", text="A bicycle", owner="Sally", due="2030-01-01").json()
    sent = send(client, f"{review}/decisions/send", seen=completed["version"]).json()
    manager = client_of("tm-1")
    assert send(manager, f"{review}/decisions/{decision['decision']}/answer", agrees=True).json()["agreed"] is True
    judged = send(client, f"{review}/judgement", seen=sent["version"], rag="green").json()
    assert send(client, f"{review}/final", seen=judged["version"]).json()["state"] == "recorded"
    assert client.get(review).json()["state"] == "recorded"
    assert [each["text"] for each in client.get(f"{review}/decisions").json()] == ["A bicycle"]


def test_a_refusal_is_the_sentence_of_the_page(client_of: Any, world: World) -> None:
    client, here = client_of("iro-1"), _of(world, "ada")
    booked = send(client, f"{here}/book", on=str(TODAY)).json()
    again = send(client, f"{here}/book", on=str(TODAY))
    assert again.status_code == 422 and again.json() == {
        "field": "on", "reason": "A review of this child is booked already; change that one."
    }  # fmt: skip
    stale = send(client, f"{here}/{booked['review']}/begin", on=str(TODAY), seen=booked["version"] + 5)
    assert stale.status_code == 409 and stale.json()["version"] == booked["version"]
    other = send(client_of("sw-1"), f"{here}/{booked['review']}/begin", on=str(TODAY), seen=booked["version"])
    assert other.status_code == 403 and "may not" in other.json()["reason"]
    wrong = send(client, f"{here}/{booked['review']}/begin", on="tomorrow", seen=1)
    assert wrong.status_code == 422 and Review.objects.get(public=booked["review"]).status == "planned"


def test_a_child_of_another_iro_is_not_there(client_of: Any, world: World) -> None:
    client = client_of("iro-1")
    absent = client.get(_of(world, "dev"))
    assert absent.status_code == 404 and absent.json() == {"reason": "There is no such record."}
    assert send(client, f"{_of(world, 'dev')}/book", on=str(TODAY)).status_code == 404


def test_what_is_read_and_what_is_refused_are_in_the_audit(client_of: Any, world: World) -> None:
    client = client_of("iro-1")
    client.get(_of(world, "ada"))
    assert AuditEvent.objects.order_by("-seq")[0].record == "review"
    client.get(_of(world, "dev"))
    assert AuditEvent.objects.order_by("-seq")[0].outcome == "absent"


def test_a_change_without_the_word_against_forged_forms_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["iro-1"], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"] = True
    session.save()
    assert send(client, f"{_of(world, 'ada')}/book", on=str(TODAY)).status_code == 403
    assert not Review.objects.filter(child=world.children["ada"], status="planned").exists()


def test_the_decision_of_another_review_is_not_there(client_of: Any, world: World) -> None:
    client, manager = client_of("iro-1"), client_of("tm-1")
    other = Decision.objects.get(review__number="R-ben-2")
    address = f"{_of(world, 'ada')}/{world.reviews['ada'].public}/decisions/{other.public}/answer"
    assert send(manager, address, agrees=True).status_code == 404
    assert client.get("/api/openapi.json").json()["info"]["title"] == "Footprint"
