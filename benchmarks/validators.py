"""Our checks of an SSDA903 return beside Data to Insight's validator, on the same files and the same rules.

    python benchmarks/validators.py PATH_OF_D2I_PYTHON FOLDER... [--year 2026] [--runs 3]

FOLDER holds the return's CSV files by their usual names and, in `last/`, those of the year before. The exit
status is 1 where the findings differ. CPU seconds, one process of one thread a run, the two taken in turn; the medians.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import polars as pl

from footprint.exchange.ssda903.checks import Rule, rules_for, run_checks
from footprint.exchange.ssda903.checks.agreement import CHANCE_WHERE_TIED, NOT_COMPARABLE, OTHER_TABLE

Findings = dict[str, dict[str, set[int]]]
Tables = dict[str, pl.DataFrame]
Seconds = dict[str, float]
Answer = dict[str, dict[str, dict[str, list[int]]]]

HERE = Path(__file__).parent
CHILD = HERE / "d2i_child.py"
FILES = {
    "Header": "header",
    "Episodes": "episodes",
    "Reviews": "reviews",
    "UASC": "uasc",
    "OC2": "oc2",
    "OC3": "oc3",
    "AD1": "ad1",
    "PlacedAdoption": "placed_for_adoption",
    "PrevPerm": "previous_permanence",
    "Missing": "missing",
    "SWEpisodes": "sw_episodes",
    "DoLo": "dolo",
}
DATES = {
    *("DOB", "DECOM", "DEC", "REVIEW", "MC_DOB", "DUC", "DATE_INT", "DATE_MATCH", "DATE_PLACED"),
    *("DATE_PLACED_CEASED", "MIS_START", "MIS_END", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END"),
}


def load_ours(folder: Path) -> Tables:
    """The tables of one folder as `run_checks` wants them: capitals, blanks null, dates as dates."""
    found = {path.stem.lower(): path for path in folder.glob("*.csv")}
    return {table: _table(found[stem]) for table, stem in FILES.items() if stem in found}


def _table(path: Path) -> pl.DataFrame:
    text = pl.read_csv(path, infer_schema=False)
    dates = [name for name in text.columns if name in DATES]
    return text.with_columns(
        pl.col(dates).str.to_date("%d/%m/%Y", strict=False),
        pl.col(pl.String).exclude(dates).str.to_uppercase().replace("", None),
    )


def comparable(year: int) -> list[Rule]:
    return [rule for rule in rules_for(year) if rule.id not in NOT_COMPARABLE]


def our_findings(folder: Path, year: int) -> Findings:
    ids = [rule.id for rule in comparable(year)]
    rows = run_checks(load_ours(folder), load_ours(folder / "last") or None, year, only=ids)
    return _as_sets(rows.rows())


def _as_sets(rows: list[tuple[str, str, int, str]]) -> Findings:
    found: Findings = {}
    for rule, table, index, _ in rows:
        found.setdefault(rule, {}).setdefault(table, set()).add(index)
    return found


def their_findings(answer: Answer) -> Findings:
    """Their findings under the table the row numbers are of, without the tables in which a rule found none."""
    found: Findings = {}
    for rule, tables in answer["findings"].items():
        for table, rows in tables.items():
            if rows:
                found.setdefault(rule, {})[OTHER_TABLE.get(rule, {}).get(table, table)] = set(rows)
    return found


def tied_rows(folder: Path) -> set[int]:
    """The social worker episodes of children for whom two episodes start together, or are both undated."""
    workers = load_ours(folder).get("SWEpisodes", pl.DataFrame({"CHILD": [], "SW_DECOM": []}))
    tied = pl.struct("CHILD", "SW_DECOM").is_duplicated().any().over("CHILD")
    return set(workers.select(pl.arg_where(tied)).to_series())


def without_chance(found: Findings, tied: set[int]) -> Findings:
    kept = {rule: dict(tables) for rule, tables in found.items()}
    for rule in set(CHANCE_WHERE_TIED) & kept.keys():
        kept[rule] = {table: left for table, rows in kept[rule].items() if (left := rows - tied)}
    return {rule: tables for rule, tables in kept.items() if tables}


def ask_d2i(python: str, folder: Path, year: int) -> Answer:
    answer: Answer = json.loads(_run_d2i(python, "findings", folder, year))
    return answer


def cpu_of_d2i(python: str, folder: Path, year: int) -> Seconds:
    seconds: Seconds = json.loads(_run_d2i(python, "time", folder, year))
    return seconds


def _run_d2i(python: str, task: str, folder: Path, year: int) -> bytes:
    ids = ",".join(rule.id for rule in comparable(year))
    command = [python, str(CHILD), task, str(folder), str(year), ids]
    return subprocess.check_output(command, stderr=subprocess.DEVNULL)


def time_ours(folder: Path, year: int) -> Seconds:
    """CPU seconds of this process: run in a fresh one, so that nothing is warm."""
    ids = [rule.id for rule in comparable(year)]
    marks = [time.process_time()]
    this_year, last_year = load_ours(folder), load_ours(folder / "last")
    marks.append(time.process_time())
    run_checks(this_year, last_year or None, year, only=ids)
    marks.append(time.process_time())
    return {"read": marks[1] - marks[0], "rules": marks[2] - marks[1]}


def ask_ours(folder: Path, year: int) -> Seconds:
    command = [sys.executable, __file__, "--ours", str(folder), "--year", str(year)]
    # One thread, as theirs: idle threads looking for work would be counted as seconds of work.
    one_thread = os.environ | {"POLARS_MAX_THREADS": "1"}
    seconds: Seconds = json.loads(subprocess.check_output(command, env=one_thread))
    return seconds


def compare(python: str, folder: Path, year: int) -> dict[str, object]:
    """Which rules agree and how many findings, which differ, and which of theirs stopped with an error."""
    answer, tied = ask_d2i(python, folder, year), tied_rows(folder)
    stopped = answer["stopped"]
    theirs = without_chance(their_findings(answer), tied)
    ours = without_chance(our_findings(folder, year), tied)
    rules = [rule.id for rule in comparable(year) if rule.id not in stopped]
    differ = [rule for rule in rules if ours.get(rule, {}) != theirs.get(rule, {})]
    counts = {rule: sum(map(len, ours.get(rule, {}).values())) for rule in rules}
    return {
        "same": not differ,
        "differ": differ,
        "stopped": stopped,
        "findings": sum(counts.values()),
        "counts": counts,
    }


def write_golden(python: str, folder: Path) -> None:
    """Their findings in `folder`/return for every year's rules, one file a year."""
    data, tied = folder / "return", tied_rows(folder / "return")
    for year in range(2023, 2028):
        answer = ask_d2i(python, data, year)
        assert not answer["stopped"], f"their rules stopped: {answer['stopped']}"
        found = without_chance(their_findings(answer), tied)
        listed = {rule: {table: sorted(rows) for table, rows in found[rule].items()} for rule in sorted(found)}
        lines = ",\n".join(f" {json.dumps(rule)}: {json.dumps(tables)}" for rule, tables in listed.items())
        text = f'{{"tied": {sorted(tied)}, "findings": {{\n{lines}\n}}}}\n'
        (folder / f"findings_{year}.json").write_text(text)


def measure(python: str, folder: Path, year: int, runs: int) -> dict[str, object]:
    theirs: list[Seconds] = []
    ours: list[Seconds] = []
    for _ in range(runs):
        theirs.append(cpu_of_d2i(python, folder, year))
        ours.append(ask_ours(folder, year))
    medians_theirs, medians_ours = _medians(theirs), _medians(ours)
    both = {"d2i": medians_theirs, "footprint": medians_ours, "load": os.getloadavg()}
    without = sum(medians_theirs.values()) - medians_theirs["postcodes"]
    return both | {
        "rules": medians_theirs["rules"] / medians_ours["rules"],
        "read and rules": without / sum(medians_ours.values()),
    }


def _medians(runs: list[Seconds]) -> Seconds:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", nargs="?", help="the python of the environment that holds D2I's validator")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--golden", type=Path, help="write what D2I finds in GOLDEN/return beside it, and stop")
    given = parser.parse_args()
    if given.golden:
        write_golden(given.python, given.golden)
        return 0
    if given.ours:
        print(json.dumps(time_ours(given.ours, given.year)))
        return 0
    same = [_report(given.python, folder, given.year, given.runs) for folder in given.folders]
    return 0 if all(same) else 1


def _report(python: str, folder: Path, year: int, runs: int) -> bool:
    result = compare(python, folder, year) | {"folder": str(folder), "year": year}
    if runs:
        result["cpu"] = measure(python, folder, year, runs)
    print(json.dumps(result, indent=1))
    return bool(result["same"])


if __name__ == "__main__":
    raise SystemExit(main())
