"""Read an SSDA903 return: a folder of CSV files or XML, of one collection year or several."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl

from footprint.exchange.problems import FileCount, UnreadableFile, problems, together
from footprint.exchange.ssda903.spec import FileSpec, YearSpec, any_year
from footprint.exchange.ssda903.table import ReadTable, read_table
from footprint.exchange.ssda903.xml import read_xml
from footprint.exchange.text_table import TextTable, read_text_table

ENDINGS = {".csv", ".txt", ".tsv", ".xml"}
_ALIASES = {"CHILDID": "CHILD", "CHILD_ID": "CHILD", "PL": "PLACE", "PLACEMENT": "PLACE"}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:[-_/ ]?(\d\d))?(?!\d)")

Progress = Callable[[str], None]
"""Told the name of each file as it is read."""
Only = Mapping[str, Collection[str]]
"""The kinds of table to read, and of each the columns."""


@dataclass(frozen=True)
class Return:
    """One collection year's return (or one folder's, where the year is not known).

    year      the year in which the collection ends, 2026 for 2025/26; as the names say, else as the latest episode tells
    tables    by kind, every row of every file of that kind, with the columns of `ReadTable.rows`
    files     how many rows of each file were read, and what became of them
    problems  PROBLEM_SCHEMA
    suspects  children on lines that could not be read as rows
    """

    year: int | None
    tables: dict[str, pl.DataFrame]
    files: list[FileCount]
    problems: pl.DataFrame
    suspects: list[str]


def read_returns(path: Path, only: Only | None = None, progress: Progress = lambda _: None) -> list[Return]:
    """The returns in a folder and its sub-folders (or in one file), the oldest first.

    Files are known by their columns, whatever their names; each sub-folder and each year in a file's name is a return of
    its own. Files that are no part of a return are noted and left alone.

    Args:
        only: the kinds of table to read, and of each the columns (of XML all are read); all by default.

    Raises:
        UnreadableFile: there is nothing to read, or a file that should be part of a return cannot be read as one.
    """
    if not path.exists():
        raise UnreadableFile(f"There is no file or folder {path}.")
    files = (
        [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    )
    text = [file for file in files if file.suffix.lower() in ENDINGS]
    others = [str(file.relative_to(path)) if file != path else file.name for file in files if file not in text]
    returns = [_read_set(year, group, path, only, progress) for year, group in _sets(text, path)]
    if not any(each.tables for each in returns):
        raise UnreadableFile(f"{path} holds no file of an SSDA903 return.")
    returns = sorted((each for each in returns if each.tables), key=lambda each: each.year or 0)
    return [_with_left(returns[0], [(name, _NO_PART.format(name)) for name in others]), *returns[1:]]


def named_year(name: str) -> tuple[int, bool] | None:
    """The year in a name and whether it is certain to be that in which the collection ends: "2025-26" is, "2025" is not."""
    for first, second in _YEAR.findall(name):
        if second and int(second) == (int(first) + 1) % 100:
            return int(first) + 1, True
        if not second:
            return int(first), False
    return None


def _sets(files: Sequence[Path], root: Path) -> list[tuple[tuple[int, bool] | None, list[Path]]]:
    """Files that belong to one return: those of one folder and one year."""

    def key(file: Path) -> tuple[str, tuple[int, bool]]:
        folder = file.parent.relative_to(root) if file != root else Path()
        return str(folder), named_year(file.stem) or named_year(str(folder)) or (0, False)

    grouped = groupby(sorted(files, key=key), key=key)
    return [(year if year[0] else None, list(group)) for (_, year), group in grouped]


def _read_set(
    named: tuple[int, bool] | None,
    files: Iterable[Path],
    root: Path,
    only: Only | None,
    progress: Progress,
) -> Return:
    read: list[ReadTable] = []
    left: list[tuple[str, str]] = []
    for file in files:
        name = str(file.relative_to(root)) if file != root else file.name
        progress(name)
        found, why_not = _read_file(file, name, any_year(), only)
        read += found
        left += [(name, why_not)] if why_not else []
    return _with_left(_gathered(named, read), left)


_NO_PART = "{} is no part of a return and was left alone."


def _with_left(each: Return, left: Sequence[tuple[str, str]]) -> Return:
    """A return with the files that were left alone noted."""
    if not left:
        return each
    notes = problems([("read.file", "note", name, None, None, why) for name, why in left])
    counts = [FileCount(name, "not read", 0, 0, 0, 0) for name, _ in left]
    return replace(each, files=[*each.files, *counts], problems=together([each.problems, notes]))


def _gathered(named: tuple[int, bool] | None, read: Sequence[ReadTable]) -> Return:
    tables: dict[str, pl.DataFrame] = {}
    for kind in dict.fromkeys(table.kind for table in read):
        frames = [table.rows for table in read if table.kind == kind]
        tables[kind] = pl.concat(frames, how="diagonal") if len(frames) > 1 else frames[0]
    return Return(
        collection_year(named, tables.get("Episodes")),
        tables,
        [table.count for table in read],
        together([table.problems for table in read]),
        [child for table in read for child in table.suspects],
    )


def collection_year(named: tuple[int, bool] | None, episodes: pl.DataFrame | None) -> int | None:
    """The year in which the collection ends: as named, else that of the latest date of an episode."""
    if named and named[1]:
        return named[0]
    latest = _latest(episodes)
    told = (latest.year + (latest >= date(latest.year, 4, 1))) if latest else None
    if named is None or told in (named[0], named[0] + 1):
        return told
    return named[0]


def _latest(episodes: pl.DataFrame | None) -> date | None:
    """The latest date of an episode, one in five hundred being left aside: a slip of the pen must not move the year."""
    if episodes is None or not len(episodes):
        return None
    accepted = episodes["accepted"]
    days = [episodes[name].filter(accepted).drop_nulls() for name in ("DECOM", "DEC") if name in episodes.columns]
    every = pl.concat(days)
    latest = every.top_k(len(every) // 500 + 1).min()
    return latest if isinstance(latest, date) else None


def _read_file(file: Path, name: str, year: YearSpec, only: Only | None) -> tuple[list[ReadTable], str | None]:
    """The tables of a file, or why it is no part of a return."""
    if file.suffix.lower() == ".xml":
        tables = read_xml(file.read_bytes(), name)
        return [
            read_table(_named(text), year.files[kind], year, name)
            for kind, text in tables.items()
            if only is None or kind in only
        ], None
    return _read_text(file, name, year, only)


def _read_text(file: Path, name: str, year: YearSpec, only: Only | None) -> tuple[list[ReadTable], str | None]:
    by_name = _kind_by_name(name, year)
    if only is not None and by_name and by_name.kind not in only:
        return [], None
    try:
        text = read_text_table(
            file,
            name,
            lambda line: _is_header(line, year),
            lambda header: _wanted(header, _kind(header, year, by_name), only),
        )
    except UnreadableFile:
        if by_name:
            raise
        return [], _NO_PART.format(name)
    spec = _kind(text.header, year, by_name)
    if spec is None:
        return [], _NO_PART.format(name)
    if only is not None and spec.kind not in only:
        return [], None
    _refuse_missing(text, spec, name)
    return [read_table(_named(_with_notes(text, spec)), spec, year, name)], None


def _wanted(header: Sequence[str], spec: FileSpec | None, only: Only | None) -> dict[str, pl.DataType]:
    """The columns of a header that are to be read, and whether as days or as text."""
    known = spec.columns if spec else {}
    names = {column: _name(column) for column in header}
    wanted = names.values() if only is None else only.get(spec.kind, ()) if spec else ()
    return {column: pl.Date() if known.get(name) == "date" else pl.String() for column, name in names.items() if name in wanted}


def _name(column: str) -> str:
    clean = re.sub(r"[\s.-]+", "_", column.strip().upper())
    return _ALIASES.get(clean, clean)


def _named(text: TextTable) -> TextTable:
    """The table with its columns named as the return names them."""
    cells = text.cells.clone()
    cells.columns = [_name(column) if column != "line" else column for column in cells.columns]
    return TextTable(text.header, cells, text.broken, text.blank, text.titles, text.notes)


def _is_header(cells: Sequence[str], year: YearSpec) -> bool:
    names = {_name(cell) for cell in cells}
    return "CHILD" in names and any(len(names & spec.columns.keys()) >= 2 for spec in year.files.values())


def _kind_by_name(name: str, year: YearSpec) -> FileSpec | None:
    stem = re.sub(r"[\s.-]+", "_", Path(name).stem.lower())
    fits = [(len(word), spec) for spec in year.files.values() for word in spec.names if word in stem]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _kind(header: Sequence[str], year: YearSpec, by_name: FileSpec | None) -> FileSpec | None:
    """The kind of table whose columns these are; where they are not whole, the kind that the file's name says."""
    names = {_name(column) for column in header}
    if not names:
        return by_name
    whole = [spec for spec in year.files.values() if names >= set(spec.key)]
    best = max(whole, key=lambda spec: len(names & spec.columns.keys()) / len(spec.columns), default=None)
    return by_name if by_name and (best is None or names >= set(by_name.key)) else best


def _refuse_missing(text: TextTable, spec: FileSpec, name: str) -> None:
    missing = [column for column in spec.key if column not in {_name(each) for each in text.header}]
    if missing and text.header:
        raise UnreadableFile(
            f"{name} should be the {spec.kind} file of a return, but it has no column {' and no column '.join(missing)}."
        )


def _with_notes(text: TextTable, spec: FileSpec) -> TextTable:
    names = [_name(column) for column in text.header]
    unknown = [column for column, name in zip(text.header, names, strict=True) if column and name not in spec.columns]
    missing = [column for column in spec.columns if column not in names]
    notes = list(text.notes)
    if unknown:
        notes.append(f"Columns that the {spec.kind} file does not have were kept out: {', '.join(unknown)}.")
    if missing and text.header:
        notes.append(f"Columns that are not there were taken as blank: {', '.join(missing)}.")
    return TextTable(text.header, text.cells, text.broken, text.blank, text.titles, notes)
