"""The tables as frames of the open format and back: one description of which column of which table holds which cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Model, QuerySet

from footprint.exchange.open_format.spec import files
from footprint.records import models as m


@dataclass(frozen=True)
class Table:
    """Where a file of the open format is kept.

    own     the cell that names the row itself (held in `number`)
    links   cells that name a row of another table
    child   the way from a row to its child, as a look-up; empty where the row is about no child
    """

    model: type[Model]
    own: str = ""
    links: Mapping[str, type[Model]] = field(default_factory=dict)
    child: str = "child"

    def path(self, cell: str) -> str:
        """The look-up of what a cell holds."""
        if cell == self.own:
            return "number"
        return f"{cell}__number" if cell in self.links else cell


_CHILD = {"child": m.Child}
_REVIEW = {"review": m.Review}
_ESCALATION = {"escalation": m.Escalation}

TABLES: dict[str, Table] = {
    "children": Table(m.Child, own="child", child="pk"),
    "episodes": Table(m.Episode, links=_CHILD),
    "teams": Table(m.Team, own="team", child=""),
    "staff": Table(m.Staff, own="staff", links={"team": m.Team}, child=""),
    "involvements": Table(m.Involvement, links={**_CHILD, "staff": m.Staff}),
    "team_history": Table(m.TeamSpell, links={**_CHILD, "team": m.Team}),
    "reviews": Table(m.Review, own="review", links={**_CHILD, "chair": m.Staff, "team": m.Team}),
    "meetings": Table(m.Meeting, links=_REVIEW, child="review__child"),
    "decisions": Table(m.Decision, own="decision", links=_REVIEW, child="review__child"),
    "concerns": Table(m.Concern, links=_REVIEW, child="review__child"),
    "review_actions": Table(m.ReviewAction, links=_REVIEW, child="review__child"),
    "escalations": Table(m.Escalation, own="escalation", links={**_CHILD, "raised_by": m.Staff, "team": m.Team}),
    "escalation_issues": Table(m.EscalationIssue, links=_ESCALATION, child="escalation__child"),
    "escalation_stages": Table(m.EscalationStage, links=_ESCALATION, child="escalation__child"),
    "contacts": Table(m.Contact, links={**_CHILD, "staff": m.Staff}),
    "plans": Table(m.Plan, links=_CHILD),
    "cp_plans": Table(m.ProtectionPlan, links=_CHILD),
    "conferences": Table(m.Conference, own="conference", links={**_CHILD, "chair": m.Staff}),
    "milestones": Table(m.Milestone, links=_CHILD),
}
"""Every file of the open format, in its order."""


def frames(children: Collection[int] | None = None) -> dict[str, pl.DataFrame]:
    """Everything that is recorded, or all about some children, as frames of the open format.

    Args:
        children: primary keys; all by default.

    Returns:
        By file, the columns of the format, then pk (Int64). People and teams who are only named, not recorded, are there in
        the rows that name them and not in `staff` and `teams`.
    """
    if children is not None and len(children) == 1:
        found = _rows_of_one(next(iter(children)))
    else:
        found = {name: list(_asked(name, _rows(table, children))) for name, table in TABLES.items()}
    read = {name: pl.DataFrame(rows, schema=_schema(name), orient="row").lazy() for name, rows in found.items()}
    cells = pl.collect_all([frame.with_columns(_none_for_empty(name)) for name, frame in read.items()], engine="in-memory")
    return no_frames() | dict(zip(read, cells, strict=True))


def no_frames() -> dict[str, pl.DataFrame]:
    """The same of nobody."""
    return {name: _empty(name) for name in TABLES}


def _rows_of_one(child: int) -> dict[str, list[tuple[Any, ...]]]:
    """What there is of one child, by file. The questions are worded once in a process: to word one takes longer than to ask it.

    In one question it is found out which files have anything of the child: most have nothing, and are not asked any further.
    """
    [there] = _answers(child, *_there())
    return {name: _answers(child, *_worded(name)) for name, found in zip(TABLES, there, strict=True) if found}


def word_questions() -> None:
    """Word the questions about one child now, so that nobody's first save in this process waits for it."""
    _there()
    for name in TABLES:
        _worded(name)


_A_CHILD = -1
"""Stands for the child's primary key where a question is worded."""


def _answers(child: int, sql: str, marks: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [child if mark == _A_CHILD else mark for mark in marks])
        return list(cursor.fetchall())


@cache
def _there() -> tuple[str, list[Any]]:
    """Whether there is anything of a child: a column a file, and the question's parameters."""
    asked = [_rows(table, [_A_CHILD]).order_by().values("pk").query.sql_with_params() for table in TABLES.values()]
    return "SELECT " + ", ".join(f"EXISTS({sql})" for sql, _ in asked), [mark for _, marks in asked for mark in marks]


@cache
def _worded(name: str) -> tuple[str, tuple[Any, ...]]:
    """The rows of a file about a child."""
    return _asked(name, _rows(TABLES[name], [_A_CHILD])).query.sql_with_params()


def _asked(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The columns of a file, and the primary key."""
    return rows.values_list(*(TABLES[name].path(cell) for cell in files()[name].schema), "pk")


@cache
def _schema(name: str) -> pl.Schema:
    return pl.Schema({**files()[name].schema, "pk": pl.Int64()})


@cache
def _empty(name: str) -> pl.DataFrame:
    return _schema(name).to_frame()


@cache
def _none_for_empty(name: str) -> list[pl.Expr]:
    text = [cell for cell, sort in files()[name].schema.items() if sort == pl.String()]
    return [pl.when(pl.col(cell) != "").then(cell).alias(cell) for cell in text]


def _rows(table: Table, children: Collection[int] | None) -> QuerySet[Any]:
    rows = table.model._default_manager.order_by("pk")
    if table.model in (m.Team, m.Staff):
        return rows.filter(recorded=True) if children is None else rows.filter(**_around(table.model, children)).distinct()
    if children is None:
        return rows
    return rows.filter(**{f"{table.child}__in": children})


def _around(model: type[Model], children: Collection[int]) -> dict[str, Any]:
    """The staff and teams around some children."""
    if model is m.Team:
        return {"spells__child__in": children}
    return {"contacts__child__in": children, "recorded": True}
