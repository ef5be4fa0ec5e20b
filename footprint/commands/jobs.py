"""`footprint jobs`: the one process beside the web server, which runs the regular jobs and the tasks that wait."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import socket
from datetime import datetime
from threading import Event

from footprint.commands.installation import open_installation, up_to_date

log = logging.getLogger("footprint.jobs")

LOOK_FOR_TASKS = 1.0
"""Seconds between two looks for tasks."""
LOOK_FOR_JOBS = 60
"""Seconds between two looks for jobs that are due."""
MOST_PATIENCE = 60 * 60
"""Seconds after which a job that fails again and again is tried once more."""


def run_jobs(once: bool) -> bool:
    """Run jobs and tasks until told to stop, or `once` what is due now; whether all went well.

    Raises:
        Refused: the installation is wrong, or its database not up to date.
    """
    open_installation()
    up_to_date()
    from footprint.actions.jobs import take_up_again

    take_up_again(worker_name())
    if once:
        return _once()
    _Loop().run()
    return True


def worker_name() -> str:
    """The name of this installation's worker, the same at every start."""
    from django.conf import settings

    return hashlib.sha256(f"{socket.gethostname()} {settings.DATA}".encode()).hexdigest()[:32]


def _once() -> bool:
    from django.utils import timezone

    from footprint.actions.jobs import run_due

    went = run_due(timezone.now())
    while run_one_task():
        pass
    return all(went.values())


def run_one_task() -> bool:
    """Run the next task that waits; whether there was one."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

    if not DBTaskResultQuerySet(DBTaskResult).ready().exists():  # a plain read: the worker itself would lock the database to look
        return False
    Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, startup_delay=False, max_tasks=1,
        backend_name="default", worker_id=worker_name(),
    ).run()  # fmt: skip
    return True


class _Loop:
    """Looks for tasks every second and for jobs every minute, until told to stop or left by the process that began it."""

    def __init__(self) -> None:
        self._stop = Event()
        self._parent = os.getppid()
        self._next = self._wait = 0.0
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._stop.set())

    def run(self) -> None:
        """Until told to stop."""
        while not self._stop.is_set() and os.getppid() == self._parent:
            self._turn()
            self._stop.wait(LOOK_FOR_TASKS)

    def _turn(self) -> None:
        """One look. A database that does not answer now may answer in a minute."""
        from django.db import DatabaseError, close_old_connections
        from django.utils import timezone

        close_old_connections()
        try:
            now = timezone.now()
            if now.timestamp() >= self._next:
                self._jobs(now)
            while not self._stop.is_set() and run_one_task():
                pass
        except DatabaseError:
            log.exception("the database does not answer")
            self._stop.wait(LOOK_FOR_TASKS * 10)

    def _jobs(self, now: datetime) -> None:
        """Run what is due; after a failure wait longer each time."""
        from footprint.actions.jobs import run_due

        well = all(run_due(now).values())
        self._wait = LOOK_FOR_JOBS if well else min(max(self._wait, LOOK_FOR_JOBS) * 2, MOST_PATIENCE)
        self._next = now.timestamp() + self._wait
