"""Series of short breaks, and the limits of regulation 48."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from footprint.domain.episodes import in_a_row
from footprint.domain.short_breaks import series
from tests.unit.domain.tables import Row, episodes

Found = tuple[str, str | None, str | None, str | None]


def rest(start: str, end: str | None = None, ls: str = "V3") -> Row:
    """A short break."""
    return (start, end, "S", ls, "U6", "E8" if end else None)


def found(*rows: Row) -> list[Found]:
    """Each series: started, ended, passed, passed_in."""
    table = series(in_a_row(episodes(rows))).sort("started").select("started", "ended", "passed", "passed_in")
    return [tuple(value and value.isoformat() for value in row) for row in table.rows()]


def nights(start: date, number: int) -> Row:
    """A break of so many nights."""
    return rest(start.isoformat(), (start + timedelta(number)).isoformat())


def test_a_series_would_end_after_twelve_months_without_a_break() -> None:
    assert found(rest("2024-05-18", "2024-05-20")) == [("2024-05-18", "2025-05-20", None, None)]


def test_a_break_on_the_last_day_of_the_twelve_months_goes_on_with_it() -> None:
    assert found(rest("2024-05-18", "2024-05-20"), rest("2025-05-20", "2025-05-22")) == [("2024-05-18", "2026-05-22", None, None)]


def test_a_break_a_day_later_starts_a_new_series() -> None:
    two = found(rest("2024-05-18", "2024-05-20"), rest("2025-05-21", "2025-05-23"))
    assert [each[:2] for each in two] == [("2024-05-18", "2025-05-20"), ("2025-05-21", "2026-05-23")]


def test_other_care_in_between_ends_a_series() -> None:
    two = found(
        rest("2024-01-05", "2024-01-07"), ("2024-02-01", "2024-03-01", "S", "V2", "U6", "E4A"), rest("2024-04-05", "2024-04-07")
    )
    assert [each[:2] for each in two] == [("2024-01-05", "2024-02-01"), ("2024-04-05", "2025-04-07")]


def test_75_nights_are_within_the_limit_and_the_76th_passes_it() -> None:
    five = [nights(date(2024, month, 2), 15) for month in range(1, 6)]
    assert found(*five)[0][2:] == (None, None)
    assert found(*five, nights(date(2024, 6, 1), 1))[0][2:] == ("2024-06-01", "2024-06-01")
    assert found(*five, nights(date(2024, 5, 30), 9))[0][2:] == ("2024-05-30", "2024-05-30")


def test_the_limit_is_passed_within_a_break_and_counts_from_its_start() -> None:
    breaks = [nights(date(2024, month, 2), 15) for month in range(1, 5)]
    assert found(*breaks, nights(date(2024, 5, 2), 17))[0][2:] == ("2024-05-17", "2024-05-02")


def test_nights_of_more_than_a_year_ago_do_not_count() -> None:
    breaks = [nights(date(2024, month, 2), 15) for month in range(1, 6)]
    assert found(*breaks, nights(date(2025, 1, 17), 15))[0][2:] == (None, None)
    assert found(*breaks, nights(date(2025, 1, 2), 15))[0][3] is None
    assert found(*breaks, nights(date(2024, 12, 31), 15))[0][3] == "2024-12-31"


@pytest.mark.parametrize(("number", "passed"), [(17, None), (18, "2024-06-20"), (30, "2024-06-20")])
def test_a_break_of_more_than_17_nights(number: int, passed: str | None) -> None:
    assert found(nights(date(2024, 6, 3), number))[0][2] == passed


@pytest.mark.parametrize(
    ("start", "relaxed"), [("2020-04-23", False), ("2020-04-24", True), ("2020-09-25", True), ("2020-09-26", False)]
)
def test_the_limit_of_17_nights_was_lifted_in_2020(start: str, relaxed: bool) -> None:
    assert (found(nights(date.fromisoformat(start), 30))[0][2] is None) == relaxed


def test_the_limit_of_75_nights_was_not_lifted() -> None:
    assert found(nights(date(2020, 6, 1), 80))[0][2] == "2020-08-15"


def test_a_break_that_has_not_ended_passes_the_limit_on_its_eighteenth_day() -> None:
    assert found(rest("2024-06-03")) == [("2024-06-03", None, "2024-06-20", "2024-06-03")]


def test_an_agreement_ends_when_it_ends() -> None:
    assert found(rest("2024-01-01", "2024-06-01", "V4")) == [("2024-01-01", "2024-06-01", None, None)]
    assert found(rest("2024-01-01", None, "V4")) == [("2024-01-01", None, None, None)]


def test_breaks_after_an_agreement_that_ended_are_a_new_series() -> None:
    two = found(rest("2024-01-01", "2024-06-01", "V4"), rest("2024-07-05", "2024-07-07"))
    assert [each[0] for each in two] == ["2024-01-01", "2024-07-05"]


def test_each_child_has_series_of_their_own() -> None:
    both = episodes([rest("2024-01-05", "2024-01-07")], [rest("2024-01-12", "2024-01-14")])
    assert series(in_a_row(both))["started"].to_list() == [date(2024, 1, 5), date(2024, 1, 12)]


def test_no_short_breaks() -> None:
    assert found(("2024-01-01", None, "S", "V2", "U6", None)) == []
