"""The record of a review as JSON: written section by section, made final, corrected by further entries; and the judgement."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from footprint.actions import reviews
from footprint.api.asked import Asked, Line, Seen, Text, Words
from footprint.api.doors import change, read
from footprint.api.reviews import OF_REVIEW, step
from footprint.records.models import Correction
from footprint.records.profile import profile
from footprint.records.queries import Reader, get_review


class Writing(Asked):
    """A section as it is to be."""

    text: Words = Field(description="The whole of it.")
    seen: int = Field(0, description="The version that you saw; 0 where it was empty.")


class Amendment(Asked):
    """What is wrong in a final record."""

    text: Words = Field(max_length=5_000, description="What is right.")
    section: Line = Field("", description="The key of the section that it is about, if it is about one.")


class Judgement(Seen):
    """The quality assurance form."""

    answers: dict[str, Text] = Field({}, description="By question, one of its answers.")
    comments: dict[str, Text] = Field({}, description="By question, in words.")
    rag: Line = Field("", description="Red, amber or green, or nothing yet.")
    concerns: list[Line] = Field([], description="Of the profile's categories.")
    actions: list[Line] = Field([], description="What follows, of the profile's list; `None` says that nothing does.")
    good_practice: Text = Field("", description="What was done well.")


class SectionSaved(Schema):
    """A section that was saved."""

    key: str = Field(description="Which.")
    version: int = Field(description="To be sent as `seen` with the next change.")


class SectionShown(SectionSaved):
    """A section of the record."""

    title: str = Field(description="Its heading.")
    text: str = Field(description="What is written.")


class CorrectionShown(Schema):
    """A further entry."""

    section: str = Field(description="The section that it is about, if it is about one.")
    text: str = Field(description="What is right.")
    at: datetime = Field(description="When it was made.")


class Record(Schema):
    """The record as it is written."""

    final: date | None = Field(description="When it was made final; from then on it is only corrected.")
    sections: list[SectionShown] = Field(description="Every section of the profile's record.")
    corrections: list[CorrectionShown] = Field(description="The further entries.")


@read(f"{OF_REVIEW}/record", "edit", "draft_record")
def record(reader: Reader, child: UUID, review: UUID) -> Record:
    """The record of a review, while it is written and after"""
    found = get_review(reader, child, review, "edit", "draft_record")
    held = {each.key: (each.text, each.version) for each in found.sections.all()}
    sections = [(each.key, each.title, *held.get(each.key, ("", 0))) for each in profile().form.section]
    return Record(
        final=found.record_completed,
        sections=[SectionShown(key=key, title=title, text=text, version=version) for key, title, text, version in sections],
        corrections=[_correction(each) for each in found.corrections.order_by("at")],
    )


@change(f"{OF_REVIEW}/sections/{{slug:key}}", "edit", "draft_record")
def section(reader: Reader, child: UUID, review: UUID, key: str, told: Writing) -> SectionSaved:
    """Save a section of the record"""
    found = get_review(reader, child, review, "edit", "draft_record")
    held = reviews.save_section(by=reader, review=found, key=key, **dict(told))
    return SectionSaved(key=held.key, version=held.version)


@change(f"{OF_REVIEW}/correct", "correct", "review_record")
def correct(reader: Reader, child: UUID, review: UUID, told: Amendment) -> CorrectionShown:
    """Correct a final record by a further entry"""
    found = get_review(reader, child, review, "correct", "review_record")
    return _correction(reviews.correct(by=reader, review=found, **dict(told)))


def _correction(made: Correction) -> CorrectionShown:
    return CorrectionShown(section=made.section, text=made.text, at=made.at)


step("final", ("finalise", "draft_record"), "Make the record final", Seen, reviews.finish_record)
step("judgement", ("edit", "judgement"), "Judge the review", Judgement, reviews.judge)
