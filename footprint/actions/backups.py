"""Everything that an installation needs, in one sealed file: the database at one moment, and the keys that go with it."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from footprint.domain.audit_chain import Anchor
from footprint.exchange.sealed_file import CannotOpen, Opener, Sealer, digest
from footprint.records import audit, copies
from footprint.records.copies import NoCopy

DATABASES = {"sqlite": "footprint.db", "postgresql": "database.dump"}
KEYS = ("audit.key", "secret.key")
_MANIFEST = "manifest.json"
_KNOWN = {_MANIFEST, *DATABASES.values(), *KEYS}


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when and of what it was made, its files by SHA-256, how far the audit reached.

    `versions`: the migrations that its database has. `tables`: of PostgreSQL, how many tables the copy holds.
    """

    made: str
    kind: str
    versions: list[str]
    anchor: Anchor
    files: dict[str, str]
    tables: int = 0


def write(file: Path, key: str, now: datetime) -> Manifest:
    """Write a backup and read it back; the file is there only when it was found whole.

    Raises:
        NoCopy: there is no room, or the copy is not whole.
    """
    _room(file.resolve().parent, copies.size())
    _room(settings.DATA, 2 * copies.size())
    part = file.with_name(file.name + ".part")
    with _private(settings.DATA) as folder:
        manifest = _gather(folder / "copy", now)
        _pack(folder / "copy", part, key)
        try:
            _check(unpacked(part, key, folder / "read"), folder / "read")
        except (NoCopy, CannotOpen):
            part.unlink()
            raise
    part.replace(file)
    _on_disk(file.resolve().parent)
    return manifest


def _room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size:
        raise NoCopy(f"{folder} has {free // 2**20:,} MB left, and the backup may need {size // 2**20:,} MB.")


@contextmanager
def _private(beside: Path) -> Iterator[Path]:
    """A folder that only this user may read, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _gather(folder: Path, now: datetime) -> Manifest:
    """The copy of the database and the keys, with a manifest, in a folder."""
    folder.mkdir()
    kind = copies.kind()
    before = copies.end_of_log()
    copies.copy(folder / DATABASES[kind])
    for name in KEYS:
        (folder / name).write_text(_key(name), "ascii")
    versions, anchor = _told(folder, kind, before)  # to ask the copy may change its head, so that its digest comes after
    files = {path.name: digest(path) for path in sorted(folder.iterdir()) if path.name in _KNOWN}
    manifest = Manifest(now.isoformat(), kind, versions, anchor, files, _tables(folder, kind))
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest)), "utf-8")
    return manifest


def _key(name: str) -> str:
    return settings.AUDIT_KEY.decode() if name == "audit.key" else str(settings.SECRET_KEY)


def _told(folder: Path, kind: str, before: Anchor) -> tuple[list[str], Anchor]:
    """The versions of the copy, and the end of its log: of PostgreSQL's copy, which cannot be asked, the end just before it."""
    if kind != "sqlite":
        return _versions("default"), before
    with copies.opened(folder / DATABASES[kind]) as alias:
        return _versions(alias), copies.end_of_log(alias)


def _versions(using: str) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[using]).applied_migrations())


def _tables(folder: Path, kind: str) -> int:
    return 0 if kind == "sqlite" else copies.listed(folder / DATABASES[kind])


def _pack(folder: Path, file: Path, key: str) -> None:
    """The folder's files into a sealed file, on the disk when this returns."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        sealer = Sealer(out, key)
        with tarfile.open(fileobj=cast(IO[bytes], sealer), mode="w|") as packed:
            for name in [_MANIFEST, *sorted(_KNOWN - {_MANIFEST})]:
                if (folder / name).exists():
                    packed.add(folder / name, name)
        sealer.finish()
        out.flush()
        os.fsync(out.fileno())


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unpacked(file: Path, key: str, into: Path) -> Manifest:
    """All of a backup's files into a new folder, and what it says of itself.

    Raises:
        CannotOpen: the key is another, or the file is not what was written. What was unpacked must not be used.
    """
    into.mkdir(mode=0o700)
    with file.open("rb") as sealed:
        opener = Opener(sealed, key, file.name)
        try:
            with tarfile.open(fileobj=cast(IO[bytes], opener), mode="r|") as packed:
                for member in packed:
                    _unpack(packed, member, into)
            while opener.read(2**20):  # to the last part, which shows that nothing is missing
                pass
            manifest = _read(into / _MANIFEST)
        except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as error:
            raise CannotOpen(f"{file.name} is not a backup that this version can read.") from error
    if any(digest(into / name) != sha for name, sha in manifest.files.items()):
        raise CannotOpen(f"{file.name} is not whole: a file in it is not what its list says.")
    return manifest


def _unpack(packed: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    content = packed.extractfile(member)
    if member.name not in _KNOWN or content is None:
        raise ValueError(member.name)
    with (into / member.name).open("wb") as out:
        shutil.copyfileobj(content, out, 2**20)


def _read(file: Path) -> Manifest:
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Manifest(**{**told, "anchor": Anchor(**told["anchor"])})


def _check(manifest: Manifest, folder: Path) -> None:
    """Whether an unpacked backup can be relied on.

    Raises:
        NoCopy: with what is wrong.
    """
    wrong = list(_wrong(manifest, folder))
    if wrong:
        raise NoCopy("\n".join(["The copy is not whole, so it is not kept.", *wrong]))


def _wrong(manifest: Manifest, folder: Path) -> Iterator[str]:
    copy, key = folder / DATABASES[manifest.kind], (folder / "audit.key").read_text("ascii").encode()
    if manifest.kind == "sqlite":
        yield from copies.faults(copy, manifest.anchor, key)
    elif copies.listed(copy) != manifest.tables:
        yield "The copy lacks tables."
    else:
        yield from (each.sentence for each in audit.breaks(manifest.anchor))


@contextmanager
def opened(file: Path, key: str, beside: Path, known: set[str]) -> Iterator[Opened]:
    """A backup that was unpacked and found whole, to be put somewhere; nothing else was touched.

    Args:
        beside: a folder of the disk to which it is to go.
        known: the migrations that this program knows.

    Raises:
        CannotOpen: the key is another, or the file is not what was written.
        NoCopy: what is in it is not whole, or is of a newer version or another kind of database.
    """
    beside.mkdir(parents=True, exist_ok=True)
    with _private(beside) as folder:
        manifest = unpacked(file, key, folder / "read")
        _fits(manifest, known)
        if manifest.kind == "sqlite":
            _check(manifest, folder / "read")
        yield Opened(manifest, folder / "read")


@dataclass(frozen=True)
class Opened:
    """An unpacked backup."""

    manifest: Manifest
    folder: Path

    def put_into(self, into: Path) -> None:
        """Make a data folder of it, and of PostgreSQL fill the empty database that is set. Nobody is signed in to it.

        Raises:
            NoCopy: PostgreSQL's database is not empty, or its log does not hold.
        """
        if self.manifest.kind == "sqlite":
            with copies.opened(self.folder / DATABASES["sqlite"]) as alias:
                Session.objects.using(alias).all().delete()
        else:
            self._fill()
        into.mkdir(mode=0o700, exist_ok=True)
        for name in [*KEYS, *([DATABASES["sqlite"]] if self.manifest.kind == "sqlite" else [])]:
            (self.folder / name).chmod(0o600)
            shutil.move(self.folder / name, into / name)
        _on_disk(into)

    def _fill(self) -> None:
        copies.put_back(self.folder / DATABASES["postgresql"])
        Session.objects.all().delete()
        key = (self.folder / "audit.key").read_text("ascii").encode()
        wrong = [each.sentence for each in audit.breaks(self.manifest.anchor, key=key)]
        if wrong:
            raise NoCopy("\n".join(["The database was filled, but its log is not whole.", *wrong]))


def _fits(manifest: Manifest, known: set[str]) -> None:
    if manifest.kind != copies.kind():
        words = {"sqlite": "SQLite: unset DATABASE_URL", "postgresql": "PostgreSQL: set DATABASE_URL to an empty database"}
        raise NoCopy(f"The backup is of {words.get(manifest.kind, manifest.kind)}.")
    newer = sorted(set(manifest.versions) - known)
    if newer:
        raise NoCopy(f"The backup was made by a newer version of Footprint, which has {newer[0]}: restore it with that version.")
