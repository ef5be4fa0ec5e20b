"""A page asks the database a fixed number of questions, however many rows there are."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from footprint.actions import duties, loading
from footprint.exchange.open_format.spec import files
from tests.integration.world import TODAY, World, ago

MOST = 25
ADDRESSES = ["/", "/children/", "/children/calendar/", "/service/", "/child/{}/", "/child/{}/reviews/", "/child/{}/life/"]


def _more_children(count: int) -> None:
    """Children of IRO 1 beside those of the world."""
    names = [f"M-{place}" for place in range(count)]
    rows = {
        "children": [{"child": name, "first_name": "More", "last_name": name, "dob": ago(4000)} for name in names],
        "episodes": [{"child": name, "decom": ago(300), "rne": "S", "ls": "C2", "cin": "N1", "place": "U4"} for name in names],
        "involvements": [{"child": name, "staff": "iro-1", "role": "iro", "started": ago(300)} for name in names],
        "reviews": [{"review": f"{name}-R", "child": name, "started": ago(200), "status": "held"} for name in names],
    }
    for name, found in rows.items():
        loading.add(name, pl.DataFrame(found, schema=files()[name].schema))
    duties.rebuild(TODAY)


def _asked(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("number", ["iro-1", "sm-1"])
def test_queries_do_not_grow_with_rows(client_of: Any, world: World, number: str) -> None:
    client, child = client_of(number), world.children["ada"].public
    addresses = [address.format(child) for address in ADDRESSES]
    few = {address: _asked(client, address) for address in addresses}
    _more_children(60)
    many = {address: _asked(client, address) for address in addresses}
    assert {address: count for address, count in many.items() if count > few[address] or count > MOST} == {}
