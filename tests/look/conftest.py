"""The gallery, written once and served, and a browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.look.browser import chromium, served
from tests.look.gallery import write


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the gallery."""
    folder = tmp_path_factory.mktemp("gallery")
    write(folder)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as launched:
        yield launched
