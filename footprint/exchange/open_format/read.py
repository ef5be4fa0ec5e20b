"""Read a folder of the open format."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from footprint.exchange.open_format.formulas import given_back, shielded
from footprint.exchange.open_format.links import linked
from footprint.exchange.open_format.spec import FileSpec, files
from footprint.exchange.open_format.table import ReadTable, no_table, read_table
from footprint.exchange.problems import FileCount, UnreadableFile, problems, together
from footprint.exchange.text_table import MOST_TITLE_LINES, SEPARATORS, TextTable, read_text_table

_HEAD_BYTES = 65_536
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"
_BELONGS = ["review", "escalation"]
"""The columns through which a row without a child belongs to one."""

Progress = Callable[[str], None]
"""Told the name of each file as it is read."""


@dataclass(frozen=True)
class OpenRecords:
    """What a folder of the open format holds.

    tables    every file of the format by name (without ending), every row: the typed columns of `spec.toml` in its order,
              then row (UInt32, the line), file (String), accepted (Boolean); a file that is not there has no rows
    files     how many rows of each file were read, and what became of them
    problems  PROBLEM_SCHEMA
    suspects  children on lines that could not be read as rows
    columns   which columns of the format each file has that is there, by file name without ending
    """

    tables: dict[str, pl.DataFrame]
    files: list[FileCount]
    problems: pl.DataFrame
    suspects: list[str]
    columns: dict[str, frozenset[str]] = field(default_factory=dict)


def is_open_format(folder: Path) -> bool:
    """Whether a folder holds the open format: a children.csv whose header has a column `child`."""
    children = next((file for file in _listed(folder) if file.name.lower() == "children.csv"), None)
    if children is None:
        return False
    with children.open("rb") as file:
        head = file.read(_HEAD_BYTES).replace(b"\0", b"").lstrip(_BYTE_ORDER_MARKS)  # so UTF-16 can be told too
    lines = head.decode("utf-8", errors="replace").splitlines()[: MOST_TITLE_LINES + 1]
    return any(_name(cell.strip('" ')) == "child" for line in lines for cell in re.split(f"[{SEPARATORS}]", line))


def read_open_format(folder: Path, progress: Progress = lambda _: None) -> OpenRecords:
    """Read a folder of the open format.

    Raises:
        UnreadableFile: there is no children.csv, or a file of the format cannot be read as one: it has no header that is
            known, lacks a column that it must have, or has a column twice.
    """
    named, left = _sorted_out(folder)
    if "children" not in named:
        raise UnreadableFile(f"{folder} has no children.csv, without which it is not the open format.")
    texts: dict[str, TextTable] = {}
    for name, file in named.items():
        progress(file.name)
        texts[name] = _text(file, files()[name])
    tables = {name: _table(texts.get(name), spec, named.get(name)) for name, spec in files().items()}
    return _records(linked(tables), texts, named, left)


def _listed(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if not file.name.startswith(".")) if folder.is_dir() else []


def _sorted_out(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The files of the format by name, in its order, and the names of what else is there."""
    listed = _listed(folder)
    found: dict[str, Path] = {}
    for file in listed:
        name = file.stem.lower()
        if file.suffix.lower() == ".csv" and name in files() and file.is_file():
            if name in found:
                raise UnreadableFile(
                    f"{found[name].name} is there twice, also as {file.name}, so it is not known which to believe."
                )
            found[name] = file
    return {name: found[name] for name in files() if name in found}, [file.name for file in listed if file not in found.values()]


def _text(file: Path, spec: FileSpec) -> TextTable:
    """A file as cells of text, with its columns named as in the spec and the writer's marks taken off."""
    content = file.read_bytes()
    csv.field_size_limit(max(csv.field_size_limit(), len(content)))  # a text may be as long as its file
    safe, mark = shielded(content)
    try:
        text = _cells(safe, file.name, spec, True)
    except csv.Error:  # a stray quote makes one row of many lines: then each line is a row
        text, mark = _cells(content, file.name, spec, False), None
    return replace(_checked(text, file.name, spec), cells=_as_written(text.cells, mark).rename(_names(text.cells.columns)))


def _cells(content: bytes, file: str, spec: FileSpec, many_lines: bool) -> TextTable:
    def known(header: Sequence[str]) -> dict[str, pl.DataType]:
        return {column: pl.String() for column in header if _name(column) in spec.columns}

    return read_text_table(content, file, lambda line: _is_header(line, spec), known, many_lines)


def _name(column: str) -> str:
    return re.sub(r"[\s-]+", "_", column.strip("\ufeff \t").lower())


def _names(columns: Sequence[str]) -> dict[str, str]:
    return {column: _name(column) for column in columns}


def _is_header(line: Sequence[str], spec: FileSpec) -> bool:
    names = {_name(cell) for cell in line}
    return bool(names & set(spec.must)) or len(names & spec.columns.keys()) > 1


def _as_written(cells: pl.DataFrame, mark: str | None) -> pl.DataFrame:
    text = pl.col(pl.String)
    unmarked = cells.with_columns(text.str.replace_all(mark, "\r", literal=True)) if mark else cells
    return unmarked.with_columns(given_back(text))


def _checked(text: TextTable, file: str, spec: FileSpec) -> TextTable:
    """The table, if it has the columns without which it cannot be read, and each of them once."""
    names = [_name(column) for column in text.header]
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise UnreadableFile(f"{file} has the column {twice} twice, so it is not known which to believe.")
    missing = [column for column in spec.must if column not in names] if names else []
    if missing:
        raise UnreadableFile(f"{file} has no column {' and no column '.join(missing)}, without which it cannot be read.")
    return text


def _table(text: TextTable | None, spec: FileSpec, file: Path | None) -> ReadTable:
    if text is None or file is None:
        return no_table(spec)
    table = read_table(text, spec, file.name)
    unknown = [column for column in text.header if column and _name(column) not in spec.columns]
    said = problems(
        ("read.column", "warning", file.name, None, column, _KEPT_OUT.format(spec.name, column)) for column in unknown
    )
    return replace(table, problems=together([table.problems, said]))


_KEPT_OUT = "{} has no column {}, so it was kept out."
_LEFT = "{} is no file of the open format and was left alone."


def _records(
    tables: Mapping[str, ReadTable], texts: Mapping[str, TextTable], named: Mapping[str, Path], left: Sequence[str]
) -> OpenRecords:
    notes = problems(("read.file", "note", name, None, None, _LEFT.format(name)) for name in left)
    counts = [tables[name].count for name in named] + [FileCount(name, "not read", 0, 0, 0, 0) for name in left]
    rows = {name: table.rows for name, table in tables.items()}
    said = together([*(table.problems for table in tables.values()), notes])
    return OpenRecords(rows, counts, said, _suspects(texts, rows), {name: _known(text, name) for name, text in texts.items()})


def _known(text: TextTable, name: str) -> frozenset[str]:
    return frozenset(files()[name].columns) & {_name(column) for column in text.header}


def child_of(tables: Mapping[str, pl.DataFrame], column: str) -> pl.DataFrame:
    """Which child each review or escalation is about, by its name in `column`; the first row that says so is believed."""
    return tables[f"{column}s"].select(column, "child").drop_nulls().unique(column, keep="first", maintain_order=True)


def _suspects(texts: Mapping[str, TextTable], tables: Mapping[str, pl.DataFrame]) -> list[str]:
    lines = [line for text in texts.values() for line in text.broken.values()]
    broken = [{_name(column): cell for column, cell in line.cells.items()} for line in lines]
    found = [child for cells in broken if (child := cells.get("child"))]
    for column in _BELONGS:
        about = [cells[column] for cells in broken if cells.get(column) and "child" not in cells]
        found += child_of(tables, column).filter(pl.col(column).is_in(about))["child"].to_list() if about else []
    return list(dict.fromkeys(found))
