"""The profile of this installation, with the bank holidays that it adds. Read once in a process."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from footprint.domain.profile import Profile, load_profile


@cache
def profile() -> Profile:
    """The rules and words in use."""
    return load_profile(settings.PROFILE)
