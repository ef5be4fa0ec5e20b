"""The keys of an installation: made once, kept beside the database in files that only its user may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key(folder: Path, name: str) -> str:
    """A key by name: from the environment (FOOTPRINT_SECRET_KEY), else from its file, which is made where it is not there."""
    given = os.environ.get(f"FOOTPRINT_{name.upper()}_KEY")
    if given:
        return given
    file = folder / f"{name}.key"
    if not file.exists():
        _make(file)
    return file.read_text("ascii").strip()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48))
