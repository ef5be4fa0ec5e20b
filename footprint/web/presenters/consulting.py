"""What is asked and what was answered, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from footprint.domain.consultation import AUDIENCES, SOCIAL_WORKER, Consultation, Form, Language, Question, Said, in_words
from footprint.records import models
from footprint.records.profile import profile
from footprint.web.words import day, moment

Shown = dict[str, Any]

WHO = {"child": "The child", "parent": "A parent", "carer": "A carer", "professional": "A professional"}
ABOUT = {"review": "Before the review", "feedback": "After the review"}
SHARED = {"": "the child's IRO only", SOCIAL_WORKER: "the IRO and the social worker", "everyone": "everyone at the review"}


def public_form(form: Form, code: str) -> Shown:
    """A form in one of its languages, in English where that is not one of them. It holds nothing of any record."""
    forms = profile().consultation
    offered = forms.offered(form)
    language = next((each for each in offered if each.code == code), None)
    words = language.words if language else forms.words
    opening = (language or forms).opening[form.opening]
    return {
        **_spoken(language),
        "words": words,
        "title": opening.title,
        "intro": opening.intro,
        "reads": opening.reads,
        "danger_words": opening.danger or words["danger"],
        "of_child": form.who == "child",
        "young": form.band == "4 to 7",
        "share": form.share,
        "audiences": [(name, words[name]) for name in AUDIENCES],
        "questions": [_question(each, language, words) for each in forms.asked(form)],
        "languages": _switch(offered, language),
    }


def _spoken(language: Language | None) -> Shown:
    """How the page says in which language it is, and whether anybody has checked it."""
    unchecked = profile().consultation.words["unchecked"] if language and not language.reviewed_by else ""
    return {
        "lang": language.code if language else "en-GB",
        "dir": language.dir if language else "ltr",
        "unchecked_words": unchecked,
    }


def _switch(offered: list[Language], chosen: Language | None) -> list[Shown]:
    """The links from one language to the others; none where there is only English."""
    if not offered:
        return []
    english = {"code": "en", "lang": "en-GB", "dir": "ltr", "name": "English", "here": chosen is None}
    others = [
        {"code": each.code, "lang": each.code, "dir": each.dir, "name": each.name, "here": each is chosen} for each in offered
    ]
    return [english, *others]


def _question(asked: Question, language: Language | None, words: Mapping[str, str]) -> Shown:
    said = language.question[asked.key] if language else Said(text=asked.text, help=asked.help, choices=asked.choices)
    texts = {**said.choices, **{f"{step}": words[f"face_{step}"] for step in "12345"}, **words}
    options = [{"value": value, "text": said.choices.get(value) or texts[value]} for value in asked.allowed]
    return {"key": asked.key, "kind": asked.kind, "text": said.text, "help": said.help, "options": options}


def plain_page(code: str) -> Shown:
    """The words of a page without a form, in one of the languages, or in English."""
    forms = profile().consultation
    language = next((each for each in forms.languages if each.code == code), None)
    return {**_spoken(language), "words": language.words if language else forms.words}


def dead_page() -> Shown:
    """That a link does not work, in every language: whose link it was, nobody is told."""
    forms: Consultation = profile().consultation
    others = [{"lang": each.code, "dir": each.dir, "text": each.words["dead"]} for each in forms.languages]
    return {"lang": "en-GB", "dir": "ltr", "words": forms.words, "others": others}


# For the service ------------------------------------------------------------------------------------------------------

COLUMNS = [
    {"key": "who", "text": "Who"},
    {"key": "about", "text": "About"},
    {"key": "made", "text": "Asked", "tight": True},
    {"key": "state", "text": "How it stands"},
]


def standing(asked: models.Consultation, now: datetime) -> tuple[str, str]:
    """How a consultation stands, in words, and the tone of its mark."""
    given = getattr(asked, "answers", None)
    if given:
        return ("answered, read", "good") if given.read else ("answered, not read yet", "soon")
    if asked.revoked:
        return "taken back", "plain"
    return ("link ended, not answered", "bad") if asked.until <= now else ("waiting for an answer", "now")


def listed(asked: models.Consultation, now: datetime) -> Shown:
    """A consultation in the list of those of a review."""
    words, tone = standing(asked, now)
    given = getattr(asked, "answers", None)
    return {
        "who": who(asked),
        "about": ABOUT[asked.about],
        "made": f"{moment(asked.made)} by {asked.made_by.title}",
        "until": day(last_day(asked)),
        "state": words,
        "tone": tone,
        "answered": moment(given.at) if given else "",
        "open": not given and not asked.revoked,
        "public": str(asked.public),
    }


def last_day(asked: models.Consultation) -> date:
    """The last day on which a link works; it ends with that day."""
    return timezone.localdate(asked.until - timedelta(seconds=1))


def who(asked: models.Consultation) -> str:
    """Who was asked: in what part, with the name, and for a child the form by age."""
    part = WHO[asked.who] + (f" ({asked.band})" if asked.band else "")
    return f"{part}: {asked.name}" if asked.name else part


def choices(asked: list[models.Consultation]) -> list[tuple[str, str]]:
    """Consultations to choose from."""
    return [
        (str(each.public), f"{who(each)}, {ABOUT[each.about].lower()}, asked on {day(timezone.localdate(each.made))}")
        for each in asked
    ]


def answers(given: models.Answers) -> Shown:
    """Answers with their questions, in the English that the service reads, and who may see each, or once who may see all."""
    forms, asked = profile().consultation, given.consultation
    form = forms.form_for(asked.about, asked.who, asked.band)
    rows = [
        {
            "question": each.text,
            "answer": in_words(each, given.answers[each.key], forms.words),
            "face": given.answers[each.key] if each.kind == "faces" else "",
            "seen_by": SHARED[given.shared.get(each.key, "")] if form.share != "none" else "",
            "urgent": each.key in ("talk_to_iro", "advocate") and given.answers[each.key] == "yes",
        }
        for each in forms.asked(form)
        if each.key in given.answers
    ]
    seen_by = {row["seen_by"] for row in rows}
    return {
        "title": f"{who(asked)}, {ABOUT[asked.about].lower()}",
        "seen_by": seen_by.pop() if len(seen_by) == 1 else "",
        "at": moment(given.at),
        "language": next((each.english for each in forms.languages if each.code == asked.language), ""),
        "typed_by": given.typed_by.title if given.typed_by else "",
        "read": f"{moment(given.read)} by {given.read_by.title}" if given.read and given.read_by else "",
        "rows": rows,
    }


def unread(given: models.Answers) -> Shown:
    """Answers that have waited too long, as a sentence with a link for the IRO's first page."""
    review = given.consultation.review
    words = (
        f"{WHO[given.consultation.who]} answered about {review.child.name} on {moment(given.at)}, and you have not read it yet."
    )
    return {"text": words, "href": reverse("read_views", args=[review.child.public, review.public])}
