"""Sending a record: who gets which part, what is held, who releases it, and when it counts as distributed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.records.models import AuditEvent, Document, Participant, Review, Role, User
from footprint.records.profile import profile
from footprint.records.queries import Reader
from footprint.records.versions import Stale
from tests.integration.world import TODAY, World, ago
from tests.integration.written_up import HOME, PLACEMENT, reader, recorded_review, review_held, say, word


@pytest.fixture
def iro(world: World) -> Reader:
    return reader(world, "iro-1")


@pytest.fixture
def post_room(world: World) -> Reader:
    return reader(world, "bs-1")


@pytest.fixture
def review(world: World) -> Review:
    return recorded_review(world)


def version(review: Review, part: str) -> Document:
    return Document.objects.get(review=review, kind="version", recipient=part)


def text_of(document: Document) -> str:
    return "\n".join(f"{each['title']}\n{each['text']}" for each in document.content)


def told(document: Document) -> AuditEvent:
    return AuditEvent.objects.filter(subject=str(document.public)).latest("pk")


def with_words(world: World, key: str, text: str) -> Review:
    """A final record, one section of which says something else."""
    found = review_held(world)
    say(found, key, text)
    held = reviews.finish_record(by=reader(world, "iro-1"), review=found, seen=found.version)
    held.child = found.child
    return held


def test_one_version_for_each_who_may_have_anything(iro: Reader, review: Review) -> None:
    made = reviews.prepare_versions(by=iro, review=review)
    assert [each.recipient for each in made] == ["child", "mother", "father", "carer", "social worker", "school"]
    assert all(each.final and each.made_by == iro.user and not each.sent for each in made)
    assert told(made[0]).action == "create"


def test_a_version_holds_every_allowed_heading_and_no_other(iro: Reader, review: Review) -> None:
    reviews.prepare_versions(by=iro, review=review)
    for part, may_know in (("mother", False), ("father", True), ("school", False), ("child", False)):
        audience = "professional" if part == "school" else part
        expected = {
            each.key
            for each in profile().form.section
            if audience in each.audience and (not each.address or part not in ("mother", "father") or may_know)
        }
        found = version(review, part)
        assert {each["key"] for each in found.content} == expected | {"decisions"}
        for each in profile().form.section:
            assert (word(each.key) in text_of(found)) == (each.key in expected), (part, each.key)


def test_the_authority_gets_the_whole_record(iro: Reader, review: Review) -> None:
    reviews.prepare_versions(by=iro, review=review)
    found = [each["key"] for each in version(review, "social worker").content]
    assert found == [*(each.key for each in profile().form.section), "decisions"]


def test_the_decisions_go_with_each_version(iro: Reader, review: Review) -> None:
    reviews.prepare_versions(by=iro, review=review)
    decision = review.decisions.get()
    assert f"- {decision.text} (social worker, by {decision.due:%-d %B %Y})" in text_of(version(review, "mother"))


def test_an_empty_section_keeps_its_heading(world: World, iro: Reader) -> None:
    review = with_words(world, "health", "")
    reviews.prepare_versions(by=iro, review=review)
    assert {"key": "health", "title": "Health", "text": ""} in version(review, "mother").content


def test_who_was_neither_asked_nor_came_gets_nothing(iro: Reader, review: Review) -> None:
    Participant.objects.filter(review=review, part="mother").update(invited=None, attended=False)
    Participant.objects.filter(review=review, part="father").update(invited=None, attended=True)
    parts = [each.recipient for each in reviews.prepare_versions(by=iro, review=review)]
    assert "mother" not in parts and "father" in parts


def test_a_correction_goes_where_its_section_goes(iro: Reader, review: Review) -> None:
    reviews.correct(by=iro, review=review, text="Zcorrecteddrift", section="drift")
    reviews.correct(by=iro, review=review, text="Zcorrectedhealth", section="health")
    reviews.correct(by=iro, review=review, text="Zcorrectedsomething")
    reviews.prepare_versions(by=iro, review=review)
    mother, worker = text_of(version(review, "mother")), text_of(version(review, "social worker"))
    assert "Zcorrectedhealth" in mother and "Zcorrecteddrift" not in mother and "Zcorrectedsomething" not in mother
    assert all(each in worker for each in ("Zcorrectedhealth", "Zcorrecteddrift", "Zcorrectedsomething"))


def test_a_post_code_in_another_section_holds_the_version(world: World, iro: Reader) -> None:
    review = with_words(world, "family_time", f"They meet near {PLACEMENT.lower()}.")
    made = {each.recipient: each.held for each in reviews.prepare_versions(by=iro, review=review)}
    assert made["mother"] == "What tells where the child lives (AB…) stands under “Time with family and others who matter”."
    assert [part for part, held in made.items() if held] == ["mother"]


def test_words_that_were_given_are_looked_for_and_kept_nowhere(world: World, iro: Reader) -> None:
    review = with_words(world, "leisure", "She plays in Plover-Lane.")
    made = {each.recipient: each.held for each in reviews.prepare_versions(by=iro, review=review, words=["plover lane", " "])}
    assert made["mother"] and not made["carer"]
    assert "plover lane" not in str(list(AuditEvent.objects.values_list("detail", flat=True))).lower()


def test_the_home_is_no_secret_from_the_child(world: World, iro: Reader) -> None:
    review = with_words(world, "family_time", f"Home is {HOME}.")
    made = {each.recipient: bool(each.held) for each in reviews.prepare_versions(by=iro, review=review)}
    assert not made["child"] and made["father"] and made["carer"] and not made["social worker"]


def test_the_address_of_staff_is_no_secret(world: World, iro: Reader) -> None:
    review = with_words(world, "health", "Ask iro-1@example.org, not mona.finch@example.org.")
    made = {each.recipient: each.held for each in reviews.prepare_versions(by=iro, review=review)}
    assert made["mother"] == "An e-mail address (mo…) stands under “Health”."


def test_versions_are_made_anew_until_they_are_sent(iro: Reader, post_room: Reader, review: Review) -> None:
    reviews.prepare_versions(by=iro, review=review)
    sent = reviews.send(by=post_room, document=version(review, "mother"), how="post")
    before = version(review, "carer")
    reviews.correct(by=iro, review=review, text="Znewword", section="health")
    made = reviews.prepare_versions(by=iro, review=review)
    assert "mother" not in [each.recipient for each in made] and version(review, "mother").pk == sent.pk
    assert version(review, "carer").pk != before.pk and "Znewword" in text_of(version(review, "carer"))


def test_refusals_of_preparing(world: World, iro: Reader) -> None:
    with pytest.raises(Unfit, match=r"^Send the record: not now, since this review is in progress\.$"):
        reviews.prepare_versions(by=iro, review=Review.objects.get(pk=world.reviews["ben"].pk))
    review = recorded_review(world, people=[("sibling", "Sid Finch", False)])
    with pytest.raises(Unfit, match="Nobody who was asked to this review or came to it may have any of its record"):
        reviews.prepare_versions(by=iro, review=review)
    review.documents.all().delete()
    with pytest.raises(Unfit, match="The text of this record is not kept in Footprint"):
        reviews.prepare_versions(by=iro, review=review)
    for number in ("sm-1", "sw-1"):
        with pytest.raises(Refused):
            reviews.prepare_versions(by=reader(world, number), review=review)
    assert not Document.objects.filter(kind="version").exists()


@pytest.fixture
def held(world: World, iro: Reader) -> Document:
    """A version that its recipient may not have unseen."""
    review = with_words(world, "family_time", f"They meet near {PLACEMENT}.")
    reviews.prepare_versions(by=iro, review=review)
    return version(review, "mother")


def test_a_second_person_releases_what_is_held(held: Document, post_room: Reader) -> None:
    released = reviews.release(by=post_room, document=held, reason=" She knows the street. ")
    assert released.released_by == post_room.user
    event = told(held)
    assert (event.action, event.reason, event.actor) == ("share", "She knows the street.", str(post_room.user.public))
    assert reviews.send(by=post_room, document=released, how="post").sent == TODAY


def test_what_is_held_does_not_go(held: Document, post_room: Reader) -> None:
    with pytest.raises(Unfit, match=r"held until a second person releases it\. What tells where the child lives"):
        reviews.send(by=post_room, document=held, how="post")
    held.refresh_from_db()
    assert held.sent is None


def test_who_made_it_does_not_release_it(world: World, post_room: Reader, iro: Reader) -> None:
    review = with_words(world, "family_time", f"They meet near {PLACEMENT}.")
    reviews.prepare_versions(by=post_room, review=review)
    with pytest.raises(Unfit, match=r"^You worked on this document yourself\. A second person must read it and release it\.$"):
        reviews.release(by=post_room, document=version(review, "mother"), reason="It is right.")
    another = User.objects.create(username="bs-2@example.org", email="bs-2@example.org")
    Role.objects.create(user=another, name="business_support", since=post_room.now)
    assert (
        reviews.release(by=Reader(another, post_room.now), document=version(review, "mother"), reason="Read.").released_by
        == another
    )


def test_refusals_of_releasing(held: Document, iro: Reader, post_room: Reader) -> None:
    with pytest.raises(Refused):
        reviews.release(by=iro, document=held, reason="I wrote it.")
    with pytest.raises(Unfit, match=r"^Say why this may go to this recipient\.$"):
        reviews.release(by=post_room, document=held, reason="  ")
    assert held.review
    with pytest.raises(Unfit, match=r"^This document is not held\.$"):
        reviews.release(by=post_room, document=version(held.review, "carer"), reason="Read.")
    released = reviews.release(by=post_room, document=held, reason="Read.")
    with pytest.raises(Unfit, match=r"^This document was released before\.$"):
        reviews.release(by=post_room, document=released, reason="Read.")


def test_what_was_found_is_left_out_and_the_rest_goes(held: Document, iro: Reader, post_room: Reader) -> None:
    with pytest.raises(Unfit, match=r"^Say why these parts are left out\.$"):
        reviews.leave_out(by=iro, document=held, reason="")
    less = reviews.leave_out(by=iro, document=held, reason="She must not learn it.")
    assert not less.held and PLACEMENT not in text_of(less)
    assert [each["text"] for each in less.content if each["key"] == "family_time"] == ["This part is left out of your copy."]
    assert [each["text"] for each in less.content if each["key"] == "health"] == [word("health")]
    assert (told(held).reason, told(held).detail) == ("She must not learn it.", {"left out": ["family_time"]})
    assert reviews.send(by=post_room, document=less, how="post").sent
    with pytest.raises(Unfit, match=r"^This document is not held\.$"):
        reviews.leave_out(by=iro, document=less, reason="Again.")


def test_who_may_not_leave_anything_out(world: World, held: Document, iro: Reader) -> None:
    with pytest.raises(Refused):
        reviews.leave_out(by=reader(world, "sm-1"), document=held, reason="No.")
    assert held.review
    letter = reviews.write_letter(by=iro, review=held.review)
    with pytest.raises(Unfit, match=r"^A letter is taken back and changed instead\.$"):
        reviews.leave_out(by=iro, document=letter, reason="No.")


def test_the_last_version_makes_the_record_distributed(iro: Reader, post_room: Reader, review: Review) -> None:
    made = reviews.prepare_versions(by=iro, review=review)
    for each in made[:-1]:
        sent = reviews.send(by=post_room, document=each, how="e-mail", on=ago(1))
        assert (sent.sent, sent.how, sent.sent_by) == (ago(1), "e-mail", post_room.user)
        assert told(each).detail == {"sent": "e-mail", "kind": "version"}
    review.refresh_from_db()
    assert review.record_distributed is None
    reviews.send(by=post_room, document=made[-1], how="in person")
    review.refresh_from_db()
    assert review.record_distributed == TODAY
    with pytest.raises(Unfit, match="not now, since this review is sent"):
        reviews.prepare_versions(by=iro, review=review)


def test_refusals_of_sending(world: World, iro: Reader, post_room: Reader, review: Review) -> None:
    reviews.prepare_versions(by=iro, review=review)
    mother = version(review, "mother")
    with pytest.raises(Refused):
        reviews.send(by=iro, document=mother, how="post")
    with pytest.raises(Unfit, match=r"^Say how it was sent: post, e-mail, in person\.$"):
        reviews.send(by=post_room, document=mother, how="pigeon")
    with pytest.raises(Unfit, match=r"^That day lies ahead\.$"):
        reviews.send(by=post_room, document=mother, how="post", on=TODAY + timedelta(1))
    whole = Document.objects.get(review=review, kind="record")
    with pytest.raises(Unfit, match=r"^The whole record goes to nobody"):
        reviews.send(by=post_room, document=whole, how="post")
    sent = reviews.send(by=post_room, document=mother, how="post")
    with pytest.raises(Unfit, match=rf"^This was sent on {TODAY:%-d %B %Y}\.$"):
        reviews.send(by=post_room, document=sent, how="post")
    stale = version(review, "carer")
    Document.objects.filter(pk=stale.pk).update(version=7)
    with pytest.raises(Stale):
        reviews.send(by=post_room, document=stale, how="post")
