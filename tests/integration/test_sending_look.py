"""The pages of sending and of letters are for everybody: no fault of accessibility, no sideways scroll."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from footprint.actions import reviews
from footprint.records.models import Document, Review
from tests.integration.world import World
from tests.integration.written_up import PLACEMENT, reader, review_held, say
from tests.look.still import faults


@pytest.fixture
def pages(client_of: Any, world: World) -> dict[str, bytes]:
    """Each page in each of its states."""
    by, iro, post_room, found = reader(world, "iro-1"), client_of("iro-1"), client_of("bs-1"), review_held(world)
    say(found, "family_time", f"They meet near {PLACEMENT}. {'A' * 200}")
    at = f"/child/{found.child.public}/review/{found.public}"
    told = {"not yet": iro.get(f"{at}/send/"), "introduction": iro.get(f"/child/{found.child.public}/introduction/")}
    review = _final(by, found)
    told["to make"] = iro.get(f"{at}/send/")
    reviews.prepare_versions(by=by, review=review)
    mother = f"{at}/document/{Document.objects.get(review=review, recipient='mother').public}/"
    told |= {"not mine": iro.get(f"{at}/send/"), "to send": post_room.get(f"{at}/send/"), "version": post_room.get(mother)}
    told |= {"release": post_room.get(f"{mother}release/"), "no draft": iro.get(f"{at}/letter/")}
    draft = reviews.write_letter(by=by, review=review, band="easy")
    told |= {"draft": iro.get(f"{at}/letter/"), "no letter": iro.get(f"{at}/letter/?none=1")}
    reviews.finish_letter(by=by, document=draft, seen=draft.version)
    told |= {"final": post_room.get(f"{at}/letter/"), "back": iro.get(f"{at}/letter/?back=1")}
    assert {each.status_code for each in told.values()} == {200}
    return {name: each.content for name, each in told.items()}


def _final(by: Any, found: Review) -> Review:
    held = reviews.finish_record(by=by, review=found, seen=found.version)
    held.child = found.child
    return held


def test_every_page_is_for_everybody(browser: Browser, pages: dict[str, bytes], tmp_path: Path) -> None:
    assert faults(browser, pages, tmp_path) == []
