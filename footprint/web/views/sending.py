"""What goes out after a review: its versions, each document, and its release by a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from footprint.actions import reviews
from footprint.actions.reviews.documents import (
    WORD,
    as_pdf,
    as_word,
    file_name,
    found_document,
    masked,
    outgoing,
    stands,
    to_whom,
)
from footprint.actions.reviews.letters import letter_of
from footprint.actions.reviews.sending import HOWS, recipients
from footprint.domain.permissions import may
from footprint.domain.review_process import refusal
from footprint.records.models import Child, Document, Review
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_review, may_here, nearest
from footprint.records.reviews import recorded
from footprint.reports.outgoing import UnfitTemplate, article
from footprint.web.asking import asked
from footprint.web.forms.sending import PrepareForm, ReleaseForm, SendForm
from footprint.web.page import Answer, Download, GoTo, Page, page
from footprint.web.presenters import sending as shown
from footprint.web.words import counted, opening

_BOTH = ("GET", "POST")


@page("read", "document", methods=_BOTH)
def send_record(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Who gets what of the record of a review, what is held, and the sending of it."""
    found = get_review(reader, ref, review, "read", "document")
    going = list(found.documents.filter(kind="version").select_related("released_by").order_by("pk"))
    letter = letter_of(found)
    every = [*going, *([letter] if letter and letter.final else [])]
    for each in every:
        each.child, each.review = found.child, found
    about = _send_page(reader, found, going, every)
    if about["may_prepare"] and (not going or "again" in request.GET):
        return _prepare(request, reader, found, about)
    ready = [each for each in every if stands(each) == "ready" and _may_send(reader, each)]
    if ready:
        return _send(request, reader, found, ready, about)
    return Page("review/send.html", about)


def _send_page(reader: Reader, review: Review, going: list[Document], every: list[Document]) -> dict[str, Any]:
    sections = profile().form.section
    rows = [shown.row(each, sections) for each in every]
    if not going:
        rows = [*(shown.expected_row(each, sections) for each in recipients(review)), *rows]
    not_now = refusal("send", recorded(review)) if not review.record_distributed else ""
    standing = getattr(review.child, "standing", None)
    return {
        **shown.about(review.child, review, "Send the record", reverse("review", args=[review.child.public, review.public])),
        "rows": rows,
        "held": shown.held(every),
        "not_now": not_now,
        "distributed": review.record_distributed,
        "may_prepare": not not_now and not review.record_distributed and may_here(reader, standing, "create", "document"),
        "made": bool(going),
        "letter": reverse("letter", args=[review.child.public, review.public]),
        "why_not": _why_not(reader, review.child, "review_record"),
        "officer": shown.officer(review.chair),
    }


def _why_not(reader: Reader, child: Child, record: str) -> str:
    """Why the person does not send this, in the words of the permissions; empty where they may."""
    answer = may(reader.roles, "share", record, nearest(reader, child.public))
    return "" if answer else answer.reason


def _may_send(reader: Reader, document: Document) -> bool:
    record = "review_record" if document.kind == "version" else "document"
    return may_here(reader, getattr(document.child, "standing", None), "share", record)


def _prepare(request: HttpRequest, reader: Reader, review: Review, about: dict[str, Any]) -> Answer:
    def do(told: dict[str, Any]) -> Answer:
        made = reviews.prepare_versions(by=reader, review=review, words=told["words"].splitlines())
        held = sum(bool(each.held) for each in made)
        said = f"{counted(len(made), 'version')} made{f', {held} of them held' if held else ''}."
        return GoTo("send_record", (review.child.public, review.public), said)

    again = {"again": True} if about["made"] else {}
    button = "Make the versions anew" if about["made"] else "Make a version for each"
    return asked(request, PrepareForm(request.POST or None), {**about, **again, "button": button}, do, "review/send.html")


def _send(request: HttpRequest, reader: Reader, review: Review, ready: list[Document], about: dict[str, Any]) -> Answer:
    emails = {(each.part, each.name): each.email for each in review.participants.all()}
    choices = [
        (str(each.public), f"{opening(to_whom(each))}{': letter' if each.kind == 'letter' else ''}",
         "e-mail" if emails.get((each.recipient, each.name)) else "post")
        for each in ready
    ]  # fmt: skip

    def do(told: dict[str, Any]) -> Answer:
        sent = [reviews.send(by=reader, document=each, how=how) for each in ready if (how := told.get(f"how-{each.public}"))]
        return GoTo("send_record", (review.child.public, review.public), f"{counted(len(sent), 'document')} marked as sent.")

    form = SendForm(request.POST or None, ready=choices, hows=HOWS)
    return asked(request, form, {**about, "sends": True, "button": "Mark these as sent"}, do, "review/send.html")


def _found(reader: Reader, ref: UUID, review: UUID | None, document: UUID, action: str) -> Document:
    """A document under its own address: that of its review, or (a letter of introduction) of none.

    Raises:
        Absent, Refused: there is none that this person may see; the person may not do this.
    """
    found = found_document(reader, ref, document, action)
    if (found.review.public if found.review else None) != review:
        raise Absent(str(document))
    return found


@page("read", "document")
def document(request: HttpRequest, reader: Reader, ref: UUID, document: UUID, review: UUID | None = None) -> Answer:
    """A document as it goes out."""
    return _document_page(reader, _found(reader, ref, review, document, "read"))


def _document_page(reader: Reader, found: Document, problem: str = "") -> Page:
    about = {
        **shown.about(found.child, found.review, found.title, _back(found)),
        "article": Markup(article(outgoing(found, masked(reader, found)))),  # every word of it is escaped where it is made
        "files": shown.files(found)[1:],
        "stands": stands(found),
        "sent": found.sent,
        "how": found.how,
        "to": to_whom(found),
        "held": shown.held([found]),
        "problem": problem,
    }
    return Page("review/document.html", about, 422 if problem else 200)


def _back(found: Document) -> str:
    if found.review is None:
        return reverse("introduction", args=[found.child.public])
    return reverse("letter" if found.kind == "letter" else "send_record", args=[found.child.public, found.review.public])


@page("read", "document")
def document_pdf(request: HttpRequest, reader: Reader, ref: UUID, document: UUID, review: UUID | None = None) -> Answer:
    """A document as a PDF."""
    found = _found(reader, ref, review, document, "read")
    return Download(f"{file_name(found)}.pdf", as_pdf(found), "application/pdf")


@page("read", "document")
def document_docx(request: HttpRequest, reader: Reader, ref: UUID, document: UUID, review: UUID | None = None) -> Answer:
    """A document as a Word file, from the council's template where there is one."""
    found = _found(reader, ref, review, document, "read")
    try:
        return Download(f"{file_name(found)}.docx", as_word(found), WORD)
    except UnfitTemplate as error:
        return _document_page(reader, found, str(error))


@page("share", "document", methods=_BOTH)
def release(request: HttpRequest, reader: Reader, ref: UUID, document: UUID, review: UUID | None = None) -> Answer:
    """Let go what is held, as a second person."""
    found = _found(reader, ref, review, document, "share")

    def do(told: dict[str, Any]) -> Answer:
        if told["what"] == "leave out":
            reviews.leave_out(by=reader, document=found, reason=told["reason"])
            return GoTo(*_to(found), "These parts are left out.")
        reviews.release(by=reader, document=found, reason=told["reason"])
        return GoTo(*_to(found), "The document is released.")

    about = {
        **shown.about(found.child, found.review, "Release a document that is held", shown.address(found)),
        "button": "Save",
        "to": to_whom(found),
        "why": found.held.splitlines(),
        "files": shown.files(found),
    }
    return asked(request, ReleaseForm(request.POST or None), about, do, "review/release.html")


def _to(found: Document) -> tuple[str, tuple[object, ...]]:
    if found.review is None:
        return "introduction", (found.child.public,)
    return "send_record", (found.child.public, found.review.public)
