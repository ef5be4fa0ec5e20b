"""`footprint check-data`: what is wrong with the files, row by row."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console
from rich.table import Table

from footprint.commands.inputs import progress
from footprint.commands.options import Format
from footprint.commands.page import BAD, FAINT, SOON, Lines, page
from footprint.commands.speech import counted, printable, say, say_errors, sentences
from footprint.commands.tables import put, write_json
from footprint.exchange.problems import FileCount

if TYPE_CHECKING:
    from footprint.exchange.check_data import CheckResult

MOST_SHOWN = 200
"""Problems of one severity shown on the page; CSV and JSON have them all."""

_COUNTS = ("rows", "accepted", "rejected", "skipped")
_SEVERITIES = {"error": BAD, "warning": SOON, "note": FAINT}


def show_problems(path: Path, year: int | None, form: Format) -> bool:
    """Check and print; whether there were errors."""
    from footprint.exchange.check_data import check_data

    with progress(path) as step:
        result = check_data(path, year=year, progress=step)
    if form is Format.TABLE:
        problems_page(result.files, result.problems)
        return say_first_error(result.problems)
    if form is Format.CSV:
        put(result.problems, form)
    else:
        _put_json(result)
    return say_errors(result.problems, "the answer has them all")


def _put_json(result: CheckResult) -> None:
    """What `check_data.as_json` gives, written row by row."""
    sys.stdout.flush()
    to = sys.stdout.buffer
    to.write(b'{"files": ' + json.dumps([asdict(count) for count in result.files]).encode() + b',\n"problems": ')
    write_json(result.problems, to)
    to.write(b"}\n")
    to.flush()


def say_first_error(problems: pl.DataFrame) -> bool:
    """The page has shown them all: standard error names the first."""
    errors = problems.filter(pl.col("severity") == "error")
    for sentence in sentences(errors.head(1)):
        say(sentence if len(errors) == 1 else f"{counted(len(errors), 'error')}, first {sentence}")
    return len(errors) > 0


def problems_page(files: Sequence[FileCount], problems: pl.DataFrame) -> None:
    """The files with what became of their rows, then the problems, the gravest first."""
    console = page()
    console.print(_files_table(files))
    for severity, style in _SEVERITIES.items():
        _problems(console, problems.filter(pl.col("severity") == severity), severity, style)
    if problems.is_empty():
        console.print("\nNothing is wrong with these files.")


def _files_table(files: Sequence[FileCount]) -> Table:
    """One line a file. Rows are those accepted, rejected and skipped together."""
    table = Table("File", "Kind", title="What was read", title_justify="left", box=None, pad_edge=False)
    for name in _COUNTS:
        table.add_column(name.capitalize(), justify="right")
    for each in files:
        table.add_row(printable(each.file), each.kind, *(f"{getattr(each, name):,}" for name in _COUNTS))
    totals = [sum(getattr(each, name) for each in files) for name in _COUNTS]
    table.add_row("All", "", *(f"{total:,}" for total in totals), style="bold")
    return table


def _problems(console: Console, problems: pl.DataFrame, severity: str, style: str) -> None:
    if problems.is_empty():
        return
    lines = Lines(console)
    lines.line()
    lines.line((counted(len(problems), severity), style))
    shown = problems.head(MOST_SHOWN)
    for rule, sentence in zip(shown["rule"], sentences(shown), strict=True):
        lines.folded(f"{sentence} [{rule}]", 2)
    if len(problems) > MOST_SHOWN:
        lines.line((f"  ... and {len(problems) - MOST_SHOWN:,} more: --format csv lists them all.", FAINT))
    lines.show()
