"""What is written to somebody who is invited to a review. It names no child and no place, since anybody may read a mail."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from footprint.domain.day_words import long_day

_OPENS = {
    "invitation": ("An invitation to a review", "You are invited to a review."),
    "new day": ("A new day for a review", "The review to which you are invited is on another day or at another hour."),
    "reminder": ("A reminder of a review", "This is a reminder of the review to which you are invited."),
    "cancellation": ("A review will not take place", "The review to which you were invited will not take place on that day."),
}


class Words(NamedTuple):
    """A message: what it is about, and what it says."""

    subject: str
    text: str


def words(kind: str, on: date, at: time | None, chair: str, contact: str, service: str, attached: bool) -> Words:
    """A message of a kind.

    Args:
        kind: invitation, new day, reminder or cancellation.
        on, at: when the review is (or would have been).
        chair, contact: the IRO's name and how to reach him or her; empty where not known.
        service: who writes.
        attached: whether the day goes with it as a calendar file.
    """
    subject, opens = _OPENS[kind]
    when = f"{on:%A} {long_day(on)}" + (f" at {at:%H:%M}" if at else "; the hour is not settled")
    who = f"{chair} chairs it" + (f": {contact}" if contact else "") + "." if chair else ""
    parts = [
        opens,
        f"It {'would have been' if kind == 'cancellation' else 'is'} on {when}.",
        who,
        "The day is attached as a file for your calendar." if attached and kind != "cancellation" else "",
        "So that nobody else learns of it, this message says neither whose review it is nor where. If you do not know, or cannot "
        "come, please ask.",
        service,
    ]
    return Words(subject, "\n\n".join(part for part in parts if part) + "\n")
