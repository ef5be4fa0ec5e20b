"""The tables of two returns, and the orders and joins that several rules share, each made once."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import polars as pl

CARRIED_OVER = ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "URN")
SOCIAL_WORKER = ("index", "CHILD", "SW_DECOM", "SW_DEC", "SW_REASON")

FREE_TEXT = ("CHILD", "SW_ID", "URN", "PL_POST")
"""Columns that a reader leaves as typed. Codes come in capitals already."""


def same_as(column: str, offset: int) -> pl.Expr:
    """True where the row `offset` rows before has the same value; a blank is the same as nothing."""
    return (pl.col(column) == pl.col(column).shift(offset)).fill_null(False)


def _in_capitals(frame: pl.DataFrame) -> pl.DataFrame:
    """Small letters and capitals are the same here: they are to the validator we agree with."""
    return frame.with_columns(pl.col(name).str.to_uppercase() for name in FREE_TEXT if name in frame.columns)


def _one_a_child(episodes: pl.DataFrame, chosen: pl.Expr) -> pl.DataFrame:
    """Of each child's chosen episodes, the first in the file."""
    named = pl.col("CHILD").is_not_null()
    rows = episodes.select("index", "CHILD", "DECOM", "DEC", *CARRIED_OVER).filter(named & chosen)
    return rows.filter(pl.col("CHILD").is_first_distinct())


class Joined:
    """This year's tables by name, last year's by name with `_last`; every row has its position as `index`."""

    def __init__(self, this_year: Mapping[str, pl.DataFrame], last_year: Mapping[str, pl.DataFrame] | None, year: int) -> None:
        last = {f"{name}_last": frame for name, frame in (last_year or {}).items()}
        named = {**this_year, **last}
        self.tables = {name: _in_capitals(frame).with_row_index("index") for name, frame in named.items()}
        self.year = year
        self.start, self.end = date(year - 1, 4, 1), date(year, 3, 31)

    @cached_property
    def episodes_in_order(self) -> pl.DataFrame:
        """Each child's episodes by start, undated last. Episodes that start together keep the file's order."""
        rows = self.tables["Episodes"].select("index", "CHILD", "DECOM", "DEC", "LS", "RNE", "PLACE", "PL_POST")
        return rows.sort("CHILD", "DECOM", nulls_last=True, maintain_order=True)

    @cached_property
    def episodes_with_header(self) -> pl.DataFrame:
        """Every pair of an episode and a header row of its child; `header` is null where there is none."""
        header = self.tables["Header"].select("CHILD", "DOB", header="index")
        episodes = self.tables["Episodes"].select("index", "CHILD", "DECOM", "DEC", "LS", "PLACE")
        return episodes.join(header, on="CHILD", how="left", nulls_equal=True)

    @cached_property
    def reviews_with_header(self) -> pl.DataFrame:
        """Every pair of a review and a header row of its child; `header` is null where there is none."""
        header = self.tables["Header"].select("CHILD", HEADER_DOB="DOB", header="index")
        reviews = self.tables["Reviews"].select("index", "CHILD", "DOB")
        return reviews.join(header, on="CHILD", how="left", nulls_equal=True)

    @cached_property
    def children_with_episodes(self) -> pl.DataFrame:
        return self.tables["Episodes"].select("CHILD").unique()

    @cached_property
    def carried_over(self) -> pl.DataFrame:
        """Each child's first episode of this year beside last year's last one (`_last`), where that was open."""
        decom = pl.col("DECOM")
        first = _one_a_child(self.tables["Episodes"], decom == decom.min().over("CHILD"))
        last = _one_a_child(self.tables["Episodes_last"], decom == decom.max().over("CHILD"))
        return first.join(last.filter(pl.col("DEC").is_null()), on="CHILD", suffix="_last")

    @cached_property
    def social_workers_in_order(self) -> pl.DataFrame:
        """Each child's social worker episodes by start, undated last; those starting together as in the file."""
        rows = self.tables["SWEpisodes"].select(SOCIAL_WORKER)
        return rows.sort("CHILD", "SW_DECOM", nulls_last=True, maintain_order=True)

    @cached_property
    def social_worker_changes(self) -> pl.DataFrame:
        """Each social worker episode but a child's first, by start then end, with the end before it."""
        rows = self.tables["SWEpisodes"].select(SOCIAL_WORKER)
        rows = rows.sort("CHILD", "SW_DECOM", "SW_DEC", nulls_last=True, maintain_order=True)
        same_child = pl.col("CHILD").eq_missing(pl.col("CHILD").shift(1))
        return rows.with_columns(BEFORE=pl.col("SW_DEC").shift(1)).filter(same_child)
