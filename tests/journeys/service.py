"""The demonstration as a running service: `python -m tests.journeys.service FOLDER PORT`.

On SQLite, or on the PostgreSQL that DATABASE_URL names, in a database of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROFILE, CHILDREN, SEED = "bromley", 130, 1
_PATIENCE = 180


@contextmanager
def running(folder: Path, port: int) -> Iterator[str]:
    """The service in a process of its own: its address."""
    log = (folder / "journeys.log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", __name__, str(folder), str(port)], stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, folder)
        yield address
    finally:
        process.terminate()
        process.wait(30)
        log.close()


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


def main(folder: Path, port: int) -> None:
    """Make the demonstration and serve it until told to stop."""
    from footprint.commands.demo import demo_folder, environment, make_demo
    from footprint.commands.installation import only_service
    from footprint.commands.serve import collect_static, prepare, run_service

    os.environ["DATABASE_URL"] = _own_database(os.environ.get("DATABASE_URL", ""), port)
    place = demo_folder(folder / "data")
    os.environ.update(environment(PROFILE, place))
    prepare("127.0.0.1", port)
    with only_service(place):
        make_demo(PROFILE, CHILDREN, SEED)
        collect_static()
        run_service("127.0.0.1", port, 2, place / "service.log")


def _own_database(url: str, port: int) -> str:
    if not url:
        return ""
    import psycopg

    name = f"journeys_{port}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.rsplit("/", 1)[0] + f"/{name}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
