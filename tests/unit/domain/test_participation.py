"""The participation code from plain questions, checked against the child's age on the day."""

from __future__ import annotations

from datetime import date

import pytest

from footprint.domain.participation import WAYS, code, fault, is_under_4, way

BORN, ON = date(2015, 6, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("did", "expected"),
    [("spoke", "PN1"), ("advocate", "PN2"), ("signs", "PN3"), ("silent", "PN4"), ("sent_advocate", "PN5"),
     ("sent_views", "PN6"), ("absent", "PN7")],
)  # fmt: skip
def test_each_way_of_taking_part_has_its_code(did: str, expected: str) -> None:
    assert code(did, BORN, ON) == expected
    assert way(expected) == did and did in WAYS


@pytest.mark.parametrize(
    ("born", "under"), [(date(2022, 4, 1), False), (date(2022, 4, 2), True), (date(2022, 3, 31), False), (None, False)]
)
def test_the_fourth_birthday_is_the_border(born: date | None, under: bool) -> None:
    assert is_under_4(born, ON) is under
    assert (code("spoke", born, ON) == "PN0") is under


def test_a_child_born_on_29_february_is_four_on_the_28th_of_other_years() -> None:
    assert is_under_4(date(2020, 2, 29), date(2024, 2, 28)) and not is_under_4(date(2020, 2, 29), date(2024, 2, 29))
    assert not is_under_4(date(2023, 2, 28), date(2027, 2, 28))


def test_a_code_that_does_not_fit_the_age_is_named() -> None:
    assert "under four" in fault("PN1", date(2024, 1, 1), ON)
    assert "older" in fault("PN0", BORN, ON)
    assert fault("PN1", BORN, ON) == "" and fault("PN0", None, ON) == "" and fault("", BORN, ON) == ""
