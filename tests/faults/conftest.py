"""An installation for each test of faults: made once, copied for each test, its server ended whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import on_postgres
from tests.faults.service import Service


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """An installation on SQLite with the world in it; no server."""
    service = Service(tmp_path_factory.mktemp("installation"))
    service.told = service.run("tests.faults.fill")
    return service


@pytest.fixture
def service(filled: Service, tmp_path: Path) -> Iterator[Service]:
    """A copy of it, for one test."""
    shutil.copytree(filled.folder, tmp_path / "data")
    found = Service(tmp_path / "data", told=filled.told)
    yield found
    found.kill()


@pytest.fixture
def on_a_postgres(tmp_path: Path) -> Iterator[tuple[Service, Callable[[str], None]]]:
    """An installation on a PostgreSQL of its own, and what restarts that."""
    with on_postgres.restartable() as (url, restart):
        found = Service(tmp_path, url)
        found.told = found.run("tests.faults.fill")
        yield found, restart
        found.kill()
