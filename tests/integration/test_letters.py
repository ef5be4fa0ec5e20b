"""The child's letter after a review, the reason why there is none, and the letter of an IRO who begins."""

from __future__ import annotations

import pytest

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.records.models import AuditEvent, Child, Document, Milestone, Review, Standing
from footprint.records.queries import Reader
from footprint.records.reviews import recorded
from footprint.records.versions import Stale
from tests.integration.test_sending import with_words
from tests.integration.world import TODAY, World
from tests.integration.written_up import PLACEMENT, reader, recorded_review, review_held, word


@pytest.fixture
def iro(world: World) -> Reader:
    return reader(world, "iro-1")


@pytest.fixture
def post_room(world: World) -> Reader:
    return reader(world, "bs-1")


@pytest.fixture
def review(world: World) -> Review:
    return recorded_review(world)


def parts(document: Document) -> dict[str, str]:
    return {each["key"]: each["text"] for each in document.content}


def finished(by: Reader, document: Document) -> Document:
    return reviews.finish_letter(by=by, document=document, seen=document.version)


def test_it_is_drafted_from_the_record(iro: Reader, review: Review) -> None:
    told = parts(reviews.write_letter(by=iro, review=review))
    assert told["hello"].startswith("Dear Ada,\nWe had your review on ")
    assert told["came"].splitlines()[:2] == ["- you", "- Mona Finch, your mum"]
    assert f"- Health: {word('health').split('. ')[0]}." in told["talked"]
    assert "decision 2. Social worker will do this by " in told["decisions"]
    assert Standing.objects.get(child=review.child).next_due
    assert "We will meet again before or on " in told["next"]
    assert "Iris Osprey" in told["me"] and "iro-1@example.org" in told["me"]


def test_nothing_stands_in_it_that_the_child_may_not_have(iro: Reader, review: Review) -> None:
    assert "Zsectiondriftcanary" not in str(reviews.write_letter(by=iro, review=review).content)


def test_pictures_stand_in_an_easy_one_alone(iro: Reader, review: Review) -> None:
    easy = reviews.write_letter(by=iro, review=review, band="easy")
    assert all(each["picture"] for each in easy.content)
    plain = reviews.write_letter(by=iro, review=review, band="plain")
    assert plain.pk == easy.pk and not any("picture" in each for each in plain.content)


def test_without_a_final_record_nothing_of_its_draft_is_told(world: World, iro: Reader) -> None:
    told = reviews.write_letter(by=iro, review=review_held(world))
    assert parts(told)["talked"] == "" and "Zsection" not in str(told.content)


def test_written_finished_and_sent(iro: Reader, post_room: Reader, review: Review) -> None:
    draft = reviews.write_letter(by=iro, review=review)
    saved = reviews.edit_letter(by=post_room, document=draft, seen=draft.version, texts={"hello": " Dear Ada, hello. "})
    assert parts(saved)["hello"] == "Dear Ada, hello." and parts(saved)["came"] == parts(draft)["came"]
    final = finished(iro, saved)
    assert final.final and not final.held
    assert not recorded(review).letter
    sent = reviews.send(by=post_room, document=final, how="post")
    assert sent.sent == TODAY and recorded(review).letter
    assert Milestone.objects.filter(child=review.child, kind="child_letter_sent", on=TODAY).exists()
    with pytest.raises(Unfit, match=rf"^The letter after this review was sent on {TODAY:%-d %B %Y}\.$"):
        reviews.write_letter(by=iro, review=review)


def test_what_somebody_else_saved_meanwhile_is_not_lost(iro: Reader, post_room: Reader, review: Review) -> None:
    draft = reviews.write_letter(by=iro, review=review)
    reviews.edit_letter(by=post_room, document=draft, seen=draft.version, texts={"hello": "Theirs"})
    with pytest.raises(Stale) as error:
        reviews.edit_letter(by=iro, document=draft, seen=draft.version, texts={"hello": "Mine"})
    assert [(each.field, each.held, each.wanted) for each in error.value.differences] == [("hello", "Theirs", "Mine")]


def test_a_letter_that_tells_too_much_is_held(world: World, iro: Reader, post_room: Reader) -> None:
    review = recorded_review(world)
    draft = reviews.write_letter(by=iro, review=review)
    texts = {"hello": f"You live at {PLACEMENT}. Ring me: 01632 960123. Your aunt writes from xa1 1xy."}
    final = finished(iro, reviews.edit_letter(by=iro, document=draft, seen=draft.version, texts=texts))
    assert final.held == "A post code (XA…) stands under “Hello”."
    with pytest.raises(Unfit, match="held until a second person"):
        reviews.send(by=post_room, document=final, how="post")
    assert reviews.release(by=post_room, document=final, reason="The aunt asked for it.").released_by == post_room.user


def test_who_wrote_in_it_is_no_second_person(iro: Reader, post_room: Reader, review: Review) -> None:
    draft = reviews.write_letter(by=iro, review=review)
    saved = reviews.edit_letter(by=post_room, document=draft, seen=draft.version, texts={"hello": "From xa1 1xy."})
    with pytest.raises(Unfit, match="You worked on this document yourself"):
        reviews.release(by=post_room, document=finished(iro, saved), reason="Read.")


def test_a_final_letter_is_taken_back_before_it_goes(iro: Reader, post_room: Reader, review: Review) -> None:
    draft = reviews.write_letter(by=iro, review=review)
    final = finished(iro, draft)
    for refused in (
        lambda: reviews.write_letter(by=iro, review=review),
        lambda: reviews.edit_letter(by=iro, document=final, seen=final.version, texts={}),
        lambda: finished(iro, final),
        lambda: reviews.no_letter(by=iro, review=review, seen=review.version, reason="None."),
    ):
        with pytest.raises(Unfit, match="Take it back"):
            refused()
    again = reviews.take_back(by=iro, document=final)
    assert again.final is None and parts(again) == parts(draft)
    with pytest.raises(Unfit, match="Only a final letter that was not sent can be taken back"):
        reviews.take_back(by=iro, document=again)
    sent = reviews.send(by=post_room, document=finished(iro, again), how="post")
    with pytest.raises(Unfit, match="Only a final letter that was not sent can be taken back"):
        reviews.take_back(by=iro, document=sent)


def test_refusals_of_writing(world: World, iro: Reader, post_room: Reader, review: Review) -> None:
    with pytest.raises(Unfit, match="Choose how to write: Under 8"):
        reviews.write_letter(by=iro, review=review, band="baroque")
    with pytest.raises(Unfit, match="Write to the child: not now, since this review is in progress"):
        reviews.write_letter(by=iro, review=Review.objects.get(pk=world.reviews["ben"].pk))
    draft = reviews.write_letter(by=iro, review=review)
    with pytest.raises(Refused):
        finished(post_room, draft)
    with pytest.raises(Refused):
        reviews.edit_letter(by=reader(world, "sm-1"), document=draft, seen=draft.version, texts={})
    with pytest.raises(Unfit, match="holds at most 5,000 characters"):
        reviews.edit_letter(by=iro, document=draft, seen=draft.version, texts={"hello": "x" * 5001})
    empty = reviews.edit_letter(by=iro, document=draft, seen=draft.version, texts=dict.fromkeys(parts(draft), ""))
    with pytest.raises(Unfit, match="There is nothing in this letter yet"):
        finished(iro, empty)
    with pytest.raises(Unfit, match="This is not final yet"):
        reviews.send(by=post_room, document=empty, how="post")
    whole = Document.objects.get(review=review, kind="record")
    with pytest.raises(Unfit, match="This is no letter"):
        reviews.edit_letter(by=iro, document=whole, seen=whole.version, texts={})


def test_no_letter_and_why(iro: Reader, review: Review) -> None:
    with pytest.raises(Unfit, match=r"^Say why no letter is sent\.$"):
        reviews.no_letter(by=iro, review=review, seen=review.version, reason=" ")
    held = reviews.no_letter(by=iro, review=review, seen=review.version, reason=" She asked for none. ")
    assert held.no_letter == "She asked for none." and recorded(held).letter
    assert AuditEvent.objects.filter(subject=str(review.public)).latest("pk").reason == "She asked for none."
    held.child = review.child
    reviews.write_letter(by=iro, review=held)
    assert Review.objects.get(pk=review.pk).no_letter == ""


def test_an_iro_says_hello(world: World, iro: Reader, post_room: Reader) -> None:
    child = world.children["ada"]
    draft = reviews.introduction_letter(by=iro, child=child, band="plain")
    assert (draft.kind, draft.review, draft.name) == ("introduction", None, "Ada")
    assert "I am Iris Osprey. I am writing to say hello." in parts(draft)["hello"]
    easy = reviews.introduction_letter(by=iro, child=child, band="easy")
    assert easy.pk == draft.pk and easy.content[0]["picture"] == "hello"
    final = finished(iro, easy)
    with pytest.raises(Unfit, match="A final letter of introduction waits to be sent"):
        reviews.introduction_letter(by=iro, child=child)
    reviews.send(by=post_room, document=final, how="in person")
    assert Milestone.objects.filter(child=child, kind="iro_introduced", on=TODAY).exists()


def test_nobody_to_introduce(world: World, post_room: Reader) -> None:
    alone = Child.objects.create(number="N-alone", first_name="Al")
    with pytest.raises(Unfit, match="No IRO is allocated to this child yet"):
        reviews.introduction_letter(by=post_room, child=alone)
    with pytest.raises(Refused):
        reviews.introduction_letter(by=reader(world, "sm-1"), child=world.children["ada"])


def test_the_reader_of_a_section_is_told_of_in_two_sentences_when_old_enough(world: World, iro: Reader) -> None:
    review = with_words(world, "health", "You are well. You grew. You ran.")
    assert "- Health: You are well. You grew.\n" in parts(reviews.write_letter(by=iro, review=review, band="plain"))["talked"]
    assert "- Health: You are well.\n" in parts(reviews.write_letter(by=iro, review=review, band="simple"))["talked"]
