"""What goes out after a review, as its pages, its paper and its Word file take it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from footprint.actions.reviews.documents import stands, to_whom
from footprint.domain.child_letter import BANDS, Content
from footprint.domain.reading_age import reading
from footprint.domain.recipients import sections_allowed
from footprint.domain.review_form import Section
from footprint.records.models import Child, Document, Participant, Review, Staff
from footprint.records.portraits import portrait_of
from footprint.reports.outgoing import Photo
from footprint.web.words import counted, day, opening

Shown = dict[str, Any]
_TONES = {"held": "bad", "ready": "now", "sent": "good", "draft": "soon"}


def address(document: Document, what: str = "document") -> str:
    """Where a document is shown, or its file, or where it is released."""
    child = document.child.public
    if document.review:
        return reverse(what, args=[child, document.review.public, document.public])
    return reverse(_WITHOUT_REVIEW[what], args=[child, document.public])


_WITHOUT_REVIEW = {
    "document": "own_document",
    "document_pdf": "own_document_pdf",
    "document_docx": "own_document_docx",
    "release": "own_release",
}
"""The same pages, of a document that belongs to no review."""


def files(document: Document) -> list[Shown]:
    """A document's page and files."""
    return [
        {"text": text, "href": address(document, what)}
        for text, what in (("Read it", "document"), ("PDF", "document_pdf"), ("Word", "document_docx"))
    ]


def row(document: Document, sections: Iterable[Section]) -> Shown:
    """A document in the list of those that go out: to whom, what they get and do not get, how it stands."""
    told = list(sections)
    gets = {each["key"] for each in document.content}
    cells: Shown = {"who": _who(document.name, document.recipient)}
    if document.kind == "version":
        cells |= _gets([each for each in told if each.key in gets], told)
    else:
        cells |= {"gets": "The letter", "not": "–"}
    cells |= {"stands": _stands(document), "files": {"html": _links(document)}}
    return {"tone": "bad" if stands(document) == "held" else None, "cells": cells}


def _links(document: Document) -> Markup:
    link = Markup('<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> for {}</span></a>')
    return Markup(", ").join(link.format(each["href"], each["text"], to_whom(document)) for each in files(document))


def expected_row(to: Participant, sections: Iterable[Section]) -> Shown:
    """Somebody for whom no version is made yet, and what they would get."""
    told = list(sections)
    allowed = sections_allowed(told, to.part, to.may_know_address)
    return {"cells": {"who": _who(to.name, to.part), **_gets(allowed, told), "stands": {"text": "Not made yet"}, "files": None}}


def _who(name: str, part: str) -> Shown:
    return {"text": name, "under": part} if name else {"text": opening(part)}


def _gets(allowed: Collection[Section], sections: Collection[Section]) -> Shown:
    """How many sections somebody gets, and by name the fewer: those that they get, or those that they do not."""
    gets, rest = [each.title for each in allowed], [each.title for each in sections if each not in allowed]
    few = len(gets) < len(rest)
    return {
        "gets": {
            "text": f"{len(gets)} of {counted(len(sections), 'section')}, and the decisions",
            "under": "; ".join(gets) if few else "",
        },
        "not": {"text": f"The other {len(rest)}" if few else "; ".join(rest) or "Nothing is left out."},
    }


def _stands(document: Document) -> Shown:
    how = stands(document)
    under = ""
    if document.sent:
        under = f"{day(document.sent)}, {document.how}"
    elif document.released_by:
        under = f"Released by {document.released_by.title}"
    tag = Markup('<span class="fp-tag fp-tag--{}">{}</span>').format(_TONES[how], opening(how))
    return {"html": tag, "under": under}


def held(documents: Iterable[Document]) -> list[Shown]:
    """What is held: those that have the same reasons together, and where each is released."""
    found: dict[str, list[Shown]] = {}
    for each in documents:
        if stands(each) == "held":
            found.setdefault(each.held, []).append({"who": to_whom(each), "href": address(each, "release")})
    return [{"why": why.splitlines(), "whom": whom} for why, whom in found.items()]


def officer(staff: Staff | None) -> Shown | None:
    """The IRO: name, photograph or, where there is none, initials, and how to reach them."""
    if staff is None:
        return None
    initials = "".join(word[0] for word in str(staff).split() if word[0].isalpha())[:2].upper()
    portrait = portrait_of(staff)
    face = Photo(str(staff), bytes(portrait.picture)).base64 if portrait and portrait.picture else ""
    reach = {"email": staff.email, "phone": portrait.phone if portrait else ""}
    return {"name": str(staff), "initials": initials or "?", "face": face, **reach}


def read(content: Content, band: str) -> Shown:
    """How hard a text is to read, beside what it should be for the child's age."""
    told = reading("\n".join(each["text"] for each in content))
    aim = BANDS[band].aim
    return {
        "age": told.age,
        "aim": aim,
        "band": BANDS[band].words,
        "harder": told.age > aim,
        "words": counted(told.words, "word"),
        "sentences": counted(told.sentences, "sentence"),
        "heavy": [{"text": each.sentence.removeprefix("- "), "words": counted(each.words, "word")} for each in told.heaviest],
    }


def about(child: Child, review: Review | None, title: str, back: str) -> Shown:
    """What each of these pages shows at its head."""
    return {"title": title, "child": child.name, "back": back, "held_on": review.started if review else None}
