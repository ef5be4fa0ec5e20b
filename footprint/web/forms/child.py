"""What is asked on a child's pages."""

from __future__ import annotations

from typing import Any

from django import forms

from footprint.actions.access import CATEGORIES
from footprint.domain.code_words import code_words
from footprint.web.govuk.fields import DayField

_LONG = 2_000


class Asking(forms.Form):
    """A form whose missing answers are named in a sentence."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.error_messages["required"] = f"Answer “{field.label}”."


class ContactForm(Asking):
    """A contact with the child."""

    on = DayField(label="Day of the contact")
    kind = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        choices=[("visit", "I saw the child"), ("call", "We spoke by telephone or video"), ("message", "We wrote to each other")],
    )
    alone = forms.ChoiceField(
        label="Was the child seen or spoken with alone?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not recorded")],
    )


class ReviewForm(Asking):
    """When, where and how the next review is to be held."""

    on = DayField(label="Day of the review")
    venue = forms.CharField(
        label="Where", required=False, max_length=200, help_text="As the child wishes: the placement, a school, an office."
    )
    mode = forms.ChoiceField(
        label="How",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("in person", "In person"),
            ("virtual", "By video"),
            ("hybrid", "Some in the room, some by video"),
            ("", "Not settled"),
        ],
    )
    asked_by = forms.CharField(label="If it is early or extra: who asked for it", required=False, max_length=200)
    asked_why = forms.CharField(label="... and why", required=False, max_length=500)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AllocationForm(Asking):
    """Who reviews the child from now on."""

    staff = forms.ChoiceField(label="IRO")
    on = DayField(label="From")
    reason = forms.CharField(label="Why", max_length=500, help_text="Such as “first allocation” or “the IRO before has left”.")
    despite = forms.CharField(
        label="If the IRO has worked on the case: why this one all the same",
        required=False,
        max_length=500,
        widget=forms.Textarea,
    )


class DetailsForm(Asking):
    """A child's core details."""

    first_name = forms.CharField(label="First name", required=False, max_length=200)
    last_name = forms.CharField(label="Last name", required=False, max_length=200)
    dob = DayField(label="Date of birth", required=False)
    sex = forms.ChoiceField(
        label="Sex", required=False, choices=[("", "not recorded"), ("M", "male"), ("F", "female"), ("U", "not known")]
    )
    ethnicity = forms.ChoiceField(label="Ethnicity", required=False)
    disability = forms.CharField(label="Disability", required=False, max_length=200)
    language = forms.CharField(label="Language", required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ethnicity"].choices = [("", "not recorded"), *code_words("ethnicity").items()]  # type: ignore[attr-defined]


class RestrictionForm(Asking):
    """Who alone may see the child."""

    people = forms.MultipleChoiceField(label="Who may see this child", widget=forms.CheckboxSelectMultiple)


class LiftForm(Asking):
    """Why a restriction ends."""

    reason = forms.CharField(label="Why is the restriction lifted?", max_length=_LONG, widget=forms.Textarea)


class GlassForm(Asking):
    """Why somebody needs to see a child who is not theirs."""

    number = forms.CharField(label="The child's number", max_length=100, help_text="As the authority gives it.")
    category = forms.ChoiceField(
        label="Why do you need to see this child?", widget=forms.RadioSelect, choices=list(CATEGORIES.items())
    )
    reason = forms.CharField(
        label="In your own words",
        max_length=_LONG,
        widget=forms.Textarea,
        help_text="At least 20 characters. Somebody will read it.",
    )
