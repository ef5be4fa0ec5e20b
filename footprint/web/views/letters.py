"""Writing to the child: the letter after a review, and the letter with which an IRO begins. One page, three states of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from footprint.actions import reviews
from footprint.actions.reviews.documents import masked, outgoing, stands
from footprint.actions.reviews.letters import introduction_of, letter_of
from footprint.actions.reviews.sending import HOWS
from footprint.domain.child_letter import BANDS, band_at
from footprint.domain.review_process import refusal
from footprint.records.models import Child, Document, Review
from footprint.records.queries import Reader, get_child, get_review, may_here
from footprint.records.reviews import recorded
from footprint.reports.outgoing import article
from footprint.web.asking import asked
from footprint.web.forms.sending import BandForm, LetterForm, NoLetterForm, SendForm, TakeBackForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import sending as shown

_BOTH = ("GET", "POST")
_BANDS = {name: band.words for name, band in BANDS.items()}
_PAGE = "review/letter.html"


@page("create", "document", methods=_BOTH)
def letter(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """The child's letter after a review: drafted, written, made final; or the reason why there is none."""
    found = get_review(reader, ref, review, "create", "document")
    about = {
        **_about(reader, found.child, found, "Write to the child"),
        "not_now": refusal("letter", recorded(found)),
        "no_letter": found.no_letter,
        "send": reverse("send_record", args=[found.child.public, found.public]),
    }
    if about["not_now"]:
        return Page(_PAGE, about)
    if "none" in request.GET:
        return _none(request, reader, found, about)
    return _written(request, reader, found.child, found, letter_of(found), about)


@page("create", "document", methods=_BOTH)
def introduction(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """The letter with which an IRO says hello to a child."""
    child = get_child(reader, ref, "create", "document")
    about = _about(reader, child, None, "Introduce the IRO to the child")
    before = introduction_of(child)
    if before and before.sent and "again" in request.GET:
        before = None
    return _written(request, reader, child, None, before, about)


def _about(reader: Reader, child: Child, review: Review | None, title: str) -> dict[str, Any]:
    standing = getattr(child, "standing", None)
    iro = (review.chair if review else None) or (standing.iro if standing else None)
    back = reverse("review", args=[child.public, review.public]) if review else reverse("child", args=[child.public])
    return {
        **shown.about(child, review, title, back),
        "officer": shown.officer(iro),
        "may_finish": may_here(reader, standing, "finalise", "document"),
        "may_send": may_here(reader, standing, "share", "document"),
        "here": reverse("letter", args=[child.public, review.public]) if review else reverse("introduction", args=[child.public]),
        "introduces": review is None,
    }


def _written(
    request: HttpRequest, reader: Reader, child: Child, review: Review | None, written: Document | None, about: dict[str, Any]
) -> Answer:
    """No letter yet, a draft, or a final one."""
    if written is None or ("again" in request.GET and not written.final):
        return _draft(request, reader, child, review, about)
    written.child, written.review = child, review
    if written.final is None:
        return _edit(request, reader, written, about)
    return _final(request, reader, written, about)


def _here(child: Child, review: Review | None, said: str) -> GoTo:
    return GoTo("letter", (child.public, review.public), said) if review else GoTo("introduction", (child.public,), said)


def _draft(request: HttpRequest, reader: Reader, child: Child, review: Review | None, about: dict[str, Any]) -> Answer:
    def do(told: dict[str, Any]) -> Answer:
        if review:
            reviews.write_letter(by=reader, review=review, band=told["band"])
        else:
            reviews.introduction_letter(by=reader, child=child, band=told["band"])
        return _here(child, review, "The letter is drafted. Read it and change what is not right.")

    form = BandForm(request.POST or None, bands=_BANDS, initial={"band": band_at(child.dob, reader.today)})
    return asked(request, form, {**about, "state": "none", "button": "Draft the letter"}, do, _PAGE)


def _edit(request: HttpRequest, reader: Reader, written: Document, about: dict[str, Any]) -> Answer:
    hidden = masked(reader, written)
    parts = [each for each in written.content if each["key"] not in hidden]

    def do(told: dict[str, Any]) -> Answer:
        texts = {each["key"]: told[each["key"]] for each in parts if each["key"] in request.POST}
        saved = reviews.edit_letter(by=reader, document=written, seen=told["seen"] or 0, texts=texts)
        if request.POST.get("do") != "finish":
            return _here(written.child, written.review, "The letter is saved.")
        saved.child, saved.review = written.child, written.review
        final = reviews.finish_letter(by=reader, document=saved, seen=saved.version)
        return _here(written.child, written.review, "The letter is final." + (" It is held." if final.held else ""))

    typed = [{**each, "text": request.POST.get(each["key"], each["text"])} for each in parts]
    form = LetterForm(request.POST or None, parts=parts, initial={"seen": written.version})
    more = {
        "state": "draft",
        "kept": [each["title"] for each in written.content if each["key"] in hidden],
        "reading": shown.read(typed, _band(written, reader)),
        "files": shown.files(written),
    }
    return asked(request, form, {**about, **more, "button": "Save and count again"}, do, _PAGE)


def _band(written: Document, reader: Reader) -> str:
    """For whom a letter is written: small children where it has pictures, else by age."""
    if any(each.get("picture") for each in written.content):
        return "easy"
    by_age = band_at(written.child.dob, reader.today)
    return "simple" if by_age == "easy" else by_age


def _final(request: HttpRequest, reader: Reader, written: Document, about: dict[str, Any]) -> Answer:
    hidden = masked(reader, written)
    more = {
        "state": "final",
        "article": Markup(article(outgoing(written, hidden))),  # every word of it is escaped where it is made
        "reading": shown.read([each for each in written.content if each["key"] not in hidden], _band(written, reader)),
        "files": shown.files(written)[1:],
        "held": shown.held([written]),
        "sent": written.sent,
        "how": written.how,
    }
    if written.sent:
        return Page(_PAGE, {**about, **more})
    if "back" in request.GET:
        return _take_back(request, reader, written, {**about, **more, "state": "back"})
    if about["may_send"] and stands(written) == "ready":
        return _send(request, reader, written, {**about, **more})
    return Page(_PAGE, {**about, **more})


def _send(request: HttpRequest, reader: Reader, written: Document, about: dict[str, Any]) -> Answer:
    """A letter may go before the record does, so it is sent from its own page too."""
    name = f"how-{written.public}"

    def do(told: dict[str, Any]) -> Answer:
        reviews.send(by=reader, document=written, how=told[name])
        return _here(written.child, written.review, "The letter is marked as sent.")

    form = SendForm(request.POST or None, ready=[(str(written.public), "How is it sent?", "post")], hows=HOWS)
    return asked(request, form, {**about, "button": "Mark it as sent"}, do, _PAGE)


def _take_back(request: HttpRequest, reader: Reader, written: Document, about: dict[str, Any]) -> Answer:
    def do(told: dict[str, Any]) -> Answer:
        reviews.take_back(by=reader, document=written)
        return _here(written.child, written.review, "The letter is a draft again.")

    return asked(request, TakeBackForm(request.POST or None), {**about, "button": "Take it back"}, do, _PAGE)


def _none(request: HttpRequest, reader: Reader, review: Review, about: dict[str, Any]) -> Answer:
    def do(told: dict[str, Any]) -> Answer:
        reviews.no_letter(by=reader, review=review, seen=told["seen"] or 0, reason=told["reason"])
        return _here(review.child, review, "It is recorded why no letter is sent.")

    form = NoLetterForm(request.POST or None, initial={"seen": review.version, "reason": review.no_letter})
    return asked(request, form, {**about, "state": "refuse", "button": "Send no letter"}, do, _PAGE)
