"""A timeline from left to right, for a screen: lanes under each other, time along the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from footprint.reports.drawing import box, element, line, svg, text_width, words
from footprint.reports.timeline.model import Bar, Lane, Timeline, packed, told, window_told
from footprint.reports.timeline.scale import Scale
from footprint.reports.timeline.signs import sign, sparse, tip

HEAD = 44
ROW = 26
GAP = 10
_MARK_LANES = (("Reviews", ("review", "late-review", "planned-review")), ("Seen", ("iro-visit", "visit")))
_THIN = {"care": 10.0, "escalation": 14.0}
"""Heights of bars that hold no words; others are as high as a line of text."""


@dataclass
class _Page:
    """What has been drawn, and how far down."""

    timeline: Timeline
    scale: Scale
    names: float
    """The width of the lanes' names; 0 where they stand above their lanes."""
    y: float
    drawn: list[Markup]

    def name(self, title: str, height: float) -> None:
        if self.names:
            self.drawn.append(words((0, self.y + height / 2 + 4.5), title, "quiet"))
        else:
            self.drawn.append(words((0, self.y + 12), title, "quiet"))
            self.y += 18


def across(timeline: Timeline, description: str, width: int) -> Markup:
    """The whole picture, `width` pixels wide and as high as it needs."""
    names = 104.0 if width >= 800 else 0.0
    page = _Page(timeline, Scale(timeline.start, timeline.end, names + 2, width - 2), names, HEAD, [])
    for lane in timeline.lanes:
        _lane(page, lane)
    for title, kinds in _MARK_LANES:
        _marks(page, title, kinds)
    height = page.y + 4
    return svg(width, height, timeline.title, description, [*_ground(page, height), *page.drawn, *_today(page, height)])


def _lane(page: _Page, lane: Lane) -> None:
    """The bars of a lane, in as many rows as keep them off each other."""
    if not lane.bars:
        return
    placed = packed(lane.bars)
    row = max(_height(bar) for bar in lane.bars) + 3
    height = row * (max(n for n, _ in placed) + 1)
    page.name(lane.title, height)
    page.drawn += [_bar(page, bar, page.y + n * row) for n, bar in placed]
    page.y += height + GAP


def _height(bar: Bar) -> float:
    return _THIN.get(bar.kind, 23.0)


def _bar(page: _Page, bar: Bar, y: float) -> Markup:
    x = page.scale.at(bar.started)
    wide = max(page.scale.at(bar.ended or page.timeline.today) - x, 2.0)
    shape = element("rect", x=x, y=y, width=wide, height=_height(bar), rx=2, class_=f"fp-bar fp-bar--{bar.kind}")
    label = "" if bar.kind in _THIN else fitting(bar, wide - 10)
    inside = [words((x + 6, y + 16), label, "in-bar")] if label else []
    return element("g", [element("title", told(bar)), shape, *inside])


def fitting(bar: Bar, room: float) -> str:
    """The longest of its labels that there is room for, or none."""
    return next((label for label in (bar.label, bar.short) if label and text_width(label) <= room), "")


def _marks(page: _Page, title: str, kinds: tuple[str, ...]) -> None:
    marks = [mark for mark in page.timeline.marks if mark.kind in kinds]
    is_reviews = "review" in kinds
    if not marks and not (is_reviews and page.timeline.window):
        return
    page.name(title, ROW)
    if is_reviews:
        page.drawn += _window(page)
    page.drawn.append(line(page.scale.first, page.y + ROW / 2, page.scale.last, page.y + ROW / 2, "thread"))
    size = sparse(marks, page.scale.last - page.scale.first)
    beside = {"iro-visit": -7.0, "visit": 5.5}  # above the thread and hanging from it, so that neither hides the other
    for mark in marks:
        y = page.y + ROW / 2 + beside.get(mark.kind, 0)
        page.drawn.append(sign(mark.kind, page.scale.at(mark.on), y, size, tip(mark)))
    page.y += ROW + GAP / 2


def _window(page: _Page) -> list[Markup]:
    """The days on which the next review can be held, and the last of them as a strong edge."""
    window = page.timeline.window
    if window is None:
        return []
    due = page.scale.at(window.due)
    opens = page.scale.at(window.opens or page.timeline.today)
    left = min(opens, due - 3)
    shape = element("rect", x=left, y=page.y, width=due - left, height=ROW, class_="fp-bar fp-bar--window")
    return [
        element("g", [element("title", window_told(page.timeline)), shape, line(due, page.y - 2, due, page.y + ROW + 2, "due")])
    ]


def _ground(page: _Page, height: float) -> Iterator[Markup]:
    """The lines of the years, behind everything."""
    for day, word in page.scale.ticks(46):
        x = page.scale.at(day)
        yield line(x, HEAD - 8, x, height)
        yield words((x + 3, HEAD - 12), word, "strong" if word.isdigit() else "quiet")


def _today(page: _Page, height: float) -> list[Markup]:
    x = page.scale.at(page.timeline.today)
    middle = min(max(x, 26), page.scale.last - 24)
    tag = [box(middle - 26, 0, 52, 18, "today-tag", round_=3), words((middle, 13.5), "today", "on-today", "middle")]
    return [line(x, 18, x, height, "today"), *tag]
