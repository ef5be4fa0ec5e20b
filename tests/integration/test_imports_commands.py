"""`footprint import` and `export`, as another program calls them; and what goes out comes in again to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from footprint.demo.authority import make_authority
from footprint.exchange.open_format.write import write_open_format
from tests.integration.fresh import Installation, installation, not_set_up

ON = "2026-03-31"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "data") as found:
        yield found


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority of forty invented children."""
    folder = tmp_path_factory.mktemp("authority")
    write_open_format(make_authority("england", children=40, on=date(2026, 3, 31)), folder)
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_what_goes_out_is_what_came_in_and_the_database_tells_what_the_folder_tells(
    here: Installation, authority: Path, tmp_path: Path
) -> None:
    here.told("import", authority)
    here.told("export", tmp_path / "out")
    assert _bytes(tmp_path / "out") == _bytes(authority)
    for command in ("timetable", "duties"):
        ask = (command, "--on", ON, "--format", "json")
        assert here.told(*ask, "--db") == here.told(*ask, authority)
    again = here.told("import", tmp_path / "out")
    assert "These files say nothing new" in again
    assert not list((here.data / "imports").iterdir())


def _folder(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def test_the_json_is_that_of_the_contract(here: Installation, tmp_path: Path) -> None:
    folder = _folder(tmp_path, children="child,dob\nC1,2015-01-01\nC1,2015-01-01\n\n")
    done = here.run("import", folder, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and "children.csv, row 3, column child" in done.stderr
    assert told["files"] == [{"file": "children.csv", "kind": "children", "rows": 3, "accepted": 1, "rejected": 1, "skipped": 1}]
    assert [problem["rule"] for problem in told["problems"] if problem["severity"] == "error"] == ["read.twice"]
    assert {*told["problems"][0]} == {"rule", "severity", "file", "row", "column", "sentence"}


def test_a_dry_run_changes_nothing(here: Installation, tmp_path: Path) -> None:
    folder = _folder(tmp_path, children="child\nC1\n")
    assert "children" in here.told("import", folder, "--dry-run")
    here.told("export", tmp_path / "out")
    assert (tmp_path / "out" / "children.csv").read_text().count("\n") == 1


def test_an_older_file_is_refused_unless_it_is_asked_for(here: Installation, tmp_path: Path) -> None:
    head = "child,staff,on,kind\n"
    here.told("import", _folder(tmp_path, children="child\nC1\n", contacts=f"{head}C1,S1,2026-02-01,call\n"))
    folder = _folder(tmp_path, children="child\nC1\n", contacts=f"{head}C1,S1,2025-02-01,call\n")
    done = here.run("import", folder)
    assert done.returncode == 1 and "--older" in done.stderr
    here.told("import", folder, "--older")


def test_what_cannot_be_read_or_is_not_there_is_a_sentence(here: Installation, tmp_path: Path) -> None:
    for files in (_folder(tmp_path, children="name\nAnn\n"), tmp_path / "nowhere"):
        done = here.run("import", files)
        assert done.returncode == 1 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    assert not list((here.data / "imports").iterdir())


def test_an_export_is_not_put_among_other_files(here: Installation, tmp_path: Path) -> None:
    folder = _folder(tmp_path, children="child\nC1\n")
    here.told("import", folder)
    done = here.run("export", folder)
    assert done.returncode == 1 and "not an empty folder" in done.stderr


def test_a_folder_or_the_database_is_named_and_not_both(here: Installation, tmp_path: Path) -> None:
    assert here.run("duties", "--on", ON).returncode == 2
    assert here.run("timetable", tmp_path, "--db", "--on", ON).returncode == 2
    done = not_set_up(tmp_path / "empty").run("timetable", "--db", "--on", ON)
    assert done.returncode == 1 and "not set up" in done.stderr
