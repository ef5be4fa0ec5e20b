"""The regular jobs: each once a day, by one process, again after a fault; and what the log of the audit is held against."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner, Result

from footprint.actions import jobs
from footprint.cli import app
from footprint.commands.jobs import run_one_task, worker_name
from footprint.records import audit
from footprint.records.jobs import EVERY, silent_jobs
from footprint.records.models import AuditAnchor, AuditEvent, Beat, Duty
from tests.integration.world import World

NOON = datetime(2026, 6, 10, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of its own for each test."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def no_rebuild(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which the duties would have been written anew."""
    days: list[date] = []
    monkeypatch.setitem(jobs.JOBS, "duties of the day", lambda today: str(days.append(today)))
    return days


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class TestJobs:
    def test_every_job_that_is_missed_is_one_that_is_run(self) -> None:
        assert set(jobs.JOBS) == set(EVERY)

    def test_a_new_installation_shows_nothing_red(self, world: World) -> None:
        assert all(jobs.run_due(NOON).values())
        assert silent_jobs(NOON) == []

    def test_each_runs_once_a_day(self, db: None, no_rebuild: list[date]) -> None:
        midnight = NOON.replace(hour=0, minute=0) + timedelta(days=1)
        for now in (NOON, NOON + timedelta(hours=1), midnight - timedelta(seconds=1), midnight, midnight + timedelta(minutes=1)):
            jobs.run_due(now)
        assert no_rebuild == [date(2026, 6, 10), date(2026, 6, 11)]

    def test_the_duties_are_those_of_the_day(self, world: World) -> None:
        Duty.objects.all().delete()
        jobs.run_due(NOON)
        assert Duty.objects.exists()

    def test_a_job_that_fails_stops_no_other_and_is_tried_again(
        self, db: None, no_rebuild: list[date], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(today: date) -> str:
            raise OSError("the disk is full of Ada Canary")

        with monkeypatch.context() as patch:
            patch.setitem(jobs.JOBS, "tidying", broken)
            assert jobs.run_due(NOON) == {name: name != "tidying" for name in jobs.JOBS}
        assert [each.job for each in silent_jobs(NOON)] == ["tidying"]
        assert jobs.run_due(NOON + timedelta(minutes=1)) == {"tidying": True}

    def test_a_job_that_was_silent_for_a_day_is_seen(self, db: None, no_rebuild: list[date]) -> None:
        jobs.run_due(NOON)
        assert silent_jobs(NOON + timedelta(hours=24)) == []
        assert len(silent_jobs(NOON + timedelta(hours=26))) == len(jobs.JOBS)

    def test_where_one_scheduler_is_at_work_another_does_nothing(self, db: None, no_rebuild: list[date]) -> None:
        def elsewhere() -> bool:
            with jobs.alone() as mine:
                connection.close()
                return mine

        with jobs.alone() as mine, ThreadPoolExecutor(1) as other:
            assert mine
            assert not other.submit(elsewhere).result()
        assert jobs.run_due(NOON)

    def test_the_anchor_is_written_once_to_be_copied_away(self, db: None, no_rebuild: list[date], folder: Path) -> None:
        made = audit_of(3)
        jobs.run_due(NOON)
        jobs.anchor_of_the_audit(NOON.date())
        [line] = (folder / jobs.ANCHORS).read_text().splitlines()
        assert json.loads(line)["hash"] == made[-1].hash

    def test_old_files_of_imports_go(self, db: None, folder: Path) -> None:
        for name, days in (("old.csv", 91), ("new.csv", 89)):
            file = folder / "imports" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text("")
            before = (datetime.now(tz=ZoneInfo("UTC")) - timedelta(days=days)).timestamp()
            os.utime(file, (before, before))
        jobs.tidying(NOON.date())
        assert [file.name for file in (folder / "imports").iterdir()] == ["new.csv"]


DONE: list[str] = []


@task()
def noted(name: str) -> None:
    """A task that leaves a trace."""
    DONE.append(name)


class TestTasks:
    @pytest.fixture(autouse=True)
    def none_done(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Nothing is done yet; and the worker leaves the connection open, which holds the transaction of the test."""
        monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
        DONE.clear()
        yield

    @pytest.mark.django_db(transaction=False)
    def test_a_task_that_waits_is_run(self) -> None:
        noted.enqueue("import")
        assert run_one_task()
        assert not run_one_task()
        assert DONE == ["import"]

    @pytest.mark.parametrize(("begun", "outcome"), [(1, (1, 0)), (2, (1, 0)), (3, (0, 1))])
    def test_one_that_was_cut_off_is_begun_again_and_given_up_the_third_time(
        self, db: None, begun: int, outcome: tuple[int, int]
    ) -> None:
        noted.enqueue("import")
        for _ in range(begun):
            DBTaskResult.objects.get().claim(worker_name())
        assert jobs.take_up_again(worker_name()) == outcome
        assert run_one_task() is (outcome == (1, 0))

    def test_what_another_worker_is_at_is_left_alone(self, db: None) -> None:
        noted.enqueue("import")
        DBTaskResult.objects.get().claim("another")
        assert jobs.take_up_again(worker_name()) == (0, 0)


def audit_of(rows: int) -> list[AuditEvent]:
    """So many rows of the log."""
    with transaction.atomic():
        for number in range(rows):
            audit.record(None, "read", "child", subject=str(number))
    return list(AuditEvent.objects.order_by("seq"))


class TestAudit:
    def test_a_log_that_is_whole(self, db: None) -> None:
        audit_of(5)
        result = run("audit", "verify")
        assert (result.exit_code, result.stdout) == (0, "5 rows read, and the log is whole.\n")

    def test_a_row_that_was_altered(self, db: None) -> None:
        audit_of(5)
        AuditEvent.objects.filter(seq=2).update(action="list")
        result = run("audit", "verify")
        assert (result.exit_code, result.stdout) == (1, "5 rows read: 1 break.\n")
        assert result.stderr == "Row 2 is not what was sealed: it was altered, or written without the key.\n"

    def test_rows_cut_off_are_seen_by_an_anchor_that_was_kept_elsewhere(self, db: None, tmp_path: Path) -> None:
        audit_of(5)
        kept = tmp_path / "kept.jsonl"
        kept.write_text(run("audit", "anchor").stdout)
        AuditEvent.objects.filter(seq__gt=3).delete()
        AuditAnchor.objects.all().delete()
        assert run("audit", "verify").exit_code == 0
        result = run("audit", "verify", "--anchor", kept)
        assert result.exit_code == 1
        assert "Rows 4 to 5 are gone: the anchor saw the log up to row 5." in result.stderr

    def test_an_earlier_anchor_is_looked_up_at_its_row(self, db: None, tmp_path: Path) -> None:
        audit_of(5)
        kept = tmp_path / "kept.jsonl"
        kept.write_text('{"seq": 2, "count": 2, "hash": "another"}\n' + run("audit", "anchor").stdout)
        result = run("audit", "verify", "--anchor", kept)
        assert result.exit_code == 1
        assert result.stderr.startswith("Row 2 is not the row that an anchor saw")

    @pytest.mark.parametrize(("text", "said"), [("", "holds no anchor"), ("anchor\n", "row 1: this is no anchor")])
    def test_a_file_that_holds_no_anchor(self, db: None, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "kept.jsonl").write_text(text)
        result = run("audit", "verify", "--anchor", tmp_path / "kept.jsonl")
        assert result.exit_code == 1
        assert said in result.stderr


class TestRebuild:
    def test_what_follows_from_the_facts_is_written_anew(self, world: World) -> None:
        before = Duty.objects.count()
        Duty.objects.all().delete()
        result = run("rebuild")
        assert result.exit_code == 0, result.stderr
        assert f"what is owed to {len(world.children)} children." in result.stdout
        assert Duty.objects.count() == before > 0


def test_beats_tell_how_a_job_went(db: None, no_rebuild: list[date]) -> None:
    jobs.run_due(NOON)
    assert Beat.objects.get(job="tidying").outcome == "0 files, 0 sessions, 0 tasks"
    assert (settings.DATA / "jobs.lock").exists() or connection.vendor == "postgresql"
