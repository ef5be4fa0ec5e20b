"""One table of a return: cells of text to typed columns, each row accepted or set aside with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from footprint.exchange import cells
from footprint.exchange.no_record import no_records
from footprint.exchange.problems import FileCount, on_rows, problems, together
from footprint.exchange.ssda903.spec import FileSpec, YearSpec
from footprint.exchange.text_table import TextTable


@dataclass(frozen=True)
class ReadTable:
    """A table of one file, read.

    `rows` has every row in the file's order: the columns of the spec (Date for dates, String for all else, null where blank
    or unreadable), `row` (UInt32, the line), `file` (String), `accepted` (Boolean). `suspects` are the children on lines that
    could not be read as rows at all.
    """

    kind: str
    rows: pl.DataFrame
    count: FileCount
    problems: pl.DataFrame
    suspects: list[str]


def read_table(text: TextTable, spec: FileSpec, year: YearSpec, file: str) -> ReadTable:
    """Type the cells of a table, and set aside the rows that cannot be used.

    Args:
        text: the cells, with columns named as in the spec; columns that are missing are taken as blank.
        year: whose codes are known.
        file: the file's name, for sentences.
    """
    raw = text.cells.with_columns(each.rechunk() for each in text.cells if each.name == "CHILD")  # looked at time and again
    first = {name: cells.firsts(raw[name]) for name, sort in spec.columns.items() if sort == "text" and name in raw.columns}
    read = {name: _typed(raw[name], first.get(name), sort, year) for name, sort in spec.columns.items() if name in raw.columns}
    typed = pl.DataFrame({**{name: column for name, (column, _) in read.items()}, "row": raw["line"]})
    found = [
        problem for name, (_, wrong) in read.items() for problem in _cell_problems(raw, typed, name, wrong, first, spec, file)
    ]
    rejected = pl.concat(
        [pl.Series("row", [], pl.UInt32), *(lines for lines, problem in found if problem["severity"].eq("error").any())]
    )
    wrong_order, said = _ends_before_it_starts(typed, spec, file)
    rejected = pl.concat([rejected, wrong_order])
    accepted = (
        ~typed["row"].is_in(rejected.implode()) if len(rejected) else pl.repeat(True, len(typed), dtype=pl.Boolean, eager=True)
    )
    typed = typed.with_columns(accepted.alias("accepted"), pl.lit(file).alias("file"))
    notes = problems([("read.file", "note", file, None, None, note) for note in text.notes])
    broken = problems([("read.line", "error", file, line, None, broken.why) for line, broken in text.broken.items()])
    return ReadTable(
        spec.kind,
        typed,
        _count(text, typed, file, spec.kind),
        together([notes, broken, _passed_over(text, file), *(problem for _, problem in found), said]),
        _suspects(text),
    )


def _typed(column: pl.Series, first: pl.Series | None, sort: str, year: YearSpec) -> tuple[pl.Series, pl.Series | None]:
    """The column typed, and which of its cells could not be read as what they should be (None where all could)."""
    if column.dtype == pl.Date:  # read as days at once
        return column, None
    if first is not None:
        return cells.words(column, first), None
    if sort != "date":
        return cells.codes(column, year.codes.get(sort, frozenset()))
    days = cells.dates(column)
    return days, (days.is_null() & column.is_not_null()) if days.null_count() > column.null_count() else None


_Found = tuple[pl.Series, pl.DataFrame]


def _cell_problems(
    raw: pl.DataFrame,
    typed: pl.DataFrame,
    name: str,
    wrong: pl.Series | None,
    first: Mapping[str, pl.Series],
    spec: FileSpec,
    file: str,
) -> list[_Found]:
    """What is wrong with the cells of a column: blank where it must not be, no date, not a code."""
    found: list[_Found] = []
    if name in spec.must and (raw[name].null_count() or (spec.columns[name] == "text" and typed[name].null_count())):
        lines = raw["line"].filter(raw[name].is_null() | (typed[name].is_null() & (spec.columns[name] == "text")))
        found.append((lines, on_rows(lines, "read.blank", "error", file, name, f"{name} is blank, so the row is set aside.")))
    for none in no_records(raw[name], first[name]) if name == "CHILD" else ():
        lines = raw["line"].filter(none.rows)
        found.append((lines, on_rows(lines, none.rule, "error", file, name, none.sentence)))
    if wrong is not None and wrong.any():
        found.append(_unreadable(raw.filter(wrong).rechunk(), name, spec, file))
    return found


def _unreadable(rows: pl.DataFrame, name: str, spec: FileSpec, file: str) -> _Found:
    grave = name in spec.must or name in spec.may
    is_date = spec.columns[name] == "date"
    what = "is not a date such as 31/03/2026" if is_date else "is not a code of the return"
    aside = ", so the row is set aside." if grave else "."
    words = pl.format("{} “{}” {}{}", pl.lit(name), pl.lit(rows[name]), pl.lit(what), pl.lit(aside))
    rule = "read.date" if is_date else "read.code"
    return rows["line"], on_rows(rows["line"], rule, "error" if grave else "warning", file, name, words)


def _ends_before_it_starts(typed: pl.DataFrame, spec: FileSpec, file: str) -> _Found:
    if spec.kind != "Episodes" or not {"DEC", "DECOM"} <= set(typed.columns):
        return pl.Series("row", [], pl.UInt32), problems()
    lines = typed["row"].filter(typed["DEC"] < typed["DECOM"])
    sentence = "DEC, the day on which the episode ceased, lies before DECOM, the day on which it began, so the row is set aside."
    return lines, on_rows(lines, "read.order", "error", file, "DEC", sentence)


def _count(text: TextTable, typed: pl.DataFrame, file: str, kind: str) -> FileCount:
    accepted = int(typed["accepted"].sum())
    skipped = text.blank + text.titles
    rejected = len(typed) - accepted + len(text.broken)
    return FileCount(file, kind, accepted + rejected + skipped, accepted, rejected, skipped)


def _passed_over(text: TextTable, file: str) -> pl.DataFrame:
    counts: Mapping[str, int] = {"line above the header": text.titles, "blank line": text.blank}
    said = [f"{count} {what}{'s' if count > 1 else ''} passed over." for what, count in counts.items() if count]
    return problems([("read.skipped", "note", file, None, None, sentence) for sentence in said])


def _suspects(text: TextTable) -> list[str]:
    return [child for line in text.broken.values() if (child := line.cells.get("CHILD"))]
