"""The specification speaks through one fixture."""

from __future__ import annotations

import pytest

from tests.spec.language import Spec


@pytest.fixture
def spec() -> Spec:
    """The start of every example."""
    return Spec()
