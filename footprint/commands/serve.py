"""`footprint serve`: the web server, and the process of the jobs beside it. Begun, watched and ended together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from footprint.commands.installation import SETTINGS, bring_up_to_date, only_service, open_installation, refuse_what_is_wrong
from footprint.commands.speech import Refused, counted, say
from footprint.config.checks import exposure

THREADS = 1
"""Requests that a worker answers at once: working out a page needs the whole of Python, so two would hold each other up."""
GRACE = 20
"""Seconds for what is being answered or worked on to end."""
_QUICK_ENDS = 5
_A_MINUTE = 60


def serve(host: str, port: int, workers: int | None) -> None:
    """Check, bring the database up to date, collect what browsers fetch, and serve until told to stop.

    Raises:
        Refused: the installation is wrong, the address is taken, the database is newer than the program, or a process
            ends again and again.
    """
    prepare(host, port)
    with only_service():
        steps = bring_up_to_date()
        if steps:
            say(f"The database was set up: {counted(len(steps), 'step')}.")
        collect_static()
        run_service(host, port, workers or default_workers())


def prepare(host: str, port: int) -> None:
    """Refuse what cannot go well, before anything is changed.

    Raises:
        Refused: with a sentence for each thing.
    """
    refuse_what_is_wrong(exposure(host))
    _free(host, port)
    open_installation()


def _free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refused(f"{host}:{port} cannot be listened to: {error.strerror}. --port takes another.") from None


def default_workers() -> int:
    """Two for each processor, so that none is idle while a worker waits for the disk, and not more than eight."""
    return min(2 * len(os.sched_getaffinity(0)), 8)


def collect_static() -> None:
    """Put what browsers fetch where it is served from, packed."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def run_service(host: str, port: int, workers: int, log: Path | None = None) -> None:
    """Run the two processes until told to stop.

    Args:
        log: where their lines go; to standard error by default.

    Raises:
        Refused: one of them ends again and again.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    numbers = [str(number) for number in (port, workers, THREADS, GRACE // 2)]
    web = _Child("the web server", [sys.executable, "-m", "footprint.commands.web_process", host, *numbers], log)
    jobs = _Child("the jobs", [sys.executable, "-m", "footprint.cli", "jobs"], log)
    stopped = _stop_signals()
    try:
        web.start()
        jobs.start()
        say(f"Footprint is served on http://{host}:{port}/ by {counted(workers, 'worker')}. Ctrl-C ends it.")
        while not stopped:
            for child in (web, jobs):
                child.keep_alive()
            time.sleep(0.2)
    finally:
        _end([web, jobs])
    say("Footprint has stopped.")


def _stop_signals() -> list[int]:
    """A list that is filled when somebody asks the service to stop."""
    asked: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: asked.append(number))
    return asked


@dataclass
class _Child:
    """A process that is begun anew when it ends by itself."""

    what: str
    command: Sequence[str]
    log: Path | None
    ends: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """In a group of its own, so that Ctrl-C reaches it through us and its own children end with it."""
        with self.log.open("ab") if self.log else contextlib.nullcontext() as told:
            self.process = subprocess.Popen(self.command, start_new_session=True, stdin=subprocess.DEVNULL, stderr=told)

    def keep_alive(self) -> None:
        """Begin it anew if it has ended.

        Raises:
            Refused: it has done so again and again within a minute.
        """
        if self.process is None or self.process.poll() is None:
            return
        self.kill()
        now = time.monotonic()
        self.ends = [end for end in self.ends if now - end < _A_MINUTE] + [now]
        if len(self.ends) >= _QUICK_ENDS:
            raise Refused(
                f"{self.what.capitalize()} ended {_QUICK_ENDS} times within a minute, so the service stops. Its log says why."
            )
        say(f"{self.what.capitalize()} ended (status {self.process.returncode}) and is begun anew.")
        self.start()

    def kill(self) -> None:
        """End it and what it began, at once."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def _end(children: list[_Child]) -> None:
    """Ask all to end; what has not after the time of grace is ended."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(until - time.monotonic(), 0.1))
    for child in children:
        child.kill()
