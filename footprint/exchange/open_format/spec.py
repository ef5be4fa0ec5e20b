"""What the open format holds: its files, their columns, and what a row cannot do without (`spec.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from footprint.domain.vocabulary import KINDS
from footprint.exchange.ssda903.spec import any_year

SPEC = Path(__file__).with_name("spec.toml")
OTHERS_TOO = "..."
_POLARS_TYPES: dict[str, pl.DataType] = {"date": pl.Date(), "number": pl.Float64(), "yes/no": pl.Boolean()}
_RANGE = re.compile(r"(\d+) to (\d+)")


@dataclass(frozen=True)
class FileSpec:
    """One file of the format: `columns` by name with their type, in order; `identity` is the key where there is one; the rest
    as `spec.toml` says it."""

    name: str
    columns: dict[str, str]
    must: tuple[str, ...]
    may: tuple[str, ...]
    key: tuple[str, ...]
    identity: tuple[str, ...]
    belongs: dict[str, str]
    refers: dict[str, str]
    order: tuple[tuple[str, str], ...]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns as typed columns of a frame."""
        return {column: polars_type(sort) for column, sort in self.columns.items()}


@dataclass(frozen=True)
class CodeSet:
    """Words that a cell may hold; `open` where it may hold others as well."""

    values: tuple[str, ...]
    open: bool


@cache
def files() -> dict[str, FileSpec]:
    """Every file, by name (without ending), in the order of the format: a row belongs only to rows of earlier files."""
    return {name: _file(name, **table) for name, table in _toml().items() if name != "codes"}


@cache
def codes(sort: str) -> CodeSet | None:
    """The words of a type; None where it is no type of words."""
    ours = _toml()["codes"].get(sort)
    if ours:
        return CodeSet(tuple(word for word in ours if word != OTHERS_TOO), OTHERS_TOO in ours)
    if sort == "event":
        return CodeSet(tuple(KINDS), False)
    theirs = any_year().codes.get(sort)
    return CodeSet(tuple(sorted(theirs)), False) if theirs else None


def span(sort: str) -> tuple[int, int] | None:
    """The lowest and highest value of a whole number such as "1 to 6"; None where the type is no such thing."""
    found = _RANGE.fullmatch(sort)
    return (int(found[1]), int(found[2])) if found else None


def polars_type(sort: str) -> pl.DataType:
    """How cells of a type are held: whole numbers as Int64, words and names as String."""
    return pl.Int64() if span(sort) else _POLARS_TYPES.get(sort, pl.String())


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads(SPEC.read_text("utf-8"))


def _file(name: str, columns: dict[str, str], must: list[str], **more: Any) -> FileSpec:
    order = tuple((first, then) for first, then in more.get("order", ()))
    may, key = tuple(more.get("may", ())), tuple(more.get("key", ()))
    identity = key or tuple(more["identity"])
    return FileSpec(name, columns, tuple(must), may, key, identity, more.get("belongs", {}), more.get("refers", {}), order)
