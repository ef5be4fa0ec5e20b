"""Django's form fields as parameters of the design system's macros."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

Shown = dict[str, Any]
_A_LINE = 40
"""Letters of choices that stand side by side: "Yes", "No" and "Not recorded" do, and how a letter goes."""
_ATTRIBUTES = ("autocomplete", "inputmode", "spellcheck")


def fields(form: forms.Form) -> list[Shown]:
    """Every field: kind (input, date, textarea, radios, checkboxes, select, file, aside), and what its macro wants."""
    return [_field(bound) for bound in form if not bound.is_hidden]


def problems(form: forms.Form) -> list[Shown]:
    """The error summary: each sentence linked to its field."""
    found = [
        {"text": text, "href": f"#{_id(form[name])}"}
        for name, texts in form.errors.items()
        if name != "__all__"
        for text in texts
    ]
    return [{"text": text} for text in form.non_field_errors()] + found


def _id(bound: BoundField) -> str:
    return f"{bound.id_for_label or bound.auto_id}-day" if isinstance(bound.field, DayField) else str(bound.auto_id)


def _field(bound: BoundField) -> Shown:
    error = {"text": bound.errors[0]} if bound.errors else None
    shown: Shown = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "error": error,
        "value": _value(bound),
    }
    return shown | _kind(bound, shown)


def _value(bound: BoundField) -> Any:
    """What was typed, or nothing; a password is never sent back."""
    value = bound.value()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None or isinstance(bound.field.widget, forms.PasswordInput) else value


def _kind(bound: BoundField, shown: Shown) -> Shown:
    field = bound.field
    if isinstance(field, DayField):
        return {"kind": "date", "items": _day_items(bound)}
    if isinstance(field, forms.MultipleChoiceField):
        return {"kind": "checkboxes", "items": _items(field, set(map(str, shown["value"] or [])), "checked")}
    if isinstance(field, forms.ChoiceField):
        few = isinstance(field.widget, forms.RadioSelect)
        items = _items(field, {str(shown["value"])}, "checked" if few else "selected")
        return {
            "kind": "radios" if few else "select",
            "items": items,
            "inline": sum(len(each["text"]) for each in items) <= _A_LINE,
        }
    if isinstance(field, AsideField):
        return {"kind": "aside", "opens": field.opens}
    if isinstance(field, forms.FileField):
        return {"kind": "file", "multiple": getattr(field.widget, "allow_multiple_selected", False)}
    if isinstance(field.widget, forms.Textarea):
        return {"kind": "textarea"}
    width = "govuk-input--width-5" if isinstance(field, HourField) else ""
    kept = {name: each for name, each in field.widget.attrs.items() if name in _ATTRIBUTES}
    names = field.names if isinstance(field, NamedField) else []
    if names:
        kept["list"] = f"{bound.auto_id}-names"
    kind = getattr(field.widget, "input_type", "text")
    return {"kind": "input", "type": kind, "classes": width, "attributes": kept, "names": names}


def _items(field: forms.ChoiceField, chosen: set[str], word: str) -> list[Shown]:
    choices: Any = field.choices
    return [{"value": str(value), "text": str(text), word: str(value) in chosen} for value, text in choices]


def _day_items(bound: BoundField) -> list[Shown]:
    value = bound.value()
    parts = (
        value if isinstance(value, list) else [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]
    )
    wrong = " govuk-input--error" if bound.errors else ""
    widths = {"day": 2, "month": 2, "year": 4}
    return [
        {"name": name, "value": part, "classes": f"govuk-input--width-{width}{wrong}"}
        for (name, width), part in zip(widths.items(), parts, strict=True)
    ]


class _DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year."""

    def __init__(self) -> None:
        super().__init__({name: forms.TextInput() for name in ("day", "month", "year")})

    def decompress(self, value: date | None) -> list[Any]:
        """A date as its three boxes."""
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """What was typed in the three boxes."""
        return [data.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]


class AsideField(forms.CharField):
    """Words that few add: folded away behind `opens` until somebody opens it or there are some."""

    def __init__(self, *, opens: str, **more: Any) -> None:
        super().__init__(**more)
        self.opens = opens


class NamedField(forms.CharField):
    """A name in words of one's own, with names that are on record to choose from."""

    names: Sequence[str] = ()


class HourField(forms.TimeField):
    """A time of day in one box, as people write it: 14:30, 14.30 or 2.30pm."""

    def __init__(self, **more: Any) -> None:
        written = ("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p")
        super().__init__(input_formats=written, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)
        self.error_messages["invalid"] = f"{self.label or 'The time'} must be a time of day, such as 14:30 or 2.30pm."

    def to_python(self, value: Any) -> time | None:
        """The time; a blank before “pm” does no harm."""
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)


class DayField(forms.Field):
    """A date in three boxes, as the design system has it."""

    widget = _DayWidget

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)

    def clean(self, value: list[str]) -> date | None:
        """The date.

        Raises:
            ValidationError: it is no date, or nothing where there must be one.
        """
        if not any(value or []):
            if self.required:
                raise forms.ValidationError(f"Enter “{self.label or 'Date'}”.")
            return None
        try:
            day, month, year = (int(part) for part in value)
            found = date(year, month, day)
        except ValueError:
            raise forms.ValidationError(f"{(self.label or 'The date')} must be a real date, such as 27 3 2026.") from None
        if not 1900 <= found.year <= 2100:
            raise forms.ValidationError(f"{(self.label or 'The date')} must have a year of four figures, such as 2026.")
        return found
