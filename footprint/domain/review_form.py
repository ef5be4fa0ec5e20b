"""What a review asks and records, as data: a profile's `forms/review.toml`. England's holds where an authority says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from footprint.domain.rulebook import Fault, RulebookError, fault_at, read_toml

FILE = Path("forms") / "review.toml"

KNOWN = {
    "last_decisions_done": "whether the decisions of the last review are done",
    "reviews_outstanding": "for how many reviews a decision has been outstanding, at most",
    "starred_made": "whether a starred recommendation was made since the last review",
    "starred_ongoing": "whether a starred recommendation is open",
    "report_received": "whether the social worker's report came before the review",
    "report_shared": "whether the social worker's report was shared before the review",
    "decisions_in_time": "whether the decisions were sent to the team manager in time",
    "record_in_time": "whether the full record was finished in time",
    "child_consulted": "whether the child answered or was asked before the review",
    "below_year_7": "not applicable to a child who is younger than Year 7",
    "advocate_asked_for": "whether the child asked for an advocate",
    "visits_in_time": "whether a statutory visit by the social worker is overdue",
    "health_up_to_date": "whether a health assessment is overdue",
    "pathway_up_to_date": "whether a pathway plan is owed, and overdue",
    "pep_up_to_date": "whether a personal education plan is owed, and overdue",
    "not_with_parents": "not applicable to a child who does not live with parents",
    "no_adoption_plan": "not applicable where the permanence plan is not adoption",
    "meetings_held": "how many meetings there were, and whether it was adjourned",
    "placements_counted": "how many placements there were in this period of care",
}
"""What the records can answer by themselves: a question names one of these, and is then filled in with its reason."""

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
    """A question of the quality assurance form."""

    id: str
    text: str
    answers: tuple[str, ...]
    of: str = ""
    known: str = ""
    optional: bool = False

    @model_validator(mode="after")
    def _known(self) -> Question:
        if self.known and self.known not in KNOWN:
            raise ValueError(f'"{self.known}" is nothing that the records answer; they answer {", ".join(KNOWN)}')
        return self


class ReviewForm(_Strict):
    """The file as a whole. `source` says where an authority's own tables are from."""

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

    Raises:
        RulebookError: with the file and line of what is wrong.
    """
    told: dict[str, object] = {}
    found: ReviewForm | None = None
    for file in (folder / FILE for folder in folders):
        if not file.is_file():
            continue
        told |= read_toml(file)
        try:
            found = ReviewForm.model_validate(told)
        except ValidationError as error:
            raise RulebookError(faults_by_table(error, file)) from None
    if found is None:
        raise RulebookError([Fault(str(FILE), 1, "There is no form for reviews in England's profile.")])
    return found


def faults_by_table(error: ValidationError, file: Path) -> list[Fault]:
    """What is wrong, each with the line of its table."""
    text = file.read_text("utf-8").splitlines()
    return [fault_at(file.name, text, *_place(problem["loc"], text), problem["msg"]) for problem in error.errors()]


def _place(where: tuple[int | str, ...], text: list[str]) -> tuple[int, tuple[int | str, ...]]:
    """The line at which the table of a fault begins, and where in the table it is."""
    name, rest = (where[0] if where else ""), where[1:]
    heads = [number for number, line in enumerate(text, 1) if re.match(rf"\s*\[+\s*{name}\s*\]+", line)]
    if not rest or not heads:
        return 0, where
    place = rest[0] if isinstance(rest[0], int) else 0
    return (heads[place], rest[1:] if isinstance(rest[0], int) else rest) if place < len(heads) else (0, where)
