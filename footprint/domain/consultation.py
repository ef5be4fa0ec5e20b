"""What is asked before a review and after it, as data: a profile's `forms/consultation.toml` and its translations.

A form is for one kind of person (a child by age) and is about a review to come or one that was held. What a child reads may be
translated: a form is offered in a language only where every sentence of it is there, so that no page is half in one and half in
another. `reviewed_by` of a translation names the person who has checked it; where it is empty, the page says that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from footprint.domain.ages import is_younger
from footprint.domain.review_form import faults_by_table
from footprint.domain.rulebook import Fault, RulebookError, read_toml
from footprint.domain.rules import Period

FILE = Path("forms") / "consultation.toml"
LANGUAGES = Path("forms") / "languages"

ABOUT = ("review", "feedback")
WHO = ("child", "parent", "carer", "professional")
BANDS = {"4 to 7": (0, 7), "8 to 11": (8, 11), "12 and over": (12, 99)}
"""The forms of a child by age: from which age, to which, both included."""

IRO, SOCIAL_WORKER, EVERYONE = "iro", "social_worker", "everyone"
AUDIENCES = (IRO, SOCIAL_WORKER, EVERYONE)
"""Who may see an answer, as its child chooses; the first where nothing is chosen."""

STEPS = ("1", "2", "3", "4", "5")
"""Faces from very sad to very happy, and the stops of a slider from not at all to very much."""

LONGEST = 5_000
"""Characters of an answer."""

WORDS = (
    "see", *AUDIENCES, "optional", "safe", "danger", "childline", "draft", "once", "send", "empty", "sent_title", "sent", "dead",
    "read_aloud", "stop", "language", "unchecked", "yes", "no", "not_sure", "face_1", "face_2", "face_3", "face_4", "face_5",
    "least", "most",
)  # fmt: skip
"""What the page itself says, by key."""

Kind = Literal["faces", "slider", "words", "choice", "yes/no"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Opening(_Strict):
    """How a form begins, and what happens to the answers."""

    title: str
    intro: str
    reads: str
    danger: str = ""


class Question(_Strict):
    """A question: its kind says what an answer may be."""

    key: str
    text: str
    kind: Kind
    help: str = ""
    choices: dict[str, str] = {}

    @model_validator(mode="after")
    def _choices(self) -> Question:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f'the question "{self.key}" has choices if its kind is "choice", and only then')
        return self

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be chosen; nothing where words are written."""
        if self.kind == "choice":
            return tuple(self.choices)
        return {"faces": STEPS, "slider": STEPS, "yes/no": ("yes", "no", "not_sure")}.get(self.kind, ())


class Form(_Strict):
    """Who is asked what."""

    about: Literal["review", "feedback"]
    who: Literal["child", "parent", "carer", "professional"]
    band: Literal["", "4 to 7", "8 to 11", "12 and over"] = ""
    opening: str
    share: Literal["each", "all", "none"] = "none"
    questions: tuple[str, ...]
    letter: tuple[str, ...]


class Said(_Strict):
    """A question in another language."""

    text: str
    help: str = ""
    choices: dict[str, str] = {}


class Language(_Strict):
    """A translation of what a child reads."""

    code: str
    name: str
    english: str
    dir: Literal["ltr", "rtl"] = "ltr"
    reviewed_by: str = ""
    words: dict[str, str]
    opening: dict[str, Opening]
    question: dict[str, Said]

    @model_validator(mode="after")
    def _words(self) -> Language:
        _all_words(self.words)
        return self


class Consultation(_Strict):
    """The file as a whole, with its translations. `read_within` says how soon answers are to be read."""

    source: str
    read_within: Period
    words: dict[str, str]
    opening: dict[str, Opening]
    form: tuple[Form, ...]
    question: tuple[Question, ...]
    languages: tuple[Language, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Consultation:
        named = [each.key for each in self.question]
        if twice := sorted({key for key in named if named.count(key) > 1}):
            raise ValueError(f'there are two questions "{twice[0]}"')
        for form in self.form:
            if strange := [key for key in form.questions if key not in named]:
                raise ValueError(f'a form asks "{strange[0]}", which is no question')
            if form.opening not in self.opening:
                raise ValueError(f'a form begins with "{form.opening}", which is no opening')
        _all_words(self.words)
        return self

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {each.key: each for each in self.question}

    def form_for(self, about: str, who: str, band: str = "") -> Form:
        """The form for somebody; one that has no ages is for a child of any age.

        Raises:
            KeyError: there is none.
        """
        found = [each for each in self.form if (each.about, each.who) == (about, who) and each.band in ("", band)]
        if not found:
            raise KeyError(f"{about} {who} {band}")
        return found[0]

    def asked(self, form: Form) -> list[Question]:
        """The questions of a form, in order."""
        return [self._questions[key] for key in form.questions]

    def offered(self, form: Form) -> list[Language]:
        """The languages, beside English, in which every sentence of a form is there."""
        return [each for each in self.languages if form.opening in each.opening and self._translates(each, form)]

    def _translates(self, language: Language, form: Form) -> bool:
        return all(_says_all(language.question.get(each.key), each) for each in self.asked(form))


def _says_all(said: Said | None, question: Question) -> bool:
    if said is None:
        return False
    return bool(said.help) == bool(question.help) and set(said.choices) == set(question.choices)


def _all_words(words: Mapping[str, str]) -> None:
    for what, keys in (("is wanting", set(WORDS) - set(words)), ("is not known", set(words) - set(WORDS))):
        if keys:
            raise ValueError(f'"{min(keys)}" {what} among the words; they are {", ".join(WORDS)}')


def band_of(born: date | None, today: date) -> str:
    """The form by age for a child; that of the oldest where nobody knows the day of birth."""
    if born is None:
        return "12 and over"
    return next(band for band, (_, oldest) in BANDS.items() if is_younger(born, oldest + 1, today))


def clean(questions: Iterable[Question], told: Mapping[str, str]) -> dict[str, str]:
    """What was answered, by question: no blanks, nothing that was not asked, no choice that was not offered."""
    asked = list(questions)
    found = {each.key: told.get(each.key, "").replace("\0", "").strip()[:LONGEST] for each in asked}  # no database keeps a NUL
    allowed = {each.key: each.allowed for each in asked}
    return {key: said for key, said in found.items() if said and (not allowed[key] or said in allowed[key])}


def clean_shares(form: Form, answered: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """Who may see each answer: only what the child chose, and the IRO alone where that is nothing or nothing that we know.

    Args:
        told: by question, or for a form that asks once for all of them under "all".
    """
    if form.share == "none":
        return {}
    chosen = {key: told.get("all" if form.share == "all" else key, IRO) for key in answered}
    return {key: who for key, who in chosen.items() if who in (SOCIAL_WORKER, EVERYONE)}


def in_words(question: Question, said: str, words: Mapping[str, str]) -> str:
    """An answer as a person reads it."""
    if question.kind == "choice":
        return question.choices.get(said, said)
    if question.kind == "faces":
        return words.get(f"face_{said}", said)
    if question.kind == "slider":
        return f"{said} of {STEPS[-1]} (1 is “{words['least'].lower()}”, {STEPS[-1]} is “{words['most'].lower()}”)"
    return words.get(said, said) if question.kind == "yes/no" else said


def load_consultation(folders: Iterable[Path]) -> Consultation:
    """England's forms, and over them, table by table, what an authority writes; with all translations.

    Raises:
        RulebookError: with the file and line of what is wrong.
    """
    told: dict[str, object] = {}
    languages: dict[str, Language] = {}
    file = FILE
    for folder in folders:
        if (folder / FILE).is_file():
            file = folder / FILE
            told |= read_toml(file)
        languages |= {each.stem: _language(each) for each in sorted((folder / LANGUAGES).glob("*.toml"))}
    if not told:
        raise RulebookError([Fault(str(FILE), 1, "There are no forms for consultations in England's profile.")])
    try:
        return Consultation.model_validate({**told, "languages": tuple(languages.values())})
    except ValidationError as error:
        raise RulebookError(faults_by_table(error, file)) from None


def _language(file: Path) -> Language:
    try:
        return Language.model_validate({"code": file.stem, **read_toml(file)})
    except ValidationError as error:
        raise RulebookError(faults_by_table(error, file)) from None
