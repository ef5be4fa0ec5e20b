"""Running a command, on small returns."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner, Result

from footprint.cli import app

TIMETABLE = ["child", "period_started", "number", "kind", "due", "held", "on_time", "rule", "reason", "incomplete"]
DUTIES = ["child", "rule", "started", "due", "met", "status", "days_late", "owner", "reason", "source"]

HEADER = "CHILD,SEX,DOB,ETHNIC\n101,1,04/05/2015,WBRI\n102,2,17/11/2010,WBRI\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
    "101,12/12/2023,S,C2,N1,U6,PR1,,\n"
    "102,05/02/2024,S,V2,N1,U6,PR1,20/06/2024,E4A\n"
)
REVIEWS = (
    "CHILD,DOB,REVIEW,REVIEW_CODE\n101,04/05/2015,11/01/2024,PN1\n101,04/05/2015,30/04/2024,PN1\n102,17/11/2010,01/03/2024,PN1\n"
)


BAD_ROW = "101,soon,S,C2,N1,U6,PR1,,\n"
"""An episode that is set aside."""


def run(*arguments: str | Path | int) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def plain(text: str) -> str:
    """Text without colour."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def written(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
