"""A child's time in care as a picture: where, under which order, reviewed and seen when, and what comes next.

    timeline = Timeline("The last two years", today, lanes, marks, window)
    markup = pictures(timeline)            # the whole of it
    markup = pictures(timeline.lately())   # the last two years of it

The picture says what a table beside it says too; that table is built from the same bars and marks by the page.
"""

from __future__ import annotations

from markupsafe import Markup

from footprint.domain.day_words import long_day
from footprint.reports.drawing import element, picture
from footprint.reports.timeline.across import across
from footprint.reports.timeline.down import down
from footprint.reports.timeline.model import (
    BAR_KINDS,
    MARK_KINDS,
    Bar,
    Lane,
    Mark,
    Timeline,
    Window,
    next_window,
    told,
    window_told,
)
from footprint.reports.timeline.signs import key

__all__ = ["BAR_KINDS", "MARK_KINDS", "Bar", "Lane", "Mark", "Timeline", "Window", "next_window", "pictures", "told"]

WIDE, MIDDLE = 1140, 680
NOTHING = "There is nothing to show yet: no placement, legal status, review or visit is recorded."


def pictures(timeline: Timeline) -> Markup:
    """The timeline for a screen, for a tablet and for a phone, of which the page shows one, and the key to it."""
    if not timeline.bars and not timeline.marks:
        return element("p", NOTHING, class_="fp-empty")
    described = description(timeline)
    drawings = picture(
        tall=down(timeline, described),
        middle=across(timeline, described, MIDDLE),
        wide=across(timeline, described, WIDE),
    )
    return element("div", [drawings, key(timeline)], class_="fp-timeline")


def description(timeline: Timeline) -> str:
    """The picture in words: from when to when, how much of each, and the next review. The table beside it has every row."""
    span = f"{long_day(timeline.start)} to {long_day(timeline.end)}."
    lanes = [f"{lane.title}: {len(lane.bars)}." for lane in timeline.lanes if lane.bars]
    marks = [f"{word.capitalize()}: {number}." for kind, word in MARK_KINDS.items() if (number := _number(timeline, kind))]
    after = window_told(timeline)
    return " ".join([span, *lanes, *marks, *([f"{after}."] if after else []), "The table beside this picture has every date."])


def _number(timeline: Timeline, kind: str) -> int:
    return sum(1 for mark in timeline.marks if mark.kind == kind)
