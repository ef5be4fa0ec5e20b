"""A text that goes out, as it is shown on a page: the same headings and words as on paper."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from footprint.reports.outgoing.model import Outgoing
from footprint.reports.outgoing.pictures import PICTURES

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def article(outgoing: Outgoing) -> str:
    """The text as an `article` of HTML, everything escaped, to be set into a page."""
    return _ENVIRONMENT.get_template("article.html").render(it=outgoing, pictures=PICTURES)
