"""Before a review, as JSON: who is invited and was told its day, and the reports that are due."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Field, Schema
from pydantic import AfterValidator

from footprint.actions import reviews
from footprint.actions.reviews.preparing import usual
from footprint.api.asked import Asked, Day, Line
from footprint.api.doors import change, read
from footprint.api.reviews import OF_REVIEW
from footprint.records.invited import lacks, last_word
from footprint.records.models import Invitation, Participant, Review
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_review

_RIGHT = ("edit", "review")
_PEOPLE = f"{OF_REVIEW}/people"
_PERSON = f"{_PEOPLE}/{{int:person}}"


def _address(text: str) -> str:
    try:
        validate_email(text or "nobody@example.org")
    except ValidationError:
        raise ValueError("This is no e-mail address") from None
    return text


class Guest(Asked):
    """Somebody who is to come, or whom the child does not want there."""

    part: Line = Field(description="In which part: child, mother, social worker ...; a refusal names them all.")
    name: Line = Field("", description="The name, where it is known.")
    email: Annotated[Line, AfterValidator(_address)] = Field("", description="Where the day is mailed to.")
    wanted: bool | None = Field(None, description="Whether the child wants them there.")
    how: Line = Field("", description="How they will take part.")
    may_know_address: bool = Field(False, description="Whether they may know where the child lives.")
    invited: bool = Field(True, description="Invite them; else only note the name.")


class Way(Asked):
    """How somebody was told."""

    how: Line = Field(description="By letter, telephone, in person, e-mail.")


class Report(Asked):
    """A report before the review."""

    kind: Line = Field(description="One that the profile awaits; a refusal names them.")
    received: Day | None = Field(None, description="When it came.")
    shared: Day | None = Field(None, description="When those who should have it had it.")


class Said(Schema):
    """What was said to somebody about the day."""

    kind: str = Field(description="An invitation, a new day, a reminder, a cancellation.")
    how: str = Field(description="By which way.")
    on: date = Field(description="The day that it told of.")
    at: time | None = Field(description="... and the hour.")
    sent: datetime | None = Field(description="When it was said or taken by the mail server; empty while it is on its way.")
    fault: str = Field(description="Why a mail could not be sent.")


class PersonShown(Schema):
    """Somebody who is invited, or is noted."""

    person: int = Field(description="Its number in addresses, and in `came`.")
    part: str = Field(description="In which part.")
    name: str = Field(description="The name.")
    wanted: bool | None = Field(description="Whether the child wants them there.")
    invited: date | None = Field(description="When they were invited.")
    attended: bool | None = Field(description="Whether they came.")
    may_know_address: bool = Field(description="Whether they may know where the child lives.")
    said: Said | None = Field(description="What was said to them last.")
    lacks: str = Field(description="What they have yet to be told: the day, that it is off, or nothing.")


class Suggested(Schema):
    """Somebody who is usually asked."""

    part: str = Field(description="In which part.")
    name: str = Field(description="The name.")


class ReportShown(Schema):
    """A report that is awaited."""

    kind: str = Field(description="Which.")
    received: date | None = Field(description="When it came.")
    shared: date | None = Field(description="When it was shared.")


class Prepared(Schema):
    """Who comes, and the reports."""

    people: list[PersonShown] = Field(description="Everybody who is invited or noted.")
    usual: list[Suggested] = Field(description="Where nobody is: whom `invite_usual` would invite.")
    reports: list[ReportShown] = Field(description="The reports that the profile awaits.")


class Mailed(Schema):
    """Mails that are on their way."""

    mails: int = Field(description="How many.")


def _people(found: Review) -> list[PersonShown]:
    return [_person(each, found) for each in found.participants.prefetch_related("invitations").order_by("part", "name")]


def _person(each: Participant, found: Review) -> PersonShown:
    own = {name: getattr(each, name) for name in ("part", "name", "wanted", "invited", "attended", "may_know_address")}
    return PersonShown(person=each.pk, said=_said(last_word(each)), lacks=lacks(each, found), **own)


def _said(said: Invitation | None) -> Said | None:
    return Said(kind=said.kind, how=said.how, on=said.on, at=said.at, sent=said.sent, fault=said.fault) if said else None


def _named(found: Review, person: int) -> Participant:
    there = found.participants.filter(pk=person).first()
    if there is None:
        raise Absent(str(person))
    return there


@read(_PEOPLE, *_RIGHT)
def people(reader: Reader, child: UUID, review: UUID) -> Prepared:
    """Who comes to a review and was told its day, and the reports before it"""
    found = get_review(reader, child, review, *_RIGHT)
    asked = [] if found.participants.exists() else [Suggested(part=part, name=name) for part, name, *_ in usual(found)]
    held = {each.kind: each for each in found.reports.all()}
    reports = [_report(kind, held[kind].received, held[kind].shared) if kind in held else _report(kind)
               for kind in profile().form.reports]  # fmt: skip
    return Prepared(people=_people(found), usual=asked, reports=reports)


def _report(kind: str, received: date | None = None, shared: date | None = None) -> ReportShown:
    return ReportShown(kind=kind, received=received, shared=shared)


@change(f"{_PEOPLE}/invite", *_RIGHT)
def invite(reader: Reader, child: UUID, review: UUID, told: Guest) -> PersonShown:
    """Invite somebody, or note that the child does not want them there"""
    found = get_review(reader, child, review, *_RIGHT)
    return _person(reviews.invite(by=reader, review=found, **dict(told)), found)


@change(f"{_PEOPLE}/usual", *_RIGHT)
def invite_usual(reader: Reader, child: UUID, review: UUID) -> list[PersonShown]:
    """Invite those who were asked to the review before or usually come"""
    found = get_review(reader, child, review, *_RIGHT)
    return [_person(each, found) for each in reviews.invite_usual(by=reader, review=found)]


@change(f"{_PEOPLE}/mail", *_RIGHT)
def send_invitations(reader: Reader, child: UUID, review: UUID) -> Mailed:
    """Mail the day to everybody who has an address and was not told it yet"""
    found = get_review(reader, child, review, *_RIGHT)
    return Mailed(mails=reviews.send_invitations(by=reader, review=found))


@change(f"{_PERSON}/told", *_RIGHT)
def note_told(reader: Reader, child: UUID, review: UUID, person: int, told: Way) -> PersonShown:
    """Note that somebody was told the day otherwise than by mail from here"""
    found = get_review(reader, child, review, *_RIGHT)
    each = _named(found, person)
    reviews.note_told(by=reader, review=found, participant=each, how=told.how)
    return _person(each, found)


@change(f"{_PERSON}/off", *_RIGHT)
def take_off(reader: Reader, child: UUID, review: UUID, person: int) -> list[PersonShown]:
    """Take somebody off the list; the rest of it is the answer"""
    found = get_review(reader, child, review, *_RIGHT)
    reviews.take_off(by=reader, review=found, participant=_named(found, person))
    return _people(found)


@change(f"{OF_REVIEW}/reports", *_RIGHT)
def note_report(reader: Reader, child: UUID, review: UUID, told: Report) -> ReportShown:
    """Note when a report came, and when it was shared"""
    found = get_review(reader, child, review, *_RIGHT)
    held = reviews.note_report(by=reader, review=found, **dict(told))
    return _report(held.kind, held.received, held.shared)
