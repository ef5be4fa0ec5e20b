"""The two children of the examples, as a return and as records."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import EPISODES, HEADER, REVIEWS, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A return of two children: one still in care with a late review, one who left."""
    return written(tmp_path / "return", header=HEADER, episodes=EPISODES, reviews=REVIEWS)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """The same two children in the open format, with decisions sent."""
    return written(
        tmp_path / "records",
        children="child,dob\n101,2015-05-04\n102,2010-11-17\n",
        episodes="child,decom,rne,ls,place,dec,rec\n101,2023-12-12,S,C2,U6,,\n102,2024-02-05,S,V2,U6,2024-06-20,E4A\n",
        reviews="review,child,started,completed,status,decisions_sent\n"
        "r1,101,2024-01-11,2024-01-11,held,2024-01-18\n"
        "r2,101,2024-04-30,2024-04-30,held,\n"
        "r3,102,2024-03-01,2024-03-01,held,\n",
    )
