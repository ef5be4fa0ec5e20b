"""Text that a spreadsheet would take for a formula, made harmless on the way out and given back on the way in.

A cell that begins with = + - @ (or their full-width twins, or after blanks) or with a tab or line end is written with an
apostrophe before it, as OWASP advises against CSV injection. So that the reader can tell its own apostrophe from one that
was always there, a text of apostrophes and then such a beginning gets one more; `'Tis` and `'quoted'` are left as they are,
written by us or by anyone else.
"""

from __future__ import annotations

import polars as pl

_BEGINS = r"(?:[\s\x{FEFF}]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|[\t\r\n])"  # the four and their full-width twins
_MARKS = [bytes([code]) for code in range(1, 32) if code not in b"\t\n\r"]


def harmless(text: pl.Expr) -> pl.Expr:
    """Text as it may stand in a file."""
    return pl.when(text.str.contains(f"^'*{_BEGINS}")).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)


def given_back(text: pl.Expr) -> pl.Expr:
    """Text as it was before `harmless`."""
    return pl.when(text.str.contains(f"^'+{_BEGINS}")).then(text.str.slice(1)).otherwise(text)


def shielded(content: bytes) -> tuple[bytes, str | None]:
    """A file whose texts keep their carriage returns through a reader that takes every one for the end of a line.

    A line end of a browser's text box is CR LF. Inside quotes it is part of the text, so there each CR is replaced by a mark
    (a control character that the file does not hold), which is returned to be turned back in the cells. None where nothing
    was replaced: no CR within quotes, quotes that do not pair up, or UTF-16.
    """
    parts = content.split(b'"')
    within = parts[1::2]
    if not len(parts) % 2 or b"\0" in content[:4] or not any(b"\r" in part for part in within):
        return content, None
    mark = next((mark for mark in _MARKS if mark not in content), None)
    if mark is None:
        return content, None
    parts[1::2] = [part.replace(b"\r", mark) for part in within]
    return b'"'.join(parts), mark.decode()
