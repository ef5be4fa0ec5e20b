"""Our findings in an untidy return are those of Data to Insight's validator, kept in `d2i/`."""

import json
from pathlib import Path

import polars as pl
import pytest

from footprint.exchange.ssda903.checks import rules_for, run_checks
from footprint.exchange.ssda903.checks.agreement import CHANCE_WHERE_TIED, NOT_COMPARABLE

D2I = Path(__file__).parent / "d2i"
FILES = {
    "Header": "header",
    "Episodes": "episodes",
    "Reviews": "reviews",
    "OC2": "oc2",
    "OC3": "oc3",
    "AD1": "ad1",
    "PlacedAdoption": "placed_for_adoption",
    "PrevPerm": "previous_permanence",
    "Missing": "missing",
    "SWEpisodes": "sw_episodes",
    "DoLo": "dolo",
}
DATES = {"DOB", "DECOM", "DEC", "REVIEW", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END"}
Findings = dict[str, dict[str, list[int]]]


def tables(folder: Path) -> dict[str, pl.DataFrame]:
    paths = {table: folder / f"{stem}.csv" for table, stem in FILES.items()}
    return {table: _table(path) for table, path in paths.items() if path.exists()}


def _table(path: Path) -> pl.DataFrame:
    text = pl.read_csv(path, infer_schema=False)
    dates = [name for name in text.columns if name in DATES]
    as_dates = pl.col(dates).str.to_date("%d/%m/%Y", strict=False)
    return text.with_columns(as_dates, pl.exclude(dates).str.to_uppercase().replace("", None))


def ours(year: int, tied: set[int]) -> Findings:
    found: Findings = {}
    comparable = [rule.id for rule in rules_for(year) if rule.id not in NOT_COMPARABLE]
    last_year = tables(D2I / "return" / "last")
    for rule, table, index, _ in run_checks(tables(D2I / "return"), last_year, year, only=comparable).rows():
        if not (rule in CHANCE_WHERE_TIED and index in tied):
            found.setdefault(rule, {}).setdefault(table, []).append(index)
    return found


@pytest.mark.parametrize("year", range(2023, 2028))
def test_the_same_findings(year: int) -> None:
    theirs = json.loads((D2I / f"findings_{year}.json").read_text())
    assert ours(year, set(theirs["tied"])) == theirs["findings"]


def test_every_comparable_rule_finds_something_in_some_year() -> None:
    found = {rule for year in range(2023, 2028) for rule in ours(year, set())}
    wanted = {rule.id for year in range(2023, 2028) for rule in rules_for(year)}
    assert found == wanted - NOT_COMPARABLE.keys()
