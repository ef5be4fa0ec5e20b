"""What goes out after a review, as JSON: a version for each recipient, each document and its files, its release and sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Schema

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.documents import (
    OUTGOING,
    WORD,
    as_pdf,
    as_word,
    file_name,
    found_document,
    masked,
    shown_text,
    stands,
)
from footprint.api.asked import Asked, Day, Line, Text
from footprint.api.doors import change, named, read
from footprint.api.reviews import OF_REVIEW
from footprint.records.models import Document
from footprint.records.queries import Reader, get_child, get_review
from footprint.reports.outgoing import UnfitTemplate

OF_CHILD = "/children/{uuid:child}/documents"
OF_DOCUMENT = OF_CHILD + "/{uuid:document}"


class Secrets(Asked):
    """What must not go to whoever may not know where the child lives."""

    words: list[Line] = Field([], description="Words that tell it, such as the name of a street; they are kept nowhere.")


class Why(Asked):
    """Why."""

    reason: Text = Field(description="Why; it is kept in the log.")


class Sending(Asked):
    """That a document was sent."""

    how: Line = Field(description="post, e-mail, in person.")
    on: Day | None = Field(None, description="When; today where it is not said.")


class Part(Schema):
    """A part of a document."""

    key: str = Field(description="Its name, by which a letter is edited.")
    title: str = Field(description="Its heading.")
    text: str = Field(description="What it says.")
    masked: bool = Field(description="It may tell where the child lives, which is not shown to you: `text` says so instead.")


class DocumentShown(Schema):
    """A document, and how it stands."""

    document: UUID = Field(description="Its name in addresses.")
    review: UUID | None = Field(description="Of which review; none for a letter of introduction.")
    kind: str = Field(description="version, letter, introduction.")
    recipient: str = Field(description="In which part its recipient came.")
    name: str = Field(description="The recipient's name.")
    title: str = Field(description="What it is called.")
    stands: str = Field(description="draft, held, ready, sent.")
    held: list[str] = Field(description="Why it was held, also where it was released since.")
    final: datetime | None = Field(description="When it was made final.")
    sent: date | None = Field(description="When it was sent.")
    how: str = Field(description="How it was sent.")
    version: int = Field(description="To be sent as `seen` with the next change.")


class DocumentText(DocumentShown):
    """A document with its text."""

    parts: list[Part] = Field(description="What its recipient gets.")


def shown(each: Document) -> DocumentShown:
    """A document without its text."""
    own = {name: getattr(each, name) for name in ("kind", "recipient", "name", "title", "final", "sent", "how", "version")}
    of = each.review.public if each.review else None
    return DocumentShown(document=each.public, review=of, stands=stands(each), held=each.held.splitlines(), **own)


def with_text(reader: Reader, each: Document) -> DocumentText:
    """A document with the text that this person may see."""
    hidden = masked(reader, each)
    parts = [
        Part(key=part["key"], title=part["title"], text=shown_text(part, hidden), masked=part["key"] in hidden)
        for part in each.content
    ]
    return DocumentText(**dict(shown(each)), parts=parts)


def document_deed(name: str, right: tuple[str, str], words: str, asks: type[Asked], act: Callable[..., Document]) -> None:
    """Add an operation on a document that asks for what its action takes, and answers with how the document stands then.

    Args: as of `footprint.api.reviews.step`.
    """

    def done(reader: Reader, child: UUID, document: UUID, told: Asked) -> DocumentShown:
        found = found_document(reader, child, document, right[0])
        return shown(act(by=reader, document=found, **dict(told)))

    change(f"{OF_DOCUMENT}/{name.replace('_', '-')}", *right)(named(done, name, words, asks, act))


@read(OF_CHILD, "read", "document")
def documents(reader: Reader, child: UUID) -> list[DocumentShown]:
    """The documents about a child that go out or went, the latest first"""
    found = get_child(reader, child, "read", "document").documents.filter(kind__in=OUTGOING)
    return [shown(each) for each in found.select_related("review").order_by("-made", "-pk")]


@read(OF_DOCUMENT, "read", "document")
def document(reader: Reader, child: UUID, document: UUID) -> DocumentText:
    """A document as it goes out"""
    return with_text(reader, found_document(reader, child, document, "read"))


@read(f"{OF_DOCUMENT}.pdf", "read", "document")
def document_pdf(reader: Reader, child: UUID, document: UUID) -> HttpResponse:
    """A document as a PDF"""
    found = found_document(reader, child, document, "read")
    return _file(f"{file_name(found)}.pdf", as_pdf(found), "application/pdf")


@read(f"{OF_DOCUMENT}.docx", "read", "document")
def document_docx(reader: Reader, child: UUID, document: UUID) -> HttpResponse:
    """A document as a Word file, from the council's template where there is one"""
    found = found_document(reader, child, document, "read")
    try:
        return _file(f"{file_name(found)}.docx", as_word(found), WORD)
    except UnfitTemplate as error:
        raise Unfit("", str(error)) from None


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@change(f"{OF_REVIEW}/versions", "read", "document")
def prepare_versions(reader: Reader, child: UUID, review: UUID, told: Secrets) -> list[DocumentShown]:
    """Make the version of a final record for each who may have any of it"""
    found = get_review(reader, child, review, "read", "document")
    return [shown(each) for each in reviews.prepare_versions(by=reader, review=found, words=told.words)]


_SHARE = ("share", "document")
document_deed("release", _SHARE, "Let go what is held, as a second person", Why, reviews.release)
document_deed("leave_out", _SHARE, "Leave out of what is held the parts in which something was found", Why, reviews.leave_out)
document_deed("send", ("read", "document"), "Put on record that a document was sent", Sending, reviews.send)
