"""Sending the record of a review: one version for each recipient, looked at by a second person where it tells too much, sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import change, may_now, told
from footprint.domain.protected_text import Protected, reasons_to_hold
from footprint.domain.recipients import AUTHORITY, TELEPHONE, facts_allowed, sections_allowed
from footprint.domain.review_form import Section
from footprint.domain.review_process import NotNow, check_step
from footprint.records import audit, versions
from footprint.records.models import AuditEvent, Child, Correction, Document, Milestone, Participant, Review, Staff
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child
from footprint.records.reviews import recorded

HOWS = {"post": "By post", "e-mail": "By e-mail", "in person": "In person"}
"""How something is sent."""
LEFT_OUT = "This part is left out of your copy."
LETTERS = {"letter": "child_letter_sent", "introduction": "iro_introduced"}
"""What is written to the child, and what of the rulebook has happened once it is sent."""
Content = list[dict[str, str]]


@transaction.atomic
def prepare_versions(*, by: Reader, review: Review, words: Iterable[str] = ()) -> list[Document]:
    """Make the version of a final record for each who was asked or came and may have any of it.

    Versions that were made before and not sent are made anew: something may have been corrected since.

    Args:
        words: words that tell where the child lives, such as the name of a street; they are kept nowhere.

    Raises:
        Refused, Unfit: the person may not; the record is not final, its text is not here, or nobody may have any of it.
    """
    check_child(by, review.child, "create", "document")
    one_at_a_time(review)
    at_step(review, "send")
    record = final_record(review)
    if record is None:
        raise Unfit("words", "The text of this record is not kept in Footprint, so there is nothing to make versions of.")
    replaced, _ = review.documents.filter(kind="version", sent__isnull=True).delete()
    known, gone = protected(review.child, words), _sent_to(review)
    to = [each for each in recipients(review) if (each.part, each.name) not in gone]
    made = [_version(by, review, record, each, known) for each in to]
    if not made and not gone:
        raise Unfit("words", "Nobody who was asked to this review or came to it may have any of its record.")
    for each in made:
        audit.record(by.user, "create", "document", [review.child.public], subject=str(each.public))
    counts = {"versions": len(made), "held": sum(bool(each.held) for each in made), "replaced": replaced}
    told(by, review, "create", "document", detail=counts)
    return made


def one_at_a_time(review: Review) -> None:
    """Wait for whoever else makes or sends documents of this review: two at once would make two of each, or miss the last."""
    Review.objects.select_for_update().filter(pk=review.pk).first()


def at_step(review: Review, step: str, field: str = "") -> None:
    """Go on only where a review is at a step, whoever does it.

    Raises:
        Unfit: it is not, and why.
    """
    try:
        check_step(step, recorded(review))
    except NotNow as error:
        raise Unfit(field, str(error)) from None


def final_record(review: Review) -> Document | None:
    """The final record of a review, where its text is kept here."""
    return review.documents.filter(kind="record", final__isnull=False).order_by("-final").first()


def recipients(review: Review) -> list[Participant]:
    """Those who were asked to a review or came to it, and who may have some of its record."""
    sections = profile().form.section
    there = [each for each in review.participants.order_by("pk") if each.invited or each.attended]
    return [each for each in there if sections_allowed(sections, each.part, each.may_know_address)]


def _sent_to(review: Review) -> set[tuple[str, str]]:
    return set(review.documents.filter(kind="version", sent__isnull=False).values_list("recipient", "name"))


def _version(by: Reader, review: Review, record: Document, to: Participant, known: Protected) -> Document:
    content = version_content(review, record, to)
    why = reasons_to_hold(content, known, facts_allowed(to.part, to.may_know_address))
    return Document.objects.create(
        child=review.child, review=review, kind="version", recipient=to.part, name=to.name, title=record.title,
        language=record.language, content=content, made=by.now, made_by=by.user, final=by.now, held="\n".join(why),
    )  # fmt: skip


def version_content(review: Review, record: Document, to: Participant) -> Content:
    """What somebody gets: each section that they may have, also an empty one, with its corrections; and the decisions."""
    held = {each["key"]: each for each in record.content}
    corrections = list(review.corrections.order_by("pk"))
    allowed = sections_allowed(profile().form.section, to.part, to.may_know_address)
    content = [_section(each, held.get(each.key, {}), corrections) for each in allowed]
    content.append({"key": "decisions", "title": "Decisions", "text": _decisions(review)})
    if to.part in AUTHORITY and (rest := _corrected(corrections, "")):
        content.append({"key": "corrections", "title": "Corrections", "text": rest})
    return content


def _section(rule: Section, held: dict[str, str], corrections: Sequence[Correction]) -> dict[str, str]:
    texts = [held.get("text", ""), _corrected(corrections, rule.key)]
    return {"key": rule.key, "title": held.get("title", rule.title), "text": "\n".join(each for each in texts if each)}


def _corrected(corrections: Sequence[Correction], key: str) -> str:
    """The corrections of a section. One that belongs to none may be about any, so it goes to the authority alone."""
    return "\n".join(f"Corrected on {each.at:%-d %B %Y}: {each.text}" for each in corrections if each.section == key)


def _decisions(review: Review) -> str:
    told = []
    for each in review.decisions.order_by("pk"):
        who = ", ".join(filter(None, [each.owner, f"by {each.due:%-d %B %Y}" if each.due else ""]))
        told.append(f"- {each.text}{f' ({who})' if who else ''}")
    return "\n".join(told)


def protected(child: Child, words: Iterable[str] = ()) -> Protected:
    """What is known of a family and must not go to everybody."""
    codes = list(child.episodes.values_list("home_post", "pl_post"))
    placement = {pl for _, pl in codes if pl}
    return Protected(
        placement=sorted(placement | {each.strip() for each in words if each.strip()}),
        home=sorted({home for home, _ in codes if home} - placement),
        open=list(Staff.objects.exclude(email="").values_list("email", flat=True)),
    )


def why_held(document: Document) -> str:
    """Why a letter to the child may not go unseen. The child may read the telephone number of whoever writes."""
    allowed = facts_allowed("child") | {TELEPHONE}
    return "\n".join(reasons_to_hold(document.content, protected(document.child), allowed))


@transaction.atomic
def release(*, by: Reader, document: Document, reason: str) -> Document:
    """Let go what is held: a second person has read it, and says why it may go to this recipient.

    Raises:
        Refused, Unfit: the person may not; it is not held, it was released before, the person worked on it, or no reason.
    """
    check_child(by, document.child, "share", "document")
    if not document.held or document.sent:
        raise Unfit("reason", "This document is not held.")
    if document.released_by_id:
        raise Unfit("reason", "This document was released before.")
    if _worked_on(by, document):
        raise Unfit("reason", "You worked on this document yourself. A second person must read it and release it.")
    if not reason.strip():
        raise Unfit("reason", "Say why this may go to this recipient.")
    held = versions.save(document, document.version, released_by=by.user)
    put_on_record(by, held, "share", reason=reason.strip(), detail={"released": held.held.splitlines()})
    return held


@transaction.atomic
def leave_out(*, by: Reader, document: Document, reason: str) -> Document:
    """Leave out of a held version the sections in which something was found, so that the rest of it can go.

    A final record is never changed, so this is the one way for it to reach somebody who must not learn what stands in it.

    Raises:
        Refused, Unfit: the person may not; it is not held, is a letter, or no reason.
    """
    check_child(by, document.child, "edit", "document")
    if document.kind in LETTERS:
        raise Unfit("what", "A letter is taken back and changed instead.")
    if not document.held or document.sent:
        raise Unfit("what", "This document is not held.")
    if not reason.strip():
        raise Unfit("reason", "Say why these parts are left out.")
    found = [each["key"] for each in document.content if f"“{each['title']}”" in document.held]
    content = [{**each, "text": LEFT_OUT} if each["key"] in found else each for each in document.content]
    why = reasons_to_hold(content, protected(document.child), _facts_of(document))
    held = versions.save(document, document.version, content=content, held="\n".join(why), released_by=None)
    put_on_record(by, held, "edit", reason=reason.strip(), detail={"left out": found})
    return held


def _facts_of(document: Document) -> frozenset[str]:
    """The kinds of facts that the recipient of a version may have; none where nobody of that name is known any more."""
    assert document.review
    to = document.review.participants.filter(part=document.recipient, name=document.name).first()
    return facts_allowed(to.part, to.may_know_address) if to else frozenset()


def _worked_on(by: Reader, document: Document) -> bool:
    """Whether the person made a document, or changed it or made it final at any time: the audit knows."""
    done = AuditEvent.objects.filter(subject=str(document.public), record="document", actor=str(by.user.public))
    return document.made_by_id == by.user.pk or done.filter(action__in=["create", "edit", "finalise"]).exists()


@transaction.atomic
def send(*, by: Reader, document: Document, how: str, on: date | None = None) -> Document:
    """Put on record that a document was sent; with the last version the record of its review counts as distributed.

    Raises:
        Refused, Unfit, Stale: the person may not; it is not final, is held, was sent, or not now; somebody else changed it.
    """
    day = on or by.today
    _may_send(by, document)
    if document.review:
        one_at_a_time(document.review)
    _fit_to_send(by, document, how, day)
    sent = versions.save(document, document.version, sent=day, how=how, sent_by=by.user)
    if sent.kind in LETTERS:
        Milestone.objects.get_or_create(child=sent.child, kind=LETTERS[sent.kind], on=day)
    put_on_record(by, sent, "share", detail={"sent": how, "kind": sent.kind})
    if sent.kind == "version":
        _distributed(by, sent)
    return sent


def _may_send(by: Reader, document: Document) -> None:
    if document.kind == "version":
        assert document.review
        may_now(by, document.review, "send", "how")
    elif document.kind in LETTERS:
        check_child(by, document.child, "share", "document")
    else:
        raise Unfit("how", "The whole record goes to nobody: send the version that is made for each recipient.")


def _fit_to_send(by: Reader, document: Document, how: str, day: date) -> None:
    if document.sent:
        raise Unfit("how", f"This was sent on {document.sent:%-d %B %Y}.")
    if document.final is None:
        raise Unfit("how", "This is not final yet.")
    if document.held and document.released_by_id is None:
        raise Unfit("how", f"This is held until a second person releases it. {document.held}")
    if how not in HOWS:
        raise Unfit("how", f"Say how it was sent: {', '.join(HOWS)}.")
    if day > by.today:
        raise Unfit("on", "That day lies ahead.")


def _distributed(by: Reader, document: Document) -> None:
    """Where this was the last of them, the record has gone to all who may have it."""
    assert document.review
    review = Review.objects.select_related("child").get(pk=document.review.pk)
    if not review.documents.filter(kind="version", sent__isnull=True).exists():
        change(by, review, review.version, {"record_distributed": document.sent})


def put_on_record(by: Reader, document: Document, action: str, **more: Any) -> None:
    """Put on record what was done with a document, and work out what is owed to the child now."""
    audit.record(by.user, action, "document", [document.child.public], subject=str(document.public), **more)
    refresh([document.child_id], by.today)
