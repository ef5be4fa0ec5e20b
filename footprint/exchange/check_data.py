"""Everything that is wrong with the files of a return: what the reader found, the rules of the return, and our own checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from footprint.exchange.problems import FileCount, problems, together
from footprint.exchange.ssda903.checks import Tables, rules_for, run_checks
from footprint.exchange.ssda903.checks.agreement import FOUND_BY_READING
from footprint.exchange.ssda903.checks.ours import ALSO_FOUND_BY, our_checks, whole
from footprint.exchange.ssda903.read import Return, read_returns

Progress = Callable[[str], None]
"""Told the name of each file as it is read."""

_UNREADABLE = {"SW_DECOM": ("SW04STG1", 2024), "SW_DEC": ("SW05STG1", 2024), "DOLO_END": ("701", 2027)}
"""The rule of the return that a date which is none breaks, by column, and since which collection year."""
_NO_YEAR = "The collection year cannot be told from these files, so no rule was looked at: name it, as in --year 2025-26."


@dataclass(frozen=True)
class CheckResult:
    """How many rows of each file were read, and every problem (PROBLEM_SCHEMA) in order of file and line."""

    files: list[FileCount]
    problems: pl.DataFrame


def check_data(
    path: Path, year: int | None = None, progress: Progress = lambda _: None, as_at: date | None = None
) -> CheckResult:
    """Check a folder of SSDA903 files, of one collection year or several, or a folder of the open format.

    Args:
        year: the year in which the collection ends, where the files do not say or say wrongly; of several years' returns,
            that of the ones that do not say.
        progress: told the name of each file.
        as_at: the day on which reviews are judged late or missing; the end of the last collection year where it is None.

    Raises:
        UnreadableFile: there is nothing to check, or a file cannot be read as what it is.
    """
    from footprint.exchange.open_format.read import is_open_format
    from footprint.exchange.open_format_checks import check_open_format

    if is_open_format(path):
        files, found = check_open_format(path, progress)
    else:
        files, found = _check_returns(read_returns(path, progress=progress), year, as_at)
    return CheckResult(files, found.sort("file", "row", "rule", maintain_order=True))


def as_json(result: CheckResult) -> dict[str, list[dict[str, object]]]:
    """The result as outside programs rely on it."""
    return {"files": [asdict(count) for count in result.files], "problems": result.problems.to_dicts()}


def _check_returns(returns: Sequence[Return], year: int | None, as_at: date | None) -> tuple[list[FileCount], pl.DataFrame]:
    files = [count for each in returns for count in each.files]
    read = [each.problems for each in returns]
    known = [(each, _year(each, year, len(returns) == 1)) for each in returns]
    dated = sorted(((each, told) for each, told in known if told is not None), key=lambda pair: pair[1])
    undated = problems(
        ("check.year", "warning", each.files[0].file, None, None, _NO_YEAR) for each, told in known if told is None
    )
    if not dated:
        return files, together([*read, undated])
    rules = together([found for at in range(len(dated)) for found in _rules_of_return(dated, at)])
    ours = our_checks([each for each, _ in dated], [told for _, told in dated], as_at)
    return files, together([*read, undated, rules, _not_said(ours, rules)])


def _year(each: Return, year: int | None, alone: bool) -> int | None:
    return year or each.year if alone else each.year or year


def _rules_of_return(dated: Sequence[tuple[Return, int]], at: int) -> list[pl.DataFrame]:
    """What the rules of the return find in one of several; the one of the year before, if it is there, is last year's."""
    this, year = dated[at]
    last = dated[at - 1][0] if at and dated[at - 1][1] == year - 1 else None
    found = run_checks(_tables(this), _tables(last) if last else None, year)
    words = [(rule.id, rule.severity, rule.message) for rule in rules_for(year)]
    rows = found.join(pl.DataFrame(words, ["rule", "severity", "sentence"], orient="row"), on="rule", maintain_order="left")
    placed = [_placed(group, str(table), this, last) for (table,), group in rows.group_by("table", maintain_order=True)]
    return [*placed, _unreadable_dates(this, year)]


def _tables(each: Return) -> Tables:
    return {kind: whole(kind, table).drop("row", "file", "accepted") for kind, table in each.tables.items()}


def _placed(found: pl.DataFrame, table: str, this: Return, last: Return | None) -> pl.DataFrame:
    """Findings in one table, each on its file and line."""
    of_last = table.endswith("_last") and last
    rows = (of_last or this).tables[table.removesuffix("_last")]
    places = rows.select("file", "row")[found["index"]]
    columns = ["rule", "severity", "file", "row", "column", "sentence"]
    return pl.concat([found, places], how="horizontal").select(columns)


def _unreadable_dates(each: Return, year: int) -> pl.DataFrame:
    """Dates that are none, which the reader has found, under the rule of the return as well."""
    parts = [
        each.problems.filter((pl.col("rule") == "read.date") & (pl.col("column") == column)).with_columns(
            pl.lit(rule).alias("rule"), pl.lit("error").alias("severity"), pl.lit(FOUND_BY_READING[rule]).alias("sentence")
        )
        for column, (rule, since) in _UNREADABLE.items()
        if year >= since
    ]
    return together(parts)


def _not_said(ours: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Our findings without those that a rule of the return has said of the same row."""
    said = [(check, rule) for check, others in ALSO_FOUND_BY.items() for rule in others]
    same = rules.join(pl.DataFrame(said, ["ours", "rule"], orient="row"), on="rule").select("ours", "file", "row")
    return ours.join(same, left_on=["rule", "file", "row"], right_on=["ours", "file", "row"], how="anti", maintain_order="left")
