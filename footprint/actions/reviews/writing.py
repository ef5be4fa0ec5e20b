"""The record of a review: written section by section, saved as it is typed, made final once, corrected by further entries."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import change, may_now
from footprint.domain.review_process import AFTER, state
from footprint.records import audit, versions
from footprint.records.models import Correction, Document, Review, Section
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child
from footprint.records.reviews import recorded

LONGEST = 50_000
"""Characters of a section."""


@transaction.atomic
def save_section(*, by: Reader, review: Review, key: str, seen: int, text: str) -> Section:
    """Save a section of the record while it is written: nothing but its text, so it may be done with every pause of typing.

    Args:
        seen: the version that was seen; 0 where the section was empty.

    Raises:
        Refused, Unfit, Stale: the person may not; there is no such section, or the record is final; somebody else changed it.
    """
    check_child(by, review.child, "edit", "draft_record")
    _writable(review, key, text)
    there = Section.objects.filter(review=review, key=key).exists()
    if not there and (made := _first(by, review, key, text)):
        return made
    held = versions.save(Section.objects.get(review=review, key=key), seen, text=text, by=by.user)
    audit.record(by.user, "edit", "draft_record", [review.child.public], subject=str(review.public), detail={"section": key})
    return held


def _writable(review: Review, key: str, text: str) -> None:
    if key not in {each.key for each in profile().form.section}:
        raise Unfit("text", "There is no such section in the record.")
    if len(text) > LONGEST:
        raise Unfit("text", f"A section holds at most {LONGEST:,} characters.")
    now = state(recorded(review))
    if review.record_completed:
        raise Unfit("text", "This record is final; it can be corrected by a further entry.")
    if now in ("cancelled", "recorded in error"):
        raise Unfit("text", f"This review is {now}; it has no record.")


def _first(by: Reader, review: Review, key: str, text: str) -> Section | None:
    """The section made, unless somebody else was quicker."""
    try:
        with transaction.atomic():
            made = Section.objects.create(review=review, key=key, text=text, by=by.user)
    except IntegrityError:
        return None
    audit.record(by.user, "create", "draft_record", [review.child.public], subject=str(review.public), detail={"section": key})
    return made


@transaction.atomic
def finish_record(*, by: Reader, review: Review, seen: int) -> Review:
    """Make the record final: all headings, also those without text. From now on it is only corrected.

    Raises:
        Refused, Unfit, Stale: the person may not; not now; somebody else changed the review.
    """
    may_now(by, review, "record")
    held = dict(review.sections.values_list("key", "text"))
    content = [{"key": each.key, "title": each.title, "text": held.get(each.key, "")} for each in profile().form.section]
    Document.objects.create(
        child=review.child, review=review, kind="record", title=profile().words.get("record", "record").capitalize(),
        content=content, made=by.now, made_by=by.user, final=by.now,
    )  # fmt: skip
    return change(by, review, seen, {"record_completed": by.today})


@transaction.atomic
def correct(*, by: Reader, review: Review, text: str, section: str = "") -> Correction:
    """Correct a final record by a further entry, which is shown beside it.

    Raises:
        Refused, Unfit: the person may not; the record is not final, or there is no text.
    """
    check_child(by, review.child, "correct", "review_record")
    if not review.record_completed or state(recorded(review)) not in AFTER:
        raise Unfit("text", "This record is not final yet: change it where it is written.")
    if not text.strip():
        raise Unfit("text", "Say what is corrected.")
    made = Correction.objects.create(review=review, section=section, text=text.strip(), by=by.user, at=by.now)
    audit.record(by.user, "correct", "review_record", [review.child.public], subject=str(review.public))
    return made
