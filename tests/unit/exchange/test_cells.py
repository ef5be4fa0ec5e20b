"""Cells of text as codes."""

from __future__ import annotations

import polars as pl

from footprint.exchange import cells


def test_codes_are_put_right_in_a_column_of_their_own() -> None:
    sent = pl.Series("PLACE", ["U1", "u4 ", "X9"])
    found, wrong = cells.codes(sent, {"U1", "U4"})
    assert found.to_list() == ["U1", "U4", "X9"]
    assert wrong is not None and wrong.to_list() == [False, False, True]
    assert sent.to_list() == ["U1", "u4 ", "X9"]
