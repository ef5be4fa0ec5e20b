"""Inviting: who was told the day of a review, by mail or otherwise; a new day, a reminder, a review that is off."""

from __future__ import annotations

from datetime import time, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from icalendar import Calendar

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.mailing import MOVED, NOT_TAKEN, send_one
from footprint.actions.reviews.reminding import remind
from footprint.records.invited import lacks
from footprint.records.models import AuditEvent, Invitation, Participant, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader
from tests.integration.world import TODAY, World, canary

ADDRESS = "mother@example.org"


def working(days: int) -> Any:
    """So many working days ahead."""
    return profile().rulebook.calendar.add(TODAY, days)


@pytest.fixture
def with_mail(settings: Any) -> None:
    """An installation with a mail server."""
    settings.EMAIL_HOST, settings.COUNCIL = "mail.example.org", "Fernshire Council"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def iro(world: World) -> Reader:
    """The child's IRO."""
    return Reader(world.users["iro-1"], timezone.now())


@pytest.fixture
def planned(world: World, iro: Reader) -> Review:
    """A review in ten working days, at four."""
    return reviews.plan_review(by=iro, child=world.children["ada"], on=working(10), at=time(16))


def invite(iro: Reader, review: Review, part: str = "mother", email: str = ADDRESS) -> Participant:
    return reviews.invite(by=iro, review=review, part=part, name="An Invented Name", email=email)


def mails_go() -> None:
    """What the worker does with the mails that are put down."""
    for each in Invitation.objects.filter(how="e-mail", sent__isnull=True, fault=""):
        send_one.call(each.pk)


def test_with_a_mail_server_an_invitation_goes_with_the_day_and_names_nobody(
    with_mail: None, iro: Reader, planned: Review
) -> None:
    invite(iro, planned)
    assert not mail.outbox  # it goes when all is saved
    mails_go()
    [message] = mail.outbox
    assert message.to == [ADDRESS] and message.subject == "An invitation to a review"
    assert f"{working(10):%A}" in message.body and "at 16:00" in message.body and "Iris Osprey chairs it" in message.body
    assert not any(word in message.subject + message.body for word in ("Ada", canary("ada"), "N-ada"))
    [(name, content, kind)] = message.attachments
    assert (name, kind) == ("review.ics", "text/calendar")
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)
    said = Invitation.objects.get()
    assert (said.kind, said.on, said.at) == ("invitation", working(10), time(16)) and said.sent and not said.fault
    send_one.call(said.pk)
    assert len(mail.outbox) == 1


def test_without_a_mail_server_it_is_noted_how_somebody_was_told(client_of: Any, iro: Reader, planned: Review) -> None:
    mother = invite(iro, planned)
    assert lacks(mother, planned) == "the day" and not Invitation.objects.exists()
    with pytest.raises(Unfit, match="No mail can be sent"):
        reviews.send_invitations(by=iro, review=planned)
    told = client_of("bs-1").get("/").content.decode()
    assert "People to tell the day of a review" in told and "mother An Invented" in told
    client, here = client_of("bs-1"), f"/child/{planned.child.public}/review/{planned.public}/people/"
    assert "Not told the day yet." in client.get(here).content.decode()
    client.post(f"{here}?told={mother.pk}", {"how": "telephone"})
    told = client.get(here).content.decode()
    assert "by telephone" in told and "Not told the day yet." not in told
    assert "mother An Invented" not in client.get("/").content.decode()
    assert {"told": "mother", "how": "telephone"} in AuditEvent.objects.values_list("detail", flat=True)
    assert client.get(f"{here}?told=999999").status_code == 404
    with pytest.raises(Unfit, match="Say how they were told"):
        reviews.note_told(by=iro, review=planned, participant=mother, how="pigeon")


def test_a_review_that_is_moved_has_everybody_told_anew(with_mail: None, client_of: Any, iro: Reader, planned: Review) -> None:
    mother, carer = invite(iro, planned), invite(iro, planned, "carer", "")
    reviews.note_told(by=iro, review=planned, participant=carer, how="in person")
    mails_go()
    client, on = client_of("iro-1"), working(12)
    days = {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year), "at": "16:00"}
    page = client.post(f"/child/{planned.child.public}/review/", days | {"mode": "", "seen": str(planned.version)}, follow=True)
    assert "Tell those who are invited." in page.content.decode()
    planned.refresh_from_db()
    assert [lacks(each, planned) for each in (mother, carer)] == ["the day", "the day"]
    assert "Mail the day to mother An Invented Name" in page.content.decode()
    client.post(f"/child/{planned.child.public}/review/{planned.public}/people/", {"mail": "yes"})
    mails_go()
    assert [message.subject for message in mail.outbox] == ["An invitation to a review", "A new day for a review"]
    assert [lacks(each, planned) for each in (mother, carer)] == ["", "the day"]


def test_a_review_that_is_moved_back_is_told_again(client_of: Any, iro: Reader, planned: Review) -> None:
    mother, first = invite(iro, planned), planned.started
    for on in (first, working(12), first):
        if on != planned.started:
            planned = reviews.move_review(by=iro, review=planned, seen=planned.version, on=on, at=time(16))
            assert lacks(mother, planned) == "the day"
            assert "People to tell the day of a review" in (body := client_of("bs-1").get("/").content.decode())
            assert "mother An Invented Name" in body
        reviews.note_told(by=iro, review=planned, participant=mother, how="letter")
        assert lacks(mother, planned) == ""


def test_a_mail_that_no_longer_holds_is_not_sent(with_mail: None, iro: Reader, planned: Review) -> None:
    invite(iro, planned)
    reviews.move_review(by=iro, review=planned, seen=planned.version, on=working(11), at=time(9))
    mails_go()
    assert not mail.outbox and Invitation.objects.get().fault == MOVED


class _Down(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPException("not today")


def test_what_a_mail_server_does_not_take_is_said_and_tried_again(
    with_mail: None, settings: Any, client_of: Any, iro: Reader, planned: Review
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}._Down"
    mother = invite(iro, planned)
    mails_go()
    assert Invitation.objects.get().fault == NOT_TAKEN and lacks(mother, planned) == "the day"
    here = f"/child/{planned.child.public}/review/{planned.public}/people/"
    assert NOT_TAKEN in client_of("iro-1").get(here).content.decode()
    assert remind(timezone.now()) == "0 reminders, 0 sent again"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind(timezone.now()) == "0 reminders, 1 sent again"
    assert len(mail.outbox) == 1 and lacks(mother, planned) == ""


def test_those_who_were_told_long_ago_are_reminded_once(with_mail: None, iro: Reader, planned: Review) -> None:
    invite(iro, planned)
    mails_go()
    calendar = profile().rulebook.calendar
    before = [calendar.add(TODAY, ahead) for ahead in (6, 7, 8)]  # four, three and two working days before it
    for on, told in zip(
        before, ("0 reminders, 0 sent again", "1 reminders, 0 sent again", "0 reminders, 0 sent again"), strict=True
    ):
        with time_machine.travel(f"{on.isoformat()} 09:00+00:00"):
            assert remind(timezone.now()) == told
    assert [message.subject for message in mail.outbox] == ["An invitation to a review", "A reminder of a review"]
    assert Invitation.objects.latest("pk").by is None


def test_nobody_is_reminded_of_a_review_of_which_they_were_just_told(with_mail: None, iro: Reader, world: World) -> None:
    soon = reviews.plan_review(by=iro, child=world.children["ben"], on=working(2))
    invite(iro, soon)
    mails_go()
    assert remind(timezone.now()) == "0 reminders, 0 sent again"


def test_when_a_review_is_cancelled_those_who_were_told_learn_of_it(
    with_mail: None, client_of: Any, iro: Reader, planned: Review
) -> None:
    mother, carer = invite(iro, planned), invite(iro, planned, "carer", "")
    invite(iro, planned, "father", "")
    reviews.note_told(by=iro, review=planned, participant=carer, how="letter")
    mails_go()
    planned = reviews.cancel_review(by=iro, review=planned, seen=planned.version, reason="the child is ill")
    mails_go()
    message = mail.outbox[-1]
    assert message.subject == "A review will not take place" and "would have been on" in message.body and not message.attachments
    father = planned.participants.get(part="father")
    assert [lacks(each, planned) for each in (mother, carer, father)] == ["", "that it is off", ""]
    here = f"/child/{planned.child.public}/review/{planned.public}/people/?told={carer.pk}"
    assert "is off" in client_of("bs-1").get(here).content.decode()
    client_of("bs-1").post(here, {"how": "telephone"})
    assert lacks(carer, planned) == ""


def test_somebody_whom_the_child_does_not_want_there_is_told_nothing(with_mail: None, iro: Reader, planned: Review) -> None:
    noted = reviews.invite(
        by=iro, review=planned, part="other", name="A Neighbour", email="n@example.org", wanted=False, invited=False
    )
    assert reviews.send_invitations(by=iro, review=planned) == 0 and lacks(noted, planned) == ""
