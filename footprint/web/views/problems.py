"""What is wrong in the files that came in last: for those who bring them in, and for each IRO of his or her own children."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from footprint.domain.permissions import relations_allowed
from footprint.exchange.open_format.formulas import harmless
from footprint.exchange.problems import PROBLEM_SCHEMA
from footprint.records.models import Child, Import, ImportProblem
from footprint.records.queries import Reader, visible
from footprint.web.page import Download, Page, page
from footprint.web.presenters.imports import title
from footprint.web.views.imports import A_PAGE, tabs

SEVERITIES = {"error": "errors: the row was set aside", "warning": "warnings", "note": "notes"}


@page("list", "data_problem")
def problems(request: HttpRequest, reader: Reader) -> Page:
    """The problems, by severity and file."""
    batch, told = _last(), _asked(request)
    every = _problems(reader, batch)
    pages = Paginator(_narrowed(every, told), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    found = list(shown)
    numbers = {each.child for each in found if each.child}
    reader.saw("list", "data_problem", Child.objects.filter(number__in=numbers).values_list("public", flat=True))
    query = _query(told)
    return Page(
        "data/problems.html",
        {
            "tabs": tabs("problems") if reader.may_somewhere("list", "import") else [],
            "about": title(batch) if batch else "",
            "fields": _fields(every, told),
            "problems": [_row(each) for each in found],
            "number": shown.number,
            "last": pages.num_pages,
            "total": pages.count,
            "href": f"{reverse('problems')}?{query}&page=",
            "file": f"{reverse('problems_file')}?{query}",
            "clear": reverse("problems") if any(told.values()) else None,
        },
    )


@page("list", "data_problem")
def problems_file(request: HttpRequest, reader: Reader) -> Download:
    """The same as a file, which no spreadsheet takes for formulas."""
    found = _narrowed(_problems(reader, _last()), _asked(request))
    numbers = found.exclude(child="").values("child")
    reader.saw(
        "list", "data_problem", Child.objects.filter(number__in=numbers).values_list("public", flat=True), detail={"as": "csv"}
    )
    schema = pl.Schema({**PROBLEM_SCHEMA, "child": pl.String()})
    frame = pl.DataFrame(list(found.values_list(*schema)), schema=schema, orient="row")
    text = [harmless(pl.col(name)).alias(name) for name, sort in schema.items() if sort == pl.String]
    return Download("problems.csv", frame.with_columns(text).write_csv().encode("utf-8-sig"), "text/csv; charset=utf-8")


def _last() -> Import | None:
    return Import.objects.filter(state__in=("read", "confirming", "confirmed")).order_by("-read").first()


def _problems(reader: Reader, batch: Import | None) -> QuerySet[ImportProblem]:
    """All of them, or those of children whom the person may see."""
    rows = ImportProblem.objects.filter(batch=batch).order_by("pk") if batch else ImportProblem.objects.none()
    if "service" in relations_allowed(reader.roles, "list", "data_problem"):
        return rows
    return rows.filter(child__in=visible(reader, "list", "data_problem").values("number"))


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("severity", "file")}


def _narrowed(rows: QuerySet[ImportProblem], told: dict[str, str]) -> QuerySet[ImportProblem]:
    return rows.filter(**{name: value for name, value in told.items() if value})


def _query(told: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in told.items() if value})
    return query.urlencode()


def _fields(every: QuerySet[ImportProblem], told: dict[str, str]) -> list[dict[str, Any]]:
    files = every.order_by("file").values_list("file", flat=True).distinct()
    return [
        _select("severity", "Kind", told, list(SEVERITIES.items())),
        _select("file", "File", told, [(name, name) for name in files]),
    ]


def _select(name: str, label: str, told: dict[str, str], options: list[tuple[str, str]]) -> dict[str, Any]:
    every = [{"value": "", "text": "all"}, *({"value": value, "text": text} for value, text in options)]
    return {"kind": "select", "name": name, "label": label, "value": told[name], "options": every}


def _row(each: ImportProblem) -> dict[str, Any]:
    names = ("severity", "file", "row", "sentence", "rule")
    return {name: getattr(each, name) for name in names} | {"column": each.column or None}
