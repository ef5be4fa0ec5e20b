"""A letter that brings a link to somebody who is asked about a review, with a square for a phone, as a PDF (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import segno
import typst

TEMPLATE = Path(__file__).with_name("consultation_letter.typ")


@dataclass(frozen=True)
class Letter:
    """What is printed. `title` is the document's and names nobody; `large` is for those who have just learnt to read."""

    title: str
    name: str
    words: Sequence[str]
    link: str
    until: str
    large: bool


def square(link: str) -> str:
    """The link as a QR code: an SVG without any style, so that it may stand in a page with a strict policy."""
    return segno.make(link, error="m", micro=False).svg_inline(scale=5, light="#ffffff")


def pdf(letter: Letter) -> bytes:
    """The PDF."""
    data = json.dumps({**asdict(letter), "square": square(letter.link)})
    found = typst.compile(TEMPLATE, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": data})
    assert isinstance(found, bytes)
    return found
