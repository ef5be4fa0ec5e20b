"""Every validation rule finds its example and lets the other be (`check_cases.py`); then what holds for all of them."""

import random
from datetime import date, timedelta

import polars as pl
import pytest
from check_cases import CASES, COLUMNS, JUNE, MAY, OPEN_LAST, Case, D, E, Found, H, R, Row, S, schema, tables
from polars.testing import assert_frame_equal

from footprint.exchange.ssda903.checks import Rule, rules_for, run_checks
from footprint.exchange.ssda903.checks.agreement import (
    FOUND_BY_READING,
    LEFT_OUT,
    NOT_COMPARABLE,
)
from footprint.exchange.ssda903.checks.rule import RULES


def found_by(rule: str, rows: list[Row], year: int, last: list[Row] | None = None) -> Found:
    found: Found = {}
    findings = run_checks(tables(rows), tables(last or []) or None, year, only=[rule])
    for _, table, index, _ in findings.rows():
        found.setdefault(table, []).append(index)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.year}")
def test_rule_finds_the_example_and_lets_the_other_be(case: Case) -> None:
    assert found_by(case.rule, case.fires, case.year, case.last) == case.expected()
    assert found_by(case.rule, case.quiet, case.year, case.last) == {}


def test_every_version_of_every_rule_has_a_case() -> None:
    tried = {(rule.id, rule.since) for case in CASES for rule in rules_for(case.year) if rule.id == case.rule}
    assert tried == {(rule.id, rule.since) for rule in RULES}


@pytest.mark.parametrize("year", range(2020, 2030))
def test_a_year_has_each_rule_once(year: int) -> None:
    ids = [rule.id for rule in rules_for(year)]
    assert ids == sorted(set(ids))


def test_a_year_is_the_last_year_and_differences() -> None:
    ids = {year: {rule.id for rule in rules_for(year)} for year in range(2022, 2029)}
    assert ids[2022] == ids[2023]
    assert ids[2024] - ids[2025] == {"SW01STG1", "SW03STG1", "SW11aSTG2", "SW14STG2"}
    assert ids[2025] - ids[2024] == {"SW01aSTG1", "SW01bSTG1"}
    assert ids[2027] - ids[2026] == {"700", *(str(n) for n in range(702, 711))}
    assert ids[2028] == ids[2027]


def test_what_is_said_of_agreement_names_rules_we_have_or_leave_out() -> None:
    ours = {rule.id for rule in RULES}
    assert NOT_COMPARABLE.keys() <= ours
    assert not (FOUND_BY_READING.keys() | LEFT_OUT.keys()) & ours


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.since}")
def test_a_rule_speaks_in_sentences(rule: Rule) -> None:
    assert rule.message[0].isupper() and rule.message.endswith(".")
    assert rule.severity in ("error", "warning")


def test_recoded_placements_carry_over() -> None:
    assert found_by("503D", [E("2024-09-01", PLACE="K3")], 2025, OPEN_LAST) == {}
    last = [E("2025-01-01", PLACE="Z1")]
    assert found_by("503D", [E("2025-01-01", PLACE="Z13")], 2026, last) == {}
    assert found_by("503D", [E("2025-01-01", PLACE="Z13")], 2027, last) == {"Episodes": [0]}


def test_an_episode_that_ended_last_year_is_not_compared() -> None:
    assert found_by("503B", [E(MAY, LS="C2")], 2026, [E(MAY, JUNE, LS="E1")]) == {}


def test_rules_of_last_year_need_last_year() -> None:
    assert found_by("503B", [E(MAY, LS="C2")], 2026) == {}
    assert found_by("706", [D(MAY)], 2027) == {}


@pytest.mark.parametrize("year", range(2023, 2028))
def test_no_tables_and_empty_tables_have_no_findings(year: int) -> None:
    empty = {name: pl.DataFrame(schema=schema(name)) for name in COLUMNS}
    assert run_checks({}, None, year).is_empty()
    findings = run_checks(empty, empty, year)
    assert findings.is_empty()
    assert findings.schema == {"rule": pl.String, "table": pl.String, "index": pl.UInt32, "column": pl.String}


def test_small_letters_are_capitals() -> None:
    rows = [
        E(MAY, CHILD="a1", REC="X1"),
        H(CHILD="A1"),
        R(MAY, "PN1", CHILD="a1"),
        S(MAY, CHILD="a1", SW_ID="sw12"),
    ]
    assert {*run_checks(tables(rows), None, 2026)["rule"]} == {"SW13STG1"}


def test_findings_are_sorted_and_say_which_column_to_show() -> None:
    findings = run_checks(tables([E(MAY, MAY), E("1990-01-01"), R()]), None, 2026)
    assert findings.rows() == [
        ("166", "Reviews", 0, "REVIEW"),
        ("353", "Episodes", 1, "DECOM"),
        ("355", "Episodes", 0, "DECOM"),
    ]


IN_FILE_ORDER = {"363", "364", "SW19STG2"}
"""Rules that go by the order of the file, as the validator they agree with does."""


def untidy(seed: int) -> dict[str, pl.DataFrame]:
    """Invented rows with blanks, gaps and overlaps, of which no two of a child start on one day."""
    draw = random.Random(seed)
    rows = [row for n in range(40) for row in _untidy_child(f"ZZ{n:03}", draw)]
    return tables(rows)


def _untidy_child(child: str, draw: random.Random) -> list[Row]:
    starts = draw.sample(range(-300, 400, 3), 6)
    rows = [H(CHILD=child, DOB=_day(-3650 + starts[0]), MOTHER=draw.choice(["1", None]))]
    for start in starts:
        begin, end = _day(start), draw.choice([_day(start + 3), _day(start + 30), None])
        ls, place = (
            draw.choice(["L1", "L2", "V3", "V4", "J1", "C2"]),
            draw.choice(["T1", "T3", "T4", "U1", "P1"]),
        )
        rows.append(
            E(
                begin,
                end,
                CHILD=child,
                LS=ls,
                PLACE=place,
                RNE=draw.choice("SLP"),
                REC=draw.choice(["X1", None]),
            )
        )
        rows.append(
            S(
                begin,
                end,
                CHILD=child,
                SW_ID=draw.choice(["SW123", "AB"]),
                SW_REASON=draw.choice(["FCONTA", None]),
            )
        )
        rows.append(D(begin, end, CHILD=child, DOB=_day(start)))
        rows.append(R(begin, draw.choice(["PN0", "PN2", None]), CHILD=child, DOB=_day(-1400)))
    return rows


def _day(offset: int) -> str:
    return (date(2026, 4, 1) + timedelta(days=offset)).isoformat()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_the_order_of_the_rows_does_not_matter(year: int, seed: int) -> None:
    this_year, last_year = untidy(seed), untidy(seed + 100)
    wanted = {rule.id for rule in rules_for(year)} - IN_FILE_ORDER
    plain = run_checks(this_year, last_year, year, only=wanted)
    order = {name: frame.select(pl.int_range(pl.len()).shuffle(seed)).to_series() for name, frame in this_year.items()}
    shuffled = {name: frame[order[name]] for name, frame in this_year.items()}
    found = run_checks(shuffled, {name: frame.reverse() for name, frame in last_year.items()}, year, only=wanted)
    assert _original(found, order, last_year) == set(plain.rows())
    assert len({rule for rule, *_ in plain.rows()}) > 20


def _original(found: pl.DataFrame, order: dict[str, pl.Series], last: dict[str, pl.DataFrame]) -> set[tuple[object, ...]]:
    def back(table: str, index: int) -> int:
        return order[table][index] if table in order else last[table.removesuffix("_last")].height - 1 - index

    return {(rule, table, back(table, index), column) for rule, table, index, column in found.rows()}


@pytest.mark.parametrize("year", range(2023, 2028))
def test_frames_are_left_as_they_were_and_extra_columns_are_ignored(year: int) -> None:
    this_year, last_year = untidy(1), untidy(2)
    extra = {n: f.with_columns(pl.lit(n).alias("file")).with_row_index("row", 2) for n, f in this_year.items()}
    before = {name: frame.clone() for name, frame in extra.items()}
    assert_frame_equal(run_checks(extra, last_year, year), run_checks(this_year, last_year, year))
    for name, frame in extra.items():
        assert_frame_equal(frame, before[name])
