"""A chronology taken apart: one child, a part of the nation; events and spells from rows."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from footprint.domain.chronology import CHILDREN_SCHEMA, Chronology, events_frame, spells_frame

DAY = date(2024, 3, 4)
NATION = Chronology(
    pl.DataFrame([(name, None, False) for name in ("Ada", "Ben", "Cleo")], schema=CHILDREN_SCHEMA, orient="row"),
    events_frame([(0, "came_into_care", DAY, None), (1, "review_held", DAY, "review 1"), (2, "iro_visit", DAY, None)]),
    spells_frame([(0, "looked_after", DAY, None), (1, "looked_after", DAY, date(2024, 5, 6))]),
)


def test_one_child() -> None:
    ben = NATION.of("Ben")
    assert ben.children["child"].to_list() == ["Ben"]
    assert ben.events.select("child", "kind", "about").rows() == [(0, "review_held", "review 1")]
    assert ben.spells.select("child", "ended").rows() == [(0, date(2024, 5, 6))]


def test_nobody() -> None:
    nobody = NATION.of("Dan")
    assert [len(frame) for frame in (nobody.children, nobody.events, nobody.spells)] == [0, 0, 0]


def test_a_part() -> None:
    part = NATION.part(1, 3)
    assert part.children["child"].to_list() == ["Ben", "Cleo"]
    assert part.events.select("child", "kind").rows() == [(0, "review_held"), (1, "iro_visit")]
    assert part.spells["child"].to_list() == [0]


def test_parts_make_up_the_whole() -> None:
    parts = [NATION.part(0, 1), NATION.part(1, 3)]
    assert sum(len(part.events) for part in parts) == len(NATION.events)
    assert all(part.events.schema == NATION.events.schema for part in parts)
    assert all(part.spells.schema == NATION.spells.schema for part in parts)


def test_what_happened_is_known_on_its_day() -> None:
    assert (NATION.events["known"] == NATION.events["on"]).all()
    assert NATION.spells["known"].to_list() == NATION.spells["started"].to_list()
    assert NATION.spells["ended_known"].to_list() == NATION.spells["ended"].to_list()


def test_a_kind_or_a_state_that_is_not_in_the_vocabulary() -> None:
    with pytest.raises(KeyError, match="tea"):
        events_frame([(0, "tea", DAY, None)])
    with pytest.raises(KeyError, match="tall"):
        spells_frame([(0, "tall", DAY, None)])


def test_a_nation_some_children_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert next(NATION.parts()) is NATION
    monkeypatch.setattr("footprint.domain.chronology.PART", 2)
    assert [part.children["child"].to_list() for part in NATION.parts()] == [["Ada", "Ben"], ["Cleo"]]
