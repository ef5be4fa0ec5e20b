"""The few strokes that our pictures are made of: SVG as text, without style attributes, so that a strict security policy holds.

Colours come from classes, which the page's stylesheet fills for light, dark, printed and forced colours. Every text is
escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

Number = int | float

LETTER = 7.6
"""About how wide a letter of our 13 pixel text is, a little on the wide side: no font is at hand to measure with."""


def text_width(words: str) -> float:
    """About how many pixels the words take."""
    return len(words) * LETTER


def element(name: str, content: Iterable[Markup] | str = (), /, **attributes: Number | str | None) -> Markup:
    """One element. `content`: elements, or words to be escaped. An attribute's `_` stands for `-`, and `class_` for class."""
    inside = _safe(content) if isinstance(content, str) else "".join(content)
    start = name + "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    return Markup(f"<{start}>{inside}</{name}>")


def _attribute(key: str, value: Number | str) -> str:
    written = _safe(value) if isinstance(value, str) else _short(value)
    return f' {key.rstrip("_").replace("_", "-")}="{written}"'


def _safe(text: str) -> str:
    """Words that can stand in a page and in an XML file: control characters, which neither may hold, become spaces."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return escape(text)


def _short(number: Number) -> str:
    """A tenth of a pixel is enough."""
    return f"{number:.1f}".removesuffix(".0")


def svg(width: Number, height: Number, title: str, description: str, content: Iterable[Markup], **attributes: str) -> Markup:
    """A whole picture with its name and its description for those who do not see it."""
    named = [element("title", title), element("desc", description)]
    box = f"0 0 {_short(width)} {_short(height)}"
    return element("svg", [*named, *content], class_="fp-svg", role="img", viewBox=box, **attributes)


def words(at: tuple[Number, Number], text: str, kind: str = "", anchor: str | None = None) -> Markup:
    """Text whose base line starts (or ends, or is centred) at a point. `kind`: a class without its prefix: "quiet", "strong"."""
    return element("text", text, x=at[0], y=at[1], text_anchor=anchor, class_=f"fp-svg__{kind}" if kind else None)


def box(
    x: Number, y: Number, width: Number, height: Number, kind: str, title: str | None = None, round_: Number | None = None
) -> Markup:
    """A filled rectangle; `title` is what it says when pointed at."""
    inside = [element("title", title)] if title else []
    return element("rect", inside, x=x, y=y, width=width, height=height, rx=round_, class_=f"fp-svg__{kind}")


def line(x1: Number, y1: Number, x2: Number, y2: Number, kind: str = "line") -> Markup:
    """A straight stroke."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=f"fp-svg__{kind}")


def picture(**sizes: Markup) -> Markup:
    """The drawings of one picture, of which its box on the page shows the one that fits.

    Args:
        sizes: "small" (for boxes under 480 pixels) and "large"; or "tall" (under 640), "middle" (under 960) and "wide".
    """
    drawings = [element("div", [drawing], class_=f"fp-picture__one fp-picture__one--{size}") for size, drawing in sizes.items()]
    return element("div", drawings, class_="fp-picture")
