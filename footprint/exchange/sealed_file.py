"""A file that only the holder of a key can read, and that shows any change: an altered, cut or lengthened file opens for nobody.

The file begins with a line that names the form, a salt, and a check of the key. Then come parts of one megabyte, each sealed
with AES-256-GCM. A part's nonce is its number and whether it is the last, so that no part can be moved, doubled or left out
(the construction STREAM: Hoang, Reyhanitabar, Rogaway and Vizar, 2015). The key is stretched with scrypt, so that a passphrase
of words will do as well as a random key.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SHORTEST_KEY = 20
_FORM = b"footprint backup 1\n"
_SALT, _CHECK, _TAG = 32, 16, 16
_PART = 2**20
_HEAD = len(_FORM) + _SALT + _CHECK


class CannotOpen(Exception):
    """The file is no sealed file, the key is another, or the file is not what was written. The message is a sentence."""


class Sealer(io.RawIOBase):
    """Write a sealed file from its beginning to its end. Closing it writes the last part: without that, it opens for nobody."""

    def __init__(self, out: BinaryIO, key: str) -> None:
        super().__init__()
        salt = secrets.token_bytes(_SALT)
        secret, check = _stretched(key, salt)
        self._out, self._cipher, self._head = out, AESGCM(secret), _FORM + salt + check
        self._waiting, self._number = bytearray(), 0
        out.write(self._head)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Take some bytes; they are sealed as parts fill."""
        self._waiting += data
        while len(self._waiting) > _PART:
            self._seal(bytes(self._waiting[:_PART]), last=False)
            del self._waiting[:_PART]
        return len(data)

    def finish(self) -> None:
        """Write the last part. Called once, when all went well."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, part: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), part, self._head))
        self._number += 1


class Opener(io.RawIOBase):
    """Read a sealed file. Bytes are given out only after their part was found whole.

    Raises:
        CannotOpen: at once where the key is another, else at the first part that is not what was written.
    """

    def __init__(self, file: BinaryIO, key: str, name: str) -> None:
        super().__init__()
        head = file.read(_HEAD)
        if not head.startswith(_FORM) or len(head) < _HEAD:
            raise CannotOpen(f"{name} is no backup of Footprint, or its beginning is damaged.")
        secret, check = _stretched(key, head[len(_FORM) : len(_FORM) + _SALT])
        if not hmac.compare_digest(check, head[-_CHECK:]):
            raise CannotOpen(f"The key does not open {name}: it is another key, or the beginning of the file is damaged.")
        self._file, self._cipher, self._head, self._name = file, AESGCM(secret), head, name
        self._ready, self._number = b"", 0
        self._next: bytes | None = file.read(_PART + _TAG)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; 0 at the end."""
        while not self._ready and self._next is not None:
            self._ready = self._part()
        some = min(len(into), len(self._ready))
        into[:some] = self._ready[:some]
        self._ready = self._ready[some:]
        return some

    def _part(self) -> bytes:
        sealed, self._next = self._next or b"", self._file.read(_PART + _TAG) or None
        try:
            part = self._cipher.decrypt(_nonce(self._number, self._next is None), sealed, self._head)
        except InvalidTag:
            where = f"{self._number * _PART // 2**20:,} MB"
            raise CannotOpen(f"{self._name} was altered or cut short after {where}; nothing of it is used.") from None
        self._number += 1
        return part


def checked_key(key: str, where: str) -> str:
    """A key that is long enough.

    Raises:
        CannotOpen: it is not.
    """
    if len(key.strip()) < SHORTEST_KEY:
        raise CannotOpen(f"The key in {where} is too short: {SHORTEST_KEY} letters are needed.")
    return key.strip()


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _stretched(key: str, salt: bytes) -> tuple[bytes, bytes]:
    """The key of the cipher, and what shows that a key is the right one."""
    both = hashlib.scrypt(key.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32 + _CHECK)
    return both[:32], both[32:]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
