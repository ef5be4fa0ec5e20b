"""The answers of the table of permissions: sentences, states of records, several roles, words that it does not know."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.domain.permission_table import FILE, load_table
from footprint.domain.permissions import ABSENT, Answer, Refused, check, conflicts, may, relations_allowed


def line_of(answer: Answer) -> str:
    """The line of the table that an answer names."""
    number = int(answer.reason.rsplit("line ", 1)[1].rstrip(").")) - 1
    return FILE.read_text("utf-8").splitlines()[number]


def test_a_yes_names_the_role_and_the_line() -> None:
    answer = may({"iro"}, "edit", "decision", "own")
    assert answer.reason.startswith(
        "As Independent Reviewing Officer you may change a decision of a review where it is your own (permissions.toml, line "
    )
    assert line_of(answer) == 'iro = { own = "list read create edit finalise correct", glass = "read" }'


def test_every_line_named_is_the_line_of_that_role_in_that_record() -> None:
    table, text = load_table(), FILE.read_text("utf-8").splitlines()
    for (record, role), line in table.lines.items():
        heads = [each for each in text[:line] if each.startswith("[")]
        assert (heads[-1], text[line - 1].split(" = ")[0]) == (f"[record.{record}]", role)
    assert len(table.lines) == sum(len(record.cells) for record in table.records.values())


def test_a_no_says_where_it_would_be_a_yes() -> None:
    assert may({"team_manager"}, "read", "child", "service").reason == (
        "As team manager you may read a child's core record only where it is your team's."
    )
    assert may({"iro"}, "read", "child", "service").reason == (
        "As Independent Reviewing Officer you may read a child's core record only where it is your own or by breaking the glass."
    )


def test_a_no_names_the_rule_of_independence() -> None:
    assert may({"team_manager"}, "edit", "decision", "team").reason == (
        "As team manager you may not change a decision of a review. I2: Nobody outside the reviewing service writes, changes, "
        "hides or holds back what the IRO records; they answer it in records of their own."
    )
    assert "I7: " in may({"technical_admin"}, "edit", "people", "own").reason


def test_a_no_where_nothing_is_written() -> None:
    assert may({"iro"}, "list", "restriction", "own").reason == (
        "As Independent Reviewing Officer you may not list the list of those who may see a restricted child."
    )
    assert may(set(), "read", "rulebook", "service").reason == "You hold no role, so nothing is open to you."


def test_an_answer_is_true_or_false_and_cannot_be_changed() -> None:
    assert bool(may({"iro"}, "read", "child", "own")) is True
    assert bool(may({"iro"}, "dispose", "child", "own")) is False
    with pytest.raises(dataclasses.FrozenInstanceError):
        may({"iro"}, "dispose", "child", "own").allowed = True


# --- 404 and 403: what one may know of ---------------------------------------------------------------------------------


def test_what_one_may_neither_list_nor_read_is_absent() -> None:
    assert may({"iro"}, "edit", "child", "service").absent
    assert may({"senior_leader"}, "read", "child", "service").absent
    assert not may({"data_officer"}, "read", "child", "service").absent  # listed, so there
    assert not may({"iro"}, "dispose", "child", "own").absent


def test_check_raises_with_the_sentence() -> None:
    assert check({"iro"}, "read", "child", "own")
    with pytest.raises(Refused, match="you may not dispose of a child's core record") as refused:
        check({"iro"}, "dispose", "child", "own")
    assert isinstance(refused.value, PermissionError)
    assert (refused.value.reason, refused.value.absent) == (str(refused.value), False)


def test_check_does_not_tell_of_what_is_absent() -> None:
    for relation, state in (("service", ""), ("own", "blocked"), ("own", "sealed")):
        with pytest.raises(Refused) as refused:
            check({"iro"}, "read", "child", relation, state)
        assert (refused.value.reason, refused.value.absent) == (ABSENT, True)


# --- States ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["blocked", "sealed", "closed blocked", "restricted sealed"])
@pytest.mark.parametrize("relation", ["own", "service", "addressed", "glass"])
def test_blocked_and_sealed_are_absent_even_through_broken_glass(state: str, relation: str) -> None:
    assert may({"iro", "service_manager"}, "read", "child", relation, state) == Answer(False, ABSENT, absent=True)


def test_restricted_leaves_those_who_are_named_or_allocated_and_the_glass() -> None:
    assert not may({"service_manager"}, "read", "child", "service", "restricted")
    assert not may({"service_manager"}, "list", "child", "service", "restricted")
    assert may({"service_manager"}, "read", "child", "glass", "restricted")
    assert may({"iro"}, "edit", "decision", "own", "restricted")
    assert may({"senior_leader"}, "read", "escalation", "addressed", "restricted")


def test_a_restricted_record_says_so_to_those_who_would_else_see_it_and_to_no_others() -> None:
    inside = may({"business_support"}, "read", "child", "service", "restricted")
    assert inside == Answer(False, "This record is restricted to named people, and you are not one of them.", absent=False)
    assert may({"team_manager"}, "read", "child", "service", "restricted").absent


def test_closed_is_read_and_corrected_and_not_added_to() -> None:
    for action in ("list", "read", "correct"):
        assert may({"iro"}, action, "decision", "own", "closed")
    for action in ("create", "edit", "finalise"):
        answer = may({"iro"}, action, "decision", "own", "closed")
        assert answer.reason == "This record is closed: it may be read, corrected and shared, and no longer added to."
        assert not answer.allowed and not answer.absent
    assert may({"business_support"}, "share", "review_record", "service", "closed")
    assert may({"information_governance"}, "dispose", "child", "addressed", "closed")
    assert not may({"iro"}, "edit", "decision", "own", "closed restricted")


# --- Several roles -----------------------------------------------------------------------------------------------------


def test_a_senior_iro_writes_as_iro_and_reads_as_manager() -> None:
    both = {"iro", "service_manager"}
    assert may(both, "edit", "decision", "own")
    assert may(both, "read", "decision", "service")
    assert not may(both, "edit", "decision", "service")
    assert relations_allowed(both, "read", "decision") == {"own", "team", "service", "glass"}
    assert relations_allowed(both, "edit", "decision") == {"own"}


def test_whoever_holds_a_forbidden_pair_may_do_nothing() -> None:
    both = {"iro", "social_worker"}
    assert conflicts(both) == [
        "One person may not be social worker and Independent Reviewing Officer: whoever plans or pays for a child's care, or "
        "manages those who do, may not also review it or watch over the record of the review."
    ]
    assert may(both, "read", "rulebook", "service") == Answer(False, conflicts(both)[0])
    assert relations_allowed(both, "read", "rulebook") == frozenset()


def test_the_forbidden_pairs() -> None:
    outside = {"social_worker", "team_manager", "senior_leader"}
    inside = {"iro", "service_manager", "business_support", "information_governance"}
    everyone = set(load_table().roles)
    assert all(len(conflicts({one, other})) == 1 for one in outside for other in inside)
    assert all(len(conflicts({"technical_admin", other})) == 1 for other in everyone - {"technical_admin"})
    assert not any(conflicts(group) for group in (outside, inside, {"data_officer"} | inside, {"data_officer"} | outside))
    assert conflicts(set()) == []


# --- Words that the table does not know --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            ({"IRO"}, "read", "child", "own"),
            '"IRO" is not a role of permissions.toml: it knows social_worker, team_manager, iro,',
        ),
        (({"iro"}, "view", "child", "own"), '"view" is not an action of permissions.toml: it knows list, read'),
        (({"iro"}, "read", "chld", "own"), '"chld" is not a record of permissions.toml: it knows child, placement'),
        (({"iro"}, "read", "child", "mine"), '"mine" is not a relation of permissions.toml: it knows own, team, service'),
        (({"iro"}, "read", "child", "own", "secret"), '"secret" is not a state of permissions.toml: it knows blocked'),
        (("iro", "read", "child", "own"), '"i" is not a role'),
    ],
)
def test_an_unknown_word_raises(asked: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        may(*asked)
    with pytest.raises(ValueError, match=sentence):
        check(*asked)


def test_an_unknown_word_raises_in_every_function() -> None:
    with pytest.raises(ValueError, match='"boss" is not a role'):
        conflicts({"boss"})
    with pytest.raises(ValueError, match='"boss" is not a role'):
        relations_allowed({"boss"}, "read", "child")
    with pytest.raises(ValueError, match='"chld" is not a record'):
        relations_allowed({"iro"}, "read", "chld")
