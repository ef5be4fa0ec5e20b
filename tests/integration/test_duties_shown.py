"""A duty as it is listed: what is to be done, and where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from footprint.records.models import Duty, Standing
from footprint.web.words import day
from tests.integration.world import TODAY, World, ago


@pytest.mark.parametrize("number", ["iro-1", "sw-1"])
@pytest.mark.parametrize(
    ("days", "then"),
    [(2, "to be held then"), (5, "to be held then"), (6, "move it"), (-1, "record that it was held, or move it")],
)
def test_a_review_that_is_arranged_is_not_to_be_arranged(client_of: Any, world: World, number: str, days: int, then: str) -> None:
    on, client = TODAY + timedelta(days), client_of(number)
    _review_due(world, TODAY + timedelta(5))
    Standing.objects.filter(child=world.children["ada"]).update(next_planned=on)
    late = ", after the due day" if days > 5 else ""
    body = client.get(_page(world)).content.decode()
    assert f"Arranged for {day(on)}{late}: {then}" in body
    assert "Arrange the review" not in body
    assert ("Move the review" in body) is (number == "iro-1")
    if number == "iro-1":
        assert f"Arranged for {day(on)}{late}: {then}" in client.get("/").content.decode()


def test_a_review_that_is_arranged_and_late_is_to_be_held(client_of: Any, world: World) -> None:
    _review_due(world, ago(4))
    Standing.objects.filter(child=world.children["ada"]).update(next_planned=TODAY)
    assert f"Arranged for {day(TODAY)}: to be held then" in client_of("iro-1").get("/").content.decode()


def test_a_review_that_is_not_arranged_is_to_be_arranged(client_of: Any, world: World) -> None:
    _review_due(world, TODAY)
    body = client_of("iro-1").get(_page(world)).content.decode()
    assert "Arrange the review" in body
    assert "Arranged for" not in body


def _page(world: World) -> str:
    return f"/child/{world.children['ada'].public}/"


def _review_due(world: World, on: Any) -> None:
    assert Duty.objects.filter(child=world.children["ada"], is_review=True, statutory=True).update(due=on) == 1


def test_the_day_and_the_child_of_several_duties_are_said_once(client_of: Any, world: World) -> None:
    child, on = world.children["ada"], TODAY + timedelta(9)
    assert Duty.objects.filter(child=child, owner="IRO").update(due=on) > 1
    rows = client_of("iro-1").get("/").content.decode().split("<li class=")
    shown = [row for row in rows if row.startswith('"fp-duty') and child.name in row and f'datetime="{on}"' in row]
    named = [row for row in shown if f'href="{_page(world)}"' in row.partition("</h")[0]]
    assert len(named) == 1 and "fp-duty--again" not in named[0]
    assert shown[0] is named[0] and all("fp-duty--again" in row for row in shown[1:]) and len(shown) > 1


def test_a_part_of_the_first_page_with_nothing_in_it_is_a_figure_and_no_more(client_of: Any, world: World) -> None:
    client = client_of("iro-1")
    Duty.objects.filter(owner="IRO").update(due=TODAY + timedelta(200))
    body = client.get("/").content.decode()
    assert "Nothing is overdue or due within four weeks." in body and 'href="#overdue"' not in body
    Duty.objects.filter(owner="IRO").update(due=ago(1))
    body = client.get("/").content.decode()
    assert 'href="#overdue"' in body and 'id="overdue"' in body and 'id="week"' not in body
