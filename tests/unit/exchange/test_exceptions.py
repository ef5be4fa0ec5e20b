"""The changes of an import that a person must see, each as a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from footprint.exchange.exceptions import EXCEPTION_SCHEMA, Period, exceptions
from footprint.exchange.open_format.spec import files
from footprint.exchange.reconcile import reconcile

Row = dict[str, Any]
Tables = dict[str, list[Row]]
MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)
EPISODE: Row = {"child": "C1", "decom": MAY, "rne": "S", "ls": "C2", "place": "U1"}
IRO: Row = {"child": "C1", "staff": "S1", "role": "IRO", "started": MAY}
REVIEW: Row = {"review": "R1", "child": "C1", "started": MAY, "completed": MAY, "status": "held"}


def found(new: Tables, old: Tables, period: Period | None = None) -> list[tuple[str, str, str]]:
    frames = [{name: pl.DataFrame(rows, schema=files()[name].schema) for name, rows in side.items()} for side in (new, old)]
    told = exceptions(reconcile(*frames), period)
    assert told.schema == EXCEPTION_SCHEMA
    return told.select("kind", "child", "sentence").rows()


def test_nothing_is_said_of_what_is_new_or_the_same() -> None:
    new = {"children": [{"child": "C1", "dob": MAY}], "episodes": [EPISODE], "involvements": [IRO], "reviews": [REVIEW]}
    assert found(new, {}) == found(new, new) == []
    assert found({"children": [{"child": "C1", "dob": MAY, "sex": "F"}]}, {"children": [{"child": "C1"}]}) == []


def test_a_line_names_its_file_and_row() -> None:
    old = {"children": pl.DataFrame([{"child": "C1", "sex": "M"}])}
    new = {"children": pl.DataFrame([{"child": "C1", "sex": "F", "row": 7, "file": "children.csv"}])}
    assert exceptions(reconcile(new, old)).select("sentence", "file", "row").rows() == [
        ("Child C1: the sex changes from M to F.", "children.csv", 7)
    ]


def test_the_old_code_of_the_same_sex_is_no_change() -> None:
    old = {"children": [{"child": "C1", "sex": "1"}]}
    assert found({"children": [{"child": "C1", "sex": "M"}]}, old) == []
    assert [kind for kind, _, _ in found({"children": [{"child": "C1", "sex": "F"}]}, old)] == ["sex_changed"]


def test_an_episode_that_ends_or_ends_on_another_day() -> None:
    ended, later = {**EPISODE, "dec": JUNE}, {**EPISODE, "dec": JULY}
    assert found({"episodes": [ended]}, {"episodes": [EPISODE]}) == [
        ("episode_ended", "C1", "Child C1: the episode that began on 1 May 2024 ended on 1 June 2024.")
    ]
    assert found({"episodes": [later]}, {"episodes": [ended]}) == [
        ("episode_end_changed", "C1", "Child C1: the episode that began on 1 May 2024 ended on 1 July 2024, not on 1 June 2024.")
    ]
    assert found({"episodes": [EPISODE]}, {"episodes": [ended]}) == []


STAFF = [{"staff": "S1", "name": "Ann Example"}, {"staff": "S2", "name": "Bo Example"}]


def test_an_iro_beside_another() -> None:
    old = {"involvements": [IRO], "staff": STAFF}
    second = {**IRO, "staff": "S2", "started": JUNE}
    assert found({"involvements": [second]}, old) == [
        (
            "iro_added",
            "C1",
            "Child C1: Bo Example becomes IRO from 1 June 2024, and Ann Example, IRO since 1 May 2024, is so still.",
        )
    ]
    assert found({"involvements": [{**second, "role": "social worker"}, {**second, "child": "C2"}]}, old) == []


def test_an_iro_who_gives_way_to_another() -> None:
    new = [{**IRO, "ended": JUNE}, {**IRO, "staff": "S2", "started": JUNE}]
    assert found({"involvements": new}, {"involvements": [IRO]}) == [
        ("iro_ended", "C1", "Child C1: S1 was the IRO until 1 June 2024.")
    ]
    moved = found({"involvements": [{**IRO, "ended": JULY}]}, {"involvements": new})
    assert moved == [("iro_ended", "C1", "Child C1: S1 was the IRO until 1 July 2024, not until 1 June 2024.")]


ANN: Row = {"child": "C1", "first_name": "Ann", "last_name": "Example", "dob": MAY, "upn": "A123"}


class TestChildrenWhoMayBeOne:
    def said(self, *new: Row) -> list[str]:
        rows = found({"children": [*new]}, {"children": [ANN]})
        assert all(kind == "possible_merge" for kind, _, _ in rows)
        return [sentence for _, _, sentence in rows]

    def test_have_the_same_upn(self) -> None:
        assert self.said({"child": "C9", "upn": "a123 "}) == [
            "Child C9 has the same UPN as child C1. They are kept as two children: see whether they are one."
        ]

    def test_or_the_same_names_and_date_of_birth_or_both(self) -> None:
        twin = {**ANN, "child": "C9", "first_name": "ANN"}
        assert "has the same UPN and the same names and date of birth as child C1" in self.said(twin)[0]
        assert "has the same names and date of birth as child C1" in self.said({**twin, "upn": None})[0]
        assert self.said({**twin, "upn": None, "dob": JUNE}) == []

    def test_also_where_a_held_child_is_given_what_another_has(self) -> None:
        old = {"children": [ANN, {"child": "C2", "upn": "B5"}]}
        assert [child for _, child, _ in found({"children": [{"child": "C2", "upn": "A123"}]}, old)] == ["C2"]
        assert found({"children": [{"child": "C2", "sex": "F"}]}, {"children": [ANN, {**ANN, "child": "C2"}]}) == []

    def test_but_not_for_the_codes_of_having_no_upn_nor_twice_for_a_pair(self) -> None:
        assert found({"children": [{"child": "C1", "upn": "UN1"}, {"child": "C2", "upn": "UN1"}]}, {}) == []
        assert len(found({"children": [{"child": "C1", "upn": "A1"}, {"child": "C2", "upn": "A1"}]}, {})) == 1


def test_a_child_in_care_whom_the_return_lacks() -> None:
    gone = {**EPISODE, "child": "C2", "decom": date(2020, 1, 1), "dec": date(2021, 1, 1)}
    old = {"children": [{"child": name} for name in ("C1", "C2", "C3")], "episodes": [EPISODE, gone, {**EPISODE, "child": "C3"}]}
    new: Tables = {"children": [{"child": "C3"}]}
    assert found(new, old) == []
    assert found(new, old, (date(2024, 4, 1), date(2025, 3, 31))) == [
        (
            "not_in_return",
            "C1",
            "Child C1 was in care between 1 April 2024 and 31 March 2025, as is held here, but is not in these files.",
        )
    ]
    assert found(new, old, (date(2023, 4, 1), date(2024, 3, 31))) == []


def test_another_date_of_birth() -> None:
    assert found({"children": [{"child": "C1", "dob": JUNE}]}, {"children": [{"child": "C1", "dob": MAY}]}) == [
        ("dob_changed", "C1", "Child C1: the date of birth changes from 1 May 2024 to 1 June 2024.")
    ]


class TestAReviewThatWasHeld:
    def test_on_another_day(self) -> None:
        assert found({"reviews": [{**REVIEW, "started": date(2024, 4, 30)}]}, {"reviews": [REVIEW]}) == [
            ("review_changed", "C1", "Child C1: review R1, which was held, began on 30 April 2024, not on 1 May 2024.")
        ]

    def test_with_another_status(self) -> None:
        unsaid = {**REVIEW, "status": None}
        sentence = "Child C1: review R1, which was held, changes its status from held to cancelled."
        for before in (REVIEW, unsaid):
            assert found({"reviews": [{**REVIEW, "status": "cancelled"}]}, {"reviews": [before]}) == [
                ("review_changed", "C1", sentence)
            ]
        assert found({"reviews": [REVIEW]}, {"reviews": [unsaid]}) == []

    def test_is_not_one_that_was_planned(self) -> None:
        planned = {**REVIEW, "status": "planned", "completed": None, "started": JUNE}
        assert found({"reviews": [REVIEW]}, {"reviews": [planned]}) == []
