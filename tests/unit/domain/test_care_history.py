"""Periods of care and placements from chains of episodes, tidy and untidy."""

from __future__ import annotations

import polars as pl
import pytest

from footprint.domain.care_history import care_history
from tests.unit.domain.tables import Row, events, history, spells


def care(start: str, end: str | None = None, rec: str | None = None, rne: str = "S", place: str = "U6", ls: str = "V2") -> Row:
    """An episode of care with foster carers unless it says otherwise."""
    return (start, end, rne, ls, place, rec)


def test_a_move_is_one_period_of_care() -> None:
    told = history([care("2024-01-01", "2024-02-01", "X1"), care("2024-02-01", "2024-05-01", "E4A", rne="P")])
    assert spells(told, "looked_after") == [("2024-01-01", "2024-05-01")]
    assert spells(told, "placement") == [("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-05-01")]
    assert events(told, "came_into_care") == ["2024-01-01"]
    assert events(told, "left_care") == ["2024-05-01"]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [
        care("2024-01-01", "2024-02-01", "X1"),
        care("2024-02-01", None, None, rne="P"),
        care("2023-01-01", "2023-02-01", "E4A"),
    ]
    assert spells(history(rows[::-1]), "looked_after") == spells(history(rows), "looked_after")
    assert spells(history(rows), "looked_after") == [("2023-01-01", "2023-02-01"), ("2024-01-01", None)]


def test_x1_with_a_hole_goes_on_across_it() -> None:
    told = history([care("2024-01-01", "2024-02-01", "X1"), care("2024-02-10", rne="P")])
    assert spells(told, "looked_after") == [("2024-01-01", None)]
    assert spells(told, "placement") == [("2024-01-01", "2024-02-10"), ("2024-02-10", None)]


def test_x1_with_a_hole_before_a_new_start_had_left() -> None:
    told = history([care("2024-01-01", "2024-02-01", "X1"), care("2024-03-01")])
    assert spells(told, "looked_after") == [("2024-01-01", "2024-02-01"), ("2024-03-01", None)]
    known = care_history(told)[1].filter((pl.col("state") == "looked_after") & pl.col("ended").is_not_null())
    assert known["ended_known"].to_list()[0].isoformat() == "2024-03-01"


def test_x1_with_nothing_after_it_goes_on() -> None:
    told = history([care("2024-01-01", "2024-02-01", "X1")])
    assert spells(told, "looked_after") == [("2024-01-01", None)]


def test_a_new_start_on_the_day_of_an_x1_is_no_new_period() -> None:
    told = history([care("2024-01-01", "2024-02-01", "X1"), care("2024-02-01")])
    assert spells(told, "looked_after") == [("2024-01-01", None)]


def test_a_missing_end_and_then_a_new_start() -> None:
    told = history([care("2024-01-01"), care("2024-03-01")])
    assert spells(told, "looked_after") == [("2024-01-01", "2024-03-01"), ("2024-03-01", None)]


def test_a_missing_end_and_then_a_move() -> None:
    told = history([care("2024-01-01"), care("2024-03-01", rne="P")])
    assert spells(told, "looked_after") == [("2024-01-01", None)]


def test_an_end_without_a_reason() -> None:
    ended = care("2024-01-01", "2024-02-01")
    assert spells(history([ended]), "looked_after") == [("2024-01-01", "2024-02-01")]
    assert spells(history([ended, care("2024-02-01", rne="P")]), "looked_after") == [("2024-01-01", None)]
    assert spells(history([ended, care("2024-02-05", rne="P")]), "looked_after") == [
        ("2024-01-01", "2024-02-01"),
        ("2024-02-05", None),
    ]


def test_back_on_the_day_of_leaving() -> None:
    told = history([care("2024-01-01", "2024-02-01", "E4A"), care("2024-02-01")])
    assert spells(told, "looked_after") == [("2024-01-01", "2024-02-01"), ("2024-02-01", None)]


def test_two_rows_of_one_day_are_the_longer() -> None:
    short, long, open_ended = care("2024-01-01", "2024-01-10", "E4A"), care("2024-01-01", "2024-03-01", "E4A"), care("2024-01-01")
    assert spells(history([long, short]), "looked_after") == [("2024-01-01", "2024-03-01")]
    assert spells(history([open_ended, long]), "looked_after") == [("2024-01-01", None)]
    assert events(history([short, long, open_ended]), "came_into_care") == ["2024-01-01"]


def test_episodes_that_overlap_give_way_to_the_later() -> None:
    told = history([care("2024-01-01", "2024-03-01", "X1"), care("2024-02-01", rne="P")])
    assert spells(told, "placement") == [("2024-01-01", "2024-02-01"), ("2024-02-01", None)]
    left = history([care("2024-01-01", "2024-03-01", "E4A"), care("2024-02-01")])
    assert spells(left, "looked_after") == [("2024-01-01", "2024-02-01"), ("2024-02-01", None)]


@pytest.mark.parametrize("rne", ["P", "L", "T", "B", "U", None])
def test_a_start_before_the_records(rne: str | None) -> None:
    told = history([("2024-04-01", None, rne, "C2", "U6", None)])
    assert events(told, "came_into_care") == []
    assert spells(told, "looked_after") == [("1989-01-01", None)]
    presumed = care_history(told, ["regulation_33"])[1]
    assert presumed["before"].to_list() == [2]


def test_one_child_is_no_part_of_another() -> None:
    told = history([care("2024-01-01")], [care("2024-02-01", rne="P")], [care("2024-03-01", "2024-04-01", "E4A")])
    assert spells(told, "looked_after") == [("2024-01-01", None), ("1989-01-01", None), ("2024-03-01", "2024-04-01")]
    assert events(told, "left_care") == ["2024-04-01"]


def test_no_episodes_at_all() -> None:
    assert spells(history([]), "looked_after") == []
    assert spells(history([]), "short_breaks") == []


def test_only_what_is_wanted_is_told() -> None:
    told, states = care_history(history([care("2024-01-01", "2024-05-01", "E4A")]), ["left_care", "placement"])
    assert told["kind"].to_list() == ["left_care"]
    assert states["state"].to_list() == ["placement"]
    nothing = care_history(history([care("2024-01-01")]), [])
    assert [len(frame) for frame in nothing] == [0, 0]


def test_an_agreement_for_short_breaks_is_no_care() -> None:
    told = history([care("2024-01-01", "2024-06-01", "E8", ls="V4")])
    assert spells(told, "short_breaks") == [("2024-01-01", "2024-06-01")]
    assert spells(told, "looked_after") == []
    assert events(told, "short_breaks_started") == ["2024-01-01"]


def test_short_breaks_that_turn_into_care() -> None:
    told = history([care("2024-01-01", "2024-01-05", "X1", ls="V3"), care("2024-01-05", rne="L")])
    assert spells(told, "looked_after") == [("2024-01-05", None)]
    assert events(told, "came_into_care") == ["2024-01-05"]
    assert spells(told, "short_breaks") == [("2024-01-01", "2024-01-05")]


def test_placed_for_adoption_is_not_under_regulation_33() -> None:
    told = history(
        [
            care("2024-01-01", "2024-02-01", "X1"),
            care("2024-02-01", "2024-06-01", "X1", rne="B", place="A6", ls="E1"),
            care("2024-06-01", rne="P"),
        ]
    )
    assert spells(told, "regulation_33") == [("2024-01-01", "2024-02-01"), ("2024-06-01", None)]
    assert spells(told, "placed_for_adoption") == [("2024-02-01", "2024-06-01")]
    assert events(told, "adoption_disrupted") == ["2024-06-01"]
    assert care_history(told, ["regulation_33"])[1].sort("started")["before"].to_list() == [0, 2]


def test_placed_before_the_records_begin() -> None:
    told = history([("2024-04-01", None, "L", "E1", "A6", None)])
    assert events(told, "placed_for_adoption") == []
    assert care_history(told, ["placed_for_adoption"])[1]["before"].to_list() == [2]
    assert events(history([("2024-04-01", None, "P", "E1", "A6", None)]), "placed_for_adoption") == ["2024-04-01"]


def test_an_order_made_before_the_records_begin_or_resumed() -> None:
    before = history([("2024-04-01", None, "P", "E1", "U6", None)])
    assert events(before, "authorised_for_adoption") == []
    resumed = history([care("2024-01-01", "2024-02-01", "X1", ls="E1", place="A6"), care("2024-02-01", rne="P", ls="E1")])
    assert events(resumed, "authorised_for_adoption") == []
    assert spells(resumed, "authorised_for_adoption") == [("2024-02-01", None)]


def test_newly_placed_lasts_until_the_first_review() -> None:
    row = care("2024-01-01", "2024-06-01", "E11", place="A6", ls="E1")
    assert spells(history([row], reviews=["2023-12-01", "2024-01-20"]), "newly_placed_for_adoption") == [
        ("2024-01-01", "2024-01-20")
    ]
    assert spells(history([row]), "newly_placed_for_adoption") == [("2024-01-01", "2024-06-01")]
    assert spells(history([row], reviews=["2024-07-01"]), "newly_placed_for_adoption") == [("2024-01-01", "2024-06-01")]


def test_orders_and_remands() -> None:
    told = history(
        [
            care("2024-01-01", "2024-02-01", "X1", ls="J1", place="R5"),
            care("2024-02-01", "2024-03-01", "X1", rne="L", ls="C1", place="P1"),
            care("2024-03-01", rne="L", ls="C2", place="P1"),
        ]
    )
    assert events(told, "remanded") == ["2024-01-01"]
    assert spells(told, "remanded") == [("2024-01-01", "2024-02-01")]
    assert spells(told, "interim_order_with_parents") == [("2024-02-01", "2024-03-01")]
    assert events(told, "care_order_made") == ["2024-03-01"]
    assert spells(told, "care_order_with_parents") == [("2024-03-01", None)]
    assert events(told, "legal_status_changed") == ["2024-02-01", "2024-03-01"]


def test_unregulated_accommodation_is_a_move_only_within_a_period() -> None:
    moved = history([care("2023-01-01", "2023-02-01", "X1"), care("2023-02-01", rne="P", place="P2")])
    assert events(moved, "moved_to_unregulated_accommodation") == ["2023-02-01"]
    assert events(history([care("2023-01-01", place="P2")]), "moved_to_unregulated_accommodation") == []


def test_the_first_year_of_a_placement() -> None:
    told = history([care("2022-05-02", place="U4")])
    assert spells(told, "first_year_of_placement") == [("2022-05-02", "2023-05-02")]
    assert spells(told, "settled_until_18") == [("2023-05-02", None)]
    short = history([care("2022-05-02", "2022-09-01", "E4A", place="U4")])
    assert spells(short, "first_year_of_placement") == [("2022-05-02", "2022-09-01")]
    assert spells(short, "settled_until_18") == []


def test_a_short_break_is_no_placement_for_adoption_and_no_return_from_one() -> None:
    told = history(
        [care("2017-02-07", "2017-06-02", "X1", place="A3", ls="V3"), care("2017-06-02", rne="P", place="P3", ls="V3")]
    )
    assert events(told, "placed_for_adoption") == [] == events(told, "adoption_disrupted")
