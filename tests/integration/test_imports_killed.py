"""An import that is killed at any moment has happened whole or not at all, and can be done again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from footprint.demo.authority import make_authority
from footprint.exchange.open_format.write import write_open_format
from tests.integration.fresh import FOOTPRINT, Installation, installation

KILLS = int(os.environ.get("FOOTPRINT_KILLS", "4"))
"""How often; `make nightly` asks for more."""

_STATE = """
import django; django.setup()
import hashlib
from footprint.records.models import Duty, Import, ReviewTiming, Standing
from footprint.records.tables import frames
whole = hashlib.sha256()
for frame in frames().values():
    whole.update(frame.drop("pk").write_csv().encode())
for model in (Duty, ReviewTiming, Standing):
    names = [field.attname for field in model._meta.fields if field.name != "id"]
    whole.update(repr(sorted(map(repr, model._default_manager.values_list(*names)))).encode())
print(whole.hexdigest(), Import.objects.filter(state="confirmed").count())
"""


def _state(here: Installation) -> tuple[str, int]:
    """A hash of every record and of what follows from them, and how many imports are confirmed."""
    command = [*FOOTPRINT[:1], "-c", _STATE]
    env = here.env | {"DJANGO_SETTINGS_MODULE": "footprint.config.settings"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    found, confirmed = done.stdout.split()
    return found, int(confirmed)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "data") as found:
        yield found


def _folders(folder: Path) -> tuple[Path, Path]:
    """An authority of which little was known, and the same with all that is."""
    whole = make_authority("england", children=20, on=date(2026, 3, 31))
    later = ("contacts", "decisions", "plans", "milestones")
    little = whole | {name: whole[name].clear() for name in later}
    little["children"] = whole["children"].with_columns(first_name=pl.lit("Nobody"), language=None)
    write_open_format(little, folder / "first")
    write_open_format(whole, folder / "second")
    return folder / "first", folder / "second"


def _seconds(here: Installation, files: Path) -> float:
    began = time.monotonic()
    here.told("import", files, "--older")
    return time.monotonic() - began


def test_before_or_after_and_never_between(here: Installation, tmp_path: Path) -> None:
    """A file whose import is killed at moments spread over its length: the records are those before or those after."""
    first, second = _folders(tmp_path)
    here.told("import", first)
    saved = tmp_path / "saved"
    shutil.copytree(here.data, saved)
    before = _state(here)
    lasts = _seconds(here, second)
    after = _state(here)
    assert before[0] != after[0]
    seen = [after]
    for kill in range(KILLS):
        if seen[-1] != before:
            _set_back(here, saved, first)
        seen.append(_killed(here, second, lasts * (0.2 + 0.9 * kill / KILLS)))
        assert seen[-1] in (before, after)
    assert before in seen
    here.told("import", second, "--older")
    assert _state(here)[0] == after[0]


def _set_back(here: Installation, saved: Path, first: Path) -> None:
    """The installation as it was before the second import."""
    if not here.env["DATABASE_URL"]:
        shutil.rmtree(here.data)
        shutil.copytree(saved, here.data)
        return
    subprocess.run([*FOOTPRINT, "manage", "flush", "--no-input"], env=here.env, check=True, capture_output=True)
    here.told("import", first)


def _killed(here: Installation, files: Path, after: float) -> tuple[str, int]:
    """What is there after an import that was killed so many seconds after it began."""
    process = subprocess.Popen(
        [*FOOTPRINT, "import", str(files), "--older"], env=here.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return _state(here)
