"""What must hold of every question that can be put to the table of permissions."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from footprint.domain.permission_table import load_table
from footprint.domain.permissions import ABSENT, conflicts, may, relations_allowed
from tests.properties.often import often

TABLE = load_table()
many = often(150)

roles = st.frozensets(st.sampled_from(list(TABLE.roles)), max_size=4)
actions = st.sampled_from(list(TABLE.actions))
records = st.sampled_from(list(TABLE.records))
relations = st.sampled_from(list(TABLE.relations))
states = st.lists(st.sampled_from(list(TABLE.states)), unique=True, max_size=3).map(" ".join)
Roles = frozenset[str]


def written(role: str, action: str, record: str, relation: str) -> bool:
    """Whether the file gives this right, in this relation or in one that covers it."""
    line = TABLE.records[record].cells.get(role, {})
    return any(action in line[each] for each in line if relation in (each, *TABLE.relations[each].covers))


@many
@given(roles, actions, records, relations, states)
def test_what_is_not_written_is_denied(held: Roles, action: str, record: str, relation: str, state: str) -> None:
    if may(held, action, record, relation, state):
        assert any(written(role, action, record, relation) for role in held)


@many
@given(roles, st.sampled_from(list(TABLE.roles)), actions, records, relations, states)
def test_a_further_role_takes_no_right_away(held: Roles, more: str, action: str, record: str, relation: str, state: str) -> None:
    """Unless the two may not be held together: then every right is gone."""
    both = held | {more}
    if conflicts(both):
        assert not may(both, action, record, relation, state)
    elif may(held, action, record, relation, state):
        assert may(both, action, record, relation, state)


@many
@given(roles, actions, records, relations, st.sampled_from(["blocked", "sealed"]), states)
def test_blocked_and_sealed_never_show_anything(
    held: Roles, action: str, record: str, relation: str, hidden: str, others: str
) -> None:
    answer = may(held, action, record, relation, f"{others} {hidden}")
    assert (answer.allowed, answer.absent, answer.reason) == (False, True, ABSENT)


@many
@given(roles, actions, records, relations, states)
def test_a_state_gives_no_right(held: Roles, action: str, record: str, relation: str, state: str) -> None:
    assert may(held, action, record, relation) or not may(held, action, record, relation, state)


@many
@given(roles, actions, records)
def test_a_query_may_see_just_what_a_page_may(held: Roles, action: str, record: str) -> None:
    each = {relation for relation in TABLE.relations if may(held, action, record, relation)}
    assert relations_allowed(held, action, record) == each


@many
@given(roles, actions, records, relations, states)
def test_every_answer_is_a_sentence(held: Roles, action: str, record: str, relation: str, state: str) -> None:
    answer = may(held, action, record, relation, state)
    assert answer.reason[0].isupper() and answer.reason.endswith(".") and "None" not in answer.reason
    assert not (answer.allowed and answer.absent)


@many
@given(roles, actions, records, relations, states)
def test_no_rule_of_independence_is_ever_broken(held: Roles, action: str, record: str, relation: str, state: str) -> None:
    if may(held, action, record, relation, state):
        assert any(TABLE.forbidding(role, action, record, relation) is None for role in held)


def test_no_single_role_ever_gets_what_is_forbidden() -> None:
    """Every cell of the table, not a sample."""
    given_ = chain.from_iterable((((*cell, each) for each in wide) for cell, wide in TABLE.rights.items()))
    assert [cell for cell in given_ if TABLE.forbidding(*cell)] == []
