"""The daily digest: to whoever holds something owed now, in numbers, with no child's name anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from footprint.actions import digest
from footprint.records.models import Duty, Standing
from tests.integration.world import TODAY, World, ago


@pytest.fixture(autouse=True)
def with_mail(settings: Any) -> Iterator[None]:
    """An installation with a mail server and an address."""
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example.org", "https://footprint.example.org/"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    yield


def owe(world: World, child: str, owner: str, due: Any) -> None:
    """Something that is owed to a child."""
    rule = {"rule": "review.later", "title": "A review", "source": "law", "about": "", "event": "review_held", "reason": "So."}
    days = {"from_day": ago(90), "started": ago(90), "due": due}
    Duty.objects.create(child=world.children[child], owner=owner, statutory=True, is_review=True, **rule, **days)


@pytest.fixture
def nothing_owed(world: World) -> None:
    """Nobody owes anything yet."""
    Duty.objects.all().delete()


def test_whoever_holds_something_is_told_how_much_and_no_name(world: World, nothing_owed: None) -> None:
    owe(world, "ada", "IRO", ago(3))
    owe(world, "ben", "IRO", TODAY + timedelta(7))
    owe(world, "ben", "IRO", TODAY + timedelta(8))
    assert digest.send_digests(timezone.now()) == "1 messages"
    [message] = mail.outbox
    assert message.to == ["iro-1@example.org"] and message.subject == "Footprint: what is waiting for you"
    assert "There is 1 overdue and 1 due this week." in message.body and "https://footprint.example.org/" in message.body
    assert not any(word in message.body + message.subject for word in ("Ada", "canary", "N-ada"))


def test_it_goes_to_whoever_holds_the_child_today(world: World, nothing_owed: None) -> None:
    owe(world, "ada", "IRO", ago(3))
    Standing.objects.filter(child=world.children["ada"]).update(iro=world.users["iro-2"].staff)
    digest.send_digests(timezone.now())
    assert [message.to for message in mail.outbox] == [["iro-2@example.org"]]


def test_a_child_who_is_closed_to_the_iro_is_not_counted_as_on_the_first_page(world: World, nothing_owed: None) -> None:
    owe(world, "cleo", "IRO", ago(3))
    assert digest.send_digests(timezone.now()) == "0 messages"


@pytest.mark.parametrize(
    ("owner", "to"), [("Social worker", "sw-1"), ("Team manager", "tm-1"), ("Business support", "bs-1"), ("IRO", "iro-1")]
)
def test_each_role_hears_of_its_own(world: World, nothing_owed: None, owner: str, to: str) -> None:
    owe(world, "ada", owner, TODAY)
    digest.send_digests(timezone.now())
    assert [message.to for message in mail.outbox] == [[f"{to}@example.org"]]


def test_nobody_is_told_that_nothing_is_owed(world: World, nothing_owed: None) -> None:
    assert digest.send_digests(timezone.now()) == "0 messages" and mail.outbox == []


def test_without_a_mail_server_none_is_sent(world: World, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert digest.send_digests(timezone.now()) == "no mail server is set" and mail.outbox == []


def test_an_address_that_fails_stops_no_other(world: World, nothing_owed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    owe(world, "ada", "IRO", ago(3))
    owe(world, "ada", "Social worker", ago(3))
    sent = EmailBackend.send_messages

    def failing(self: EmailBackend, messages: Any) -> int:
        if messages[0].to == ["iro-1@example.org"]:
            raise SMTPException("no such box")
        return sent(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", failing)
    assert digest.send_digests(timezone.now()) == "1 messages"
    monkeypatch.setattr(EmailBackend, "send_messages", lambda self, messages: (_ for _ in ()).throw(OSError("away")))
    with pytest.raises(OSError):
        digest.send_digests(timezone.now())
