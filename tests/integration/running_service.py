"""A service in processes of its own, on a folder of its own: begun, asked over HTTP, killed."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import uuid4

from tests.on_postgres import own_database

PATIENCE = 240
"""Seconds, for a machine that is very busy; a quiet one needs a tenth."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of an installation in a folder, on the database that belongs to it."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: text for name, text in os.environ.items() if name not in ours and not name.startswith("FOOTPRINT_")}
    return {**kept, "DATABASE_URL": database(folder), "FOOTPRINT_DATA": str(folder), "FOOTPRINT_HTTPS": "no", **more}


@cache
def database(folder: Path) -> str:
    """The URL of the database of an installation: its own on the PostgreSQL of this test run, else none, for SQLite's file."""
    return own_database(f"running_{uuid4().hex}")


def command(folder: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end."""
    line = [sys.executable, "-m", "footprint.cli", *map(str, arguments)]
    return subprocess.run(
        line, env=environment(folder, **more), capture_output=True, text=True, timeout=PATIENCE * 2, check=False
    )


def script(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run some Python on an installation."""
    setup = "from footprint.commands.installation import set_up; set_up()\n"
    line = [sys.executable, "-c", setup + text]
    return subprocess.run(line, env=environment(folder), capture_output=True, text=True, timeout=PATIENCE, check=True)


def until(what: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait for something; whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


class Service:
    """`footprint serve` on a free port."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = int(found.getsockname()[1])
        self.folder, self.log = folder, folder.with_name(folder.name + ".log")
        line = [sys.executable, "-m", "footprint.cli", "serve", "--port", str(self.port), "--workers", str(workers)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(line, env=environment(folder), stdout=log, stderr=log)

    def health(self) -> tuple[int, dict[str, object]]:
        """The answer of /health; 0 where there is none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}")
        except (OSError, ValueError):
            return 0, {}

    def well(self) -> bool:
        """Whether /health says so."""
        return self.health()[0] == 200

    def children(self, words: str) -> list[int]:
        """The processes that it began, by words of their command."""
        return [pid for pid, told in _processes(self.process.pid) if words in told]

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [pid for web in self.children("web_process") for pid, _ in _processes(web)]

    def end(self, how: int = signal.SIGTERM) -> int:
        """End it; its status."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def sign_in(self, email: str, password: str) -> str:
        """Sign in with a password; the address of the page that follows."""
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        address = f"http://127.0.0.1:{self.port}/accounts/login/"
        form = jar.open(address, timeout=20).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, form
        told = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": email, "password": password}).encode()
        request = urllib.request.Request(address, told, {"Referer": address})
        return str(jar.open(request, timeout=20).geturl())


def _processes(parent: int) -> list[tuple[int, str]]:
    """The processes that one began, with their commands."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append((int(folder.name), (folder / "cmdline").read_text().replace("\0", " ")))
        except OSError:  # it ended meanwhile
            continue
    return found


def alive(pid: int) -> bool:
    """Whether a process runs (one that has ended and was not yet fetched does not)."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
