"""The demonstration as a running service, on SQLite or, in a database of its own, on the PostgreSQL that DATABASE_URL names.

An authority is made once and kept as a pattern; each service is a copy of it, which takes a moment.
`python -m tests.journeys.service make FOLDER AUTHORITY` and `... serve FOLDER AUTHORITY PORT` are the processes behind it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.on_postgres import own_database

CHILDREN = {"bromley": 130, "lancashire": 40}
"""By the profile of an authority, how many children of it are in care."""
SEED = 1
_PATIENCE = 180
_MADE = "made"


@contextmanager
def running(folder: Path, port: int, profile: str = "bromley", patterns: Path | None = None) -> Iterator[str]:
    """The service in a process of its own: its address.

    Args:
        folder: an empty one, for its data.
        patterns: where authorities that were made are kept, for other services to be copies of; in `folder` by default.
    """
    data, url = _copied(_pattern(patterns or folder / "patterns", profile), folder / "data", port)
    log = (folder / "journeys.log").open("wb")
    process = _begin("serve", data, profile, port, url=url, log=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, folder)
        yield address
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _pattern(patterns: Path, profile: str) -> Path:
    """The data folder of an authority, made by the first who asks for it; the others wait."""
    patterns.mkdir(exist_ok=True)
    data = patterns / profile
    with (patterns / f"{profile}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (patterns / f"{profile}.{_MADE}").exists():
            with (patterns / f"{profile}.log").open("wb") as log:
                url = own_database(_name(data))
                if _begin("make", data, profile, url=url, log=log).wait():
                    raise RuntimeError((patterns / f"{profile}.log").read_text("utf-8", "replace")[-4000:])
            (patterns / f"{profile}.{_MADE}").touch()
    return data


def _copied(pattern: Path, data: Path, port: int) -> tuple[Path, str]:
    """A copy of an authority: its folder and, on PostgreSQL, the URL of its database."""
    shutil.copytree(pattern, data)
    return data, own_database(f"journeys_{port}", _name(pattern))


def _name(pattern: Path) -> str:
    """Of the database of a pattern."""
    return f"pattern_{pattern.name}"


def _begin(what: str, *arguments: object, url: str, log: object) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", __name__, what, *map(str, arguments)]
    return subprocess.Popen(line, stdout=log, stderr=log, env={**os.environ, "DATABASE_URL": url})  # type: ignore[call-overload,no-any-return]


def _wait(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2)
            return
        except urllib.error.HTTPError:  # it answers, if only to say that something is not yet running
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError((folder / "journeys.log").read_text("utf-8", "replace")[-4000:])


def make(data: Path, profile: str) -> None:
    """Make the demonstration."""
    from footprint.commands.demo import demo_folder, environment, make_demo
    from footprint.commands.installation import only_service
    from footprint.commands.serve import collect_static

    place = demo_folder(data)
    os.environ.update(environment(profile, place))
    with only_service(place):
        make_demo(profile, CHILDREN[profile], SEED)
        collect_static()


def serve(data: Path, profile: str, port: int) -> None:
    """Serve what was made until told to stop."""
    from footprint.commands.demo import environment
    from footprint.commands.installation import only_service
    from footprint.commands.serve import prepare, run_service

    os.environ.update(environment(profile, data))
    prepare("127.0.0.1", port)
    with only_service(data):
        run_service("127.0.0.1", port, 2, data / "service.log")


if __name__ == "__main__":
    _, what, folder, authority, *rest = sys.argv
    make(Path(folder), authority) if what == "make" else serve(Path(folder), authority, int(rest[0]))
