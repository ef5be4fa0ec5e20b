"""The tables of an installation: made by the migrations as the models say, each at once, and never by an older program."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.integration.fresh import Installation, installation


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "data") as found:
        yield found


def test_the_migrations_make_the_tables_of_the_models_each_whole(here: Installation) -> None:
    """Other tests have tables made from the models. A table that is made piece by piece costs every installation seconds."""
    assert here.told("manage", "makemigrations", "--check", "--dry-run") == "No changes detected\n"
    first = import_module("footprint.records.migrations.0001_initial").Migration
    remedy = "Write it with: python -m tests.first_migration"
    assert {type(each).__name__ for each in first.operations} == {"CreateModel"}, remedy


def test_a_database_of_a_newer_version_is_left_alone(here: Installation) -> None:
    newer = "from django.db import connection\nfrom django.db.migrations.recorder import MigrationRecorder\n"
    here.script(newer + "MigrationRecorder(connection).record_applied('records', '9999_future')")
    done = here.run("rebuild")
    assert done.returncode == 1
    assert "The database is newer than this program" in done.stderr and "records.9999_future" in done.stderr
