"""Makes our Word template anew: python -m footprint.reports.outgoing.word_template. A council's own may look as it likes."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from footprint.reports.outgoing.word import TEMPLATE

ACCENT = RGBColor(0x1D, 0x4F, 0x5C)
BODY = [
    ("{{ heading }}", "Heading 1"),
    ("{%p for fact in facts %}", "Normal"),
    ("{{ fact.label }}: {{ fact.value }}", "Normal"),
    ("{%p endfor %}", "Normal"),
    ("{%p for part in parts %}", "Normal"),
    ("{%p if part.picture %}", "Normal"),
    ("{{ part.picture }}", "Normal"),
    ("{%p endif %}", "Normal"),
    ("{%p if part.title %}", "Normal"),
    ("{{ part.title }}", "Heading 2"),
    ("{%p endif %}", "Normal"),
    ("{%p for line in part.lines %}", "Normal"),
    ("{%p if line.bullet %}", "Normal"),
    ("{{ line.text }}", "List Bullet"),
    ("{%p else %}", "Normal"),
    ("{{ line.text }}", "Normal"),
    ("{%p endif %}", "Normal"),
    ("{%p endfor %}", "Normal"),
    ("{%p endfor %}", "Normal"),
]
"""Each paragraph of the template with its style: real headings, so that a screen reader finds its way."""


def template() -> bytes:
    """The template."""
    made = Document()
    made.sections[0].header.paragraphs[0].text = "{{ service }}"
    made.sections[0].footer.paragraphs[0].text = "{{ foot }}"
    for text, style in BODY:
        made.add_paragraph(text, style=style)
    _styles(made)
    _without_picture(made)
    made.core_properties.author = made.core_properties.comments = ""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _without_picture(made: Any) -> None:
    """Take out the small picture of its first page that the library's own template carries."""
    links = made.part.package.rels
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[name]


def _styles(made: Any) -> None:
    """Letters of one kind that every Word has, headings in our colour, lines that keep together."""
    for name, size in (("Normal", 11), ("Heading 1", 20), ("Heading 2", 14), ("List Bullet", 11), ("Header", 9), ("Footer", 9)):
        style = made.styles[name]
        style.font.size, style.font.name = Pt(size), "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(each), None)
        fonts.set(qn("w:cs"), "Arial")
        if name.startswith("Heading"):
            style.font.color.rgb = ACCENT
            style.paragraph_format.keep_with_next = True
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    if defaults.find(qn("w:lang")) is None:
        defaults.append(OxmlElement("w:lang"))
    defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
