"""A text that goes out, as plain data: headings with paragraphs and lists under them. Its three forms are made from this."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

NOTHING = "Nothing recorded."
"""What stands under a heading without text: that nothing was recorded is told, too."""


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list; `rtl` where it is written from right to left."""

    text: str
    bullet: bool = False

    @cached_property
    def rtl(self) -> bool:
        """Whether the first letter with a direction runs from right to left."""
        ways = (unicodedata.bidirectional(each) for each in self.text)
        return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True)
class Photo:
    """A photograph, as a JPEG, with words for those who do not see it."""

    words: str
    jpeg: bytes = field(repr=False)

    @property
    def base64(self) -> str:
        """The picture, to be set into a page."""
        return b64encode(self.jpeg).decode()


@dataclass(frozen=True)
class Part:
    """A heading and its text; `picture` names a pictogram (`pictures.py`), in whose place a photograph may stand."""

    title: str
    text: str
    picture: str = ""
    photo: Photo | None = None

    @cached_property
    def lines(self) -> list[Line]:
        """The text by its lines: one that begins with "- " is an item of a list."""
        told = [each.strip() for each in clean(self.text).splitlines() if each.strip()]
        return [Line(each[2:].strip(), bullet=True) if each.startswith("- ") else Line(each) for each in told or [NOTHING]]


@dataclass(frozen=True)
class Outgoing:
    """What goes out.

    title     of the file: it names nobody
    heading   over the text, which may name the child
    service   whose paper it is: the author that the file names
    large     larger letters, for whoever is learning to read
    """

    title: str
    heading: str
    parts: Sequence[Part]
    service: str = "Independent Reviewing Service"
    language: str = "en-GB"
    facts: Sequence[tuple[str, str]] = ()
    foot: str = ""
    made: datetime | None = field(default=None, compare=False)

    @property
    def headed(self) -> str:
        """What stands over the text: a file without a heading cannot be found one's way in."""
        return self.heading.strip() or self.title

    @property
    def large(self) -> bool:
        """Whether it has pictures, and is for a small child."""
        return any(each.picture for each in self.parts)


def clean(text: str) -> str:
    """The text without signs that no page, paper or Word file can hold; what separates lines stays."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\v\f]", "\n", text)
    return "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs", "Cn", "Co"))
