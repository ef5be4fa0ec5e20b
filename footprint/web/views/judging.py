"""The IRO's judgement of a review: the profile's form, filled in from what is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from footprint.actions import reviews
from footprint.actions.reviews.judging import GOOD_PRACTICE, NO_ACTION
from footprint.domain.review_form import Question
from footprint.domain.review_process import refusal
from footprint.records.known_answers import Known, known_answers
from footprint.records.models import Review
from footprint.records.profile import profile
from footprint.records.queries import Reader, get_review
from footprint.records.reviews import recorded
from footprint.web.asking import asked
from footprint.web.forms import judging as forms
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.views.review import about
from footprint.web.words import opening


@page("edit", "judgement", methods=("GET", "POST"))
def judge(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Fill in the quality assurance form and say red, amber or green."""
    found = get_review(reader, ref, review, "edit", "judgement")
    title = opening(profile().words.get("qa_form", "Quality assurance form"))
    if request.method == "GET" and (why := refusal("judge", recorded(found))):
        return Page("review/cannot.html", about(found, title, why=why))
    of = profile().form
    known = known_answers(found, reader.today, {fact for each in of.question for fact in (each.known, each.beside)})
    answered = _answered(found, known)
    because = {each.id: told for each in of.question if (told := _on_record(each, known))}
    judged = _judgement(found)
    also = {name: [each for each in judged[name] if each != NO_ACTION] for name in ("concerns", "actions")}
    first = {**forms.initial(answered), **judged}
    form = forms.JudgeForm(request.POST or None, of=of, because=because, also=also, initial=first)

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.judge(
            by=reader,
            review=found,
            seen=told["seen"] or 0,
            answers=forms.answers(told, of),
            comments=forms.comments(told, of),
            rag=told["rag"],
            concerns=told["concerns"],
            actions=told["actions"],
            good_practice=told["good_practice"],
        )
        return GoTo("decisions", (found.child.public, found.public), "The judgement is saved.")

    held = sum(bool(known[each.known].answer) for each in of.question if each.known in known)
    said = f"{held} of {len(of.question)} questions are filled in from the records; each can be changed." if held else ""
    left = forms.unanswered(form, of)
    return asked(request, form, about(found, title, "Save the judgement", said=said, left=left), do, "review/judge.html")


def _answered(found: Review, known: Mapping[str, Known]) -> dict[str, tuple[str, str]]:
    """Answer and comment of each question, as saved or else as the records have it."""
    saved = {each.question: (each.answer, each.comment) for each in found.judged.all()}
    filled = {each.id: (known[each.known].answer, "") for each in profile().form.question if each.known in known}
    return filled | {name: each for name, each in saved.items() if any(each)}


def _on_record(question: Question, known: Mapping[str, Known]) -> str:
    """Why a question is filled in as it is, or what is shown beside one that only the IRO can answer."""
    if question.known in known:
        return known[question.known].because
    return known[question.beside].answer if question.beside in known else ""


def _judgement(found: Review) -> dict[str, Any]:
    saved = {each.question: each for each in found.judged.filter(question__in=[GOOD_PRACTICE, "no_action"])}
    actions = [each.action for each in found.actions.all()]
    if "no_action" in saved and saved["no_action"].answer:
        actions.append(NO_ACTION)
    return {
        "rag": found.rag.lower(),
        "concerns": [each.category for each in found.concerns.all()],
        "actions": actions,
        "good_practice": saved[GOOD_PRACTICE].comment if GOOD_PRACTICE in saved else "",
        "seen": found.version,
    }
