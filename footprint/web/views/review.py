"""One review: how far it is and what can be done now; who comes; and each of its steps, a form apiece."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import reviews
from footprint.domain.review_process import STATES, STEPS, refusal, state
from footprint.records.known_answers import timing
from footprint.records.models import Review, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader, get_child, get_review
from footprint.records.reviews import most_pressing, recorded
from footprint.web.asking import asked
from footprint.web.forms.review import ANSWERS, AdjournForm, DayForm, LateForm, ReasonForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import inviting
from footprint.web.presenters import review as shown

_BOTH = ("GET", "POST")
Do = Callable[[Mapping[str, Any]], object]


def standing_of(review: Review) -> Standing | None:
    """How the child of a review stands."""
    return Standing.objects.filter(child=review.child).first()


def about(review: Review, title: str, button: str = "Save", **more: Any) -> dict[str, Any]:
    """What a form about a review shows beside its fields."""
    back = shown.address("review", review)
    return {"title": title, "child": review.child.name, "back": back, "button": button, **more}


@page("read", "review")
def review(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """How far a review is, what can be done now, and what runs against the clock."""
    return _whole(get_review(reader, ref, review, "read", "review"), reader)


@page("read", "review")
def current(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """The review that is going on or comes next; else the last one that was held."""
    child = get_child(reader, ref, "read", "review")
    found = most_pressing(child, reader.today)
    if found is None:
        back = reverse("reviews", args=[child.public])
        return Page(
            "review/cannot.html", {"title": "The review", "child": child.name, "back": back, "why": "No review is recorded."}
        )
    return _whole(found, reader)


def _whole(found: Review, reader: Reader) -> Page:
    told, standing, timed = recorded(found), standing_of(found), timing(found)
    return Page(
        "review/review.html",
        {
            "title": shown.title(found),
            "child": {"name": found.child.name, "href": shown.address("reviews_of", found)},
            "way": shown.way(told),
            "means": STATES[state(told)],
            "tasks": shown.tasks(found, told, standing, reader),
            "clocks": shown.clocks(found, reader),
            "facts": shown.facts(found, timed),
            "late": shown.late(timed) and not found.late_reason,
            "late_href": shown.address("late_review", found),
            "explained": _explained(found),
            "people": inviting.people(found),
        },
    )


def _explained(found: Review) -> str:
    if not found.late_reason or found.status == "cancelled":
        return found.in_error or (found.late_reason if found.status == "cancelled" else "")
    avoidable = {True: ", avoidable", False: ", not avoidable", None: ""}[found.late_avoidable]
    by = f", decided by {found.late_decided_by}" if found.late_decided_by else ""
    return f"Late because: {found.late_reason}{by}{avoidable}."


def _seen(found: Review) -> dict[str, Any]:
    return {"seen": found.version}


def stepped(
    request: HttpRequest,
    reader: Reader,
    found: Review,
    step: str,
    form: forms.Form,
    do: Do,
    then: str,
    to: str = "review",
    **more: Any,
) -> Answer:
    """The page of one step: its form or, where it cannot be done now, why not. Once done, `then` is said on the page `to`."""
    words = STEPS[step].words
    if request.method == "GET" and (why := refusal(step, recorded(found))):
        return Page("review/cannot.html", about(found, words, why=why))

    def done(told: Mapping[str, Any]) -> Answer:
        do(told)
        return GoTo(to, (found.child.public, found.public), then)

    return asked(request, form, about(found, words, words, source=STEPS[step].source, **more), done)


@page("create", "draft_record", methods=_BOTH)
def step(request: HttpRequest, reader: Reader, ref: UUID, review: UUID, step: str) -> Answer:
    """Begin a review, hold another meeting of it, adjourn it, go on with it, complete it."""
    found = get_review(reader, ref, review, "create", "draft_record")
    first = found.started if step == "begin" and found.started and found.started <= reader.today else reader.today
    form_of = AdjournForm if step == "adjourn" else DayForm
    form = form_of(request.POST or None, initial={"on": first, **_seen(found)})

    def do(told: Mapping[str, Any]) -> object:
        seen = {"seen": told["seen"] or 0} if step != "meet" else {}
        more = {name: told[name] for name in ("why", "until") if name in told}
        return _STEPS[step](by=reader, review=found, on=told["on"], **seen, **more)

    return stepped(request, reader, found, step, form, do, _SAID[step], _THEN.get(step, "hold"))


_STEPS: dict[str, Callable[..., object]] = {
    "begin": reviews.begin,
    "meet": reviews.meet,
    "adjourn": reviews.adjourn,
    "resume": reviews.resume,
    "complete": reviews.complete,
}
_THEN = {"adjourn": "review", "complete": "judge"}
"""Where one goes on after a step; else to the record."""
_SAID = {
    "begin": "The review has begun.",
    "meet": "The meeting is recorded.",
    "adjourn": "The review is adjourned.",
    "resume": "The review goes on.",
    "complete": "The review is completed. Its decisions and its record are now due.",
}


@page("edit", "review", methods=_BOTH)
def cancel(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Take a booked review back."""
    found = get_review(reader, ref, review, "edit", "review")
    means = (
        "Those who were told the day and have an e-mail address are mailed that it is off, where mail can be sent from here. "
        "The next review is due when it was due before."
    )
    return _taken_back(request, reader, found, "cancel", reviews.cancel_review, "The review is cancelled.", means)


@page("correct", "review", methods=_BOTH)
def void(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Mark a review as recorded in error."""
    found = get_review(reader, ref, review, "correct", "review")
    means = (
        "The review stays on record with your reason and no longer counts: what is owed is worked out without it. "
        "This cannot be undone."
    )
    return _taken_back(request, reader, found, "void", reviews.void, "The review is marked as recorded in error.", means)


def _taken_back(
    request: HttpRequest, reader: Reader, found: Review, step: str, act: Callable[..., object], then: str, means: str
) -> Answer:
    """A step that wants nothing but a reason, with what it means."""

    def do(told: Mapping[str, Any]) -> object:
        return act(by=reader, review=found, seen=told["seen"] or 0, reason=told["reason"])

    return stepped(request, reader, found, step, ReasonForm(request.POST or None, initial=_seen(found)), do, then, said=means)


@page("edit", "review", methods=_BOTH)
def late(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Say why a review was late."""
    found = get_review(reader, ref, review, "edit", "review")

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.explain_late(
            by=reader,
            review=found,
            seen=told["seen"] or 0,
            reason=told["reason"],
            decided_by=told["decided_by"],
            avoidable=ANSWERS.get(told["avoidable"]),
        )
        return GoTo("review", (found.child.public, found.public), "The reason is recorded.")

    form = LateForm(request.POST or None, initial={"reason": found.late_reason, "avoidable": "", **_seen(found)})
    form.fields["reason"].choices = [(each, each) for each in profile().form.late_reasons]  # type: ignore[attr-defined]
    return asked(request, form, about(found, "Why was the review late?"), do)
