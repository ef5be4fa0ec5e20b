"""What may be written after a command's name, and what is said of what may not. Loads nothing heavy, so that help is quick."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import typer

from footprint.domain.working_days import FIRST_DAY, LAST_DAY


class Format(StrEnum):
    """For people, a spreadsheet or a program."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def parse_day(text: str) -> date:
    """A day as 2026-03-31.

    Raises:
        typer.BadParameter: it is not one, or lies outside the calendar.
    """
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        found = None
    if found is None:
        raise typer.BadParameter(f'"{text}" is not a date such as 2026-03-31.')
    if not FIRST_DAY <= found <= LAST_DAY:
        raise typer.BadParameter(f"{text} lies outside the calendar, which goes from {FIRST_DAY} to {LAST_DAY}.")
    return found


def parse_year(text: str) -> int:
    """The year in which a collection ends: 2026 for "2025-26".

    Raises:
        typer.BadParameter: it is not written so.
    """
    found = re.fullmatch(r"(20\d\d)[-/](\d\d)", text)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        raise typer.BadParameter(f'"{text}" is not a collection year such as 2025-26.')
    return int(found[1]) + 1
