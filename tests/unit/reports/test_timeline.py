"""A child's timeline: everything in it can be read, is in its place, and nothing breaks it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from footprint.reports.timeline import BAR_KINDS, MARK_KINDS, Bar, Lane, Mark, Timeline, Window, next_window, pictures, told
from footprint.reports.timeline.model import packed
from footprint.reports.timeline.scale import Scale
from tests.unit.reports.markup import assert_safe, drawings, parsed, said, written

TODAY = date(2026, 11, 30)
HOME = Bar(date(2024, 9, 9), date(2026, 11, 2), "Children's home, Oakby", "home", "Home")
FOSTER = Bar(date(2026, 11, 2), None, "Foster care, Mapleton", "foster", "Foster")
REVIEW = Mark(date(2026, 9, 1), "review", "Review, on time")


def timeline(*bars: Bar, marks: tuple[Mark, ...] = (), window: Window | None = None) -> Timeline:
    return Timeline("Time in care", TODAY, (Lane("Placement", bars),), marks, window)


def test_three_drawings_each_with_its_name_and_a_description() -> None:
    three = drawings(pictures(timeline(HOME, FOSTER, marks=(REVIEW,))))
    assert len(three) == 3
    for drawing in three:
        assert said(drawing)[0] == "Time in care"
        assert "Placement: 2. Review on time: 1." in (drawing[1].text or "")


def test_every_bar_and_every_mark_says_what_it_is_and_when() -> None:
    marks = tuple(Mark(TODAY - timedelta(30 * n), kind, f"{kind} {n}") for n, kind in enumerate(MARK_KINDS))
    bars = tuple(Bar(date(2020, 1, 1), date(2021, 1, 1), f"a bar, {kind}", kind) for kind in BAR_KINDS)
    for drawing in drawings(pictures(timeline(*bars, marks=marks))):
        assert {told(bar) for bar in bars} <= set(said(drawing))
        assert all(any(words.startswith(f"{mark.label}: ") for words in said(drawing)) for mark in marks)


def test_a_bar_in_words() -> None:
    assert told(HOME) == "Children's home, Oakby: 9 September 2024 to 2 November 2026"
    assert told(FOSTER) == "Foster care, Mapleton: 2 November 2026 and still"


def test_the_next_review_is_shaded_from_the_day_it_can_be_held_to_the_day_it_must_be() -> None:
    window = Window(date(2027, 3, 10), date(2027, 5, 12))
    sentence = "Next review: can be held from 10 March 2027, must be held by 12 May 2027"
    markup = pictures(timeline(FOSTER, window=window))
    assert all(sentence in said(drawing) for drawing in drawings(markup))
    assert sentence in [word.text for word in parsed(markup).iter("span")]


def test_a_review_that_can_be_held_at_any_time_has_only_its_last_day() -> None:
    markup = pictures(timeline(FOSTER, window=Window(None, date(2026, 12, 29))))
    assert all("Next review: must be held by 29 December 2026" in said(drawing) for drawing in drawings(markup))


def test_an_overdue_review_is_still_a_mark_of_some_width() -> None:
    for drawing in drawings(pictures(timeline(HOME, window=Window(None, TODAY - timedelta(40))))):
        shade = next(rect for rect in drawing.iter("rect") if "window" in (rect.get("class") or ""))
        assert float(shade.get("width")) > 0
        assert float(shade.get("height")) > 0


def test_a_label_stands_where_there_is_room_else_its_short_form_else_none() -> None:
    tiny = Bar(date(2024, 9, 1), date(2024, 9, 9), "Emergency foster care, Oakby", "foster", "Foster care")
    *_, middle, wide = drawings(pictures(timeline(tiny, HOME, FOSTER)))
    assert "Children's home, Oakby" in written(wide)
    assert "Emergency foster care, Oakby" not in written(wide)
    assert "Foster care" not in written(middle)


def test_on_a_phone_no_word_stands_half_behind_the_tag_of_today() -> None:
    for days in range(0, 100, 5):
        later = Timeline("Time in care", TODAY + timedelta(days), (Lane("Placement", (HOME, FOSTER)),), (), None)
        tall, *_ = drawings(pictures(later))
        places = [float(text.get("y") or 0) for text in tall.iter("text") if text.get("x") == "0"]
        tag = next(float(text.get("y") or 0) for text in tall.iter("text") if "".join(text.itertext()) == "today")
        assert places and all(abs(place - tag) > 9 for place in places), days


def test_the_last_two_years_leave_out_what_lay_before() -> None:
    old = Bar(date(2016, 1, 1), date(2017, 1, 1), "Foster care, Nether Elm", "foster")
    marks = (Mark(date(2016, 2, 1), "review", "The first"), REVIEW)
    whole = Timeline("Time in care", TODAY, (Lane("Placement", (old, HOME, FOSTER)),), marks)
    lately = whole.lately()
    assert (whole.start, lately.start) == (date(2016, 1, 1), date(2024, 11, 30))
    assert [bar.label for bar in lately.bars] == [HOME.label, FOSTER.label]
    assert lately.marks == (REVIEW,)


def test_two_hundred_reviews_stay_apart_and_within_the_picture() -> None:
    marks = tuple(
        Mark(date(2010, 1, 1) + timedelta(30 * n), "late-review" if n % 9 == 0 else "review", f"Review {n}") for n in range(200)
    )
    for drawing in drawings(pictures(timeline(Bar(date(2010, 1, 1), None, "In care", "care"), marks=marks))):
        circles = list(drawing.iter("circle"))
        assert len(circles) == 177
        width, height = map(float, drawing.get("viewBox").split()[2:])
        assert all(0 <= float(one.get("cx")) <= width and 0 <= float(one.get("cy")) <= height for one in circles)


def test_words_of_any_kind_and_length_are_only_words() -> None:
    nasty = '</title><script>alert("x")</script> & \x00'
    bars = (Bar(date(2020, 1, 1), None, nasty, "foster", nasty), Bar(date(2020, 1, 1), None, "n" * 200, "other"))
    life = Timeline(nasty, TODAY, (Lane(nasty, bars), Lane("", ())), (Mark(TODAY, "visit", nasty),))
    assert_safe(pictures(life))
    assert "<script>" not in pictures(life)


def test_bars_of_one_day_at_one_time_and_a_child_of_today() -> None:
    today = Bar(TODAY, TODAY, "Foster care for a night", "foster")
    markup = pictures(timeline(today, today, Bar(TODAY, None, "Foster care", "foster")))
    assert_safe(markup)
    assert all(float(rect.get("width")) >= 0 for drawing in drawings(markup) for rect in drawing.iter("rect"))


def test_nothing_is_a_sentence() -> None:
    markup = pictures(Timeline("Time in care", TODAY))
    assert drawings(markup) == []
    assert "There is nothing to show yet" in "".join(parsed(markup).itertext())


def test_the_key_holds_only_the_kinds_that_are_there_each_with_its_sign() -> None:
    page = parsed(pictures(timeline(HOME, FOSTER, marks=(REVIEW,))))
    key = list(page.iter("li"))
    assert [entry.find("span").text for entry in key] == ["foster care", "children's home", "review on time"]
    assert all(entry.find("svg") is not None for entry in key)


def test_bars_at_one_time_lie_in_rows_and_one_may_start_on_the_day_another_ends() -> None:
    overlapping = Bar(date(2026, 1, 1), date(2026, 12, 1), "At boarding school", "other")
    assert packed((HOME, FOSTER)) == [(0, HOME), (0, FOSTER)]
    assert packed((HOME, overlapping, FOSTER)) == [(0, HOME), (1, overlapping), (0, FOSTER)]


def test_days_are_put_to_scale_either_way_and_never_outside() -> None:
    across = Scale(date(2026, 1, 1), date(2026, 1, 11), 100, 200)
    assert [across.at(date(2026, 1, day)) for day in (1, 6, 11)] == [100, 150, 200]
    assert across.at(date(2020, 1, 1)) == 100
    down = Scale(date(2026, 1, 1), date(2026, 1, 11), 100, 200, backwards=True)
    assert [down.at(date(2026, 1, day)) for day in (1, 6, 11)] == [200, 150, 100]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2025, 11, 1), ["Nov", "Dec", "2026"]),
        (date(2024, 11, 1), ["2025", "Apr", "Jul"]),
        (date(2017, 5, 1), ["Jul", "2018", "Jul"]),
        (date(2010, 5, 1), ["2011", "2012", "2013"]),
        (date(1927, 1, 1), ["1927", "1932", "1937"]),
    ],
    ids=["months", "quarters", "half years", "years", "five years"],
)
def test_lines_are_months_or_years_as_there_is_room(start: date, words: list[str]) -> None:
    scale = Scale(start, TODAY, 0, 1000)
    ticks = list(scale.ticks(46))
    places = [scale.at(day) for day, _ in ticks]
    assert [word for _, word in ticks[:3]] == words
    assert all(after - before >= 44 for before, after in pairwise(places))


def test_an_unknown_kind_or_an_end_before_a_start_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="'castle' is no kind of bar; it can be care, foster"):
        Bar(TODAY, None, "A castle", "castle")
    with pytest.raises(ValueError, match="'party' is no kind of mark; it can be review"):
        Mark(TODAY, "party", "A party")
    with pytest.raises(ValueError, match=r"A bar cannot end on 2026-11-29, before it starts on 2026-11-30\."):
        Bar(TODAY, TODAY - timedelta(1), "Foster care", "foster")


@pytest.mark.parametrize(
    ("last", "due", "window"),
    [
        (date(2026, 3, 1), TODAY, Window(date(2026, 3, 2), TODAY)),
        (None, TODAY, Window(None, TODAY)),
        (TODAY, TODAY, Window(None, TODAY)),
        (None, TODAY - timedelta(365), Window(None, TODAY - timedelta(365))),
        (None, TODAY - timedelta(366), None),
        (TODAY, None, None),
    ],
)
def test_the_window_of_the_next_review(last: date | None, due: date | None, window: Window | None) -> None:
    assert next_window(last, due, TODAY) == window
