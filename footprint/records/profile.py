"""The profile of this installation, with the bank holidays that it adds. Read once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from footprint.domain.bank_holidays import read_bank_holidays
from footprint.domain.profile import Profile, load_profile


@cache
def profile() -> Profile:
    """The rules and words in use."""
    added = settings.BANK_HOLIDAYS
    return load_profile(settings.PROFILE, read_bank_holidays(Path(added)) if added else ())
