"""How the database is reached: SQLite by default, PostgreSQL by one setting."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

WAL_IS_SAFE_FROM = (3, 51, 3)
"""SQLite before this version can damage a database in write-ahead mode when a checkpoint and a commit meet."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings of the database.

    Args:
        url: postgres://user:password@host:port/name, or empty for SQLite.
        folder: where SQLite's file lies.

    Raises:
        ValueError: the URL is of another database.
    """
    return _postgres(url) if url else sqlite(folder / "footprint.db")


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite: every write is on disk before it is acknowledged, a transaction takes its lock at once, links are enforced."""
    journal = "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "PERSIST"
    pragmas = f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": None},
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
