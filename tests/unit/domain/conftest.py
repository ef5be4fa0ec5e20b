"""What is shared by the tests of the domain."""

from __future__ import annotations

import pytest

from footprint.domain.facts import FEW


@pytest.fixture(params=[FEW, 0], ids=["as few", "as many"])
def however_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small case as it is worked out among few events, and as among many, where the engine goes other ways."""
    for module in ("facts", "duties", "reasons", "episodes"):
        monkeypatch.setattr(f"footprint.domain.{module}.FEW", request.param)
