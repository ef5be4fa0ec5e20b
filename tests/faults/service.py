"""The service in processes of its own, as it is installed, and a browser to go with it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

LOST = (OSError, http.client.HTTPException)
"""What a browser meets where the server dies under it."""
READY_IN = 120.0


@dataclass
class Answer:
    """A status, the address of where to go, and a page."""

    status: int
    location: str
    body: str

    @property
    def words(self) -> str:
        """The page without its markup."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.body))


@dataclass
class Browser:
    """Somebody who is signed in."""

    port: int
    session: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """Open a page."""
        return self._ask("GET", address)

    def fields(self, page: Answer) -> dict[str, str]:
        """The hidden fields of the form of a page."""
        return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.body))

    def send(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", address, urlencode(fields))

    def fill_in(self, address: str, **answers: str) -> Answer:
        """Open a form, answer it and send it."""
        page = self.get(address)
        if page.status != 200:
            return page
        return self.send(address, self.fields(page) | {name.replace("_", "-"): value for name, value in answers.items()})

    def _ask(self, method: str, address: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        cookies = "; ".join(f"{name}={value}" for name, value in {"session": self.session, **self.cookies}.items())
        headers = {"Cookie": cookies, "Host": f"127.0.0.1:{self.port}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            told = connection.getresponse()
            for cookie in told.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                if name == "csrf":
                    self.cookies[name] = value
            return Answer(told.status, told.headers.get("Location", ""), told.read().decode())
        finally:
            connection.close()


@dataclass
class Service:
    """An installation in a folder, filled with the world of the integration tests; on SQLite, or where `url` says."""

    folder: Path
    url: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    server: subprocess.Popen[bytes] | None = None

    def env(self, **more: str) -> dict[str, str]:
        """The settings of the installation."""
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("FOOTPRINT_", "DATABASE_URL"))}
        ours = {"FOOTPRINT_DATA": str(self.folder), "FOOTPRINT_HTTPS": "no", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        ours["FOOTPRINT_TESTED_BY"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # so that the folder is kept
        return {
            **plain,
            **ours,
            "DATABASE_URL": self.url,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **more,
        }

    def run(self, module: str) -> dict[str, Any]:
        """Run a module beside the service; what it prints."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", module], env=self.env(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    def start(self, workers: int = 2, threads: int = 2, **more: str) -> None:
        """Start the server and wait until it answers."""
        self.port = self.port or _free_port()
        command = [
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "error", "--no-access-log"]
        command += ["--respawn-failed-workers", "--respawn-interval", "0.1", "footprint.config.wsgi:application"]
        log = (self.folder / "server.log").open("ab")
        self.server = subprocess.Popen(command, env=self.env(**more), stdout=log, stderr=log, start_new_session=True)
        log.close()
        self.wait()

    def wait(self) -> None:
        """Until the server answers."""
        until = time.monotonic() + READY_IN
        while time.monotonic() < until:
            with suppress(*LOST):
                Browser(self.port, "").get("/health")
                return
            time.sleep(0.05)
        raise TimeoutError(f"The server does not answer: {(self.folder / 'server.log').read_text()[-2000:]}")

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        assert self.server
        tasks = Path(f"/proc/{self.server.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split() if _is_worker(pid)]

    def kill(self) -> None:
        """End the whole server at once, as a power cut would end its processes."""
        if self.server:
            with suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def browser(self, number: str) -> Browser:
        """A browser in which somebody is signed in."""
        return Browser(self.port, self.told["sessions"][number])

    def child(self, name: str) -> str:
        """The address of a child's page."""
        return f"/child/{self.told['children'][name]}/"


def _is_worker(pid: str) -> bool:
    with suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return bool(command) and b"resource_tracker" not in command
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
