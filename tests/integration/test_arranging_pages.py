"""Arranging on the page: days that will do, what is asked before a day that will not, and leave."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.leave import note_leave
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.records.models import AuditEvent, Child, Leave, Review, Staff
from footprint.records.profile import profile
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World, canary


@pytest.fixture
def iro(world: World) -> Reader:
    """An IRO."""
    return Reader(world.users["iro-1"], timezone.now())


def working(least: int) -> date:
    """A working day, so many days ahead or later."""
    calendar = profile().rulebook.calendar
    return calendar.add(TODAY + timedelta(least - 1), 1)


def sent(on: date, **more: str) -> dict[str, str]:
    """The form of arranging."""
    return {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year), "mode": "", **more}


def page(child: Child) -> str:
    return f"/child/{child.public}/review/"


def booked(child: Child) -> Review | None:
    return child.reviews.filter(status="planned").first()


def test_a_day_that_will_do_is_booked_at_its_hour(client_of: Any, world: World) -> None:
    ada = world.children["ada"]
    client_of("iro-1").post(page(ada), sent(working(3), at="4 pm", venue="The library"))
    review = booked(ada)
    assert review and (review.started, review.at, review.venue) == (working(3), time(16), "The library")
    told = client_of("iro-1").get(f"/child/{ada.public}/review/now/").content.decode()
    assert "16:00" in told


def test_an_hour_that_is_none_is_said_and_nothing_is_booked(client_of: Any, world: World) -> None:
    answer = client_of("iro-1").post(page(world.children["ada"]), sent(working(3), at="tea time"))
    assert answer.status_code == 422 and "must be a time of day, such as 14:30" in answer.content.decode()
    assert booked(world.children["ada"]) is None


def test_a_clash_is_asked_about_before_the_day_is_booked(client_of: Any, world: World, iro: Reader) -> None:
    ada, on = world.children["ada"], working(3)
    reviews.plan_review(by=iro, child=world.children["ben"], on=on, at=time(10))
    client = client_of("iro-1")
    answer = client.post(page(ada), sent(on, at="10:30", venue="School"))
    told = answer.content.decode()
    assert answer.status_code == 422 and "another review at 10:00; between two, 120 minutes are kept" in told
    assert "School" in told and booked(ada) is None  # nothing typed is lost, nothing is booked
    client.post(page(ada), sent(on, at="10:30", venue="School", despite="yes"))
    review = booked(ada)
    assert review and review.at == time(10, 30)
    client.post(page(ada), sent(on, at="10:30", venue="The library", seen=str(review.version)))
    review.refresh_from_db()
    assert review.venue == "The library"


def test_a_day_on_which_the_iro_is_away_is_not_suggested_and_is_asked_about(client_of: Any, world: World, iro: Reader) -> None:
    ada, first = world.children["ada"], working(40)
    client = client_of("bs-1")
    link = f"?on={first.isoformat()}"
    assert link in client.get(page(ada)).content.decode()
    note_leave(by=iro, staff=Staff.objects.get(number="iro-1"), first=first, last=first)
    assert link not in client.get(page(ada)).content.decode()
    assert "The IRO is away on" in client.post(page(ada), sent(first)).content.decode() and booked(ada) is None


def test_a_day_that_is_picked_is_filled_in(client_of: Any, world: World) -> None:
    told = client_of("iro-1").get(f"{page(world.children['ada'])}?on=2031-07-04").content.decode()
    assert 'value="2031"' in told
    assert client_of("iro-1").get(f"{page(world.children['ada'])}?on=tomorrow").status_code == 200


def test_school_hours_of_the_child_come_before_the_usual_ones(client_of: Any, world: World) -> None:
    ada = world.children["ada"]
    told = client_of("iro-1").get(page(ada)).content.decode()
    assert "School is usually from 09:00 to 15:30" in told
    manager = client_of("sm-1")
    details = {"first_name": "Ada", "last_name": canary("ada"), "sex": "F", "seen": str(ada.version)}
    wrong = manager.post(f"/child/{ada.public}/details/", details | {"school_starts": "8.45"})
    assert "a beginning and a later end" in wrong.content.decode()
    manager.post(f"/child/{ada.public}/details/", details | {"school_starts": "8.45", "school_ends": "3.15pm"})
    ada.refresh_from_db()
    assert (ada.school_starts, ada.school_ends) == (time(8, 45), time(15, 15))
    told = client_of("iro-1").post(page(ada), sent(working(3), at="14:00")).content.decode()
    assert "within the child&#39;s school hours, 08:45 to 15:15" in told


def test_a_review_that_is_moved_keeps_its_hour_until_it_is_changed(client_of: Any, world: World, iro: Reader) -> None:
    ada = world.children["ada"]
    review = reviews.plan_review(by=iro, child=ada, on=working(3), at=time(16, 30))
    client = client_of("iro-1")
    assert 'value="16:30"' in client.get(page(ada)).content.decode()
    client.post(page(ada), sent(working(9), at="", seen=str(review.version)))
    review.refresh_from_db()
    assert (review.started, review.at) == (working(9), None)


def leave_form(staff: str, first: date, last: date) -> dict[str, str]:
    """The form for days away."""
    days = {"first": first, "last": last}
    boxes = {f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")}
    return boxes | {"staff": str(Staff.objects.get(number=staff).pk)}


def test_an_iro_notes_her_own_leave_and_sees_what_is_booked_in_it(client_of: Any, world: World, iro: Reader) -> None:
    on = working(3)
    reviews.plan_review(by=iro, child=world.children["ada"], on=on)
    client = client_of("iro-1")
    answer = client.post("/children/leave/new/", leave_form("iro-1", on, on + timedelta(4)), follow=True)
    told = answer.content.decode()
    assert "Reviews are booked on these days" in told and canary("ada") in told
    made = Leave.objects.get()
    assert AuditEvent.objects.filter(record="leave", action="create", subject=str(made.public)).exists()
    client.post(f"/children/leave/{made.public}/", follow=True)
    assert not Leave.objects.exists()


def test_an_iro_may_not_note_another_ones_and_does_not_see_it(client_of: Any, world: World, iro: Reader) -> None:
    other = Staff.objects.get(number="iro-2")
    with pytest.raises(Refused):
        note_leave(by=iro, staff=other, first=TODAY, last=TODAY)
    answer = client_of("iro-1").post("/children/leave/new/", leave_form("iro-2", TODAY, TODAY))
    assert answer.status_code == 422 and not Leave.objects.exists()
    manager = Reader(world.users["sm-1"], timezone.now())
    made = note_leave(by=manager, staff=other, first=TODAY, last=TODAY)
    assert "Otto" not in client_of("iro-1").get("/children/leave/").content.decode()
    assert "Otto" in client_of("bs-1").get("/children/leave/").content.decode()
    assert client_of("iro-1").get(f"/children/leave/{made.public}/").status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [(5, 3, "lies before the first"), (-5, -3, "are over"), (2, 3, "noted already")],
)
def test_days_that_do_not_fit(iro: Reader, first: int, last: int, sentence: str) -> None:
    own = Staff.objects.get(number="iro-1")
    note_leave(by=iro, staff=own, first=TODAY + timedelta(3), last=TODAY + timedelta(4))
    with pytest.raises(Unfit, match=sentence):
        note_leave(by=iro, staff=own, first=TODAY + timedelta(first), last=TODAY + timedelta(last))
