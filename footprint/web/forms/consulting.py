"""What the service asks when it asks others: whom, and what came back on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from footprint.domain.consultation import AUDIENCES, BANDS, LONGEST, Question, in_words
from footprint.web.forms.child import Asking

_SEEN_BY = dict(zip(AUDIENCES, ("The IRO only", "The IRO and the social worker", "Everyone at the review"), strict=True))


class AskForm(Asking):
    """Who is asked, about what, and in which language."""

    about = forms.ChoiceField(
        label="About what",
        widget=forms.RadioSelect,
        choices=[("review", "The review that is coming up"), ("feedback", "How the review was")],
    )
    who = forms.ChoiceField(
        label="Who is asked",
        widget=forms.RadioSelect,
        choices=[("child", "The child"), ("parent", "A parent"), ("carer", "A carer"), ("professional", "A professional")],
    )
    band = forms.ChoiceField(
        label="The child's form",
        required=False,
        help_text="Chosen by the child's age. Take a simpler one where that suits the child better.",
        choices=[(band, band) for band in BANDS],
    )
    name = forms.CharField(
        label="Name",
        required=False,
        max_length=200,
        help_text="So that two parents can be told apart. It is not shown on the form.",
    )
    language = forms.ChoiceField(
        label="Language", help_text="The child can change it on the page. Adults' forms are there in English only."
    )
    days = forms.IntegerField(
        label="For how many days the link works",
        required=False,
        min_value=1,
        max_value=365,
        help_text="If you leave this empty: until a week after the review.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class OfForm(Asking):
    """Which of those who were asked is meant."""

    of = forms.ChoiceField(label="Which", widget=forms.RadioSelect)


class PaperForm(forms.Form):
    """The questions of one form, as they stand on paper."""

    of = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, questions: list[Question], share: str, words: Mapping[str, str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for each in questions:
            self.fields[f"answer-{each.key}"] = _answer(each, words)
            if share == "each":
                self.fields[f"share-{each.key}"] = _share(f"Who may see that: {each.text}")
        if share == "all":
            self.fields["share-all"] = _share("Who may see the answers")

    def told(self, start: str) -> dict[str, str]:
        """What was typed, without the start of the names."""
        return {name.removeprefix(start): said for name, said in self.cleaned_data.items() if name.startswith(start)}


def _answer(asked: Question, words: Mapping[str, str]) -> forms.Field:
    if not asked.allowed:
        return forms.CharField(label=asked.text, required=False, max_length=LONGEST, widget=forms.Textarea)
    choices = [("", "not answered"), *((value, in_words(asked, value, words)) for value in asked.allowed)]
    return forms.ChoiceField(label=asked.text, required=False, choices=choices)


def _share(label: str) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=list(_SEEN_BY.items()))
