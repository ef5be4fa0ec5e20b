"""The codes of the SSDA903 return in words (`code_words.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("code_words.toml")


@cache
def code_words(column: str) -> dict[str, str]:
    """The words of every code of a column, named as in the open format (`ls`, `place`, `participation`)."""
    found: dict[str, str] = tomllib.loads(FILE.read_text("utf-8"))[column]
    return found


def in_words(column: str, code: str | None) -> str:
    """A code in words; the code itself where nobody gave it words, and "not recorded" where there is none."""
    return code_words(column).get(code, code) if code else "not recorded"
