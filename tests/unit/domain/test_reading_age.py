"""The Flesch-Kincaid grade by its formula, syllables by their rule, and the sentences that weigh most."""

from __future__ import annotations

import pytest

from footprint.domain.reading_age import grade, reading, sentences, syllables

SYLLABLES = {
    "a": 1, "the": 1, "me": 1, "care": 1, "cares": 1, "liked": 1, "wanted": 2, "table": 2, "review": 2, "social": 2, "worker": 2,
    "school": 1, "independent": 4, "reviewing": 3, "officer": 3, "placement": 2, "decision": 3, "education": 4, "family": 3,
    "people": 2, "being": 2, "area": 3, "science": 2, "radio": 3, "visits": 2, "houses": 2, "changes": 2, "nation": 2,
    "precious": 2, "little": 2, "played": 1, "going": 2, "saying": 2, "friends": 1, "agreed": 2, "goes": 1, "asked": 1,
    "something": 2, "every": 2, "holiday": 3, "language": 2, "usual": 3, "quiet": 2, "assessment": 3, "2026": 4, "you're": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SYLLABLES.items())
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == syllables(word.upper()) == count


def test_the_formula() -> None:
    assert grade(100, 5, 150) == 9.9  # 0.39 * 20 + 11.8 * 1.5 - 15.59 = 9.91
    assert grade(0, 0, 0) == 0 and grade(4, 4, 4) == 0


def test_a_text() -> None:
    told = reading("The cat sat. It is a table.")
    assert (told.words, told.sentences, told.syllables, told.grade, told.age) == (7, 2, 8, 0.0, 5)


def test_age_is_grade_and_five() -> None:
    hard = reading("The independent reviewing officer considered whether the educational arrangements were appropriate.")
    assert hard.grade > 12 and hard.age == round(hard.grade) + 5


def test_longer_sentences_and_longer_words_ask_for_more() -> None:
    assert reading("We met and we sat and we had tea and we went home.").grade > reading("We met. We sat. We had tea.").grade
    assert reading("We considered education.").grade > reading("We thought of school.").grade


def test_the_heaviest_come_first_and_easy_ones_are_not_named() -> None:
    told = reading(
        "You came. Everybody considered the arrangements carefully. The authority reconsidered educational provision. We ate."
    )
    assert [each.sentence.split()[0] for each in told.heaviest] == ["The", "Everybody"]
    assert told.heaviest[0].words == 5


def test_lines_and_addresses() -> None:
    assert sentences("- you\n- your mum\nWrite to a.b@example.org. “Or ring!” So") == [
        "- you",
        "- your mum",
        "Write to a.b@example.org.",
        "“Or ring!”",
        "So",
    ]
    assert reading("Write to a.b@example.org.").words == 3


@pytest.mark.parametrize("text", ["", " \n", "…", "🎉", "--- ..."])
def test_no_words(text: str) -> None:
    told = reading(text)
    assert (told.words, told.grade, told.age, told.heaviest) == (0, 0.0, 0, ())
