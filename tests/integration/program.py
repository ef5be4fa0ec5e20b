"""The API as a program uses it: what it sends, and the addresses of a child's records."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from footprint.records.models import Review
from tests.integration.world import World


def send(client: Client, address: str, key: str = "", **told: Any) -> Any:
    """A change, with a key of its own where one is given."""
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(address, json.dumps(told), content_type="application/json", headers=headers)


def done(client: Client, address: str, **told: Any) -> Any:
    """What a change answers that is done."""
    given = send(client, address, **told)
    assert given.status_code == 200, given.content
    return given.json()


def refused(client: Client, address: str, **told: Any) -> tuple[int, str, str]:
    """Of a change that is refused: the status, the field that it is about, and the sentence."""
    given = send(client, address, **told)
    return given.status_code, given.json().get("field", ""), given.json()["reason"]


def of_child(world: World, child: str = "ada") -> str:
    """The address of a child."""
    return f"/api/children/{world.children[child].public}"


def of_review(review: Review) -> str:
    """The address of a review."""
    return f"/api/children/{review.child.public}/reviews/{review.public}"
