"""Whatever people do to the records, in whatever order, what must hold of the records holds after every step.

10 runs of 20 steps in the ordinary suite; `FOOTPRINT_RUNS=2000` for more (`make nightly`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from footprint.actions import access, allocations, children, contacts, duties, loading, reviews
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.exchange.open_format.spec import files
from footprint.records.models import Child, Conflict, Decision, Review, Staff, User
from footprint.records.queries import Absent, Reader
from footprint.records.versions import Stale
from tests.integration.world import CHILDREN, OF_IRO_1, TODAY, World, build
from tests.properties.the_authority import audited, breaches, content, versions

RUNS, STEPS = int(os.environ.get("FOOTPRINT_RUNS", "10")), int(os.environ.get("FOOTPRINT_STEPS", "20"))
NOW = datetime.combine(TODAY, time(11), ZoneInfo("Europe/London"))
ACTORS = ["iro-1", "iro-2", "sw-1", "tm-1", "bs-1", "sm-1", "ig-1"]
SAID_NO = (Refused, Unfit, Stale, Absent)

actor, child = st.sampled_from(ACTORS), st.sampled_from(CHILDREN)
doer = st.sampled_from(["sm-1", "sm-1", "iro-1", "bs-1", *ACTORS])
"""Somebody who often may, so that more is done than refused."""
day = st.integers(-420, 120).map(lambda days: TODAY + timedelta(days))
reviewer = st.sampled_from(["iro-1", "iro-2", "iro-1", "iro-2", "tm-1", *ACTORS])
recent = st.integers(-30, 1).map(lambda days: TODAY + timedelta(days))
words = st.sampled_from(["", "a reason of more than twenty characters", "the office", "école ‘Zoë’ \u0000"])
VISITORS = {name: "iro-1" if name in OF_IRO_1 else "iro-2" for name in CHILDREN}


def _decision(review: Review) -> Decision:
    return review.decisions.order_by("pk").last() or Decision(review=review)


Step = Callable[[Reader, Review, int, date], Any]
OF_A_REVIEW: dict[str, Step] = {
    "invite": lambda by, it, seen, on: reviews.invite(by=by, review=it, part="mother", name=str(on)),
    "report": lambda by, it, seen, on: reviews.note_report(by=by, review=it, kind="health", received=on, shared=None),
    "begin": lambda by, it, seen, on: reviews.begin(by=by, review=it, seen=seen, on=on),
    "meet": lambda by, it, seen, on: reviews.meet(by=by, review=it, on=on),
    "adjourn": lambda by, it, seen, on: reviews.adjourn(
        by=by, review=it, seen=seen, on=on, why="no report", until=on + timedelta(9)
    ),
    "resume": lambda by, it, seen, on: reviews.resume(by=by, review=it, seen=seen, on=on),
    "presence": lambda by, it, seen, on: reviews.note_presence(by=by, review=it, seen=seen, way="spoke", last_seen=on),
    "complete": lambda by, it, seen, on: reviews.complete(by=by, review=it, seen=seen, on=on),
    "late": lambda by, it, seen, on: reviews.explain_late(by=by, review=it, seen=seen, reason="Other"),
    "decide": lambda by, it, seen, on: reviews.decide(by=by, review=it, text="Go on", owner="SW", due=on + timedelta(40)),
    "send": lambda by, it, seen, on: reviews.send_decisions(by=by, review=it, seen=seen),
    "answer": lambda by, it, seen, on: reviews.answer_decision(by=by, decision=_decision(it), agrees=True),
    "progress": lambda by, it, seen, on: reviews.report_progress(by=by, decision=_decision(it), status="done"),
    "judge": lambda by, it, seen, on: reviews.judge(by=by, review=it, seen=seen, answers={}, comments={}, rag="green"),
    "write": lambda by, it, seen, on: reviews.save_section(by=by, review=it, key="health", seen=seen, text=str(on)),
    "finish": lambda by, it, seen, on: reviews.finish_record(by=by, review=it, seen=seen),
    "correct": lambda by, it, seen, on: reviews.correct(by=by, review=it, text="not so"),
    "void": lambda by, it, seen, on: reviews.void(by=by, review=it, seen=seen, reason="the wrong child"),
}
a_step = st.sampled_from([*OF_A_REVIEW])


class TheRecords(RuleBasedStateMachine):
    """All that people can do, done by anybody to anybody; each run begins with the same authority and is undone."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world: World = WORLD[0]
        self.readers = {number: Reader(User.objects.get(pk=self.world.users[number].pk), NOW) for number in ACTORS}
        self.told = False
        self.changed = True
        self.last = versions()
        self.held = content()
        self.serial = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _try(self, do: Callable[[], Any]) -> None:
        """Do something. Where it is refused nothing has changed; where it is done the audit has a row more."""
        seen = audited()
        try:
            do()
        except SAID_NO:
            assert content() == self.held, "what was refused changed something"
            assert audited() == seen, "what was refused is told as done"
            return
        assert audited() == seen + 1, "what was done is not told once in the audit"
        self.changed = True

    def _child(self, name: str) -> Child:
        return Child.objects.select_related("standing").get(pk=self.world.children[name].pk)

    @rule(by=st.sampled_from(ACTORS), whose=child, on=day, kind=st.sampled_from([*contacts.KINDS, "letter"]))
    def record_contact(self, by: str, whose: str, on: date, kind: str) -> None:
        self._try(lambda: contacts.record_contact(by=self.readers[by], child=self._child(whose), on=on, kind=kind))

    @rule(by=doer, whose=child, on=day, venue=words)
    def plan_review(self, by: str, whose: str, on: date, venue: str) -> None:
        self._try(lambda: reviews.plan_review(by=self.readers[by], child=self._child(whose), on=on, venue=_plain(venue)))

    @precondition(lambda self: Review.objects.filter(status="planned").exists())
    @rule(by=doer, on=day, venue=words, behind=st.integers(0, 1), which=st.integers(0, 5))
    def move_review(self, by: str, on: date, venue: str, behind: int, which: int) -> None:
        review = self._planned(which)
        move = {"seen": review.version - behind, "on": on, "venue": _plain(venue), "mode": "virtual"}
        self._try(lambda: reviews.move_review(by=self.readers[by], review=review, **move))

    @precondition(lambda self: Review.objects.filter(status="planned").exists())
    @rule(by=doer, reason=words, behind=st.integers(0, 1), which=st.integers(0, 5))
    def cancel_review(self, by: str, reason: str, behind: int, which: int) -> None:
        review = self._planned(which)
        seen = review.version - behind
        self._try(lambda: reviews.cancel_review(by=self.readers[by], review=review, seen=seen, reason=_plain(reason)))

    def _planned(self, which: int) -> Review:
        found = list(Review.objects.filter(status="planned").order_by("pk"))
        return found[which % len(found)]

    @rule(
        by=reviewer,
        whose=child,
        on=recent,
        step=st.sampled_from([*OF_A_REVIEW]),
        behind=st.integers(0, 1),
        which=st.integers(0, 3),
    )
    def step_of_a_review(self, by: str, whose: str, on: date, step: str, behind: int, which: int) -> None:
        """Anything that can be done with a review, most often with one that is going on."""
        found = list(Review.objects.select_related("child").filter(child=self._child(whose)).order_by("-pk"))
        review = found[which % len(found)]
        self._try(lambda: OF_A_REVIEW[step](self.readers[by], review, review.version - behind, on))

    @rule(by=doer, whose=child, to=st.sampled_from(["iro-1", "iro-2", "sw-1", "sm-1"]), on=day, reason=words, despite=words)
    def allocate(self, by: str, whose: str, to: str, on: date, reason: str, despite: str) -> None:
        staff = Staff.objects.get(number=to)
        told = {"on": on, "reason": _plain(reason), "despite": _plain(despite)}
        self._try(lambda: allocations.allocate_iro(by=self.readers[by], child=self._child(whose), staff=staff, **told))

    @rule(
        by=doer,
        whose=child,
        born=st.integers(0, 7000),
        behind=st.integers(0, 1),
        field=st.sampled_from(["dob", "language", "upn"]),
    )
    def correct_details(self, by: str, whose: str, born: int, behind: int, field: str) -> None:
        held = self._child(whose)
        change: dict[str, Any] = {field: TODAY - timedelta(born - 100) if field == "dob" else "Romani"}
        self._try(lambda: children.correct_details(by=self.readers[by], child=held, seen=held.version - behind, **change))

    @rule(by=doer, whose=child, names=st.lists(actor, max_size=2, unique=True))
    def restrict(self, by: str, whose: str, names: list[str]) -> None:
        people = [self.world.users[name] for name in names]
        self._try(lambda: access.restrict(by=self.readers[by], child=self._child(whose), people=people))

    @rule(by=doer, whose=child, reason=words)
    def lift(self, by: str, whose: str, reason: str) -> None:
        self._try(lambda: access.lift_restriction(by=self.readers[by], child=self._child(whose), reason=_plain(reason)))

    @rule(by=doer, whom=actor, whose=child, reason=words)
    def declare_conflict(self, by: str, whom: str, whose: str, reason: str) -> None:
        told = {"number": f"N-{whose}", "reason": _plain(reason)}
        self._try(lambda: access.declare_conflict(by=self.readers[by], user=self.world.users[whom], **told))

    @rule(by=actor, whose=child, reason=words)
    def end_conflict(self, by: str, whose: str, reason: str) -> None:
        found = Conflict.objects.filter(child=self._child(whose)).first()
        if found:
            self._try(lambda: access.end_conflict(by=self.readers[by], conflict=found, reason=_plain(reason)))

    @rule(by=actor, whose=child, category=st.sampled_from([*access.CATEGORIES, "curiosity"]), reason=words)
    def break_glass(self, by: str, whose: str, category: str, reason: str) -> None:
        told = {"number": f"N-{whose}", "category": category, "reason": _plain(reason)}
        self._try(lambda: access.break_glass(by=self.readers[by], **told))

    @rule(
        whose=child, on=st.integers(0, 390), what=st.sampled_from(["plans", "milestones", "reviews", "cp_plans", "escalations"])
    )
    def a_fact_comes_in(self, whose: str, on: int, what: str) -> None:
        """What nobody can record in the pages yet comes in as a file would bring it."""
        self.serial += 1
        rows = _FACTS[what](f"N-{whose}", TODAY - timedelta(on), f"new-{self.serial}")
        loading.add(what, pl.DataFrame([rows], schema=files()[what].schema))
        duties.refresh([self.world.children[whose].pk], TODAY)
        self.changed = True

    @invariant()
    def what_must_hold_holds(self) -> None:
        if not self.changed:
            return
        self.changed = False
        assert list(breaches(self.world, self.readers, TODAY)) == []
        now = versions()
        assert all(now[row] >= version for row, version in self.last.items()), "a version went back, or a row is gone"
        self.last = now
        self.held = content()


def _plain(text: str) -> str:
    """PostgreSQL's text holds no null character; Django's forms let none through."""
    return text.replace("\u0000", "")


_FACTS: dict[str, Callable[[str, date, str], dict[str, Any]]] = {
    "plans": lambda number, on, name: {"child": number, "kind": "permanence", "value": "kin", "agreed": on},
    "milestones": lambda number, on, name: {"child": number, "kind": "red_listed", "on": on},
    "reviews": lambda number, on, name: {"review": name, "child": number, "started": on, "status": "held", "rag": "amber"},
    "cp_plans": lambda number, on, name: {"child": number, "category": "neglect", "started": on},
    "escalations": lambda number, on, name: {"escalation": name, "child": number, "raised": on, "kind": "formal"},
}
WORLD: list[World] = []


def _held() -> World:
    """The world that other tests in this process have left in the database."""
    users = {user.username.partition("@")[0]: user for user in User.objects.all()}
    return World(users, {name: Child.objects.get(number=f"N-{name}") for name in CHILDREN})


@pytest.mark.django_db
def test_what_must_hold_holds_whatever_is_done() -> None:
    WORLD[:] = [_held() if Child.objects.exists() else build()]
    settings_ = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        derandomize="FOOTPRINT_RUNS" not in os.environ,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(TheRecords, settings=settings_)
