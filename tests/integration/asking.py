"""Links for the tests of consultations, and what is sent through them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.reviews.consulting import Asked
from footprint.records.models import Review
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World

WORDS = "Zqsecretwords"
SAID = {"talk": f"{WORDS} dog", "worry": f"{WORDS} worry", "home": "2", "school": "5", "talk_to_iro": "yes"}


def reader(world: World, number: str) -> Reader:
    """Somebody of the world, now."""
    return Reader(world.users[number], timezone.now())


def booked(world: World, child: str) -> Review:
    """A review in nine days."""
    by = reader(world, "bs-1")
    return reviews.plan_review(by=by, child=world.children[child], on=TODAY + timedelta(9))


def asked(world: World, child: str = "ada", **more: Any) -> Asked:
    """A link for a child's review, which is booked where none is."""
    review = Review.objects.filter(child=world.children[child], status="planned").first() or booked(world, child)
    return reviews.ask(by=reader(world, "bs-1"), review=review, **{"who": "child", "band": "8 to 11", **more})


def send(token: str, answers: dict[str, str] | None = None, client: Client | None = None, **shared: str) -> Any:
    """Answers sent through a link."""
    told = {f"answer-{key}": said for key, said in (SAID if answers is None else answers).items()}
    return (client or Client()).post(f"/c/{token}/", told | {f"share-{key}": who for key, who in shared.items()})
