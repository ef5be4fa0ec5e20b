"""The rows of a table: what is escaped, what is missing, what a cell may be."""

from __future__ import annotations

from jinja2 import Undefined
from markupsafe import Markup

from footprint.web.table import body, shape

COLUMNS = [{"key": "who", "text": "Who"}, {"key": "count", "text": "How <many>", "number": True, "minor": True}]


def one(who: object, count: object = 1) -> str:
    """A table of one row."""
    return body(COLUMNS, [{"cells": {"who": who, "count": count}}])


def test_words_are_escaped_and_markup_is_not() -> None:
    assert "&lt;b&gt;" in one("<b>") and "<b>" not in one("<b>")
    assert "&lt;b&gt;" in one({"html": "<b>"})
    assert "<b>yes</b>" in one({"html": Markup("<b>yes</b>")})
    assert 'data-label="How &lt;many&gt;"' in one("x")
    assert 'href="/a?b&amp;c"' in one({"text": "x", "href": "/a?b&c"})
    assert 'class="fp-table__row--&#34;"' in body(COLUMNS, [{"tone": '"', "cells": {}}])


def test_what_is_missing_is_said_to_the_ear() -> None:
    for missing in (None, Undefined()):
        assert one("x", missing).count("not recorded") == 1
    assert body(COLUMNS, [{"cells": {}}]).count("not recorded") == 2
    assert "not recorded" not in one("", 0)


def test_the_first_cell_is_the_head_of_its_row() -> None:
    assert one("Ada").startswith('<tr role="row"><th scope="row" role="rowheader" class="">Ada</th><td role="cell"')


def test_a_cell_may_have_a_second_line_and_something_to_sort_by() -> None:
    found = one({"text": "31 Mar 26", "under": "3 days left", "sort": "2026-03-31"})
    assert ' data-sort="2026-03-31">31 Mar 26<span class="fp-table__under">3 days left</span></th>' in found
    assert ' data-sort="0"><span>none' in one("x", {"text": "none", "sort": 0})


def test_the_shape_of_a_column() -> None:
    assert shape(COLUMNS[1]) == "fp-table__number fp-table__minor"
    assert shape({"key": "day", "tight": True}) == "fp-table__tight"
