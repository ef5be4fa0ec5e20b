"""`footprint demo`: an authority of invented people in a fresh database, and the pages served on this machine."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from footprint.commands.installation import bring_up_to_date, only_service, refuse_what_is_wrong, set_up
from footprint.commands.serve import collect_static, prepare, run_service
from footprint.commands.speech import is_terminal
from footprint.config.checks import findings

if TYPE_CHECKING:
    import polars as pl

HOST = "127.0.0.1"
WORKERS = 2
MARK = "this-is-a-demonstration.txt"
"""A file that says that a data folder holds invented people, and may be thrown away."""
_MARKED = "Everything in this folder is invented. footprint demo made it, and may throw it away.\n"
_NOT_OURS = (
    "DATABASE_URL",
    "FOOTPRINT_HOSTS",
    "FOOTPRINT_OIDC",
    "FOOTPRINT_SECRET_KEY",
    "FOOTPRINT_AUDIT_KEY",
    "FOOTPRINT_BACKUP_KEY",
)
"""Settings of a real installation, which a demonstration must not use."""


def run_demo(profile: str, children: int | None, seed: int, folder: Path | None, port: int, serve: bool) -> None:
    """Make the database, say how to look around, and serve.

    Raises:
        typer.BadParameter: there are no figures for the profile, or the folder holds something else.
        Refused: the machine lacks what is needed.
    """
    _known(profile)
    place = demo_folder(folder)
    os.environ.update(environment(profile, place))
    for name in _NOT_OURS:
        os.environ.pop(name, None)
    if serve:
        prepare(HOST, port)
    with only_service(place):
        make_demo(profile, children, seed)
        collect_static()
        show_demo(place, port, serve)
        if serve:
            run_service(HOST, port, WORKERS, place / "service.log")


def _known(profile: str) -> None:
    from footprint.demo.authority.margins import MARGINS

    names = sorted(file.stem for file in MARGINS.glob("*.toml"))
    if profile not in names:
        sentence = f'There are no figures to invent "{profile}" from: name one of {", ".join(names)}.'
        raise typer.BadParameter(sentence, param_hint="--profile")


def demo_folder(folder: Path | None) -> Path:
    """The data folder, empty but for its mark: a temporary one, or the one asked for; an earlier demonstration is thrown away.

    Raises:
        typer.BadParameter: the folder holds something that is not a demonstration.
    """
    place = folder.resolve() if folder else Path(mkdtemp(prefix="footprint-demo-"))
    if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / MARK).is_file())):
        sentence = f"{folder} holds something that is not a demonstration, and invented people are not put among others."
        raise typer.BadParameter(sentence, param_hint="--folder")
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_service(place):
        for old in place.iterdir():
            if old.name not in (MARK, "service.lock"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
    (place / MARK).write_text(_MARKED, "utf-8")
    return place


def environment(profile: str, folder: Path) -> dict[str, str]:
    """The settings of a demonstration."""
    return {
        "FOOTPRINT_DATA": str(folder),
        "FOOTPRINT_PROFILE": profile,
        "FOOTPRINT_COUNCIL": "Fernshire Council",
        "FOOTPRINT_DEMO": "yes",
        "FOOTPRINT_HTTPS": "no",
    }


def make_demo(profile: str, children: int | None, seed: int) -> None:
    """Fill the database. The children are invented by another process while the tables are made here."""
    refuse_what_is_wrong(findings())
    today = date.today()
    with _steps() as step, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        step("Inventing the children")
        tables: Future[Mapping[str, pl.DataFrame]] = elsewhere.submit(_invented, profile, children, seed, today)
        set_up()
        logging.getLogger("footprint").setLevel(logging.WARNING)  # the page is for a newcomer
        bring_up_to_date()
        from footprint.commands import demo_world

        made = tables.result()
        for words, part in demo_world.parts(made, today):
            step(words)
            part()


def _invented(profile: str, children: int | None, seed: int, on: date) -> Mapping[str, pl.DataFrame]:
    """Run by the other process."""
    from footprint.demo.authority import make_authority

    return make_authority(profile, children=children, seed=seed, on=on)


_STEPS = 5


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """A bar of the steps on standard error, where a person watches it. Told what is done now."""
    if not is_terminal():
        yield lambda words: None
        return
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=_STEPS, completed=-1)
        yield lambda words: bar.update(task, advance=1, description=words)


def show_demo(folder: Path, port: int, served: bool) -> None:
    """What is there, and how to sign in as whom."""
    from footprint.commands.demo_world import people_to_be
    from footprint.records.models import Child, Standing

    at = f"http://{HOST}:{port}"
    in_care = Standing.objects.filter(in_care=True).count()
    print("Footprint: a demonstration. Every person in it is invented.\n")
    print(f"{Child.objects.count():,} children, {in_care:,} of them in care today. Data: {folder}\n")
    print(f"Sign in as anybody: {at}/demo/\n")
    for title, name, link in people_to_be(at):
        print(f"  {title:<34} {name:<28} {link}")
    if not served:
        print(f"\nServe it with: FOOTPRINT_DEMO=yes FOOTPRINT_HTTPS=no FOOTPRINT_DATA={folder} footprint serve")
