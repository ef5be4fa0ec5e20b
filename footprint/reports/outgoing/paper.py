"""A text that goes out, as a PDF for everybody: tagged (PDF/UA-1), with a title, a language and words for each picture."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from footprint.reports.outgoing.model import Line, Outgoing, Part, clean
from footprint.reports.outgoing.pictures import PICTURES

TEMPLATE = Path(__file__).with_name("outgoing.typ")
_LONG = re.compile(r"\S{36,}")
_UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.S)
_JOINING = dict.fromkeys([0x200D, 0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)])
_TRIES = 200
"""At most so many different signs without a font are put into words."""


def pdf(outgoing: Outgoing) -> bytes:
    """The PDF. A sign that no font here can show (an emoji, say) is told by its name, since nothing may be lost unseen."""
    data = json.dumps(_data(outgoing), ensure_ascii=False)
    for _ in range(_TRIES):
        try:
            return _compiled(data)
        except typst.TypstError as error:
            shown = _UNSHOWN.search(str(error))
            if not shown:
                raise
            data = _in_words(data, shown[1])
    return _compiled("".join(each if ord(each) < 0x250 else "?" for each in data))


def _compiled(data: str) -> bytes:
    found = typst.compile(TEMPLATE, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": data})
    assert isinstance(found, bytes)
    return found


def _in_words(data: str, sign: str) -> str:
    """The text with a sign's name in its place: [party popper]. What joins or varies signs goes with it."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), sign)
    for each in plain:
        if ord(each) > 0x7F:
            data = data.replace(each, f"[{unicodedata.name(each, 'sign').lower()}]")
    return data.translate(_JOINING)


def _data(outgoing: Outgoing) -> dict[str, Any]:
    lang, _, region = outgoing.language.partition("-")
    return {
        "title": clean(outgoing.title),
        "heading": _broken(outgoing.headed),
        "service": _broken(outgoing.service),
        "lang": lang or "en",
        "region": region or None,
        "large": outgoing.large,
        "facts": [[label, _broken(value)] for label, value in outgoing.facts],
        "foot": _broken(outgoing.foot),
        "parts": [_part(each) for each in outgoing.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    groups = [{"bullet": bullet, "lines": [_line(each) for each in lines]} for bullet, lines in groupby(part.lines, _is_bullet)]
    return {"title": _broken(part.title), "groups": groups, "picture": _picture(part)}


def _picture(part: Part) -> dict[str, Any] | None:
    """The bytes of the photograph or the pictogram, and its words."""
    if part.photo:
        return {"format": "jpg", "bytes": list(part.photo.jpeg), "words": _broken(part.photo.words)}
    drawn = PICTURES.get(part.picture)
    return {"format": "svg", "bytes": list(drawn.svg.encode()), "words": drawn.words} if drawn else None


def _is_bullet(line: Line) -> bool:
    return line.bullet


def _line(line: Line) -> dict[str, Any]:
    return {"text": _broken(line.text), "rtl": line.rtl}


def _broken(text: str) -> str:
    """The text with places at which a very long word may be broken, so that none runs off the page."""
    return _LONG.sub(lambda word: "\u200b".join(re.findall(r".{1,12}", word[0])), clean(text))
