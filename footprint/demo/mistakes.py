"""Plausible errors, for the share of rows asked for: what a validator must find and a timetable must survive."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from footprint.demo.columns import COLUMNS, Row, Tables

AT = {(table, column): at for table, columns in COLUMNS.items() for at, column in enumerate(columns)}
Mistake = Callable[[Random, Tables, str, Row], None]


def shifted(date: str, days: int) -> str:
    """A written date moved by some days; a blank stays blank."""
    return date and (datetime.strptime(date, "%d/%m/%Y") + timedelta(days)).strftime("%d/%m/%Y")


def blank(column: str) -> Mistake:
    """Leave the column empty."""

    def make(rng: Random, tables: Tables, table: str, row: Row) -> None:
        row[AT[table, column]] = ""

    return make


def unknown(column: str, code: str) -> Mistake:
    """Put a code that no year has."""

    def make(rng: Random, tables: Tables, table: str, row: Row) -> None:
        row[AT[table, column]] = code

    return make


def moved(column: str, least: int, most: int) -> Mistake:
    """Move a date by some number of days."""

    def make(rng: Random, tables: Tables, table: str, row: Row) -> None:
        at = AT[table, column]
        row[at] = shifted(row[at], rng.randint(least, most))

    return make


def ends_before_it_starts(rng: Random, tables: Tables, table: str, row: Row) -> None:
    """DEC before DECOM; an open episode is given such an end, without a reason."""
    row[AT[table, "DEC"]] = shifted(row[AT[table, "DECOM"]], -rng.randint(1, 40))


def wrong_for_age(rng: Random, tables: Tables, table: str, row: Row) -> None:
    """PN0 for an older child, another code for one under four."""
    at = AT[table, "REVIEW_CODE"]
    row[at] = "PN0" if row[at] != "PN0" else "PN1"


def twice(rng: Random, tables: Tables, table: str, row: Row) -> None:
    """The same row again."""
    tables[table].append(list(row))


def outside_care(rng: Random, tables: Tables, table: str, row: Row) -> None:
    """A review some months before the child came into care."""
    first = tables["episodes"][0][AT["episodes", "DECOM"]] if tables["episodes"] else row[AT[table, "REVIEW"]]
    row[AT[table, "REVIEW"]] = shifted(first, -rng.randint(30, 200))


MISTAKES: dict[str, tuple[Mistake, ...]] = {
    "episodes": (
        ends_before_it_starts, blank("REC"), blank("DECOM"), blank("PLACE"), twice,
        unknown("LS", "C9"), unknown("PLACE", "X9"), unknown("RNE", "Q"), unknown("REC", "E99"), unknown("CIN", "N9"),
        moved("DEC", 1, 30), moved("DEC", -30, -1), moved("DECOM", 1, 30), moved("DECOM", -30, -1),
    ),
    "reviews": (
        wrong_for_age, wrong_for_age, outside_care, twice, blank("REVIEW"), blank("REVIEW_CODE"),
        unknown("REVIEW_CODE", "PN9"), moved("DOB", -400, 400), moved("REVIEW", 1, 3),
    ),
    "header": (blank("SEX"), blank("ETHNIC"), unknown("ETHNIC", "WELS"), moved("DOB", -400, 400), unknown("UPN", "UN9")),
    "uasc": (moved("DOB", -400, 400), moved("DUC", 370, 900)),
    "oc2": (unknown("SDQ_SCORE", "47"), blank("TEETH_CHECK"), moved("DOB", -400, 400)),
    "oc3": (unknown("ACTIV", "F9"), blank("ACCOM"), moved("DOB", -400, 400)),
    "ad1": (moved("DATE_MATCH", -2000, -1000), blank("DATE_INT"), unknown("NB_ADOPTR", "3")),
    "placed_for_adoption": (moved("DATE_PLACED", 400, 900), blank("DATE_PLACED")),
    "previous_permanence": (unknown("PREV_PERM", "P9"), moved("DOB", -400, 400)),
    "missing": (moved("MIS_END", -40, -10), unknown("MISSING", "X"), blank("MIS_START")),
    "sw_episodes": (unknown("SW_REASON", "NONE"), blank("SW_ID"), moved("SW_DEC", -900, -400), moved("DOB", -400, 400)),
}  # fmt: skip


def spoil(tables: Tables, rng: Random, share: float) -> None:
    """Put an error into about that share of one child's rows."""
    for table, rows in tables.items():
        for row in list(rows):
            if rng.random() < share:
                rng.choice(MISTAKES[table])(rng, tables, table, row)
