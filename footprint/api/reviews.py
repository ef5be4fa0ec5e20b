"""Reviews as JSON: what there is, how far each is, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from uuid import UUID

from ninja import Field, Schema

from footprint.api.asked import Asked
from footprint.api.doors import change, named, read
from footprint.domain.review_process import possible, state
from footprint.records.models import Review
from footprint.records.queries import Reader, get_child, get_review
from footprint.records.reviews import recorded

OF_CHILD = "/children/{uuid:child}/reviews"
OF_REVIEW = OF_CHILD + "/{uuid:review}"


class ReviewShown(Schema):
    """How a review stands."""

    review: UUID = Field(description="Its name in addresses.")
    state: str = Field(description="How far it is: a state of its process.")
    started: date | None = Field(description="The day for which it is booked, or on which it began.")
    at: time | None = Field(description="The hour of one that is booked.")
    venue: str = Field(description="Where.")
    mode: str = Field(description="How: in person, virtual, hybrid.")
    completed: date | None = Field(description="The day on which it was completed.")
    participation: str = Field(description="The child's part in it: PN0 to PN7.")
    rag: str = Field(description="The judgement: red, amber or green.")
    decisions_sent: date | None = Field(description="The day on which its decisions went to the team manager.")
    record_completed: date | None = Field(description="The day on which its record was made final.")
    record_distributed: date | None = Field(description="The day on which the record had gone to all who may have it.")
    late_reason: str = Field(description="Why it was late; of one that is cancelled, why that is so.")
    no_letter: str = Field(description="Why the child gets no letter.")
    version: int = Field(description="To be sent as `seen` with the next change.")
    possible: list[str] = Field(description="The steps that its process allows now, whoever may take them.")


def shown(found: Review) -> ReviewShown:
    """How a review stands now."""
    told = recorded(found)
    own = {name: getattr(found, name) for name in ReviewShown.model_fields if name not in ("review", "state", "possible")}
    return ReviewShown(review=found.public, state=state(told), possible=possible(told), **own)


@read(OF_CHILD, "read", "review")
def reviews(reader: Reader, child: UUID) -> list[ReviewShown]:
    """The reviews of a child, the newest first"""
    found = get_child(reader, child, "read", "review").reviews.order_by("-started", "-pk")
    return [shown(each) for each in found]


@read(OF_REVIEW, "read", "review")
def review(reader: Reader, child: UUID, review: UUID) -> ReviewShown:
    """One review: its state, and the steps that are possible now"""
    return shown(get_review(reader, child, review, "read", "review"))


def step(name: str, right: tuple[str, str], words: str, asks: type[Asked], act: Callable[..., object]) -> None:
    """Add an operation on a review that asks for what its action takes, and answers with how the review stands then.

    Args:
        name: also the end of its address.
        right: action and record of `domain/permissions.toml`, as for the page of the same step.
        asks: its fields are the arguments of the action.
        act: the action.
    """

    def done(reader: Reader, child: UUID, review: UUID, told: Asked) -> ReviewShown:
        found = get_review(reader, child, review, *right)
        act(by=reader, review=found, **dict(told))
        return shown(Review.objects.get(pk=found.pk))

    change(f"{OF_REVIEW}/{name.replace('_', '-')}", *right)(named(done, name, words, asks, act))
