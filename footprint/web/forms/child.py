"""What is asked on a child's pages."""

from __future__ import annotations

from typing import Any

from django import forms

from footprint.actions.access import CATEGORIES
from footprint.domain.code_words import code_words
from footprint.web.govuk.fields import DayField, HourField

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
    school_starts = HourField(label="The child's school begins at", required=False)
    school_ends = HourField(label="... and ends at", required=False, help_text="So that no review takes the child out of school.")
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
