"""An installation of its own for a test, in a folder of its own and with an empty database, and commands run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from tests.on_postgres import own_database

FOOTPRINT = [sys.executable, "-m", "footprint.cli"]


@dataclass(frozen=True)
class Installation:
    """Its data folder and the environment of its commands."""

    data: Path
    env: dict[str, str]

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run([*FOOTPRINT, *map(str, command)], env=self.env, capture_output=True, text=True, check=False)

    def told(self, *command: str | Path) -> str:
        """What a command that goes well says."""
        done = self.run(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def script(self, text: str) -> None:
        """Run some Python on it."""
        line = [sys.executable, "-c", f"from footprint.commands import installation\ninstallation.open_installation()\n{text}"]
        subprocess.run(line, env=self.env, check=True, capture_output=True)


@contextmanager
def installation(data: Path) -> Iterator[Installation]:
    """A new installation on the database of this test run: SQLite in its folder, or a database of its own of its PostgreSQL."""
    pattern = _pattern()
    shutil.copytree(pattern.data, data)
    yield Installation(data, _environment(data, own_database(f"fresh_{uuid4().hex}", _name_of(pattern.env["DATABASE_URL"]))))


@cache
def _pattern() -> Installation:
    """One that is set up, for others to be copies of: to set one up takes seconds."""
    made = not_set_up(Path(mkdtemp(prefix="footprint-fresh-")))
    made.script("installation.bring_up_to_date()")
    return made


def not_set_up(data: Path) -> Installation:
    """One whose database is empty."""
    return Installation(data, _environment(data, own_database(f"fresh_{uuid4().hex}")))


def _environment(data: Path, url: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return env | {"FOOTPRINT_DATA": str(data), "FOOTPRINT_HTTPS": "no", "DATABASE_URL": url}


def _name_of(url: str) -> str:
    return url.rpartition("/")[2]
