"""What an import would change: nothing twice, nothing lost, nothing erased, and never by the order of rows."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from footprint.exchange.exceptions import EXCEPTION_SCHEMA, exceptions
from footprint.exchange.open_format.spec import files
from footprint.exchange.reconcile import Changes, reconcile
from tests.properties.test_open_format import records

Tables = dict[str, pl.DataFrame]
_SPARE = st.none() | st.sampled_from([date(2024, 1, 1), date(2024, 2, 1)])
_ROWS = {
    "involvements": st.fixed_dictionaries(
        {"child": st.sampled_from("AB"), "staff": st.just("S"), "role": st.just("iro"), "started": _SPARE, "ended": _SPARE}
    ),
    "contacts": st.fixed_dictionaries(
        {
            "child": st.just("A"),
            "staff": st.sampled_from("ST"),
            "on": st.just(date(2024, 1, 1)),
            "kind": st.just("call"),
            "alone": st.none() | st.booleans(),
        }
    ),
}


@st.composite
def crowded(draw: st.DrawFn) -> Tables:
    """Files in which many rows have the same identity."""
    return {
        name: pl.DataFrame(draw(st.lists(row, max_size=6)), schema=files()[name].schema, orient="row")
        for name, row in _ROWS.items()
    }


tables = st.one_of(records(), crowded())


def applied(changes: dict[str, Changes]) -> Tables:
    return {name: each.applied for name, each in changes.items()}


def shuffled(frames: Tables, seed: int) -> Tables:
    return {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in frames.items()}


def assert_nothing_new(changes: dict[str, Changes]) -> None:
    for name, each in changes.items():
        assert (name, len(each.added), len(each.changed), len(each.updated), len(each.lacking)) == (name, 0, 0, 0, 0)


@given(tables, st.integers(0, 99))
def test_of_what_is_held_already_nothing_changes_in_any_order(held: Tables, seed: int) -> None:
    assert_nothing_new(reconcile(held, held))
    changes = reconcile(shuffled(held, seed), held)
    assert_nothing_new(changes)
    assert all(changes[name].unchanged == len(frame) and changes[name].kept.is_empty() for name, frame in held.items())


@given(tables)
def test_what_was_brought_into_nothing_is_there_whole(incoming: Tables) -> None:
    now = applied(reconcile(incoming, {}))
    for name, frame in incoming.items():
        assert_frame_equal(now[name], frame)
    assert_nothing_new(reconcile(incoming, now))


@given(tables, tables, st.integers(0, 99))
def test_every_row_is_accounted_for_and_order_does_not_matter(incoming: Tables, held: Tables, seed: int) -> None:
    changes, other = reconcile(incoming, held), reconcile(shuffled(incoming, seed), shuffled(held, seed + 1))
    for name, each in changes.items():
        new, old = len(incoming.get(name, ())), len(held.get(name, ()))
        assert new == len(each.added) + len(each.updated) + each.unchanged
        if name in incoming:
            assert old == len(each.lacking) + len(each.updated) + each.unchanged
        assert len(each.applied) == old + len(each.added)
        again = other[name]
        assert_frame_equal(each.applied, again.applied, check_row_order=False)
        assert (len(each.changed), len(each.kept)) == (len(again.changed), len(again.kept))
    assert exceptions(changes).schema == EXCEPTION_SCHEMA


@given(crowded(), crowded())
def test_nothing_is_erased(incoming: Tables, held: Tables) -> None:
    """Every column holds at least as many values after an import as before, and the identities that it had."""
    for name, each in reconcile(incoming, held).items():
        before = held.get(name, each.applied.clear())
        for column in before.columns:
            assert each.applied[column].count() >= before[column].count()
        identity = [*files()[name].identity]
        counts = each.applied.group_by(identity).len().join(before.group_by(identity).len(), on=identity, nulls_equal=True)
        assert (counts["len"] >= counts["len_right"]).all()
        assert counts.height == before.select(identity).n_unique() or before.is_empty()


@given(records(), records())
def test_what_was_brought_in_is_not_brought_in_again(incoming: Tables, held: Tables) -> None:
    now = applied(reconcile(incoming, held))
    for each in reconcile(incoming, now).values():
        assert each.added.is_empty()
        assert each.changed.is_empty()
