"""What is asked when files come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from footprint.exchange.upload import MOST_FILES, MOST_IN

_MB = 2**20


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files.

        Raises:
            ValidationError: there is none, or more than can be taken.
        """
        found = [each for each in data or [] if each]
        if not found:
            raise forms.ValidationError("Choose the files, or a ZIP of them.")
        if len(found) > MOST_FILES or sum(each.size or 0 for each in found) > MOST_IN:
            most = f"more than {MOST_FILES} files or {MOST_IN // _MB} MB together"
            raise forms.ValidationError(f"That is {most}: send them as one ZIP, or a year at a time.")
        return found


class UploadForm(forms.Form):
    """The files, and a name for them."""

    sent = FilesField(
        label="The files",
        help_text="CSV or XML files of an SSDA903 return, the CSV files of the open format, or one ZIP of either.",
    )
    name = forms.CharField(
        label="A name for them, if you like", required=False, max_length=100, help_text="Such as “return 2025-26”."
    )


class ConfirmForm(forms.Form):
    """What must be ticked before an import is confirmed."""

    ticks = forms.MultipleChoiceField(label="Before you confirm", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, ticks: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._needed = ticks
        if ticks:
            self.fields["ticks"].choices = list(ticks.items())  # type: ignore[attr-defined]
        else:
            del self.fields["ticks"]

    def clean_ticks(self) -> list[str]:
        """Every one of them.

        Raises:
            ValidationError: one is not ticked.
        """
        found: list[str] = self.cleaned_data["ticks"]
        missing = [words for name, words in self._needed.items() if name not in found]
        if missing:
            raise forms.ValidationError(f"Tick “{missing[0]}” before you confirm.")
        return found
