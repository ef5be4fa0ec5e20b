"""Arranging a review by the API: the diary, a day, those who come, leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from footprint.records.models import Leave, Participant, Review
from footprint.records.profile import profile
from tests.integration.program import done, of_child, refused, send
from tests.integration.world import TODAY, World


def working(days: int) -> Any:
    """So many working days ahead."""
    return profile().rulebook.calendar.add(TODAY, days)


@pytest.fixture
def client(client_of: Any) -> Any:
    """The child's IRO."""
    return client_of("iro-1")


@pytest.fixture
def booked(client: Any, world: World) -> dict[str, Any]:
    """A review in ten working days, at four, with its address."""
    told = done(client, f"{of_child(world)}/reviews/book", on=str(working(10)), at="16:00", venue="The placement")
    return {**told, "here": f"{of_child(world)}/reviews/{told['review']}"}


def test_the_diary_tells_the_window_and_the_days_that_will_do(client: Any, world: World) -> None:
    told = client.get(f"{of_child(world)}/diary").json()
    standing = world.children["ada"].standing
    assert (told["due"], told["reason"], told["iro"]) == (str(standing.next_due), standing.next_reason, "Iris Osprey")
    assert told["suggested"] and all(str(TODAY) < day <= told["due"] for day in told["suggested"]) and told["remarks"] == []
    sunday = TODAY + timedelta(days=6 - TODAY.weekday() + 7)
    asked = client.get(f"{of_child(world)}/diary?on={sunday}&at=10:00").json()
    assert [each for each in asked["remarks"] if each.startswith("Sunday") and each.endswith("is no working day.")]
    assert client.get(f"{of_child(world)}/diary?on=soon").json()["field"] == "on"


def test_what_stands_in_the_way_is_told_and_stops_nothing(client: Any, world: World) -> None:
    away = Leave.objects.create(staff=world.users["iro-1"].staff, first=working(10), last=working(10))
    told = done(client, f"{of_child(world)}/reviews/book", on=str(away.first), mode="virtual")
    assert told["state"] == "planned" and told["mode"] == "virtual"
    assert [each for each in told["remarks"] if each.startswith("The IRO is away on")]
    here = f"{of_child(world)}/reviews/{told['review']}"
    moved = done(client, f"{here}/move", on=str(working(11)), seen=told["version"])
    assert moved["started"] == str(working(11)) and not [each for each in moved["remarks"] if "away" in each]


def test_a_booking_is_moved_and_taken_back_once(client: Any, world: World, booked: dict[str, Any]) -> None:
    here = booked["here"]
    assert refused(client, f"{here}/move", on=str(TODAY - timedelta(1)), seen=booked["version"])[:2] == (422, "on")
    moved = done(client, f"{here}/move", on=str(working(11)), at="15:00", seen=booked["version"])
    assert (moved["at"], moved["version"]) == ("15:00:00", booked["version"] + 1)
    stale = send(client, f"{here}/move", on=str(working(12)), seen=booked["version"])
    assert stale.status_code == 409 and stale.json()["version"] == moved["version"]
    assert refused(client, f"{here}/cancel", reason=" ", seen=moved["version"])[:2] == (422, "reason")
    gone = done(client, f"{here}/cancel", reason="The child moved.", seen=moved["version"])
    assert (gone["state"], gone["late_reason"]) == ("cancelled", "The child moved.")
    assert "this review is cancelled" in refused(client, f"{here}/cancel", reason="Again.", seen=gone["version"])[2]
    assert refused(client, f"{here}/move", on=str(working(12)), seen=gone["version"])[0] == 422


def test_people_are_invited_told_and_taken_off(client: Any, world: World, booked: dict[str, Any]) -> None:
    here = f"{booked['here']}/people"
    usual = client.get(here).json()
    assert not usual["people"] and {"part": "social worker", "name": "Sally Wren"} in usual["usual"]
    assert len(done(client, f"{here}/usual")) == len(usual["usual"]) == len(done(client, f"{here}/usual"))
    assert refused(client, f"{here}/invite", part="aunt")[:2] == (422, "part")
    assert refused(client, f"{here}/invite", part="mother", email="a\nb@c")[:2] == (422, "email")
    unwanted = refused(client, f"{here}/invite", part="other", name="A Neighbour", wanted=False)
    assert unwanted[:2] == (422, "wanted")
    made = done(client, f"{here}/invite", part="school", name="Mr Jay")
    assert (made["part"], made["invited"], made["lacks"], made["said"]) == ("school", str(TODAY), "the day", None)
    assert refused(client, f"{here}/{made['person']}/told", how="pigeon")[:2] == (422, "how")
    told = done(client, f"{here}/{made['person']}/told", how="telephone")
    assert (told["lacks"], told["said"]["how"], told["said"]["on"]) == ("", "telephone", booked["started"])
    left = done(client, f"{here}/{made['person']}/off")
    assert "school" not in {each["part"] for each in left}
    assert refused(client, f"{here}/{made['person']}/off")[0] == refused(client, f"{here}/9/told", how="letter")[0] == 404


def test_the_person_of_another_review_is_not_there(client: Any, world: World, booked: dict[str, Any]) -> None:
    other = Participant.objects.create(review=world.reviews["ben"], part="mother")
    assert refused(client, f"{booked['here']}/people/{other.pk}/off")[0] == 404
    assert Participant.objects.filter(pk=other.pk).exists()


def test_mails_go_where_there_is_a_way(client: Any, settings: Any, booked: dict[str, Any]) -> None:
    here = f"{booked['here']}/people"
    done(client, f"{here}/invite", part="mother", email="mother@example.org")
    none = refused(client, f"{here}/mail")
    assert none == (422, "", "No mail can be sent from here: neither a mail server nor GOV.UK Notify is set.")
    settings.EMAIL_HOST = "mail.example.org"
    assert done(client, f"{here}/mail") == {"mails": 1}
    assert done(client, f"{here}/mail") == {"mails": 0}


def test_a_report_is_noted(client: Any, booked: dict[str, Any]) -> None:
    kind, here = profile().form.reports[0], f"{booked['here']}/reports"
    assert refused(client, here, kind="novel")[:2] == (422, "kind")
    assert done(client, here, kind=kind, received=str(TODAY)) == {"kind": kind, "received": str(TODAY), "shared": None}
    assert {"kind": kind, "received": str(TODAY), "shared": None} in client.get(f"{booked['here']}/people").json()["reports"]


def test_leave_is_noted_shown_and_taken_back(client: Any, client_of: Any, world: World, booked: dict[str, Any]) -> None:
    iris = str(world.users["iro-1"].staff.public)
    assert [each["staff"] for each in client.get("/api/leave").json()["people"]] == [iris]
    days = {"staff": iris, "first": str(working(10)), "last": str(working(11))}
    made = done(client, "/api/leave/new", **days)
    assert [each["review"] for each in made["booked"]] == [booked["review"]]
    assert refused(client, "/api/leave/new", **days) == (422, "first", "Some of these days are noted already.")
    other = client_of("iro-2")
    assert other.get("/api/leave").json()["leave"] == []
    assert refused(other, "/api/leave/new", **days)[0] == refused(other, f"/api/leave/{made['leave']}/back")[0] == 404
    support = client_of("bs-1")
    assert [each["leave"] for each in support.get("/api/leave").json()["leave"]] == [made["leave"]]
    assert len(support.get("/api/leave").json()["people"]) == 2
    assert done(support, f"/api/leave/{made['leave']}/back") == {"leave": made["leave"]}
    assert refused(support, f"/api/leave/{made['leave']}/back")[0] == 404
    assert Review.objects.get(public=booked["review"]).status == "planned"
