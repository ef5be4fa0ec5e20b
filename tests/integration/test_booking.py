"""A booked review is moved or cancelled in one way: refused where it is no longer booked, and told to the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.records.models import AuditEvent, Review, Standing
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World


@pytest.fixture
def by(world: World) -> Reader:
    """The IRO of the child."""
    return Reader(world.users["iro-1"], timezone.now())


@pytest.fixture
def booked(by: Reader, world: World) -> Review:
    """A review in three days."""
    return reviews.plan_review(by=by, child=world.children["ada"], on=TODAY + timedelta(3))


def told(review: Review) -> AuditEvent:
    """What the audit last heard of it."""
    return AuditEvent.objects.filter(subject=str(review.public)).latest("pk")


def test_moved(by: Reader, booked: Review) -> None:
    on = TODAY + timedelta(5)
    moved = reviews.move_review(by=by, review=booked, seen=booked.version, on=on, venue="School", mode="")
    assert (moved.started, moved.venue, moved.status) == (on, "School", "planned")
    assert told(booked).detail == {"fields": ["started", "at", "venue", "mode"]}
    assert Standing.objects.get(child=booked.child_id).next_planned == on


def test_cancelled(by: Reader, booked: Review) -> None:
    gone = reviews.cancel_review(by=by, review=booked, seen=booked.version, reason=" ill ")
    assert (gone.status, gone.late_reason) == ("cancelled", "ill")
    assert (told(booked).reason, told(booked).detail) == ("ill", {"fields": ["status", "late_reason"]})
    assert Standing.objects.get(child=booked.child_id).next_planned is None
    with pytest.raises(Unfit, match="Cancel the review: not now"):
        reviews.cancel_review(by=by, review=gone, seen=gone.version, reason="again")
    with pytest.raises(Unfit, match="Move the review: not now"):
        reviews.move_review(by=by, review=gone, seen=gone.version, on=TODAY, venue="", mode="")
