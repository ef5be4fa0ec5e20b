"""Mail out of the service: whether there is a way, and one message. What is in a message never names a child."""

from __future__ import annotations

from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

FAULTS = (SMTPException, OSError)
"""What is raised where a message is not taken."""


class File(NamedTuple):
    """Something that goes with a message."""

    name: str
    content: bytes
    kind: str


def can_send() -> bool:
    """Whether a mail server or GOV.UK Notify is set."""
    return bool(settings.EMAIL_HOST or settings.NOTIFY_KEY)


def carries_files(connection: BaseEmailBackend) -> bool:
    """Whether a message may have a file with it: Notify takes none of a calendar."""
    return getattr(connection, "carries_files", True)


def send(connection: BaseEmailBackend, to: str, subject: str, text: str, file: File | None = None) -> int:
    """Send one message; 1 where it was taken.

    Raises:
        FAULTS: it was not taken.
    """
    message = EmailMessage(subject, text, to=[to], connection=connection)
    if file:
        message.attach(file.name, file.content, file.kind)
    return message.send()
