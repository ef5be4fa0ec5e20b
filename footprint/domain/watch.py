"""What the pages point out before anything is late: lengths of time that a service chooses for itself. No law."""

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

    def told(self) -> Iterator[tuple[str, str]]:
        """What each is for, and how long it is."""
        return ((field.description or "", getattr(self, name).words) for name, field in Watch.model_fields.items())
