"""The tables as frames of the open format and back: one description of which column of which table holds which cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
    there = _with_rows(next(iter(children))) if children is not None and len(children) == 1 else TABLES.keys()
    return {name: _frame(name, table, children) if name in there else _empty(name) for name, table in TABLES.items()}


def no_frames() -> dict[str, pl.DataFrame]:
    """The same of nobody."""
    return {name: _empty(name) for name in TABLES}


def _with_rows(child: int) -> set[str]:
    """The files in which there is anything of one child, in one question: most have nothing, and are not asked any further."""
    sql, marks = _there()
    with connection.cursor() as cursor:
        cursor.execute(sql, [child if mark == _A_CHILD else mark for mark in marks])
        return {name for name, found in zip(TABLES, cursor.fetchone(), strict=True) if found}


_A_CHILD = -1
"""Stands for the child's primary key where the question is worded."""


@cache
def _there() -> tuple[str, list[Any]]:
    """The question of `_with_rows`, worded once in a process: a column a file, and its parameters."""
    asked = [_rows(table, [_A_CHILD]).order_by().values("pk").query.sql_with_params() for table in TABLES.values()]
    return "SELECT " + ", ".join(f"EXISTS({sql})" for sql, _ in asked), [mark for _, marks in asked for mark in marks]


@cache
def _empty(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema={**files()[name].schema, "pk": pl.Int64()})


def _frame(name: str, table: Table, children: Collection[int] | None) -> pl.DataFrame:
    columns = files()[name].schema
    rows = _rows(table, children).values_list(*(table.path(cell) for cell in columns), "pk")
    frame = pl.DataFrame(list(rows), schema={**columns, "pk": pl.Int64()}, orient="row")
    return frame.with_columns(_none_for_empty(name))


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
