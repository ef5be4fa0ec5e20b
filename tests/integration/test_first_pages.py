"""Each role's first page opens, and shows only children whom that person may see."""

from __future__ import annotations

import re
from typing import Any

import pytest

from footprint.web.navigation import PLACES
from tests.integration.doors import doors
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


@pytest.mark.parametrize(
    ("number", "address", "place"),
    [
        ("sm-1", "/", "Today"),
        ("sm-1", "/children/in-need/", "Children"),
        ("sm-1", "/people/conflicts/new/", "People"),
        ("sm-1", "/settings/rules/review.first/", "Settings"),
    ],
)
def test_the_place_where_one_is_is_marked_on_the_pages_under_it_too(
    client_of: Any, number: str, address: str, place: str
) -> None:
    page = client_of(number).get(address).content.decode()
    assert re.findall(r'aria-current="true">\s*(?:<strong[^>]*>)?\s*([\w ]+?)\s*<', page) == [place]


def test_every_page_lies_under_one_place() -> None:
    under = [first for place in PLACES for first in place.under]
    assert len(under) == len(set(under))
    assert {door.route.partition("/")[0] for door in doors() if door.permission} - {"api"} == set(under)
