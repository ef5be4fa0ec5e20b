"""The form of each profile on the page of judging: every question, and what the records hold filled in with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from footprint.actions import reviews
from footprint.domain.known_facts import KNOWN, SEEN_BANDS
from footprint.domain.profile import shipped
from footprint.records.known_answers import TELLERS, known_answers
from footprint.records.known_answers.who_took_part import band_of
from footprint.records.models import Concern, Consultation, Milestone, ProtectionPlan, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World, ago


@pytest.fixture(params=shipped())
def of_profile(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    """An installation of each profile."""
    settings.PROFILE = request.param
    profile.cache_clear()
    yield request.param
    settings.PROFILE = "england"
    profile.cache_clear()


@pytest.fixture
def iro(world: World) -> Reader:
    """The child's IRO."""
    return Reader(world.users["iro-1"], timezone.now())


def _now(review: Review) -> Review:
    return Review.objects.select_related("child").get(pk=review.pk)


def _held(iro: Reader, world: World, on: date = TODAY) -> Review:
    """A review that was held, at which the child spoke, and whose decisions were sent."""
    review = reviews.plan_review(by=iro, child=world.children["ada"], on=TODAY)
    reviews.begin(by=iro, review=review, seen=review.version, on=on)
    reviews.note_presence(by=iro, review=_now(review), seen=_now(review).version, way="spoke", chaired="no", last_seen=on)
    reviews.complete(by=iro, review=_now(review), seen=_now(review).version, on=on)
    reviews.decide(by=iro, review=_now(review), text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=_now(review), seen=_now(review).version)
    return _now(review)


def _page(client: Any, review: Review) -> str:
    return unescape(client.get(f"/child/{review.child.public}/review/{review.public}/judgement/").content.decode())


def _filled(body: str, question: str) -> str:
    """What a question is filled in with: the chosen answer, or the words."""
    for field in re.findall(rf'<input[^>]*name="q_{re.escape(question)}"[^>]*>', body):
        if 'type="radio"' not in field or re.search(r"\bchecked\b", field):
            told = re.search(r'value="([^"]*)"', field)
            return told[1] if told else ""
    return ""


def test_each_profiles_form_is_shown_with_what_the_records_hold(
    of_profile: str, client_of: Any, world: World, iro: Reader
) -> None:
    review = _held(iro, world)
    body, known, form = _page(client_of("iro-1"), review), known_answers(review, TODAY), profile().form
    held = {each.id: known[each.known] for each in form.question if each.known in known}
    assert held, f"the records hold nothing that {of_profile} asks"
    for question in form.question:
        told = held.get(question.id)
        assert question.text in body
        assert _filled(body, question.id) == (told.answer if told else ""), question.id
        beside = known[question.beside].answer if question.beside in known else ""
        assert not (told or beside) or f"On record: {told.because if told else beside}" in body
    answered = [each for each in held.values() if each.answer]  # the others answer themselves later, and say so
    assert f"{len(answered)} of {len(form.question)} questions are filled in from the records" in body
    assert all(each in body for each in (*form.concerns, *form.actions, *vars(form.rag).values()))


def test_each_profiles_form_can_be_saved_as_it_is_filled_in(of_profile: str, world: World, iro: Reader) -> None:
    review = _held(iro, world)
    known, form = known_answers(review, TODAY), profile().form
    answers = {each.id: known[each.known].answer for each in form.question if each.known in known and known[each.known].answer}
    told: dict[str, Any] = {"answers": answers, "comments": {}, "rag": "amber", "actions": [form.actions[0]]}
    reviews.judge(by=iro, review=review, seen=review.version, concerns=form.concerns[:1], **told)
    assert {each.question: each.answer for each in review.judged.all() if each.answer} == answers


def test_the_records_answer_every_fact_that_a_form_may_ask_for(world: World, iro: Reader) -> None:
    assert set(TELLERS) == set(KNOWN)
    for name, told in known_answers(_held(iro, world), TODAY).items():
        assert not (told.answer and KNOWN[name].answers) or told.answer in KNOWN[name].answers, name
        assert told.because, name


def test_whether_decisions_and_record_were_in_time_is_read_from_the_duties(world: World, iro: Reader) -> None:
    review = _held(iro, world, ago(60))
    Review.objects.filter(pk=review.pk).update(decisions_sent=ago(58), record_completed=ago(10))
    known = known_answers(_now(review), TODAY)
    assert known["decisions_in_time"].answer == "yes" and "done on" in known["decisions_in_time"].because
    assert known["record_in_time"].answer == "no" and "done on" in known["record_in_time"].because
    assert known["record_sent_in_time"].answer == "no" and "not done" in known["record_sent_in_time"].because


def test_what_is_not_due_yet_says_by_when_it_answers_itself(world: World, iro: Reader) -> None:
    known = known_answers(_held(iro, world), TODAY)
    waiting = known["record_in_time"]
    assert waiting.answer == "" and "Due by" in waiting.because and known["decisions_in_time"].answer == "yes"


def test_what_else_the_records_say(world: World, iro: Reader) -> None:
    review = _held(iro, world)
    child = review.child
    known = known_answers(review, TODAY)
    assert known["participation"].answer.startswith("PN1") and known["child_chaired"].answer == "no"
    assert known["last_seen_band"].answer == SEEN_BANDS[0] and known["iro_spoke_before"].answer == "yes"
    assert known["social_workers"].answer.startswith("1 social worker ")
    assert known["not_section_20"].answer == "not applicable" and known["care_plan_recorded"].answer == "no"
    assert "Care order since" in known["legal_history"].answer and "1 social worker" in known["legal_history"].answer
    assert (known["in_protection_plan"].answer, known["on_red_list"].answer) == ("no", "no")
    ProtectionPlan.objects.create(child=child, started=ago(30))
    for kind in ("red_listed", "dental_check"):
        Milestone.objects.create(child=child, kind=kind, on=ago(5))
    child.plans.create(kind="care", agreed=ago(200))
    assert known["legal_status"].answer.startswith("Care order since") and known["placement"].answer.startswith("Foster carers")
    reviews.note_presence(by=iro, review=_now(review), seen=_now(review).version, way="advocate", last_seen=ago(20))
    known = known_answers(_now(review), TODAY)
    assert (known["in_protection_plan"].answer, known["on_red_list"].answer) == ("yes", "yes")
    assert "dental_check" in known and "care_plan_recorded" not in known and "agreed on" in known["care_plan"].answer
    assert known["advocate_there"].answer == "yes" and known["iro_visited_between"].answer == "yes"


def test_what_has_no_meaning_yet_is_not_applicable(world: World) -> None:
    first = Review.objects.select_related("child").get(number="R-ada-0")
    first.child.dob = ago(500)
    known = known_answers(first, TODAY)
    facts = ("last_decisions_done", "care_plan_updated", "iro_visited_between", "child_answered", "below_year_7")
    assert {known[each].answer for each in facts} == {"not applicable"}


def test_a_question_that_was_not_answered_is_known_to_be_so(world: World, iro: Reader) -> None:
    review = _held(iro, world)
    assert "child_answered" not in known_answers(review, TODAY)
    made, until = timezone.now(), timezone.now() + timedelta(14)
    Consultation.objects.create(review=review, who="child", hash="x", made_by=iro.user, made=made, until=until)
    assert known_answers(review, TODAY)["child_answered"].answer == "no"


@pytest.mark.parametrize(
    ("seen", "band"),
    [(1, 0), (0, 0), (-1, 1), (-7, 1), (-8, 2), (-31, 2), (-32, 3), (-92, 3), (-93, 4)],
)
def test_the_bands_in_which_a_child_was_last_seen(seen: int, band: int) -> None:
    held = date(2026, 8, 31)
    assert band_of(held + timedelta(seen), held) == SEEN_BANDS[band]


def test_a_concern_on_record_that_is_on_no_list_is_shown_and_stays(client_of: Any, world: World, iro: Reader) -> None:
    review = _held(iro, world)
    Concern.objects.create(review=review, category="A word of another system")
    assert re.search(r'value="A word of another system"[^>]*checked', _page(client_of("iro-1"), review))
    told: dict[str, Any] = {"answers": {}, "comments": {}, "rag": "green"}
    reviews.judge(by=iro, review=review, seen=review.version, concerns=["A word of another system", "Health"], **told)
    assert {each.category for each in review.concerns.all()} == {"A word of another system", "Health"}
