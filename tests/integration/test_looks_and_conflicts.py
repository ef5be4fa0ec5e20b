"""Looks in need, and conflicts of interest: who may take or declare one, who reviews or ends it, and who is told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footprint.actions import access
from footprint.records.models import AuditEvent, BreakGlass, Conflict
from footprint.records.profile import profile
from tests.integration.world import World, canary

# --- Looks in need -----------------------------------------------------------------------------------------------------


def broken(client_of: Any, world: World) -> BreakGlass:
    told = {"number": "N-dev", "category": "safety", "reason": "The school rang and the IRO is away."}
    assert client_of("iro-1").post("/children/in-need/", told).status_code == 302
    return BreakGlass.objects.get()


def test_a_look_in_need_is_reviewed_by_information_governance_who_is_not_told_the_child(client_of: Any, world: World) -> None:
    glass = broken(client_of, world)
    client_of("iro-1").get(f"/child/{world.children['dev'].public}/")
    listed = client_of("ig-1").get("/people/in-need/").content.decode()
    page = client_of("ig-1").get(f"/people/in-need/{glass.public}/").content.decode()
    for each in (listed, page):
        assert "The school rang" in each
        assert "a child whom you may not see" in each
        assert canary("dev") not in each
    assert "read a child&#39;s core record" in page or "read a child's core record" in page
    assert client_of("ig-1").post(f"/people/in-need/{glass.public}/", {"verdict": "Right."}).status_code == 302
    glass.refresh_from_db()
    assert glass.reviewed
    assert glass.verdict == "Right."
    assert client_of("ig-1").get(f"/people/in-need/{glass.public}/").status_code == 404


@pytest.mark.parametrize("number", ["sm-1", "iro-1", "iro-2", "bs-1", "ta-1"])
def test_nobody_else_reviews_it(client_of: Any, world: World, number: str) -> None:
    glass = broken(client_of, world)
    assert client_of(number).post(f"/people/in-need/{glass.public}/", {"verdict": "Right."}).status_code == 403
    glass.refresh_from_db()
    assert not glass.reviewed


def test_who_looked_in_need_sees_his_or_her_own_looks_and_no_others(client_of: Any, world: World) -> None:
    broken(client_of, world)
    assert "The school rang" in client_of("iro-1").get("/people/in-need/").content.decode()
    assert "The school rang" not in client_of("iro-2").get("/people/in-need/").content.decode()
    assert "The school rang" in client_of("sm-1").get("/people/in-need/").content.decode()
    assert client_of("sw-1").get("/people/in-need/").status_code == 403


@pytest.mark.parametrize(("days", "status"), [(1, 302), (20, 403)])
def test_a_look_that_nobody_reviewed_for_five_working_days_bars_the_next(
    client_of: Any, world: World, days: int, status: int
) -> None:
    glass = broken(client_of, world)
    opened = timezone.now() - timedelta(days)
    BreakGlass.objects.filter(pk=glass.pk).update(opened=opened, until=opened + timedelta(hours=1))
    again = client_of("iro-1").post(
        "/children/in-need/", {"number": "N-eve", "category": "safety", "reason": "a reason of twenty letters"}
    )
    assert again.status_code == status
    assert ("not reviewed within 5 working days" in again.content.decode()) is (status == 403)


def test_how_far_a_look_in_need_goes_is_for_the_profile_to_say(
    client_of: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = profile().watch.model_copy(update={"look_hours": 2, "looks_a_day": 1})
    monkeypatch.setattr(access, "profile", lambda: replace(profile(), watch=watch))
    glass = broken(client_of, world)
    assert glass.until - glass.opened == timedelta(hours=2)
    told = {"number": "N-eve", "category": "safety", "reason": "a reason of twenty letters"}
    again = client_of("iro-1").post("/children/in-need/", told)
    assert "as often as one may in a day: 1." in again.content.decode()


def test_the_pages_say_for_how_long_a_look_in_need_is_open(client_of: Any, world: World) -> None:
    hours = profile().watch.look_hours
    assert f"is opened to you for {hours} hour" in client_of("iro-1").get("/children/in-need/").content.decode()
    settings = client_of("iro-1").get("/settings/").content.decode()
    assert "Looks in need that one person may take in a day" in settings


# --- Conflicts of interest ---------------------------------------------------------------------------------------------


def declare(client: Client, number: str) -> Any:
    return client.post("/people/conflicts/new/", {"number": number, "reason": "my neighbour"}, follow=True)


def test_who_declares_a_conflict_no_longer_sees_the_child(client_of: Any, world: World) -> None:
    iro = client_of("iro-1")
    assert canary("ada") in iro.get("/children/").content.decode()
    page = declare(iro, "N-ada").content.decode()
    assert "It is on record." in page
    assert canary("ada") not in page
    assert canary("ada") not in iro.get("/children/").content.decode()
    assert iro.get(f"/child/{world.children['ada'].public}/").status_code == 404


def test_the_answer_tells_nothing_of_whether_there_is_such_a_child(client_of: Any, world: World) -> None:
    there = declare(client_of("bs-1"), "N-eve")
    Conflict.objects.filter(user=world.users["bs-1"]).delete()
    nowhere = declare(client_of("bs-1"), "N-nobody")
    assert there.status_code == nowhere.status_code == 200
    assert "It is on record." in nowhere.content.decode()


def test_a_manager_sees_all_conflicts_and_an_iro_only_her_own(client_of: Any, world: World) -> None:
    assert canary("cleo") in client_of("sm-1").get("/people/conflicts/").content.decode()
    own = client_of("iro-1").get("/people/conflicts/").content.decode()
    assert "neighbours" in own
    assert canary("cleo") not in own
    assert "neighbours" not in client_of("iro-2").get("/people/conflicts/").content.decode()
    governed = client_of("ig-1").get("/people/conflicts/").content.decode()
    assert "Iris Osprey" in governed
    assert canary("cleo") not in governed
    assert "neighbours" not in governed


def test_a_manager_ends_a_conflict_for_a_reason_and_the_child_is_there_again(client_of: Any, world: World) -> None:
    declare(client_of("iro-1"), "N-ada")
    conflict = Conflict.objects.get(user=world.users["iro-1"], child=world.children["ada"])
    ending = f"/people/conflicts/{conflict.public}/end/"
    assert client_of("iro-1").get(ending).status_code == 403
    manager = client_of("sm-1")
    assert ending in manager.get("/people/conflicts/").content.decode()
    assert manager.post(ending, {"reason": " "}).status_code == 422
    assert "there again" in manager.post(ending, {"reason": "They moved away."}, follow=True).content.decode()
    assert canary("ada") in client_of("iro-1").get("/children/").content.decode()
    told = AuditEvent.objects.filter(action="edit", record="conflict").latest("pk")
    assert (told.reason, told.subject) == ("They moved away.", str(world.users["iro-1"].public))


def test_a_conflict_with_a_child_whom_the_manager_must_not_see_is_not_there_to_be_ended(client_of: Any, world: World) -> None:
    declare(client_of("iro-1"), "N-ada")
    Conflict.objects.create(user=world.users["sm-1"], child=world.children["ada"], reason="a neighbour")
    others = Conflict.objects.get(user=world.users["iro-1"], child=world.children["ada"])
    assert client_of("sm-1").get(f"/people/conflicts/{others.public}/end/").status_code == 404


@pytest.mark.parametrize("number", ["sw-1", "tm-1", "sl-1", "ta-1", "ig-1"])
def test_who_may_not_declare_a_conflict_is_refused(client_of: Any, world: World, number: str) -> None:
    assert client_of(number).post("/people/conflicts/new/", {"number": "N-ada", "reason": "because"}).status_code == 403
    assert not Conflict.objects.filter(user=world.users[number]).exists()
