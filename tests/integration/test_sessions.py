"""A session ends when nothing was clicked for a while, and in any case after a working day."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.conf import settings


def _moved_back(client: Any, **seconds: float) -> None:
    session = client.session
    for name, back in seconds.items():
        session[name] = time.time() - back
    session.save()


@pytest.mark.parametrize(
    ("last", "begun", "goes_on"),
    [
        (settings.SESSION_IDLE_MINUTES * 60 - 60, 3600, True),
        (settings.SESSION_IDLE_MINUTES * 60 + 60, 3600, False),
        (60, settings.SESSION_HARD_HOURS * 3600 - 60, True),
        (60, settings.SESSION_HARD_HOURS * 3600 + 60, False),
    ],
    ids=["idle for less", "idle for longer", "before the last hour", "after it"],
)
def test_when_a_session_ends(client_of: Any, last: float, begun: float, goes_on: bool) -> None:
    client = client_of("iro-1")
    assert client.get("/").status_code == 200
    _moved_back(client, last=last, begun=begun)
    assert client.get("/").status_code == (200 if goes_on else 302)
    assert client.get("/").status_code == (200 if goes_on else 302)


def test_a_session_is_kept_alive_by_asking_for_it(client_of: Any) -> None:
    client = client_of("iro-1")
    client.get("/")
    _moved_back(client, last=settings.SESSION_IDLE_MINUTES * 60 - 60)
    assert client.get("/session/").status_code == 204
    _moved_back(client, last=60)
    assert client.get("/").status_code == 200
