"""A child's record as a PDF for paper or a file: tagged (PDF/UA-1), with a title and a language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("child_record.typ")


@dataclass(frozen=True)
class Section:
    """A heading with a table under it; `widths` are shares of the page's width, one a column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@dataclass(frozen=True)
class ChildRecord:
    """What is printed. `title` is the document's and names nobody; `foot` says who printed it and when."""

    title: str
    name: str
    caption: str
    foot: str
    sections: Sequence[Section]


def pdf(record: ChildRecord) -> bytes:
    """The PDF."""
    found = typst.compile(TEMPLATE, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": json.dumps(asdict(record))})
    assert isinstance(found, bytes)
    return found
