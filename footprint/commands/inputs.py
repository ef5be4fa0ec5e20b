"""What a command is given: files, a profile, the installation's own bank holidays. Each fault is a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from footprint.commands.speech import is_terminal, printable
from footprint.domain.bank_holidays import read_bank_holidays
from footprint.domain.chronology import Chronology
from footprint.domain.profile import Profile, load_profile, profile_folder
from footprint.domain.rulebook import Rulebook, RulebookError

BANK_HOLIDAYS = "FOOTPRINT_BANK_HOLIDAYS"
"""The environment variable that names the installation's file of bank holidays."""

Step = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """What a folder tells: the chronology, and what was wrong with the rows (PROBLEM_SCHEMA).

    `is_return`: it is an SSDA903 return, which holds less than a service records: no reviews of short breaks, for one.
    """

    chronology: Chronology
    problems: pl.DataFrame
    is_return: bool

    def answerable(self, rulebook: Rulebook) -> frozenset[str]:
        """The rules that something in the files could meet: they hold an event of a kind that meets it."""
        there = set(self.chronology.events["kind"].unique())
        rules = (rule for rule in rulebook.rules if there & set(rule.met_by))
        return frozenset(rule.id for rule in rules if not (self.is_return and rule.while_ == "short_breaks"))


def profile_named(name: str) -> Profile:
    """A profile, with the installation's bank holidays.

    Raises:
        typer.BadParameter: there is no such profile.
        RulebookError: the profile or the file of bank holidays is wrong.
    """
    known_profile(name)
    return load_profile(name, bank_holidays())


def known_profile(name: str, option: str = "--profile") -> Path:
    """The folder of a profile, which was named in an option (or as an argument, then `option` is its name).

    Raises:
        typer.BadParameter: there is no such profile.
    """
    try:
        return profile_folder(name)
    except RulebookError as error:
        raise typer.BadParameter(error.faults[0].sentence, param_hint=option) from None


def bank_holidays() -> list[tuple[date, str]]:
    """The days that the installation adds, with their names: none where FOOTPRINT_BANK_HOLIDAYS is not set.

    Raises:
        RulebookError: the file cannot be read as one of bank holidays.
    """
    named = os.environ.get(BANK_HOLIDAYS)
    return read_bank_holidays(Path(named)) if named else []


def where_from(folder: Path | None, db: bool) -> Path | None:
    """The folder to read, or None for the records of this installation.

    Raises:
        typer.BadParameter: neither was named, or both.
    """
    if (folder is None) != db:
        raise typer.BadParameter(
            "Name a folder, or use --db for the records of this installation: one of the two.", param_hint="FOLDER"
        )
    return folder


def read_source(folder: Path | None, wanted: Collection[str]) -> Source:
    """The chronology of a folder of the open format, of SSDA903 files (a folder or one file), or of the records (None).

    Raises:
        UnreadableFile: a file cannot be read as what it is.
        Refused: the database of this installation cannot be used.
    """
    if folder is None:
        return _recorded(wanted)
    from footprint.exchange.open_format.read import is_open_format

    with progress(folder) as step:
        return _open_source(folder, wanted, step) if is_open_format(folder) else _return_source(folder, wanted, step)


def _recorded(wanted: Collection[str]) -> Source:
    from footprint.commands.installation import open_installation, up_to_date
    from footprint.exchange.problems import problems

    open_installation()
    up_to_date()
    from footprint.records.chronology import chronology

    return Source(chronology(wanted=wanted), problems(), is_return=False)


def _open_source(folder: Path, wanted: Collection[str], step: Step) -> Source:
    from footprint.exchange.open_format.chronology import open_chronology
    from footprint.exchange.open_format.read import read_open_format

    records = read_open_format(folder, step)
    return Source(open_chronology(records, wanted), records.problems, is_return=False)


def _return_source(folder: Path, wanted: Collection[str], step: Step) -> Source:
    from footprint.exchange.problems import together
    from footprint.exchange.ssda903.chronology import NEEDED, chronology
    from footprint.exchange.ssda903.read import read_returns

    returns = read_returns(folder, NEEDED, step)
    return Source(chronology(returns, wanted), together([each.problems for each in returns]), is_return=True)


@contextmanager
def progress(folder: Path) -> Iterator[Step]:
    """A bar of the files read, where a person watches standard error. Told the name of each file as it is begun."""
    if not is_terminal():
        yield lambda _: None
        return
    name = TextColumn("{task.fields[file]}", markup=False)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), name, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=_files_in(folder), completed=-1, file="")
        yield lambda name: bar.update(task, advance=1, file=printable(name))


def _files_in(folder: Path) -> int:
    from footprint.exchange.ssda903.read import ENDINGS

    files = folder.rglob("*") if folder.is_dir() else [folder]
    return sum(file.suffix.lower() in ENDINGS for file in files)
