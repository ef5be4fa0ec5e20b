"""A text that goes out, as a Word file: from our template, or one of the council's own with the same fields.

The fields of a template: title, heading, service, language, foot; facts, each with label and value; parts, each with title,
picture and lines; and each line with text and bullet. docs/how-to/send-a-record.md shows how one is written.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from footprint.reports.outgoing.model import Line, Outgoing, Part, clean
from footprint.reports.outgoing.pictures import PICTURES

TEMPLATE = Path(__file__).with_name("outgoing.docx")
FIELDS = ("title", "heading", "service", "language", "foot", "facts", "parts")


class UnfitTemplate(Exception):
    """A template that cannot be filled in: the sentence says why."""


def docx(outgoing: Outgoing, template: Path = TEMPLATE) -> bytes:
    """The Word file.

    Raises:
        UnfitTemplate: the template is not there, is no Word file, or has a field that we do not know.
    """
    file = _opened(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        _known(file, environment)
        file.render(_fields(outgoing, file), environment)
    except UndefinedError as error:
        raise UnfitTemplate(f"The Word template {template.name} has a field that Footprint does not know: {error}.") from None
    except TemplateError as error:
        raise UnfitTemplate(f"The Word template {template.name} cannot be read: {error}.") from None
    _properties(file, outgoing)
    _ways(file)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _opened(template: Path) -> Any:
    try:
        file = DocxTemplate(template)
        file.init_docx()
    except FileNotFoundError:
        raise UnfitTemplate(f"The Word template {template.name} is not where the setting FOOTPRINT_WORD_TEMPLATE says.") from None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise UnfitTemplate(f"The Word template {template.name} is no Word file (.docx).") from None
    return file


def _known(file: Any, environment: SandboxedEnvironment) -> None:
    strange = sorted(file.get_undeclared_template_variables(environment) - set(FIELDS))
    if strange:
        raise UndefinedError(f"“{strange[0]}”; its fields are {', '.join(FIELDS)}")


def _fields(outgoing: Outgoing, file: Any) -> dict[str, Any]:
    return {
        **{name: clean(getattr(outgoing, name)) for name in ("title", "service", "language", "foot")},
        "heading": clean(outgoing.headed),
        "facts": [{"label": clean(label), "value": clean(value)} for label, value in outgoing.facts],
        "parts": [_part(each, file) for each in outgoing.parts],
    }


def _part(part: Part, file: Any) -> dict[str, Any]:
    shown = _picture(part)
    picture = InlineImage(file, io.BytesIO(shown), width=Mm(22)) if shown else ""
    return {"title": clean(part.title), "picture": picture, "lines": [_line(each) for each in part.lines]}


def _picture(part: Part) -> bytes:
    """The photograph or the pictogram, if there is one."""
    return part.photo.jpeg if part.photo else _png(part.picture) if part.picture in PICTURES else b""


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "bullet": line.bullet}


@cache
def _png(name: str) -> bytes:
    """A pictogram in points, since Word shows no lines drawn as ours are."""
    page = b'#set page(width: 64pt, height: 64pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 64pt)'
    found = typst.compile(page, format="png", ppi=288, sys_inputs={"svg": PICTURES[name].svg})
    assert isinstance(found, bytes)
    return found


def _properties(file: Any, outgoing: Outgoing) -> None:
    """What the file tells of itself: its title, language and whose it is; nobody's name, and nothing of the template's."""
    about = file.docx.core_properties
    about.title, about.language = clean(outgoing.title), outgoing.language
    about.author = about.last_modified_by = clean(outgoing.service)
    about.subject = about.keywords = about.comments = about.category = ""
    about.created = about.modified = (outgoing.made or datetime(2026, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    defaults = file.docx.styles.element.find(qn("w:docDefaults"))
    for told in defaults.iter(qn("w:lang")) if defaults is not None else ():
        told.set(qn("w:val"), outgoing.language)
    words = {_picture(each): _words(each) for each in outgoing.parts}
    for shape in file.docx.inline_shapes:
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        shape._inline.docPr.set("descr", words.get(file.docx.part.related_parts[blip].blob, ""))


def _words(part: Part) -> str:
    """What the picture beside a part says to those who do not see it."""
    return clean(part.photo.words) if part.photo else PICTURES[part.picture].words if part.picture in PICTURES else ""


def _ways(file: Any) -> None:
    """Mark each paragraph that runs from right to left."""
    for paragraph in file.docx.paragraphs:
        if paragraph.text and Line(paragraph.text).rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
