"""What follows when somebody has answered: who reads what, paper, the pages of the service, and answers that wait."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.records.consultations import unread_answers
from footprint.records.models import Answers, AuditEvent, Consultation, Milestone
from footprint.records.queries import Reader
from tests.integration.asking import SAID, WORDS, asked, booked, reader, send
from tests.integration.world import TODAY, World, canary


@pytest.fixture(autouse=True)
def no_tries() -> None:
    """Nobody has tried an unknown link yet."""
    cache.clear()


# What follows ---------------------------------------------------------------------------------------------------------


def test_answers_of_a_child_are_a_fact_and_on_record_without_a_name(world: World) -> None:
    made = asked(world)
    send(made.token)
    assert Milestone.objects.filter(child=world.children["ada"], kind="child_consulted", on=TODAY).count() == 1
    event = AuditEvent.objects.get(record="voice", action="create")
    assert (event.actor, event.roles, event.children) == ("", "", [str(world.children["ada"].public)])
    assert event.detail == {"by link": "child", "about": "review", "consultation": str(made.consultation.public)}
    assert WORDS not in str(vars(event))


def test_a_parents_answers_are_no_talk_with_the_child(world: World) -> None:
    send(asked(world, who="parent").token, {"contact": "good"})
    assert Answers.objects.get().answers == {"contact": "good"}
    assert not Milestone.objects.filter(kind="child_consulted").exists()
    assert AuditEvent.objects.filter(record="views", action="create").count() == 1


def _answered(world: World) -> str:
    """Ada has answered, and shared one answer with her social worker, one with everybody; where to read it."""
    made = asked(world)
    send(made.token, worry="social_worker", school="everyone", talk="iro")
    return f"/child/{world.children['ada'].public}/review/{made.consultation.review.public}/views/"


def test_a_social_worker_sees_what_the_child_shared_and_nothing_else(world: World, client_of: Any) -> None:
    at = _answered(world)
    shared = client_of("sw-1").get(f"{at}shared/").content.decode()
    assert f"{WORDS} worry" in shared and "Very happy" in shared
    assert f"{WORDS} dog" not in shared and "I want to talk to my IRO" not in shared
    assert client_of("sw-1").get(f"{at}read/").status_code == client_of("sw-1").get(at).status_code == 403
    assert AuditEvent.objects.filter(
        actor=str(world.users["sw-1"].public), record="voice", action="read", outcome="allowed"
    ).exists()


def test_those_who_are_not_the_childs_social_worker_see_nothing_that_was_shared(world: World, client_of: Any) -> None:
    at = _answered(world)
    assert client_of("sw-2").get(f"{at}shared/").status_code == 404
    for number in ("tm-1", "bs-1"):
        response = client_of(number).get(f"{at}shared/")
        assert response.status_code == 200 and WORDS not in response.content.decode(), number


def test_business_support_sees_that_there_are_answers_and_not_what_they_are(world: World, client_of: Any) -> None:
    at = _answered(world)
    body = client_of("bs-1").get(at).content.decode()
    assert "answered, not read yet" in body and WORDS not in body
    assert client_of("bs-1").get(f"{at}read/").status_code == 403


def test_the_iro_reads_all_and_that_is_noted_while_a_managers_look_leaves_it_unread(world: World, client_of: Any) -> None:
    at = _answered(world)
    manager = client_of("sm-1").get(f"{at}read/").content.decode()
    assert f"{WORDS} dog" in manager and "Not yet read by the child" in manager
    client_of("iro-1").head(f"{at}read/")
    assert Answers.objects.get().read is None
    body = client_of("iro-1").get(f"{at}read/").content.decode()
    assert f"{WORDS} dog" in body and "May be seen by the IRO and the social worker" in body and "asked for" in body
    given = Answers.objects.get()
    assert given.read_by == world.users["iro-1"] and "Read " in body
    client_of("iro-1").get(f"{at}read/")
    assert Answers.objects.get().read == given.read
    assert AuditEvent.objects.filter(record="voice", detail__marked="read").count() == 1


def test_another_iro_finds_nothing(world: World, client_of: Any) -> None:
    at = _answered(world)
    assert {client_of("iro-2").get(f"{at}{page}").status_code for page in ("", "read/", "shared/", "ask/", "paper/")} == {404}


# On paper -------------------------------------------------------------------------------------------------------------


def test_a_paper_is_typed_in_by_those_who_may_and_uses_the_link_up(world: World) -> None:
    parent, child = asked(world, who="parent"), asked(world)
    with pytest.raises(Refused):
        reviews.type_in(by=reader(world, "bs-1"), consultation=child.consultation, answers=SAID, shared={})
    given = reviews.type_in(by=reader(world, "bs-1"), consultation=parent.consultation, answers={"contact": "good"}, shared={})
    assert (given.typed_by, given.read) == (world.users["bs-1"], None)
    own = reviews.type_in(
        by=reader(world, "iro-1"), consultation=child.consultation, answers=SAID, shared={"worry": "everyone", "home": "all"}
    )
    assert (own.typed_by, own.read_by, own.shared) == (world.users["iro-1"], world.users["iro-1"], {"worry": "everyone"})
    assert send(parent.token).status_code == send(child.token).status_code == 404
    with pytest.raises(Unfit, match="answered or taken back already"):
        reviews.type_in(by=reader(world, "iro-1"), consultation=child.consultation, answers=SAID, shared={})
    assert Milestone.objects.filter(kind="child_consulted").count() == 1


def test_a_paper_counts_after_the_links_time_and_not_when_empty_or_taken_back(world: World) -> None:
    late, gone = asked(world).consultation, asked(world).consultation
    Consultation.objects.filter(pk=late.pk).update(until=timezone.now() - timedelta(1))
    by = reader(world, "iro-1")
    with pytest.raises(Unfit, match="at least one"):
        reviews.type_in(by=by, consultation=late, answers={"home": "9"}, shared={})
    assert reviews.type_in(by=by, consultation=late, answers={"home": "1"}, shared={}).answers == {"home": "1"}
    reviews.revoke(by=by, consultation=gone)
    with pytest.raises(Unfit):
        reviews.type_in(by=by, consultation=gone, answers=SAID, shared={})
    with pytest.raises(Unfit, match="already"):
        reviews.revoke(by=by, consultation=gone)


# The pages of the service ---------------------------------------------------------------------------------------------


def _pages(world: World, child: str = "ada") -> str:
    return f"/child/{world.children[child].public}/review/{booked(world, child).public}/views/"


def test_the_link_is_shown_once_with_its_square_and_its_letter(world: World, client_of: Any) -> None:
    at, client = _pages(world), client_of("bs-1")
    form = client.get(f"{at}ask/").content.decode()
    assert '<option value="8 to 11" selected>' in form
    once = re.search(r'name="once" value="([^"]+)"', form)
    assert once
    fields = {"about": "review", "who": "child", "band": "8 to 11", "language": "ar", "name": "", "once": once[1]}
    shown = client.post(f"{at}ask/", fields).content.decode()
    token = re.search(r"http://testserver/c/([\w-]{43})/", shown)
    assert token and "<svg" in shown and Client().get(f"/c/{token[1]}/").status_code == 200
    again = client.post(f"{at}ask/", fields, follow=True)
    assert token[1] not in again.content.decode() and "shown already" in again.content.decode()
    assert Consultation.objects.count() == 1
    letter = client.post(f"{at}letter/", {"token": token[1]})
    assert letter["Content-Type"] == "application/pdf" and letter.content.startswith(b"%PDF")
    assert "cannot be made again" in client.post(f"{at}letter/", {"token": "x"}).content.decode()
    assert token[1] not in client.get(at).content.decode()


def test_a_letter_is_made_for_a_link_of_that_review_alone(world: World, client_of: Any) -> None:
    other = asked(world, "dev").token
    assert "cannot be made again" in client_of("bs-1").post(f"{_pages(world)}letter/", {"token": other}).content.decode()


def test_a_link_is_taken_back_on_its_page(world: World, client_of: Any) -> None:
    made = asked(world)
    at = f"/child/{world.children['ada'].public}/review/{made.consultation.review.public}/views/"
    client = client_of("bs-1")
    assert "Take a link back" in client.get(at).content.decode()
    assert client.post(f"{at}revoke/", {"of": str(made.consultation.public)}).status_code == 302
    assert "Take a link back" not in client.get(at).content.decode()  # there is none any more
    assert Client().get(f"/c/{made.token}/").status_code == 404
    assert "taken back" in client.get(at).content.decode()
    assert client.post(f"{at}revoke/", {"of": str(made.consultation.public)}).status_code == 422


def test_a_paper_is_typed_in_on_its_page(world: World, client_of: Any) -> None:
    child, parent = asked(world), asked(world, who="parent")
    at = f"/child/{world.children['ada'].public}/review/{child.consultation.review.public}/views/"
    support = client_of("bs-1").get(f"{at}paper/").content.decode()
    assert f"of={parent.consultation.public}" in support and f"of={child.consultation.public}" not in support
    client = client_of("iro-1")
    assert "What do you want to talk about?" in client.get(f"{at}paper/?of={child.consultation.public}").content.decode()
    fields = {"of": str(child.consultation.public), "answer-talk": "my dog", "share-talk": "everyone"}
    assert client.post(f"{at}paper/", fields).status_code == 302
    given = Answers.objects.get()
    assert (given.answers, given.shared, given.typed_by) == ({"talk": "my dog"}, {"talk": "everyone"}, world.users["iro-1"])
    assert client_of("bs-1").post(f"{at}paper/", fields | {"of": str(child.consultation.public)}).status_code == 200
    assert Answers.objects.count() == 1


# Unread ---------------------------------------------------------------------------------------------------------------


def _waiting_since(world: World, days: int) -> None:
    send(asked(world).token)
    Answers.objects.update(at=timezone.now() - timedelta(days))


def test_answers_that_wait_longer_than_a_working_day_are_pointed_out_to_the_childs_iro(world: World, client_of: Any) -> None:
    _waiting_since(world, 7)
    page = client_of("iro-1").get("/").content.decode()
    assert "you have not read it yet" in page and canary("ada") in page
    assert [each.consultation.review.child for each in unread_answers(reader(world, "iro-1"))] == [world.children["ada"]]
    for number in ("iro-2", "bs-1", "sw-1", "sm-1", "ta-1"):
        assert unread_answers(reader(world, number)) == [], number
    client_of("iro-1").get(re.search(r'href="([^"]+/views/read/)"', page)[1])  # type: ignore[index]
    assert "you have not read it yet" not in client_of("iro-1").get("/").content.decode()


def test_a_weekend_is_no_working_day(world: World) -> None:
    by = reader(world, "iro-1")
    friday = timezone.make_aware(timezone.datetime(2026, 6, 12, 15))
    send(asked(world).token)
    Answers.objects.update(at=friday)
    found = {days: bool(unread_answers(Reader(by.user, friday + timedelta(days)))) for days in range(5)}
    assert found == {0: False, 1: False, 2: False, 3: False, 4: True}


def test_answers_about_a_child_who_is_closed_to_the_iro_stay_closed(world: World) -> None:
    """A conflict of interest: Cleo is not there for her IRO, so neither are her answers."""
    send(asked(world, "cleo").token)
    Answers.objects.update(at=timezone.now() - timedelta(9))
    assert unread_answers(reader(world, "iro-1")) == []
