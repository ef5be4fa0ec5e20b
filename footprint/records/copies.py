"""Copies of the database: taken while it is in use, and looked through before anybody relies on one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

from footprint.domain.audit_chain import Anchor
from footprint.records import audit
from footprint.records.models import AuditEvent

_COPY = "copy"


class NoCopy(Exception):
    """A copy cannot be made, or one is not whole. The message is a sentence."""


def kind() -> str:
    """ "sqlite" or "postgresql"."""
    return connection.vendor


def size() -> int:
    """Bytes of the database, to see whether a copy has room."""
    if kind() == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy(into: Path) -> None:
    """Write a copy of the database as it stands at one moment, while others read and write.

    Raises:
        NoCopy: PostgreSQL's own program is not installed, or says no.
    """
    if kind() == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(into)])  # a whole copy, without traces of what was deleted
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={into}")


def put_back(dump: Path) -> None:
    """Read a copy of PostgreSQL into the empty database.

    Raises:
        NoCopy: it holds tables, PostgreSQL's program is not installed, or says no.
    """
    if connection.introspection.table_names():
        raise NoCopy("The database that DATABASE_URL names is not empty, and a backup is put into an empty one only.")
    _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", _name(), str(dump))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    if not shutil.which(program):
        raise NoCopy(f"{program} is not installed: it belongs to PostgreSQL's client (on Debian: apt install postgresql-client).")
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {name: str(told[key]) for name, key in names.items() if told[key]}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCopy(f"{program} failed: {(done.stderr.strip().splitlines() or ['it does not say why'])[-1]}")
    return done.stdout


def listed(dump: Path) -> int:
    """How many tables with their rows a copy of PostgreSQL holds.

    Raises:
        NoCopy: it cannot be read.
    """
    return sum(" TABLE DATA " in line for line in _run("pg_restore", "--list", str(dump)).splitlines())


def end_of_log(using: str = "default") -> Anchor:
    """The anchor of the audit's chain as it stands: its rows up to the last one, whatever is written while they are counted."""
    rows = AuditEvent.objects.using(using)
    seq, seal = rows.order_by("-seq").values_list("seq", "hash").first() or (0, "")
    return Anchor(seq, seal, rows.filter(seq__lte=seq).count())


@contextmanager
def opened(file: Path) -> Iterator[str]:
    """A copy of SQLite as a database of Django, by alias."""
    connections.databases[_COPY] = {**connections.databases["default"], "NAME": str(file)}
    try:
        yield _COPY
    finally:
        connections[_COPY].close()
        del connections[_COPY]
        del connections.databases[_COPY]


def faults(file: Path, anchor: Anchor, key: bytes) -> Iterator[str]:
    """What is wrong with a copy of SQLite, in sentences: its pages, its links, the chain of its audit up to an anchor.

    Args:
        key: of the audit that is in the copy.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as link:
            wrong = list(_pages(link))
    except sqlite3.DatabaseError as error:
        wrong = [f"The database cannot be read: {error}."]
    yield from wrong
    if not wrong:
        with opened(file) as alias:
            yield from (each.sentence for each in audit.breaks(anchor, using=alias, key=key))


def _pages(link: sqlite3.Connection) -> Iterator[str]:
    told: list[tuple[Any, ...]] = link.execute("PRAGMA integrity_check").fetchall()
    if told != [("ok",)]:
        yield f"The database is damaged: {told[0][0]}."
    loose = link.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        yield f"{len(loose)} rows of the database name others that are not there, the first in {loose[0][0]}."
