"""What is asked when a review is arranged, and when somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from footprint.actions.refusals import Unfit
from footprint.web.forms.child import Asking
from footprint.web.govuk.fields import DayField, HourField

_DESPITE = "despite"


class ReviewForm(Asking):
    """When, where and how the next review is to be held."""

    on = DayField(label="Day of the review")
    at = HourField(label="At", required=False, help_text="Such as 16:00 or 4pm. Leave it empty while it is not settled.")
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

    def __init__(self, *args: Any, early: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not early:
            del self.fields["asked_by"], self.fields["asked_why"]
        if _DESPITE in self.data:
            self._ask_despite()

    def stop_at(self, remarks: Sequence[str]) -> None:
        """Ask, once there is something to think of, whether the day is meant all the same.

        Raises:
            Unfit: there is, and that was not ticked.
        """
        if remarks and not self.cleaned_data.get(_DESPITE):
            self._ask_despite()
            raise Unfit(_DESPITE, " ".join(remarks))

    def _ask_despite(self) -> None:
        self.fields[_DESPITE] = forms.MultipleChoiceField(
            label="Book this day all the same?",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[("yes", "Yes, book it all the same")],
        )


class LeaveForm(Asking):
    """When somebody is away."""

    staff = forms.ChoiceField(label="Who is away")
    first = DayField(label="First day away")
    last = DayField(label="Last day away")
