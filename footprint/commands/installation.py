"""An installation, opened for a command: checked, set up, and its database brought up to date. Each fault is a sentence."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from footprint.commands.speech import Refused, say
from footprint.config.checks import Finding, data_folder, findings

SETTINGS = "footprint.config.settings"
_LOCK = "service.lock"


def open_installation() -> None:
    """Check the installation and make Django ready.

    Raises:
        Refused: it is plainly wrong, with a sentence for each thing.
    """
    refuse_what_is_wrong(findings())
    set_up()


def set_up() -> None:
    """Make Django ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # whatever is written from here on is for this user alone
    import django

    django.setup()


def refuse_what_is_wrong(found: list[Finding]) -> None:
    """Say what is doubtful, and refuse what is wrong.

    Raises:
        Refused: something must be mended first.
    """
    for each in found:
        if not each.grave:
            say(each.sentence)
    wrong = [each.sentence for each in found if each.grave]
    if wrong:
        raise Refused("\n".join(wrong))


def up_to_date() -> None:
    """Refuse a database that is not at the version of this program.

    Raises:
        Refused: it does not answer, is older or newer, or has not been set up.
    """
    ahead, behind = versions()
    _refuse_newer(ahead)
    if behind:
        raise Refused(
            "The database is not set up for this version: footprint serve sets it up, and so does footprint manage migrate."
        )


def bring_up_to_date() -> list[str]:
    """Make or change the tables as this version needs them; the names of the steps taken.

    Raises:
        Refused: the database does not answer, or is newer than the program.
    """
    from django.core.management import call_command

    ahead, behind = versions()
    _refuse_newer(ahead)
    if behind:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return behind


def versions() -> tuple[list[str], list[str]]:
    """The steps that the database has and this program does not know, and those that it lacks.

    Raises:
        Refused: the database does not answer.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        ahead = sorted(
            f"{app}.{name}" for app, name in set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        )
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Refused(f"The database cannot be used: {in_short(error)}.") from None
    return ahead, [f"{step.app_label}.{step.name}" for step, _ in plan]


def _refuse_newer(ahead: list[str]) -> None:
    if ahead:
        sentence = "The database is newer than this program: it was set up by a version that has"
        raise Refused(f"{sentence} {', '.join(ahead)}. Install that version, or restore a backup made with this one.")


def in_short(error: Exception) -> str:
    """The last line of what the database said, which holds no password."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1].rstrip(".")


@contextmanager
def only_service(folder: Path | None = None) -> Iterator[None]:
    """Hold the data folder for one service.

    Raises:
        Refused: a service is running on it.
    """
    folder = folder or data_folder()
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Footprint is running on {folder}. Stop it first.") from None
        yield
