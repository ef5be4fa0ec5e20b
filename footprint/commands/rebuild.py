"""`footprint rebuild`: what follows from the facts, written anew for every child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from footprint.commands.installation import open_installation, up_to_date
from footprint.commands.speech import counted, is_terminal

Told = Callable[[int, int], None]


def rebuild_all(on: date | None) -> None:
    """Write the duties, review timings and standings of all children anew, as at today by default.

    Raises:
        Refused: the installation is wrong, or its database not up to date.
    """
    open_installation()
    up_to_date()
    from django.utils import timezone

    from footprint.actions.duties import rebuild

    day = on or timezone.localdate()
    with bar("Children") as told:
        children = rebuild(day, told)
    print(f"Written anew as at {day}: what is owed to {counted(children, 'child', 'children')}.")


@contextmanager
def bar(words: str) -> Iterator[Told]:
    """A bar on standard error, where a person watches it. Told how many are done, and of how many."""
    if not is_terminal():
        yield lambda done, of: None
        return
    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)
