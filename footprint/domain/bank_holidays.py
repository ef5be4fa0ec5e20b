"""Bank holidays that an installation adds without waiting for a release: a file of days and their names."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from footprint.domain.rulebook import Fault, RulebookError, read_toml
from footprint.domain.working_days import FIRST_DAY, LAST_DAY

_SHAPE = '[bank_holidays] and one a line: 2027-05-10 = "why"'


def read_bank_holidays(file: Path) -> list[tuple[date, str]]:
    """The days of the file, with their names.

    Raises:
        RulebookError: there is no such file, or it cannot be read as one of bank holidays; with the line.
    """
    if not file.is_file():
        raise RulebookError([Fault(str(file), 1, "There is no such file, but FOOTPRINT_BANK_HOLIDAYS names it.")])
    table = read_toml(file)
    days = table.get("bank_holidays")
    if set(table) != {"bank_holidays"} or not isinstance(days, dict):
        raise RulebookError([Fault(file.name, 1, f"Bank holidays are written under {_SHAPE}.")])
    return [(_day(file, key), _why(file, key, why)) for key, why in days.items()]


def _day(file: Path, key: str) -> date:
    try:
        found = date.fromisoformat(key)
    except ValueError:
        raise _wrong(file, key, f'"{key}" is not a date such as 2027-05-10.') from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise _wrong(file, key, f"{key} lies outside the calendar, which goes from {FIRST_DAY} to {LAST_DAY}.")
    return found


def _why(file: Path, key: str, why: object) -> str:
    if not isinstance(why, str) or not why.strip():
        raise _wrong(file, key, f'Say in words why {key} is a bank holiday: {key} = "why".')
    return why


def _wrong(file: Path, key: str, sentence: str) -> RulebookError:
    """A fault at the line on which a key is written."""
    lines = file.read_text("utf-8").splitlines()
    at = (number for number, line in enumerate(lines, 1) if re.match(rf'\s*"?{re.escape(key)}"?\s*=', line))
    return RulebookError([Fault(file.name, next(at, 1), sentence)])
