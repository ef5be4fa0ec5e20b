"""What goes out, by the API: versions, their release and sending, files, and the letters to the child."""

from __future__ import annotations

from typing import Any

import pytest

from footprint.actions import reviews
from footprint.actions.reviews.documents import MASKED
from footprint.records.models import Document, Review
from tests.integration.program import done, of_child, of_review, refused, send
from tests.integration.world import TODAY, World
from tests.integration.written_up import HOME, PLACEMENT, reader, recorded_review, review_held, say, word


@pytest.fixture
def iro(client_of: Any) -> Any:
    """The child's IRO."""
    return client_of("iro-1")


@pytest.fixture
def post_room(client_of: Any) -> Any:
    """Business support."""
    return client_of("bs-1")


@pytest.fixture
def review(world: World) -> Review:
    """A review with a final record, one section of which tells where the child lives."""
    found = review_held(world)
    say(found, "health", f"The doctor is at {PLACEMENT}.")
    held = reviews.finish_record(by=reader(world, "iro-1"), review=found, seen=found.version)
    held.child = found.child
    return held


def _versions(client: Any, review: Review) -> dict[str, Any]:
    return {each["recipient"]: each for each in done(client, f"{of_review(review)}/versions")}


def test_versions_are_made_released_and_sent(iro: Any, post_room: Any, world: World, review: Review) -> None:
    made, here = _versions(iro, review), f"{of_child(world)}/documents"
    held = made["mother"]
    assert held["stands"] == "held" and held["held"] and made["father"]["stands"] == "ready"
    one = f"{here}/{held['document']}"
    assert "held until a second person releases it" in refused(post_room, f"{one}/send", how="post")[2]
    assert refused(iro, f"{one}/release", reason="She knows.")[0] == 403
    assert refused(post_room, f"{one}/release", reason=" ")[:2] == (422, "reason")
    assert done(post_room, f"{one}/release", reason="She knows.")["stands"] == "ready"
    assert refused(post_room, f"{one}/release", reason="Again.")[0] == 422
    assert refused(iro, f"{one}/send", how="post")[0] == 403
    assert refused(post_room, f"{one}/send", how="pigeon")[:2] == (422, "how")
    for each in made.values():
        if each["stands"] == "held" and each != held:
            done(post_room, f"{here}/{each['document']}/leave-out", reason="Not for them.")
        sent = done(post_room, f"{here}/{each['document']}/send", how="post")
        assert (sent["stands"], sent["sent"]) == ("sent", str(TODAY))
    assert refused(post_room, f"{one}/send", how="post")[0] == 422
    assert iro.get(of_review(review)).json()["state"] == "sent"
    assert {each["document"] for each in iro.get(here).json()} == {each["document"] for each in made.values()}


def test_what_was_found_is_left_out(iro: Any, post_room: Any, world: World, review: Review) -> None:
    one = f"{of_child(world)}/documents/{_versions(iro, review)['mother']['document']}"
    assert done(post_room, f"{one}/leave-out", reason="She must not know.")["stands"] == "ready"
    told = {each["key"]: each["text"] for each in iro.get(one).json()["parts"]}
    assert told["health"] == "This part is left out of your copy." and told["changes"] == word("changes")
    assert refused(post_room, f"{one}/leave-out", reason="Again.")[2] == "This document is not held."


def test_where_the_child_lives_is_masked_for_whoever_may_not_know(iro: Any, post_room: Any, world: World, review: Review) -> None:
    one = f"{of_child(world)}/documents/{_versions(iro, review)['father']['document']}"
    whole = {each["key"]: each for each in iro.get(one).json()["parts"]}
    assert PLACEMENT in whole["health"]["text"] and not any(each["masked"] for each in whole.values())
    part = {each["key"]: each for each in post_room.get(one).json()["parts"]}["health"]
    assert (part["text"], part["masked"]) == (MASKED, True)


def test_the_files_of_a_document(iro: Any, client_of: Any, world: World, review: Review) -> None:
    one = f"{of_child(world)}/documents/{_versions(iro, review)['school']['document']}"
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = iro.get(f"{one}.{kind}")
        assert file.status_code == 200 and file.content.startswith(begins)
        assert file["Content-Disposition"] == f'attachment; filename="record.{kind}"'
        assert client_of("sw-1").get(f"{one}.{kind}").status_code == 403
        assert client_of("iro-2").get(f"{one}.{kind}").status_code == 404
        assert iro.get(f"{of_child(world, 'ben')}/documents/{one.rpartition('/')[2]}.{kind}").status_code == 404


def test_the_whole_record_is_no_document_that_goes_out(iro: Any, world: World, review: Review) -> None:
    record = Document.objects.get(review=review, kind="record")
    assert iro.get(f"{of_child(world)}/documents/{record.public}").status_code == 404


def test_the_letter_is_drafted_changed_made_final_and_sent(iro: Any, post_room: Any, world: World) -> None:
    review = of_review(recorded_review(world))
    assert refused(iro, f"{review}/letter", band="baroque")[:2] == (422, "band")
    draft = done(iro, f"{review}/letter", band="simple")
    one = f"{of_child(world)}/documents/{draft['document']}"
    assert refused(iro, f"{one}/edit", seen=draft["version"], texts={"ps": "x"})[:2] == (422, "ps")
    saved = done(post_room, f"{one}/edit", seen=draft["version"], texts={"hello": "Hello Ada."})
    assert {each["key"]: each["text"] for each in saved["parts"]}["hello"] == "Hello Ada."
    stale = send(iro, f"{one}/edit", seen=draft["version"], texts={"hello": "Dear Ada."})
    assert stale.json()["differences"] == [{"field": "hello", "held": "Hello Ada.", "wanted": "Dear Ada."}]
    assert refused(post_room, f"{one}/finish-letter", seen=saved["version"])[0] == 403
    final = done(iro, f"{one}/finish-letter", seen=saved["version"])
    assert final["stands"] == "ready"
    assert "Take it back" in refused(iro, f"{one}/edit", seen=final["version"], texts={"hello": "x"})[2]
    back = done(iro, f"{one}/take-back")
    assert back["stands"] == "draft" and refused(iro, f"{one}/take-back")[0] == 422
    done(iro, f"{one}/finish-letter", seen=back["version"])
    assert done(post_room, f"{one}/send", how="post")["stands"] == "sent"
    assert refused(iro, f"{review}/letter")[0] == 422


def test_nobody_writes_over_what_they_are_not_shown(iro: Any, post_room: Any, world: World) -> None:
    draft = done(iro, f"{of_review(recorded_review(world))}/letter")
    one = f"{of_child(world)}/documents/{draft['document']}"
    saved = done(iro, f"{one}/edit", seen=draft["version"], texts={"hello": f"You come home to {HOME}."})
    hidden = {each["key"]: each for each in post_room.get(one).json()["parts"]}["hello"]
    assert hidden["text"] == MASKED
    assert refused(post_room, f"{one}/edit", seen=saved["version"], texts={"hello": "Mine"}) == (422, "hello", MASKED)
    assert HOME in str(Document.objects.get(public=draft["document"]).content)


def test_why_there_is_no_letter(iro: Any, world: World) -> None:
    found = recorded_review(world)
    review = of_review(found)
    assert refused(iro, f"{review}/no-letter", seen=found.version, reason="")[:2] == (422, "reason")
    told = done(iro, f"{review}/no-letter", seen=found.version, reason="The child asked for none.")
    assert told["no_letter"] == "The child asked for none."
    assert send(iro, f"{review}/no-letter", seen=found.version, reason="Again.").status_code == 409


def test_an_iro_says_hello(iro: Any, post_room: Any, world: World) -> None:
    draft = done(iro, f"{of_child(world)}/introduction", band="plain")
    assert (draft["kind"], draft["review"]) == ("introduction", None)
    one = f"{of_child(world)}/documents/{draft['document']}"
    done(iro, f"{one}/finish-letter", seen=draft["version"])
    assert "waits to be sent" in refused(iro, f"{of_child(world)}/introduction")[2]
    assert done(post_room, f"{one}/send", how="in person")["how"] == "in person"
