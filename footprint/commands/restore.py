"""`footprint restore`: a data folder out of a backup. Nothing is touched before all of the file was found whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from footprint.commands.backup import KEY_FILE, VARIABLE
from footprint.commands.installation import in_short, only_service, set_up
from footprint.commands.speech import Refused
from footprint.config.checks import data_folder
from footprint.exchange.sealed_file import CannotOpen, checked_key

_HELD = ("footprint.db", "footprint.db-journal", "footprint.db-wal", "footprint.db-shm", "audit.key", "secret.key")


def restore_backup(file: Path, into: Path | None, key: Path | None, replace: bool) -> None:
    """Restore into a folder without a database, or in the place of one, which is kept beside it.

    Raises:
        Refused: the key does not open the file, the file is not whole, or the folder holds a database.
    """
    folder = (into or data_folder()).resolve()
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    there = [folder / name for name in _HELD if (folder / name).exists()]
    if there and not replace:
        raise Refused(f"{folder} holds a database or its keys already. --replace puts the backup in its place and keeps it.")
    if there:
        with only_service(folder):  # said at once, not after the whole file was read
            pass
    secret = _key(key)
    with TemporaryDirectory(prefix="footprint-restore-") as trial:
        os.environ["FOOTPRINT_DATA"] = trial  # the settings make keys where they find none: not where the backup's will lie
        set_up()
        _restore(file, secret, folder, there)


def _restore(file: Path, secret: str, folder: Path, there: list[Path]) -> None:
    from django.db import DatabaseError

    from footprint.actions import backups
    from footprint.records.copies import NoCopy

    try:
        with backups.opened(file, secret, folder.parent, _known()) as found, _put_aside(folder, there) as kept:
            found.put_into(folder)
    except (NoCopy, CannotOpen) as error:
        raise Refused(str(error)) from None
    except DatabaseError as error:
        raise Refused(f"The database cannot be used: {in_short(error)}.") from None
    print(f"{folder}: restored as it was at {found.manifest.made[:16].replace('T', ' ')}, and found whole.")
    if kept:
        print(f"What was there before is in {kept}.")
    print("Everybody has to sign in again. footprint serve brings the database up to date and starts.")


@contextmanager
def _put_aside(folder: Path, there: list[Path]) -> Iterator[Path | None]:
    """Move what is there into a folder beside it, and back if the backup cannot take its place."""
    if not there:
        yield None
        return
    with only_service(folder):
        kept = folder / f"replaced-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
        kept.mkdir(mode=0o700)
        for path in there:
            path.rename(kept / path.name)
        try:
            yield kept
        except BaseException:
            for path in there:
                (kept / path.name).rename(path)
            kept.rmdir()
            raise


def _known() -> set[str]:
    """The migrations that this program has."""
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _key(given: Path | None) -> str:
    """The key: out of the file named, the environment, or the data folder.

    Raises:
        Refused: there is none, or it is too short.
    """
    file = given or data_folder() / KEY_FILE
    try:
        if given is None and VARIABLE in os.environ:
            return checked_key(os.environ[VARIABLE], VARIABLE)
        return checked_key(file.read_text("utf-8"), str(file))
    except CannotOpen as error:
        raise Refused(str(error)) from None
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The key of the backup is not there: set {VARIABLE}, or name its file with --key.") from None
