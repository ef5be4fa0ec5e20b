"""The installation itself as the one who acts: a command or a job, for which nobody is signed in."""

from __future__ import annotations

from datetime import datetime

from footprint.records.models import User
from footprint.records.queries import SYSTEM, Reader


def installation(now: datetime) -> Reader:
    """A reader whose role is that of the system: whoever may run a command on the machine has the machine."""
    nobody = User(username=SYSTEM)
    nobody._role_names = frozenset({SYSTEM})
    return Reader(nobody, now)
