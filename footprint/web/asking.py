"""A page with a form: shown, sent, refused with its sentences, or done. A form that is sent twice is done once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from footprint.actions.refusals import Unfit
from footprint.records.models import SentForm
from footprint.records.versions import Stale
from footprint.web.govuk.fields import fields, problems
from footprint.web.page import Answer, GoTo, Page
from footprint.web.words import day

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
            return _once(request, form, do)
        except Unfit as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        except Stale as error:
            form.add_error(None, str(error))
            conflict = _conflict(form, error)
            form.data = {**dict(request.POST.items()), "seen": str(getattr(error.held, "version", ""))}
    shows = {
        "button": "Save",
        **about,
        **asking(form),
        "error_summary": problems(form) if form.is_bound else [],
        "conflict": conflict,
    }
    return Page(template, shows, 409 if conflict else 422 if form.is_bound and form.errors else 200)


def asking(form: forms.Form) -> dict[str, Any]:
    """A form as a template shows it: its fields, and what it carries unseen, with the word by which it is done only once."""
    return {"fields": fields(form), "hidden": [("once", secrets.token_urlsafe(16)), *_hidden(form)]}


def _hidden(form: forms.Form) -> list[tuple[str, object]]:
    """Fields that are not shown; one without a value is empty (where nothing is booked yet, no version was seen)."""
    values = [(each.html_name, each.value()) for each in form.hidden_fields()]
    return [(name, "" if value is None else value) for name, value in values]


def _once(request: HttpRequest, form: forms.Form, do: Do) -> Answer:
    """Do what the form asks for, unless the same form has done so: then the answer is that of the first time.

    The random word of the form is written down in the transaction of what it does: whoever comes second waits for the end
    of the first, and where the first comes to nothing the word is free again.
    """
    named = {"user": request.user, "once": request.POST.get("once", "")[:64]}
    if not named["once"]:
        return do(form.cleaned_data)
    if (before := SentForm.objects.filter(**named).first()) is not None:
        return GoTo(before.view, tuple(before.parts), before.said)
    with transaction.atomic():
        try:
            with transaction.atomic():
                sent = SentForm.objects.create(**named)
        except IntegrityError:
            before = SentForm.objects.get(**named)
            return GoTo(before.view, tuple(before.parts), before.said)
        answer = do(form.cleaned_data)
        if isinstance(answer, GoTo):
            sent.view, sent.parts, sent.said = answer.view, [str(part) for part in answer.parts], answer.said
            sent.save(update_fields=["view", "parts", "said"])
        return answer


def _conflict(form: forms.Form, error: Stale) -> list[dict[str, Any]]:
    """What somebody else saved beside what was to be saved: the fields in which they differ, or all where none does."""
    rows = [
        {"field": _label(form, each.field), "held": _words(each.held), "wanted": _words(each.wanted)}
        for each in error.differences
    ]
    return [each for each in rows if each["held"] != each["wanted"]] or rows


def _words(value: Any) -> Any:
    """A value as a page says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day(value) if isinstance(value, date) else value


def _label(form: forms.Form, name: str) -> str:
    known = {"started": "on", "ended": "on"}
    field = form.fields.get(name) or form.fields.get(known.get(name, ""))
    return str(field.label) if field else name
