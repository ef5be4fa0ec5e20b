"""Each check of our own: what it finds, word for word, and what it lets be. All children live in tiny folders of CSV files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

import footprint.demo.reviews
from footprint.demo.returns import make_history, make_returns
from footprint.exchange.problems import PROBLEM_SCHEMA
from footprint.exchange.ssda903.checks.ours import CHECKS, our_checks
from footprint.exchange.ssda903.checks.ours.check import found as findings_on
from footprint.exchange.ssda903.read import read_returns

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "check-data.md"
HEADS = {
    "header": "CHILD,SEX,DOB",
    "episodes": "CHILD,DECOM,RNE,LS,PLACE,DEC,REC",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
}
BORN = ["A,,01/06/2012", "B,,01/06/2012"]
CARE = "A,06/05/2024,S,C2,U4,,"
"""Child A is in care from 6 May 2024; the first review is due by 4 June, 27 May being a bank holiday."""
IN_TIME = ["A,,30/05/2024,PN1", "A,,29/08/2024,PN1", "A,,20/02/2025,PN1"]


class Told(NamedTuple):
    """What is said of a row."""

    row: int
    column: str
    sentence: str


def write(folder: Path, **files: list[str]) -> Path:
    """A folder of the files of one return; two children born in June 2012 unless it says otherwise."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, rows in {"header": BORN, **files}.items():
        (folder / f"{name}.csv").write_text("\n".join([HEADS[name], *rows, ""]))
    return folder


def findings(path: Path, years: list[int], as_at: date | None = None) -> pl.DataFrame:
    problems = our_checks(read_returns(path), years, as_at)
    assert problems.schema == PROBLEM_SCHEMA
    return problems


def told(path: Path, check: str, *years: int) -> list[Told]:
    """What a check says of each row it finds."""
    rows = findings(path, list(years or (2025,))).filter(pl.col("rule") == check)
    return [Told(*row) for row in rows.sort("file", "row").select("row", "column", "sentence").rows()]


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert findings(write(tmp_path, episodes=[CARE], reviews=IN_TIME), [2025]).is_empty()


# Reviews that cannot be where they are


def test_a_review_outside_care(tmp_path: Path) -> None:
    care = "A,06/05/2024,S,C2,U4,01/02/2025,E4A"
    days = ["05/05/2024", "06/05/2024", "01/02/2025", "02/02/2025"]
    found = told(write(tmp_path, episodes=[care], reviews=[f"A,,{day},PN1" for day in days]), "FP01")
    assert [each.row for each in found] == [2, 5]
    assert found[0] == (2, "REVIEW", "The review on 5 May 2024 lies outside every period of care of this child.")


def test_a_review_of_a_child_without_episodes(tmp_path: Path) -> None:
    found = told(write(tmp_path, episodes=[CARE], reviews=[*IN_TIME, "B,,30/05/2024,PN1"]), "FP01")
    assert found == [(5, "REVIEW", "The review on 30 May 2024 is of a child who has no episode in these files.")]


def test_no_review_lies_outside_care_where_care_is_not_told_of_or_not_for_sure(tmp_path: Path) -> None:
    assert not told(write(tmp_path / "none", reviews=IN_TIME), "FP01")
    set_aside = ["A,,S,C2,U4,,", "A,06/01/2025,P,C2,U4,,"]
    assert not told(write(tmp_path / "aside", episodes=set_aside, reviews=IN_TIME), "FP01")


def test_care_that_began_before_the_files_covers_every_review(tmp_path: Path) -> None:
    assert not told(write(tmp_path, episodes=["A,06/01/2025,P,C2,U4,,"], reviews=IN_TIME), "FP01")


def test_a_review_after_the_year(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=[*IN_TIME, "A,,31/03/2025,PN1", "A,,01/04/2025,PN1"])
    sentence = "The review on 1 April 2025 lies after 31 March 2025, the end of the collection year 2024/25."
    assert told(folder, "FP02") == [(6, "REVIEW", sentence)]


def test_a_review_that_is_there_twice(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=[*IN_TIME, "B,,30/05/2024,PN1", "A,,30/05/2024,PN6"])
    assert told(folder, "FP03") == [(6, "REVIEW", "This child's review on 30 May 2024 is already on line 2.")]


def test_a_review_that_is_there_twice_in_two_files_of_one_return(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=IN_TIME)
    (folder / "reviews more.csv").write_text(f"{HEADS['reviews']}\nA,,30/05/2024,PN1\n")
    sentence = "This child's review on 30 May 2024 is already on line 2 of reviews more.csv."
    assert told(folder, "FP03") == [(2, "REVIEW", sentence)]


def test_a_review_that_two_years_returns_hold_is_not_there_twice(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", episodes=[CARE], reviews=IN_TIME)
    write(tmp_path / "2024-25", episodes=[CARE], reviews=IN_TIME)
    assert not told(tmp_path, "FP03", 2024, 2025)


UNDER = "PN0 says that the child was under 4 at the review on {} June 2024, but the fourth birthday was 1 June 2024"


@pytest.mark.parametrize(
    ("code", "day", "sentence"),
    [
        ("PN0", "31/05/2024", None),
        ("PN0", "01/06/2024", f"{UNDER.format(1)}, and on that day a child is 4."),
        ("PN0", "02/06/2024", f"{UNDER.format(2)}."),
        (
            "PN1",
            "31/05/2024",
            "PN1 says that the child was 4 or over at the review on 31 May 2024, but the fourth birthday was only 1 June 2024.",
        ),
        ("PN7", "01/06/2024", None),
    ],
)
def test_a_code_on_the_wrong_side_of_the_fourth_birthday(tmp_path: Path, code: str, day: str, sentence: str | None) -> None:
    by_header = write(tmp_path / "a", header=["A,F,01/06/2020"], episodes=[CARE], reviews=[f"A,,{day},{code}"])
    by_row = write(tmp_path / "b", header=["A,F,"], episodes=[CARE], reviews=[f"A,01/06/2020,{day},{code}"])
    for folder in (by_header, by_row):
        assert [each.sentence for each in told(folder, "FP04")] == [sentence] * (sentence is not None)


def test_without_a_birth_no_code_is_wrong(tmp_path: Path) -> None:
    assert not told(write(tmp_path, header=["A,F,"], episodes=[CARE], reviews=["A,,30/05/2024,PN0"]), "FP04")


def test_a_review_of_a_child_in_short_breaks_only(tmp_path: Path) -> None:
    breaks = ["A,06/05/2024,S,V3,U6,10/05/2024,E8", "B,06/05/2024,S,V3,U6,10/05/2024,E8", "B,01/06/2024,S,V2,U6,,"]
    folder = write(tmp_path, episodes=breaks, reviews=["A,,08/05/2024,PN1", "B,,08/05/2024,PN1"])
    sentence = (
        "The review on 8 May 2024 is of a child whose every episode is a short break (V3 or V4); such reviews are not returned."
    )
    assert told(folder, "FP08") == [(2, "REVIEW", sentence)]
    assert not told(folder, "FP01")


# Reviews that were late or never came


def test_a_late_first_review(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=["A,,05/06/2024,PN1"])
    ((row, column, sentence),) = told(folder, "FP05")
    assert (row, column) == (2, "REVIEW")
    assert sentence.startswith(
        "First review of the child's case: due by 4 June 2024, held on 5 June 2024, 1 day late. 20 working days"
    )


def test_a_first_review_that_never_came_before_care_ended(tmp_path: Path) -> None:
    long, short = "A,06/05/2024,S,C2,U4,01/07/2024,E4A", "B,06/05/2024,S,C2,U4,04/06/2024,E4A"
    ((row, column, sentence),) = told(write(tmp_path, episodes=[long, short], reviews=[]), "FP05")
    assert (row, column) == (2, "DECOM")
    assert (
        "due by 4 June 2024, none held before it ceased to be owed on 1 July 2024, 27 days late. 20 working days after"
        in sentence
    )


def test_a_child_back_in_care_has_a_first_review_again(tmp_path: Path) -> None:
    care = ["A,06/05/2024,S,C2,U4,01/07/2024,E4A", "A,02/09/2024,S,C2,U4,,"]
    ((row, column, sentence),) = told(write(tmp_path, episodes=care, reviews=["A,,30/05/2024,PN1"]), "FP05")
    assert (row, column) == (3, "DECOM")
    assert "due by 30 September 2024, none held by 31 March 2025, 182 days late." in sentence


def test_a_late_second_review_and_a_gap_that_lasts(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=["A,,30/05/2024,PN1", "A,,09/09/2024,PN1"])
    late, missing = told(folder, "FP06")
    words = (
        "Second review: due by 30 August 2024, held on 9 September 2024, 10 days late. 3 months after the review on 30 May 2024."
    )
    assert late == (3, "REVIEW", words)
    words = "Third and later reviews: due by 9 March 2025, none held by 31 March 2025, 22 days late. "
    assert missing == (3, "REVIEW", f"{words}6 months after the review on 9 September 2024.")


def test_another_day_of_judgement(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=[CARE], reviews=["A,,30/05/2024,PN1"])
    assert findings(folder, [2025], as_at=date(2024, 8, 30)).is_empty()
    assert not findings(folder, [2025], as_at=date(2024, 8, 31)).is_empty()


def test_a_review_late_by_two_rules_is_told_of_once_by_the_earlier_date(tmp_path: Path) -> None:
    order = "A,01/10/2024,L,E1,U4,,"
    care = ["A,06/05/2024,S,C2,U4,01/10/2024,X1", order]
    (found,) = told(write(tmp_path, episodes=care, reviews=[*IN_TIME[:2], "A,,10/03/2025,PN1"]), "FP06")
    assert found.sentence.startswith(
        "First review after authority to place for adoption: due by 1 January 2025, held on 10 March 2025"
    )


def test_a_child_placed_for_adoption_without_review(tmp_path: Path) -> None:
    care = ["A,06/05/2024,S,E1,U4,01/10/2024,X1", "A,01/10/2024,P,E1,A5,,"]
    (found,) = told(write(tmp_path, episodes=care, reviews=IN_TIME[:2]), "FP06")
    assert found[:2] == (3, "DECOM")
    assert found.sentence.startswith(
        "First review after placing for adoption: due by 29 October 2024, none held by 31 March 2025"
    )


def test_what_was_owed_before_the_files_begin_is_not_judged(tmp_path: Path) -> None:
    care = "A,03/04/2019,S,C2,U4,,"
    assert findings(
        write(tmp_path / "then", episodes=[care], reviews=["A,,01/08/2024,PN1", "A,,31/01/2025,PN1"]), [2025]
    ).is_empty()
    unknown = "A,01/05/2024,P,C2,U4,,"
    assert findings(
        write(tmp_path / "ever", episodes=[unknown], reviews=["A,,01/08/2024,PN1", "A,,31/01/2025,PN1"]), [2025]
    ).is_empty()


def test_files_of_many_years_are_judged_from_their_first_full_year(tmp_path: Path) -> None:
    folder = write(
        tmp_path, episodes=["A,06/05/2022,S,C2,U4,,"], reviews=["A,,30/05/2022,PN1", "A,,29/08/2022,PN1", "A,,20/02/2025,PN1"]
    )
    (found,) = told(folder, "FP06")
    assert found.sentence.startswith("Third and later reviews: due by 28 February 2023, held on 20 February 2025, 723 days late.")


def test_the_year_of_a_return_that_is_not_there_is_not_judged(tmp_path: Path) -> None:
    write(tmp_path / "2021-22", episodes=["A,04/10/2021,S,C2,U4,,"], reviews=["A,,27/10/2021,PN1"])
    write(tmp_path / "2024-25", episodes=["A,04/10/2021,S,C2,U4,,"], reviews=["A,,01/06/2024,PN1", "A,,30/11/2024,PN1"])
    assert findings(tmp_path, [2022, 2025]).is_empty()


def test_without_any_reviews_in_the_last_return_none_is_missed(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", episodes=["A,06/06/2023,S,C2,U4,,"], reviews=["A,,20/06/2023,PN1"])
    write(tmp_path / "2024-25", episodes=["A,06/06/2023,S,C2,U4,,"])
    assert findings(tmp_path, [2024, 2025]).is_empty()


def test_an_earlier_return_without_episodes_still_tells_of_reviews(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", reviews=["A,,20/06/2023,PN1", "A,,19/09/2023,PN1"])
    write(tmp_path / "2024-25", episodes=["A,06/06/2023,S,C2,U4,,"], reviews=["A,,19/03/2025,PN1"])
    (found,) = told(tmp_path, "FP06", 2024, 2025)
    assert found.sentence.startswith("Third and later reviews: due by 19 March 2024, held on 19 March 2025")


def test_a_child_gone_from_the_last_return_is_owed_nothing_more(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", episodes=["A,06/06/2023,S,C2,U4,,"], reviews=["A,,20/06/2023,PN1", "A,,19/09/2023,PN1"])
    write(tmp_path / "2024-25", episodes=["B,06/05/2024,S,C2,U4,20/05/2024,E4A"], reviews=[])
    assert findings(tmp_path, [2024, 2025])["rule"].to_list() == ["FP13"]


def test_reviews_of_a_child_with_a_row_set_aside_are_not_judged(tmp_path: Path) -> None:
    assert findings(write(tmp_path, episodes=[CARE], reviews=["A,,32/05/2024,PN1", "A,,09/09/2024,PN1"]), [2025]).is_empty()


def test_a_child_in_care_without_any_review(tmp_path: Path) -> None:
    found = told(write(tmp_path, episodes=[CARE, "B,10/03/2025,S,C2,U4,,"], reviews=[]), "FP07")
    sentence = "This child has been in care since 6 May 2024 and these files hold no review; the first was due by 4 June 2024."
    assert found == [(2, "DECOM", sentence)]
    assert not told(tmp_path, "FP05")


def test_a_child_in_care_since_before_the_files_without_any_review(tmp_path: Path) -> None:
    care = ["A,03/04/2019,S,C2,U4,01/10/2024,X1", "A,01/10/2024,P,C2,U4,,", "B,06/05/2024,P,C2,U4,,"]
    found = told(write(tmp_path, episodes=care, reviews=[]), "FP07")
    assert found[0] == (3, "DECOM", "This child has been in care since 3 April 2019 and these files hold no review.")
    assert found[1] == (4, "DECOM", "This child has been in care since before 6 May 2024 and these files hold no review.")


def test_a_child_who_may_have_had_a_review_before_the_files_is_let_be_until_the_next_is_due(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=["A,03/04/2019,S,C2,U4,,", "B,06/05/2024,S,C2,U4,,"], reviews=[])
    found = findings(folder, [2025], as_at=date(2024, 9, 30))
    assert found.select("rule", "row").rows() == [("FP07", 3)]
    assert len(findings(folder, [2025], as_at=date(2024, 10, 2))) == 2


# Episodes that do not follow on


def test_an_episode_that_overlaps_the_next(tmp_path: Path) -> None:
    care = ["A,06/05/2024,S,C2,U4,01/02/2025,X1", "A,20/01/2025,P,C2,U4,,", "B,06/05/2024,S,C2,U4,,", "B,01/02/2025,P,C2,U4,,"]
    closed, unended = told(write(tmp_path, episodes=care), "FP09")
    assert closed == (
        2,
        "DEC",
        "The episode from 6 May 2024 to 1 February 2025 overlaps the next, which began on 20 January 2025 (line 3).",
    )
    assert unended == (
        4,
        "DEC",
        "The episode that began on 6 May 2024 has no end, but the next began on 1 February 2025 (line 5).",
    )


def test_episodes_that_meet_do_not_overlap(tmp_path: Path) -> None:
    folder = write(tmp_path, episodes=["A,06/05/2024,S,C2,U4,01/02/2025,X1", "A,01/02/2025,P,C2,U4,,", "B,01/02/2025,S,C2,U4,,"])
    assert not told(folder, "FP09")
    assert not told(folder, "FP10")


def test_an_episode_that_leaves_a_hole(tmp_path: Path) -> None:
    care = ["A,06/05/2024,S,C2,U4,01/02/2025,X1", "A,03/02/2025,P,C2,U4,,", "B,06/05/2024,S,C2,U4,01/02/2025,X1"]
    late, never = told(write(tmp_path, episodes=care), "FP10")
    words = "The episode from 6 May 2024 to 1 February 2025 ended because a next one began (X1), but "
    assert late == (2, "REC", f"{words}the next began only on 3 February 2025 (line 3).")
    assert never == (4, "REC", f"{words}none follows.")


def test_no_hole_after_an_episode_inside_another_or_where_a_row_was_set_aside(tmp_path: Path) -> None:
    inside = ["A,06/05/2024,S,C2,U4,01/02/2025,X1", "A,06/06/2024,P,C2,U4,06/07/2024,X1", "A,01/02/2025,P,C2,U4,,"]
    assert not told(write(tmp_path / "in", episodes=inside), "FP10")
    aside = ["A,06/05/2024,S,C2,U4,01/02/2025,X1", "A,1st of February,P,C2,U4,,"]
    assert not told(write(tmp_path / "aside", episodes=aside), "FP10")


def test_an_end_without_reason_and_a_reason_without_end(tmp_path: Path) -> None:
    reasonless, endless = told(
        write(tmp_path, episodes=["A,06/05/2024,S,C2,U4,01/02/2025,", "B,06/05/2024,S,C2,U4,,E4A"]), "FP12"
    )
    assert reasonless == (2, "REC", "The episode from 6 May 2024 to 1 February 2025 has no reason for its end (REC).")
    assert endless == (3, "DEC", "The episode that began on 6 May 2024 has a reason for its end, E4A, but no date of it (DEC).")


def test_an_open_episode_that_the_next_return_does_not_have(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", episodes=["A,06/06/2023,S,C2,U4,,", "B,06/06/2023,S,C2,U4,,"])
    write(tmp_path / "2024-25", episodes=["A,06/06/2023,S,C2,U4,,", "B,08/06/2023,S,C2,U4,,"])
    sentence = (
        "The episode that began on 6 June 2023 is open in the return of 2023/24, but the return of 2024/25 does not have it."
    )
    assert told(tmp_path, "FP13", 2024, 2025) == [(3, "DECOM", sentence)]
    assert not told(tmp_path, "FP09", 2024, 2025)
    assert not told(tmp_path, "FP13", 2022, 2025)


def test_the_newest_return_is_believed(tmp_path: Path) -> None:
    write(tmp_path / "2023-24", episodes=["A,06/06/2023,S,C2,U4,01/02/2024,"], reviews=["A,,01/04/2024,PN1"])
    write(tmp_path / "2024-25", episodes=["A,06/06/2023,S,C2,U4,01/06/2024,E4A"], reviews=["A,,01/04/2024,PN1"])
    assert not told(tmp_path, "FP12", 2024, 2025)
    assert not told(tmp_path, "FP02", 2024, 2025)


# Codes of other years


def test_a_code_of_other_years(tmp_path: Path) -> None:
    folder = write(tmp_path, header=["A,1,01/06/2012"], episodes=["A,06/05/2024,S,C2,Z11,,"])
    sex, place = told(folder, "FP11")
    assert sex == (2, "PLACE", "PLACE “Z11” is a code of the return only from 2025/26, not of 2024/25.")
    assert place == (2, "SEX", "SEX “1” is a code of the return until 2023/24, not of 2024/25.")
    assert not findings(folder, [2026])["sentence"].str.contains("Z11").any()


def test_the_codes_of_an_old_episode_are_those_of_the_year_of_its_end(tmp_path: Path) -> None:
    assert not told(write(tmp_path, episodes=["A,06/05/2017,S,C2,P2,01/02/2018,E4A"]), "FP11")


def test_a_code_of_other_years_is_told_of_in_the_newest_return(tmp_path: Path) -> None:
    for year in ("2024-25", "2025-26"):
        write(tmp_path / year, header=["A,1,01/06/2012"], episodes=[CARE])
    assert findings(tmp_path, [2025, 2026])["file"].to_list() == ["2025-26/header.csv"]


# All together


def test_a_sentence_is_made_of_rows_however_a_filter_left_them() -> None:
    part = pl.DataFrame({"file": ["reviews.csv"] * 10_000}, schema={"file": pl.String}).with_row_index("row")
    parts = pl.concat([part.with_columns(told=pl.lit(told)) for told in range(4)], rechunk=False)
    rows = parts.filter(parts["told"] > 0)
    year = pl.lit(pl.Series(["2022/23", "2023/24", "2024/25", "2025/26"])).gather("told")
    assert findings_on("FP02", rows, "REVIEW", pl.format("{} of {}", "file", year))["sentence"][0] == "reviews.csv of 2023/24"


def test_invented_returns_without_errors_are_only_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No false alarm: not in a history, nor in three years' returns, nor in one year's alone."""
    monkeypatch.setattr(footprint.demo.reviews, "LATE", 0.0)
    make_history(tmp_path / "all", children=300, end=date(2026, 3, 31))
    make_returns(tmp_path / "years", children=300, end=date(2026, 3, 31))
    for path, years in (
        (tmp_path / "all", [2026]),
        (tmp_path / "years", [2024, 2025, 2026]),
        (tmp_path / "years" / "2025-26", [2026]),
    ):
        found = findings(path, years)
        assert found.filter(~pl.col("sentence").str.contains("adopti")).is_empty(), found["sentence"].to_list()


def test_the_guide_lists_every_check() -> None:
    rows = [line.split("|")[1:4] for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("| FP")]
    listed = [tuple(cell.strip() for cell in row) for row in rows]
    assert listed == [(check.id, check.severity, check.finds) for check in CHECKS.values()]
