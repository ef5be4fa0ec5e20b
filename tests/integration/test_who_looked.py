"""Who looked at this child, and what did this person see? The answer names nobody whom the asker may not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from footprint.actions import access
from footprint.records import audit
from footprint.records.copies import end_of_log
from footprint.records.looks import glass_at
from footprint.records.models import AuditEvent, Child, Conflict
from footprint.records.queries import Reader
from tests.integration.world import CHILDREN, World, canary

HIDDEN = "a child whom you may not see"


@pytest.fixture
def looked(world: World, client_of: Any) -> World:
    """Otto looked at Dev and Eve, Iris at Ada; Otto tried Ada in vain."""
    for number, child in (("iro-2", "dev"), ("iro-2", "eve"), ("iro-1", "ada"), ("iro-2", "ada")):
        client_of(number).get(f"/child/{world.children[child].public}/")
    return world


def ask(client: Client, **told: Any) -> str:
    answer = client.get("/people/access-log/", told)
    assert answer.status_code == 200
    return str(answer.content.decode())


def rows(page: str) -> str:
    return page.split("<tbody", 1)[1].split("</tbody>", 1)[0] if "<tbody" in page else ""


# --- A manager asks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", ["N-dev", "dev", canary("dev"), f"Dev {canary('dev')}"])
def test_a_manager_asks_who_saw_a_child_by_number_or_name(client_of: Any, looked: World, q: str) -> None:
    page = ask(client_of("sm-1"), q=q)
    assert "Otto Heron" in rows(page)
    assert "Iris Osprey" not in rows(page)
    assert f"at Dev {canary('dev')}" in page


def test_a_try_in_vain_is_seen_too(client_of: Any, looked: World) -> None:
    page = rows(ask(client_of("sm-1"), q="N-ada"))
    assert "Iris Osprey" in page
    assert "Otto Heron" in page
    assert "refused" in page


def test_a_manager_asks_what_a_person_saw(client_of: Any, looked: World) -> None:
    page = rows(ask(client_of("sm-1"), who=str(looked.users["iro-2"].public)))
    assert canary("dev") in page
    assert canary("eve") in page
    assert canary("ben") not in page


def test_and_both_together(client_of: Any, looked: World) -> None:
    page = rows(ask(client_of("sm-1"), q="N-eve", who=str(looked.users["iro-2"].public)))
    assert "Otto Heron" in page
    assert "Iris" not in page
    assert "Nobody looked." in ask(client_of("sm-1"), q="N-eve", who=str(looked.users["iro-1"].public))


def test_days_bound_the_answer_and_are_included(client_of: Any, looked: World) -> None:
    today, day = timezone.localdate(), timedelta(1)
    who = str(looked.users["iro-2"].public)
    assert "Otto Heron" in rows(ask(client_of("sm-1"), who=who, since=today, until=today))
    assert "Nobody looked." in ask(client_of("sm-1"), who=who, until=today - day)
    assert "Nobody looked." in ask(client_of("sm-1"), who=who, since=today + day)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"since": "31/02/2026"}, "“From” must be a real date"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "The last day lies before the first."),
        ({"q": "N-nobody"}, "No child about whom you may ask has that number or name."),
        ({}, "Name a child, a person or both."),
    ],
)
def test_what_cannot_be_answered_is_said(client_of: Any, looked: World, told: dict[str, str], sentence: str) -> None:
    assert sentence in ask(client_of("sm-1"), **told)


def test_of_several_children_one_is_chosen(client_of: Any, looked: World) -> None:
    page = ask(client_of("sm-1"), q="canary")
    assert "Which child?" in page
    assert "<tbody" not in page
    link = page.split("Which child?")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert "the latest first" in client_of("sm-1").get(link).content.decode()


def test_asking_is_itself_on_record(client_of: Any, looked: World) -> None:
    ask(client_of("sm-1"), q="N-dev")
    event = AuditEvent.objects.filter(actor=str(looked.users["sm-1"].public)).latest("seq")
    assert (event.action, event.record, event.subject) == ("list", "access_log", str(looked.children["dev"].public))
    assert "Saul Merlin" in rows(ask(client_of("sm-1"), q="N-dev"))


def test_at_most_25_queries_however_much_was_seen(client_of: Any, looked: World) -> None:
    for _ in range(120):
        client_of("iro-2").get("/children/")
    manager = client_of("sm-1")
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page = ask(manager, who=str(looked.users["iro-2"].public))
    assert "page 1 of" in page
    assert len(caught) <= 25, [query["sql"][:80] for query in caught]


# --- What is not named -------------------------------------------------------------------------------------------------


def test_information_governance_asks_by_number_and_is_told_no_name(client_of: Any, looked: World) -> None:
    page = ask(client_of("ig-1"), q="N-dev")
    assert "Otto Heron" in rows(page)
    assert canary("dev") not in page
    assert f"at {HIDDEN}" in page
    whole = ask(client_of("ig-1"), who=str(looked.users["iro-2"].public))
    assert HIDDEN in whole or "children whom you may not see" in whole
    assert not any(canary(child) in whole for child in CHILDREN)


def test_and_not_by_name(client_of: Any, looked: World) -> None:
    assert "No child about whom you may ask" in ask(client_of("ig-1"), q=canary("dev"))


def test_a_child_with_whom_the_manager_has_a_conflict_is_neither_found_nor_named(client_of: Any, looked: World) -> None:
    dev = looked.children["dev"]
    Conflict.objects.create(user=looked.users["sm-1"], child=dev, reason="a niece")
    for q in ("N-dev", canary("dev")):
        assert "No child about whom you may ask" in ask(client_of("sm-1"), q=q)
    assert client_of("sm-1").get("/people/access-log/", {"ref": str(dev.public)}).status_code == 404
    page = ask(client_of("sm-1"), who=str(looked.users["iro-2"].public))
    assert canary("dev") not in page
    assert HIDDEN in page


def test_a_restricted_child_is_not_named_to_a_manager_who_is_not_named(client_of: Any, looked: World) -> None:
    people = [looked.users["iro-2"]]
    Child.objects.filter(pk=looked.children["eve"].pk).update(restricted=True)
    page = ask(client_of("sm-1"), who=str(people[0].public))
    assert canary("eve") not in page
    assert "No child about whom you may ask" in ask(client_of("sm-1"), q="N-eve")


# --- Everybody else sees their own acts --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["iro-2", "sw-1", "tm-1", "bs-1"])
def test_everybody_sees_their_own_acts_and_nobody_elses(client_of: Any, looked: World, number: str) -> None:
    client_of(number).get("/children/")
    page = ask(client_of(number), q="N-ada", who=str(looked.users["iro-1"].public))
    assert "What you looked at" in page
    assert looked.users[number].title in rows(page)
    assert "Iris Osprey" not in page


@pytest.mark.parametrize("number", ["ta-1", "do-1", "sl-1"])
def test_who_sees_no_log_is_refused(client_of: Any, looked: World, number: str) -> None:
    assert client_of(number).get("/people/access-log/").status_code == 403


# --- The child's own page ----------------------------------------------------------------------------------------------


def test_an_iro_sees_who_looked_at_her_own_child(client_of: Any, looked: World) -> None:
    ada = looked.children["ada"]
    client_of("sw-1").get(f"/child/{ada.public}/")
    page = client_of("iro-1").get(f"/child/{ada.public}/access/").content.decode()
    assert "Sally Wren" in rows(page)
    assert "Otto Heron" in rows(page)
    assert "Who looked" in client_of("iro-1").get(f"/child/{ada.public}/").content.decode()


def test_a_manager_sees_it_too(client_of: Any, looked: World) -> None:
    assert client_of("sm-1").get(f"/child/{looked.children['ada'].public}/access/").status_code == 200


@pytest.mark.parametrize(
    ("number", "status"), [("iro-2", 404), ("sw-1", 403), ("tm-1", 403), ("bs-1", 403), ("ig-1", 404), ("ta-1", 403)]
)
def test_nobody_else_does(client_of: Any, looked: World, number: str, status: int) -> None:
    answer = client_of(number).get(f"/child/{looked.children['ada'].public}/access/")
    assert answer.status_code == status
    assert canary("ada") not in answer.content.decode()


def test_the_tab_is_shown_only_to_whom_it_opens(client_of: Any, looked: World) -> None:
    assert "Who looked" not in client_of("sw-1").get(f"/child/{looked.children['ada'].public}/").content.decode()
    assert "Who looked" in client_of("sm-1").get(f"/child/{looked.children['ada'].public}/").content.decode()


# --- Looks in need at one's own children -------------------------------------------------------------------------------


def test_the_looks_in_need_at_these_children_and_no_others(world: World) -> None:
    by = Reader(world.users["iro-1"], timezone.now())
    with audit.transaction.atomic():
        access.break_glass(by=by, number="N-dev", category="cover", reason="The IRO is away until Monday.")
    month = timezone.now() - timedelta(30)
    found = glass_at(Child.objects.filter(number__in=["N-dev", "N-eve"]), month)
    assert [(each.child.number, each.user.title) for each in found] == [("N-dev", "Iris Osprey")]
    assert glass_at(Child.objects.filter(number="N-ada"), month) == []
    assert glass_at(Child.objects.all(), timezone.now() + timedelta(1)) == []


# --- The end of the log, which others go on writing ------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_written_while_the_rows_are_counted_is_not_counted() -> None:
    """A copy of PostgreSQL ends somewhere after the anchor's row: it need not have the row that came in between."""
    written: list[str] = []

    def another_writes(execute: Any, sql: str, *rest: Any) -> Any:
        if "COUNT" in sql and not written:
            written.append(sql)
            audit.record(None, "read", "child", subject="meanwhile")
        return execute(sql, *rest)

    audit.record(None, "read", "child", subject="before")
    with connection.execute_wrapper(another_writes):
        end = end_of_log()
    assert written
    assert list(audit.breaks(end)) == []
