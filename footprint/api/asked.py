"""What operations ask for in common: words that a database can keep, days, the version that was seen."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

YEARS = (1900, 2100)


def _kept(text: str) -> str:
    """Without what no database keeps: the character NUL, and half of a pair of surrogates."""
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise ValueError("There is a character in it that cannot be kept")
    return text


def _of_our_time(day: datetime.date) -> datetime.date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"A day must lie in the years {YEARS[0]} to {YEARS[1]}")
    return day


Words = Annotated[str, AfterValidator(_kept)]
"""Any text."""
Line = Annotated[Words, Field(max_length=200)]
"""A name, a place."""
Sentence = Annotated[Words, Field(max_length=500)]
"""A short reason."""
Text = Annotated[Words, Field(max_length=2_000)]
"""A few sentences."""
Day = Annotated[datetime.date, AfterValidator(_of_our_time)]
"""A day, as 2026-03-27."""


class Asked(BaseModel):
    """What a change asks for; a field that it does not know is refused, so that a slip is not passed over."""

    model_config = ConfigDict(extra="forbid")


class Seen(Asked):
    """What is changed, as it was seen: refused where somebody else has changed it since."""

    seen: int = Field(description="The version that you saw.")


class OnDay(Seen):
    """A step on a day."""

    on: Day = Field(description="The day on which it happened.")


class Because(Seen):
    """Why."""

    reason: Sentence = Field(description="Why; it is kept in the log.")
