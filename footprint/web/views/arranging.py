"""Arranging a review: the IRO's weeks with the days that will do, and the day and hour that somebody chooses."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import reviews
from footprint.planning.diary import Diary
from footprint.records import arranging
from footprint.records.invited import untold
from footprint.records.models import Child, Review
from footprint.records.queries import Reader, get_child
from footprint.web.asking import asked
from footprint.web.forms.arranging import ReviewForm
from footprint.web.page import Answer, GoTo, page
from footprint.web.presenters import diary as shown


@page("create", "review", methods=("GET", "POST"))
def plan_review(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Arrange the next review, or move the one that is arranged; what stands in the way is said first, and may be overridden."""
    child = get_child(reader, ref, "create", "review")
    planned = child.reviews.filter(status="planned").first()
    diary = arranging.diary(child, reader)
    form = ReviewForm(request.POST or None, initial=_initial(request, planned), early=planned is None)

    def do(told: dict[str, Any]) -> Answer:
        if planned is None or (told["on"], told["at"]) != (planned.started, planned.at):
            form.stop_at(diary.remarks(told["on"], told["at"]))
        fields = {name: told[name] for name in ("on", "at", "venue", "mode")}
        if planned:
            reviews.move_review(by=reader, review=planned, seen=told["seen"] or 0, **fields)
        else:
            asked_for = {name: told[name] for name in ("asked_by", "asked_why")}
            reviews.plan_review(by=reader, child=child, **fields, **asked_for)
        if planned is None:
            return GoTo("current_review", (child.public,), "The review is arranged.")
        if untold(Review.objects.filter(pk=planned.pk)):
            return GoTo("review_people", (child.public, planned.public), "The review is moved. Tell those who are invited.")
        return GoTo("current_review", (child.public,), "The review is moved.")

    return asked(request, form, _about(child, diary, planned, reader), do, "review/arrange.html")


def _about(child: Child, diary: Diary, planned: Review | None, reader: Reader) -> dict[str, Any]:
    return {
        "title": "Move the review" if planned else "Arrange the review",
        "child": child.name,
        "back": reverse("child", args=[child.public]),
        "due": diary.window.due,
        "local": diary.window.local,
        "reason": diary.window.reason,
        "said": shown.told(diary, reader.today),
        "suggested": shown.suggested(diary, reader.today),
        "weeks": shown.weeks(diary, reader.today, planned.started if planned else None),
        "school": shown.school(diary),
        "iro": diary.iro,
    }


def _initial(request: HttpRequest, planned: Review | None) -> dict[str, Any]:
    """What is booked now; a day that was picked from the diary comes before it."""
    held: dict[str, Any] = {}
    if planned:
        held = {"on": planned.started, "at": planned.at, "venue": planned.venue, "mode": planned.mode, "seen": planned.version}
    picked = _picked(request)
    return held | ({"on": picked} if picked else {})


def _picked(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
