"""The quality assurance form of the profile, as a form: filled in from what is recorded, a question apiece."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from footprint.actions.reviews.judging import COLOURS, NO_ACTION
from footprint.domain.review_form import Question, ReviewForm
from footprint.web.forms.child import Asking
from footprint.web.govuk.fields import AsideField


class JudgeForm(Asking):
    """Every question of the profile's form, then the colour, the concerns, what follows, and good practice.

    `also` are concerns and actions on record, which stay to be chosen where the profile's lists no longer have them.
    """

    def __init__(
        self, *args: Any, of: ReviewForm, because: Mapping[str, str], also: Mapping[str, Collection[str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for question in of.question:
            self.fields[_name(question)] = _answer(question, because.get(question.id, ""))
            if question.answers:
                about = {"label": f"Comment on {question.text}", "required": False, "max_length": 2_000}
                self.fields[f"comment_{question.id}"] = AsideField(opens="Add a comment", **about)
        self.fields |= _judgement(of, also)


def _name(question: Question) -> str:
    return f"q_{question.id}"


def _answer(question: Question, because: str) -> forms.Field:
    label = f"{question.id}. {question.text}" if question.id[0].isdigit() else question.text
    hint = f"On record: {because}" if because else ""
    if not question.answers:
        return forms.CharField(label=label, required=False, max_length=2_000, help_text=hint)
    choices = [(each, each.capitalize()) for each in question.answers]
    return forms.ChoiceField(label=label, required=False, widget=forms.RadioSelect, choices=choices, help_text=hint)


def _judgement(of: ReviewForm, also: Mapping[str, Collection[str]]) -> dict[str, forms.Field]:
    colours = [(colour, f"{colour.capitalize()}: {getattr(of.rag, colour)}") for colour in COLOURS]
    return {
        "rag": forms.ChoiceField(label="How is the plan carried out?", required=False, widget=forms.RadioSelect, choices=colours),
        "concerns": forms.MultipleChoiceField(
            label="Concerns",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=_choices(*of.concerns, *also["concerns"]),
            help_text="Several may apply, also under green.",
        ),
        "actions": forms.MultipleChoiceField(
            label="What follows from amber or red",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=_choices(*of.actions, *also["actions"], NO_ACTION),
        ),
        "good_practice": forms.CharField(
            label="Good practice to celebrate", required=False, max_length=2_000, widget=forms.Textarea
        ),
        "seen": forms.IntegerField(widget=forms.HiddenInput, required=False),
    }


def _choices(*words: str) -> list[tuple[str, str]]:
    return [(each, each) for each in dict.fromkeys(words)]


def answers(told: Mapping[str, Any], of: ReviewForm) -> dict[str, str]:
    """The answers of the form, by question."""
    return {each.id: told.get(_name(each)) or "" for each in of.question}


def comments(told: Mapping[str, Any], of: ReviewForm) -> dict[str, str]:
    """The comments, by question."""
    return {each.id: told.get(f"comment_{each.id}") or "" for each in of.question}


def initial(answered: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What the form shows first: by question, answer and comment."""
    filled = {f"q_{name}": answer for name, (answer, _) in answered.items()}
    return filled | {f"comment_{name}": comment for name, (_, comment) in answered.items()}


def unanswered(form: forms.Form, of: ReviewForm) -> list[dict[str, str]]:
    """Links to the questions that have no answer yet, as the form stands."""
    fields = [(question, form[_name(question)]) for question in of.question]
    return [{"text": question.id, "href": f"#{bound.auto_id}"} for question, bound in fields if not bound.value()]
