"""The example of docs/how-to/use-the-api.md is run as it stands: a program signs in, and goes from a booking to the letter."""

from __future__ import annotations

import runpy
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from requests.adapters import BaseAdapter

from footprint.records.models import Document, User
from tests.integration.test_sign_in import code_of
from tests.integration.world import TODAY, World

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "api.py"
WORD = "a long word for a test"


class Inside(BaseAdapter):
    """Requests that are answered in this process, with the cookies that they carry and the check against forged forms."""

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:  # type: ignore[override]
        """Ask."""
        client, address = Client(enforce_csrf_checks=True), urlsplit(str(request.url))
        client.cookies = SimpleCookie(request.headers.get("Cookie", ""))
        headers = {name: text for name, text in request.headers.items() if name not in ("Cookie", "Content-Length")}
        kind = headers.pop("Content-Type", "")
        body = request.body or b""
        given = client.generic(
            str(request.method), f"{address.path}?{address.query}", body, content_type=kind, headers=headers, secure=True
        )
        answer = requests.Response()
        answer.status_code, answer._content, answer.request = given.status_code, given.content, request
        answer.url, answer.headers = str(request.url), requests.structures.CaseInsensitiveDict(given.headers)
        for name, held in given.cookies.items():
            answer.cookies.set(name, held.value)
            self.session.cookies.set(name, held.value)
        return answer

    def __init__(self, session: requests.Session) -> None:
        super().__init__()
        self.session = session

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def user(world: World) -> User:
    """The IRO, with a password and a second factor."""
    cache.clear()
    found = User.objects.get(pk=world.users["iro-1"].pk)  # the world's own stays as it is
    found.set_password(WORD)
    found.save()
    return found


def test_the_example_goes_from_a_booking_to_the_letter(user: User, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    session = requests.Session()
    session.mount("https://", Inside(session))
    example = runpy.run_path(str(EXAMPLE))
    iro = example["Footprint"]("https://testserver", session)
    with pytest.raises(PermissionError, match="sign in again"):
        iro.get("/children")
    with pytest.raises(PermissionError, match="not accepted"):
        iro.sign_in(user.email, "a wrong word entirely", "000000")
    iro.sign_in(user.email, WORD, code_of(secret))
    letter = example["review_and_letter"](iro, "N-ada", TODAY)
    assert "The letter is ready" in capsys.readouterr().out
    assert session.get(letter).content.startswith(b"%PDF")
    written = Document.objects.get(kind="letter", child=world.children["ada"])
    assert {each["key"]: each["text"] for each in written.content}["hello"] == "Thank you for coming."
    with pytest.raises(ValueError, match="done already"):
        example["review_and_letter"](iro, "N-ada", TODAY)
