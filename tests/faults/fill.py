"""Fill a new installation for the tests of faults: `python -m tests.faults.fill` prints sessions and children as JSON."""

from __future__ import annotations

import json
import time
from importlib import import_module

import django


def main() -> None:
    """The tables, the world of the integration tests, and a session for each person."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command

    from tests.integration.world import build

    call_command("migrate", verbosity=0)
    world = build()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    sessions = {}
    for number, user in world.users.items():
        session = store()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session["second_factor"], session["begun"], session["last"] = True, time.time(), time.time()
        session.create()
        sessions[number] = session.session_key
    print(json.dumps({"sessions": sessions, "children": {name: str(child.public) for name, child in world.children.items()}}))


if __name__ == "__main__":
    main()
