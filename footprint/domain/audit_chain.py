"""The log of who did what as a chain: each row is sealed together with the seal of the row before it.

A seal is HMAC-SHA256, with a key kept outside the database, over the previous seal and the row as canonical JSON: names in
order, no spaces, UTF-8, names without a value left out, so that a column added in later years breaks no old seal. A chain by
itself cannot show that its end was cut off, or that someone with the key wrote all of it anew; an anchor can: the last row's
number and seal and the count of rows, kept on another machine.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import PydanticSerializationError, to_json

_SEAL_ITSELF = {"prev", "hash"}
_SHORTEST_KEY = 32


@dataclass(frozen=True)
class Anchor:
    """What was true of the log on some day: its last row's number and seal, and how many rows there were."""

    seq: int
    hash: str
    count: int


BEGINNING = Anchor(0, "", 0)

Kind = Literal["altered", "missing", "out of place", "unlinked", "rewritten", "miscounted", "truncated", "emptied"]


@dataclass(frozen=True)
class Break:
    """A place where the log is not what was written, with a sentence for the person who must look into it."""

    seq: int
    kind: Kind
    sentence: str


def sealed(previous: str, event: Mapping[str, object], key: bytes) -> str:
    """The seal of a row, 64 hexadecimal digits.

    Args:
        previous: the seal of the row before, or "" for the first.
        event: the row as the database gives it back: text, whole numbers, true, false and nothing. Its `prev` and `hash`
            are the seal itself, and are passed over.
        key: at least 32 bytes, the same for the whole chain.

    Raises:
        ValueError: the key is too short, or a value is of another kind; the sentence names it.
    """
    for name, value in event.items():
        if name not in _SEAL_ITSELF and not isinstance(value, str | int | None):
            raise ValueError(f'"{name}" cannot be sealed: it is of the kind {type(value).__name__}, not text or a whole number.')
    try:
        return _sealer(key)(previous, event)
    except (PydanticSerializationError, UnicodeEncodeError):
        raise ValueError("The row cannot be sealed: it holds text that is not Unicode.") from None


def verify(
    events: Iterable[Mapping[str, Any]], key: bytes, anchor: Anchor | None = None, start: Anchor = BEGINNING
) -> Iterator[Break]:
    """Every break in the chain, row by row; rows are read once and none is kept.

    Args:
        events: the rows in order of `seq`, each with `seq` (one more than the row before), `prev`, `hash` and the rest.
        key: the key that sealed them.
        anchor: what an earlier day's note says. Without one, a log cut short or written anew with the key looks whole.
        start: the anchor after which these rows come, where earlier rows are kept elsewhere.

    Raises:
        ValueError: the key is too short.
    """
    seal, last, previous, count = _sealer(key), start.seq, start.hash, start.count
    for event in events:
        count += 1
        seq: Any = event.get("seq")
        if seq != last + 1 or event.get("prev") != previous or not _is_sealed(seal, event):
            yield from _breaks(seal, event, last, previous)
        if not isinstance(seq, int) or seq <= last:
            continue
        last, previous = seq, event.get("hash", "")
        if anchor and seq == anchor.seq:
            yield from _against(anchor, Anchor(last, previous, count))
    if anchor and last < anchor.seq:
        yield _cut_short(anchor, last, count - start.count)


def _sealer(key: bytes) -> Callable[[str, Mapping[str, object]], str]:
    """A function that seals rows with this key. Names are put in order once for all rows that have the same."""
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"The key of the audit chain has {len(key)} bytes; it needs at least {_SHORTEST_KEY}.")
    keyed = hmac.new(key, digestmod="sha256")
    orders: dict[tuple[str, ...], list[str]] = {}

    def seal(previous: str, event: Mapping[str, object]) -> str:
        names = tuple(event)
        order = orders.get(names) or orders.setdefault(names, sorted({*names} - _SEAL_ITSELF))
        mac = keyed.copy()
        mac.update(previous.encode() + to_json({name: value for name in order if (value := event[name]) is not None}))
        return mac.hexdigest()

    return seal


def _is_sealed(seal: Callable[[str, Mapping[str, object]], str], event: Mapping[str, Any]) -> bool:
    """Whether a row bears its own seal; one whose values cannot even be read as text does not."""
    try:
        return bool(seal(event["prev"], event) == event["hash"])
    except (KeyError, AttributeError, PydanticSerializationError, UnicodeEncodeError):
        return False


def _breaks(
    seal: Callable[[str, Mapping[str, object]], str], event: Mapping[str, Any], last: int, previous: str
) -> Iterator[Break]:
    """What is wrong with a row: where it stands, what it follows, and what it says."""
    seq = event.get("seq")
    if not isinstance(seq, int):
        yield Break(last + 1, "altered", f"The row after row {last} has no number: it was altered.")
        return
    if seq <= last:
        yield Break(seq, "out of place", f"Row {seq} stands after row {last}: it was put in, or moved.")
    elif seq > last + 1:
        yield Break(last + 1, "missing", f"{_rows(last + 1, seq - 1)} missing: row {seq} stands after row {last}.")
    elif event.get("prev") != previous:
        yield Break(
            seq, "unlinked", f"Row {seq} does not follow from row {last}: one of the two is not the row that was written."
        )
    if not _is_sealed(seal, event):
        yield Break(seq, "altered", f"Row {seq} is not what was sealed: it was altered, or written without the key.")


def _against(anchor: Anchor, last: Anchor) -> Iterator[Break]:
    """What differs from the anchor at its own row."""
    if last.hash != anchor.hash:
        yield Break(
            last.seq, "rewritten", f"Row {last.seq} is not the row that the anchor saw: the log was written anew up to there."
        )
    if last.count != anchor.count:
        sentence = f"Up to row {last.seq} the anchor counted {anchor.count} rows, and there are {last.count}."
        yield Break(last.seq, "miscounted", sentence)


def _cut_short(anchor: Anchor, last: int, seen: int) -> Break:
    if not seen:
        return Break(last + 1, "emptied", f"The log is empty, and the anchor counted {anchor.count} rows up to row {anchor.seq}.")
    return Break(last + 1, "truncated", f"{_rows(last + 1, anchor.seq)} gone: the anchor saw the log up to row {anchor.seq}.")


def _rows(first: int, last: int) -> str:
    return f"Row {first} is" if first == last else f"Rows {first} to {last} are"
