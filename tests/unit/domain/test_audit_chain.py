"""The audit chain: a log that nobody touched is whole, and each way of touching it is found."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from footprint.domain.audit_chain import Anchor, Break, sealed, verify

KEY = b"a key for tests only, 32 bytes at least"
Row = dict[str, Any]
Log = list[Row]


def chain(events: list[Row], key: bytes = KEY) -> Log:
    """Events with their seals, each on the one before."""
    rows: Log = []
    for event in events:
        previous = rows[-1]["hash"] if rows else ""
        bare = {name: value for name, value in event.items() if name not in ("prev", "hash")}
        rows.append({**bare, "prev": previous, "hash": sealed(previous, bare, key)})
    return rows


def log(rows: int = 30) -> Log:
    """A log of some looks at invented children."""
    return chain([event(seq) for seq in range(1, rows + 1)])


def event(seq: int) -> Row:
    return {"seq": seq, "at_utc": f"2026-11-20T10:00:{seq:02}Z", "actor": f"user{seq % 3}", "action": "read", "purpose": None}


def noted(rows: Log) -> Anchor:
    """The note that is kept on another machine."""
    return Anchor(rows[-1]["seq"], rows[-1]["hash"], len(rows))


def found(rows: Log, anchor: Anchor | None = None) -> list[tuple[int, str]]:
    return [(each.seq, each.kind) for each in verify(rows, KEY, anchor)]


def test_an_untouched_log_is_whole() -> None:
    rows = log()
    assert found(rows) == []
    assert found(rows, noted(rows)) == []
    assert found(rows, noted(rows[:10])) == []


def test_the_seal_is_plain_hmac_over_canonical_json() -> None:
    """So that any other program can check the log in seventy-five years."""
    row = {"seq": 7, "name": 'Zoë "Z" O’Néill \\ \x1f\n\t𝄞', "restricted": True, "purpose": None, "count": -(2**70)}
    plain = {name: value for name, value in row.items() if value is not None}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sealed("ab" * 32, row, KEY) == hmac.new(KEY, ("ab" * 32 + text).encode(), hashlib.sha256).hexdigest()


def test_a_column_added_later_breaks_no_old_seal() -> None:
    assert found([{**row, "new_column": None} for row in log()]) == []
    assert found([{**row, "new_column": ""} for row in log(1)]) == [(1, "altered")]


def test_the_order_of_columns_does_not_matter() -> None:
    assert found([dict(reversed(row.items())) for row in log()]) == []


def test_what_cannot_be_sealed_is_refused() -> None:
    with pytest.raises(ValueError, match='"at" cannot be sealed: it is of the kind float, not text or a whole number'):
        sealed("", {"seq": 1, "at": 1.5}, KEY)
    with pytest.raises(ValueError, match="text that is not Unicode"):
        sealed("", {"seq": 1, "actor": "\ud800"}, KEY)
    with pytest.raises(ValueError, match="has 5 bytes; it needs at least 32"):
        sealed("", {"seq": 1}, b"short")
    with pytest.raises(ValueError, match="has 0 bytes"):
        list(verify([], b""))


def test_a_log_continues_from_where_an_archive_ended() -> None:
    rows = log()
    year_end = noted(rows[:20])
    assert list(verify(rows[20:], KEY, noted(rows), start=year_end)) == []
    assert [each.kind for each in verify(rows[20:], KEY)] == ["missing"]
    assert [each.kind for each in verify([], KEY, noted(rows), start=year_end)] == ["emptied"]


@pytest.mark.parametrize("value", [None, 5, b"\xff", object(), "\ud800"])
@pytest.mark.parametrize("name", ["prev", "hash", "actor", "seq"])
def test_no_value_makes_the_check_itself_fall_over(name: str, value: Any) -> None:
    rows = log()
    rows[10] = {**rows[10], name: value}
    assert found(rows)
    del rows[10][name]
    assert found(rows)


# --- Ten ways to touch a log -------------------------------------------------------------------------------------------


def altered(rows: Log, at: int) -> Log:
    return [*rows[:at], {**rows[at], "actor": "somebody else"}, *rows[at + 1 :]]


def altered_and_sealed_with_another_key(rows: Log, at: int) -> Log:
    changed = {**rows[at], "actor": "somebody else"}
    return [*rows[:at], {**changed, "hash": sealed(changed["prev"], changed, b"x" * 32)}, *rows[at + 1 :]]


def removed(rows: Log, at: int) -> Log:
    return rows[:at] + rows[at + 1 :]


def removed_and_numbered_anew(rows: Log, at: int) -> Log:
    return rows[:at] + [{**row, "seq": row["seq"] - 1} for row in rows[at + 1 :]]


def inserted(rows: Log, at: int) -> Log:
    return [*rows[:at], {**rows[at], "actor": "somebody else"}, *rows[at:]]


def repeated(rows: Log, at: int) -> Log:
    return [*rows[: at + 1], rows[at], *rows[at + 1 :]]


def reordered(rows: Log, at: int) -> Log:
    return [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]]


def contents_swapped(rows: Log, at: int) -> Log:
    one, other = rows[at - 1], rows[at]
    return [*rows[: at - 1], {**other, "seq": one["seq"]}, {**one, "seq": other["seq"]}, *rows[at + 1 :]]


def truncated(rows: Log, at: int) -> Log:
    return rows[:at]


def emptied(rows: Log, at: int) -> Log:
    return []


def rewritten_with_the_key(rows: Log, at: int) -> Log:
    return chain(altered(rows, at))


def one_row_rewritten_with_the_key(rows: Log, at: int) -> Log:
    return [*rows[:at], chain(altered(rows, at))[at], *rows[at + 1 :]]


def removed_and_rewritten_with_the_key(rows: Log, at: int) -> Log:
    return chain(removed_and_numbered_anew(rows, at))


CHAIN_ENOUGH = [
    altered,
    altered_and_sealed_with_another_key,
    inserted,
    repeated,
    reordered,
    contents_swapped,
]
ANCHOR_NEEDED = [
    removed,
    removed_and_numbered_anew,
    truncated,
    emptied,
    rewritten_with_the_key,
    one_row_rewritten_with_the_key,
    removed_and_rewritten_with_the_key,
]
"""The last row may be taken out, or sealed anew with the key, without any later row that would tell."""


def tries() -> Iterator[tuple[Log, int]]:
    """Fifty logs, of one size and another, and a place in each; the first and the last rows are among the places."""
    chance = random.Random(20261120)
    for number in range(50):
        rows = log(chance.randint(2, 40))
        yield rows, {0: 1, 1: len(rows) - 1}.get(number, chance.randint(1, len(rows) - 1))


@pytest.mark.parametrize("touch", [*CHAIN_ENOUGH, *ANCHOR_NEEDED], ids=lambda touch: touch.__name__)
def test_with_an_anchor_every_touch_is_found(touch: Callable[[Log, int], Log]) -> None:
    assert sum(bool(found(touch(rows, at), noted(rows))) for rows, at in tries()) == 50


@pytest.mark.parametrize("touch", CHAIN_ENOUGH, ids=lambda touch: touch.__name__)
def test_without_an_anchor_what_has_no_key_is_found(touch: Callable[[Log, int], Log]) -> None:
    assert sum(bool(found(touch(rows, at))) for rows, at in tries()) == 50


@pytest.mark.parametrize("touch", [truncated, emptied, rewritten_with_the_key, removed_and_rewritten_with_the_key])
def test_without_an_anchor_these_look_whole(touch: Callable[[Log, int], Log]) -> None:
    """Why anchors are kept."""
    assert not any(found(touch(rows, at)) for rows, at in tries())


# --- What is said ------------------------------------------------------------------------------------------------------


def test_one_altered_row_is_one_break() -> None:
    assert found(altered(log(), 10)) == [(11, "altered")]
    assert found(altered(log(), 0)) == [(1, "altered")]


def test_rows_taken_out_are_one_break_with_their_numbers() -> None:
    rows = log()
    assert found(rows[:10] + rows[13:]) == [(11, "missing")]
    assert sentences(rows[:10] + rows[13:]) == ["Rows 11 to 13 are missing: row 14 stands after row 10."]
    assert sentences(removed(rows, 10)) == ["Row 11 is missing: row 12 stands after row 10."]


def test_a_row_put_in_is_one_break() -> None:
    assert found(repeated(log(), 10)) == [(11, "out of place")]
    assert sentences(repeated(log(), 10)) == ["Row 11 stands after row 11: it was put in, or moved."]


def test_a_row_sealed_anew_with_the_key_no_longer_leads_to_the_next() -> None:
    assert found(one_row_rewritten_with_the_key(log(), 10)) == [(12, "unlinked")]


def test_what_the_anchor_shows() -> None:
    rows = log()
    assert sentences(rows[:25], noted(rows)) == ["Rows 26 to 30 are gone: the anchor saw the log up to row 30."]
    assert sentences([], noted(rows)) == ["The log is empty, and the anchor counted 30 rows up to row 30."]
    assert found(chain(altered(rows, 3)), noted(rows)) == [(30, "rewritten")]
    assert found(repeated(rows, 10), noted(rows)) == [(11, "out of place"), (30, "miscounted")]
    grown_after = chain([*rows[:25], *(event(seq) for seq in range(26, 41))])
    assert found(grown_after, noted(rows)) == []  # the very rows that were there, and more
    other = chain([*rows[:25], *({**event(seq), "actor": "somebody else"} for seq in range(26, 41))])
    assert found(other, noted(rows)) == [(30, "rewritten")]


def test_rows_are_read_one_by_one_and_breaks_told_at_once() -> None:
    def endless() -> Iterator[Row]:
        yield from altered(log(), 3)
        raise AssertionError("read beyond what was asked for")

    assert next(verify(endless(), KEY)) == Break(
        4, "altered", "Row 4 is not what was sealed: it was altered, or written without the key."
    )


def sentences(rows: Log, anchor: Anchor | None = None) -> list[str]:
    return [each.sentence for each in verify(rows, KEY, anchor)]
