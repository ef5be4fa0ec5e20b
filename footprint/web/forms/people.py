"""What is asked about accounts, roles, looks in need and conflicts of interest."""

from __future__ import annotations

from typing import Any

from django import forms

from footprint.domain.permission_table import load_table
from footprint.web.forms.child import Asking
from footprint.web.words import opening

_LONG = 2_000


class RolesForm(Asking):
    """Which roles somebody is to have."""

    roles = forms.MultipleChoiceField(
        label="Roles", widget=forms.CheckboxSelectMultiple, help_text="Somebody approves them before they give any right."
    )


class AccountForm(Asking):
    """A new account."""

    email = forms.EmailField(
        label="E-mail address", max_length=150, help_text="With which the person signs in. Nothing is sent to it."
    )
    name = forms.CharField(
        label="Name", required=False, max_length=150, help_text="Where the person is not in the list of staff."
    )
    staff = forms.ChoiceField(label="Who it is in the list of staff", required=False)
    roles = forms.MultipleChoiceField(
        label="Roles to ask for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody approves them before they give any right.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(name, opening(role.title)) for name, role in load_table().roles.items()]
        self.fields["roles"].choices = choices  # type: ignore[attr-defined]


class ReasonForm(Asking):
    """Why."""

    reason = forms.CharField(label="Why?", max_length=_LONG, widget=forms.Textarea)


class ConfirmForm(Asking):
    """Nothing is asked but whether."""


class OutcomeForm(Asking):
    """What came of looking through who has an account."""

    outcome = forms.CharField(
        label="What you looked at, and what came of it",
        max_length=_LONG,
        widget=forms.Textarea,
        help_text="Such as: asked both team managers about their people; two accounts closed.",
    )


class VerdictForm(Asking):
    """Whether a look in need was right."""

    verdict = forms.CharField(
        label="Was the look right, and why?", max_length=_LONG, widget=forms.Textarea, help_text="Who looked will read it."
    )


class ConflictForm(Asking):
    """A child whom somebody must not see."""

    number = forms.CharField(label="The child's number", max_length=100, help_text="As the authority gives it.")
    reason = forms.CharField(
        label="Why must you not see this child?",
        max_length=_LONG,
        widget=forms.Textarea,
        help_text="Such as a relative or a neighbour.",
    )
