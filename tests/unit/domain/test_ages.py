"""Ages as states, and becoming an eligible child."""

from __future__ import annotations

import pytest

from footprint.domain.ages import BIRTHDAYS, age_spells
from tests.unit.domain.tables import Row, events, history, spells


def care(start: str, end: str | None = None) -> Row:
    """A period of care."""
    return (start, end, "S", "V2", "U6", "E4A" if end else None)


@pytest.mark.parametrize(
    ("state", "started", "ended"),
    [
        ("under_5", "2014-06-10", "2019-06-10"),
        ("aged_5_or_over", "2019-06-10", None),
        ("aged_4_to_16", "2018-06-10", "2031-06-10"),
        ("of_school_age", "2018-06-10", "2032-06-10"),
    ],
)
def test_states_of_age(state: str, started: str, ended: str | None) -> None:
    told = history([care("2024-01-01")], born="2014-06-10")
    assert spells(told, state) == [(started, ended)]
    assert state in BIRTHDAYS


def test_born_on_29_february() -> None:
    told = history([care("2024-01-01")], born="2020-02-29")
    assert spells(told, "under_5") == [("2020-02-29", "2025-02-28")]
    assert spells(told, "of_school_age") == [("2024-02-29", "2038-02-28")]


def test_an_unknown_birth_has_no_age() -> None:
    told = history([care("2024-01-01")])
    assert age_spells(told.children, "under_5").collect().is_empty()
    assert events(told, "became_eligible") == []


BORN = "2007-11-30"
"""14 on 30 November 2021, 16 on 30 November 2023, 18 on 30 November 2025."""


@pytest.mark.parametrize(
    ("periods", "eligible"),
    [
        ([care("2022-09-05")], "2023-11-30"),
        ([care("2023-10-02")], "2024-01-01"),
        ([care("2024-01-08")], "2024-04-08"),
        ([care("2024-01-08", "2024-04-08")], None),
        ([care("2024-01-08", "2024-04-09")], "2024-04-08"),
        ([care("2023-02-06", "2023-04-17"), care("2024-01-08")], "2024-01-29"),
        ([care("2021-01-04", "2021-11-30"), care("2024-01-08")], "2024-04-08"),
        ([care("2021-01-04", "2022-03-01"), care("2024-01-08")], "2024-01-08"),
        ([care("2022-01-03", "2023-11-30")], None),
        ([care("2022-01-03", "2023-12-01")], "2023-11-30"),
        ([care("2025-10-01")], None),
        ([care("2022-09-05", "2024-03-01"), care("2024-05-06")], "2023-11-30 2024-05-06"),
    ],
)
def test_becoming_eligible(periods: list[Row], eligible: str | None) -> None:
    assert events(history(periods, born=BORN), "became_eligible") == (eligible.split() if eligible else [])


def test_an_eligible_child_is_one_until_eighteen_or_leaving() -> None:
    assert spells(history([care("2022-09-05")], born=BORN), "eligible_child") == [("2023-11-30", "2025-11-30")]
    assert spells(history([care("2022-09-05", "2024-03-01")], born=BORN), "eligible_child") == [("2023-11-30", "2024-03-01")]


def test_short_breaks_make_nobody_eligible() -> None:
    told = history([("2022-09-05", None, "S", "V4", "U6", None)], born=BORN)
    assert events(told, "became_eligible") == []
