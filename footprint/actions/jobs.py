"""The regular jobs, each once a day: what follows from the date, the anchor of the audit, tidying; run by one process alone.

A job is done when its beat is noted. One that failed or was cut off has none, so that it is tried again; each may run twice
without harm. One scheduler at a time works: the lock ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from footprint.actions.digest import send_digests
from footprint.actions.duties import rebuild
from footprint.actions.imports.files import forget_the_rest
from footprint.actions.reviews import take_silence
from footprint.actions.reviews.reminding import remind
from footprint.records import audit
from footprint.records.installation import installation
from footprint.records.jobs import beat
from footprint.records.models import AuditAnchor, Beat, Review, SentForm

log = logging.getLogger("footprint.jobs")

ANCHORS = "anchors.jsonl"
KEEP_IMPORTS = timedelta(days=90)
KEEP_TASKS = timedelta(days=14)
KEEP_FORMS = timedelta(days=1)
TRIES = 3
"""How often a task that was cut off is begun."""
_LOCK = 7_305_014


def duties_of_the_day(today: date) -> str:
    """Write anew what follows from dates, which changes at midnight."""
    return f"{rebuild(today):,} children"


def anchor_of_the_audit(today: date) -> str:
    """Note the end of the audit's chain, in the database and in a file to be copied away."""
    made = audit.anchor()
    write_anchor(made, settings.DATA / ANCHORS)
    return f"row {made.seq}"


def write_anchor(made: AuditAnchor, file: Path) -> None:
    """Add an anchor to a file of them, once, and see it on the disk."""
    line = json.dumps({"day": str(made.day), "seq": made.seq, "count": made.count, "hash": made.hash})
    if file.exists() and line in file.read_text("utf-8").splitlines():
        return
    with file.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
        out.flush()
        os.fsync(out.fileno())


def silence(today: date) -> str:
    """Decisions of which the manager's time to object is over stand as agreed; of what came in from a file nothing is made up."""
    nobody = installation(timezone.now())
    sent_here = Review.objects.filter(entered__isnull=False, decisions_sent__isnull=False)
    waiting = sent_here.filter(decisions__isnull=False, decisions__answer__isnull=True)
    return f"{sum(take_silence(by=nobody, review=each) for each in waiting.select_related('child').distinct()):,} decisions"


def daily_digest(today: date) -> str:
    """Tell everybody who holds something owed how much is waiting; of nobody in particular."""
    return send_digests(timezone.now())


def invitations(today: date) -> str:
    """Remind those who are invited to a review that is near, and send again what was not taken."""
    return remind(timezone.now())


def tidying(today: date) -> str:
    """Take away files of imports that are over or 90 days old, ended sessions, sent forms, and tasks that ended two weeks ago."""
    now = timezone.now()
    SentForm.objects.filter(sent__lt=now - KEEP_FORMS).delete()
    files = forget_the_rest() + sum(_removed(file, now - KEEP_IMPORTS) for file in (settings.DATA / "imports").rglob("*"))
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    tasks, _ = DBTaskResultQuerySet(DBTaskResult).finished().filter(finished_at__lt=now - KEEP_TASKS).delete()
    return f"{files} files, {sessions} sessions, {tasks} tasks"


def _removed(file: Path, before: datetime) -> bool:
    if not file.is_file() or file.stat().st_mtime >= before.timestamp():
        return False
    file.unlink(missing_ok=True)
    return True


JOBS: dict[str, Callable[[date], str]] = {
    "duties of the day": duties_of_the_day,
    "agreement by silence": silence,
    "anchor of the audit": anchor_of_the_audit,
    "daily digest": daily_digest,
    "invitations": invitations,
    "tidying": tidying,
}


def due(now: datetime) -> list[str]:
    """The jobs that have not run on this day, in England."""
    today = timezone.localdate(now)
    done = {job for job, last in Beat.objects.values_list("job", "last") if timezone.localdate(last) >= today}
    return [job for job in JOBS if job not in done]


def run_due(now: datetime) -> dict[str, bool]:
    """Run what is due; by job, whether it went well. Nothing where another scheduler is at work."""
    if not due(now):
        return {}
    with alone() as mine:
        return {job: _run(job, now) for job in due(now)} if mine else {}


def _run(job: str, now: datetime) -> bool:
    try:
        outcome = JOBS[job](timezone.localdate(now))
    except Exception as fault:  # one job's fault must not stop the others; it is in the log and on the manager's page
        log.exception(f"a job failed: {job}")
        Beat.objects.filter(job=job).update(outcome=f"failed: {type(fault).__name__}")
        return False
    beat(job, now, outcome)
    log.info(f"a job ran: {job}")  # whole, since the log keeps no arguments
    return True


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process may run the jobs now: a lock that its end gives back, of PostgreSQL or of a file beside SQLite's."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            mine = bool(cursor.fetchone()[0])
            try:
                yield mine
            finally:
                if mine:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (settings.DATA / "jobs.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def take_up_again(worker: str) -> tuple[int, int]:
    """Tasks that this worker was at when it was cut off: how many wait again, and how many were given up.

    Args:
        worker: a name that the worker keeps from one start to the next.
    """
    again = given_up = 0
    for task in DBTaskResultQuerySet(DBTaskResult).running():
        if not task.worker_ids or task.worker_ids[-1] != worker:
            continue
        if len(task.worker_ids) < TRIES:
            task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at"])
            again += 1
        else:
            task.set_failed(InterruptedError("The task was cut off each time it was begun."))
            given_up += 1
    return again, given_up
