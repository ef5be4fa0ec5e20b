"""`footprint import`: files into the records, from the command line; and `footprint export`, the records out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from rich.table import Table

from footprint.commands.data_check import problems_page, say_first_error
from footprint.commands.installation import bring_up_to_date, open_installation, up_to_date
from footprint.commands.options import Format
from footprint.commands.page import BAD, SOON, Lines, page
from footprint.commands.speech import Refused, counted, printable, say_errors, share
from footprint.commands.tables import put, write_json
from footprint.exchange.problems import PROBLEM_SCHEMA, FileCount

if TYPE_CHECKING:
    from footprint.records.models import Import

MOST_EXCEPTIONS = 50
_SHARES = {
    "file": "as these files alone tell it",
    "records": "as our records told it before",
    "after": "as our records tell it with these files",
}


def import_files(path: Path, form: Format, *, dry_run: bool, older: bool) -> bool:
    """Read files and confirm them, unless it is a dry run; print what became of every row; whether all were taken.

    Raises:
        Refused: the database cannot be used, or the files tell of earlier days than those before and that was not agreed to.
        UnreadableFile: nothing could be read.
    """
    open_installation()
    bring_up_to_date()
    from django.utils import timezone

    from footprint.actions.imports import read_in
    from footprint.records.installation import installation

    by = installation(timezone.now())
    batch = read_in(by=by, given=path, name=path.name)
    problems = _problems(batch)
    _show(batch, problems, form)
    refused = _finish(batch, dry_run, older)
    if refused:
        raise Refused(refused)
    if form is Format.TABLE:
        say_first_error(problems)
    else:
        say_errors(problems, "the answer has them all")
    return not any(count["rejected"] for count in batch.counts)


def _finish(batch: Import, dry_run: bool, older: bool) -> str:
    """Confirm or lay aside; why it could not be confirmed."""
    from django.utils import timezone

    from footprint.actions.imports import confirm, discard
    from footprint.actions.refusals import Unfit
    from footprint.records.installation import installation

    by = installation(timezone.now())
    try:
        if not dry_run:
            confirm(by=by, batch=batch, older=older)
        else:
            discard(by=by, batch=batch)
    except Unfit as error:
        discard(by=by, batch=batch)
        return f"{error.sentence} Use --older for that." if error.field == "older" else error.sentence
    return ""


def _problems(batch: Import) -> pl.DataFrame:
    rows = batch.problems.order_by("pk").values_list(*PROBLEM_SCHEMA.names())
    found = pl.DataFrame(list(rows), schema=PROBLEM_SCHEMA, orient="row")
    return found.with_columns(pl.when(pl.col("column") != "").then("column").alias("column"))


def _show(batch: Import, problems: pl.DataFrame, form: Format) -> None:
    if form is Format.CSV:
        put(problems, form)
    elif form is Format.JSON:
        _put_json(batch, problems)
    else:
        problems_page([FileCount(**count) for count in batch.counts], problems)
        _exceptions(batch)
        page().print(_changes(batch))
        _summary(batch)


def _put_json(batch: Import, problems: pl.DataFrame) -> None:
    sys.stdout.flush()
    to = sys.stdout.buffer
    to.write(b'{"files": ' + json.dumps(batch.counts).encode() + b',\n"problems": ')
    write_json(problems, to)
    to.write(b"}\n")
    to.flush()


def _exceptions(batch: Import) -> None:
    """What must not happen unseen."""
    lines, count = Lines(page()), sum(batch.told["exceptions"].values())
    if not count:
        return
    lines.line()
    lines.line((f"{counted(count, 'change')} to look at", SOON))
    for sentence in batch.exceptions.order_by("pk").values_list("sentence", flat=True)[:MOST_EXCEPTIONS]:
        lines.folded(sentence, 2)
    if count > MOST_EXCEPTIONS:
        lines.line(f"  ... and {count - MOST_EXCEPTIONS:,} more.")
    lines.show()


def _changes(batch: Import) -> Table:
    names = ("added", "changed", "unchanged", "kept", "lacking")
    heads = ("Added", "Changed", "Nothing new", "Kept against a blank", "Held, not in the files")
    table = Table("Records", title="\nWhat it changes", title_justify="left", box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, justify="right")
    for name, counts in batch.changes.items():
        if any(counts.values()):
            table.add_row(printable(name), *(f"{counts[each]:,}" for each in names))
    return table


def _summary(batch: Import) -> None:
    lines = Lines(page())
    lines.line()
    for name, (part, whole) in batch.told["shares"].items():
        lines.line(f"Reviews on time, {_SHARES[name]}: {share(part, whole)}.")
    if not any(counts["added"] or counts["changed"] for counts in batch.changes.values()):
        lines.line("These files say nothing new: nothing changes.")
    if batch.older:
        lines.line(("These files tell of earlier days than an import that was confirmed.", BAD))
    lines.show()


def export_files(folder: Path) -> None:
    """Write everything that is recorded into a new or empty folder.

    Raises:
        Refused: the database cannot be used, or the folder holds something.
    """
    open_installation()
    up_to_date()
    from django.utils import timezone

    from footprint.actions.exports import export
    from footprint.actions.refusals import Unfit
    from footprint.records.installation import installation

    try:
        written = export(by=installation(timezone.now()), folder=folder)
    except Unfit as error:
        raise Refused(error.sentence) from None
    print(f"{counted(len(written), 'file')} in {printable(str(folder))}.")
