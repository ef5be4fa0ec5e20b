"""The return as XML: one EXPSSDA903 document with a HEADER and EPISODEs for each child.

No document type, no entities, nothing fetched; nesting and size capped. A file that breaks these is refused in a sentence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl
from lxml import etree

from footprint.exchange.problems import UnreadableFile
from footprint.exchange.text_table import TextTable

MOST_BYTES = 256 * 2**20
DEEPEST = 32

_HEADER = {
    "CHILDID": "CHILD",
    "SEX": "SEX",
    "DOB": "DOB",
    "ETHNIC": "ETHNIC",
    "UPN": "UPN",
    "MOTHER": "MOTHER",
    "MC_DOB": "MC_DOB",
}
_IN_HEADER = {
    "OC3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
}
_GROUPS = {
    "AREVIEW": "Reviews",
    "AMISSING": "Missing",
    "PERMANENCE": "PrevPerm",
    "OC2": "OC2",
    "AD_PLACED": "PlacedAdoption",
    "EPISODE": "Episodes",
}
_RENAMED = {"PL": "PLACE"}

Row = dict[str, str | int | None]


def read_xml(content: bytes, name: str) -> dict[str, TextTable]:
    """The tables of an XML return, by kind, as cells of text; a row's line is that of its element.

    Raises:
        UnreadableFile: it is not such a document, or is one that must not be opened.
    """
    _refuse_danger(content, name)
    tables: dict[str, list[Row]] = {}
    strange: set[str] = set()
    for child in _children(content, name):
        for kind, row in _rows_of(child, strange):
            tables.setdefault(kind, []).append(row)
    notes = [f"Elements that a return does not have were passed over: {', '.join(sorted(strange)[:10])}."] if strange else []
    return {kind: _table(rows, notes if place == 0 else []) for place, (kind, rows) in enumerate(tables.items())}


def _refuse_danger(content: bytes, name: str) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"{name} is larger than {MOST_BYTES // 2**20} MB, more than a return in XML can be.")
    if b"<!DOCTYPE" in content.replace(b"\0", b"").upper()[: 2**20] or b"<!ENTITY" in content.replace(b"\0", b""):
        raise UnreadableFile(f"{name} declares a document type or entities, which a return never does; it was not opened.")


def _children(content: bytes, name: str) -> Iterator[etree._Element]:
    """Each CHILD element, whole; what has been read is let go."""
    depth = 0
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise UnreadableFile(f"{name} nests elements more than {DEEPEST} deep, which a return never does.")
            if depth == 1 and event == "start" and etree.QName(element).localname.upper() != "EXPSSDA903":
                raise UnreadableFile(
                    f"{name} is not an SSDA903 return: its outermost element is {etree.QName(element).localname}."
                )
            if event == "end" and depth == 1:
                yield _without_namespaces(element)
                element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"{name} is not well-formed XML: {error}.") from None


def _without_namespaces(element: etree._Element) -> etree._Element:
    """An element whose parts go by their plain names, as some systems' exports do not."""
    for part in element.iter("{*}*") if element.nsmap else ():
        part.tag = etree.QName(part).localname
    return element


def _rows_of(child: etree._Element, strange: set[str]) -> Iterator[tuple[str, Row]]:
    """The rows of one child, each with the kind of table that it belongs to."""
    header = child.find("HEADER")
    if header is None:
        strange.add("CHILD without HEADER")
        return
    cells = {part.tag: _text(part) for part in header if not len(part)}
    child_id, dob = cells.get("CHILDID"), cells.get("DOB")
    shared: Row = {"CHILD": child_id, "DOB": dob, "line": header.sourceline}
    yield "Header", {"line": header.sourceline} | {ours: cells.get(theirs) for theirs, ours in _HEADER.items()}
    if cells.get("DUC"):
        yield "UASC", shared | {"SEX": cells.get("SEX"), "DUC": cells["DUC"]}
    for kind, names in _IN_HEADER.items():
        if any(cells.get(name) for name in names):
            yield kind, shared | {name: cells.get(name) for name in names}
    for group in [*(part for part in header if len(part)), *child.findall("EPISODE")]:
        kind_of = _GROUPS.get(str(group.tag))
        if kind_of is None:
            strange.add(str(group.tag))
            continue
        yield (
            kind_of,
            shared | {"line": group.sourceline} | {_RENAMED.get(str(part.tag), str(part.tag)): _text(part) for part in group},
        )


def _text(element: etree._Element) -> str | None:
    return (element.text or "").strip() or None


def _table(rows: list[Row], notes: list[str]) -> TextTable:
    names = list(dict.fromkeys(name for row in rows for name in row if name != "line"))
    schema = {**dict.fromkeys(names, pl.String()), "line": pl.UInt32()}
    return TextTable(names, pl.DataFrame(rows, schema=schema, orient="row"), notes=notes)
