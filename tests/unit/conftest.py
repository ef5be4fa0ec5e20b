"""The unit tests work with a law that stands still, so that a change of the law is one line of it and one of its spec."""

from __future__ import annotations

from pathlib import Path

import pytest

STILL_LAW = Path(__file__).parent / "still_law"
LIVE = {"test_profiles"}
"""Modules, of the domain's tests, that are about the profiles as they ship."""


@pytest.fixture(autouse=True)
def still_law(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.module.__name__.removeprefix("tests.unit.domain.") not in LIVE:
        monkeypatch.setattr("footprint.domain.profile.PROFILES", STILL_LAW)
        monkeypatch.setattr("footprint.domain.profile.LAW", STILL_LAW / "england")
