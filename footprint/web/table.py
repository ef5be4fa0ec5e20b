"""The rows of `parts/table.html`: some hundred cells a page, so they are put together here and not by a macro each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from jinja2 import Undefined
from markupsafe import Markup, escape

Column = Mapping[str, Any]

_NOT_RECORDED = (
    '<span class="fp-missing"><span aria-hidden="true">–</span><span class="govuk-visually-hidden">not recorded</span></span>'
)


def shape(column: Column) -> str:
    """The classes of a column's cells."""
    width = "fp-table__number" if column.get("number") else "fp-table__tight" if column.get("tight") else ""
    return f"{width} fp-table__minor" if column.get("minor") else width


class _Shaped(NamedTuple):
    """What is the same in every cell of a column; the sort and the end of the opening tag come between."""

    key: str
    opens: str
    then: str
    closes: str
    blank: str


def body(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Markup:
    """Every row; columns, rows and cells as `parts/table.html` describes them."""
    shaped = [_shaped(column, is_head=number == 0) for number, column in enumerate(columns)]
    return Markup("\n".join(_row(row, shaped) for row in rows))


def _shaped(column: Column, *, is_head: bool) -> _Shaped:
    def opening(more: str = "") -> str:
        if is_head:
            return f'<th scope="row" role="rowheader" class="{shape(column)}"'
        return f'<td role="cell" class="{shape(column)}{more}" data-label="{escape(column.get("text", ""))}"'

    then, closes = (">", "</th>") if is_head else ("><span>", "</span></td>")
    blank = f'{opening(" fp-table__blank")} data-sort=""{then}{_NOT_RECORDED}{closes}'
    return _Shaped(column["key"], opening(), then, closes, blank)


def _row(row: Mapping[str, Any], shaped: Iterable[_Shaped]) -> str:
    tone = f' class="fp-table__row--{escape(row["tone"])}"' if row.get("tone") else ""
    return f'<tr role="row"{tone}>{"".join(_cell(row["cells"].get(column.key), column) for column in shaped)}</tr>'


def _cell(cell: Any, column: _Shaped) -> str:
    if cell is None or isinstance(cell, Undefined):
        return column.blank
    if not isinstance(cell, Mapping):
        return f"{column.opens}{column.then}{escape(cell)}{column.closes}"
    sort = f' data-sort="{escape(cell["sort"])}"' if cell.get("sort") is not None else ""
    words: str = escape(cell.get("html") or cell.get("text", ""))  # what is markup already stays as it is
    if cell.get("href"):
        words = f'<a class="govuk-link" href="{escape(cell["href"])}">{words}</a>'
    under = f'<span class="fp-table__under">{escape(cell["under"])}</span>' if cell.get("under") else ""
    return f"{column.opens}{sort}{column.then}{words}{under}{column.closes}"


GLOBALS = {"table_body": body, "table_shape": shape}
"""What `parts/table.html` asks of its environment."""
