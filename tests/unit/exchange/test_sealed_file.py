"""The sealed file of a backup: it gives back what was put in, or nothing."""

from __future__ import annotations

import io
import random

import pytest

from footprint.exchange.sealed_file import CannotOpen, Opener, Sealer, checked_key

KEY = "a key of more than twenty letters"
PART = 2**20
HEAD = 67
"""Bytes before the first part."""


def sealed(content: bytes, key: str = KEY) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, key)
    for start in range(0, len(content), 300_000):
        sealer.write(content[start : start + 300_000])
    sealer.finish()
    return out.getvalue()


def opened(file: bytes, key: str = KEY) -> bytes:
    return Opener(io.BytesIO(file), key, "kept.backup").read()


CONTENT = random.Random(1).randbytes(2 * PART + 12_345)
FILE = sealed(CONTENT)


@pytest.mark.parametrize("length", [0, 1, PART - 1, PART, PART + 1, 2 * PART])
def test_what_was_put_in_comes_out(length: int) -> None:
    assert opened(sealed(CONTENT[:length])) == CONTENT[:length]


def test_nothing_of_it_can_be_read_without_the_key() -> None:
    assert CONTENT[1000:1016] not in FILE
    assert sealed(CONTENT) != FILE


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpen, match=r"The key does not open kept\.backup"):
        opened(FILE, KEY + "!")


@pytest.mark.parametrize("flip", range(20))
def test_one_bit_that_differs_is_seen(flip: int) -> None:
    at = random.Random(flip).randrange(len(FILE)) if flip > 4 else [0, 20, 60, HEAD, len(FILE) - 1][flip]
    altered = bytearray(FILE)
    altered[at] ^= 1 << (flip % 8)
    with pytest.raises(CannotOpen, match=r"damaged|altered"):
        opened(bytes(altered))


@pytest.mark.parametrize("left", [0, 10, HEAD - 1, HEAD, HEAD + 5, HEAD + PART + 16, HEAD + 2 * (PART + 16), len(FILE) - 1])
def test_a_file_that_was_cut_short_is_seen(left: int) -> None:
    with pytest.raises(CannotOpen, match=r"cut short|damaged"):
        opened(FILE[:left])


def test_what_was_put_behind_it_is_seen() -> None:
    with pytest.raises(CannotOpen, match="altered"):
        opened(FILE + b"more")


def test_parts_that_changed_places_are_seen() -> None:
    first, second = FILE[HEAD : HEAD + PART + 16], FILE[HEAD + PART + 16 : HEAD + 2 * (PART + 16)]
    with pytest.raises(CannotOpen, match="altered"):
        opened(FILE[:HEAD] + second + first + FILE[HEAD + 2 * (PART + 16) :])


def test_a_file_that_was_never_finished_is_seen() -> None:
    out = io.BytesIO()
    Sealer(out, KEY).write(CONTENT)
    with pytest.raises(CannotOpen, match="cut short"):
        opened(out.getvalue())


def test_a_short_key_is_refused() -> None:
    with pytest.raises(CannotOpen, match="too short: 20 letters are needed"):
        checked_key("secret", "FOOTPRINT_BACKUP_KEY")
