"""Run a command beside a throwaway PostgreSQL: `python -m tests.on_postgres pytest tests/integration`.

The server listens on this machine alone, keeps its files in a temporary folder and is gone when the command ends.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """A new, empty PostgreSQL server; its URL as DATABASE_URL takes it.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    with restartable() as (url, _):
        yield url


@contextmanager
def restartable() -> Iterator[tuple[str, Callable[[str], None]]]:
    """The same, with what restarts it: "fast" breaks off what is being done, "immediate" does as a crash would."""
    folder = Path(tempfile.mkdtemp(prefix="footprint-pg-"))
    data, port = folder / "data", _free_port()
    data.mkdir()
    as_user = _not_root(folder)
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        [*as_user, _program("initdb"), "-D", data, "-U", "footprint", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], **run
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    control = [*as_user, _program("pg_ctl"), "-D", data, "-w"]
    start = ["-o", options, "-l", folder / "log"]
    subprocess.run([*control, *start, "start"], **run)
    try:
        yield (
            f"postgres://footprint@127.0.0.1:{port}/postgres",
            lambda mode: subprocess.run([*control, *start, "-m", mode, "restart"], **run) and None,
        )
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


def own_database(name: str, template: str = "template0") -> str:
    """A new database on the PostgreSQL of this test run, empty or a copy of another: its URL; none where the run is on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return url.rsplit("/", 1)[0] + f"/{name}"


def _program(name: str) -> str:
    for folder in [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]:
        if (folder / name).is_file():
            return str(folder / name)
    raise FileNotFoundError(f"PostgreSQL's {name} is not installed (on Debian: apt-get install postgresql).")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _not_root(folder: Path) -> list[str]:
    """PostgreSQL does not run as root: then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return []
    subprocess.run(["chown", "-R", "postgres", folder], check=True)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def main() -> int:
    """Start the server, run the command with DATABASE_URL set, and give back its exit status."""
    with server() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
