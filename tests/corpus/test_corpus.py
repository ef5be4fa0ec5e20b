"""Whatever is sent, there is an answer: the rows that were taken, what was not and why, or why nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from footprint.domain.chronology import Chronology
from footprint.exchange.check_data import check_data
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import OpenRecords, read_open_format
from footprint.exchange.problems import FileCount, UnreadableFile
from footprint.exchange.reconcile import as_at, reconcile
from footprint.exchange.ssda903.read import read_returns
from footprint.exchange.ssda903.records import records_of
from footprint.exchange.upload import kind_of, lay
from tests.corpus import archives, open_format, ssda903
from tests.corpus.case import Case

CASES: Sequence[Case] = [*open_format.CASES, *ssda903.CASES, *archives.CASES]


@dataclass(frozen=True)
class Taken:
    """What was read of what was sent."""

    records: OpenRecords
    files: list[FileCount]
    problems: pl.DataFrame

    def told(self) -> list[str]:
        rows = self.problems.filter(pl.col("severity") != "note").sort("file", "row", "column")
        return [_line(row) for row in rows.rows(named=True)]


def _line(row: dict[str, object]) -> str:
    place = f"{row['file']}:{row['row']}" if row["row"] else row["file"]
    return " ".join(str(part) for part in (row["severity"], row["rule"], place, row["column"]) if part)


def take(case: Case, folder: Path) -> Taken:
    """Everything that becomes of files that are sent: they are laid, read, checked, and compared with what is held."""
    lay(list(case.files.items()), folder)
    if kind_of(folder) == "open format":
        records = read_open_format(folder)
        taken = Taken(records, records.files, records.problems)
    else:
        returns = read_returns(folder)
        records = records_of(returns)
        taken = Taken(records, records.files, pl.concat([each.problems for each in returns]))
    assert isinstance(open_chronology(records), Chronology)
    check_data(folder)
    return taken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_comes_of(case: Case, folder: Path) -> None:
    if case.refused is not None:
        with pytest.raises(UnreadableFile) as error:
            take(case, folder)
        assert case.refused in str(error.value)
        return
    taken = take(case, folder)
    for count in taken.files:
        assert count.rows == count.accepted + count.rejected + count.skipped
    counts = {count.file: count.accepted for count in taken.files}
    assert {file: counts[file] for file in case.accepted} == case.accepted
    assert sorted(taken.told()) == sorted(case.told)
    sentences = " ".join(taken.problems["sentence"])
    assert all(part in sentences for part in case.noted)
    assert_taken_once(taken.records)


def assert_taken_once(records: OpenRecords) -> None:
    """What was taken may be taken again, and changes nothing."""
    held = {name: changes.applied for name, changes in reconcile(records.tables, {}, records.columns).items()}
    again = reconcile(records.tables, held, records.columns)
    assert sum(len(changes.added) + len(changes.changed) + len(changes.lacking) for changes in again.values()) == 0
    assert (as_at(records.tables) or date.min) <= date(2100, 12, 31)


@pytest.mark.parametrize("case", open_format.ENCODINGS, ids=lambda case: case.name)
def test_names_come_through_every_encoding(case: Case, folder: Path) -> None:
    if case.refused is None:
        taken = take(case, folder).records.tables["children"]
        assert taken["child"].to_list() == ["C1", "C2"]
        assert taken["first_name"][0] in ("Ann", "Zoë", "Ann 🦊", "A�n")
        assert taken["first_name"][1] in ("Bo", "Łukasz")
        assert taken["dob"].to_list() == [date(2012, 2, 1), date(2013, 3, 4)]


@pytest.mark.parametrize("case", [case for case in CASES if "total" in case.name], ids=lambda case: case.name)
def test_no_total_is_a_child(case: Case, folder: Path) -> None:
    children = take(case, folder).records.tables["children"].filter("accepted")["child"].to_list()
    assert children in (["C1", "C2"], ["A1", "A2"], ["C1", "C2", "Totality"])


def test_each_case_has_a_name_of_its_own_and_there_are_many() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) > 70
