"""How days, numbers and sentences are put to people, on the page and on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import polars as pl
import typer

from footprint.domain.rulebook import RulebookError
from footprint.exchange.problems import UnreadableFile

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
MOST_SENTENCES = 20
"""Problems told one by one on standard error; the rest are counted."""


def day(when: date | None) -> str:
    """A day as it stands in a list: "Wed 10 Jan 2024"."""
    return f"{when:%a} {when.day} {when:%b %Y}" if when else "no date"


def long_day(when: date) -> str:
    """A day as it stands in a sentence: "Wednesday 10 January 2024"."""
    return f"{when:%A} {when.day} {when:%B %Y}"


def counted(number: int, what: str, more: str = "") -> str:
    """A number and its noun: "1 review", "2,660 reviews"."""
    return f"{number:,} {what if number == 1 else more or what + 's'}"


def share(part: int, whole: int) -> str:
    """A numerator, a denominator and what they make: "412 of 468 (88.0%)"."""
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "0 of 0"


def printable(text: str) -> str:
    """Text out of somebody's file, with nothing in it that could steer a terminal."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else UNPRINTABLE for letter in text)


def say(sentence: str) -> None:
    """A sentence on standard error."""
    for line in sentence.splitlines():
        typer.echo(printable(line), err=True)


class Refused(Exception):
    """Something asked for that the input does not hold. The message is a sentence."""


@contextmanager
def refusals() -> Iterator[None]:
    """What the input is at fault for becomes its sentence on standard error and exit status 1."""
    try:
        yield
    except (Refused, UnreadableFile, RulebookError) as error:
        say(str(error))
        raise typer.Exit(1) from None
    except OSError as error:
        if error.filename is None:  # a closed pipe, which is nobody's fault
            raise
        say(f"{error.filename} cannot be used: {error.strerror}.")
        raise typer.Exit(1) from None


def problem(file: str, row: int | None, column: str | None, sentence: str) -> str:
    """Where and what: "episodes.csv, row 12, column DECOM: ..."."""
    where = [file, *([f"row {row}"] if row is not None else []), *([f"column {column}"] if column else [])]
    return printable(f"{', '.join(where)}: {sentence}")


def sentences(problems: pl.DataFrame) -> Iterator[str]:
    """Each problem as a sentence that says where it is."""
    return (problem(*row) for row in problems.select("file", "row", "column", "sentence").iter_rows())


def say_errors(problems: pl.DataFrame, rest: str = "footprint check-data lists them all") -> bool:
    """The errors among the problems on standard error, and whether there were any. `rest`: where to find what is not said."""
    errors = problems.filter(pl.col("severity") == "error")
    for sentence in sentences(errors.head(MOST_SENTENCES)):
        say(sentence)
    if len(errors) > MOST_SENTENCES:
        say(f"... and {counted(len(errors) - MOST_SENTENCES, 'more error')}: {rest}.")
    return len(errors) > 0


def is_terminal() -> bool:
    """Whether a person watches standard error, so that progress is worth showing."""
    return sys.stderr.isatty()
