"""What an SSDA903 return holds in a collection year: its files, their columns, the codes. A year is the last year plus
differences (`years/*.toml`); a year is named by the year in which it ends, 2026 for 2025/26."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

YEARS = Path(__file__).parent / "years"
FIRST_YEAR, LAST_YEAR = 2017, 2027


@dataclass(frozen=True)
class FileSpec:
    """One file of the return: `columns` by name with their type ("text", "date", or the name of a code set), the columns
    that it cannot be read without (`key`), the cells without which a row is set aside (`must`), those that may be blank but
    not unreadable (`may`), and the file names by which it goes (`names`, lower case, without ending)."""

    kind: str
    names: tuple[str, ...]
    key: tuple[str, ...]
    columns: dict[str, str]
    must: tuple[str, ...] = ("CHILD",)
    may: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearSpec:
    """The return of one collection year."""

    year: int
    files: dict[str, FileSpec]
    codes: dict[str, frozenset[str]]


@cache
def year_spec(year: int) -> YearSpec:
    """The return of a collection year, the nearest known one where the year lies outside 2017 to 2027."""
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    changes = _toml(year)
    if year == FIRST_YEAR:
        return YearSpec(year, _files(changes["files"]), {name: frozenset(codes) for name, codes in changes["codes"].items()})
    before = year_spec(year - 1)
    return YearSpec(year, before.files | _files(changes.get("add", {}).get("files", {})), _codes(before.codes, changes))


@cache
def any_year() -> YearSpec:
    """Every file, column and code of any year: what a file may hold whose year is not known."""
    years = [year_spec(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    names = {name for year in years for name in year.codes}
    codes = {name: frozenset().union(*(year.codes.get(name, frozenset()) for year in years)) for name in names}
    return YearSpec(0, years[-1].files, codes)


def _toml(year: int) -> dict[str, Any]:
    file = YEARS / f"{year}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _files(table: dict[str, Any]) -> dict[str, FileSpec]:
    return {kind: _file(kind, **file) for kind, file in table.items()}


def _file(kind: str, columns: dict[str, str], must: Sequence[str] = ("CHILD",), **lists: Sequence[str]) -> FileSpec:
    return FileSpec(kind, columns=columns, must=tuple(must), **{name: tuple(values) for name, values in lists.items()})


def _codes(before: dict[str, frozenset[str]], changes: dict[str, Any]) -> dict[str, frozenset[str]]:
    added = changes.get("add", {}).get("codes", {})
    gone = changes.get("remove", {}).get("codes", {})
    names = before.keys() | added.keys()
    return {name: before.get(name, frozenset()) - set(gone.get(name, [])) | set(added.get(name, [])) for name in names}
