"""What tells where somebody lives is found however it is written, and what only looks like it is left alone."""

from __future__ import annotations

import pytest

from footprint.domain.protected_text import Protected, findings, in_text, reasons_to_hold
from footprint.domain.recipients import EMAIL, HOME, OTHER_POST_CODE, PLACEMENT, TELEPHONE

KNOWN = Protected(placement=["AB1 2CD", "Elm Lane", "Oak"], home=["ZZ99 9ZZ"], open=["iris@example.org"])


def kinds(text: str, known: Protected = KNOWN) -> list[str]:
    return [kind for kind, _ in in_text(text, known)]


@pytest.mark.parametrize(
    "text",
    [
        "AB1 2CD", "ab12cd", "ab1-2cd", "A.B.1.2.C.D", "A B 1\n2 C D", "AB l 2CD", "A\u200bB1\u00a02CD", "\u0410\u04121 2CD",
        "\uff21\uff22\uff11 \uff12\uff23\uff24", "(AB1 2CD)", "xAB1 2CDx", "Áb1 2çd", "AB\u0661 2CD", "elm lane", "ELM-LANE",
        "Elm  Lane,", "E\u200dlm Lane", "the Oak.",
    ],
)  # fmt: skip
def test_what_is_known_is_found_however_it_is_written(text: str) -> None:
    assert kinds(text) == [PLACEMENT]


@pytest.mark.parametrize("text", ["helm lanes", "Elm\u00e9 Lane", "oaks", "soak", "AB1 2CE is not it"[:3], "Elm and Lane"])
def test_a_word_is_not_found_within_others(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["SW1A 1AA", "sw1a1aa", "m1-1ae", "B33 8TH", "CR2 6XH", "DN55 1PT", "SW1A OAA", "EC1A.1BB"])
def test_any_post_code_is_found(text: str) -> None:
    assert kinds(text) == [OTHER_POST_CODE]


@pytest.mark.parametrize(
    "text",
    [
        "on 4 3rd May", "at 10 5th place", "Year 7 2nd term", "PN1 2 people", "in 2 1st places", "Review 1 of 3", "3 May 2026",
        "aged 12, 13 and 14", "SI 2010/959 reg 36(2)", "C2 and V2", "a 1st", "U4 to U6",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_post_code(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "(01632) 960 001", "01632-960-001", "0 7 7 0 0 9 0 0 1 2 3",
        "O77OO 9OO123", "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663", "0044 7700 900123",
    ],
)  # fmt: skip
def test_telephone_numbers(text: str) -> None:
    assert list(in_text(f"Ring {text}.", KNOWN)) == [(TELEPHONE, "ending 01" if "632" in text else "ending 23")]


@pytest.mark.parametrize("text", ["01/02/2026 10:30", "01 02 2026 11 12", "2026-02-01", "0.5 of 100", "007", "case 123456789"])
def test_what_only_looks_like_a_telephone_number(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "anna@example.org", "ANNA@EXAMPLE.ORG", "anna @ example . org", "anna at example dot org", "anna(at)example[dot]org",
        "anna\uff20example.org", "a.nna+b@mail.example.co.uk",
    ],
)  # fmt: skip
def test_email(text: str) -> None:
    assert kinds(text) == [EMAIL]


@pytest.mark.parametrize(
    "text", ["iris@example.org", "Write to Iris@Example.org. Then wait.", "iris at example dot org", "at home. She"]
)
def test_the_address_of_staff_is_no_secret(text: str) -> None:
    assert kinds(text) == []


def test_the_home_is_told_from_the_placement() -> None:
    assert kinds("zz99-9zz and ab1 2cd and SW1A 1AA") == [PLACEMENT, HOME, OTHER_POST_CODE]


def test_the_sentence_says_where_and_does_not_repeat_it() -> None:
    content = [
        {"key": "a", "title": "Health", "text": "Well."},
        {"key": "b", "title": "School", "text": "At AB1 2CD, 07700 900123."},
    ]
    told = [each.sentence for each in findings(content, KNOWN)]
    assert told == [
        "What tells where the child lives (AB…) stands under “School”.",
        "A telephone number (ending 23) stands under “School”.",
    ]
    assert not any("2CD" in each or "900" in each for each in told)


def test_a_heading_is_read_too() -> None:
    assert [each.kind for each in findings([{"key": "a", "title": "Elm Lane", "text": ""}], KNOWN)] == [PLACEMENT]


def test_only_what_the_recipient_may_not_have_is_a_reason() -> None:
    content = [{"key": "a", "title": "School", "text": "AB1 2CD and a@b.org"}]
    assert reasons_to_hold(content, KNOWN, {PLACEMENT}) == ["An e-mail address (a@…) stands under “School”."]
    assert reasons_to_hold(content, KNOWN, {PLACEMENT, EMAIL}) == []


def test_nothing_known_finds_nothing() -> None:
    assert kinds("", Protected(placement=["", " "], home=["-"])) == [] and kinds("Some text", Protected(placement=[""])) == []
