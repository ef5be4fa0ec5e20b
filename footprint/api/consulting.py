"""Asking children and others about a review, as JSON: whom, what they answered, what a child shared."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from ninja import Field, Schema

from footprint.actions import reviews
from footprint.api.asked import Asked, Line, Words
from footprint.api.doors import change, read
from footprint.api.reviews import OF_REVIEW
from footprint.domain.consultation import IRO, in_words
from footprint.records import consultations as asked_of
from footprint.records.models import Answers, Consultation, Review
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_review

_VIEWS = f"{OF_REVIEW}/views"
_ONE = f"{_VIEWS}/{{uuid:consultation}}"


class Question(Asked):
    """Who is asked what."""

    who: Line = Field(description="child, parent, carer, professional.")
    band: Line = Field("", description="For a child, the form by age: 4 to 7, 8 to 11, 12 and over.")
    name: Line = Field("", description="The name, where it is known.")
    language: Line = Field("en", description="The language of the form, as its code.")
    about: Line = Field("review", description="review, before it; feedback, after it.")
    days: int | None = Field(None, description="For how many days the link works; else until a week after the review.")


class Paper(Asked):
    """What came on paper."""

    answers: dict[str, Words] = Field(description="By the key of the question, as it stands there.")
    shared: dict[str, Line] = Field({}, description="By the same key (or `all`), who may see it: iro, social_worker, everyone.")


class ConsultationShown(Schema):
    """Somebody who was asked."""

    consultation: UUID = Field(description="Its name in addresses.")
    about: str = Field(description="review or feedback.")
    who: str = Field(description="child, parent, carer, professional.")
    band: str = Field(description="A child's form by age.")
    name: str = Field(description="The name, where it is known.")
    language: str = Field(description="The language of the form.")
    made: datetime = Field(description="When they were asked.")
    until: datetime = Field(description="Until when the link works.")
    answered: datetime | None = Field(description="When they answered.")
    revoked: datetime | None = Field(description="When the link was taken back.")
    read: datetime | None = Field(description="When the child's IRO read the answers.")


class Link(ConsultationShown):
    """What was made, with the way to it."""

    link: str = Field(description="The address, below that of the service. It is told this once: Footprint keeps no copy.")


class AnswerShown(Schema):
    """An answer."""

    key: str = Field(description="The key of the question.")
    question: str = Field(description="The question, in English.")
    answer: str = Field(description="The answer, as it was given.")
    words: str = Field(description="... in words.")
    shared: str = Field(description="Who may see it: iro (the IRO alone), social_worker, everyone.")


class AnswersShown(Schema):
    """What somebody answered."""

    consultation: UUID = Field(description="To what.")
    about: str = Field(description="review or feedback.")
    who: str = Field(description="child, parent, carer, professional.")
    name: str = Field(description="The name, where it is known.")
    at: datetime = Field(description="When.")
    read: datetime | None = Field(description="When the child's IRO read it.")
    answers: list[AnswerShown] = Field(description="Question by question.")


class Read(Schema):
    """Whether something was marked."""

    marked: bool = Field(description="False where it was read before, or who asks is not the child's IRO.")


def _asked(each: Consultation) -> ConsultationShown:
    given = getattr(each, "answers", None)
    own = ("about", "who", "band", "name", "language", "made", "until", "revoked")
    return ConsultationShown(
        consultation=each.public,
        answered=given.at if given else None,
        read=given.read if given else None,
        **{name: getattr(each, name) for name in own},
    )


def _answers(given: Answers) -> AnswersShown:
    forms, asked = profile().consultation, given.consultation
    questions = forms.asked(forms.form_for(asked.about, asked.who, asked.band))
    said = [
        AnswerShown(
            key=each.key,
            question=each.text,
            answer=given.answers[each.key],
            words=in_words(each, given.answers[each.key], forms.words),
            shared=given.shared.get(each.key, IRO),
        )
        for each in questions
        if each.key in given.answers
    ]
    whose = {"about": asked.about, "who": asked.who, "name": asked.name}
    return AnswersShown(consultation=asked.public, at=given.at, read=given.read, answers=said, **whose)


def _one(found: Review, public: UUID) -> Consultation:
    consultation = found.consultations.filter(public=public).first()
    if consultation is None:
        raise Absent(str(public))
    consultation.review = found
    return consultation


@read(_VIEWS, "list", "voice")
def views(reader: Reader, child: UUID, review: UUID) -> list[ConsultationShown]:
    """Who was asked about a review, the latest first, and how each stands"""
    return [_asked(each) for each in asked_of.of_review(reader, get_review(reader, child, review, "list", "voice"))]


@change(f"{_VIEWS}/ask", "edit", "review")
def ask(reader: Reader, child: UUID, review: UUID, told: Question) -> Link:
    """Ask somebody: the link in the answer is told this once"""
    found = get_review(reader, child, review, "edit", "review")
    made = reviews.ask(by=reader, review=found, **dict(told))
    return Link(**dict(_asked(made.consultation)), link=reverse("public_form", args=[made.token]))


@change(f"{_ONE}/revoke", "edit", "review")
def revoke(reader: Reader, child: UUID, review: UUID, consultation: UUID) -> ConsultationShown:
    """Take a link back, so that nobody can answer through it"""
    found = get_review(reader, child, review, "edit", "review")
    reviews.revoke(by=reader, consultation=_one(found, consultation))
    return _asked(_one(found, consultation))


@change(f"{_ONE}/paper", "create", "views")
def type_in(reader: Reader, child: UUID, review: UUID, consultation: UUID, told: Paper) -> ConsultationShown:
    """Type in what came on paper; a child's own words, the child's IRO alone"""
    found = get_review(reader, child, review, "create", "views")
    reviews.type_in(by=reader, consultation=_one(found, consultation), **dict(told))
    return _asked(_one(found, consultation))


@read(f"{_VIEWS}/answers", "read", "voice")
def answers(reader: Reader, child: UUID, review: UUID) -> list[AnswersShown]:
    """The answers, the latest first; to ask for them leaves them unread"""
    return [_answers(each) for each in asked_of.answers_of(reader, get_review(reader, child, review, "read", "voice"))]


@read(f"{_VIEWS}/shared", "read", "review")
def shared_answers(reader: Reader, child: UUID, review: UUID) -> list[AnswersShown]:
    """What the child shared beyond the IRO: for the child's social worker"""
    return [_answers(each) for each in asked_of.shared_answers(reader, get_review(reader, child, review, "read", "review"))]


@change(f"{_ONE}/read", "read", "voice")
def mark_read(reader: Reader, child: UUID, review: UUID, consultation: UUID) -> Read:
    """Note that the child's IRO has read the answers to one"""
    found = get_review(reader, child, review, "read", "voice")
    given = next((each for each in asked_of.answers_of(reader, found) if each.consultation.public == consultation), None)
    if given is None:
        raise Absent(str(consultation))
    given.consultation.review = found
    return Read(marked=reviews.mark_read(by=reader, answers=given))
