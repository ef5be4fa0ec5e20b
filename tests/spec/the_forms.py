"""The page docs/workflows/forms.md: what the form of each profile asks, written by `python -m tests.spec.publish`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from footprint.domain.known_facts import KNOWN
from footprint.domain.profile import Profile, load_profile, shipped
from footprint.domain.review_form import Question, ReviewForm

PAGE = Path(__file__).parents[2] / "docs" / "workflows" / "forms.md"
_NOTICE = "<!-- Written by python -m tests.spec.publish from footprint/profiles/*/forms/review.toml. Do not edit. -->"
_INTRODUCTION = (
    "After a review the IRO judges it on the form of the profile. A question that the records can answer is filled in when the "
    "page is opened, with the reason beside it, and can be changed; so is one that they answer in some cases only, such as “not "
    "applicable” for a child who is too young. All others are asked of the IRO, some with a fact from the records beside them. "
    "Each form is data: `forms/review.toml` in the folder of a profile ([how to write one](../how-to/write-a-profile.md)). The "
    "five authorities' forms hold what one published report of each says, in its year; they are not anyone's present policy."
)


def page() -> str:
    """The whole page."""
    profiles = [load_profile(name) for name in shipped()]
    parts = [_NOTICE, "# What each form asks", _INTRODUCTION, _counts(profiles), *(_one(each) for each in profiles)]
    return "\n\n".join(parts) + "\n"


def difference() -> list[str]:
    """A sentence where the page is not what the forms now say."""
    if PAGE.is_file() and PAGE.read_text("utf-8") == page():
        return []
    return [f"docs/workflows/{PAGE.name} is not what the forms of the profiles say. Run: python -m tests.spec.publish"]


def counts(form: ReviewForm) -> tuple[int, int, int, int]:
    """How many questions there are, how many the records can answer, or can in some cases, how many they never can."""
    known = [KNOWN[each.known] for each in form.question if each.known]
    sometimes = sum(len(each.answers) == 1 for each in known)
    return len(form.question), len(known) - sometimes, sometimes, len(form.question) - len(known)


def _counts(profiles: list[Profile]) -> str:
    heads = ("Profile", "Questions", "From the records", "In some cases", "Always asked", "Sections of the record", "Agenda")
    rows = [(each.name, *map(str, (*counts(each.form), len(each.form.section))), each.form.agenda_title) for each in profiles]
    return _table(heads, rows)


def _one(profile: Profile) -> str:
    form = profile.form
    heads = ("", "Question", "The records tell", *(["Section"] if any(each.source for each in form.question) else []))
    asked = _table(heads, (_row(each)[: len(heads)] for each in form.question))
    lists = [
        ("Agenda", form.agenda),
        ("Concerns", form.concerns),
        ("What follows from amber and red", form.actions),
        ("Reasons for a late review", form.late_reasons),
    ]
    told = "\n".join(f"- **{title}**: {'; '.join(words)}." for title, words in lists if words)
    colours = "\n".join(f"- **{name.capitalize()}**: {getattr(form.rag, name)}." for name in ("red", "amber", "green"))
    return f"## {profile.name}\n\nSource: {form.source}.\n\n{asked}\n\n{told}\n{colours}"


def _row(question: Question) -> tuple[str, ...]:
    number = question.id if question.id[0].isdigit() else ""
    facts = [KNOWN[question.known].words] if question.known else []
    if question.beside:
        facts.append(f"beside it: {KNOWN[question.beside].words}")
    return number, question.text, "; ".join(facts), question.source


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
