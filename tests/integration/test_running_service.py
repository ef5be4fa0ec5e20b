"""The service as it runs: begun, killed in its parts, backed up under load, restored, and signed in to again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from footprint.records.jobs import EVERY
from tests.integration.running_service import Service, alive, command, database, environment, script, until

EMAIL, PASSWORD = "iris.osprey@example.org", "seven grey herons"

ON_SQLITE = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="of SQLite's file alone")

WRITER = """
import sys
from django.db import transaction
from footprint.records import audit
with open(sys.argv[1], "w") as kept:
    for number in range(100_000):
        with transaction.atomic():
            audit.record(None, "read", "child", subject=str(number))
        print(number, file=kept, flush=True)
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A new installation, served."""
    found = Service(tmp_path_factory.mktemp("installation") / "data", workers=2)
    try:
        assert until(found.well), found.log.read_text()
        yield found
    finally:
        found.end()


def test_a_new_installation_is_set_up_and_nothing_is_red(service: Service) -> None:
    assert service.health() == (200, {"database": "ok", "silent jobs": []})
    assert len(service.workers()) == 2
    assert {oct(file.stat().st_mode & 0o077) for file in service.folder.glob("*.*")} == {"0o0"}


def test_a_worker_that_is_killed_is_begun_anew(service: Service) -> None:
    before = service.workers()
    os.kill(before[0], signal.SIGKILL)
    assert until(lambda: len(service.workers()) == 2 and before[0] not in service.workers())
    assert until(service.well, 10)


def test_the_jobs_are_begun_anew_when_they_are_killed(service: Service) -> None:
    [before] = service.children("cli jobs")
    os.kill(before, signal.SIGKILL)
    assert until(lambda: bool(service.children("cli jobs")) and before not in service.children("cli jobs"))
    assert service.well()


def test_a_second_service_on_the_same_folder_is_refused(service: Service) -> None:
    result = command(service.folder, "serve", "--port", "1024")
    assert (result.returncode, result.stderr) == (1, f"Footprint is running on {service.folder}. Stop it first.\n")


def test_an_address_that_is_taken_is_refused(service: Service) -> None:
    result = command(service.folder, "serve", "--port", service.port)
    assert result.returncode == 1
    assert "Address already in use. --port takes another." in result.stderr


@pytest.fixture(scope="module")
def backup(service: Service, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A backup made while another process writes without a pause, and the last write acknowledged before it was begun."""
    folder = tmp_path_factory.mktemp("kept")
    script(
        service.folder,
        "from footprint.records.models import User\n"
        f"User.objects.create_account('{EMAIL}', roles=['iro'], password='{PASSWORD}')",
    )
    setup = "from footprint.commands.installation import set_up; set_up()\n"
    ledger = folder / "ledger"
    writer = subprocess.Popen([sys.executable, "-c", setup + WRITER, ledger], env=environment(service.folder))
    try:
        assert until(lambda: ledger.exists() and len(ledger.read_text().splitlines()) > 20)
        last = int(ledger.read_text().splitlines()[-2])
        result = command(service.folder, "backup", folder / "one.backup")
        assert result.returncode == 0, result.stderr
        assert "read back and found whole" in result.stdout
        assert "A key for backups was made" in result.stderr
        assert writer.poll() is None, "the writer was to write all the while"
    finally:
        writer.kill()
        writer.wait()
    shutil.copy(service.folder / "backup.key", folder / "backup.key")
    return folder / "one.backup", last


@pytest.fixture(scope="module")
def restored(backup: tuple[Path, int]) -> Path:
    """A new folder made of the backup."""
    file, _ = backup
    folder = file.parent / "restored"
    key, url = file.parent / "backup.key", database(folder)
    result = command(file.parent / "nothing", "restore", file, "--into", folder, "--key", key, DATABASE_URL=url)
    assert result.returncode == 0, result.stderr
    assert "found whole" in result.stdout
    return folder


def test_every_write_acknowledged_before_the_backup_is_in_it(backup: tuple[Path, int], restored: Path) -> None:
    asked = "from footprint.records.models import AuditEvent\nprint(*AuditEvent.objects.values_list('subject', flat=True))"
    assert set(range(backup[1] + 1)) <= set(map(int, script(restored, asked).stdout.split()))


@ON_SQLITE
def test_the_restored_database_is_sound(restored: Path) -> None:
    with closing(sqlite3.connect(restored / "footprint.db")) as link:
        assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert link.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_restored_audit_is_whole(restored: Path, service: Service) -> None:
    result = command(restored, "audit", "verify", "--anchor", service.folder / "anchors.jsonl")
    assert result.returncode == 0, result.stderr
    assert "the log is whole, held against 1 anchor kept elsewhere" in result.stdout


def test_one_can_sign_in_to_the_restored_service_which_ends_with_its_first_process(restored: Path) -> None:
    service = Service(restored)
    try:
        assert until(service.well), service.log.read_text()
        assert "/accounts/code/" in service.sign_in(EMAIL, PASSWORD), "the password is taken, and a second factor is asked for"
        processes = [*service.workers(), *service.children("")]
        assert len(processes) == 3
    finally:
        service.end(signal.SIGKILL)
    assert until(lambda: not any(map(alive, processes)), 20), "what it began outlived it"


@ON_SQLITE
def test_a_backup_that_is_not_whole_touches_nothing(backup: tuple[Path, int], tmp_path: Path) -> None:
    file, whole = tmp_path / "kept.backup", backup[0].read_bytes()
    file.write_bytes(whole[:-1000] + bytes([whole[-1000] ^ 1]) + whole[-999:])
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "footprint.db").write_text("precious")
    result = command(tmp_path / "old", "restore", file, "--key", backup[0].parent / "backup.key", "--replace")
    assert result.returncode == 1
    assert "kept.backup was altered or cut short" in result.stderr
    there = {path.name: path.read_text() for path in (tmp_path / "old").iterdir()}
    assert there == {"footprint.db": "precious", "service.lock": ""}


@ON_SQLITE
def test_a_backup_takes_the_place_of_a_database_that_is_kept_beside_it(backup: tuple[Path, int], tmp_path: Path) -> None:
    (tmp_path / "footprint.db").write_text("precious")
    result = command(tmp_path, "restore", backup[0], "--key", backup[0].parent / "backup.key", "--replace")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "footprint.db").stat().st_size > 100_000
    [kept] = tmp_path.glob("replaced-*")
    assert (kept / "footprint.db").read_text() == "precious"


def test_a_running_service_is_not_restored_over(service: Service, backup: tuple[Path, int]) -> None:
    result = command(service.folder, "restore", backup[0], "--replace")
    assert (result.returncode, result.stderr) == (1, f"Footprint is running on {service.folder}. Stop it first.\n")
    assert service.well()


@ON_SQLITE
def test_the_demonstration_is_a_service_of_invented_people(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    result = command(folder, "demo", "--profile", "warwickshire", "--children", 20, "--folder", folder, "--no-serve")
    assert result.returncode == 0, result.stderr
    assert "Every person in it is invented." in result.stdout
    assert "20 of them in care today" in result.stdout
    assert "http://127.0.0.1:8000/demo/" in result.stdout
    with closing(sqlite3.connect(folder / "footprint.db")) as link:
        roles = {name for (name,) in link.execute("SELECT name FROM records_role")}
        beats = link.execute("SELECT count(*) FROM records_beat").fetchone()[0]
        [(counts,)] = link.execute("SELECT counts FROM records_import").fetchall()
    assert len(roles) == 9
    assert beats == len(EVERY)
    assert all(each["rows"] == each["accepted"] + each["rejected"] + each["skipped"] > 0 for each in json.loads(counts))


def test_asked_to_stop_it_stops_and_all_that_it_began_with_it(service: Service) -> None:
    processes = [*service.workers(), *service.children("")]
    assert len(processes) == 4
    assert service.end(signal.SIGINT) == 0
    assert not any(map(alive, processes))
    assert service.log.read_text().endswith("Footprint has stopped.\n")
