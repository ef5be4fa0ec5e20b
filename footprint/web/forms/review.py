"""What is asked on the pages of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from footprint.actions.reviews.inviting import BY_HAND
from footprint.domain.participation import WAYS
from footprint.domain.review_process import PARTS
from footprint.web.forms.child import Asking
from footprint.web.govuk.fields import DayField, NamedField

YES_NO = [("yes", "Yes"), ("no", "No"), ("", "Not recorded")]
ANSWERS = {"yes": True, "no": False}
SEEN = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PersonForm(Asking):
    """Somebody who is to come, or whom the child does not want there."""

    part = forms.ChoiceField(label="Who", choices=[(part, part.capitalize()) for part in PARTS])
    name = forms.CharField(label="Name", required=False, max_length=200)
    email = forms.EmailField(label="E-mail", required=False)
    wanted = forms.ChoiceField(
        label="Does the child want this person there?", required=False, widget=forms.RadioSelect, choices=YES_NO
    )
    invited = forms.ChoiceField(
        label="Invite this person?", widget=forms.RadioSelect, choices=[("yes", "Yes"), ("no", "No, only note the name")]
    )
    may_know_address = forms.ChoiceField(
        label="May this person know where the child lives?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("", "No, or not known")],
    )


class ToldForm(Asking):
    """How somebody was told the day of a review."""

    how = forms.ChoiceField(label="How", widget=forms.RadioSelect, choices=[(how, how.capitalize()) for how in BY_HAND])


class ReportForm(Asking):
    """A report before the review."""

    kind = forms.ChoiceField(label="Report")
    received = DayField(label="Day on which it came", required=False)
    shared = DayField(label="Day on which it was shared", required=False)


class DayForm(Asking):
    """The day of a step."""

    on = DayField(label="On which day")
    seen = SEEN


class AdjournForm(Asking):
    """Why a review is broken off, and until when."""

    on = DayField(label="Day of the adjournment")
    why = forms.CharField(label="Why, and what is missing", max_length=2_000, widget=forms.Textarea)
    until = DayField(label="It goes on by")
    seen = SEEN


class ReasonForm(Asking):
    """Why something is taken back."""

    reason = forms.CharField(label="Why", max_length=500)
    seen = SEEN


class CorrectionForm(Asking):
    """What is wrong in a final record, and in which section."""

    section = forms.ChoiceField(label="In which section", required=False)
    text = forms.CharField(label="What is right", max_length=5_000, widget=forms.Textarea)


class LateForm(Asking):
    """Why a review was late."""

    reason = forms.ChoiceField(label="Why was the review late?", widget=forms.RadioSelect)
    decided_by = forms.CharField(label="Who decided so", required=False, max_length=200)
    avoidable = forms.ChoiceField(label="Could it have been avoided?", required=False, widget=forms.RadioSelect, choices=YES_NO)
    seen = SEEN


class PresenceForm(Asking):
    """Who was there, what part the child took, when the child was last seen."""

    way = forms.ChoiceField(
        label="What part did the child take?", required=False, widget=forms.RadioSelect, choices=list(WAYS.items())
    )
    chaired = forms.ChoiceField(
        label="Did the child chair?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("no", "No"), ("co-chaired", "Chaired with me"), ("chaired", "Chaired"), ("", "Not recorded")],
    )
    last_seen = DayField(
        label="When did you last see the child?",
        required=False,
        help_text="If you leave this empty and the child came in person, it is the day of the review.",
    )
    not_seen = forms.ChoiceField(
        label="If you could not",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "I saw the child"), ("refused", "The child refused"), ("not able", "It was not possible")],
    )
    seen = SEEN

    def __init__(self, *args: Any, people: list[Any], under_4: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if under_4:
            del self.fields["way"], self.fields["chaired"]
        for each in people:
            label = f"Did the {each.part} come?" + (f" ({each.name})" if each.name else "")
            self.fields[f"came_{each.pk}"] = forms.ChoiceField(
                label=label, required=False, widget=forms.RadioSelect, choices=YES_NO
            )


class DecisionForm(Asking):
    """A decision: who does what by when."""

    text = forms.CharField(label="What was decided", max_length=2_000, widget=forms.Textarea)
    owner = NamedField(label="Who does it", required=False, max_length=200, help_text="One name, or one role.")
    due = DayField(label="By when", required=False)
    seen = SEEN

    def __init__(self, *args: Any, names: Sequence[str], **more: Any) -> None:
        """Args: names: of those who are around the child, to choose from."""
        super().__init__(*args, **more)
        self.fields["owner"].names = names  # type: ignore[attr-defined]


class AnswerForm(Asking):
    """Whether the manager agrees with a decision."""

    agrees = forms.ChoiceField(
        label="Do you agree with this decision?", widget=forms.RadioSelect, choices=[("yes", "I agree"), ("no", "I object")]
    )
    reason = forms.CharField(label="Why, if you object", required=False, max_length=2_000, widget=forms.Textarea)


class ProgressForm(Asking):
    """How a decision stands."""

    status = forms.ChoiceField(label="How does it stand?", widget=forms.RadioSelect)
    text = forms.CharField(label="In words", required=False, max_length=2_000, widget=forms.Textarea)


class OutcomesForm(forms.Form):
    """What became of decisions of the last review: for each how it stands, and in words."""

    def __init__(self, *args: Any, decisions: Sequence[tuple[str, str, str]], standings: Mapping[str, str], **more: Any) -> None:
        """Args: decisions: of each its key, its text, and who was to do it by when."""
        super().__init__(*args, **more)
        for key, text, about in decisions:
            self.fields[f"status_{key}"] = forms.ChoiceField(
                label=text, help_text=about, required=False, widget=forms.RadioSelect, choices=list(standings.items())
            )
            self.fields[f"text_{key}"] = forms.CharField(label="In words, or why not", required=False, max_length=2_000)


class SectionForm(forms.Form):
    """A section of the record."""

    text = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(required=False)
