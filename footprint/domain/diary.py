"""What a service keeps to when it books reviews: how much notice, how far apart, around which hours of school. No law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from pydantic import BaseModel, ConfigDict, Field

from footprint.domain.ages import is_younger
from footprint.domain.rules import Period


class Habits(BaseModel):
    """The table [diary] of a profile; an authority writes only what differs from England's. A description says what for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    notice: Period = Field(description="Days for a review are suggested with a notice of at least")
    spare: Period = Field(description="... and so long before the last day, so that a review can still be moved")
    remind: Period = Field(description="Those who are invited to a review are reminded before it by")
    lasts: int = Field(ge=15, le=480, description="Minutes that a review is booked for")
    apart: int = Field(ge=0, le=480, description="Minutes from the beginning of one review to that of the next, the way included")
    full: int = Field(ge=1, description="Reviews on one day from which an IRO's day is full")
    school_starts: time = Field(description="School begins, where a child's own hours are not known")
    school_ends: time = Field(description="... and ends")
    school_from: int = Field(ge=3, le=7, description="A child goes to school from the age of")
    school_until: int = Field(ge=14, le=19, description="... until the age of")

    def told(self) -> Iterator[tuple[str, str]]:
        """What each is for, and how long or how many it is."""
        for name, field in Habits.model_fields.items():
            value = getattr(self, name)
            yield field.description or "", f"{value:%H:%M}" if isinstance(value, time) else str(value)

    def at_school(self, born: date | None, on: date) -> bool:
        """Whether a child of this birth is of an age for school on a day; so too where the birth is not known."""
        return born is None or (not is_younger(born, self.school_from, on) and is_younger(born, self.school_until, on))
