"""A review from booking it to its answered decisions, by the actions that page, API and jobs call."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.judging import unanswered
from footprint.domain.permissions import Refused
from footprint.domain.profile import LAW, PROFILES
from footprint.domain.review_form import load_review_form
from footprint.domain.review_process import state
from footprint.records.installation import installation
from footprint.records.known_answers import known_answers
from footprint.records.models import AuditEvent, Child, Decision, Document, Duty, Milestone, Review, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader
from footprint.records.reviews import recorded
from footprint.records.versions import Stale
from tests.integration.world import TODAY, World, ago


@pytest.fixture
def iro(world: World) -> Reader:
    """The child's IRO."""
    return Reader(world.users["iro-1"], timezone.now())


@pytest.fixture
def manager(world: World) -> Reader:
    """The manager of the team that holds the case."""
    return Reader(world.users["tm-1"], timezone.now())


@pytest.fixture
def ada(world: World) -> Child:
    """A child of eleven."""
    return Child.objects.get(pk=world.children["ada"].pk)


def booked(iro: Reader, child: Child) -> Review:
    """A review that is booked for today."""
    return reviews.plan_review(by=iro, child=child, on=TODAY)


def now(review: Review) -> Review:
    """As it is recorded now."""
    return Review.objects.select_related("child").get(pk=review.pk)


def begun(iro: Reader, child: Child, on: date = TODAY) -> Review:
    """A review that has begun."""
    review = booked(iro, child)
    reviews.begin(by=iro, review=review, seen=review.version, on=on)
    return now(review)


def ready(iro: Reader, child: Child, on: date = TODAY) -> Review:
    """One that may be completed."""
    review = begun(iro, child, on)
    reviews.note_presence(by=iro, review=review, seen=review.version, way="spoke", last_seen=on)
    return now(review)


def held(iro: Reader, child: Child, on: date = TODAY) -> Review:
    """One that is completed."""
    review = ready(iro, child, on)
    reviews.complete(by=iro, review=review, seen=review.version, on=on)
    return now(review)


def owed(review: Review) -> set[str]:
    """The rules by which something is owed about this very review."""
    return set(Duty.objects.filter(about=review.number).values_list("rule", flat=True))


def test_an_ordinary_review_goes_from_booked_to_complete(iro: Reader, manager: Reader, ada: Child) -> None:
    review = booked(iro, ada)
    assert state(recorded(review)) == "planned"
    reviews.invite(by=iro, review=review, part="mother", name="Invented Mother")
    assert state(recorded(review)) == "arranged"
    reviews.begin(by=iro, review=review, seen=now(review).version, on=TODAY)
    review = now(review)
    assert state(recorded(review)) == "in progress"
    mother = review.participants.get()
    reviews.note_presence(by=iro, review=review, seen=review.version, way="spoke", chaired="co-chaired", last_seen=TODAY,
                          came={str(mother.pk): True})  # fmt: skip
    review = now(review)
    assert (review.participation, review.child_chaired, review.mother_attended) == ("PN1", "co-chaired", True)
    reviews.complete(by=iro, review=review, seen=review.version, on=TODAY)
    review = now(review)
    assert {"record.decisions", "record.full", "record.distributed"} <= owed(review)
    decision = reviews.decide(by=iro, review=review, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=review, seen=review.version)
    assert "record.decisions" not in owed(review) and "record.decisions_answered" in owed(review)
    reviews.answer_decision(by=manager, decision=Decision.objects.get(pk=decision.pk), agrees=True)
    assert "record.decisions_answered" not in owed(review)
    reviews.save_section(by=iro, review=now(review), key="health", seen=0, text="Well.")
    reviews.finish_record(by=iro, review=now(review), seen=now(review).version)
    review = now(review)
    assert state(recorded(review)) == "recorded" and "record.full" not in owed(review)
    record = Document.objects.get(review=review, kind="record")
    assert [each["title"] for each in record.content] == [each.title for each in profile().form.section]
    assert {each["key"]: each["text"] for each in record.content}["health"] == "Well."


def test_the_next_review_is_due_from_the_day_on_which_this_one_began(iro: Reader, ada: Child) -> None:
    before = Standing.objects.get(child=ada).next_due
    begun(iro, ada)
    after = Standing.objects.get(child=ada).next_due
    assert before and after and after > before and after > TODAY


def test_each_step_is_in_the_audit_of_the_child(iro: Reader, ada: Child) -> None:
    before = AuditEvent.objects.count()
    review = held(iro, ada)
    told = AuditEvent.objects.filter(seq__gt=before, subject=str(review.public))
    assert told.count() >= 3 and all(str(iro.user.public) == each.actor for each in told)


def test_a_series_of_meetings_counts_from_the_first(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada, ago(20))
    for days in (10, 0):
        reviews.meet(by=iro, review=now(review), on=ago(days))
    assert [each.held for each in review.meetings.order_by("held")] == [ago(20), ago(10), TODAY]
    assert now(review).started == ago(20)
    with pytest.raises(Unfit, match="cannot be earlier"):
        reviews.meet(by=iro, review=now(review), on=ago(5))


def test_an_adjournment_has_a_reason_and_an_end_within_the_law_and_comes_once(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada)
    with pytest.raises(Unfit, match="what is missing"):
        reviews.adjourn(by=iro, review=review, seen=review.version, on=TODAY, why=" ", until=TODAY + timedelta(7))
    with pytest.raises(Unfit, match="20 working days"):
        reviews.adjourn(by=iro, review=review, seen=review.version, on=TODAY, why="No report", until=TODAY + timedelta(60))
    reviews.adjourn(by=iro, review=review, seen=review.version, on=TODAY, why="No report", until=TODAY + timedelta(7))
    review = now(review)
    assert state(recorded(review)) == "adjourned" and "review.adjourned" in owed(review)
    reviews.resume(by=iro, review=review, seen=review.version, on=TODAY)
    review = now(review)
    assert state(recorded(review)) == "in progress" and "review.adjourned" in owed(review)
    with pytest.raises(Unfit, match="only once"):
        reviews.adjourn(by=iro, review=review, seen=review.version, on=TODAY, why="Again", until=TODAY + timedelta(7))
    reviews.note_presence(by=iro, review=review, seen=review.version, way="absent", not_seen="refused")
    reviews.complete(by=iro, review=now(review), seen=now(review).version, on=TODAY)
    assert "review.adjourned" not in owed(review)


def test_it_is_not_completed_without_the_childs_part_and_when_the_child_was_seen(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada)
    with pytest.raises(Unfit, match="PN0 to PN7"):
        reviews.complete(by=iro, review=review, seen=review.version, on=TODAY)
    reviews.note_presence(by=iro, review=review, seen=review.version, way="sent_views")
    with pytest.raises(Unfit, match="last seen"):
        reviews.complete(by=iro, review=now(review), seen=now(review).version, on=TODAY)


@pytest.mark.parametrize(("mode", "way", "seen"), [("", "spoke", TODAY), ("hybrid", "silent", TODAY), ("virtual", "spoke", None)])
def test_a_child_who_came_in_person_was_seen_at_the_review(
    iro: Reader, ada: Child, mode: str, way: str, seen: date | None
) -> None:
    Review.objects.filter(pk=booked(iro, ada).pk).update(mode=mode)
    review = Review.objects.select_related("child").get(child=ada, status="planned")
    reviews.begin(by=iro, review=review, seen=review.version, on=TODAY)
    reviews.note_presence(by=iro, review=now(review), seen=now(review).version, way=way)
    assert now(review).child_last_seen == seen


def test_a_child_under_four_has_pn0_whatever_is_said(iro: Reader, ada: Child) -> None:
    Child.objects.filter(pk=ada.pk).update(dob=ago(700))
    review = begun(iro, Child.objects.get(pk=ada.pk))
    reviews.note_presence(by=iro, review=review, seen=review.version, last_seen=TODAY)
    assert now(review).participation == "PN0"


def test_a_child_who_did_not_come_cannot_have_chaired(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada)
    with pytest.raises(Unfit, match="cannot have chaired"):
        reviews.note_presence(by=iro, review=review, seen=review.version, way="absent", chaired="chaired")


def test_whom_the_child_does_not_want_there_is_noted_and_not_invited(iro: Reader, ada: Child) -> None:
    review = booked(iro, ada)
    with pytest.raises(Unfit, match="does not want"):
        reviews.invite(by=iro, review=review, part="other", name="A Neighbour", wanted=False)
    reviews.invite(by=iro, review=review, part="other", name="A Neighbour", wanted=False, invited=False)
    assert review.participants.get().invited is None and state(recorded(review)) == "planned"


def test_a_manager_objects_with_a_reason_and_answers_once(iro: Reader, manager: Reader, ada: Child) -> None:
    review = held(iro, ada)
    decision = reviews.decide(by=iro, review=review, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    with pytest.raises(Unfit, match="not been sent"):
        reviews.answer_decision(by=manager, decision=decision, agrees=True)
    reviews.send_decisions(by=iro, review=now(review), seen=now(review).version)
    decision = Decision.objects.get(pk=decision.pk)
    with pytest.raises(Unfit, match="why you object"):
        reviews.answer_decision(by=manager, decision=decision, agrees=False)
    reviews.answer_decision(by=manager, decision=decision, agrees=False, reason="No money")
    with pytest.raises(Unfit, match="was answered"):
        reviews.answer_decision(by=manager, decision=Decision.objects.get(pk=decision.pk), agrees=True)
    with pytest.raises(Unfit, match="sent already"):
        reviews.decide(by=iro, review=now(review), text="Another", owner="x", due=None)


def test_a_social_worker_says_how_it_goes_and_does_not_answer_for_the_manager(world: World, iro: Reader, ada: Child) -> None:
    review, worker = held(iro, ada), Reader(world.users["sw-1"], timezone.now())
    decision = reviews.decide(by=iro, review=review, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=now(review), seen=now(review).version)
    decision = Decision.objects.get(pk=decision.pk)
    with pytest.raises(Refused):
        reviews.answer_decision(by=worker, decision=decision, agrees=True)
    assert reviews.report_progress(by=worker, decision=decision, status="under way").status == "under way"


def test_decisions_without_owner_or_date_are_not_sent(iro: Reader, ada: Child) -> None:
    review = held(iro, ada)
    with pytest.raises(Unfit, match="no decision"):
        reviews.send_decisions(by=iro, review=review, seen=review.version)
    reviews.decide(by=iro, review=review, text="A bicycle", owner="", due=None)
    with pytest.raises(Unfit, match="owner"):
        reviews.send_decisions(by=iro, review=now(review), seen=now(review).version)


def test_silence_is_agreement_once_the_managers_time_is_over(iro: Reader, ada: Child) -> None:
    review = held(iro, ada)
    reviews.decide(by=iro, review=review, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=now(review), seen=now(review).version)
    nobody = installation(timezone.now())
    assert reviews.take_silence(by=nobody, review=now(review)) == 0
    later = installation(timezone.now() + timedelta(14))
    assert reviews.take_silence(by=later, review=now(review)) == 1
    answer = review.decisions.get().answer
    assert answer.silent and answer.agrees and answer.by is None
    assert "agreed by silence" in AuditEvent.objects.order_by("-seq").filter(subject=str(review.public))[0].reason


def test_the_next_review_finds_the_decisions_and_says_what_became_of_them(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada)
    last = ada.reviews.filter(status="held").exclude(pk=review.pk).order_by("-started").first()
    assert last is not None
    decision = last.decisions.get()
    assert known_answers(review, TODAY)["last_decisions_done"].answer == "no"
    with pytest.raises(Unfit, match="why it was not done"):
        reviews.report_progress(by=iro, decision=decision, status="not done", at=review)
    reviews.report_progress(by=iro, decision=decision, status="not done", text="No time", at=review)
    assert known_answers(review, TODAY)["reviews_outstanding"].answer == "1"
    reviews.report_progress(by=iro, decision=decision, status="done", at=review)
    assert known_answers(review, TODAY)["last_decisions_done"].answer == "yes"


def test_what_the_records_will_answer_by_themselves_is_not_waited_for(iro: Reader, ada: Child) -> None:
    form, later = load_review_form([LAW, PROFILES / "lancashire"]), ("decisions_in_time", "record_in_time")
    answers = {each.id: each.answers[0] for each in form.question if each.answers and each.known not in later}
    assert unanswered(form, answers) == ["6", "7"]
    assert unanswered(form, answers, later) == []
    review = held(iro, ada)
    told = known_answers(review, TODAY)["decisions_in_time"]
    assert told.answer == "" and told.because.endswith("This answers itself once it is done.")
    reviews.decide(by=iro, review=review, text="A bicycle", owner="Sally Wren", due=TODAY + timedelta(30))
    reviews.send_decisions(by=iro, review=now(review), seen=now(review).version)
    assert known_answers(now(review), TODAY)["decisions_in_time"].answer == "yes"


def test_a_judgement_says_what_follows_from_amber_and_red(iro: Reader, ada: Child) -> None:
    review = held(iro, ada)
    of = profile().form
    answers = {each.id: each.answers[0] for each in of.question if each.answers}
    told: dict[str, Any] = {"by": iro, "answers": answers, "comments": {}}
    with pytest.raises(Unfit, match="what follows"):
        reviews.judge(review=review, seen=review.version, rag="red", **told)
    reviews.judge(review=review, seen=review.version, rag="green", concerns=[of.concerns[0]], good_practice="Kind", **told)
    review = now(review)
    assert review.rag == "green" and [each.category for each in review.concerns.all()] == [of.concerns[0]]
    assert Milestone.objects.filter(child=ada, kind="qa_form_completed", on=TODAY).exists()
    with pytest.raises(Unfit, match="not among"):
        reviews.judge(review=review, seen=review.version, rag="red", actions=["Dance"], **told)
    with pytest.raises(Unfit, match="answered by one of"):
        reviews.judge(by=iro, review=review, seen=review.version, answers={of.question[0].id: "perhaps"}, comments={}, rag="")


def test_a_late_review_has_its_reason_from_the_list(iro: Reader, ada: Child) -> None:
    review = held(iro, ada)
    with pytest.raises(Unfit, match="from the list"):
        reviews.explain_late(by=iro, review=review, seen=review.version, reason="Rain")
    reason = profile().form.late_reasons[0]
    reviews.explain_late(by=iro, review=review, seen=review.version, reason=reason, decided_by="Saul Merlin", avoidable=True)
    assert (now(review).late_reason, now(review).late_avoidable) == (reason, True)


def test_a_review_in_time_that_is_written_up_late_keeps_both_days(iro: Reader, ada: Child) -> None:
    review = held(iro, ada, ago(15))
    assert review.completed == ago(15) and review.entered and timezone.localdate(review.entered) == TODAY


def test_what_is_recorded_in_error_has_no_effect(iro: Reader, ada: Child) -> None:
    due = Standing.objects.get(child=ada).next_due
    review = held(iro, ada)
    with pytest.raises(Unfit, match="why"):
        reviews.void(by=iro, review=review, seen=review.version, reason="")
    reviews.void(by=iro, review=review, seen=review.version, reason="The wrong child")
    assert state(recorded(now(review))) == "recorded in error" and owed(review) == set()
    assert Standing.objects.get(child=ada).next_due == due


def test_two_who_write_one_section_lose_nothing(iro: Reader, ada: Child) -> None:
    review = begun(iro, ada)
    first = reviews.save_section(by=iro, review=review, key="health", seen=0, text="One")
    with pytest.raises(Stale) as error:
        reviews.save_section(by=iro, review=review, key="health", seen=0, text="Two")
    assert error.value.differences[0].held == "One" and error.value.differences[0].wanted == "Two"
    again = reviews.save_section(by=iro, review=review, key="health", seen=first.version, text="Two")
    assert again.text == "Two" and again.version == first.version + 1


def test_a_final_record_is_corrected_and_not_changed(iro: Reader, ada: Child) -> None:
    review = held(iro, ada)
    with pytest.raises(Unfit, match="not final"):
        reviews.correct(by=iro, review=review, text="Not so")
    reviews.finish_record(by=iro, review=review, seen=review.version)
    with pytest.raises(Unfit, match="final"):
        reviews.save_section(by=iro, review=now(review), key="health", seen=0, text="New")
    reviews.correct(by=iro, review=now(review), text="The school is another one.", section="education")
    assert review.corrections.get().text == "The school is another one."


@pytest.mark.parametrize("number", ["sw-1", "tm-1", "bs-1", "sm-1"])
def test_nobody_but_the_iro_holds_records_and_judges(world: World, iro: Reader, ada: Child, number: str) -> None:
    other, review = Reader(world.users[number], timezone.now()), booked(iro, ada)
    with pytest.raises(Refused):
        reviews.begin(by=other, review=review, seen=review.version, on=TODAY)
    reviews.begin(by=iro, review=review, seen=review.version, on=TODAY)
    review = now(review)
    with pytest.raises(Refused):
        reviews.save_section(by=other, review=review, key="health", seen=0, text="x")
    with pytest.raises(Refused):
        reviews.judge(by=other, review=review, seen=review.version, answers={}, comments={}, rag="green")
    with pytest.raises(Refused):
        reviews.decide(by=other, review=review, text="x", owner="y", due=None)


def test_an_early_review_says_who_asked_and_why(iro: Reader, ada: Child) -> None:
    with pytest.raises(Unfit, match="why"):
        reviews.plan_review(by=iro, child=ada, on=TODAY, asked_by="the child")
    review = reviews.plan_review(by=iro, child=ada, on=TODAY, asked_by="the child", asked_why="a new school")
    assert (review.asked_by, review.asked_why) == ("the child", "a new school")
