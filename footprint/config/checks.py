"""What is wrong with an installation, in words, before anything is started. Reads the environment and touches no record."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from footprint.config.database import database
from footprint.domain.profile import load_profile
from footprint.domain.rulebook import RulebookError

LEAST_FREE = 200 * 2**20
"""Bytes of disk without which nothing is started: a database that cannot write refuses every save."""
_FEW_FREE = 0.1
_SHORTEST_KEY = 32
_MOUNTS = Path("/proc/mounts")
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.onedrive"}

_NOTIFY_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """A sentence about the installation; `grave` where it must be mended first."""

    sentence: str
    grave: bool = True


def data_folder(environment: Environment = os.environ) -> Path:
    """Where the database and keys are: FOOTPRINT_DATA, as the settings read it."""
    return Path(environment.get("FOOTPRINT_DATA", "footprint-data")).resolve()


def findings(environment: Environment = os.environ) -> list[Finding]:
    """Everything that is wrong or doubtful; the data folder is made where it is not there."""
    folder = data_folder(environment)
    wrong = list(_folder(folder))
    if wrong:
        return wrong
    checks: list[Callable[[Environment, Path], Iterator[Finding]]] = [
        _disk,
        _database,
        _keys,
        _profile,
        _directory,
        _mail,
        _smaller,
    ]
    return [found for check in checks for found in check(environment, folder)]


def exposure(host: str, environment: Environment = os.environ) -> list[Finding]:
    """What must not be heard by other machines, where the service listens to more than this one."""
    if host in ("127.0.0.1", "localhost", "::1"):
        return []
    found = []
    only = f"it is served on 127.0.0.1 only, not on {host}."
    if environment.get("FOOTPRINT_DEMO") == "yes":
        found.append(Finding(f"FOOTPRINT_DEMO lets anybody sign in as anybody, so {only}"))
    if environment.get("FOOTPRINT_HTTPS") == "no":
        found.append(Finding(f'FOOTPRINT_HTTPS is "no", so passwords would cross the network in clear: {only}'))
    return found


def _folder(folder: Path) -> Iterator[Finding]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"footprint")
    except OSError as error:
        yield Finding(f"The data folder {folder} cannot be written: {error.strerror}. FOOTPRINT_DATA says where it is.")


def _disk(_: Environment, folder: Path) -> Iterator[Finding]:
    disk = shutil.disk_usage(folder)
    megabytes = disk.free // 2**20
    if disk.free < LEAST_FREE:
        yield Finding(f"The disk of {folder} has {megabytes} MB left, too few to go on: {LEAST_FREE // 2**20} MB are needed.")
    elif disk.free < disk.total * _FEW_FREE:
        yield Finding(f"The disk of {folder} is nearly full: {megabytes:,} MB are left.", grave=False)


def _database(environment: Environment, folder: Path) -> Iterator[Finding]:
    url = environment.get("DATABASE_URL", "")
    if not url:
        yield from _sqlite(folder)
        return
    try:
        database(url, folder)
    except ValueError as error:
        yield Finding(f"DATABASE_URL cannot be used: {error}.")
        return
    if not find_spec("psycopg"):
        yield Finding('DATABASE_URL names PostgreSQL, whose driver is not installed: pip install "footprint[postgres]".')


def _sqlite(folder: Path) -> Iterator[Finding]:
    file = folder / "footprint.db"
    share = network_share(folder)
    if share:
        yield Finding(
            f"{folder} lies on a network share ({share}), where SQLite can lose data: use a local disk or PostgreSQL.",
            grave=False,
        )
    if file.exists() and file.stat().st_size:
        try:
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as link:
                link.execute("SELECT count(*) FROM sqlite_master")
            link.close()
        except sqlite3.OperationalError:  # busy: somebody is writing
            return
        except sqlite3.DatabaseError:
            yield Finding(f"{file} is no SQLite database, or it is damaged: restore a backup (footprint restore).")


def network_share(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network share on which a folder lies; empty where it lies on a local disk, or that is not known."""
    if not mounts.exists():
        return ""
    rows = [line.split()[1:3] for line in mounts.read_text("utf-8", "replace").splitlines()]
    holding = [(place.replace("\\040", " "), kind) for place, kind in rows]
    holding = [(place, kind) for place, kind in holding if folder.is_relative_to(place)]
    _, kind = max(holding, key=lambda each: len(each[0]), default=("", ""))
    return kind if kind in _NETWORK else ""


def _keys(environment: Environment, folder: Path) -> Iterator[Finding]:
    for name in ("secret", "audit"):
        variable, file = f"FOOTPRINT_{name.upper()}_KEY", folder / f"{name}.key"
        given = environment.get(variable)
        if given is None and not file.exists():
            if (folder / "footprint.db").exists():
                yield Finding(
                    f"{file} is gone, and the database beside it was written with it: put it back, or restore a backup."
                )
            continue
        try:
            key = file.read_text("ascii").strip() if given is None else given
        except (OSError, UnicodeDecodeError):
            yield Finding(f"{file} cannot be read.")
            continue
        if len(key) < _SHORTEST_KEY:
            yield Finding(
                f"{variable if given is not None else file} is too short for a key: {_SHORTEST_KEY} letters are needed."
            )


def _profile(environment: Environment, _: Path) -> Iterator[Finding]:
    try:
        load_profile(environment.get("FOOTPRINT_PROFILE", "england"))
    except RulebookError as error:
        yield Finding(f"FOOTPRINT_PROFILE: {error}")


def _directory(environment: Environment, _: Path) -> Iterator[Finding]:
    named = environment.get("FOOTPRINT_OIDC")
    if not named:
        return
    try:
        if "directory" not in tomllib.loads(Path(named).read_text("utf-8")):
            yield Finding(f"FOOTPRINT_OIDC: {named} has no table [directory].")
    except OSError as error:
        yield Finding(f"FOOTPRINT_OIDC: {named} cannot be read: {error.strerror}.")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Finding(f"FOOTPRINT_OIDC: {named} is not TOML: {error}.")


def _mail(environment: Environment, _: Path) -> Iterator[Finding]:
    key, template = environment.get("FOOTPRINT_NOTIFY_KEY", ""), environment.get("FOOTPRINT_NOTIFY_TEMPLATE", "")
    if bool(key) != bool(template):
        yield Finding("FOOTPRINT_NOTIFY_KEY and FOOTPRINT_NOTIFY_TEMPLATE are set together, or neither.")
    elif key and not _NOTIFY_KEY.search(key):
        yield Finding("FOOTPRINT_NOTIFY_KEY is no key of GOV.UK Notify: it ends with two identifiers, as Notify shows it once.")
    if key and environment.get("FOOTPRINT_SMTP"):
        yield Finding("FOOTPRINT_SMTP is not used, since GOV.UK Notify is set.", grave=False)


def _smaller(environment: Environment, _: Path) -> Iterator[Finding]:
    idle, colour = environment.get("FOOTPRINT_IDLE", "30"), environment.get("FOOTPRINT_COLOUR", "#1d4f5c")
    if not re.fullmatch(r"\d+", idle):
        yield Finding(f'FOOTPRINT_IDLE is "{idle}", which is no number of minutes.')
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        yield Finding(f'FOOTPRINT_COLOUR is "{colour}", which is no colour such as #1d4f5c.')
