"""The files of an import, kept from the day on which they came until they are confirmed or discarded, and no longer."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from footprint.exchange.problems import UnreadableFile
from footprint.exchange.ssda903.read import ENDINGS
from footprint.exchange.upload import Sent, lay
from footprint.records.models import Import

WAITING = ("reading", "read", "confirming")
"""The states in which the files are still needed."""
_PART = 2**20


def folder_of(batch: Import) -> Path:
    """Where the files of an import lie."""
    return _kept() / str(batch.public)


def _kept() -> Path:
    return Path(settings.DATA) / "imports"


def keep(batch: Import, given: Path | Sequence[Sent]) -> list[str]:
    """Keep what was sent, or what lies in a folder or file of this machine; the names of what no reader reads.

    Raises:
        UnreadableFile: there is nothing to read, or something that must not be opened; then nothing is kept.
    """
    folder = folder_of(batch)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        return _keep(given, folder)
    except BaseException:
        forget(batch)
        raise


def _keep(given: Path | Sequence[Sent], folder: Path) -> list[str]:
    if not isinstance(given, Path):
        return lay(given, folder).left
    if given.is_file() and given.suffix.lower() == ".zip":
        return lay([(given.name, given.read_bytes())], folder).left
    return _copied(given, folder)


def _copied(given: Path, folder: Path) -> list[str]:
    """Files of this machine as they lie, with their folders; of any size, for whoever gives them has the machine."""
    if not given.exists():
        raise UnreadableFile(f"{given} is not there.")
    left = []
    for file in _files(given):
        name = file.relative_to(given) if file != given else Path(file.name)
        if file.suffix.lower() in ENDINGS or file == given:
            (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)
        else:
            left.append(str(name))
    return left


def _files(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
        return
    hidden = (file for file in sorted(given.rglob("*")) if file.is_file())
    yield from (file for file in hidden if not any(part.startswith(".") for part in file.relative_to(given).parts))


def digest(batch: Import) -> str:
    """What the files hold, in sixty-four letters: the same files give the same."""
    whole, folder = hashlib.sha256(), folder_of(batch)
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            whole.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode())
            with file.open("rb") as content:
                while part := content.read(_PART):
                    whole.update(part)
    return whole.hexdigest()


def forget(batch: Import) -> None:
    """Delete the files of an import."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)


def forget_the_rest() -> int:
    """Delete the files of imports that no longer wait, such as where the machine stopped before it could; how many there were."""
    waiting = {str(public) for public in Import.objects.filter(state__in=WAITING).values_list("public", flat=True)}
    found = [folder for folder in _kept().iterdir() if folder.name not in waiting] if _kept().is_dir() else []
    for folder in found:
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)
