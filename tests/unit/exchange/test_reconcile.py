"""What a file would change in the records that are held, cell by cell, and that it never erases any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from open_format_folder import read

from footprint.exchange.open_format.spec import files
from footprint.exchange.reconcile import Changes, as_at, reconcile

DAY, NEXT = date(2024, 5, 1), date(2024, 6, 1)
Row = dict[str, Any]


def table(name: str, *rows: Row) -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame(list(rows), schema=files()[name].schema, orient="row")}


def of(name: str, new: list[Row], old: list[Row], columns: list[str] | None = None) -> Changes:
    return reconcile(table(name, *new), table(name, *old), {name: columns} if columns else None)[name]


def cells(changes: Changes) -> list[tuple[object, ...]]:
    return changes.changed.select("held_row", "column", "before", "after").rows()


def child(name: str, **facts: object) -> Row:
    return {"child": name, **facts}


class TestARow:
    def test_that_is_not_held_is_added_with_its_file_and_line(self, tmp_path: Path) -> None:
        records = read(tmp_path)
        changes = reconcile(records.tables, table("children", child("C1", dob=date(2010, 2, 1))), records.columns)["children"]
        assert changes.added.select("child", "dob", "row", "file").rows() == [("C2", date(2012, 3, 4), 3, "children.csv")]
        assert list(changes.added.columns) == [*files()["children"].columns, "row", "file"]
        assert (changes.unchanged, len(changes.changed), len(changes.lacking)) == (1, 0, 0)

    def test_that_was_set_aside_changes_nothing(self, tmp_path: Path) -> None:
        records = read(tmp_path, episodes="child,decom,rne,ls,place\nC1,bad,S,C2,U1\n")
        assert reconcile(records.tables, {})["episodes"].added.is_empty()

    def test_that_the_file_lacks_is_lacking_and_stays(self) -> None:
        changes = of("children", [child("C2")], [child("C1"), child("C2")])
        assert changes.lacking.select("child", "held_row").rows() == [("C1", 0)]
        assert changes.applied["child"].to_list() == ["C1", "C2"]

    @pytest.mark.parametrize("name", files())
    def test_is_known_by_columns_that_the_file_has(self, name: str) -> None:
        spec = files()[name]
        assert spec.identity
        assert set(spec.identity) <= spec.columns.keys()
        assert not spec.key or spec.identity == spec.key


class TestACell:
    def test_that_is_filled_changes_what_is_held(self) -> None:
        new = [child("C1", dob=DAY, uasc=True, sex="F")]
        changes = of("children", new, [child("C0"), child("C1", dob=NEXT, uasc=False, first_name="Ann")])
        assert cells(changes) == [(1, "dob", "2024-06-01", "2024-05-01"), (1, "sex", None, "F"), (1, "uasc", "no", "yes")]
        assert changes.changed["child"].to_list() == ["C1"] * 3
        assert changes.updated.select("child", "dob", "sex", "first_name", "held_row").rows() == [("C1", DAY, "F", "Ann", 1)]
        assert changes.unchanged == 0

    def test_that_is_blank_erases_nothing_and_is_said(self) -> None:
        changes = of("children", [child("C1", sex="F", upn="")], [child("C1", dob=DAY, sex="F", upn="U1")])
        assert changes.kept.select("child", "column", "before").rows() == [("C1", "dob", "2024-05-01"), ("C1", "upn", "U1")]
        assert (changes.unchanged, len(changes.updated)) == (1, 0)
        assert changes.applied.select("dob", "upn").rows() == [(DAY, "U1")]

    def test_of_a_column_that_the_file_lacks_is_left_without_a_word(self) -> None:
        changes = of("children", [child("C1", sex="F", upn="U2")], [child("C1", dob=DAY, sex="M", upn="U1")], ["child", "sex"])
        assert cells(changes) == [(0, "sex", "M", "F")]
        assert changes.kept.is_empty()
        assert changes.applied.select("dob", "sex", "upn").rows() == [(DAY, "F", "U1")]

    def test_of_a_file_that_is_not_there_is_left_too(self) -> None:
        changes = reconcile({}, table("children", child("C1")))["children"]
        assert (len(changes.lacking), changes.unchanged, changes.applied["child"].to_list()) == (0, 0, ["C1"])
        there = reconcile(table("children"), table("children", child("C1")), {"reviews": ["review"]})["children"]
        assert there.lacking.is_empty()


VISIT: Row = {"child": "C1", "staff": "S1", "on": DAY, "kind": "visit"}


class TestRowsWithTheSameIdentity:
    def test_are_matched_in_turn_so_that_none_is_lost_or_doubled(self) -> None:
        changes = of("contacts", [VISIT] * 3, [VISIT] * 2)
        assert (len(changes.added), changes.unchanged, len(changes.lacking), len(changes.applied)) == (1, 2, 0, 3)
        changes = of("contacts", [VISIT], [VISIT] * 2)
        assert (len(changes.added), changes.unchanged, len(changes.lacking), len(changes.applied)) == (0, 1, 1, 2)

    def test_equal_ones_first_whatever_the_order(self) -> None:
        alone, beside, unsaid = ({**VISIT, "alone": value} for value in (True, False, None))
        changes = of("contacts", [beside, alone], [unsaid, alone, beside])
        assert (changes.unchanged, len(changes.changed), changes.lacking["held_row"].to_list()) == (2, 0, [0])
        changes = of("contacts", [alone, beside], [beside, unsaid])
        assert cells(changes) == [(1, "alone", None, "yes")]

    def test_blank_parts_of_it_are_the_same_as_blank_ones_only(self) -> None:
        iro = {"child": "C1", "staff": "S1", "role": "iro"}
        changes = of("involvements", [iro, {**iro, "started": DAY}], [{**iro, "started": DAY}, {**iro, "ended": NEXT}])
        assert (len(changes.added), changes.unchanged, len(changes.lacking)) == (0, 2, 0)
        assert changes.kept.select("column", "before").rows() == [("ended", "2024-06-01")]

    def test_without_a_part_of_it_they_are_told_apart_by_the_rest(self) -> None:
        new, old = {"child": "C1", "team": "T1", "ended": NEXT}, {"child": "C1", "team": "T1", "started": DAY}
        changes = of("team_history", [new], [old], ["child", "team", "ended"])
        assert changes.applied.rows() == [("C1", "T1", DAY, NEXT)]


def test_every_file_is_there_with_its_shape() -> None:
    found = reconcile({}, {})
    assert list(found) == list(files())
    for name, spec in files().items():
        assert list(found[name].lacking.columns) == [*spec.columns, "held_row"]
        assert list(found[name].changed.columns) == [*spec.identity, "column", "before", "after", "held_row", "row", "file"]
        assert list(found[name].kept.columns) == [*spec.identity, "column", "before", "held_row", "row", "file"]
        assert list(found[name].updated.columns) == [*spec.columns, "held_row", "row", "file"]


class TestTheDayOfAFile:
    def test_is_the_latest_of_which_it_tells(self) -> None:
        review = {"review": "R1", "child": "C1", "status": "held", "started": DAY, "record_completed": NEXT}
        assert as_at(table("reviews", review)) == NEXT
        assert as_at(table("children", child("C1"))) is None

    def test_is_not_one_that_lies_ahead(self) -> None:
        tables = table("reviews", {"review": "R1", "child": "C1", "status": "planned", "started": NEXT})
        tables |= table("decisions", {"decision": "D1", "review": "R1", "due": NEXT, "completed": DAY})
        assert as_at(tables) == DAY

    def test_is_not_one_in_five_hundred(self) -> None:
        days = [{"child": "C1", "kind": "midway_check", "on": DAY}] * 500
        assert as_at(table("milestones", *days, {"child": "C1", "kind": "midway_check", "on": date(2099, 1, 1)})) == DAY

    def test_is_not_that_of_a_row_set_aside(self) -> None:
        rows = table("milestones", {"child": "C1", "kind": "born", "on": NEXT})["milestones"]
        assert as_at({"milestones": rows.with_columns(accepted=pl.lit(False))}) is None


def test_an_empty_file_says_nothing_of_what_is_held() -> None:
    held = {"teams": pl.DataFrame({"team": ["T1"], "name": ["North"]})}
    found = reconcile({"teams": held["teams"].clear()}, held, {"teams": frozenset()})["teams"]
    assert (len(found.added), len(found.changed), len(found.lacking)) == (0, 0, 0)
    assert found.applied["team"].to_list() == ["T1"]
