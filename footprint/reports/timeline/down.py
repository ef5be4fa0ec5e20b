"""A timeline from top to bottom, for a phone: what is new stands on top, lanes beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from footprint.reports.drawing import box, element, line, svg, text_width, words
from footprint.reports.timeline.across import fitting
from footprint.reports.timeline.model import Bar, Lane, Timeline, packed, told, window_told
from footprint.reports.timeline.scale import Scale
from footprint.reports.timeline.signs import sign, tip

WIDTH = 300
HEAD = 26
YEARS = 44
"""The width of the column of years."""
_THIN = {"care": 8.0, "escalation": 8.0}
_MARK_COLUMNS = (("Reviews", ("review", "late-review", "planned-review"), 50.0), ("Seen", ("iro-visit", "visit"), 34.0))
_LEAST, _MOST, _A_YEAR = 420, 1400, 110


@dataclass
class _Page:
    """What has been drawn, and how far to the right."""

    timeline: Timeline
    scale: Scale
    x: float
    drawn: list[Markup]


def down(timeline: Timeline, description: str) -> Markup:
    """The whole picture, WIDTH pixels wide and as high as its years need."""
    years = (timeline.end - timeline.start).days / 365.25
    bottom = HEAD + min(max(_LEAST, years * _A_YEAR), _MOST)
    page = _Page(timeline, Scale(timeline.start, timeline.end, HEAD, bottom, backwards=True), YEARS + 4, [])
    lanes = [lane for lane in timeline.lanes if lane.bars]
    room = _room(lanes)
    for lane in lanes:
        _lane(page, lane, room)
    for title, kinds, width in _MARK_COLUMNS:
        _marks(page, title, kinds, width)
    ground = [*_ground(page), *page.drawn, *_today(page)]
    return svg(WIDTH, bottom + 6, timeline.title, description, ground)


def _is_thin(lane: Lane) -> bool:
    return all(bar.kind in _THIN for bar in lane.bars)


def _room(lanes: list[Lane]) -> list[float]:
    """How wide the lanes with words may be: the first has the larger part of what thin lanes and marks leave."""
    thin = sum((_rows(lane) * 10 + 6) for lane in lanes if _is_thin(lane))
    left = WIDTH - YEARS - 4 - thin - sum(width for _, _, width in _MARK_COLUMNS)
    wide = [lane for lane in lanes if not _is_thin(lane)]
    shares = [1.6, *([1.0] * (len(wide) - 1))] if wide else []
    return [left * share / sum(shares) - 4 for share in shares]


def _rows(lane: Lane) -> int:
    return max(row for row, _ in packed(lane.bars)) + 1


def _lane(page: _Page, lane: Lane, room: list[float]) -> None:
    rows = _rows(lane)
    each = 10.0 if _is_thin(lane) else room.pop(0) / rows
    if not _is_thin(lane):
        title = lane.title if text_width(lane.title) <= each * rows else lane.title.split()[0]
        page.drawn.append(words((page.x, HEAD - 10), title, "quiet"))
    page.drawn += [_bar(page, bar, page.x + row * each, each - 2) for row, bar in packed(lane.bars)]
    page.x += rows * each + (6 if _is_thin(lane) else 4)


def _bar(page: _Page, bar: Bar, x: float, wide: float) -> Markup:
    top = page.scale.at(bar.ended or page.timeline.today)
    high = max(page.scale.at(bar.started) - top, 2.0)
    shape = element("rect", x=x, y=top, width=wide, height=high, rx=2, class_=f"fp-bar fp-bar--{bar.kind}")
    label = fitting(bar, wide - 6) if high >= 18 and bar.kind not in _THIN else ""
    inside = [words((x + 5, top + 15), label, "in-bar")] if label else []
    return element("g", [element("title", told(bar)), shape, *inside])


def _marks(page: _Page, title: str, kinds: tuple[str, ...], width: float) -> None:
    marks = [mark for mark in page.timeline.marks if mark.kind in kinds]
    middle = page.x + width / 2
    page.drawn.append(words((middle, HEAD - 10), title, "quiet", "middle"))
    if "review" in kinds:
        page.drawn += _window(page, middle)
    page.drawn.append(line(middle, page.scale.first, middle, page.scale.last, "thread"))
    page.drawn += [_sign(mark.kind, middle, page.scale.at(mark.on), tip(mark)) for mark in marks]
    page.x += width


def _sign(kind: str, x: float, y: float, title: str) -> Markup:
    """As elsewhere, save that a small tick lies, across the thread."""
    if kind != "visit":
        return sign(kind, x - (8 if kind == "iro-visit" else 0), y, 5, title)
    return element("rect", [element("title", title)], x=x + 1, y=y - 1, width=9, height=2, class_="fp-mark fp-mark--visit")


def _window(page: _Page, middle: float) -> list[Markup]:
    window = page.timeline.window
    if window is None:
        return []
    top = page.scale.at(window.due)
    bottom = max(page.scale.at(window.opens or page.timeline.today), top + 3)
    shape = element("rect", x=middle - 11, y=top, width=22, height=bottom - top, class_="fp-bar fp-bar--window")
    return [element("g", [element("title", window_told(page.timeline)), shape, line(middle - 13, top, middle + 13, top, "due")])]


def _ground(page: _Page) -> Iterator[Markup]:
    """The lines of the months or years, each with its word, unless the tag of today lies over that."""
    tag = page.scale.at(page.timeline.today)
    for day, word in page.scale.ticks(30):
        y = page.scale.at(day)
        yield line(0, y, WIDTH, y)
        if abs(y - 9 - tag) > 14:
            yield words((0, y - 4), word, "strong" if word.isdigit() else "quiet")


def _today(page: _Page) -> list[Markup]:
    y = page.scale.at(page.timeline.today)
    tag = [box(0, y - 9, YEARS + 2, 18, "today-tag", round_=3), words((YEARS / 2 + 1, y + 4.5), "today", "on-today", "middle")]
    return [line(YEARS, y, WIDTH, y, "today"), *tag]
