"""Writing to the child, as JSON: the letter after a review, why there is none, and the letter with which an IRO begins."""

from __future__ import annotations

from uuid import UUID

from ninja import Field

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.documents import MASKED, found_document, masked
from footprint.api.asked import Asked, Because, Line, Seen, Words
from footprint.api.doors import change
from footprint.api.reviews import OF_REVIEW, step
from footprint.api.sending import OF_DOCUMENT, DocumentText, document_deed, with_text
from footprint.records.models import Document
from footprint.records.queries import Reader, get_child, get_review

_RIGHT = ("create", "document")


class Band(Asked):
    """How to write."""

    band: Line = Field("", description="easy, simple or plain; by the child's age where it is empty.")


class Wording(Seen):
    """The text of a letter."""

    texts: dict[str, Words] = Field(description="By the key of a part, what it should say; other parts stay as they are.")


@change(f"{OF_REVIEW}/letter", *_RIGHT)
def write_letter(reader: Reader, child: UUID, review: UUID, told: Band) -> DocumentText:
    """Draft the letter to the child from the record of a review; a draft that is there is drafted anew"""
    found = get_review(reader, child, review, *_RIGHT)
    return with_text(reader, reviews.write_letter(by=reader, review=found, band=told.band))


@change("/children/{uuid:child}/introduction", *_RIGHT)
def introduction_letter(reader: Reader, child: UUID, told: Band) -> DocumentText:
    """Draft the letter with which the IRO says hello to a child"""
    found = get_child(reader, child, *_RIGHT)
    return with_text(reader, reviews.introduction_letter(by=reader, child=found, band=told.band))


@change(f"{OF_DOCUMENT}/edit", *_RIGHT)
def edit_letter(reader: Reader, child: UUID, document: UUID, told: Wording) -> DocumentText:
    """Change the text of a letter that is not final"""
    found = found_document(reader, child, document, _RIGHT[0])
    for key in told.texts:
        _writable(found, key, masked(reader, found))
    return with_text(reader, reviews.edit_letter(by=reader, document=found, seen=told.seen, texts=told.texts))


def _writable(found: Document, key: str, hidden: set[str]) -> None:
    """Nobody writes over what they are not shown."""
    if key in hidden:
        raise Unfit(key, MASKED)
    if key not in {each["key"] for each in found.content}:
        raise Unfit(key, "There is no such part in this letter.")


step("no_letter", _RIGHT, "Say why the child gets no letter", Because, reviews.no_letter)
document_deed("finish_letter", _RIGHT, "Make a letter final", Seen, reviews.finish_letter)
document_deed("take_back", _RIGHT, "Open a final letter again that was not sent", Asked, reviews.take_back)
