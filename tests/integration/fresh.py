"""An installation of its own for a test, in a folder of its own and with an empty database, and commands run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

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


@contextmanager
def installation(data: Path) -> Iterator[Installation]:
    """A new installation on the database of this test run: SQLite in its folder, or an empty database of its PostgreSQL."""
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    env |= {"FOOTPRINT_DATA": str(data), "FOOTPRINT_HTTPS": "no"}
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield Installation(data, env)
        return
    import psycopg

    name = f"fresh_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield Installation(data, env | {"DATABASE_URL": url.rsplit("/", 1)[0] + f"/{name}"})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
