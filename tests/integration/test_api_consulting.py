"""Asking children and others by the API: the link is told once, the answers to those who may read them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from footprint.records.models import Answers, AuditEvent, Consultation, SentForm
from tests.integration.program import done, of_child, refused, send
from tests.integration.world import TODAY, World

CHILD = {"who": "child", "band": "8 to 11"}


@pytest.fixture
def client(client_of: Any) -> Any:
    """The child's IRO."""
    return client_of("iro-1")


@pytest.fixture
def views(client: Any, world: World) -> str:
    """The address of the views about a review that is booked."""
    booked = done(client, f"{of_child(world)}/reviews/book", on=str(TODAY + timedelta(20)))
    return f"{of_child(world)}/reviews/{booked['review']}/views"


def test_the_link_is_told_once_and_never_again(client: Any, views: str) -> None:
    made = done(client, f"{views}/ask", key="the child", **CHILD)
    token = made["link"].removeprefix("/c/").removesuffix("/")
    assert len(token) > 40 and Client().get(made["link"]).status_code == 200
    again = send(client, f"{views}/ask", key="the child", **CHILD)
    assert again.status_code == 409 and token not in again.content.decode()
    assert Consultation.objects.count() == 1
    assert token not in client.get(views).content.decode()
    kept = [*SentForm.objects.values_list("once", "view", "parts", "said"), *AuditEvent.objects.values_list("detail", "reason")]
    assert token not in str(kept)


def test_who_was_asked_and_how_each_stands(client: Any, client_of: Any, views: str) -> None:
    made = done(client_of("bs-1"), f"{views}/ask", **CHILD, days=3)
    told = client.get(views).json()
    assert [(each["consultation"], each["who"], each["answered"]) for each in told] == [(made["consultation"], "child", None)]
    assert refused(client, f"{views}/ask", who="neighbour")[:2] == (422, "who")
    assert refused(client, f"{views}/ask", who="child")[:2] == (422, "band")
    assert refused(client, f"{views}/ask", **CHILD, days=0)[:2] == (422, "days")


def test_a_link_is_taken_back_once(client: Any, views: str) -> None:
    made = done(client, f"{views}/ask", **CHILD)
    assert done(client, f"{views}/{made['consultation']}/revoke")["revoked"]
    assert Client().get(made["link"]).status_code == 404
    again = refused(client, f"{views}/{made['consultation']}/revoke")
    assert again[0] == 422 and again[2] == "This link was answered or taken back already."


def test_a_childs_paper_is_typed_in_by_the_iro_alone(client: Any, client_of: Any, views: str) -> None:
    made = done(client, f"{views}/ask", **CHILD)
    here = f"{views}/{made['consultation']}/paper"
    assert refused(client_of("bs-1"), here, answers={"talk": "Zqpapercanary"})[0] == 403
    assert refused(client, here, answers={})[2] == "There is no answer yet: type in at least one."
    told = done(client, here, answers={"talk": "Zqpapercanary"}, shared={"talk": "social_worker"})
    assert told["answered"] and told["read"]
    assert refused(client, here, answers={"talk": "again"})[0] == 422
    assert Answers.objects.get().shared == {"talk": "social_worker"}


def _answered(client: Any, views: str) -> str:
    made = done(client, f"{views}/ask", **CHILD)
    said = {"answer-talk": "Zqtalkcanary", "share-talk": "social_worker", "answer-feel_home": "4"}
    assert Client().post(made["link"], said).status_code == 302
    return str(made["consultation"])


def test_answers_are_read_by_those_who_may_and_marked_by_the_iro(client: Any, client_of: Any, views: str) -> None:
    consultation = _answered(client, views)
    told = client.get(f"{views}/answers").json()
    assert [each["consultation"] for each in told] == [consultation] and told[0]["read"] is None
    talk = next(each for each in told[0]["answers"] if each["key"] == "talk")
    assert (talk["answer"], talk["shared"]) == ("Zqtalkcanary", "social_worker") and talk["question"]
    for number, status in (("bs-1", 403), ("sw-1", 403), ("tm-1", 403), ("iro-2", 404), ("sm-1", 200)):
        answer = client_of(number).get(f"{views}/answers")
        assert answer.status_code == status and (b"Zqtalkcanary" in answer.content) == (status == 200), number
    assert done(client_of("sm-1"), f"{views}/{consultation}/read") == {"marked": False}
    assert done(client, f"{views}/{consultation}/read") == {"marked": True}
    assert done(client, f"{views}/{consultation}/read") == {"marked": False}
    assert client.get(f"{views}/answers").json()[0]["read"]


def test_the_social_worker_sees_what_was_shared_and_nothing_else(client: Any, client_of: Any, views: str) -> None:
    _answered(client, views)
    worker = client_of("sw-1")
    told = worker.get(f"{views}/shared").json()
    assert [each["key"] for each in told[0]["answers"]] == ["talk"]
    assert AuditEvent.objects.filter(actor=str(worker_of(worker)), record="voice", action="read").exists()
    assert client_of("tm-1").get(f"{views}/shared").json() == []


def worker_of(client: Any) -> str:
    """The public name of whoever is signed in."""
    from footprint.records.models import User

    return str(User.objects.get(pk=client.session["_auth_user_id"]).public)


def test_the_consultation_of_another_review_is_not_there(client: Any, world: World, views: str) -> None:
    made = done(client, f"{views}/ask", **CHILD)
    elsewhere = f"{of_child(world)}/reviews/{world.reviews['ada'].public}/views/{made['consultation']}"
    for what in ("revoke", "read"):
        assert refused(client, f"{elsewhere}/{what}")[0] == 404, what
    assert refused(client, f"{elsewhere}/paper", answers={"talk": "x"})[0] == 404
