"""What a service chooses for itself: what its pages point out before anything is late, how far a look in need goes. No law."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from footprint.domain.rules import Period


class Watch(BaseModel):
    """The table [watch] of a profile; an authority writes only what differs from England's. A description says what for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    arrange: Period = Field(description="A review is among those to arrange where it is due within")
    soon: Period = Field(description="A review that is not arranged is marked in the lists where it is due within")
    at_risk: Period = Field(description="A review that is not arranged in time is at risk where it is due within")
    not_seen: Period = Field(description="A child is marked whom the IRO has not seen for longer than")
    worked_on_case: Period = Field(description="Having worked on a child's case stands in the way of reviewing it for")
    look_hours: int = Field(ge=1, le=24, description="Hours for which a look in need, at a child who is not one's own, is open")
    looks_a_day: int = Field(ge=1, description="Looks in need that one person may take in a day")
    look_reviewed: Period = Field(description="Somebody else says whether a look in need was right within")

    def told(self) -> Iterator[tuple[str, str]]:
        """What each is for, and how long or how many it is."""
        return ((field.description or "", str(getattr(self, name))) for name, field in Watch.model_fields.items())
