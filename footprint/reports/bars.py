"""Bars of several parts, standing (for wide boxes) or lying (for narrow ones, and for names)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from footprint.reports.drawing import box, element, line, svg, text_width, words

LINE = 18
"""The height of a line of text."""
_PLOT = 150
_FIT = 16
"""The least height of a part that has room for its number."""


@dataclass(frozen=True)
class Series:
    """What one part of each bar counts, and its class of colour."""

    name: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One bar: its label, the same in full, and the sizes of its parts, in the order of the series."""

    label: str
    long: str
    parts: tuple[float, ...]
    shown: str = ""
    """What stands at the bar's end, in place of the sum of its parts."""
    aside: str = ""
    """What stands behind that, quieter."""
    short: str = ""
    """The label where bars lie, if another one."""

    @property
    def total(self) -> float:
        return sum(self.parts)

    @property
    def end(self) -> str:
        return self.shown or f"{self.total:,.0f}"

    @property
    def end_width(self) -> float:
        """The room that the words at its end take; bold ones are wider."""
        return text_width(self.end) * 1.1 + text_width(self.aside) + (6 if self.aside else 0)


def upright(title: str, rows: Sequence[Row], series: Sequence[Series], what: str, width: int) -> Markup:
    """Columns on a base line, their sum above each and their label below."""
    used = _used(rows, series)
    top = _legend_height(used, width) + LINE
    base = top + _PLOT
    scale = _PLOT / (max(row.total for row in rows) or 1)
    slot = width / len(rows)
    content = [*_legend(used, width), *(_column(row, series, slot * n, slot, base, scale) for n, row in enumerate(rows))]
    return svg(width, base + LINE + 6, title, _told(rows, series, what), [*content, line(0, base, width, base, "base")])


def _column(row: Row, series: Sequence[Series], left: float, slot: float, base: float, scale: float) -> Markup:
    """Parts from the base line upwards."""
    wide = min(slot * 0.68, 48)
    x, y, drawn = left + (slot - wide) / 2, base, []
    for one, size in zip(series, row.parts, strict=True):
        if size:
            y -= size * scale
            drawn.append(box(x, y, wide, size * scale, one.kind, _tip(row, one, size)))
            drawn.append(_inside(x + wide / 2, y + size * scale / 2, size, one, size * scale))
    label = row.label if text_width(row.label) <= slot + 8 else row.label[: max(int(slot / 8), 1)]
    above = words((left + slot / 2, y - 5), row.end, "strong", "middle")
    return element("g", [*drawn, above, words((left + slot / 2, base + LINE), label, "quiet", "middle")])


def _inside(x: float, y: float, size: float, series: Series, height: float) -> Markup:
    return words((x, y + 4.5), f"{size:,.0f}", f"on-{series.kind}", "middle") if height >= _FIT else Markup("")


def lying(
    title: str, rows: Sequence[Row], series: Sequence[Series], what: str, width: int, band: tuple[int, int] | None = None
) -> Markup:
    """Bars from the left, their label before or (where narrow) above them, their sum behind them."""
    labels = [row.short or row.label for row in rows]
    above = width < 400 and max(map(text_width, labels)) > 70
    gutter = 0.0 if above else min(max(map(text_width, labels)) + 10, 180)
    room = width - gutter - max((row.end_width for row in rows if row.total), default=0.0) - 10
    most = max([row.total for row in rows] + [band[1] if band else 0]) or 1
    used = _used(rows, series)
    top = _legend_height(used, width) + (LINE if band else 4)
    step = (LINE if above else 0) + 26
    frame = _Lying(gutter, room / most, step, above)
    content = [
        _lying_row(row, label, series, top + n * step, frame) for n, (row, label) in enumerate(zip(rows, labels, strict=True))
    ]
    height = top + step * len(rows) + 2
    behind = _band(band, frame, top, height) if band else []
    told = _told(rows, series, what) + (f" The band is {band[0]} to {band[1]}." if band else "")
    return svg(width, height, title, told, [*behind, *_legend(used, width), *content])


@dataclass(frozen=True)
class _Lying:
    """Where lying bars start, how many pixels one unit is, how far apart they lie, and whether labels stand above them."""

    gutter: float
    scale: float
    step: float
    above: bool


def _lying_row(row: Row, label: str, series: Sequence[Series], y: float, frame: _Lying) -> Markup:
    x, top = frame.gutter, y + (LINE if frame.above else 0) + 2
    drawn = []
    for one, size in zip(series, row.parts, strict=True):
        if size:
            drawn.append(box(x, top, size * frame.scale, 18, one.kind, _tip(row, one, size)))
            x += size * frame.scale
    at = (0, y + 13) if frame.above else (0, top + 14)
    named = words(at, _cut(label, 1000 if frame.above else frame.gutter))
    end = words((x + 6, top + 14), row.end, "end")
    aside = words((x + 12 + text_width(row.end) * 1.1, top + 14), row.aside, "aside") if row.aside else Markup("")
    return element("g", [*drawn, named, end, aside])


def _cut(label: str, room: float) -> str:
    """A name that is too long for its place; the title and the table have it whole."""
    letters = int(room / text_width("n"))
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _band(band: tuple[int, int], frame: _Lying, top: float, bottom: float) -> list[Markup]:
    low, high = (frame.gutter + edge * frame.scale for edge in band)
    edges = [line(x, top - 2, x, bottom, "bandedge") for x in (low, high)]
    numbers = [words((x, top - 6), str(edge), "quiet", "middle") for x, edge in zip((low, high), band, strict=True)]
    return [box(low, top - 2, high - low, bottom - top + 2, "band"), *edges, *numbers]


def _used(rows: Sequence[Row], series: Sequence[Series]) -> list[Series]:
    """A kind of which there is none needs no word in the key; the first always has one."""
    return [one for n, one in enumerate(series) if n == 0 or any(row.parts[n] for row in rows)]


def _legend(series: Sequence[Series], width: int) -> list[Markup]:
    """What the colours mean, in as many lines as it takes."""
    drawn = []
    for one, (x, y) in zip(series, _legend_places(series, width), strict=True):
        drawn += [box(x, y + 2, 12, 12, one.kind), words((x + 18, y + 13), one.name)]
    return drawn


def _legend_places(series: Sequence[Series], width: int) -> list[tuple[float, float]]:
    places, x, y = [], 0.0, 0.0
    for one in series:
        if x and x + 18 + text_width(one.name) > width:
            x, y = 0.0, y + LINE
        places.append((x, y))
        x += 18 + text_width(one.name) + 18
    return places


def _legend_height(series: Sequence[Series], width: int) -> float:
    return _legend_places(series, width)[-1][1] + LINE + 6


def _tip(row: Row, series: Series, size: float) -> str:
    return f"{row.long}: {size:,.0f} {series.name}"


def _told(rows: Sequence[Row], series: Sequence[Series], what: str) -> str:
    """The picture in words: bar by bar, part by part."""
    return " ".join(f"{row.long}: {_parts(row, series, what)}." for row in rows)


def _parts(row: Row, series: Sequence[Series], what: str) -> str:
    parts = [f"{size:,.0f} {one.name}" for one, size in zip(series, row.parts, strict=True) if size]
    return ", ".join(parts) or row.shown or f"no {what}"
