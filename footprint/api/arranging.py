"""Arranging a review as JSON: what bears on its day, booking it, moving it, taking it back.

What stands in the way of a day is told and stops nothing, as on the page, where one may book the day all the same.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Query, Schema

from footprint.actions import reviews
from footprint.api.asked import Asked, Because, Day, Line, Seen, Sentence
from footprint.api.doors import change, read
from footprint.api.reviews import OF_CHILD, OF_REVIEW, ReviewShown, shown, step
from footprint.records import arranging
from footprint.records.models import Review
from footprint.records.queries import Reader, get_child, get_review


class When(Asked):
    """When, where and how a review is to be held."""

    on: Day = Field(description="The day: today or later.")
    at: time | None = Field(None, description="The hour, once it is settled.")
    venue: Line = Field("", description="Where.")
    mode: Literal["", "in person", "virtual", "hybrid"] = Field("", description="How.")


class Booking(When):
    """A review to be booked."""

    asked_by: Line = Field("", description="Of an early or extra one, who asked for it.")
    asked_why: Sentence = Field("", description="... and why.")


class Move(When, Seen):
    """A review that is booked, to be held otherwise. What is left out is settled no longer."""


class Booked(ReviewShown):
    """A review that is booked."""

    remarks: list[str] = Field(description="What stands in the way of that day and hour; empty where nothing does.")


class Hours(Schema):
    """The hours of school."""

    starts: time = Field(description="From.")
    ends: time = Field(description="To.")
    own: bool = Field(description="Of the child's own school; else those usual in the authority.")


class Diary(Schema):
    """What bears on when a child's next review is held."""

    due: date | None = Field(description="The last legal day.")
    local: date | None = Field(description="The last day promised locally.")
    reason: str = Field(description="How that was worked out.")
    iro: str = Field(description="Whose diary it is.")
    suggested: list[date] = Field(description="Days on which nothing stands in the way.")
    together: list[date] = Field(description="Days of brothers' and sisters' reviews.")
    school: Hours | None = Field(description="Around which to book it; none for a child who is not at school.")
    remarks: list[str] = Field(description="What stands in the way of the day that was asked about.")


@read("/children/{uuid:child}/diary", "create", "review")
def diary(
    reader: Reader,
    child: UUID,
    on: Annotated[Day | None, Query(description="A day to ask about.")] = None,
    at: Annotated[time | None, Query(description="... and an hour of it.")] = None,
) -> Diary:
    """When the next review can be held: the last day, days that will do, and what stands in the way of one"""
    told = arranging.diary(get_child(reader, child, "create", "review"), reader)
    return Diary(
        due=told.window.due,
        local=told.window.local,
        reason=told.window.reason,
        iro=told.iro,
        suggested=told.suggested(reader.today),
        together=told.together(),
        school=Hours(**vars(told.school)) if told.school else None,
        remarks=told.remarks(on, at) if on else [],
    )


@change(f"{OF_CHILD}/book", "create", "review")
def book(reader: Reader, child: UUID, told: Booking) -> Booked:
    """Book the next review"""
    found = get_child(reader, child, "create", "review")
    return _booked(reader, reviews.plan_review(by=reader, child=found, **dict(told)))


@change(f"{OF_REVIEW}/move", "create", "review")
def move(reader: Reader, child: UUID, review: UUID, told: Move) -> Booked:
    """Change when, where and how a booked review is to be held"""
    found = get_review(reader, child, review, "create", "review")
    return _booked(reader, reviews.move_review(by=reader, review=found, **dict(told)))


def _booked(reader: Reader, review: Review) -> Booked:
    assert review.started  # it is booked for a day
    remarks = arranging.diary(review.child, reader).remarks(review.started, review.at)
    return Booked(**dict(shown(review)), remarks=remarks)


step("cancel", ("edit", "review"), "Take a booking back; those who were told by mail are told", Because, reviews.cancel_review)
