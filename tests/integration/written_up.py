"""A review whose record is final, with people around it: what the tests of sending begin with. Invented throughout."""

from __future__ import annotations

from django.utils import timezone

from footprint.actions import reviews
from footprint.records.models import Participant, Review, Section
from footprint.records.profile import profile
from footprint.records.queries import Reader
from tests.integration.world import World, ago

PLACEMENT, HOME = "AB12 3CD", "EF45 6GH"
PEOPLE = [
    ("child", "", False), ("mother", "Mona Finch", False), ("father", "Fred Finch", True), ("carer", "Cara Robin", False),
    ("social worker", "Sally Wren", False), ("school", "Mr Jay", False), ("sibling", "Sid Finch", False),
    ("interpreter", "Ines Dunnock", False),
]  # fmt: skip


def reader(world: World, number: str) -> Reader:
    """Somebody of the world, who asks now."""
    return Reader(world.users[number], timezone.now())


def review_held(world: World, child: str = "ada", people: list[tuple[str, str, bool]] | None = None) -> Review:
    """The newest review of a child, completed, with everybody there and a word of its own in each section."""
    found = Review.objects.select_related("child", "chair").get(pk=world.reviews[child].pk)
    found.completed, found.child_last_seen = ago(100), ago(105)
    found.save()
    found.child.episodes.update(pl_post=PLACEMENT, home_post=HOME)
    for part, name, knows in people or PEOPLE:
        Participant.objects.create(review=found, part=part, name=name, invited=ago(120), attended=True, may_know_address=knows)
    for each in profile().form.section:
        Section.objects.create(review=found, key=each.key, text=word(each.key))
    return found


def word(key: str) -> str:
    """The canary of a section."""
    return f"Zsection{key.replace('_', '')}canary is what was said. More was said."


def recorded_review(world: World, child: str = "ada", **more: object) -> Review:
    """The same with a final record."""
    found = review_held(world, child, **more)  # type: ignore[arg-type]
    held = reviews.finish_record(by=reader(world, "iro-1"), review=found, seen=found.version)
    held.child = found.child
    return held


def say(review: Review, key: str, text: str) -> None:
    """Have a section say something else, before its record is final."""
    Section.objects.filter(review=review, key=key).update(text=text)
