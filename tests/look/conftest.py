"""The gallery, written once and served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.look.browser import served
from tests.look.gallery import write


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the gallery."""
    folder = tmp_path_factory.mktemp("gallery")
    write(folder)
    with served(folder) as address:
        yield address
