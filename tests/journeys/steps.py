"""What people do on the way through a review, step by step, for the journeys to be told with."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

IRO = "Independent Reviewing Officer"
TODAY = date.today()
BY_NAME = "/children/?sort=name"
"""The order that no journey changes."""
CHOSEN = 12
"""So many of an IRO's children, by name, may be chosen by their place (`choose_child`)."""
WAYS = pytest.mark.parametrize("desk", [True, False], ids=["desk", "bare_phone"])


def fill_day(page: Page, name: str, on: date) -> None:
    """The three boxes of a date."""
    for part, value in (("day", on.day), ("month", on.month), ("year", on.year)):
        page.locator(f"input[name={name}-{part}]").fill(str(value))


def choose_child(page: Page, nth: int) -> str:
    """The page of one of her children by the alphabet, a different one for each journey: its address."""
    page.goto(BY_NAME)
    page.locator("#children tbody a").nth(nth).click()
    return page.url


def open_child(page: Page, name: str) -> str:
    """The page of one of her children, by name: its address."""
    page.goto(f"/children/?q={name}")
    page.get_by_role("link", name=name, exact=True).click()
    return page.url


def invite_the_usual(page: Page) -> None:
    """From the review's page and back to it: those who usually come are asked."""
    page.get_by_role("link", name="Who comes, and the reports").click()
    page.get_by_role("button", name="Invite them all").click()
    expect(page.get_by_text("Invited: child")).to_be_visible()
    page.get_by_role("link", name="The review", exact=True).click()


def there(page: Page, what: Locator) -> bool:
    """Whether something is on a page that has come whole: one that is only just coming may not have it yet."""
    page.wait_for_load_state()
    return what.count() > 0


def save_decision(page: Page) -> None:
    """The decision that was typed is saved."""
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("The decision is saved.")).to_be_visible()


def book_the_day(page: Page) -> None:
    """The day that is filled in is booked; where something stands in its way (a weekend, say), after a second look."""
    page.get_by_role("button", name="Save").click()
    if there(page, all_the_same := page.get_by_label("Yes, book it all the same")):
        all_the_same.check()
        page.get_by_role("button", name="Save").click()


def arrange_for_today(page: Page, child: str) -> None:
    """A review that is arranged for today."""
    page.goto(f"{child}review/")
    fill_day(page, "on", TODAY)
    book_the_day(page)
    expect(page.get_by_text(re.compile("The review is (arranged|moved)"))).to_be_visible()


def begin(page: Page) -> None:
    """From the review's page: it begins today."""
    page.get_by_role("link", name="Begin the review").click()
    page.get_by_role("button", name="Begin the review").click()
    expect(page.get_by_text("The review has begun.")).to_be_visible()


def write(page: Page, section: str, key: str, words: str, scripts: bool) -> None:
    """A section of the record is written: saved as it is typed or, where no scripts run, by its button."""
    box = page.get_by_label(section, exact=True)
    box.fill(words)
    if scripts:
        expect(page.locator(f"#{key} [data-saved]")).to_have_text("Saved")
        return
    page.locator(f"#{key}").get_by_role("button").click()
    expect(box).to_have_value(words)


def note_presence(page: Page, *, chaired: str = "") -> None:
    """The child came and spoke, and was seen today."""
    page.get_by_role("link", name="Who is here").click()
    if there(page, spoke := page.get_by_label("Came, and spoke for himself or herself")):
        spoke.check()
    if chaired:
        page.get_by_label(chaired, exact=True).check()
    fill_day(page, "last_seen", TODAY)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Who was there is recorded.")).to_be_visible()


def complete(page: Page) -> None:
    """From the record: the review is over."""
    page.get_by_role("link", name="Complete the review").click()
    page.get_by_role("button", name="Complete the review").click()
    expect(page.get_by_text("The review is completed.")).to_be_visible()


def finish_record(page: Page) -> None:
    """From the page that says what is written and what is not: the record is final."""
    page.get_by_role("button", name="Make the record final").click()
    expect(page.get_by_text("The record is final.")).to_be_visible()
