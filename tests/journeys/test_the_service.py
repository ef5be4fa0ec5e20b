"""Business support, the manager and the leader."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.steps import book_the_day


def _fill_day(page: Page, day: date) -> None:
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))


def test_business_support_arranges_a_review(sign_in: SignIn) -> None:
    # Given a review that is to be arranged
    page = sign_in("Business support officer")
    page.goto("/children/?show=unarranged")
    child = page.locator("#children tbody a").first
    name = child.inner_text()
    child.click()
    # When it is arranged for next week
    page.get_by_role("link", name="Arrange the review").first.click()
    _fill_day(page, date.today() + timedelta(7))
    page.get_by_label("Where").fill("At the placement")
    book_the_day(page)
    # Then the child's page says so, and the child is no longer among those to be arranged
    expect(page.get_by_text("The review is arranged.")).to_be_visible()
    page.goto("/children/?show=unarranged")
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)


def test_two_people_who_move_one_review_lose_nothing(sign_in: SignIn) -> None:
    # Given two people who have the same arranged review open
    pages = [sign_in("Business support officer"), sign_in("Business support officer")]
    pages[0].goto("/children/")
    arranged = (
        pages[0]
        .locator("#children tbody tr", has=pages[0].locator("[data-label='Arranged for']", has_text=re.compile(r"\d")))
        .last
    )
    where = arranged.locator("a").first.get_attribute("href") or ""
    for page in pages:
        page.goto(f"{where}review/")
    # When both save another place
    pages[0].get_by_label("Where").fill("At school")
    pages[0].get_by_role("button", name="Save").click()
    expect(pages[0].get_by_text("The review is moved.")).to_be_visible()
    pages[1].get_by_label("Where").fill("At the office")
    pages[1].get_by_role("button", name="Save").click()
    # Then the second sees both texts, and may keep hers
    expect(pages[1].get_by_role("alert")).to_contain_text("Somebody else changed this record")
    table = pages[1].get_by_role("table")
    expect(table).to_contain_text("At school")
    expect(table).to_contain_text("At the office")
    pages[1].get_by_role("button", name="Save").click()
    expect(pages[1].get_by_text("The review is moved.")).to_be_visible()


def test_a_manager_gives_a_child_without_an_iro_to_one(sign_in: SignIn) -> None:
    page = sign_in("Service manager")
    page.goto("/children/?show=no-iro")
    if page.locator("#children tbody a").count() == 0:
        page.goto("/children/")
    page.locator("#children tbody a").first.click()
    page.get_by_role("link", name=re.compile("(Allocate an|Change the) IRO")).first.click()
    options = page.get_by_label("IRO", exact=True).locator("option")
    chosen = options.nth(1).inner_text()
    page.get_by_label("IRO", exact=True).select_option(index=1)
    page.get_by_label("Why", exact=True).fill("first allocation")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The child is allocated.")).to_be_visible()
    expect(page.get_by_text(chosen.rsplit(" (", 1)[0]).first).to_be_visible()


def test_a_leader_sees_totals_and_no_child(sign_in: SignIn) -> None:
    page = sign_in("Senior leader")
    expect(page.get_by_role("link", name="Children", exact=True)).to_have_count(0)
    page.get_by_role("link", name="The service", exact=True).click()
    expect(page.get_by_role("heading", name="Caseloads")).to_be_visible()
    page.goto("/children/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not do this")
