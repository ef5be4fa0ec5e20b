"""How an IRO is shown to children."""

from __future__ import annotations

from django import forms


class PortraitForm(forms.Form):
    """A photograph and a telephone number."""

    picture = forms.FileField(
        label="A photograph of you",
        required=False,
        help_text="JPEG, PNG or WebP. It is cut to a square, and what your camera wrote beside it is taken out.",
    )
    phone = forms.CharField(
        label="A telephone number at which children reach you",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    without = forms.MultipleChoiceField(
        label="No photograph",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("yes", "Take the present one away")],
    )

    def __init__(self, *args: object, has_picture: bool, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if not has_picture:
            del self.fields["without"]
