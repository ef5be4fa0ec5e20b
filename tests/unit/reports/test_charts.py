"""Charts: every number in sight or said, nothing that a strict policy refuses, and no accident with odd data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from footprint.reports.charts import Caseload, Month, Week, caseloads, coming_weeks, monthly_reviews
from footprint.reports.heat import heat_table, shade
from tests.unit.reports.markup import assert_safe, drawings, parsed, said, written

LONG = "Quarrington-" * 17
NASTY = "<script>alert(\"x\")</script> & 'co' \x07"

MONTHS = [Month(date(2026, 4, 1), 31, 2), Month(date(2026, 5, 1), 0, 0), Month(date(2026, 6, 1), 28, 5, unknown=4)]


def test_two_drawings_each_with_a_name_and_a_description() -> None:
    large_and_small = drawings(monthly_reviews(MONTHS))
    assert len(large_and_small) == 2
    for drawing in large_and_small:
        assert said(drawing)[0] == "Reviews held each month"
        assert drawing[1].tag == "desc"
        assert drawing[1].text == (
            "April 2026: 31 held on time, 2 held late. May 2026: no reviews. "
            "June 2026: 28 held on time, 5 held late, 4 not recorded whether on time."
        )


def test_each_part_of_a_month_says_its_number_and_the_bar_shows_their_sum() -> None:
    for drawing in drawings(monthly_reviews(MONTHS)):
        assert {"April 2026: 31 held on time", "April 2026: 2 held late", "June 2026: 4 not recorded whether on time"} <= set(
            said(drawing)
        )
        assert {"33", "0", "37"} <= set(written(drawing))


def test_parts_are_as_long_as_their_numbers() -> None:
    _, large = drawings(monthly_reviews([Month(date(2026, 4, 1), 30, 10)]))
    heights = {
        title.text: float(title.getparent().get("height")) for title in large.iter("title") if title.getparent().tag == "rect"
    }
    assert heights["April 2026: 30 held on time"] == pytest.approx(3 * heights["April 2026: 10 held late"])


def test_the_key_names_only_what_is_there() -> None:
    for drawing in drawings(monthly_reviews([Month(date(2026, 4, 1), 3, 0)])):
        assert "held on time" in written(drawing)
        assert "held late" not in written(drawing)


def test_weeks_to_come_tell_planned_from_due_and_name_the_holidays() -> None:
    weeks = [Week(date(2026, 12, 21) + timedelta(7 * n), n, 8 - n, "Christmas Day" if n == 0 else "") for n in range(8)]
    for drawing in drawings(coming_weeks(weeks)):
        assert "week of 21 December 2026 (Christmas Day): 8 due, not planned yet" in said(drawing)
        assert "week of 28 December 2026: 1 planned" in said(drawing)
        assert "21 Dec" in written(drawing)


@pytest.mark.parametrize(
    ("children", "fte", "where"),
    [(70, 1.0, "within the band"), (71, 1.0, "above it"), (49, 1.0, "below it"), (25, 0.5, "within the band")],
)
def test_a_caseload_is_set_against_the_band(children: int, fte: float, where: str) -> None:
    for drawing in drawings(caseloads([Caseload("Iris Fernley", children, fte)])):
        per_post = round(children / fte)
        assert f"Iris Fernley: {children} children in {fte:g} of a full-time post: {per_post} {where}" in said(drawing)
        assert {str(per_post), f"({children} in {fte:g} FTE)", "50", "70"} <= set(written(drawing))


def test_children_without_a_post_are_shown_and_not_divided_by_nothing() -> None:
    for drawing in drawings(caseloads([Caseload("Not allocated", 1, 0.0), Caseload("Clement Yew", 60, 1.0)])):
        assert {"1 child", "no post recorded"} <= set(written(drawing))


def test_a_name_of_two_hundred_letters_stays_in_the_picture_and_is_said_in_full() -> None:
    for drawing in drawings(caseloads([Caseload(LONG, 60, 1.0)])):
        assert any(LONG in words for words in said(drawing))
        assert all(float(rect.get("width")) >= 0 for rect in drawing.iter("rect"))
        width = float(drawing.get("viewBox").split()[2])
        assert all(float(rect.get("x")) + float(rect.get("width")) <= width for rect in drawing.iter("rect"))


@pytest.mark.parametrize(
    "markup",
    [
        monthly_reviews(MONTHS, title=NASTY),
        coming_weeks([Week(date(2026, 12, 21), 1, 1, NASTY)]),
        caseloads([Caseload(NASTY, 60, 1.0), Caseload(LONG, 1, 0.1)]),
        heat_table(NASTY, NASTY, [NASTY], {NASTY: [3]}),
    ],
    ids=["months", "weeks", "caseloads", "heat"],
)
def test_words_of_any_kind_are_only_words(markup: str) -> None:
    assert_safe(markup)
    assert "<script>" not in markup
    assert "".join(parsed(markup).itertext()).count("<script>") > 0


@pytest.mark.parametrize("markup", [monthly_reviews([]), coming_weeks([]), caseloads([])])
def test_nothing_is_a_sentence(markup: str) -> None:
    assert drawings(markup) == []
    assert "there is nothing to show." in "".join(parsed(markup).itertext())


def test_months_of_no_reviews_at_all_are_drawn_as_none() -> None:
    for drawing in drawings(monthly_reviews([Month(date(2026, n, 1), 0, 0) for n in range(1, 13)])):
        assert written(drawing).count("0") == 12


def test_a_heat_table_holds_each_number_shaded_by_size_and_what_is_not_recorded() -> None:
    page = parsed(heat_table("Escalations", "Team", ["Contact", "School"], {"North": [12, 0], "South": [3, None]}))
    cells = [(cell.text, cell.get("class")) for cell in page.iter("td")]
    assert cells == [("12", "fp-heat__4"), ("0", "fp-heat__0"), ("3", "fp-heat__1"), ("not recorded", "fp-heat__none")]
    assert [head.get("scope") for head in page.iter("th")] == ["col", "col", "col", "row", "row"]


@pytest.mark.parametrize(("number", "step"), [(0, 0), (1, 1), (25, 1), (26, 2), (75, 3), (76, 4), (100, 4)])
def test_shades_are_quarters_of_the_largest(number: int, step: int) -> None:
    assert shade(number, 100) == step


def test_a_heat_table_of_zeros_has_no_shade() -> None:
    assert shade(0, 0) == 0
