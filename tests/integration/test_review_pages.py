"""The pages of a review: what each role finds there, and what is said where something does not fit."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footprint.actions import reviews
from footprint.records.models import Child, Progress, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World, ago

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def iro(world: World) -> Reader:
    """The child's IRO."""
    return Reader(world.users["iro-1"], timezone.now())


@pytest.fixture
def planned(world: World, iro: Reader) -> Review:
    """A review that is arranged for today."""
    return reviews.plan_review(by=iro, child=world.children["ada"], on=TODAY)


@pytest.fixture
def begun(iro: Reader, planned: Review) -> Review:
    """One that has begun."""
    reviews.begin(by=iro, review=planned, seen=planned.version, on=TODAY)
    return Review.objects.select_related("child").get(pk=planned.pk)


@pytest.fixture
def sent(iro: Reader, begun: Review) -> Review:
    """One whose decisions were sent."""
    reviews.note_presence(by=iro, review=begun, seen=begun.version, way="spoke", last_seen=TODAY)
    begun = Review.objects.select_related("child").get(pk=begun.pk)
    reviews.complete(by=iro, review=begun, seen=begun.version, on=TODAY)
    begun = Review.objects.select_related("child").get(pk=begun.pk)
    reviews.decide(by=iro, review=begun, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=begun, seen=begun.version)
    return Review.objects.select_related("child").get(pk=begun.pk)


def _version(review: Review) -> int:
    return Review.objects.get(pk=review.pk).version


def _at(review: Review, page: str = "") -> str:
    return f"/child/{review.child.public}/review/{review.public}/{page}"


def _links(client: Client, address: str) -> list[str]:
    """The words of the links under "What to do"."""
    body = client.get(address).content.decode()
    todo = re.search(r'<ul class="fp-todo">(.*?)</ul>', body, re.S)
    return re.findall(r">([^<]+)</a>", todo[1]) if todo else []


@pytest.mark.parametrize(
    ("number", "has", "lacks"),
    [
        ("iro-1", "Begin the review", "Agree with the decisions, or object"),
        ("bs-1", "Who comes, and the reports", "Begin the review"),
        ("sm-1", "What the child and others said", "Begin the review"),
    ],
)
def test_each_role_finds_its_own_steps(client_of: Any, planned: Review, number: str, has: str, lacks: str) -> None:
    links = _links(client_of(number), _at(planned))
    assert has in links and lacks not in links


def test_a_manager_finds_what_to_answer_and_a_social_worker_what_to_carry_out(client_of: Any, sent: Review) -> None:
    assert "Agree with the decisions, or object" in _links(client_of("tm-1"), _at(sent))
    today = client_of("sw-1").get("/").content.decode()
    assert "Decisions of reviews to carry out" in today and "A bicycle" in today
    where = re.search(r'href="(/child/[^"]*/progress/)">A bicycle', today)
    assert where and client_of("sw-1").get(where[1]).status_code == 200
    assert "A bicycle" not in client_of("sw-2").get("/").content.decode()


@pytest.mark.parametrize("page", ["step/complete/", "step/adjourn/", "judgement/", "record/final/"])
def test_what_cannot_be_done_yet_says_why(client_of: Any, planned: Review, page: str) -> None:
    answer = client_of("iro-1").get(_at(planned, page))
    assert answer.status_code == 200 and "not now, since this review is only booked" in answer.content.decode()


def test_a_script_is_told_in_a_word_and_a_page_without_scripts_keeps_what_was_typed(client_of: Any, begun: Review) -> None:
    client = client_of("iro-1")
    first = client.post(_at(begun, "record/health/"), {"text": "Hers", "seen": "0"}, **JSON)
    assert first.json() == {"saved": True, "seen": 1}
    other = client.post(_at(begun, "record/health/"), {"text": "His", "seen": "0"}, **JSON)
    assert other.status_code == 409 and (other.json()["theirs"], other.json()["seen"]) == ("Hers", 1)
    plain = client.post(_at(begun, "record/health/"), {"text": "His", "seen": "0"})
    assert plain.status_code == 409 and "Hers" in plain.content.decode() and "His" in plain.content.decode()
    again = client.post(_at(begun, "record/health/"), {"text": "His", "seen": "1"})
    assert again.status_code == 302 and begun.sections.get().text == "His"


def test_a_section_that_is_not_there_yet_is_made_whatever_version_was_named(client_of: Any, begun: Review) -> None:
    saved = client_of("iro-1").post(_at(begun, "record/health/"), {"text": "Hers", "seen": "3"}, **JSON)
    assert saved.json() == {"saved": True, "seen": 1}


@pytest.mark.parametrize("text", ["x" * 50_001, "no such section"])
def test_a_section_that_does_not_fit_is_refused_and_comes_back(client_of: Any, begun: Review, text: str) -> None:
    key = "health" if len(text) > 100 else "weather"
    refused = client_of("iro-1").post(_at(begun, f"record/{key}/"), {"text": text, "seen": "0"})
    assert refused.status_code == 422 and text in refused.content.decode() and not begun.sections.exists()


def test_what_is_typed_for_one_child_is_on_no_other_page(client_of: Any, world: World, iro: Reader, begun: Review) -> None:
    client = client_of("iro-1")
    client.post(_at(begun, "record/health/"), {"text": "Only hers", "seen": "0"})
    other = reviews.plan_review(by=iro, child=world.children["ben"], on=TODAY)
    assert "Only hers" in client.get(_at(begun, "record/")).content.decode()
    assert "Only hers" not in client.get(_at(other, "record/")).content.decode()
    crossed = f"/child/{world.children['ben'].public}/review/{begun.public}/record/"
    assert client.get(crossed).status_code == 404


def test_those_who_usually_come_are_asked_at_once_by_the_names_on_record(client_of: Any, planned: Review) -> None:
    client = client_of("bs-1")
    assert "social worker Sally Wren" in client.get(_at(planned, "people/")).content.decode()
    client.post(_at(planned, "people/"), {"usual": "yes"})
    held = {(each.part, each.name, each.email) for each in planned.participants.all()}
    assert ("social worker", "Sally Wren", "sw-1@example.org") in held and ("child", "", "") in held
    mother = planned.participants.get(part="mother")
    client.post(_at(planned, "people/"), {"off": str(mother.pk)})
    assert not planned.participants.filter(part="mother").exists()


def test_the_form_for_judging_is_filled_in_from_the_records_with_the_reason(client_of: Any, sent: Review) -> None:
    body = client_of("iro-1").get(_at(sent, "judgement/")).content.decode()
    assert "0 of 1 decisions are done." in body and "The child was seen on" in body
    filled = re.search(r"(\d) of 5 questions are filled in from the records", body)
    left = re.findall(r'href="#(id_q_\w+)"', body)
    assert filled and int(filled[1]) + len(left) == 5
    assert left and all(f'id="{name}"' in body for name in left)


def test_a_late_review_asks_for_its_reason_until_it_has_one(client_of: Any, world: World, iro: Reader) -> None:
    child, client = world.children["ben"], client_of("iro-1")
    review = reviews.plan_review(by=iro, child=child, on=TODAY)
    Review.objects.filter(child=child, number="R-ben-2").update(started=ago(300))
    reviews.begin(by=iro, review=review, seen=review.version, on=TODAY)
    page = _at(review)
    assert "held after its due day" in client.get(page).content.decode()
    told = {
        "reason": profile().form.late_reasons[0],
        "avoidable": "yes",
        "decided_by": "Saul Merlin",
        "seen": str(_version(review)),
    }
    assert client.post(_at(review, "late/"), told).status_code == 302
    body = client.get(page).content.decode()
    assert "held after its due day" not in body and "decided by Saul Merlin, avoidable" in body


def test_the_day_as_a_calendar_file_names_nobody(client_of: Any, planned: Review) -> None:
    answer = client_of("bs-1").get(_at(planned, "calendar.ics"))
    assert answer["Content-Type"] == "text/calendar" and TODAY.strftime("%Y%m%d") in answer.content.decode()
    assert "Ada" not in answer.content.decode() and "canary" not in answer.content.decode()


def test_a_final_record_is_corrected_on_its_page(client_of: Any, iro: Reader, sent: Review) -> None:
    client = client_of("iro-1")
    assert "not final yet" in client.get(_at(sent, "record/correction/")).content.decode()
    reviews.finish_record(by=iro, review=sent, seen=_version(sent))
    assert client.post(_at(sent, "record/correction/"), {"text": ""}).status_code == 422
    told = {"text": "The school is another one.", "section": "education"}
    assert client.post(_at(sent, "record/correction/"), told).status_code == 302
    page = client.get(_at(sent, "record/")).content.decode()
    assert "The school is another one." in page
    assert "<textarea" not in page and "fp-known" not in page  # what the records say today is no part of it
    assert "Nothing recorded: " in page


def test_who_does_it_is_chosen_from_those_around_the_child(client_of: Any, begun: Review) -> None:
    reviews.decide(by=Reader(begun.chair.account, timezone.now()), review=begun, text="A bicycle", owner="Aunt Magpie", due=None)
    for at in ("decisions/", "decisions/new/"):
        [offered] = re.findall(r"<datalist.*?</datalist>", client_of("iro-1").get(_at(begun, at)).content.decode(), re.DOTALL)
        names = re.findall('value="(.*?)"', offered)
        assert {"Aunt Magpie", str(begun.chair)} <= {*names}
        assert len(names) == len({*names})


def test_what_became_of_the_last_decisions_is_said_in_the_record_all_at_once(client_of: Any, begun: Review) -> None:
    client, at = client_of("iro-1"), _at(begun, "record/last-decisions/")
    last = begun.child.reviews.get(number="R-ada-2")
    other = last.decisions.create(number="D-other", text="A new desk", owner="Carer")
    [first] = last.decisions.exclude(pk=other.pk)
    body = client.get(_at(begun, "record/")).content.decode()
    assert at in body and first.text in body and "Carer, by no date. It stands: open." in body
    refused = client.post(at, {f"status_{first.public}": "done", f"status_{other.public}": "not done"})
    assert refused.status_code == 422 and "Say why it was not done." in refused.content.decode()
    assert not Progress.objects.exists(), "all of it or nothing"
    told = {f"status_{first.public}": "done", f"status_{other.public}": "not done", f"text_{other.public}": "No money"}
    assert client.post(at, told).status_code == 302
    assert {(each.decision_id, each.status, each.review_id) for each in Progress.objects.all()} == {
        (first.pk, "done", begun.pk),
        (other.pk, "not done", begun.pk),
    }
    body = client.get(_at(begun, "record/")).content.decode()
    assert "1 done or overtaken" in body and 'value="No money"' in body
    assert client.post(at, {f"status_{other.public}": "not done", f"text_{other.public}": "No money"}).status_code == 302
    assert Progress.objects.count() == 2, "what was said before is not said again"


def test_a_child_under_four_is_not_the_first_to_be_asked_and_a_language_on_record_is_chosen(
    client_of: Any, planned: Review
) -> None:
    client, ask = client_of("iro-1"), _at(planned, "views/ask/")

    def chosen() -> list[str]:
        body = client.get(ask).content.decode()
        return [*re.findall(r'name="who" [^>]*value="(\w+)" checked', body), *re.findall(r'value="(\w+)" selected', body)]

    Child.objects.filter(pk=planned.child_id).update(language="Arabic")
    assert chosen()[0] == "child" and "ar" in chosen()
    Child.objects.filter(pk=planned.child_id).update(dob=ago(700))
    assert chosen()[0] == "carer" and "ar" not in chosen()
