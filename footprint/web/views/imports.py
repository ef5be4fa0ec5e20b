"""Bringing files in: the list of imports, sending files, and looking at what they would change before it is confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from footprint.actions.imports import discard
from footprint.actions.imports.jobs import ask_to_confirm, ask_to_read
from footprint.actions.refusals import Unfit
from footprint.exchange.problems import UnreadableFile
from footprint.records.models import Child, Import
from footprint.records.queries import Absent, Reader, visible
from footprint.web.asking import asked
from footprint.web.forms.imports import ConfirmForm, UploadForm
from footprint.web.govuk.fields import fields, problems
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import imports as rows

_BOTH = ("GET", "POST")
_BUSY = ("reading", "confirming")
A_PAGE = 100


def tabs(here: str) -> list[dict[str, Any]]:
    """The pages about files."""
    pages = [("imports", "Imports"), ("problems", "Problems")]
    return [{"text": text, "href": reverse(name), "active": name == here} for name, text in pages]


@page("list", "import")
def imports(request: HttpRequest, reader: Reader) -> Page:
    """Every import and how it stands."""
    pages = Paginator(Import.objects.select_related("by__staff").order_by("-read"), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    reader.saw("list", "import")
    return Page(
        "data/imports.html",
        {
            "tabs": tabs("imports"),
            "columns": rows.ROW_COLUMNS,
            "rows": [rows.row(each, reader) for each in shown],
            "may_send": reader.may("create", "import"),
            "number": shown.number,
            "last": pages.num_pages,
            "total": pages.count,
            "href": f"{reverse('imports')}?page=",
        },
    )


@page("create", "import", methods=_BOTH)
def upload(request: HttpRequest, reader: Reader) -> Answer:
    """Send files. They are read, and nothing changes before somebody has looked."""

    def do(told: dict[str, Any]) -> Answer:
        sent = [(each.name or "", each.read()) for each in told["sent"]]
        try:
            batch = ask_to_read(by=reader, sent=sent, name=told["name"] or _named(sent))
        except UnreadableFile as error:
            raise Unfit("sent", str(error)) from None
        return GoTo("import", (batch.public,))

    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    about = {"title": "Bring files in", "back": reverse("imports"), "button": "Read the files", "upload": True, "said": _SAID}
    return asked(request, form, about, do)


_SAID = (
    "The files are read and compared with the records. You then see what became of every row and what would change, and nothing "
    "changes before you confirm it. An import never erases anything."
)


def _named(sent: list[tuple[str, bytes]]) -> str:
    return sent[0][0] if len(sent) == 1 else ""


def found(reader: Reader, ref: UUID) -> Import:
    """An import by its public name, put on record.

    Raises:
        Absent: there is none.
    """
    batch = Import.objects.select_related("by__staff").filter(public=ref).first()
    if batch is None:
        raise Absent(str(ref))
    return batch


@page("read", "import", methods=_BOTH)
def import_(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """What the files would change or changed; confirm it, or discard it."""
    batch = found(reader, ref)
    form = ConfirmForm(request.POST if "confirm" in request.POST else None, ticks=_ticks(batch))
    if request.method == "POST":
        if "discard" in request.POST:
            return _discarded(reader, batch, form)
        if form.is_valid() and (done := _confirmed(reader, batch, form)):
            return done
        batch.refresh_from_db()
    reader.saw("read", "import", _named_children(batch), subject=str(batch.public))
    return Page("data/import.html", _shown(batch, reader, form), 422 if form.errors else 200)


def _ticks(batch: Import) -> dict[str, str]:
    count = sum(batch.told.get("exceptions", {}).values())
    words = f"I have seen the {count:,} exceptions" if count > 1 else "I have seen the exception"
    ticks = {"seen": words} if count else {}
    return ticks | (
        {"older": "These files are older than what was confirmed before, and are to be taken all the same"} if batch.older else {}
    )


def _confirmed(reader: Reader, batch: Import, form: ConfirmForm) -> Answer | None:
    try:
        ask_to_confirm(by=reader, batch=batch, older="older" in form.cleaned_data.get("ticks", []))
    except Unfit as error:
        form.add_error(None, error.sentence)
        return None
    return GoTo("import", (batch.public,))


def _discarded(reader: Reader, batch: Import, form: ConfirmForm) -> Answer:
    try:
        discard(by=reader, batch=batch)
    except Unfit:
        return GoTo("import", (batch.public,))
    return GoTo("imports", (), "The files are discarded. Nothing was changed.")


def _named_children(batch: Import) -> list[UUID]:
    """The children whose numbers stand on the page."""
    numbers = batch.exceptions.exclude(child="").values("child")
    return list(Child.objects.filter(number__in=numbers).values_list("public", flat=True))


def _shown(batch: Import, reader: Reader, form: ConfirmForm) -> dict[str, Any]:
    counts = batch.told.get("problems", {})
    return {
        "title": rows.title(batch),
        "ref": batch.public,
        "state": rows.state(batch),
        "busy": batch.state in _BUSY,
        "progress": batch.progress,
        "said": batch.said,
        "facts": rows.facts(batch),
        "read": batch.state not in ("reading", "refused"),
        "files": batch.counts,
        "total": rows.total(batch),
        "exceptions": rows.exceptions(batch),
        "columns": rows.CHANGE_COLUMNS,
        "changes": rows.changes(batch),
        "is_news": rows.is_news(batch),
        "same": _same(batch),
        "shares": rows.shares(batch),
        "problem_counts": counts,
        "problems": list(batch.problems.exclude(severity="note").order_by("severity", "pk").values()[: rows.FIRST]),
        "may_confirm": batch.state == "read" and reader.may("finalise", "import"),
        "may_discard": batch.state in ("reading", "read") and reader.may("edit", "import"),
        "older": batch.older,
        "fields": fields(form),
        "error_summary": problems(form) if form.is_bound else [],
    }


def _same(batch: Import) -> Import | None:
    """The import of the very same files that was confirmed before."""
    others = Import.objects.filter(state="confirmed", digest=batch.digest).exclude(pk=batch.pk)
    return others.order_by("-confirmed").first()


@page("read", "import")
def reconciliation(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """The files and the records line by line: what changes, and what each of the two lacks."""
    batch = found(reader, ref)
    counts = batch.told.get("lines", {})
    side = request.GET.get("side", "") if request.GET.get("side", "") in rows.SIDES else _first_side(counts)
    table = request.GET.get("table", "")
    lines = batch.lacking.filter(side=side)
    lines = lines.filter(table=table) if table else lines
    pages = Paginator(lines.order_by("pk"), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    told = list(shown)
    numbers = {line.child for line in told if line.child}
    reader.saw("read", "import", Child.objects.filter(number__in=numbers).values_list("public", flat=True), subject=str(ref))
    links = dict(visible(reader, "read").filter(number__in=numbers).values_list("number", "public"))
    here = reverse("reconciliation", args=[ref])
    all_of = counts.get(side, {})
    return Page(
        "data/reconciliation.html",
        {
            "title": rows.title(batch),
            "ref": ref,
            "side": rows.SIDES[side],
            "tabs": _sides(here, side, counts),
            "fields": [_table_field(table, all_of)],
            "here": here,
            "hidden": {"side": side},
            "rows": [_line(line, links) for line in told],
            "count": sum(all_of.values()) if not table else all_of.get(table, 0),
            "number": shown.number,
            "last": pages.num_pages,
            "total": pages.count,
            "href": f"{here}?side={side}&table={table}&page=",
        },
    )


def _first_side(counts: dict[str, dict[str, int]]) -> str:
    return next((side for side in rows.SIDES if counts.get(side)), "changed")


def _sides(here: str, side: str, counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    return [
        {"text": words, "href": f"{here}?side={name}", "active": name == side, "count": sum(counts.get(name, {}).values())}
        for name, words in rows.SIDES.items()
    ]


def _table_field(table: str, counts: dict[str, int]) -> dict[str, Any]:
    every = [{"value": name, "text": f"{name.replace('_', ' ')} ({count:,})"} for name, count in counts.items()]
    return {
        "kind": "select",
        "name": "table",
        "label": "Records",
        "value": table,
        "options": [{"value": "", "text": "all"}, *every],
    }


def _line(line: Any, links: dict[str, UUID]) -> dict[str, Any]:
    child: Any = line.child or None
    if line.child in links:
        child = {"text": line.child, "href": reverse("child", args=[links[line.child]])}
    return {"cells": {"sentence": line.sentence, "child": child, "table": line.table.replace("_", " ")}}
