"""The draft of a letter says what is recorded and no more, in words for the child's age."""

from __future__ import annotations

from datetime import date

import pytest

from footprint.domain.child_letter import BANDS, PARTS, Decided, LetterFacts, band_at, introduction, letter
from footprint.domain.reading_age import reading

FACTS = LetterFacts(
    first_name="Ada", held=date(2026, 5, 3), came=[("child", ""), ("mother", "Mona"), ("health", ""), ("other", "Olga")],
    talked=[("Health", "You are well. You grew. You ran.")],
    decisions=[
        Decided("You see Ben", "Sally", date(2026, 6, 1)), Decided("You get a bike!"), Decided("Ring", due=date(2026, 6, 2)),
    ],
    next_on=date(2026, 10, 1), booked=True, iro="Iris Osprey", email="iris@example.org",
)  # fmt: skip


def told(band: str, facts: LetterFacts = FACTS) -> dict[str, str]:
    return {each["key"]: each["text"] for each in letter(facts, band)}


@pytest.mark.parametrize(
    ("born", "band"),
    [(date(2018, 11, 29), "easy"), (date(2018, 11, 28), "simple"), (date(2014, 11, 29), "simple"), (date(2014, 11, 28), "plain"),
     (None, "simple"), (date(1990, 1, 1), "plain")],
)  # fmt: skip
def test_the_band_is_that_of_the_age(born: date | None, band: str) -> None:
    assert band_at(born, date(2026, 11, 28)) == band


@pytest.mark.parametrize("band", BANDS)
def test_every_part_says_what_is_recorded(band: str) -> None:
    found = told(band)
    assert tuple(found) == PARTS
    assert found["hello"].startswith("Dear Ada,") and "3 May 2026" in found["hello"]
    assert found["came"] == "- you\n- Mona, your mum\n- somebody who looks after your health\n- Olga"
    assert found["decisions"].splitlines() == [
        "- You see Ben. Sally will do this by 1 June 2026.",
        "- You get a bike!",
        "- Ring. This should be done by 2 June 2026.",
    ]
    assert found["next"] == "We will meet again on 1 October 2026."
    assert "iris@example.org" in found["me"] and found["me"].endswith("Iris Osprey")


def test_older_children_are_told_more_of_each_section() -> None:
    assert told("simple")["talked"] == "- Health: You are well."
    assert told("plain")["talked"] == "- Health: You are well. You grew."


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = told("easy", LetterFacts(talked=[("Health", "word " * 100)]))["talked"]
    assert cut.endswith("word …") and len(cut) < 240


@pytest.mark.parametrize("band", BANDS)
def test_of_nothing_nothing_is_told(band: str) -> None:
    found = told(band, LetterFacts())
    assert [key for key, text in found.items() if not text] == ["came", "talked", "decisions", "next"]
    assert "None" not in str(found) and found["hello"].startswith("Dear friend,")


def test_pictures_stand_in_the_easy_letter_alone() -> None:
    assert [each.get("picture") for each in letter(FACTS, "easy")] == list(PARTS)
    assert not any("picture" in each for band in ("simple", "plain") for each in letter(FACTS, band))
    assert all(each["picture"] == each["key"] for each in introduction(FACTS, "easy"))


@pytest.mark.parametrize("band", BANDS)
def test_our_own_words_are_within_reach_of_the_age(band: str) -> None:
    """The words that do not come from the record: greeting, next review, who the IRO is."""
    ours = [each["text"] for each in [*letter(FACTS, band), *introduction(FACTS, band)] if each["key"] not in ("talked", "came")]
    assert reading("\n".join(ours)).age <= BANDS[band].aim + 1


def test_the_introduction_says_who_what_and_how() -> None:
    found = {each["key"]: each["text"] for each in introduction(FACTS, "plain")}
    assert "I am Iris Osprey." in found["hello"] and "check that the plan" in found["work"] and "iris@example.org" in found["me"]
