"""`python -m benchmarks --web`: what the web service costs, in a small and in a national database, and under load.

Ratios are of medians in one run. The databases are made once, in `.data`; the one on PostgreSQL is thrown away afterwards.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from footprint.commands.serve import THREADS, default_workers
from tests import on_postgres
from tests.faults.service import LOST, Browser, Service

DATA = Path(__file__).parent / ".data"
SIZES = [2_400, 84_000]
USERS, THINKING, LASTS, RAMP = 150, 10.0, 60.0, 15.0
"""People, the seconds for which each thinks between two pages, and how long they are watched, the first seconds left out."""
SAVES, COLD = 200, 20
"""Saves that are timed one after the other, and those before them that are not: a process is slow at its first."""
MIX = [("caseload", 0.55), ("child", 0.83), ("today", 0.98), ("save", 1.0)]
"""What people do: up to which share of a throw."""


@dataclass
class Times:
    """Seconds by what was done, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def main(sizes: list[int]) -> None:
    """Print every figure, on SQLite and then on PostgreSQL."""
    print(f"The web service, load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores.\n")
    _measure("SQLite", {size: _sqlite(size) for size in sizes})
    with on_postgres.server() as url:
        services = {}
        for size in sizes:
            own = f"{url.rsplit('/', 1)[0]}/size{size}"
            subprocess.run(["psql", url, "-qc", f"CREATE DATABASE size{size}"], check=True)
            services[size] = _filled(Service(_folder(f"web-pg-{size}"), own), size, keep=False)
            subprocess.run(["psql", own, "-qc", "VACUUM ANALYZE"], check=True)  # what a server that runs for days has long done
        _measure("PostgreSQL", services)


def _folder(name: str) -> Path:
    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sqlite(size: int) -> Service:
    return _filled(Service(_folder(f"web-{size}")), size, keep=True)


def _filled(service: Service, size: int, keep: bool) -> Service:
    built = service.folder / "built.json"
    if not (keep and built.exists() and built.stat().st_size):
        print(f"Making a service of {size:,} invented children ...", flush=True)
        built.write_text(json.dumps(_inside(service, "build", size)))
    service.told = json.loads(built.read_text()) | _inside(service, "sessions")
    return service


def _inside(service: Service, what: str, size: int = 0) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.web_inside", what, str(size)]
    done = subprocess.run(command, env=service.env(), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure(engine: str, services: dict[int, Service]) -> None:
    small, large = min(services), max(services)
    costs = {size: _inside(service, "pages") for size, service in services.items()}
    print(
        f"{engine}: ms of CPU, {' and '.join(f'{size:,} children' for size in services)}; load average {os.getloadavg()[0]:.2f}"
    )
    for name in costs[large]:
        each = "  ".join(f"{costs[size][name]:8.1f}" for size in services)
        print(f"  {name:<14}{each}   ratio {costs[large][name] / costs[small][name]:.2f}")
    asked = _inside(services[small], "queries")
    print("  questions to the database: " + ", ".join(f"{name}: {count}" for name, count in asked.items()))
    for size, service in services.items():
        print(f"  {size:,} children: loaded in {service.told['load']:.0f} s, duties of all {service.told['rebuild']:.0f} s "
              f"({service.told['rebuild cpu']:.0f} s of CPU)")  # fmt: skip
    _print_saves(_saves(services[small]))
    _print_load(_load(services[large]))


def _saves(service: Service) -> list[float]:
    """Seconds of each of some saves, one after the other, by some people: a fact, what is owed then, and its audit."""
    service.start(workers=default_workers(), threads=THREADS)
    try:
        chance, found = random.Random(1), []
        people = [Browser(service.port, session) for session in service.told["sessions"][:30]]
        caseloads = [(browser, _do(browser, "caseload", "", chance)[1]) for browser in people]
        for number in range(SAVES + COLD):
            browser, children = caseloads[number % len(caseloads)]
            began, _ = _do(browser, "save", chance.choice(children), chance)
            found.append(time.monotonic() - began)
        return found[COLD:]
    finally:
        service.kill()


def _print_saves(found: list[float]) -> None:
    print(f"  {len(found)} saves one after the other, load average {os.getloadavg()[0]:.2f}: {_shares(found)}")


def _load(service: Service) -> Times:
    times, ending = Times(), threading.Event()
    service.start(workers=default_workers(), threads=THREADS)
    try:
        until = time.monotonic() + LASTS
        threads = [threading.Thread(target=_person, args=(service, number, times, until, ending)) for number in range(USERS)]
        for thread in threads:
            thread.start()
        time.sleep(LASTS)
        ending.set()
        for thread in threads:
            thread.join()
    finally:
        service.kill()
    return times


def _person(service: Service, number: int, times: Times, until: float, ending: threading.Event) -> None:
    sessions, chance = service.told["sessions"], random.Random(number)
    browser, children = Browser(service.port, sessions[number % len(sessions)]), []
    ending.wait(chance.uniform(0, THINKING))
    while not ending.is_set():
        throw = chance.random()
        what = next(name for name, share in MIX if throw <= share) if children else "caseload"
        try:
            began, found = _do(browser, what, chance.choice(children) if children else "", chance)
        except LOST as error:
            times.errors.append(f"{what}: {type(error).__name__}")
        else:
            children = found or children
            if began > until - LASTS + RAMP:
                times.took.setdefault(what, []).append(time.monotonic() - began)
        ending.wait(chance.expovariate(1 / THINKING))


def _do(browser: Browser, what: str, child: str, chance: random.Random) -> tuple[float, list[str]]:
    """Do one thing: when it was asked for (a save when its form is sent), and the children whom a caseload shows."""
    began = time.monotonic()
    if what == "save":
        on = {"on-day": str(chance.randint(1, 28)), "on-month": str(chance.randint(1, 12)), "on-year": "2025"}
        form = browser.get(f"{child}contact/")
        began = time.monotonic()
        answer = browser.send(f"{child}contact/", browser.fields(form) | on | {"kind": "visit", "alone": "yes"})
    else:
        answer = browser.get({"caseload": "/children/", "today": "/", "child": child}[what])
    if answer.status != (302 if what == "save" else 200):
        raise OSError(f"{what}: {answer.status}")
    return began, sorted(set(re.findall(r'"(/child/[0-9a-f-]{36}/)"', answer.body))) if what == "caseload" else []


def _print_load(times: Times) -> None:
    pages = [each for what, found in times.took.items() if what != "save" for each in found]
    saves = times.took.get("save", [])
    print(f"  {USERS} people, {THINKING:.0f} s of thinking, {len(pages) + len(saves)} requests in {LASTS - RAMP:.0f} s, "
          f"{len(times.errors)} errors, load average {os.getloadavg()[0]:.2f}")  # fmt: skip
    for name, found in (("pages", pages), ("saves", saves)):
        if found:
            print(f"  {name}, {len(found)}: {_shares(found)}")
    print()


def _shares(found: list[float]) -> str:
    """The middle, and what 95 and 99 of 100 stay under."""
    ordered = sorted(found)
    at = {share: ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 95, 99)}
    return "  ".join(f"p{share} {seconds * 1000:.0f} ms" for share, seconds in at.items())


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1].split(",")] if len(sys.argv) > 1 else SIZES)
