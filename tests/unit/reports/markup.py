"""Drawings read back: what they are made of, and what they say."""

from __future__ import annotations

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(markup: str) -> etree._Element:
    """The markup as XML; fails where it is not well formed."""
    return etree.fromstring(f"<page>{markup}</page>", etree.XMLParser(resolve_entities=False))


def drawings(markup: str) -> list[etree._Element]:
    """The drawings of a picture, one for each size; signs of the key are not among them."""
    return [drawing for drawing in parsed(markup).iter("svg") if drawing.get("role") == "img"]


def said(drawing: etree._Element) -> list[str]:
    """What the drawing's own title and each of its marks say when pointed at."""
    return [title.text or "" for title in drawing.iter("title")]


def written(drawing: etree._Element) -> list[str]:
    """The words that are drawn."""
    return ["".join(text.itertext()) for text in drawing.iter("text")]


def assert_safe(markup: str) -> None:
    """Well formed, and nothing in it that a strict content security policy would refuse."""
    for element in parsed(markup).iter():
        assert element.tag not in ("script", "style", "foreignObject", "image", "a")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
