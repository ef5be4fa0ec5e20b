"""What is asked when something goes out after a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from footprint.web.forms.child import Asking

_LONG = 2_000


class PrepareForm(Asking):
    """Words that must not go to whoever may not know where the child lives."""

    words = forms.CharField(
        label="Words that tell where the child lives",
        required=False,
        max_length=_LONG,
        widget=forms.Textarea,
        help_text="One on each line: the name of a street, of a house, of the carers. Post codes, telephone numbers and e-mail "
        "addresses are looked for in any case. These words are not kept.",
    )


class SendForm(Asking):
    """How each document that is ready was sent: a choice for each, by its public name."""

    def __init__(self, *args: Any, ready: Sequence[tuple[str, str, str]], hows: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label, how in ready:
            choices = [*hows.items(), ("", "Not yet")]
            self.fields[f"how-{name}"] = forms.ChoiceField(
                label=label, required=False, widget=forms.RadioSelect, choices=choices, initial=how
            )


class ReleaseForm(Asking):
    """What becomes of something that is held, and why."""

    what = forms.ChoiceField(
        label="What should be done?",
        widget=forms.RadioSelect,
        choices=[
            ("release", "Let it go as it is: I have read it, and this recipient may have it"),
            ("leave out", "Leave out the parts in which something was found"),
        ],
    )
    reason = forms.CharField(
        label="Why?",
        max_length=_LONG,
        widget=forms.Textarea,
        help_text="It is kept in the log with your name. Read the whole document first.",
    )


class BandForm(Asking):
    """How to write to a child."""

    band = forms.ChoiceField(label="How should it be written?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, bands: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["band"].choices = list(bands.items())  # type: ignore[attr-defined]


class LetterForm(Asking):
    """The text of a letter, part by part."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Sequence[Mapping[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for part in parts:
            self.fields[part["key"]] = forms.CharField(
                label=part["title"], required=False, widget=forms.Textarea, initial=part["text"]
            )


class NoLetterForm(Asking):
    """Why a child gets no letter."""

    reason = forms.CharField(label="Why is no letter sent?", max_length=_LONG, widget=forms.Textarea)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TakeBackForm(Asking):
    """Nothing is asked: the button is enough."""
