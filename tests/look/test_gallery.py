"""Every part of every page: accessible, within its width, under a strict policy, light and dark, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.look.accessibility import violations
from tests.look.browser import WIDTHS, opened
from tests.look.gallery import SCREENS, write
from tests.look.keyboard import out_of_reach


def faults(page: Page) -> list[str]:
    """What axe finds, each with its places."""
    return [f"{rule['id']}: {node['html'][:200]}" for rule in violations(page) for node in rule["nodes"]]


@pytest.mark.parametrize("width", WIDTHS.values())
@pytest.mark.parametrize("screen", SCREENS)
def test_is_accessible_and_fits_at_every_width(gallery: str, browser: Browser, screen: str, width: int) -> None:
    with opened(browser, f"{gallery}/{screen}.html", width) as (page, complaints):
        if width == WIDTHS["phone"]:  # at a desk's width it is tried in the dark, below
            assert faults(page) == []
        assert out_of_reach(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints == []


@pytest.mark.parametrize("screen", SCREENS)
def test_is_accessible_in_the_dark(gallery: str, browser: Browser, screen: str) -> None:
    with opened(browser, f"{gallery}/{screen}.html", 1280, dark=True) as (page, _):
        assert faults(page) == []


def test_what_the_keyboard_does_not_reach_or_does_not_show_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<style>.plain:focus { outline: none }</style><a href='#'>Reached</a><a href='#' class='plain'>Not shown</a>"
        "<button onfocus='document.querySelector(`a`).focus()'>A trap</button><button>Behind it</button>"
        "<input type='radio' name='one' aria-label='1'><input type='radio' name='one' aria-label='2'>"
    )
    missed, unseen = (
        [each for each in out_of_reach(page) if each.startswith(what)] for what in ("cannot be reached", "does not show")
    )
    assert any("Behind it" in each for each in missed) and any("Not shown" in each for each in unseen)
    assert not any("Reached" in each for each in [*missed, *unseen])
    page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_inline_that_a_strict_policy_would_refuse(tmp_path: Path, screen: str) -> None:
    write(tmp_path)
    page = (tmp_path / f"{screen}.html").read_text()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_a_column_sorts_by_its_head_and_says_so(gallery: str, browser: Browser) -> None:
    with opened(browser, f"{gallery}/caseload.html", 1280) as (page, _):
        page.get_by_role("button", name="Age").click()
        ages = [int(text) for text in page.locator("#children tbody tr td:nth-child(2)").all_inner_texts()]
        assert ages == sorted(ages)
        assert page.locator("#children th[aria-sort=ascending]").inner_text() == "Age"
        page.get_by_role("button", name="Age").click()
        assert page.locator("#children tbody tr td:nth-child(2)").first.inner_text() == "17"


def test_what_is_not_recorded_sorts_last_in_either_order(gallery: str, browser: Browser) -> None:
    with opened(browser, f"{gallery}/caseload.html", 1280) as (page, _):
        for _ in range(2):
            page.get_by_role("button", name="Social worker").click()
            assert "not recorded" in page.locator("#children tbody tr").last.inner_html()


def test_typing_narrows_the_table_and_tells_how_many_are_left(gallery: str, browser: Browser) -> None:
    with opened(browser, f"{gallery}/caseload.html", 1280) as (page, _):
        page.get_by_label("Find on this page").fill("rowan foster")
        shown = page.locator("#children tbody tr:visible").all_inner_texts()
        assert shown
        assert all("Rowan" in row and "Foster" in row for row in shown)
        assert page.get_by_role("status").inner_text() == f"{len(shown)} of 70 shown"
        page.get_by_label("Find on this page").fill("")
        assert page.locator("#children tbody tr:visible").count() == 70


def test_without_scripts_the_rows_stand_and_no_dead_field_shows(gallery: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{gallery}/caseload.html")
    assert page.locator("#children tbody tr:visible").count() == 70
    assert not page.get_by_label("Find on this page").is_visible()
    assert page.get_by_role("link", name="Calendar").is_visible()
    context.close()


def test_warns_before_the_session_ends_and_stays_when_asked(gallery: str, browser: Browser) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{gallery}/day.html")
    dialog = page.get_by_role("dialog")
    page.clock.fast_forward("27:00")
    assert not dialog.is_visible()
    page.clock.fast_forward("01:30")
    assert "signed out in 2 minutes" in dialog.inner_text()
    assert faults(page) == []
    with page.expect_request("**/keep-alive"):
        page.get_by_role("button", name="Stay signed in").click()
    dialog.wait_for(state="hidden")
    page.clock.fast_forward("30:00")
    assert "You have been signed out" in dialog.inner_text()
    page.close()


def test_one_drawing_of_each_picture_shows_at_a_time(gallery: str, browser: Browser) -> None:
    for width, name in ((320, "tall"), (768, "middle"), (1280, "wide")):
        with opened(browser, f"{gallery}/child.html", width) as (page, _):
            shown = page.locator(".fp-picture__one:visible")
            assert shown.count() == 2
            assert all(name in (one.get_attribute("class") or "") for one in shown.all())
