"""One file of the open format: cells of text to typed columns, each row accepted or set aside with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from footprint.exchange.cells import firsts
from footprint.exchange.no_record import no_records
from footprint.exchange.open_format.cells import typed, unreadable
from footprint.exchange.open_format.spec import FileSpec, codes
from footprint.exchange.problems import FileCount, on_rows, problems, together
from footprint.exchange.text_table import TextTable

ASIDE = ", so the row is set aside."


@dataclass(frozen=True)
class ReadTable:
    """A file, read.

    `rows` has every row in the file's order: the columns of the spec (those that the file lacks are null), `row` (UInt32, the
    line on which it begins), `file` (String), `accepted` (Boolean). `broken` counts the lines that cannot be rows, `skipped`
    those with nothing in them or above the header.
    """

    spec: FileSpec
    file: str
    rows: pl.DataFrame
    problems: pl.DataFrame
    broken: int = 0
    skipped: int = 0

    @property
    def accepted(self) -> pl.DataFrame:
        """The rows that can be used."""
        return self.rows.filter("accepted")

    @property
    def count(self) -> FileCount:
        """How many rows there were, and what became of them."""
        accepted = int(self.rows["accepted"].sum())
        rejected = len(self.rows) - accepted + self.broken
        return FileCount(self.file, self.spec.name, accepted + rejected + self.skipped, accepted, rejected, self.skipped)

    def having(self, finding: Finding) -> ReadTable:
        """The table with one more thing found wrong with it."""
        told = replace(self, problems=together([self.problems, finding.told(self.file)]))
        if not finding.grave or finding.lines.is_empty():
            return told
        return replace(told, rows=told.rows.with_columns(pl.col("accepted") & ~pl.col("row").is_in(finding.lines.implode())))


@dataclass(frozen=True)
class Finding:
    """The same thing wrong on some lines; where it is grave, their rows are set aside."""

    lines: pl.Series
    rule: str
    column: str
    sentence: pl.Expr | str
    grave: bool = True

    def told(self, file: str) -> pl.DataFrame:
        """The finding as problems."""
        return on_rows(self.lines, self.rule, "error" if self.grave else "warning", file, self.column, self.sentence)


def read_table(text: TextTable, spec: FileSpec, file: str) -> ReadTable:
    """Type the cells of a file, whose columns are named as in the spec, and set aside the rows that cannot be used."""
    raw = text.cells
    columns = [typed(raw[name], sort).alias(name) for name, sort in spec.columns.items() if name in raw.columns]
    missing = [pl.lit(None, sort).alias(name) for name, sort in spec.schema.items() if name not in raw.columns]
    rows = pl.DataFrame([*columns, raw["line"].alias("row")]).with_columns(*missing, file=pl.lit(file), accepted=pl.lit(True))
    table = ReadTable(spec, file, rows.select(*spec.columns, "row", "file", "accepted"), _of_the_file(text, file))
    for finding in _of_cells(raw, rows, spec):
        table = table.having(finding)
    for finding in _of_rows(table.accepted, spec):
        table = table.having(finding)
    return replace(table, broken=len(text.broken), skipped=text.blank + text.titles)


def no_table(spec: FileSpec) -> ReadTable:
    """A file that is not there, as a table without rows."""
    schema = {**spec.schema, "row": pl.UInt32(), "file": pl.String(), "accepted": pl.Boolean()}
    return ReadTable(spec, f"{spec.name}.csv", pl.DataFrame(schema=schema), problems())


def _of_cells(raw: pl.DataFrame, rows: pl.DataFrame, spec: FileSpec) -> Iterator[Finding]:
    """Cells that are blank where they must not be, or are not what they should be."""
    for name, sort in spec.columns.items():
        if name not in raw.columns:
            continue
        wrong, what = unreadable(raw[name], rows[name], sort)
        if name in spec.must and (blank := _blank(raw[name])).any():
            yield Finding(raw["line"].filter(blank), "read.blank", name, f"{name} is blank{ASIDE}")
        if name in spec.must and sort == "id":
            for found in no_records(raw[name], firsts(raw[name])):
                yield Finding(raw["line"].filter(found.rows), found.rule, name, found.sentence)
        if wrong.any():
            yield _unreadable(raw.filter(wrong), what, name, spec)


def _blank(column: pl.Series) -> pl.Series:
    return (column.str.strip_chars() == "").fill_null(True)


def _unreadable(raw: pl.DataFrame, what: str, name: str, spec: FileSpec) -> Finding:
    sort = spec.columns[name]
    grave = name in (*spec.must, *spec.may) and sort != "event"
    so = ASIDE if grave else _KEPT if codes(sort) else ", so it is taken as not recorded."
    so = ", so no duty follows from it." if sort == "event" else so
    rule = "read.code" if codes(sort) else f"read.{sort.replace('/', '_')}" if sort in ("date", "yes/no") else "read.number"
    sentence = pl.format("{} “{}” {}{}", pl.lit(name), pl.lit(raw[name]), pl.lit(what), pl.lit(so))
    return Finding(raw["line"], rule, name, sentence, grave)


_KEPT = "; it is kept as it stands."


def _of_rows(rows: pl.DataFrame, spec: FileSpec) -> Iterator[Finding]:
    """Rows whose cells do not go together."""
    for first, then in spec.order:
        wrong = rows.filter(pl.col(then) < pl.col(first))
        if len(wrong):
            yield Finding(wrong["row"], "read.order", then, f"{then} lies before {first}{ASIDE}")
    for file, when, rule, column, sentence, grave in _JUDGED:
        if file == spec.name and len(found := rows.filter(when)):
            yield Finding(found["row"], rule, column, sentence, grave)


_status, _completed, _started = pl.col("status"), pl.col("completed"), pl.col("started")
_was_held = _status.is_in(["held", "adjourned"]) | (_status.is_null() & _completed.is_not_null())
_not_told = _status.is_null() & _completed.is_null()
_NO_START = f"started is blank although the review was held{ASIDE}"
_NOT_HELD = "status and completed are blank, so the review is taken as planned, not held."
_FORMAL = "kind is blank, so the escalation is taken as formal."
_JUDGED: list[tuple[str, pl.Expr, str, str, str, bool]] = [
    ("reviews", _was_held & _started.is_null(), "read.blank", "started", _NO_START, True),
    ("reviews", _not_told, "read.status", "status", _NOT_HELD, False),
    ("escalations", pl.col("kind").is_null(), "read.kind", "kind", _FORMAL, False),
]
"""What else to look for: file, when, rule, column, sentence, whether the row is set aside."""


def _of_the_file(text: TextTable, file: str) -> pl.DataFrame:
    passed_over = {"line above the header": text.titles, "blank line": text.blank}
    skipped = [f"{count} {what}{'s' if count > 1 else ''} passed over." for what, count in passed_over.items() if count]
    notes = [("read.file", "note", file, None, None, note) for note in text.notes]
    notes += [("read.skipped", "note", file, None, None, sentence) for sentence in skipped]
    broken = [("read.line", "error", file, line, None, broken.why) for line, broken in text.broken.items()]
    return problems([*notes, *broken])
