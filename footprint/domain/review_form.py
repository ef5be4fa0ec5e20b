"""What a review asks and records, as data: a profile's `forms/review.toml`. England's holds where an authority says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from footprint.domain.known_facts import KNOWN
from footprint.domain.rulebook import Fault, RulebookError, fault_at, line_of_entry, read_toml

FILE = Path("forms") / "review.toml"

LISTS = ("agenda", "late_reasons", "concerns", "actions", "reports")
"""The plain lists. An authority's own stands in place of England's, unless it says `REST` somewhere in it."""
REST = "..."
"""In a list: here follow England's."""

Audience = Literal["child", "mother", "father", "carer", "professional"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rag(_Strict):
    """What each colour means."""

    red: str
    amber: str
    green: str


class Section(_Strict):
    """A section of the record: the matter that it considers, and who beside the authority may have it."""

    key: str
    title: str
    considers: str
    audience: tuple[Audience, ...]
    address: bool = False


class Question(_Strict):
    """A question of the quality assurance form.

    of       the question that it belongs to
    known    the fact of the records by which it is filled in
    beside   a fact that is shown beside it, where only the IRO can answer
    source   the section of the source that it is from
    """

    id: str
    text: str
    answers: tuple[str, ...]
    of: str = ""
    known: str = ""
    beside: str = ""
    optional: bool = False
    source: str = ""

    @model_validator(mode="after")
    def _known(self) -> Question:
        for fact in filter(None, (self.known, self.beside)):
            if fact not in KNOWN:
                raise ValueError(f'"{fact}" is nothing that the records answer; they answer {", ".join(KNOWN)}')
        if not self.known:
            return self
        told = KNOWN[self.known].answers
        if self.answers and not told:
            raise ValueError(f'the records answer "{self.known}" in words, so write answers = []')
        if self.answers and (strange := [each for each in told if each not in self.answers]):
            raise ValueError(f'the records may answer "{self.known}" with "{strange[0]}", which is not among its answers')
        return self


class ReviewForm(_Strict):
    """The file as a whole. `source` says where an authority's own tables are from; empty where it does not say."""

    source: str
    agenda_title: str
    agenda: tuple[str, ...] = ()
    late_reasons: tuple[str, ...]
    concerns: tuple[str, ...]
    actions: tuple[str, ...]
    reports: tuple[str, ...]
    rag: Rag
    section: tuple[Section, ...]
    question: tuple[Question, ...]

    @model_validator(mode="after")
    def _once(self) -> ReviewForm:
        for what, names in (("section", [s.key for s in self.section]), ("question", [q.id for q in self.question])):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f'there are two tables [[{what}]] named "{twice[0]}"')
        strange = [each.of for each in self.question if each.of and each.of not in {q.id for q in self.question}]
        if strange:
            raise ValueError(f'a question belongs to "{strange[0]}", which is not there')
        return self

    def section_named(self, key: str) -> Section:
        """A section.

        Raises:
            KeyError: there is none of this name.
        """
        found = next((each for each in self.section if each.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def load_review_form(folders: Iterable[Path]) -> ReviewForm:
    """England's form, and over it, table by table, what an authority writes.

    A list of the authority's stands in place of England's, which follow where it says `REST`; its questions stand in place of
    England's. Its sections stand beside England's, since each matter that the law wants considered stays: one with a key of
    England's takes its place, the others come first.

    Raises:
        RulebookError: with the file and line of what is wrong.
    """
    found: ReviewForm | None = None
    for file in (folder / FILE for folder in folders):
        if not file.is_file():
            continue
        told = {**({**found.model_dump(), "source": ""} if found else {}), **read_toml(file)}
        try:
            own = ReviewForm.model_validate(told)
        except ValidationError as error:
            raise RulebookError(faults_by_table(error, file)) from None
        found = _over(own, found)
    if found is None:
        raise RulebookError([Fault(str(FILE), 1, "There is no form for reviews in England's profile.")])
    return found


def _over(own: ReviewForm, law: ReviewForm | None) -> ReviewForm:
    """What an authority wrote, with what stays of England's."""
    lists = {name: _spread(getattr(own, name), getattr(law, name, ())) for name in LISTS}
    return own.model_copy(update={**lists, "section": _sections(own.section, law.section if law else ())})


def _spread(own: tuple[str, ...], law: tuple[str, ...]) -> tuple[str, ...]:
    told = [word for each in own for word in (law if each == REST else (each,))]
    return tuple(dict.fromkeys(told))


def _sections(own: tuple[Section, ...], law: tuple[Section, ...]) -> tuple[Section, ...]:
    anew, there = {each.key: each for each in own}, {each.key for each in law}
    added = [each for each in own if each.key not in there]
    return (*added, *(anew.get(each.key, each) for each in law))


def faults_by_table(error: ValidationError, file: Path) -> list[Fault]:
    """What is wrong, each with the line of its table."""
    text = file.read_text("utf-8").splitlines()
    return [_fault(problem["loc"], problem["msg"], file.name, text) for problem in error.errors()]


def _fault(where: tuple[int | str, ...], message: str, file: str, text: list[str]) -> Fault:
    if not where:  # about several tables together: the last that bears the name that the sentence ends with
        named = re.findall(r'"([^"]+)"', message)
        bearing = [number for number, line in enumerate(text, 1) if named and re.search(rf'= *"{re.escape(named[-1])}"', line)]
        return fault_at(file, text, bearing[-1] if bearing else 1, where, message)
    return fault_at(file, text, *_place(where, text), message)


def _place(where: tuple[int | str, ...], text: list[str]) -> tuple[int, tuple[int | str, ...]]:
    """The line at which the table of a fault begins, and where in the table it is."""
    name, rest = where[0], where[1:]
    heads = [number for number, line in enumerate(text, 1) if re.match(rf"\s*\[+\s*{name}\s*\]+", line)]
    if not rest or not heads:
        return line_of_entry(text, str(name)), where
    place = rest[0] if isinstance(rest[0], int) else 0
    inside = rest[1:] if isinstance(rest[0], int) else rest
    return (heads[place], inside) if place < len(heads) else (line_of_entry(text, str(name)), where)
