"""A page with a form: shown, sent, refused with its sentences, or done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from footprint.actions.refusals import Unfit
from footprint.records.versions import Stale
from footprint.web.govuk.fields import fields, problems
from footprint.web.page import Answer, Page

Do = Callable[[dict[str, Any]], Answer]


def asked(request: HttpRequest, form: forms.Form, about: Mapping[str, Any], do: Do, template: str = "form.html") -> Answer:
    """Show the form or, where it was sent and is complete, do what it asks for.

    Args:
        about: title, button and whatever else the template shows.
        do: what to do with the answers. What does not fit is said at its field; a change that somebody else made
            meanwhile is shown beside one's own, and nothing is lost.
    """
    conflict: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            return do(form.cleaned_data)
        except Unfit as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        except Stale as error:
            form.add_error(None, str(error))
            conflict = [
                {"field": _label(form, each.field), "held": each.held, "wanted": each.wanted} for each in error.differences
            ]
            form.data = {**dict(request.POST.items()), "seen": str(getattr(error.held, "version", ""))}
    shows = {
        "button": "Save",
        **about,
        "fields": fields(form),
        "hidden": [(each.html_name, "" if each.value() is None else each.value()) for each in form.hidden_fields()],
        "error_summary": problems(form) if form.is_bound else [],
        "conflict": conflict,
    }
    return Page(template, shows, 409 if conflict else 422 if form.is_bound and form.errors else 200)


def _label(form: forms.Form, name: str) -> str:
    known = {"started": "on", "ended": "on"}
    field = form.fields.get(name) or form.fields.get(known.get(name, ""))
    return str(field.label) if field else name
