"""Children by the API: the list, a child's core, what is owed, contacts and who reviews them."""

from __future__ import annotations

from typing import Any

import pytest

from footprint.records.models import AuditEvent, Child, Contact, Involvement
from tests.integration.program import done, of_child, refused, send
from tests.integration.world import TODAY, World, ago, canary


def test_the_list_holds_those_whom_one_may_see(client_of: Any, world: World) -> None:
    told = client_of("iro-1").get("/api/children").json()
    assert {each["number"] for each in told["children"]} == {"N-ada", "N-ben"} and told["total"] == 2
    on_record = {str(each) for each in AuditEvent.objects.order_by("-seq")[0].children}
    assert on_record == {each["child"] for each in told["children"]}
    one = client_of("sm-1").get("/api/children?number=N-dev").json()
    assert [each["last_name"] for each in one["children"]] == [canary("dev")]
    assert client_of("iro-1").get("/api/children?number=N-dev").json() == {"children": [], "total": 0}
    assert client_of("sm-1").get("/api/children?page=2").json()["children"] == []
    assert client_of("sl-1").get("/api/children").status_code == 403


def test_core_details_are_corrected_field_by_field(client_of: Any, world: World) -> None:
    client, here = client_of("sm-1"), of_child(world)
    seen = client.get(here).json()
    changed = done(client, f"{here}/details", seen=seen["version"], language="Welsh", school_starts="09:00", school_ends="15:30")
    assert (changed["language"], changed["first_name"], changed["school_starts"]) == ("Welsh", "Ada", "09:00:00")
    stale = send(client, f"{here}/details", seen=seen["version"], language="Irish")
    assert stale.status_code == 409
    assert stale.json()["differences"] == [{"field": "language", "held": "Welsh", "wanted": "Irish"}]
    assert refused(client_of("iro-1"), f"{here}/details", seen=changed["version"], language="Irish")[0] == 403
    assert Child.objects.get(number="N-ada").language == "Welsh"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"dob": "2099-01-01"}, "dob"), ({"sex": "X"}, "sex"), ({"ethnicity": "blue"}, "ethnicity"),
     ({"school_starts": "09:00"}, "school_ends"), ({"number": "N-1"}, "number")],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field(client_of: Any, world: World, wrong: dict[str, str], field: str) -> None:
    assert refused(client_of("sm-1"), f"{of_child(world)}/details", seen=1, **wrong)[:2] == (422, field)


def test_what_is_owed_as_it_stood_on_a_day(client_of: Any, world: World) -> None:
    client, here = client_of("iro-1"), f"{of_child(world)}/duties"
    told = client.get(here).json()
    first = next(each for each in told if each["rule"] == "review.first")
    assert first["status"] in ("met", "met late") and first["due"] and first["reason"] and first["source"]
    before = client.get(f"{here}?on={ago(395)}").json()
    assert next(each for each in before if each["rule"] == "review.first")["status"] == "open"
    assert client.get(f"{here}?on=2099-01-01").json() == told
    assert client.get(f"{of_child(world, 'dev')}/duties").status_code == 404


def test_a_contact_is_recorded_by_the_childs_iro(client_of: Any, world: World) -> None:
    here = f"{of_child(world)}/contacts"
    told = done(client_of("iro-1"), here, on=str(TODAY), kind="visit", alone=True)
    assert told == {"on": str(TODAY), "kind": "visit", "alone": True, "staff": "Iris Osprey"}
    assert refused(client_of("sw-1"), here, on=str(TODAY), kind="visit")[0] == 403
    assert Contact.objects.filter(child=world.children["ada"], on=TODAY).count() == 1


def test_a_child_is_given_to_an_iro_who_is_independent(client_of: Any, world: World) -> None:
    client, here = client_of("sm-1"), of_child(world, "cleo")
    offered = {each["name"]: each for each in client.get(f"{here}/iros").json()}
    assert offered["Otto Heron"]["hindrances"] == []
    assert offered["Iris Osprey"]["hindrances"] == ["Iris Osprey has a conflict of interest with this child."]
    otto = {"staff": offered["Otto Heron"]["staff"], "on": str(TODAY), "reason": "A conflict of interest."}
    assert done(client, f"{here}/iro", **otto)["name"] == "Otto Heron"
    assert refused(client, f"{here}/iro", **otto) == (422, "staff", "Otto Heron is this child's IRO already.")
    iris = {**otto, "staff": offered["Iris Osprey"]["staff"], "despite": "All the same."}
    assert refused(client, f"{here}/iro", **iris)[2].endswith("This cannot be set aside.")
    assert refused(client, f"{here}/iro", **{**otto, "staff": str(world.users["sw-1"].staff.public)})[0] == 404
    open_ones = Involvement.objects.filter(child=world.children["cleo"], role="iro", ended__isnull=True)
    assert [each.staff.name for each in open_ones] == ["Otto Heron"]
