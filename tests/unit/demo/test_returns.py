"""Invented returns: the same every time, obeying the episode rules, and of a believable shape."""

import csv
from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from footprint.demo.columns import COLUMNS
from footprint.demo.days import working_days_after
from footprint.demo.returns import make_history, make_returns

END = date(2026, 3, 31)
Row = dict[str, str]
Tables = dict[str, list[Row]]
GIVEN_TWICE = ("DEC", "REC", "REASON_PLACE_CHANGE")  # may be blank one year and filled in the next
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
ADOPTION = {"A3", "A4", "A5", "A6"}


def read(folder: Path) -> Tables:
    tables: Tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def chains(tables: Tables) -> dict[str, list[Row]]:
    """Each child's episodes in order of start."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tables["episodes"]:
        found[row["CHILD"]].append(row)
    return {child: sorted(rows, key=lambda row: day(row["DECOM"])) for child, rows in found.items()}


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("history")
    make_history(folder, children=1500, end=END)
    return read(folder)


@pytest.fixture(scope="module")
def by_year(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tables]:
    folder = tmp_path_factory.mktemp("returns")
    make_returns(folder, children=400, end=END, years=4)
    return {path.name: read(path) for path in sorted(folder.iterdir())}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_returns(tmp_path / name, children=60, end=END, errors=0.05)
    assert folder_bytes(tmp_path / "one") == folder_bytes(tmp_path / "two")


def test_another_seed_gives_other_children(tmp_path: Path) -> None:
    make_history(tmp_path / "one", children=20, end=END, seed=1)
    make_history(tmp_path / "two", children=20, end=END, seed=2)
    assert folder_bytes(tmp_path / "one") != folder_bytes(tmp_path / "two")


def test_more_children_leave_the_earlier_ones_as_they_were(tmp_path: Path) -> None:
    make_history(tmp_path / "few", children=30, end=END)
    make_history(tmp_path / "many", children=60, end=END)
    few, many = read(tmp_path / "few"), read(tmp_path / "many")
    assert all(rows == many[name][: len(rows)] for name, rows in few.items())


def test_the_end_must_be_a_31_march(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="31 March"):
        make_history(tmp_path, children=1, end=date(2026, 3, 30))


def test_every_file_has_the_columns_in_order(tmp_path: Path) -> None:
    make_history(tmp_path, children=5, end=END)
    heads = {p.stem: tuple(p.read_text(encoding="utf-8").splitlines()[0].split(",")) for p in tmp_path.iterdir()}
    assert heads == COLUMNS


def test_every_episode_lasts_at_least_a_day(history: Tables) -> None:
    ended = [row for row in history["episodes"] if row["DEC"]]
    assert all(day(row["DECOM"]) < day(row["DEC"]) <= END for row in ended)


def test_an_end_has_a_reason_and_an_open_episode_has_neither(history: Tables) -> None:
    assert all(bool(row["DEC"]) == bool(row["REC"]) for row in history["episodes"])


def test_x1_joins_episodes_and_any_other_end_is_followed_by_a_start(history: Tables) -> None:
    for rows in chains(history).values():
        assert rows[0]["RNE"] == "S"
        assert rows[-1]["REC"] != "X1"
        for before, after in pairwise(rows):
            joined = before["REC"] == "X1"
            assert (after["RNE"] != "S") == joined == (before["DEC"] == after["DECOM"])
            assert joined or day(before["DEC"]) < day(after["DECOM"])


def test_the_reason_for_a_new_episode_says_what_changed(history: Tables) -> None:
    where = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")
    changed = {
        "L": (True, False),
        "P": (False, True),
        "T": (False, True),
        "B": (True, True),
        "U": (True, True),
    }
    for rows in chains(history).values():
        for before, after in pairwise(rows):
            if after["RNE"] == "S":
                continue
            moved = [before[column] for column in where] != [after[column] for column in where]
            assert (before["LS"] != after["LS"], moved) == changed[after["RNE"]]
            assert before["CIN"] == after["CIN"]
            if after["RNE"] in "TU":
                assert before["PL_POST"] == after["PL_POST"]


def test_a_reason_for_a_move_is_on_the_episode_that_ends_and_not_for_temporary_ones(history: Tables) -> None:
    for rows in chains(history).values():
        for before, after in pairwise(rows):
            temporary = bool(TEMPORARY & {before["PLACE"], after["PLACE"]})
            expected = after["RNE"] in "PTBU" and not temporary
            assert bool(before["REASON_PLACE_CHANGE"]) == expected
        assert not rows[-1]["REASON_PLACE_CHANGE"]


def test_temporary_placements_start_and_end_no_care_and_return_to_the_usual_one(history: Tables) -> None:
    for rows in chains(history).values():
        usual, away = "", False
        for row in rows:
            if row["PLACE"] in TEMPORARY:
                assert row["RNE"] != "S"
                assert row["REC"] in {"X1", ""}
                away = True
            else:
                assert not away or row["PL_POST"] == usual
                usual, away = row["PL_POST"], False


def test_legal_limits(history: Tables) -> None:
    most = {"L1": 3, "L2": 21, "J2": 4}
    for row in history["episodes"]:
        if row["LS"] in most and row["DEC"]:
            assert (day(row["DEC"]) - day(row["DECOM"])).days <= most[row["LS"]]
        assert row["PLACE"] != "P1" or row["LS"] != "V2"
        assert row["PLACE"] not in {"A5", "A6"} or row["LS"] == "E1"


def test_codes_of_the_year_and_of_the_age(history: Tables) -> None:
    dob = {row["CHILD"]: day(row["DOB"]) for row in history["header"]}
    for row in history["episodes"]:
        start, end = day(row["DECOM"]), day(row["DEC"]) if row["DEC"] else END
        years = (start - dob[row["CHILD"]]).days / 365.25
        assert row["PLACE"] != "K3" or (start >= date(2024, 4, 1) and years >= 15.99)
        assert row["PLACE"] != "H5" or (end <= date(2025, 3, 31) and years >= 15.99)
        assert row["LS"][0] != "J" or years >= 9.99
        assert row["REC"] not in {"E45", "E46", "E47", "E48"} or end >= date(2018, 4, 1)
        assert row["REC"] not in {"E43", "E44"} or end < date(2018, 4, 1)


def test_nobody_is_in_care_after_their_eighteenth_birthday_or_before_birth(history: Tables) -> None:
    dob = {row["CHILD"]: day(row["DOB"]) for row in history["header"]}
    for row in history["episodes"]:
        born, last = dob[row["CHILD"]], day(row["DEC"]) if row["DEC"] else END
        assert born <= day(row["DECOM"])
        assert (last.year - born.year, last.month, last.day) <= (18, born.month, born.day) or born.day == 29


def test_adopted_children_were_placed_for_adoption_and_have_the_details(history: Tables) -> None:
    adopted = {row["CHILD"] for row in history["episodes"] if row["REC"] in {"E11", "E12"}}
    placed = {row["CHILD"] for row in history["episodes"] if row["PLACE"] in ADOPTION}
    assert adopted == {row["CHILD"] for row in history["ad1"]}
    assert adopted < placed <= {row["CHILD"] for row in history["placed_for_adoption"]}
    for row in history["ad1"]:
        assert day(row["DATE_INT"]) <= day(row["DATE_MATCH"])


def test_reviews_are_on_working_days_inside_care_with_the_right_participation(history: Tables) -> None:
    cared = chains(history)
    for row in history["reviews"]:
        on, born = day(row["REVIEW"]), day(row["DOB"])
        four = (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= 4
        assert on.weekday() < 5
        assert (row["REVIEW_CODE"] != "PN0") == four
        inside = [e for e in cared[row["CHILD"]] if day(e["DECOM"]) <= on < (day(e["DEC"]) if e["DEC"] else date.max)]
        assert inside
        assert inside[0]["LS"] not in {"V3", "V4"}


def test_most_first_reviews_are_within_twenty_working_days_and_some_are_not(history: Tables) -> None:
    held: dict[str, list[int]] = defaultdict(list)
    for row in history["reviews"]:
        held[row["CHILD"]].append(day(row["REVIEW"]).toordinal())
    late: list[bool] = []
    for child, rows in chains(history).items():
        start = day(rows[0]["DECOM"]).toordinal()
        if child in held and rows[0]["LS"] not in {"V3", "V4"}:
            late.append(min(held[child]) > working_days_after(start, 20))
    assert 0.02 < sum(late) / len(late) < 0.12


def test_reviews_while_placed_for_adoption_follow_their_own_timetable(history: Tables) -> None:
    held: dict[str, list[date]] = defaultdict(list)
    for row in history["reviews"]:
        held[row["CHILD"]].append(day(row["REVIEW"]))
    gaps = [
        (min((on for on in held[row["CHILD"]] if on > day(row["DECOM"])), default=END) - day(row["DECOM"])).days
        for row in history["episodes"]
        if row["PLACE"] in ADOPTION and row["RNE"] != "L" and (END - day(row["DECOM"])).days > 60
    ]
    assert sum(gap <= 28 for gap in gaps) / len(gaps) > 0.85


def test_short_breaks_are_separate_and_some_are_too_long_or_too_many(history: Tables) -> None:
    breaks = {c: rows for c, rows in chains(history).items() if {r["LS"] for r in rows} == {"V3"}}
    nights = {c: [(day(r["DEC"]) - day(r["DECOM"])).days for r in rows if r["DEC"]] for c, rows in breaks.items()}
    assert all(row["RNE"] == "S" for rows in breaks.values() for row in rows)
    assert any(night > 17 for each in nights.values() for night in each)
    assert any(sum(each[:20]) > 75 for each in nights.values())
    assert any(row["LS"] == "V4" for row in history["episodes"])


def test_the_shape_is_believable(history: Tables) -> None:
    children = len(history["header"])
    assert children == len({row["CHILD"] for row in history["header"]}) == 1500
    assert 3.4 < len(history["episodes"]) / children < 4.4
    assert 7.2 < len(history["reviews"]) / children < 9.0
    wanted = {"S", "L", "P", "T", "B", "U"}
    assert wanted <= {row["RNE"] for row in history["episodes"]}
    statuses = {"V2", "C1", "C2", "E1", "J1", "L1", "L2", "V3", "V4"}
    assert statuses <= {row["LS"] for row in history["episodes"]}
    assert 0.03 < len(history["uasc"]) / children < 0.12


def test_participation_is_spread_as_published(history: Tables) -> None:
    codes = Counter(row["REVIEW_CODE"] for row in history["reviews"])
    older = sum(codes.values()) - codes["PN0"]
    assert codes["PN1"] / older == pytest.approx(846 / 1426, abs=0.03)
    assert codes["PN6"] / older == pytest.approx(378 / 1426, abs=0.03)


def test_some_children_come_into_care_together_and_some_come_back(history: Tables) -> None:
    starts = Counter((row["DECOM"], row["HOME_POST"]) for row in history["episodes"] if row["RNE"] == "S")
    again = Counter(r["CHILD"] for r in history["episodes"] if r["RNE"] == "S" and r["LS"] != "V3")
    assert any(number > 1 for (_, home), number in starts.items() if home)
    assert sum(number > 1 for number in again.values()) > 50


def test_year_folders_hold_the_facts_of_the_history(by_year: dict[str, Tables], tmp_path: Path) -> None:
    make_history(tmp_path, children=400, end=END, years=4)
    whole, first = read(tmp_path), date(2022, 4, 1)
    assert list(by_year) == ["2022-23", "2023-24", "2024-25", "2025-26"]
    reviews = [row for tables in by_year.values() for row in tables["reviews"]]
    assert same(reviews, [row for row in whole["reviews"] if day(row["REVIEW"]) >= first])
    known = {(r["CHILD"], r["DECOM"]): r for tables in by_year.values() for r in tables["episodes"]}
    recent = [r for r in whole["episodes"] if not r["DEC"] or day(r["DEC"]) >= first]
    assert same(list(known.values()), recent)
    for name in ("ad1", "missing", "placed_for_adoption"):
        assert {tuple(r.items())[:3] for t in by_year.values() for r in t[name]} <= {tuple(r.items())[:3] for r in whole[name]}


def same(some: list[Row], others: list[Row]) -> bool:
    return sorted(tuple(row.values()) for row in some) == sorted(tuple(row.values()) for row in others)


def test_an_episode_open_on_31_march_comes_again_unchanged(by_year: dict[str, Tables]) -> None:
    for (before, earlier), (_, later) in pairwise(by_year.items()):
        again = {(row["CHILD"], row["DECOM"]): row for row in later["episodes"]}
        still = [row for row in earlier["episodes"] if not row["DEC"]]
        assert still, before
        for row in still:
            after = again[row["CHILD"], row["DECOM"]]
            assert {c: v for c, v in row.items() if c not in GIVEN_TWICE} == {
                c: v for c, v in after.items() if c not in GIVEN_TWICE
            }


def test_each_year_uses_its_own_codes_and_files(by_year: dict[str, Tables]) -> None:
    sexes = {name: {row["SEX"] for row in tables["header"]} for name, tables in by_year.items()}
    assert sexes == {
        "2022-23": {"1", "2"},
        "2023-24": {"1", "2"},
        "2024-25": {"M", "F"},
        "2025-26": {"M", "F"},
    }
    assert ["sw_episodes" in tables for tables in by_year.values()] == [False, True, True, True]
    for tables in by_year.values():
        in_care = {row["CHILD"] for row in tables["episodes"]}
        leavers = {row["CHILD"] for row in tables["oc3"]}
        assert {row["CHILD"] for row in tables["header"]} == in_care | leavers
        assert all({r["CHILD"] for r in rows} <= in_care for name, rows in tables.items() if name not in ("oc3", "header"))


def test_errors_change_about_that_share_of_rows_and_not_the_histories(tmp_path: Path) -> None:
    make_history(tmp_path / "right", children=300, end=END)
    make_history(tmp_path / "wrong", children=300, end=END, errors=0.02)
    right, wrong = read(tmp_path / "right"), read(tmp_path / "wrong")
    rows = sum(map(len, right.values()))
    kept = sum((Counter(map(row_key, right[n])) & Counter(map(row_key, wrong[n]))).total() for n in right)
    assert 0.01 < (rows - kept) / rows < 0.03


def row_key(row: Row) -> tuple[str, ...]:
    return tuple(row.values())
