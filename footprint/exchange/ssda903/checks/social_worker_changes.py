"""Whether a child's social worker episodes follow on from one another, and cover the child's time in care."""

from datetime import timedelta

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined, same_as
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

DECOM, DEC, BEFORE = pl.col("SW_DECOM"), pl.col("SW_DEC"), pl.col("BEFORE")
FIRST_CONTACT = pl.col("SW_REASON").eq_missing(pl.lit("FCONTA"))
NO_NEXT = "Social worker episode has ended before 31 March and no subsequent social worker episode has been provided."
TOO_EARLY = "A new social worker episode has started before the end date of the previous social worker episode."
NOT_ALL_REPORTED = (
    "If a child is looked after on 31 March then all social worker episodes for the full previous year "
    "should be reported, even those whilst they were not looked after."
)


@rule(
    "SW08STG2",
    "A new social worker episode has started, but the previous episode has not ended.",
    shows={"SWEpisodes": "SW_DEC"},
    since=2024,
)
def previous_still_open(data: Joined) -> Found:
    open_before_the_last = ~pl.col("CHILD").is_last_distinct() & DEC.is_null()
    dated = pl.col("CHILD").is_not_null() & DECOM.is_not_null()
    return {"SWEpisodes": Where(data.social_workers_in_order, open_before_the_last & dated)}


def _not_within_a_week() -> pl.Expr:
    """True also where either date is blank."""
    week = timedelta(days=7)
    return ~DECOM.is_between(BEFORE - week, BEFORE + week).fill_null(False)


@rule("SW10STG2", TOO_EARLY, shows={"SWEpisodes": "SW_DECOM"}, since=2024, until=2024)
def not_within_a_week(data: Joined) -> Found:
    return {"SWEpisodes": Where(data.social_worker_changes, _not_within_a_week())}


@rule("SW10STG2", TOO_EARLY, shows={"SWEpisodes": "SW_DECOM"}, since=2025)
@rule(
    "SW10aSTG2",
    "A new social worker episode has started and it is not within 7 days of a previous episode's end.",
    shows={"SWEpisodes": "SW_DECOM"},
    since=2026,
)
def not_within_a_week_nor_first_contact(data: Joined) -> Found:
    return {"SWEpisodes": Where(data.social_worker_changes, ~FIRST_CONTACT & _not_within_a_week())}


@rule(
    "SW10bSTG2",
    "A new social worker episode has started with a reason of first contact before the previous episode has ended.",
    shows={"SWEpisodes": "SW_DECOM"},
    since=2026,
)
def first_contact_before_end(data: Joined) -> Found:
    return {"SWEpisodes": Where(data.social_worker_changes, FIRST_CONTACT & (DECOM <= BEFORE))}


@rule("SW11aSTG2", NO_NEXT, shows={"SWEpisodes": "SW_DEC"}, since=2024, until=2024)
def next_not_within_five_days(data: Joined) -> Found:
    few = timedelta(days=5)
    before = DEC.shift(1)
    follows = DECOM.is_between(before - few, before + few).fill_null(False)
    rows = data.social_workers_in_order
    return {"SWEpisodes": Where(rows, same_as("CHILD", 1) & (before <= data.end - few) & ~follows)}


@rule("SW11bSTG2", NO_NEXT, shows={"SWEpisodes": "SW_DEC"}, since=2024)
def ends_in_last_days(data: Joined) -> Found:
    """An only episode that ends in the year's last days; one before which the next (by start) had begun;
    and an undated one after such an end."""
    in_last_days = DEC.is_between(data.end - timedelta(days=5), data.end).fill_null(False)
    rows = data.social_workers_in_order.filter(in_last_days.any().over("CHILD"))
    same_child = pl.col("CHILD").eq_missing(pl.col("CHILD").shift(1))
    only = rows.filter(in_last_days & (pl.len().over("CHILD") == 1) & pl.col("CHILD").is_not_null())
    undated = rows.filter(same_child & in_last_days.shift(1) & DECOM.is_null())
    latest_first = rows.sort("CHILD", "SW_DECOM", descending=[False, True], nulls_last=True, maintain_order=True)
    overlapped = latest_first.filter((same_child & in_last_days.shift(1) & (DECOM < DEC.shift(1))).shift(-1))
    return {"SWEpisodes": Where(pl.concat([only, undated, overlapped]))}


def _not_reported(data: Joined, lately: pl.Expr) -> Found:
    """The episodes that begin or end care, and have a social worker episode outside them, or none at all."""
    ends = pl.col("REC").ne_missing(pl.lit("X1"))
    starts = pl.col("RNE").eq_missing(pl.lit("S"))
    short_break = pl.col("LS").is_in(["V3", "V4"]).fill_null(False)
    episodes = data.tables["Episodes"].select("index", "CHILD", "DECOM", "DEC", "LS", "RNE", "REC")
    episodes = episodes.filter(~short_break & (starts | ends) & lately)
    workers = data.tables["SWEpisodes"].select("CHILD", "SW_DECOM")
    rows = episodes.join(workers, on="CHILD", how="left", nulls_equal=True)
    inside = (ends & (DECOM <= pl.col("DEC"))).fill_null(False)
    after_start = (starts & (DECOM >= pl.col("DECOM"))).fill_null(False)
    return {"Episodes": Where(rows, ~inside & ~after_start)}


@rule(
    "SW12STG2",
    NOT_ALL_REPORTED,
    shows={"Episodes": "DECOM"},
    needs=("SWEpisodes", "Episodes"),
    since=2024,
    until=2024,
    severity="warning",
)
def not_all_reported(data: Joined) -> Found:
    return _not_reported(data, pl.lit(True))


@rule(
    "SW12STG2",
    NOT_ALL_REPORTED,
    shows={"Episodes": "DECOM"},
    needs=("SWEpisodes", "Episodes"),
    since=2025,
    severity="warning",
)
def not_all_reported_in_two_years(data: Joined) -> Found:
    since = data.start - timedelta(days=365)
    lately = pl.col("DEC").is_null() | pl.col("DEC").is_between(since, data.end)
    return _not_reported(data, lately)


@rule(
    "SW14STG2",
    "Social worker episode date ceased is blank.",
    shows={"SWEpisodes": "SW_DEC"},
    since=2024,
    until=2024,
)
def blank_end_before_the_last(data: Joined) -> Found:
    rows = data.social_workers_in_order
    return {"SWEpisodes": Where(rows, DEC.is_null() & ~pl.col("CHILD").is_last_distinct())}


@rule(
    "SW17STG2",
    "There is no social worker episode open at 31 March.",
    shows={"SWEpisodes": "SW_DEC"},
    since=2026,
)
def none_open_at_year_end(data: Joined) -> Found:
    rows = data.tables["SWEpisodes"].select("index", "CHILD", "SW_DECOM", "SW_DEC")
    rows = rows.sort("SW_DECOM", descending=True, nulls_last=True, maintain_order=True)
    return {"SWEpisodes": Where(rows, pl.col("CHILD").is_first_distinct() & DEC.is_not_null())}


@rule(
    "SW19STG2",
    "There are 2 social worker episodes for the child starting on the same date.",
    shows={"SWEpisodes": "SW_DECOM"},
    since=2026,
)
def two_start_together(data: Joined) -> Found:
    # The first in the file is let stand; those after it are found.
    return {"SWEpisodes": ~pl.struct("CHILD", "SW_DECOM").is_first_distinct()}
