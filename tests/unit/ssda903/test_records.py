"""SSDA903 returns as the open format: where each row goes, and that the timetable is the same by either way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from footprint.demo.returns import make_returns
from footprint.domain.profile import load_profile
from footprint.domain.timetable import COLUMNS, timetable
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import read_open_format
from footprint.exchange.open_format.spec import files
from footprint.exchange.open_format.write import write_open_format
from footprint.exchange.reconcile import reconcile
from footprint.exchange.ssda903.chronology import chronology
from footprint.exchange.ssda903.read import Return, read_returns
from footprint.exchange.ssda903.records import ReturnRecords, records_of

END = date(2025, 3, 31)
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
PLACED = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
IN_CARE = "A1,08/12/2023,S,C2,N1,U6,PR1,,,,,,\n"


def sent(folder: Path, **content: str) -> list[Return]:
    """Returns read from files; `y2024_25__episodes` is episodes.csv in the folder 2024-25."""
    for name, text in content.items():
        year, _, file = name.rpartition("__")
        path = folder / (year.strip("y").replace("_", "-") or ".") / f"{file}.csv"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")
    return read_returns(folder)


def taken(folder: Path, held: dict[str, pl.DataFrame] | None = None, **content: str) -> ReturnRecords:
    return records_of(sent(folder, **content), held)


def said(records: ReturnRecords) -> list[tuple[str, str, int | None]]:
    rows = records.problems.filter(pl.col("rule").str.starts_with("records."))
    return rows.select("rule", "file", "row").rows()


def values(records: ReturnRecords, table: str, *columns: str) -> list[tuple[object, ...]]:
    return records.tables[table].filter("accepted").select(columns).rows()


def held_reviews(*rows: tuple[str, str, date, str]) -> dict[str, pl.DataFrame]:
    return {"reviews": pl.DataFrame(rows, schema=["review", "child", "started", "status"], orient="row")}


def assert_same_timetable(returns: list[Return], on: date, profile: str = "england") -> int:
    """The rows of both ways are the same; how many there were."""
    rulebook = load_profile(profile).rulebook
    records = records_of(returns)
    order = ["child", "held", "kind", "due"]
    theirs = timetable(chronology(returns), rulebook, on).select(COLUMNS).sort(order, maintain_order=True)
    ours = timetable(open_chronology(records), rulebook, on).select(COLUMNS).sort(order, maintain_order=True)
    assert_frame_equal(ours, theirs)
    return len(ours)


class TestTheTimetableIsTheSame:
    @pytest.mark.parametrize(("errors", "seed"), [(0.0, 1), (0.0, 2), (0.05, 3), (0.2, 4)])
    def test_of_invented_returns_whole_or_spoilt(self, tmp_path: Path, errors: float, seed: int) -> None:
        make_returns(tmp_path, children=150, seed=seed, end=END, years=3, errors=errors)
        assert assert_same_timetable(read_returns(tmp_path), END) > 300

    @pytest.mark.parametrize("profile", ["bromley", "lancashire", "cambridgeshire", "manchester", "warwickshire"])
    def test_by_every_profile(self, tmp_path: Path, profile: str) -> None:
        make_returns(tmp_path, children=60, seed=5, end=END, years=2, errors=0.02)
        assert assert_same_timetable(read_returns(tmp_path), END, profile) > 100

    @pytest.mark.parametrize("errors", [0.0, 0.1])
    def test_also_through_files_of_the_open_format(self, tmp_path: Path, errors: float) -> None:
        """But for who is marked as incomplete: rows that were set aside are not written."""
        make_returns(tmp_path / "903", children=80, seed=6, end=END, years=2, errors=errors)
        returns = read_returns(tmp_path / "903")
        write_open_format(records_of(returns), tmp_path / "open")
        records, rulebook = read_open_format(tmp_path / "open"), load_profile("england").rulebook
        assert records.problems.filter(severity="error").is_empty()
        columns = [column for column in COLUMNS if column != "incomplete"]
        read = timetable(open_chronology(records), rulebook, END).select(columns)
        assert_frame_equal(read, timetable(chronology(returns), rulebook, END).select(columns), check_row_order=False)

    @pytest.mark.parametrize(
        "content",
        [
            {"reviews": REVIEWS + "B2,01/02/2012,10/01/2024,PN1\nB2,01/02/2012,10/01/2024,PN2\n"},  # only in reviews
            {"episodes": EPISODES + IN_CARE.replace("C2", "V3").replace("U6,PR1,,", "U6,PR1,15/12/2023,E8")},
            {"episodes": EPISODES + IN_CARE.replace("C2", "V4"), "reviews": REVIEWS + "A1,,10/01/2024,\n"},
            {"episodes": EPISODES + IN_CARE + IN_CARE.replace("U6", "K2"), "reviews": REVIEWS + "A1,,10/01/2024,PN1\n"},
            {"episodes": EPISODES + IN_CARE + "A1,bad,S,C2,N1,U6,PR1,,,,,,\n"},  # set aside, so incomplete
            {"episodes": EPISODES + IN_CARE, "reviews": REVIEWS + 'A1,,"10/01/2024,PN1\nA1,,,PN1\n'},  # no row at all
            {"episodes": EPISODES + IN_CARE.replace(",S,", ",P,"), "reviews": REVIEWS + "A1,,10/01/2024,PN1\nA1,,10/06/2023,\n"},
            {"episodes": EPISODES + IN_CARE, "placed_for_adoption": PLACED + "A1,,10/02/2024,,\nZ9,,10/02/2024,,\n"},
        ],
    )
    def test_of_odd_cases(self, tmp_path: Path, content: dict[str, str]) -> None:
        returns = sent(tmp_path, header=HEADER + "A1,1,01/02/2012,WBRI,\n", **content)
        assert_same_timetable(returns, date(2024, 3, 31))


class TestChildren:
    def test_are_those_of_headers_episodes_and_reviews_as_last_told(self, tmp_path: Path) -> None:
        records = taken(
            tmp_path,
            y2023_24__header=HEADER + "A1,1,01/02/2012,WBRI,U1\n",
            y2023_24__reviews=REVIEWS + "B2,01/02/2012,10/01/2024,PN1\n",
            y2024_25__header=HEADER + "A1,F,,WIRI,\n",
            y2024_25__episodes=EPISODES + IN_CARE,
        )
        assert values(records, "children", "child", "dob", "sex", "ethnicity", "upn", "uasc") == [
            ("A1", date(2012, 2, 1), "F", "WIRI", "U1", None),
            ("B2", None, None, None, None, None),
        ]
        assert values(records, "children", "file", "row")[0] == ("2024-25/header.csv", 2)
        assert records.period == (date(2023, 4, 1), date(2025, 3, 31))

    def test_their_sex_is_in_the_codes_of_now(self, tmp_path: Path) -> None:
        records = taken(tmp_path, header=HEADER + "A1,1,,,\nA2,2,,,\nA3,M,,,\nA4,U,,,\nA5,,,,\n")
        assert records.tables["children"]["sex"].to_list() == ["M", "F", "M", "U", None]

    def test_who_came_alone_are_in_the_uasc_table(self, tmp_path: Path) -> None:
        content = HEADER + "A1,1,01/02/2012,WBRI,\nB2,1,01/02/2012,WBRI,\n"
        records = taken(tmp_path, header=content, uasc="CHILD,SEX,DOB,DUC\nB2,1,01/02/2012,01/02/2030\n")
        assert values(records, "children", "child", "uasc") == [("A1", None), ("B2", True)]
        assert records.columns["children"] == {"child", "dob", "sex", "ethnicity", "upn", "uasc"}

    def test_a_column_that_no_return_has_is_not_there(self, tmp_path: Path) -> None:
        records = taken(tmp_path, header="CHILD,DOB\nA1,01/02/2012\n")
        assert records.columns == {"children": {"child", "dob"}}


class TestEpisodes:
    def test_open_last_year_and_closed_in_this_are_one(self, tmp_path: Path) -> None:
        records = taken(
            tmp_path,
            y2023_24__episodes=EPISODES + IN_CARE,
            y2024_25__episodes=EPISODES + "A1,08/12/2023,S,C2,N1,U6,PR1,01/05/2024,E8,OTHER,AB1 1,CD2 2,URN1\n",
        )
        (row,) = records.tables["episodes"].rows(named=True)
        assert (row["dec"], row["rec"], row["urn"], row["pl_post"]) == (date(2024, 5, 1), "E8", "URN1", "CD2 2")
        assert (row["file"], row["row"], row["accepted"]) == ("2024-25/episodes.csv", 2, True)
        assert list(records.tables["episodes"].columns) == [*files()["episodes"].columns, "row", "file", "accepted"]

    def test_twice_the_same_is_one_and_two_on_a_day_are_two(self, tmp_path: Path) -> None:
        records = taken(tmp_path, episodes=EPISODES + IN_CARE + IN_CARE + IN_CARE.replace("U6", "K2"))
        assert values(records, "episodes", "place") == [("U6",), ("K2",)]

    def test_set_aside_stay_so(self, tmp_path: Path) -> None:
        records = taken(tmp_path, episodes=EPISODES + IN_CARE + "A1,bad,S,C2,N1,U6,PR1,,,,,,\n")
        assert records.tables["episodes"]["accepted"].to_list() == [True, False]


class TestReviews:
    CONTENT = REVIEWS + "A1,,10/01/2024,\nA1,,10/01/2024,PN3\nA1,,01/04/2024,PN1\n"

    def test_are_held_once_a_day_with_a_number_of_their_own(self, tmp_path: Path) -> None:
        records = taken(tmp_path, reviews=self.CONTENT)
        assert values(records, "reviews", "review", "started", "status", "participation", "completed") == [
            ("903-A1-2024-01-10", date(2024, 1, 10), "held", "PN3", None),
            ("903-A1-2024-04-01", date(2024, 4, 1), "held", "PN1", None),
        ]

    def test_take_the_number_of_the_held_one(self, tmp_path: Path) -> None:
        day = date(2024, 1, 10)
        held = held_reviews(("R0", "A1", day, "cancelled"), ("R1", "A1", day, "planned"), ("R2", "A1", day, "adjourned"))
        records = taken(tmp_path, held, reviews=self.CONTENT)
        assert values(records, "reviews", "review", "status")[0] == ("R2", "adjourned")

    def test_a_planned_one_becomes_held_and_nothing_else_of_it_changes(self, tmp_path: Path) -> None:
        held = held_reviews(("R1", "A1", date(2024, 1, 10), "planned"))
        held["reviews"] = held["reviews"].with_columns(venue=pl.lit("school"), completed=pl.lit(date(2024, 2, 1)))
        records = taken(tmp_path, held, reviews=self.CONTENT)
        changes = reconcile(records.tables, held, records.columns)["reviews"]
        assert changes.changed.select("review", "column", "before", "after").rows() == [
            ("R1", "status", "planned", "held"),
            ("R1", "participation", None, "PN3"),
        ]
        assert changes.updated.select("venue", "completed").rows() == [("school", date(2024, 2, 1))]
        assert changes.kept.is_empty()


class TestTheOtherTables:
    def test_the_decision_for_adoption_is_a_milestone(self, tmp_path: Path) -> None:
        records = taken(
            tmp_path, episodes=EPISODES + IN_CARE, placed_for_adoption=PLACED + "A1,,10/02/2024,,\nA1,,10/02/2024,,\n"
        )
        assert values(records, "milestones", "child", "kind", "on") == [("A1", "adoption_decided", date(2024, 2, 10))]

    def test_social_workers_are_staff_and_involvements(self, tmp_path: Path) -> None:
        rows = "A1,,W1,08/12/2023,,\nA1,,W2,09/12/2023,10/12/2023,MANAGE\nA1,,,11/12/2023,,\nZ9,,W1,08/12/2023,,\n"
        rows += "A1,,W3,12/12/2023,11/12/2023,\n"
        held = {"staff": pl.DataFrame({"staff": ["W2"], "role": ["Senior Social Worker"]})}
        records = taken(tmp_path, held, episodes=EPISODES + IN_CARE, sw_episodes=WORKERS + rows)
        assert values(records, "involvements", "child", "staff", "role", "started", "ended", "reason") == [
            ("A1", "W1", "social worker", date(2023, 12, 8), None, None),
            ("A1", "W2", "social worker", date(2023, 12, 9), date(2023, 12, 10), "MANAGE"),
        ]
        assert values(records, "staff", "staff", "role") == [("W1", "social worker"), ("W2", "Senior Social Worker")]
        assert said(records) == [
            ("records.link", "sw_episodes.csv", 5),
            ("records.blank", "sw_episodes.csv", 4),
            ("records.order", "sw_episodes.csv", 6),
        ]

    def test_a_table_without_a_place_is_said_to_be_left_out(self, tmp_path: Path) -> None:
        records = taken(tmp_path, header=HEADER, missing="CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,,M,01/02/2024,\n")
        assert said(records) == [("records.table", "missing.csv", None)]


def test_this_years_return_after_last_years_is_brought_in_once(tmp_path: Path) -> None:
    make_returns(tmp_path, children=60, seed=7, end=END, years=2)
    last, this = read_returns(tmp_path)
    first = records_of([last])
    held = {name: change.applied for name, change in reconcile(first.tables, {}, first.columns).items()}
    second = records_of([this], held)
    held = {name: change.applied for name, change in reconcile(second.tables, held, second.columns).items()}
    again = records_of([last, this], held)
    for name, change in reconcile(again.tables, held, again.columns).items():
        assert (name, len(change.added), len(change.changed), len(change.lacking)) == (name, 0, 0, 0)
