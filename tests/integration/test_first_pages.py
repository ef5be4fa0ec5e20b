"""Each role's first page opens, and shows only children whom that person may see."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.world import CHILDREN, OF_IRO_2, World, canary

SEES = {
    "iro-1": ["ada", "ben"],
    "iro-2": OF_IRO_2,
    "sw-1": ["ada", "ben", "cleo"],
    "tm-1": ["ada", "ben", "cleo"],
    "bs-1": ["ada", "ben", "cleo", "dev", "eve"],
    "sm-1": CHILDREN,
    "sl-1": [],
    "ig-1": [],
    "ta-1": [],
}


@pytest.mark.parametrize("number", SEES)
def test_the_first_page_opens(client_of: Any, number: str) -> None:
    assert client_of(number).get("/").status_code == 200


@pytest.mark.parametrize("number", SEES)
def test_the_list_shows_whom_one_may_see_and_nobody_else(client_of: Any, world: World, number: str) -> None:
    body = client_of(number).get("/children/").content.decode()
    assert [child for child in CHILDREN if canary(child) in body] == SEES[number]
