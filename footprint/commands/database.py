"""The database of this installation, for a command."""

from __future__ import annotations

import os

from footprint.commands.speech import Refused


def open_database(make: bool = False) -> None:
    """Make Django and the database ready.

    Args:
        make: whether the tables are to be made where they are not there yet.

    Raises:
        Refused: the database does not answer, or its tables are not those of this version.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footprint.config.settings")
    os.umask(0o077)  # whatever is written from here on is for this user alone
    import django

    django.setup()
    from django.core.management import call_command

    if make and _behind():
        call_command("migrate", interactive=False, verbosity=0)
    elif _behind():
        raise Refused("The database is not set up for this version: footprint serve sets it up, and so does footprint import.")


def _behind() -> bool:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        raise Refused("The database does not answer.") from None
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
