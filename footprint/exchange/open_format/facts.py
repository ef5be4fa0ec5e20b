"""The accepted rows of the open format, each with the child that it is about, as the tellers of the chronology want them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from footprint.domain.chronology import CHILDREN_SCHEMA
from footprint.domain.facts import run
from footprint.exchange.open_format.read import OpenRecords, child_of

_IRO = r"^(?:\w+ )?(?:iro|independent reviewing officer)(?: manager)?$"
_SOCIAL_WORKER = r"^(?:[\w ]+ )?social worker$"
_role = pl.col("role").str.to_lowercase()
IS_IRO = _role.str.contains(_IRO)
"""Roles such as "iro", "Senior IRO", "Independent Reviewing Officer"."""
IS_SOCIAL_WORKER = _role.str.contains(_SOCIAL_WORKER)
"""Roles such as "social worker", "Senior Social Worker"."""
HELD = pl.col("status").eq("held") | (pl.col("status").is_null() & pl.col("completed").is_not_null())
"""Reviews that were held: a blank status and a day of completion say so too."""
ADJOURNED = pl.col("status").eq("adjourned")
BEGAN = (HELD | ADJOURNED).fill_null(False)
"""Reviews that were begun, whether or not they were then adjourned."""


class Facts:
    """Frames of accepted rows. `child` is the row of the child in `children` (UInt32) in all of them but `children`."""

    def __init__(self, records: OpenRecords) -> None:
        self._tables = records.tables
        accepted = _accepted(self._tables["children"])
        marked = pl.col("child").is_in(_incomplete(records))
        self.children = accepted.select("child", "dob", marked.alias("incomplete")).cast(CHILDREN_SCHEMA)
        self._numbers = self.children.select("child").with_row_index("number")

    def rows(self, name: str) -> pl.DataFrame:
        """The accepted rows of a file whose rows name a child."""
        return run(self._rows(name), len(self._tables[name]))

    def is_empty(self, name: str) -> bool:
        """Whether a file has no row at all: of one child most files have none, and nothing need be looked for in them."""
        return self._tables[name].is_empty()

    def _rows(self, name: str) -> pl.LazyFrame:
        found = self._named(name).join(self._numbers.lazy(), on="child", maintain_order="left")
        return found.with_columns(pl.col("number").alias("child")).drop("number", "row", "file", "accepted")

    def _named(self, name: str) -> pl.LazyFrame:
        """The accepted rows of a file, children still by name."""
        return _accepted(self._tables[name]).lazy()

    @cached_property
    def reviews(self) -> pl.DataFrame:
        """The reviews, with `last` (Date): the last meeting or, where none is known, the start."""
        last = self._named("meetings").group_by("review").agg(last=pl.col("held").max())
        found = self._rows("reviews").join(last, on="review", how="left", maintain_order="left")
        return run(found.with_columns(pl.coalesce("last", "started")), len(self._tables["reviews"]))

    @cached_property
    def meetings(self) -> pl.DataFrame:
        """Each meeting of a review that was begun: child, review, held; where none is known, one on the day of the start."""
        begun = self.reviews.lazy().filter(BEGAN).select("child", "review", "started")
        known = self._named("meetings").select("review", "held")
        found = begun.join(known, on="review", how="left", maintain_order="left")
        return run(found.select("child", "review", pl.coalesce("held", "started").alias("held")), len(self.reviews))

    @cached_property
    def escalations(self) -> pl.DataFrame:
        """The escalations; a blank kind is taken as formal."""
        return self.rows("escalations").with_columns(pl.col("kind").fill_null("formal"))

    @cached_property
    def stages(self) -> pl.DataFrame:
        """The stages of escalations: child, stage, about ("escalation/stage"), started, answered."""
        stages = self._named("escalation_stages")
        found = stages.join(self.escalations.lazy().select("escalation", "child"), on="escalation")
        about = pl.format("{}/{}", "escalation", "stage").alias("about")
        return run(found.select("child", "stage", about, "started", "answered"), len(self._tables["escalation_stages"]))

    @cached_property
    def contacts(self) -> pl.DataFrame:
        """The contacts, with the `role` of who made them: as staff.csv says, else as they were involved with the child."""
        staff = self._named("staff").select("staff", "role").drop_nulls()
        involved = (
            self._rows("involvements")
            .select("child", "staff", pl.col("role").alias("here"))
            .unique(["child", "staff"], keep="last")
        )
        found = self._rows("contacts").join(staff, on="staff", how="left").join(involved, on=["child", "staff"], how="left")
        return run(found.with_columns(pl.coalesce("role", "here").alias("role")), len(self._tables["contacts"]))


def _accepted(rows: pl.DataFrame) -> pl.DataFrame:
    return rows if rows["accepted"].all() else rows.filter("accepted")


def _incomplete(records: OpenRecords) -> list[str]:
    """The children of whom a row was set aside, in any file."""
    partly = [rows for rows in records.tables.values() if not rows["accepted"].all()]
    aside = [_children_of(rows.filter(~pl.col("accepted")), records.tables) for rows in partly]
    return [*records.suspects, *(pl.concat(aside).drop_nulls().unique() if aside else [])]


def _children_of(rows: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.Series:
    if "child" in rows.columns:
        return rows["child"]
    for column in ("review", "escalation"):
        if column in rows.columns:
            return rows.select(column).join(child_of(tables, column), on=column)["child"]
    return pl.Series("child", [], pl.String)
