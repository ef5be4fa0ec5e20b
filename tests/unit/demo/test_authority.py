"""An invented authority: accepted by the reader, in the shape of its report, the same every time, and alive on its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from footprint.demo.authority import make_authority
from footprint.demo.authority.margins import known, load_margins
from footprint.domain.duties import duties
from footprint.domain.profile import load_profile, shipped
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import OpenRecords, read_open_format
from footprint.exchange.open_format.spec import files
from footprint.exchange.open_format.write import write_open_format

ON = date(2026, 3, 31)
REVIEWS = ["review.first", "review.second", "review.later"]
Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Made:
    """An authority, and what the reader and the rulebook make of it."""

    profile: str
    tables: Tables
    records: OpenRecords
    duties: pl.DataFrame


def made(profile: str, folder: Path, children: int | None) -> Made:
    tables = make_authority(profile, children=children, on=ON)
    write_open_format(tables, folder)
    records = read_open_format(folder)
    return Made(profile, tables, records, duties(open_chronology(records), load_profile(profile).rulebook, ON))


@pytest.fixture(scope="module", params=known())
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(request.param, tmp_path_factory.mktemp(request.param), 120)


@pytest.fixture(scope="module")
def bromley(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made("bromley", tmp_path_factory.mktemp("whole"), None)


def in_care(tables: Tables) -> pl.DataFrame:
    """The open episode of each child in care, short breaks left out, with the child."""
    open_ = tables["episodes"].filter(pl.col("dec").is_null(), ~pl.col("ls").is_in(["V3", "V4"]))
    return open_.join(tables["children"], on="child")


def share(column: pl.Series) -> float:
    return int(column.sum()) / len(column)


def with_days(tables: Tables) -> Iterator[tuple[str, str, pl.Series]]:
    for name, table in tables.items():
        for column, sort in table.schema.items():
            if sort == pl.Date():
                yield name, column, table[column]


def test_there_are_figures_for_every_profile_that_ships() -> None:
    assert known() == shipped()


def test_the_reader_accepts_every_row(small: Made) -> None:
    assert small.records.problems.is_empty()
    assert {file.kind: file.accepted for file in small.records.files} == {name: len(t) for name, t in small.tables.items()}


def test_every_table_of_the_format_has_rows_and_its_types(small: Made) -> None:
    for name, spec in files().items():
        assert dict(small.tables[name].schema) == spec.schema
        assert len(small.tables[name]) > 0, name


def test_so_many_children_are_in_care_as_were_asked_for(small: Made, bromley: Made) -> None:
    assert in_care(small.tables)["child"].n_unique() == len(in_care(small.tables)) == 120
    assert len(in_care(bromley.tables)) == 288


def test_episodes_of_a_child_follow_one_another_without_overlap(small: Made) -> None:
    rows = small.tables["episodes"].sort("child", "decom").with_columns(after=pl.col("decom").shift(-1).over("child"))
    assert rows.filter(pl.col("dec").is_null() & pl.col("after").is_not_null()).is_empty()
    assert rows.filter(pl.col("after") < pl.col("dec")).is_empty()
    assert rows.filter(pl.col("rec").eq("X1") & (pl.col("after") != pl.col("dec"))).is_empty()


def test_nothing_is_recorded_after_the_day_but_planned_reviews_and_what_is_due(small: Made) -> None:
    later = {(name, column) for name, column, days in with_days(small.tables) if days.filter(days > ON).len()}
    assert later <= {("reviews", "started"), ("decisions", "due")}
    reviews = small.tables["reviews"]
    assert set(reviews.filter(pl.col("started") > ON)["status"]) == {"planned"}
    assert reviews.filter(pl.col("status") == "planned")["started"].min() > ON


def test_reviews_are_in_time_as_the_report_says(small: Made) -> None:
    status = small.duties.filter(pl.col("rule").cast(pl.String).is_in(REVIEWS), pl.col("met").is_not_null())["status"]
    wanted = load_margins(small.profile).number("reviews", "on_time")
    assert share(status == "met") == pytest.approx(wanted, abs=0.02)


def test_late_reviews_have_reasons_of_the_report_and_those_in_time_have_none(small: Made) -> None:
    reasons = load_margins(small.profile).shares("reviews", "late_reasons")
    given = small.tables["reviews"]["late_reason"].drop_nulls()
    assert 0 < len(given) and set(given) <= set(reasons)
    assert len(given) < 0.12 * len(small.tables["reviews"])


def test_the_margins_of_the_children_are_those_of_the_report(bromley: Made) -> None:
    children, margins = in_care(bromley.tables), load_margins("bromley")
    assert share(children["sex"] == "M") == pytest.approx(167 / 288, abs=0.03)
    assert share(children["uasc"]) == pytest.approx(0.07, abs=0.015)
    assert share(~children["pl_post"].str.starts_with("ZZ")) == pytest.approx(162 / 288, abs=0.05)
    assert share(children["ethnicity"] == "WBRI") == pytest.approx(162 / 288, abs=0.06)
    own = children["place"].is_in(["U4", "U5", "U6"]) & (children["place_provider"] == "PR1")
    assert share(own) == pytest.approx(0.438, abs=0.03)
    legal = margins.shares("care", "legal")
    assert share(children["ls"] == "C2") == pytest.approx(legal["C2"] / sum(legal.values()), abs=0.04)


def test_the_age_bands_are_those_of_the_report(bromley: Made) -> None:
    years = in_care(bromley.tables).select(((ON - pl.col("dob")).dt.total_days() / 365.25).floor()).to_series()
    for (first, last), number in {(0, 4): 40, (5, 9): 45, (10, 12): 53, (13, 15): 72, (16, 17): 78}.items():
        assert int(years.is_between(first, last).sum()) == pytest.approx(number, abs=9)


def test_participation_is_that_of_the_report(bromley: Made) -> None:
    codes = bromley.tables["reviews"].filter(pl.col("participation").is_not_null() & (pl.col("participation") != "PN0"))
    for code, number in {"PN1": 459, "PN2": 90, "PN5": 71, "PN6": 161, "PN7": 8}.items():
        assert share(codes["participation"] == code) == pytest.approx(number / 793, abs=0.02)


def test_as_many_leave_in_a_year_as_the_report_says_and_the_number_in_care_holds(bromley: Made) -> None:
    episodes = bromley.tables["episodes"].filter(~pl.col("ls").is_in(["V3", "V4"]))
    left = episodes.filter(pl.col("rec").is_not_null() & (pl.col("rec") != "X1"))
    for year in range(2017, 2026):
        assert len(left.filter(pl.col("dec").dt.year() == year)) == pytest.approx(177, rel=0.25)
        day = date(year, 12, 31)
        there = episodes.filter((pl.col("decom") <= day) & (pl.col("dec").is_null() | (pl.col("dec") > day)))
        assert 240 < len(there) < 390


def test_escalations_a_year_are_those_of_the_report(bromley: Made) -> None:
    raised = bromley.tables["escalations"].filter(pl.col("raised") > date(2025, 3, 31))
    assert len(raised) == pytest.approx(54, abs=20)
    assert set(bromley.tables["escalations"]["kind"]) == {"formal"}


def test_reviews_and_conferences_are_on_working_days_and_a_review_resolves_nothing_twice(small: Made) -> None:
    held = small.tables["conferences"]["held"].drop_nulls()
    for days in (small.tables["reviews"]["started"], small.tables["meetings"]["held"], held):
        assert days.dt.weekday().max() <= 5
    decisions = small.tables["decisions"]
    assert decisions.select("review", "text").is_unique().all()
    assert set(decisions.group_by("review").len()["len"]) == {2, 3, 4, 5, 6}


def test_series_of_meetings_end_after_they_began(small: Made) -> None:
    meetings = small.tables["meetings"].group_by("review").agg(pl.len(), last=pl.col("held").max())
    assert share(meetings["len"] > 1) == pytest.approx(0.05, abs=0.02)
    held = small.tables["reviews"].filter(pl.col("status") == "held").join(meetings, on="review")
    assert held.filter(pl.col("completed") != pl.col("last")).is_empty()


def test_most_duties_are_met_or_open_and_the_overdue_are_the_exception(small: Made, bromley: Made) -> None:
    for authority, children in ((small, 120), (bromley, 288)):
        overdue = authority.duties.filter(pl.col("status") == "overdue")
        assert 2 <= len(overdue) / children * 70 <= 20
        assert overdue["rule"].value_counts()["count"].max() < 0.1 * children


def test_two_children_in_three_have_one_day_for_the_next_review(small: Made) -> None:
    planned = small.tables["reviews"].filter(pl.col("status") == "planned")
    assert planned["child"].is_unique().all()
    assert len(planned) / 120 == pytest.approx(0.67, abs=0.14)


def test_each_child_in_care_has_a_social_worker_a_manager_and_one_team(small: Made) -> None:
    children, now = in_care(small.tables)["child"], pl.col("ended").is_null()
    for role in ("social worker", "team manager"):
        there = small.tables["involvements"].filter(now, pl.col("role") == role, pl.col("child").is_in(children.implode()))
        assert sorted(there["child"]) == sorted(children)
    teams = small.tables["team_history"].filter(now, pl.col("child").is_in(children.implode()))
    assert sorted(teams["child"]) == sorted(children)


def test_a_few_children_have_no_iro_and_the_caseloads_lie_about_the_reports(bromley: Made) -> None:
    children = in_care(bromley.tables)["child"]
    iros = bromley.tables["involvements"].filter(pl.col("role") == "iro")
    now = iros.filter(pl.col("ended").is_null(), pl.col("child").is_in(children.implode()))
    assert now["child"].is_unique().all()
    assert 0 < 288 - len(now) <= 9
    loads = now.join(bromley.tables["staff"], on="staff").group_by("staff").agg(load=pl.len() / pl.col("fte").first())["load"]
    assert len(loads) == 6 and 38 <= loads.min() and loads.max() <= 72
    assert (iros.group_by("child").agg(pl.col("staff").n_unique())["staff"] > 1).any()


def test_nobody_works_before_they_start_or_after_they_leave(small: Made) -> None:
    staff = small.tables["staff"].select("staff", since="started", until="ended")
    rows = small.tables["involvements"].join(staff, on="staff")
    assert rows.filter(pl.col("started") < pl.col("since")).is_empty()
    assert rows.filter(pl.col("ended").fill_null(ON) > pl.col("until").fill_null(ON)).is_empty()


def test_no_name_is_given_twice(small: Made) -> None:
    staff, children = small.tables["staff"], small.tables["children"]
    assert staff["name"].is_unique().all() and staff["email"].is_unique().all()
    assert children.select("first_name", "last_name").is_unique().all()
    assert staff["email"].str.ends_with("@example.org").all()


def test_every_role_of_the_service_is_there(small: Made) -> None:
    roles = {"iro", "senior iro", "service manager", "business support", "social worker", "team manager", "senior leader"}
    assert set(small.tables["staff"].filter(pl.col("ended").is_null())["role"]) == roles | {"data officer"}


def test_brothers_and_sisters_have_one_name_and_one_group(small: Made) -> None:
    groups = small.tables["children"].filter(pl.col("sibling_group").is_not_null()).group_by("sibling_group")
    counted = groups.agg(pl.len(), names=pl.col("last_name").n_unique())
    assert (counted["len"] > 1).any() and (counted["names"] == 1).all()


def test_the_same_arguments_give_the_same_tables_and_another_seed_others() -> None:
    one, again = (make_authority("manchester", children=40, on=ON) for _ in range(2))
    other = make_authority("manchester", children=40, seed=2, on=ON)
    assert all(one[name].equals(again[name]) for name in files())
    assert not one["children"].equals(other["children"])


def test_too_few_children_and_an_unknown_profile_are_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="3 children are too few to give an authority its shape: ask for 20 or more"):
        make_authority("bromley", children=3, on=ON)
    with pytest.raises(ValueError, match='There are no figures for "rutland" to invent children from: name one of bromley'):
        make_authority("rutland", on=ON)
