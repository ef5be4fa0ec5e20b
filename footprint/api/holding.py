"""Holding a review as JSON: its steps, who was there, why it was late, and that it was entered in error."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from footprint.actions import reviews
from footprint.api.asked import Asked, Because, Day, Line, OnDay, Seen, Text
from footprint.api.reviews import step
from footprint.domain.participation import WAYS

_WRITE = ("create", "draft_record")


class Meeting(Asked):
    """Another meeting."""

    on: Day = Field(description="Its day, not before the meeting before.")
    venue: Line = Field("", description="Where.")
    mode: Line = Field("", description="How: in person, virtual, hybrid.")


class Adjournment(OnDay):
    """Why it is broken off."""

    why: Text = Field(description="Why, and what is missing.")
    until: Day = Field(description="The day on which it goes on.")


class Presence(Seen):
    """Who was there."""

    way: Literal["", *WAYS] = Field("", description="What the child did; may be left out for a child under four.")  # type: ignore[valid-type]
    chaired: Literal["", "no", "co-chaired", "chaired"] = Field("", description="Whether the child chaired.")
    last_seen: Day | None = Field(None, description="When the child was last seen.")
    not_seen: Literal["", "refused", "not able"] = Field("", description="Why there is no such day.")
    came: dict[str, bool | None] = Field({}, description="Whether each came, by `person` of those who are invited.")


class Late(Seen):
    """Why a review was late."""

    reason: Line = Field(description="One of the profile's list; a refusal names them.")
    decided_by: Line = Field("", description="Who decided so.")
    avoidable: bool | None = Field(None, description="Whether it could have been avoided.")


step("begin", _WRITE, "Begin the review", OnDay, reviews.begin)
step("meet", _WRITE, "Hold another meeting of it", Meeting, reviews.meet)
step("adjourn", _WRITE, "Adjourn it, once", Adjournment, reviews.adjourn)
step("resume", _WRITE, "Go on with an adjourned review", OnDay, reviews.resume)
step("presence", _WRITE, "Say who was there, and what part the child took", Presence, reviews.note_presence)
step("complete", _WRITE, "Complete the review", OnDay, reviews.complete)
step("late", ("edit", "review"), "Say why it was late", Late, reviews.explain_late)
step("void", ("correct", "review"), "Mark it as recorded in error", Because, reviews.void)
