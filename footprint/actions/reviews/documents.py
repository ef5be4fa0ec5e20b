"""A document as it goes out: found for somebody who may see it, laid out for page, paper and Word, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import UUID

from django.conf import settings

from footprint.actions.reviews.sending import LETTERS, protected
from footprint.domain.day_words import long_day
from footprint.domain.protected_text import in_text
from footprint.domain.recipients import HOME, PLACEMENT
from footprint.records.models import Document, Portrait
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_child, may_here
from footprint.reports import outgoing as paper
from footprint.reports.outgoing import Outgoing, Part, Photo

OUTGOING = ("version", *LETTERS)
"""The kinds of documents that go out. The whole record goes to nobody."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What a Word file is called on its way."""
MASKED = "This part may tell where the child or the family lives, which is not shown to you here. It stands in the file."


def found_document(reader: Reader, child: UUID, document: UUID, action: str) -> Document:
    """A document of a child that goes out, put on record.

    Raises:
        Absent, Refused: there is none that this person may see; the person may not do this.
    """
    whose = get_child(reader, child, action, "document")
    there = whose.documents.filter(public=document, kind__in=OUTGOING)
    found = there.select_related("released_by", "review__chair").first()
    if found is None:
        raise Absent(str(document))
    found.child = whose
    if found.review:
        found.review.child = whose
    reader.saw(action, "document", [whose.public], subject=str(found.public))
    return found


def masked(reader: Reader, found: Document) -> set[str]:
    """The parts of a document that are not shown to this person, since they may tell where the child or the family lives."""
    if may_here(reader, getattr(found.child, "standing", None), "read", "protected_address"):
        return set()
    known = protected(found.child)
    told = {each.key for each in profile().form.section if each.address} if found.kind == "version" else set()
    return told | {
        each["key"] for each in found.content if {PLACEMENT, HOME} & {kind for kind, _ in in_text(each["text"], known)}
    }


def stands(document: Document) -> str:
    """How a document stands: sent, held, ready or draft."""
    if document.sent:
        return "sent"
    if document.final is None:
        return "draft"
    return "held" if document.held and document.released_by_id is None else "ready"


def to_whom(document: Document) -> str:
    """For whom a document is: the name, and the part in which they come."""
    return ", ".join(each for each in (document.name, document.recipient) if each) or "somebody"


def outgoing(document: Document, masked: Collection[str] = ()) -> Outgoing:
    """A document as it goes out; without the text of the sections that are masked for whoever looks."""
    council = f"{settings.COUNCIL}, " if settings.COUNCIL else ""
    faces = _faces(document)
    told = [each for each in document.content if document.kind == "version" or each["text"].strip()]
    parts = [_part(each, masked, faces.get(each.get("portrait", ""))) for each in told]
    return Outgoing(
        title=document.title,
        heading=_heading(document),
        parts=parts,
        service=f"{council}Independent Reviewing Service",
        language=document.language,
        facts=_facts(document) if document.kind == "version" and document.review else (),
        foot=f"Made for {to_whom(document)}. Keep it safe, and give it to nobody else." if document.kind == "version" else "",
        made=document.made,
    )


def shown_text(section: Mapping[str, str], masked: Collection[str]) -> str:
    """The text of a section; where it is masked for whoever looks, that it is."""
    return MASKED if section["key"] in masked and section["text"].strip() else section["text"]


def _faces(document: Document) -> dict[str, Photo]:
    """The photographs in a document, by the name of the portrait."""
    named = [each["portrait"] for each in document.content if "portrait" in each]
    found = Portrait.objects.select_related("staff").filter(public__in=named) if named else []
    return {str(each.public): Photo(f"A photograph of {each.staff}", bytes(each.picture)) for each in found}


def _part(section: Mapping[str, str], masked: Collection[str], face: Photo | None) -> Part:
    return Part(section["title"], shown_text(section, masked), section.get("picture", ""), face)


def _heading(document: Document) -> str:
    if document.kind == "version":
        return f"{document.title} of the review of {document.child.name}"
    return f"A letter for {document.child.first_name}" if document.child.first_name else "A letter for you"


def _facts(document: Document) -> list[tuple[str, str]]:
    review = document.review
    assert review
    chair, held = review.chair, long_day(review.started) if review.started else "not recorded"
    written = ", ".join(each for each in (str(chair), chair.email) if each) if chair else "not recorded"
    return [("Review held on", held), ("Reviewing officer", written), ("Made for", to_whom(document))]


def as_pdf(found: Document) -> bytes:
    """A document as a PDF, whole: whoever prints it for its recipient puts it into an envelope."""
    return paper.pdf(outgoing(found))


def as_word(found: Document) -> bytes:
    """A document as a Word file, from the council's template where there is one.

    Raises:
        UnfitTemplate: the council's template cannot be filled in, and why.
    """
    return paper.docx(outgoing(found), Path(settings.WORD_TEMPLATE) if settings.WORD_TEMPLATE else paper.TEMPLATE)


def file_name(found: Document) -> str:
    """What kind of text it is, and nothing of the child."""
    return "record" if found.kind == "version" else "letter"
