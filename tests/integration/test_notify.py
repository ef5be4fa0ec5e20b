"""Mail by GOV.UK Notify: what is asked of it, signed as it wants, of a server of the test's own that answers as Notify does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from django.core.mail import get_connection

from footprint.actions.mail import File, can_send, send
from footprint.config.checks import findings

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"invented_key-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class _Notify(BaseHTTPRequestHandler):
    """Takes a message whose signature is right; refuses an address without an @."""

    heard: list[dict[str, Any]]

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        signed = jwt.decode(self.headers["Authorization"].removeprefix("Bearer "), SECRET, algorithms=["HS256"])
        assert signed["iss"] == SERVICE and self.path == "/v2/notifications/email"
        taken = "@" in told["email_address"]
        type(self).heard.append(told)
        answer = {"id": "1"} if taken else {"errors": [{"error": "ValidationError", "message": told["email_address"]}]}
        self.send_response(201 if taken else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def notify(settings: Any) -> Iterator[list[dict[str, Any]]]:
    """An installation that sends by Notify; what Notify heard."""
    _Notify.heard = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Notify)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, TEMPLATE
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.EMAIL_BACKEND = "footprint.config.notify.EmailBackend"
    yield _Notify.heard
    server.shutdown()
    server.server_close()


def test_a_message_goes_with_its_subject_and_body_and_without_files(notify: list[dict[str, Any]]) -> None:
    assert can_send()
    assert send(get_connection(), "mother@example.org", "A day", "On Monday.", File("a.ics", b"x", "text/calendar")) == 1
    [told] = notify
    assert told["email_address"] == "mother@example.org" and told["template_id"] == TEMPLATE
    assert told["personalisation"] == {"subject": "A day", "body": "On Monday."}


def test_what_notify_refuses_is_a_fault_that_tells_no_address(notify: list[dict[str, Any]], caplog: Any) -> None:
    with pytest.raises(ConnectionError) as fault:
        send(get_connection(), "nobody", "A day", "On Monday.")
    assert str(fault.value) == "GOV.UK Notify did not take a message (400)." and "nobody" not in caplog.text


def test_where_notify_is_down_that_is_the_same_fault(notify: list[dict[str, Any]], settings: Any) -> None:
    settings.NOTIFY_URL = "http://127.0.0.1:9"
    with pytest.raises(ConnectionError, match="did not take"):
        send(get_connection(), "mother@example.org", "A day", "On Monday.")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"FOOTPRINT_NOTIFY_KEY": KEY}, "are set together"),
        ({"FOOTPRINT_NOTIFY_KEY": "secret", "FOOTPRINT_NOTIFY_TEMPLATE": TEMPLATE}, "is no key of GOV.UK Notify"),
        ({"FOOTPRINT_NOTIFY_KEY": KEY, "FOOTPRINT_NOTIFY_TEMPLATE": TEMPLATE, "FOOTPRINT_SMTP": "smtp://m"}, "is not used"),
        ({"FOOTPRINT_NOTIFY_KEY": KEY, "FOOTPRINT_NOTIFY_TEMPLATE": TEMPLATE}, ""),
    ],
)
def test_settings_that_do_not_fit_are_said_before_anything_starts(tmp_path: Any, environment: dict[str, str], said: str) -> None:
    found = [each.sentence for each in findings(environment | {"FOOTPRINT_DATA": str(tmp_path)}) if "FOOTPRINT_" in each.sentence]
    assert (len(found) == 1 and said in found[0]) if said else not found
