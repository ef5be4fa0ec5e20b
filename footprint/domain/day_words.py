"""A day as people say it."""

from __future__ import annotations

from datetime import date


def long_day(day: date) -> str:
    """A day as it stands in a sentence: 10 January 2024."""
    return f"{day.day} {day:%B %Y}"
