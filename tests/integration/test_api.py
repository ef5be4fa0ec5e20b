"""The API: the same steps as the pages, with the same refusals and the same audit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from footprint.records.models import AuditEvent, Contact, Decision, Progress, Review
from footprint.records.profile import profile
from tests.integration.program import done, of_child, of_review, refused, send
from tests.integration.world import TODAY, World
from tests.integration.written_up import review_held, word


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
    manager = client_of("tm-1")
    other = Decision.objects.get(review__number="R-ben-2")
    address = f"{_of(world, 'ada')}/{world.reviews['ada'].public}/decisions/{other.public}/answer"
    assert send(manager, address, agrees=True).status_code == 404


def test_a_change_with_a_key_is_done_once(client_of: Any, world: World) -> None:
    client, here = client_of("iro-1"), f"{of_child(world)}/contacts"
    before = Contact.objects.count()
    assert send(client, here, key="a visit", on="2999-01-01", kind="visit").status_code == 422  # and the key is free again
    assert send(client, here, key="a visit", on=str(TODAY), kind="visit").status_code == 200
    again = send(client, here, key="a visit", on=str(TODAY), kind="visit")
    assert (again.status_code, again.json()["version"], again.json()["differences"]) == (409, None, [])
    assert again.json()["reason"] == "This was done already, and is not done again. Read how it stands now."
    assert Contact.objects.count() == before + 1
    assert (
        send(client_of("iro-2"), f"{of_child(world, 'dev')}/contacts", key="a visit", on=str(TODAY), kind="call").json()["kind"]
        == "call"
    )
    assert send(client, here, key="another", on=str(TODAY), kind="visit").status_code == 200


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        ({"on": "tomorrow", "kind": "visit"}, "on", "Input should be a valid date"),
        ({"on": "0001-01-01", "kind": "visit"}, "on", "A day must lie in the years 1900 to 2100."),
        ({"on": str(TODAY), "kind": "vis\0it"}, "kind", "There is a character in it that cannot be kept."),
        ({"on": str(TODAY), "kind": "visit", "aloen": True}, "aloen", "Extra inputs are not permitted."),
        ({"kind": "visit"}, "on", "Field required."),
        ({"on": str(TODAY), "kind": "telepathy"}, "kind", "A contact is a visit, a call or a message."),
    ],
)
def test_what_does_not_fit_is_told_by_field_and_changes_nothing(
    client_of: Any, world: World, told: dict[str, Any], field: str, reason: str
) -> None:
    before = Contact.objects.count()
    status, where, sentence = refused(client_of("iro-1"), f"{of_child(world)}/contacts", **told)
    assert (status, where) == (422, field) and sentence.startswith(reason)
    assert Contact.objects.count() == before


def test_numbers_and_signs_that_no_database_keeps_do_no_harm(client_of: Any, world: World) -> None:
    client, review = client_of("iro-1"), of_review(world.reviews["ada"])
    assert refused(client, f"{review}/late", seen=10**30, reason=profile().form.late_reasons[0])[0] in (409, 422)
    assert refused(client, f"{review}/people/{10**30}/off")[0] in (404, 422)
    assert refused(client, f"{review}/sections/health", text="\ud800")[:2] == (422, "text")


def test_what_is_no_json_is_refused_in_a_sentence(client_of: Any, world: World) -> None:
    answer = client_of("iro-1").post(f"{of_child(world)}/contacts", "{", content_type="application/json")
    assert answer.status_code == 400 and set(answer.json()) == {"reason"}


def test_the_description_is_for_whoever_is_signed_in(client_of: Any, client: Client, world: World) -> None:
    assert client_of("sw-1").get("/api/openapi.json").json()["info"]["title"] == "Footprint"
    assert client.get("/api/openapi.json").status_code == 302


def _booked(client: Client, world: World) -> tuple[str, int]:
    here = f"{of_child(world)}/reviews"
    booked = done(client, f"{here}/book", on=str(TODAY))
    return f"{here}/{booked['review']}", booked["version"]


def test_it_is_adjourned_goes_on_and_meets_again(client_of: Any, world: World) -> None:
    client = client_of("iro-1")
    review, seen = _booked(client, world)
    seen = done(client, f"{review}/begin", on=str(TODAY), seen=seen)["version"]
    without = refused(client, f"{review}/adjourn", on=str(TODAY), seen=seen, why="", until=str(TODAY))
    assert without == (422, "why", "Say why the review is adjourned and what is missing.")
    until = str(TODAY + timedelta(7))
    adjourned = done(client, f"{review}/adjourn", on=str(TODAY), seen=seen, why="No report.", until=until)
    assert adjourned["state"] == "adjourned"
    resumed = done(client, f"{review}/resume", on=str(TODAY), seen=adjourned["version"])
    assert resumed["state"] == "in progress"
    done(client, f"{review}/meet", on=str(TODAY), venue="The school")
    assert [each.venue for each in Review.objects.get(public=resumed["review"]).meetings.order_by("pk")] == ["", "", "The school"]
    twice = refused(client, f"{review}/adjourn", on=str(TODAY), seen=resumed["version"], why="Again.", until=until)
    assert twice[:2] == (422, "on") and "only once" in twice[2]
    gone = done(client, f"{review}/void", seen=resumed["version"], reason="The wrong child.")
    assert gone["state"] == "recorded in error"
    assert refused(client, f"{review}/void", seen=gone["version"], reason="Again.")[0] == 422


def test_why_it_was_late(client_of: Any, world: World) -> None:
    client, review = client_of("bs-1"), of_review(world.reviews["ada"])
    version = world.reviews["ada"].version
    assert refused(client, f"{review}/late", seen=version, reason="Rain")[:2] == (422, "reason")
    why = profile().form.late_reasons[0]
    assert done(client, f"{review}/late", seen=version, reason=why, decided_by="Iris", avoidable=False)["late_reason"] == why
    assert refused(client, f"{review}/late", seen=version, reason=why)[0] == 409


@pytest.mark.parametrize("wrong", [{"chaired": "mostly"}, {"way": "danced"}, {"not_seen": "lost"}])
def test_what_stands_on_no_list_is_refused(client_of: Any, world: World, wrong: dict[str, str]) -> None:
    client = client_of("iro-1")
    review, seen = _booked(client, world)
    seen = done(client, f"{review}/begin", on=str(TODAY), seen=seen)["version"]
    assert refused(client, f"{review}/presence", seen=seen, **wrong)[:2] == (422, next(iter(wrong)))


def test_the_record_is_read_with_its_versions_and_corrected_once_final(client_of: Any, world: World) -> None:
    client, found = client_of("iro-1"), review_held(world)
    review = of_review(found)
    held = {each["key"]: each for each in client.get(f"{review}/record").json()["sections"]}
    assert (held["health"]["text"], held["health"]["version"]) == (word("health"), 1)
    assert done(client, f"{review}/sections/health", text="Well.", seen=1) == {"key": "health", "version": 2}
    stale = send(client, f"{review}/sections/health", text="Ill.", seen=1)
    assert stale.status_code == 409
    assert {"field": "text", "held": "Well.", "wanted": "Ill."} in stale.json()["differences"]
    early = refused(client, f"{review}/correct", text="Not so.")
    assert early == (422, "text", "This record is not final yet: change it where it is written.")
    done(client, f"{review}/final", seen=found.version)
    made = done(client, f"{review}/correct", text="Very well.", section="health")
    assert (made["section"], made["text"]) == ("health", "Very well.")
    told = client.get(f"{review}/record").json()
    assert told["final"] == str(TODAY) and told["corrections"] == [made]


def test_a_decision_is_changed_before_it_is_sent_and_followed_up(client_of: Any, world: World) -> None:
    client, found = client_of("iro-1"), review_held(world)
    here = f"{of_review(found)}/decisions"
    one = done(client, f"{here}/add", text="A bike", owner="Sally", due="2030-01-01")
    changed = {"text": "A bicycle", "owner": "Sally", "due": "2030-01-01", "seen": one["version"]}
    assert done(client, f"{here}/{one['decision']}/change", **changed)["text"] == "A bicycle"
    assert send(client, f"{here}/{one['decision']}/change", **changed).status_code == 409
    for each in client.get(here).json():
        done(client, f"{here}/{each['decision']}/change", **{**changed, "text": each["text"], "seen": each["version"]})
    done(client, f"{here}/send", seen=found.version)
    assert refused(client, f"{here}/{one['decision']}/change", **changed)[0] == 422
    manager, worker = client_of("tm-1"), client_of("sw-1")
    assert refused(manager, f"{here}/{one['decision']}/answer", agrees=False) == (422, "reason", "Say why you object.")
    answered = done(manager, f"{here}/{one['decision']}/answer", agrees=False, reason="There is no money.")
    assert (answered["agreed"], answered["reason"]) == (False, "There is no money.")
    assert refused(manager, f"{here}/{one['decision']}/answer", agrees=True)[0] == 422
    assert done(worker, f"{here}/{one['decision']}/progress", status="done")["status"] == "done"
    nowhere = {"status": "done", "at": str(world.reviews["dev"].public)}
    assert refused(client, f"{here}/{one['decision']}/progress", **nowhere)[0] == 404


def test_what_became_of_the_last_decisions_is_told_at_once_or_not_at_all(client_of: Any, world: World) -> None:
    client, now = client_of("iro-1"), world.reviews["ada"]
    before = now.child.reviews.get(number="R-ada-1")
    first, other = before.decisions.get(), before.decisions.create(number="D-other", text="A desk")
    told = [{"decision": str(first.public), "status": "done"}, {"decision": str(other.public), "status": "not done"}]
    here = f"{of_review(now)}/decisions/last"
    assert refused(client, here, decisions=told) == (422, f"text_{other.public}", "Say why it was not done.")
    assert not Progress.objects.exists()
    told[1]["text"] = "No money"
    assert [each["status"] for each in done(client, here, decisions=told)] == ["done", "not done"]
    elsewhere = [{"decision": str(now.decisions.first().public), "status": "done"}]
    assert refused(client, here, decisions=elsewhere)[0] == 404
    first_of_all = f"{of_review(now.child.reviews.get(number='R-ada-0'))}/decisions/last"
    assert refused(client, first_of_all, decisions=[]) == (422, "", "There is no review before this one.")
