"""Writing to the child: the letter after a review, the reason why there is none, and the letter with which an IRO begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.sending import LETTERS, final_record, one_at_a_time, put_on_record, why_held
from footprint.actions.reviews.steps import change, may_now
from footprint.domain.child_letter import BANDS, Content, Decided, LetterFacts, band_at, introduction, letter
from footprint.domain.recipients import sections_allowed
from footprint.records import versions
from footprint.records.models import Child, Document, Review, Staff, Standing
from footprint.records.portraits import portrait_of
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child
from footprint.records.versions import Difference, Stale

LONGEST = 5_000
"""Characters of one part of a letter."""
_TITLES = {"letter": "A letter about your review", "introduction": "A letter from your reviewing officer"}


@transaction.atomic
def write_letter(*, by: Reader, review: Review, band: str = "") -> Document:
    """Draft the letter to the child from the record of a review; a draft that is there already is drafted anew.

    Args:
        band: how to write (`domain.child_letter.BANDS`); by the child's age where it is not given.

    Raises:
        Refused, Unfit: the person may not; not now, no such band, or the letter is final.
    """
    may_now(by, review, "letter", "band")
    one_at_a_time(review)
    before = letter_of(review)
    if before and before.final:
        raise Unfit("band", "The letter after this review is final. Take it back to change it." if not before.sent
                    else f"The letter after this review was sent on {before.sent:%-d %B %Y}.")  # fmt: skip
    content = _with_face(letter(letter_facts(review), _band(by, review.child, band)), _who_writes(review))
    made = _rewritten(by, before, content) if before else _made(by, review.child, review, "letter", content)
    if review.no_letter:
        change(by, review, review.version, {"no_letter": ""})
    return made


def letter_of(review: Review) -> Document | None:
    """The letter after a review, where one is written."""
    return review.documents.filter(kind="letter").order_by("-made").first()


def introduction_of(child: Child) -> Document | None:
    """The last letter with which an IRO began, where one is written."""
    return child.documents.filter(kind="introduction").order_by("-made").first()


def letter_facts(review: Review) -> LetterFacts:
    """What is recorded of a review for its letter: the record where it is final, and only what the child may have of it."""
    child, standing = review.child, Standing.objects.select_related("iro").filter(child=review.child_id).first()
    record = final_record(review)
    held = {each["key"]: each for each in record.content} if record else {}
    told = [held[each.key] for each in sections_allowed(profile().form.section, "child") if each.key in held]
    decided = [Decided(each.text, each.owner, each.due) for each in review.decisions.order_by("pk")]
    return LetterFacts(
        first_name=child.first_name, held=review.started,
        came=[(each.part, each.name) for each in review.participants.filter(attended=True).order_by("pk")],
        talked=[(each["title"], each["text"]) for each in told if each["text"].strip()],
        decisions=decided, **_next(standing), **_reach(_who_writes(review)),
    )  # fmt: skip


def _who_writes(review: Review) -> Staff | None:
    """Who chaired the review or, where that is not known, who reviews the child now."""
    if review.chair:
        return review.chair
    standing = Standing.objects.select_related("iro").filter(child=review.child_id).first()
    return standing.iro if standing else None


def _next(standing: Standing | None) -> dict[str, Any]:
    booked = standing.next_planned if standing else None
    return {"next_on": booked or (standing.next_due if standing else None), "booked": booked is not None}


def _reach(iro: Staff | None) -> dict[str, Any]:
    shown = portrait_of(iro)
    return {"iro": iro.name, "email": iro.email, "phone": shown.phone if shown else ""} if iro else {}


def _with_face(content: Content, iro: Staff | None) -> Content:
    """The IRO's photograph beside the part that says who he or she is: the one of this day, whatever comes later."""
    shown = portrait_of(iro)
    face = {"portrait": str(shown.public)} if shown and shown.picture else {}
    return [each | face if each["key"] == "me" else each for each in content]


def _band(by: Reader, child: Child, band: str) -> str:
    found = band or band_at(child.dob, by.today)
    if found not in BANDS:
        raise Unfit("band", f"Choose how to write: {'; '.join(each.words for each in BANDS.values())}.")
    return found


def _made(by: Reader, child: Child, review: Review | None, kind: str, content: Content) -> Document:
    made = Document.objects.create(
        child=child, review=review, kind=kind, recipient="child", name=child.first_name, title=_TITLES[kind], content=content,
        made=by.now, made_by=by.user,
    )  # fmt: skip
    put_on_record(by, made, "create", detail={"kind": kind})
    return made


def _rewritten(by: Reader, document: Document, content: Content) -> Document:
    check_child(by, document.child, "edit", "document")
    held = versions.save(document, document.version, content=content)
    put_on_record(by, held, "edit", detail={"drafted": "anew"})
    return held


@transaction.atomic
def edit_letter(*, by: Reader, document: Document, seen: int, texts: Mapping[str, str]) -> Document:
    """Change the text of a letter that is not final; a part that is not named stays as it is.

    Raises:
        Refused, Unfit, Stale: the person may not; it is final, or a part is too long; somebody else changed it.
    """
    check_child(by, document.child, "edit", "document")
    _still_open(document)
    if long := next((key for key, text in texts.items() if len(text) > LONGEST), ""):
        raise Unfit(long, f"A part of a letter holds at most {LONGEST:,} characters.")
    content = [{**each, "text": texts.get(each["key"], each["text"]).strip()} for each in document.content]
    try:
        held = versions.save(document, seen, content=content)
    except Stale as error:
        raise Stale(error.held, _differences(error.held, content)) from None
    put_on_record(by, held, "edit")
    return held


def _still_open(document: Document) -> None:
    if document.kind not in LETTERS:
        raise Unfit("", "This is no letter; it is made from the record and not changed.")
    if document.final:
        raise Unfit("", "This letter is final. Take it back to change it.")


def _differences(held: Any, wanted: Content) -> list[Difference]:
    """What differs, part by part."""
    told = {each["key"]: each["text"] for each in held.content}
    both = [(each["key"], told.get(each["key"], ""), each["text"]) for each in wanted]
    return [Difference(key, there, mine) for key, there, mine in both if there != mine]


@transaction.atomic
def finish_letter(*, by: Reader, document: Document, seen: int) -> Document:
    """Make a letter final. One that tells too much is held until a second person has read it.

    Raises:
        Refused, Unfit, Stale: the person may not; it is final or empty; somebody else changed it.
    """
    check_child(by, document.child, "finalise", "document")
    _still_open(document)
    if not any(each["text"].strip() for each in document.content):
        raise Unfit("", "There is nothing in this letter yet.")
    held = versions.save(document, seen, final=by.now, held=why_held(document))
    put_on_record(by, held, "finalise", detail={"held": bool(held.held)})
    return held


@transaction.atomic
def take_back(*, by: Reader, document: Document) -> Document:
    """Open a final letter again, which was not sent: nobody has it yet, so it is a draft once more, and must be read anew.

    Raises:
        Refused, Unfit: the person may not; it is no letter, not final, or was sent.
    """
    check_child(by, document.child, "edit", "document")
    if document.kind not in LETTERS or document.final is None or document.sent:
        raise Unfit("", "Only a final letter that was not sent can be taken back.")
    held = versions.save(document, document.version, final=None, held="", released_by=None)
    put_on_record(by, held, "edit", detail={"taken back": held.kind})
    return held


@transaction.atomic
def no_letter(*, by: Reader, review: Review, seen: int, reason: str) -> Review:
    """Say why the child gets no letter after a review.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, no reason, or one is written; somebody else changed the review.
    """
    may_now(by, review, "letter", "reason")
    if not reason.strip():
        raise Unfit("reason", "Say why no letter is sent.")
    written = letter_of(review)
    if written and written.final:
        raise Unfit("reason", "There is a final letter after this review. Take it back first.")
    return change(by, review, seen, {"no_letter": reason.strip()}, reason=reason.strip())


@transaction.atomic
def introduction_letter(*, by: Reader, child: Child, band: str = "") -> Document:
    """Draft the letter with which the IRO says hello to a child who was allocated; a draft that is there is drafted anew.

    Raises:
        Refused, Unfit: the person may not; the child has no IRO, or a final one waits to be sent.
    """
    check_child(by, child, "create", "document")
    standing = Standing.objects.select_related("iro").filter(child=child).first()
    if standing is None or standing.iro is None:
        raise Unfit("band", "No IRO is allocated to this child yet, so there is nobody to introduce.")
    before = introduction_of(child)
    if before and before.final and not before.sent:
        raise Unfit("band", "A final letter of introduction waits to be sent. Take it back to change it.")
    facts = LetterFacts(first_name=child.first_name, **_next(standing), **_reach(standing.iro))
    content = _with_face(introduction(facts, _band(by, child, band)), standing.iro)
    if before and not before.final:
        return _rewritten(by, before, content)
    return _made(by, child, None, "introduction", content)
