"""`footprint backup`: everything in one encrypted file, made while the service runs, and read back before it counts."""

from __future__ import annotations

import os
from pathlib import Path

from footprint.commands.installation import open_installation, up_to_date
from footprint.commands.speech import Refused, counted, say
from footprint.config.checks import data_folder
from footprint.config.keys import key
from footprint.exchange.sealed_file import CannotOpen, checked_key

VARIABLE = "FOOTPRINT_BACKUP_KEY"
KEY_FILE = "backup.key"


def make_backup(file: Path) -> None:
    """Write the backup and say what is in it.

    Raises:
        Refused: it cannot be made, the file is there already, or it could not be read back.
    """
    if file.exists():
        raise Refused(f"{file} is there already. A backup never takes the place of another.")
    if not file.resolve().parent.is_dir():
        raise Refused(f"{file.resolve().parent} is no folder.")
    open_installation()
    up_to_date()
    from django.utils import timezone

    from footprint.actions import backups
    from footprint.records.copies import NoCopy

    try:
        made = backups.write(file, backup_key(), timezone.now())
    except (NoCopy, CannotOpen) as error:
        raise Refused(str(error)) from None
    print(f"{file}: {file.stat().st_size / 2**20:,.1f} MB, read back and found whole.")
    rows = counted(made.anchor.count, "row")
    print(f"The audit in it has {rows} and ends at row {made.anchor.seq:,}, sealed {made.anchor.hash or 'by nothing yet'}.")


def backup_key() -> str:
    """The key of this installation's backups; made at the first one.

    Raises:
        CannotOpen: it is too short.
    """
    file = data_folder() / KEY_FILE
    if VARIABLE not in os.environ and not file.exists():
        say(f"A key for backups was made: {file}. Keep a copy of it elsewhere: without it no backup can be opened.")
    return checked_key(key(data_folder(), "backup"), VARIABLE if VARIABLE in os.environ else str(file))
