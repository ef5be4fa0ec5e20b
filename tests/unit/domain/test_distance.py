"""How far a placement lies, as far as two postcodes tell; and codes in words."""

from __future__ import annotations

import pytest

from footprint.domain.code_words import in_words
from footprint.domain.distance import AREA, FAR, NEAR, UNKNOWN, band
from footprint.exchange.open_format.spec import codes


@pytest.mark.parametrize(
    ("home", "there", "told"),
    [
        ("CB1 2AB", "cb1", NEAR),
        ("CB1 2AB", "CB24 3QQ", AREA),
        ("CB1 2AB", "PE1 1AA", FAR),
        ("", "PE1 1AA", UNKNOWN),
        ("nowhere", "PE1 1AA", UNKNOWN),
    ],
)
def test_bands(home: str, there: str, told: str) -> None:
    assert band(home, there) == told


def test_codes_are_told_in_words() -> None:
    assert in_words("ls", "C2") == "Care order"
    assert in_words("ls", "??") == "??"
    assert in_words("ls", "") == "not recorded"


@pytest.mark.parametrize(("column", "name"), [("ls", "LS"), ("place", "PLACE"), ("rec", "REC"), ("participation", "REVIEW_CODE")])
def test_every_code_of_the_return_has_words(column: str, name: str) -> None:
    known = codes(name)
    assert known is not None
    assert [code for code in known.values if in_words(column, code) == code] == []
