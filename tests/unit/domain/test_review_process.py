"""A review goes through its states by its steps and by no other way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from footprint.domain.permission_table import load_table
from footprint.domain.review_process import AFTER, STATES, STEPS, NotNow, Recorded, check_step, possible, refusal, state

PLANNED = Recorded(status="planned", started=date(2026, 4, 1))
BEGUN = Recorded(status="held", started=date(2026, 4, 1))
HELD = replace(BEGUN, completed=date(2026, 4, 1), participation="PN1", last_seen=True, decisions=2)
RECORDED = replace(HELD, record_completed=date(2026, 4, 8))
SENT = replace(RECORDED, record_distributed=date(2026, 4, 9))

EXAMPLES = {
    "planned": PLANNED,
    "arranged": replace(PLANNED, invited=True),
    "consulted": replace(PLANNED, invited=True, consulted=True),
    "in progress": BEGUN,
    "adjourned": replace(BEGUN, status="adjourned", adjourned=date(2026, 4, 1)),
    "held": HELD,
    "recorded": RECORDED,
    "sent": SENT,
    "complete": replace(SENT, answered=True, letter=True),
    "cancelled": Recorded(status="cancelled"),
    "recorded in error": replace(HELD, status="cancelled", in_error=True),
}


@pytest.mark.parametrize("name", STATES)
def test_each_state_is_read_off_what_is_recorded(name: str) -> None:
    assert state(EXAMPLES[name]) == name


@pytest.mark.parametrize("name", STATES)
def test_a_step_is_possible_only_where_the_table_says(name: str) -> None:
    for step in possible(EXAMPLES[name]):
        assert name in STEPS[step].starts
    for step, row in STEPS.items():
        if name not in row.starts:
            with pytest.raises(NotNow, match=row.words):
                check_step(step, EXAMPLES[name])


def test_each_step_leads_to_a_state_and_needs_a_right_that_there_is() -> None:
    table = load_table()
    for step in STEPS.values():
        assert step.leads in ("", *STATES) and set(step.starts) <= set(STATES) and step.source
        action, record = step.right
        assert action in table.actions and record in table.records


def test_a_review_is_adjourned_only_once() -> None:
    assert refusal("adjourn", BEGUN) == ""
    assert "only once" in refusal("adjourn", replace(BEGUN, adjourned=date(2026, 4, 1)))


@pytest.mark.parametrize(("changed", "why"), [({"participation": ""}, "PN0 to PN7"), ({"last_seen": False}, "last seen")])
def test_it_is_completed_only_with_the_childs_part_and_when_the_child_was_seen(changed: dict[str, object], why: str) -> None:
    ready = replace(BEGUN, participation="PN1", last_seen=True)
    assert refusal("complete", ready) == ""
    assert why in refusal("complete", replace(ready, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"decisions": 0}, "no decision"), ({"unowned": 1}, "owner"), ({"decisions_sent": date(2026, 4, 2)}, "already")],
)
def test_decisions_are_sent_once_and_each_with_an_owner(changed: dict[str, object], why: str) -> None:
    assert refusal("send_decisions", HELD) == ""
    assert why in refusal("send_decisions", replace(HELD, **changed))  # type: ignore[arg-type]


def test_a_review_of_which_no_completion_is_recorded_is_over_when_the_next_has_begun() -> None:
    assert state(replace(BEGUN, superseded=True)) == "held"


def test_nothing_can_be_done_with_what_is_cancelled() -> None:
    assert possible(EXAMPLES["cancelled"]) == [] and possible(EXAMPLES["recorded in error"]) == []


def test_after_it_is_held_it_can_be_judged_until_the_end() -> None:
    assert all("judge" in possible(EXAMPLES[name]) for name in AFTER)
