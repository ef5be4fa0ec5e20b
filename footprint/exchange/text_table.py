"""Text files as authorities really send them, as a table of text: whatever the encoding, separator and line ends.

Reads UTF-8 with and without a byte-order mark, UTF-16 and Windows-1252; commas, semicolons, tabs or bars; LF, CRLF or CR;
a line "sep=;" or title lines above the header. Every line keeps its number, and a line that cannot be a row (a quote that
is not closed, more cells than the header) is set aside alone: it never swallows its neighbours.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from footprint.exchange.cells import EARLIEST, LATEST
from footprint.exchange.problems import UnreadableFile

SEPARATORS = ",;\t|"
MOST_TITLE_LINES = 10
MOST_COLUMNS = 1_000
_HEAD_BYTES = 65_536
_NOT_PLAIN = (b"\0", b"\r", b"\x1a", b'"')
csv.field_size_limit(2**31 - 1)  # a long text in a cell is no error


@dataclass(frozen=True)
class Broken:
    """A line that cannot be a row: why, and its cells as far as they can be told apart."""

    why: str
    cells: dict[str, str | None]


@dataclass(frozen=True)
class TextTable:
    """A table of text: `cells` has the header's names as columns (String, or Date where that was asked for and every cell of
    the file is in order; null where blank) and `line` (UInt32).

    `broken` holds the lines that cannot be rows, each with why; `blank` the count of lines with nothing in them, which are
    not among the cells; `titles` the count of lines above the header; `notes` what the reader had to assume.
    """

    header: list[str]
    cells: pl.DataFrame
    broken: dict[int, Broken] = field(default_factory=dict)
    blank: int = 0
    titles: int = 0
    notes: list[str] = field(default_factory=list)


IsHeader = Callable[[Sequence[str]], bool]
"""Says of the cells of a line whether they are the header that is looked for."""
Wanted = Callable[[Sequence[str]], Mapping[str, pl.DataType]]
"""Says of a header which of its columns to read: as text (String), or as days (Date) where every cell is in order."""


def all_as_text(header: Sequence[str]) -> dict[str, pl.DataType]:
    """Every column, as it is written."""
    return dict.fromkeys(header, pl.String())


def read_text_table(
    content: bytes | Path, name: str, is_header: IsHeader, wanted: Wanted = all_as_text, many_lines: bool = False
) -> TextTable:
    """Read a text file as a table.

    Args:
        content: the file, or what is in it.
        name: its name, for sentences.
        is_header: which line is the header.
        wanted: which of the header's columns to read (all by default).
        many_lines: whether a quoted cell may hold line ends (a decision's text may; a return's cells may not).

    Raises:
        UnreadableFile: it is not text, has no such header, has more than 1,000 columns or names one twice.
    """
    text, source, notes = _opened(content, name)
    if not text or text.isspace():
        return TextTable([], pl.DataFrame(schema={"line": pl.UInt32}), notes=["The file is empty."])
    header_line, separator = _find_header(text, name, is_header)
    names = _header(text, header_line, separator)
    if sum(map(bool, names)) > MOST_COLUMNS:
        raise UnreadableFile(f"{name} has more than {MOST_COLUMNS:,} columns, far more than any file that is known.")
    _refuse_twins(names, name, header_line + 1)
    if b'"' in text:
        read = _read_quoted(text, names, header_line, separator, wanted(names), many_lines)
    else:
        read = _read_plain(source, names, header_line, separator, wanted(names))
    return _cells(*read, names, header_line, notes)


def _opened(content: bytes | Path, name: str) -> tuple[bytes, bytes | Path, list[str]]:
    """The beginning of the text at least, where all of it is to be read from, and what had to be assumed."""
    if isinstance(content, Path):
        if beginning := _plain(content):
            return beginning, content.absolute(), []
        content = content.read_bytes()
    text, notes = _decoded(content, name)
    return text, text, notes


def _plain(file: Path) -> bytes | None:
    """The beginning of a file of ASCII with LF line ends and no quotes, which the table library may read from the disk: such a
    file need not be held in memory. Null for any other, and for one of few lines.
    """
    with file.open("rb", buffering=0) as opened:
        beginning = piece = opened.read(_HEAD_BYTES)
        if beginning[:2] == b"PK" or beginning.isspace() or beginning.count(b"\n") <= MOST_TITLE_LINES:
            return None
        while piece:
            if not piece.isascii() or any(mark in piece for mark in _NOT_PLAIN):
                return None
            piece = opened.read(_HEAD_BYTES)
    return beginning


def _decoded(content: bytes, name: str) -> tuple[bytes, list[str]]:
    """The file as UTF-8 bytes with LF line ends, and what had to be assumed."""
    notes: list[str] = []
    if content[:2] == b"PK":
        raise UnreadableFile(f"{name} is a spreadsheet or ZIP file, not text: save the sheet as CSV.")
    text = _as_utf8(content, name, notes)
    if b"\0" in text:
        raise UnreadableFile(f"{name} is not a text file: it holds bytes that no text has.")
    text = text.removesuffix(b"\x1a")  # how old systems end a file
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text, notes


def _as_utf8(content: bytes, name: str, notes: list[str]) -> bytes:
    if content[:3] == b"\xef\xbb\xbf":
        return content[3:]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _recoded(content, "utf-16", name)
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return _recoded(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be", name)
    if content.isascii():
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        notes.append("The file is not UTF-8; it was read as Windows-1252.")
        return content.decode("cp1252", errors="replace").encode("utf-8")
    return content


def _recoded(content: bytes, encoding: str, name: str) -> bytes:
    try:
        return content.decode(encoding).lstrip("\ufeff").encode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{name} looks like UTF-16 text but is cut short or damaged.") from None


def _find_header(text: bytes, name: str, is_header: IsHeader) -> tuple[int, str]:
    """The number (from 0) of the header's line, and the separator with which it reads as the header."""
    first_lines = text[:_HEAD_BYTES].decode("utf-8", errors="replace").split("\n")[: MOST_TITLE_LINES + 1]
    for number, line in enumerate(first_lines):
        for separator in SEPARATORS:
            if is_header(_split(line, separator)):
                return number, separator
    raise UnreadableFile(f"{name} has no header that is known: its first line is “{first_lines[0][:80].strip()}”.")


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _header(text: bytes, line: int, separator: str) -> list[str]:
    words = _line(text, line).decode("utf-8")
    return [cell.strip().strip("\ufeff") for cell in _split(words, separator)]


def _line(text: bytes, number: int) -> bytes:
    start = 0
    for _ in range(number):
        start = text.index(b"\n", start) + 1
    end = text.find(b"\n", start)
    return text[start:] if end < 0 else text[start:end]


def _refuse_twins(names: Sequence[str], file: str, line: int) -> None:
    seen: set[str] = set()
    for name in names:
        if name and name.upper() in seen:
            raise UnreadableFile(
                f"{file}, line {line}: the column {name.upper()} is there twice, so it is not known which to believe."
            )
        seen.add(name.upper())


_Read = tuple[pl.DataFrame, dict[int, Broken]]


def _cells(frame: pl.DataFrame, broken: dict[int, Broken], names: list[str], header: int, notes: list[str]) -> TextTable:
    keep = [column for column in frame.columns if column not in ("line", "past")]
    if frame["past"].null_count() < len(frame):
        why = f"The line has more cells than the header's {len(names)}."
        broken |= {row.pop("line"): Broken(why, row) for row in frame.filter(pl.col("past").is_not_null()).to_dicts()}
        frame = frame.filter(pl.col("past").is_null())
    filled = len(frame)
    if keep and all(frame[column].null_count() for column in keep):
        frame = frame.filter(~pl.all_horizontal(pl.col(keep).is_null()))
    frame.drop_in_place("past")
    return TextTable(names, frame, broken, filled - len(frame), header, notes)


_Sorts = Mapping[str, pl.DataType]


def _read_plain(source: bytes | Path, names: list[str], header: int, separator: str, wanted: _Sorts) -> _Read:
    """No quotes in the file: every line is a row, and the table library may read it. It is read as text only where a day is no
    plain one or a line has more cells than the header, which is seldom.
    """
    codes = [str(place) for place in range(len(names))]
    keep = {code: names[int(code)] for code in codes if names[int(code)] in wanted and names[int(code)]}
    text = dict.fromkeys([*codes, "past"], pl.String())
    try:
        frame = _scanned(source, header, separator, text | {code: wanted[name] for code, name in keep.items()} | _NOTHING, keep)
    except pl.exceptions.ComputeError:
        frame = None
    if frame is None or frame["past"].null_count() < len(frame) or not all(map(_is_plausible, frame)):
        frame = _scanned(source, header, separator, text, keep)
    lines = pl.int_range(header + 2, header + 2 + len(frame), dtype=pl.UInt32, eager=True).alias("line")
    frame.columns = [*keep.values(), "past"]
    return frame.insert_column(len(keep), lines), {}


_NOTHING = {"past": pl.Boolean()}
"""What stands past the header's cells, where nothing does: the type that costs least."""


def _is_plausible(column: pl.Series) -> bool:
    return column.dtype != pl.Date or bool(column.is_between(EARLIEST, LATEST).all())


def _scanned(source: bytes | Path, header: int, separator: str, schema: _Sorts, keep: Collection[str]) -> pl.DataFrame:
    """The columns `keep`, and "past", of the lines after the header."""
    return pl.read_csv(
        source,
        has_header=False,
        skip_lines=header + 1,
        separator=separator,
        quote_char=None,
        schema=schema,
        columns=[*map(int, keep), len(schema) - 1],
        truncate_ragged_lines=True,
        extra_columns="ignore",
        missing_columns="insert",
        raise_if_empty=False,
        glob=False,
    )


def _read_quoted(text: bytes, names: list[str], header: int, separator: str, wanted: _Sorts, many_lines: bool) -> _Read:
    """Quotes in the file: read line by line, so that a quote left open spoils one line only."""
    lines = text.decode("utf-8").split("\n")[header + 1 :]
    if lines and not lines[-1]:
        lines.pop()
    broken: dict[int, Broken] = {}
    unclosed = _Unclosed(names, separator, broken)
    rows = _joined(lines, header + 2, unclosed) if many_lines else _single(lines, header + 2, unclosed)
    parsed = csv.reader((line for _, line in rows), delimiter=separator)
    width = len(names)
    keep = [place for place, name in enumerate(names) if name and name in wanted]
    columns: dict[str, list[str | None]] = {names[place]: [] for place in keep}
    past: list[str | None] = []
    for cells in parsed:
        cells += [""] * (width - len(cells))
        past.append(next((cell for cell in cells[width:] if cell), None))
        for place in keep:
            columns[names[place]].append(_unquoted(cells[place]))
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String()))
    numbers = pl.Series("line", [number for number, _ in rows], dtype=pl.UInt32)
    return frame.with_columns(numbers, pl.Series("past", past, dtype=pl.String)), broken


def _unquoted(cell: str) -> str | None:
    """A cell, null where blank; Excel's ="0123" (a text that must keep its zeros) as the text."""
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell or None


@dataclass(frozen=True)
class _Unclosed:
    """Where lines with a quote that is not closed are set aside."""

    names: Sequence[str]
    separator: str
    broken: dict[int, Broken]

    def add(self, number: int, line: str) -> None:
        cells = (cell.strip() or None for cell in line.replace('"', "").split(self.separator))
        self.broken[number] = Broken("A quote on the line is not closed.", dict(zip(self.names, cells, strict=False)))


def _single(lines: Sequence[str], first: int, unclosed: _Unclosed) -> list[tuple[int, str]]:
    rows = []
    for number, line in enumerate(lines, first):
        if line.count('"') % 2:
            unclosed.add(number, line)
        else:
            rows.append((number, line))
    return rows


def _joined(lines: Sequence[str], first: int, unclosed: _Unclosed) -> list[tuple[int, str]]:
    """Lines with those that a quoted cell runs over joined to the line where it began."""
    rows: list[tuple[int, str]] = []
    start, parts, is_open = first, list[str](), False
    for number, line in enumerate(lines, first):
        start = start if parts else number
        parts.append(line)
        is_open ^= bool(line.count('"') % 2)
        if not is_open:
            rows.append((start, "\n".join(parts)))
            parts = []
    if parts:
        unclosed.add(start, parts[0])
        rows += _single(parts[1:], start + 1, unclosed)
    return rows
