"""What stands in a PDF and in a Word file, as the tests read it: every word, and what the file tells of itself."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf


def words_of_docx(file: bytes) -> str:
    """Every text of every part of a Word file, its properties too, with the marks of the format taken out."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        told = [parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join([*told, *(re.sub(r"<[^>]+>", "", each) for each in told), *parts.namelist()])


def words_of_pdf(file: bytes) -> str:
    """The text of every page, through each font's table of signs, and the document's information and metadata."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        told = [_page(page) for page in pdf.pages]
        told += [str(value) for value in pdf.docinfo.values()]
        told.append(pdf.Root.Metadata.read_bytes().decode("utf-8", "replace"))
        return "\n".join(told)


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _signs(font) for name, font in page.obj.Resources.Font.items()}
    told, signs = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            signs = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else operands
            told += [_decoded(bytes(each), signs) for each in shown if isinstance(each, pikepdf.String)]
        elif str(operator) in ("ET", "T*", "Td"):
            told.append(" ")
    return "".join(told)


def _decoded(codes: bytes, signs: dict[int, str]) -> str:
    return "".join(signs.get(int.from_bytes(codes[at : at + 2], "big"), "�") for at in range(0, len(codes), 2))


def _signs(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for."""
    table, signs = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        signs |= {int(code, 16): _text(sign) for code, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, sign in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            signs |= {int(first, 16) + step: chr(ord(_text(sign)) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return signs


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")
