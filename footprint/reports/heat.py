"""A heat table: numbers by two things at once, each cell shaded by its size. A table, so that everyone can read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from footprint.reports.drawing import element

STEPS = 4
"""Shades above the plain one."""


def heat_table(caption: str, corner: str, columns: Sequence[str], rows: Mapping[str, Sequence[int | None]]) -> Markup:
    """A row for each name, a cell for each column.

    Args:
        corner: what the rows are: "Team".
        rows: numbers in the order of the columns; None where nothing is recorded.
    """
    most = max((number or 0 for numbers in rows.values() for number in numbers), default=0)
    heads = [element("th", name, scope="col") for name in (corner, *columns)]
    body = [_row(name, numbers, most) for name, numbers in rows.items()]
    parts = [element("caption", caption), element("thead", [element("tr", heads)]), element("tbody", body)]
    table = element("table", parts, class_="fp-table fp-table--dense fp-heat")
    return element("div", [table], class_="fp-scroll", role="region", aria_label=caption, tabindex="0")


def _row(name: str, numbers: Sequence[int | None], most: int) -> Markup:
    return element("tr", [element("th", name, scope="row"), *(_cell(number, most) for number in numbers)])


def _cell(number: int | None, most: int) -> Markup:
    if number is None:
        return element("td", "not recorded", class_="fp-heat__none")
    return element("td", f"{number:,}", class_=f"fp-heat__{shade(number, most)}")


def shade(number: int, most: int) -> int:
    """0 for nothing, else 1 to 4: in which quarter of the way to the largest number it lies."""
    return -(-number * STEPS // most) if most else 0
