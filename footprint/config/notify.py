"""Mail by GOV.UK Notify, which councils use in place of a mail server: one template with the places ((subject)) and ((body))."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient


class EmailBackend(BaseEmailBackend):
    """Each message to each of its addresses. Files are not sent: Notify takes none of a calendar."""

    carries_files = False

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send them; how many were taken.

        Raises:
            ConnectionError: Notify did not take one, with its status. What it answers may repeat an address: it is not told.
        """
        client = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT)
        return sum(self._sent(client, message, to) for message in email_messages for to in message.recipients())

    def _sent(self, client: NotificationsAPIClient, message: EmailMessage, to: str) -> int:
        words = {"subject": message.subject, "body": message.body}
        try:
            client.send_email_notification(to, settings.NOTIFY_TEMPLATE, personalisation=words)
        except HTTPError as error:
            if self.fail_silently:
                return 0
            raise ConnectionError(f"GOV.UK Notify did not take a message ({error.status_code}).") from None
        return 1
