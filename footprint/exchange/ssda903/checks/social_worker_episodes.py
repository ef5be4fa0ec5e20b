"""What each social worker episode says, in the return from 2023/24."""

from datetime import date, timedelta

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

DECOM, DEC = pl.col("SW_DECOM"), pl.col("SW_DEC")
WORKER, REASON = pl.col("SW_ID"), pl.col("SW_REASON")
FIRST_COLLECTED = date(2023, 4, 1)
REASONS = ["MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS"]
COMPLETE = "For each social worker episode, information should be complete."
STARTS_SW_OR_XX = "Social worker ID does not begin with the characters 'SW' or 'XX'."
IN_YEAR = (
    "Social worker episode end date should be on or after the start of the social worker reporting period, "
    "and should be on or before the collection end date."
)
UNDER_A_DAY = "Social worker episode appears to have lasted for less than 24 hours."


@rule(
    "SW01STG1",
    "Child looked after on 31 March, but no social worker episode information is reported.",
    shows={"Episodes": "DEC"},
    needs=("SWEpisodes", "Episodes"),
    since=2024,
    until=2024,
)
def no_social_worker(data: Joined) -> Found:
    short_break = pl.col("LS").is_in(["V3", "V4"]).fill_null(False)
    in_care = data.tables["Episodes"].select("index", "CHILD", "LS", "DEC").filter(pl.col("DEC").is_null() & ~short_break)
    workers = data.tables["SWEpisodes"].select("CHILD", "SW_ID", "SW_DECOM", "SW_REASON")
    rows = in_care.join(workers, on="CHILD", how="left", nulls_equal=True)
    return {"Episodes": Where(rows, _any_blank("SW_ID", "SW_DECOM", "SW_REASON"))}


def _any_blank(*columns: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(columns).is_null())


@rule("SW01aSTG1", COMPLETE, shows={"SWEpisodes": "SW_DECOM"}, since=2025, until=2025)
def incomplete_before_2023(data: Joined) -> Found:
    # The reason was first collected in 2023/24.
    return {"SWEpisodes": DECOM.is_null() | ((DECOM < FIRST_COLLECTED) & WORKER.is_null())}


@rule("SW01bSTG1", COMPLETE, shows={"SWEpisodes": "SW_DECOM"}, since=2025, until=2025)
def incomplete_since_2023(data: Joined) -> Found:
    blank = _any_blank("SW_ID", "SW_REASON")
    return {"SWEpisodes": DECOM.is_null() | ((DECOM >= FIRST_COLLECTED) & blank)}


def _starts_wrongly() -> pl.Expr:
    return ~(WORKER.str.starts_with("SW") | WORKER.str.starts_with("XX")).fill_null(False)


@rule("SW02STG1", STARTS_SW_OR_XX, shows={"SWEpisodes": "SW_ID"}, since=2024, until=2025)
def unknown_id(data: Joined) -> Found:
    return {"SWEpisodes": _starts_wrongly()}


@rule("SW02STG1", STARTS_SW_OR_XX, shows={"SWEpisodes": "SW_ID"}, since=2026)
def unknown_or_short_id(data: Joined) -> Found:
    return {"SWEpisodes": _starts_wrongly() | (WORKER.str.len_chars() < 4)}


@rule("SW03STG1", COMPLETE, shows={"SWEpisodes": "SW_ID"}, since=2024, until=2024)
def incomplete(data: Joined) -> Found:
    return {"SWEpisodes": _any_blank("SW_ID", "SW_DECOM", "SW_REASON")}


@rule(
    "SW06STG2",
    "Social worker episode data should be within the social worker data reporting year.",
    shows={"SWEpisodes": "SW_DECOM"},
    since=2024,
)
def starts_after_year_end(data: Joined) -> Found:
    return {"SWEpisodes": data.end < DECOM}


@rule("SW07STG2", IN_YEAR, shows={"SWEpisodes": "SW_DEC"}, since=2024, until=2024)
def ends_outside_year(data: Joined) -> Found:
    return {"SWEpisodes": ~DEC.is_between(data.start, data.end)}


@rule("SW07STG2", IN_YEAR, shows={"SWEpisodes": "SW_DEC"}, since=2025)
def ends_outside_two_years(data: Joined) -> Found:
    # A year before is 365 days before, leap year or not, in the validator we agree with.
    return {"SWEpisodes": ~DEC.is_between(data.start - timedelta(days=365), data.end)}


@rule("SW09STG2", UNDER_A_DAY, shows={"SWEpisodes": "SW_DECOM"}, since=2024, until=2025, severity="warning")
def ends_as_it_starts(data: Joined) -> Found:
    return {"SWEpisodes": DECOM == DEC}


@rule(
    "SW09STG2",
    "Social worker episode appears to have lasted for less than 3 days.",
    shows={"SWEpisodes": "SW_DECOM"},
    since=2026,
    severity="warning",
)
def under_three_days(data: Joined) -> Found:
    return {"SWEpisodes": (DEC - DECOM).dt.total_days() < 3}


@rule(
    "SW13STG1",
    "The reason for social worker change is either not valid or has not been entered.",
    shows={"SWEpisodes": "SW_REASON"},
    since=2024,
    until=2024,
)
def no_valid_reason(data: Joined) -> Found:
    return {"SWEpisodes": ~REASON.is_in(REASONS).fill_null(False)}


@rule(
    "SW13STG1",
    "The reason for social worker change is not valid.",
    shows={"SWEpisodes": "SW_REASON"},
    since=2025,
)
def no_valid_reason_since_2023(data: Joined) -> Found:
    missing = REASON.is_null() & (DECOM >= FIRST_COLLECTED)
    return {"SWEpisodes": missing | ~REASON.is_in(REASONS)}


@rule(
    "SW18STG2",
    "The end date of the social worker episode is before the start date.",
    shows={"SWEpisodes": "SW_DEC"},
    since=2026,
)
def ends_before_start(data: Joined) -> Found:
    # One that ends the day it starts is found too.
    return {"SWEpisodes": DEC <= DECOM}
