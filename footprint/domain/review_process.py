"""A review as a process: the states it may be in and the steps that lead from one to the next, as two tables.

The state is read off what is recorded about a review; nothing stores it. A step is one thing that a person does: where it may
be done, what must be there first, by whom (the right in `permissions.toml` that it needs), and where that is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

STATES = {
    "planned": "A day is set for it.",
    "arranged": "Those who are to come have been invited.",
    "consulted": "The child has been asked, or has answered, beforehand.",
    "in progress": "It has begun and is not completed: one meeting, or several.",
    "adjourned": "It was broken off for want of information. Once only, and for at most 20 working days.",
    "held": "It is completed: the clocks of its decisions and of its record run.",
    "recorded": "The full record is written and can only be corrected by a further entry.",
    "sent": "The record has gone to those who may have it.",
    "complete": "The decisions are answered, and the child has a letter or there is a reason why not.",
    "cancelled": "It was taken back before it began, with a reason.",
    "recorded in error": "It was entered by mistake, with a reason; nothing follows from it.",
}
"""Every state, with what it means."""

WAY = ("planned", "arranged", "consulted", "in progress", "held", "recorded", "sent", "complete")
"""The states of an ordinary review, in order."""

PARTS = ["child", "mother", "father", "carer", "social worker", "team manager", "school", "health", "advocate",
         "independent visitor", "interpreter", "sibling", "other"]  # fmt: skip
"""In what part somebody comes to a review."""

BEFORE = ("planned", "arranged", "consulted")
DURING = ("in progress",)
AFTER = ("held", "recorded", "sent", "complete")


@dataclass(frozen=True)
class Recorded:
    """What is recorded about a review, as far as its state asks for it. Days are null where nothing is recorded.

    status       as in the open format: planned, held, adjourned or cancelled
    adjourned    the day of the adjournment, also when the review has gone on since
    letter       a letter was sent to the child, or there is a reason why not
    superseded   a later review has begun, so that this one is over, even where its completion was never recorded
    in_error     it was entered by mistake
    participation, last_seen  the child's part in it, and when the child was last seen, or why that is not known
    """

    status: str
    started: date | None = None
    completed: date | None = None
    invited: bool = False
    consulted: bool = False
    adjourned: date | None = None
    decisions: int = 0
    unowned: int = 0
    decisions_sent: date | None = None
    answered: bool = False
    record_completed: date | None = None
    record_distributed: date | None = None
    letter: bool = False
    superseded: bool = False
    in_error: bool = False
    participation: str = ""
    last_seen: bool = False


def state(review: Recorded) -> str:
    """The state of a review: a name of STATES."""
    if review.in_error:
        return "recorded in error"
    if review.status == "planned":
        return "consulted" if review.consulted else "arranged" if review.invited else "planned"
    if review.status in ("cancelled", "adjourned"):
        return review.status
    if review.completed is None and review.record_completed is None and not review.superseded:
        return "in progress"
    return _after(review)


def _after(review: Recorded) -> str:
    if review.record_completed is None:
        return "held"
    if review.record_distributed is None:
        return "recorded"
    return "complete" if review.answered and review.letter else "sent"


class Need(NamedTuple):
    """Something that must be so before a step: why, as a sentence for whoever tries it without."""

    sentence: str
    holds: Callable[[Recorded], bool]


_ONCE = Need(
    "This review was adjourned before; a review may be adjourned only once (SI 2010/959 reg 36(2)).", lambda r: not r.adjourned
)
_PART = Need("Say first what part the child took (PN0 to PN7).", lambda r: bool(r.participation))
_SEEN = Need("Say first when the child was last seen, or why that was not possible.", lambda r: r.last_seen)
_DECIDED = Need("There is no decision to send yet.", lambda r: r.decisions > 0)
_OWNED = Need("Each decision needs one named owner and a date before they are sent.", lambda r: not r.unowned)
_UNSENT = Need("The decisions have been sent already.", lambda r: r.decisions_sent is None)


class Step(NamedTuple):
    """One thing to do with a review.

    starts    the states in which it may be done
    leads     the state after it; empty where it does not change
    right     action and record of `permissions.toml`
    needs     what must be there first
    source    where it is written
    """

    words: str
    starts: tuple[str, ...]
    leads: str
    right: tuple[str, str]
    source: str
    needs: tuple[Need, ...] = ()


_HANDBOOK = "IRO Handbook (DCSF-00184-2010)"
_WRITE = ("create", "draft_record")

STEPS: dict[str, Step] = {
    "move": Step("Move the review", BEFORE, "", ("edit", "review"), "SI 2010/959 reg 33"),
    "invite": Step("Invite those who are to come", BEFORE, "arranged", ("edit", "review"), _HANDBOOK),
    "consult": Step("Ask the child, parents and carers beforehand", BEFORE, "consulted", ("edit", "review"), _HANDBOOK),
    "cancel": Step("Cancel the review", BEFORE, "cancelled", ("edit", "review"), "the service's own rule"),
    "begin": Step("Begin the review", BEFORE, "in progress", _WRITE, "SI 2010/959 reg 36"),
    "meet": Step("Hold another meeting of it", DURING, "", _WRITE, "IRO Handbook; Lancashire report, section 3"),
    "adjourn": Step("Adjourn the review", DURING, "adjourned", _WRITE, "SI 2010/959 reg 36(2)", (_ONCE,)),
    "resume": Step("Go on with the review", ("adjourned",), "in progress", _WRITE, "SI 2010/959 reg 36(2)"),
    "complete": Step("Complete the review", DURING, "held", _WRITE, _HANDBOOK, (_PART, _SEEN)),
    "decide": Step("Add or change a decision", (*DURING, *AFTER), "", ("create", "decision"), "SI 2010/959 reg 38", (_UNSENT,)),
    "send_decisions": Step(
        "Send the decisions to the team manager", AFTER, "", ("finalise", "decision"), _HANDBOOK, (_DECIDED, _OWNED, _UNSENT)
    ),
    "judge": Step("Judge how the plan is carried out", (*DURING, *AFTER), "", ("edit", "judgement"), _HANDBOOK),
    "record": Step("Make the record final", ("held",), "recorded", ("finalise", "draft_record"), _HANDBOOK, (_PART, _SEEN)),
    "send": Step("Send the record", ("recorded",), "sent", ("share", "review_record"), _HANDBOOK),
    "letter": Step("Write to the child", AFTER, "complete", ("create", "document"), "Lancashire report, section 7"),
    "void": Step("Mark it as recorded in error", (*DURING, "adjourned", "held"), "recorded in error", ("correct", "review"),
                 "the service's own rule"),
}  # fmt: skip
"""Every step, in the order in which a review goes through them."""


class NotNow(Exception):
    """A step that may not be done as things stand. The text is for whoever tried."""


def check_step(name: str, review: Recorded) -> Step:
    """The step, if it may be done now.

    Raises:
        NotNow: why not.
        KeyError: there is no such step.
    """
    if why := refusal(name, review):
        raise NotNow(why)
    return STEPS[name]


def refusal(name: str, review: Recorded) -> str:
    """Why a step may not be done now, in a sentence; empty where it may.

    Raises:
        KeyError: there is no such step.
    """
    step, now = STEPS[name], state(review)
    if now not in step.starts:
        return f"{step.words}: not now, since this review is {_is(now)}."
    return next((need.sentence for need in step.needs if not need.holds(review)), "")


def possible(review: Recorded) -> list[str]:
    """The steps that may be done now, whoever does them."""
    return [name for name in STEPS if not refusal(name, review)]


def _is(state_now: str) -> str:
    return {"planned": "only booked", "consulted": "still being prepared", "arranged": "still being prepared"}.get(
        state_now, state_now
    )
