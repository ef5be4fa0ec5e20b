"""How much of each form the records answer, where the documentation says it in a sentence of its own."""

from __future__ import annotations

from pathlib import Path

from footprint.domain.profile import load_profile, shipped
from tests.spec.the_forms import counts, page

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "hold-a-review.md"


def test_the_how_to_says_how_many_questions_of_lancashires_form_are_looked_up() -> None:
    """The how-to says how many questions of Lancashire's form are looked up."""
    every, always, sometimes, _ = counts(load_profile("lancashire").form)
    text = " ".join(HOW_TO.read_text("utf-8").split())
    assert f"has {every} answers to give" in text
    assert (
        f"here {always + sometimes} of the {every} are looked up in the records, {sometimes} of them in some cases only" in text
    )


def test_every_row_of_the_page_has_a_cell_under_each_head() -> None:
    """Every row of the page of forms has a cell under each head."""
    tables = [block.splitlines() for block in page().split("\n\n") if block.startswith("|")]
    assert len(tables) == 1 + len(shipped())
    assert all(row.count("|") == rows[0].count("|") for rows in tables for row in rows)
