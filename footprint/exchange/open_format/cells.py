"""Cells of text as the types of the open format. Null where blank or unreadable; unknown words stay as they were sent."""

from __future__ import annotations

import polars as pl

from footprint.exchange import cells
from footprint.exchange.open_format.spec import codes, span

_YES, _NO = ["yes", "y", "true", "t", "1"], ["no", "n", "false", "f", "0"]
_ISO = "%Y-%m-%d"
_BLANK = r"[\s\x{FEFF}]"
_WHOLE = r"^(?:[a-z]+ )?(\d{1,9})(?:\.0+)?$"  # also "Stage 2", and 2.0 as spreadsheets write it


def typed(text: pl.Series, sort: str) -> pl.Series:
    """A column of text as its type."""
    if sort == "text":
        return text
    if sort == "date":
        return cells.dates(text, _ISO)
    if sort == "yes/no":
        return _yes_or_no(text)
    if sort == "number":
        return _numbers(text)
    if bounds := span(sort):
        return _whole_numbers(text, *bounds)
    return _words(text, sort)


def unreadable(text: pl.Series, read: pl.Series, sort: str) -> tuple[pl.Series, str]:
    """Which cells are filled but are not what their type says, and the words for it."""
    known = codes(sort)
    if known:
        wrong = read.is_not_null() & ~read.is_in(known.values) & (not known.open)
        what = "a kind of event of the rulebook" if sort == "event" else f"one of {_some(known.values)}"
        return wrong, f"is not {what}"
    bounds = span(sort)
    what = f"a whole number from {bounds[0]} to {bounds[1]}" if bounds else _WHAT.get(sort, "")
    filled = text.str.strip_chars() != ""
    return (filled & read.is_null()).fill_null(False), f"is not {what}"


_WHAT = {"date": "a date such as 2026-03-31", "yes/no": "yes or no", "number": "a number such as 0.6"}


def _some(words: tuple[str, ...]) -> str:
    return ", ".join(words) if len(words) < 15 else f"the codes of the SSDA903 return, such as {words[0]}"


def _plain(text: pl.Series) -> pl.Series:
    return text.str.strip_chars().str.to_lowercase()


def _yes_or_no(text: pl.Series) -> pl.Series:
    plain = _plain(text)
    return pl.select(pl.when(plain.is_in(_YES)).then(True).when(plain.is_in(_NO)).then(False)).to_series()


def _numbers(text: pl.Series) -> pl.Series:
    found = text.str.strip_chars().cast(pl.Float64, strict=False)
    return found.set(~found.is_finite().fill_null(True), None)


def _whole_numbers(text: pl.Series, lowest: int, highest: int) -> pl.Series:
    found = _plain(text).str.extract(_WHOLE).cast(pl.Int64, strict=False)
    return found.set(~found.is_between(lowest, highest).fill_null(True), None)


def _trimmed(text: pl.Series) -> pl.Series:
    """Text without blanks, or marks of byte order as some programs scatter them, around it; null where nothing is left."""
    if not text.str.contains(f"^{_BLANK}|{_BLANK}$").any():
        return text
    clean = text.str.replace_all(f"^{_BLANK}+|{_BLANK}+$", "")
    return pl.select(pl.when(clean != "").then(clean)).to_series()


def _words(text: pl.Series, sort: str) -> pl.Series:
    """Identifiers and codes without blanks around them; known words in the spelling of their set."""
    clean = _trimmed(text)
    known = codes(sort)
    if known is None or clean.is_in(known.values).all():
        return clean
    spelling = {word.lower().replace("_", " "): word for word in known.values}
    plain = _plain(clean).str.replace_all("_", " ").str.replace(r"\.0$", "")
    spelt = plain.replace_strict(spelling, default=None, return_dtype=pl.String)
    return pl.select(pl.coalesce(spelt, clean)).to_series()
