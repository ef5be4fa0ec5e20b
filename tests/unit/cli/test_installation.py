"""What is said of an installation that is plainly wrong, before anything is started."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from footprint.commands.demo import MARK, demo_folder
from footprint.config.checks import Finding, exposure, findings, network_share

from .running import run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def sentences(data: Path, **settings: str) -> list[str]:
    return [each.sentence for each in findings({"FOOTPRINT_DATA": str(data), **settings}) if each.grave]


def test_a_new_folder_is_right(data: Path) -> None:
    assert sentences(data) == []
    assert data.is_dir()


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    [sentence] = sentences(tmp_path / "file" / "data")
    assert sentence.endswith("cannot be written: Not a directory. FOOTPRINT_DATA says where it is.")


Disk = namedtuple("Disk", "total used free")


@pytest.mark.parametrize(("free", "grave"), [(50, True), (500, False)])
def test_a_disk_that_is_full_or_nearly(data: Path, monkeypatch: pytest.MonkeyPatch, free: int, grave: bool) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(100_000 * 2**20, 0, free * 2**20))
    [found] = findings({"FOOTPRINT_DATA": str(data)})
    assert found.grave is grave
    assert f"{free} MB" in found.sentence


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"DATABASE_URL": "mysql://root@localhost/x"}, "DATABASE_URL must begin with postgres://"),
        ({"DATABASE_URL": "postgres://host:port/x"}, "DATABASE_URL cannot be used"),
        ({"FOOTPRINT_PROFILE": "atlantis"}, 'There is no profile "atlantis"'),
        ({"FOOTPRINT_IDLE": "soon"}, "no number of minutes"),
        ({"FOOTPRINT_COLOUR": "teal"}, "no colour such as #1d4f5c"),
        ({"FOOTPRINT_OIDC": "/nowhere.toml"}, "/nowhere.toml cannot be read"),
        ({"FOOTPRINT_AUDIT_KEY": "short"}, "FOOTPRINT_AUDIT_KEY is too short"),
    ],
)
def test_a_wrong_setting_is_named(data: Path, settings: dict[str, str], said: str) -> None:
    [sentence] = sentences(data, **settings)
    assert said in sentence


def test_a_password_in_the_url_is_not_repeated(data: Path) -> None:
    assert "hunter2" not in " ".join(sentences(data, DATABASE_URL="postgres://me:hunter2@host:port/x"))


def test_a_directory_file_without_its_table(data: Path, tmp_path: Path) -> None:
    (tmp_path / "oidc.toml").write_text("[roles]\n")
    assert "has no table [directory]" in sentences(data, FOOTPRINT_OIDC=str(tmp_path / "oidc.toml"))[0]


def test_a_file_that_is_no_database(data: Path) -> None:
    data.mkdir()
    (data / "footprint.db").write_text("not a database" * 100)
    (data / "audit.key").write_text("k" * 64)
    (data / "secret.key").write_text("k" * 64)
    [sentence] = sentences(data)
    assert "is no SQLite database, or it is damaged: restore a backup" in sentence


def test_a_key_that_is_gone_is_not_made_anew(data: Path) -> None:
    data.mkdir()
    sqlite3.connect(data / "footprint.db").execute("CREATE TABLE t (c)").connection.close()
    (data / "secret.key").write_text("k" * 64)
    [sentence] = sentences(data)
    assert sentence == (
        f"{data / 'audit.key'} is gone, and the database beside it was written with it: put it back, or restore a backup."
    )


def test_a_network_share_is_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/shared\\040files nfs4 rw 0 0\n")
    assert network_share(Path("/srv/shared files/data"), mounts) == "nfs4"
    assert network_share(Path("/srv/other"), mounts) == ""
    assert network_share(Path("/srv"), tmp_path / "none") == ""


@pytest.mark.parametrize("setting", [{"FOOTPRINT_DEMO": "yes"}, {"FOOTPRINT_HTTPS": "no"}])
def test_what_other_machines_must_not_hear(setting: dict[str, str]) -> None:
    assert exposure("127.0.0.1", setting) == []
    [found] = exposure("0.0.0.0", setting)
    assert isinstance(found, Finding) and found.grave
    assert found.sentence.endswith("it is served on 127.0.0.1 only, not on 0.0.0.0.")


class TestDemo:
    def test_it_is_never_put_among_other_things(self, tmp_path: Path) -> None:
        (tmp_path / "footprint.db").write_text("precious")
        result = run("demo", "--folder", tmp_path, "--no-serve")
        assert result.exit_code == 2
        assert "holds something that is not a demonstration" in " ".join(result.stderr.split())
        assert (tmp_path / "footprint.db").read_text() == "precious"

    def test_an_earlier_demonstration_is_thrown_away(self, tmp_path: Path) -> None:
        made = demo_folder(tmp_path / "demo")
        (made / "footprint.db").write_text("invented")
        (made / "static").mkdir()
        assert {file.name for file in demo_folder(made).iterdir()} == {MARK, "service.lock"}

    def test_a_profile_without_figures(self, tmp_path: Path) -> None:
        result = run("demo", "--profile", "atlantis", "--folder", tmp_path / "demo", "--no-serve")
        assert result.exit_code == 2
        assert 'no figures to invent "atlantis" from' in " ".join(result.stderr.split())
        assert not (tmp_path / "demo").exists()


class TestRestore:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        result = run("restore", tmp_path / "none.backup", "--into", tmp_path / "new")
        assert (result.exit_code, result.stderr) == (1, f"There is no file {tmp_path / 'none.backup'}.\n")

    def test_a_database_that_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "kept.backup").write_bytes(b"x")
        (tmp_path / "footprint.db").write_text("precious")
        result = run("restore", tmp_path / "kept.backup", "--into", tmp_path)
        assert result.exit_code == 1
        assert "holds a database or its keys already" in result.stderr

    def test_no_key(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FOOTPRINT_DATA", str(tmp_path / "new"))
        monkeypatch.delitem(os.environ, "FOOTPRINT_BACKUP_KEY", raising=False)
        (tmp_path / "kept.backup").write_bytes(b"x")
        result = run("restore", tmp_path / "kept.backup")
        assert result.exit_code == 1
        assert "The key of the backup is not there" in result.stderr
