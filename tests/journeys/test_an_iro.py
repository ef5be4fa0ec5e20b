"""An IRO's day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn

IRO = "Independent Reviewing Officer"


@pytest.mark.parametrize(("phone", "scripts"), [(False, True), (True, True), (True, False)], ids=["desk", "phone", "bare"])
def test_an_iro_records_that_she_saw_a_child(sign_in: SignIn, phone: bool, scripts: bool) -> None:
    # Given an IRO who is signed in, and the first of her children
    page = sign_in(IRO, phone=phone, scripts=scripts)
    page.goto("/children/")
    child = page.locator("#children tbody a").first
    name = child.inner_text()
    child.click()
    # When she records that she saw the child today
    page.get_by_role("link", name="Record a contact").first.click()
    page.get_by_label("I saw the child").check()
    page.get_by_role("button", name="Save").click()
    # Then she is told so, and the child's page says that the child was seen today
    expect(page.get_by_text("The contact is recorded.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    seen = page.locator("dt", has_text="Seen by the IRO").locator("xpath=following-sibling::dd")
    expect(seen).to_have_text(re.compile(_today()))


def _today() -> str:
    from datetime import date

    return f"{date.today():%-d %B %Y}"


def test_a_contact_that_lies_ahead_is_refused_in_words_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    page = sign_in(IRO)
    page.goto("/children/")
    page.locator("#children tbody a").first.click()
    page.get_by_role("link", name="Record a contact").first.click()
    page.get_by_label("Year").fill("2090")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The day of the contact lies ahead.")
    expect(page.get_by_label("Year")).to_have_value("2090")
    expect(page).to_have_title(re.compile("^Error: "))


def test_the_reason_of_a_date_is_one_click_away(sign_in: SignIn) -> None:
    page = sign_in(IRO)
    page.goto("/children/")
    page.locator("#children tbody a").first.click()
    page.get_by_text("Why this date").first.click()
    expect(page.locator("details[open]").first).to_contain_text(re.compile("after|before|By the age of"))


def test_an_iro_sees_no_child_of_another_and_opens_one_in_need(sign_in: SignIn, address: str) -> None:
    # Given a child of another IRO
    other = sign_in(IRO, 1)
    other.goto("/children/")
    link = other.locator("#children tbody a").last
    where, name = link.get_attribute("href") or "", link.inner_text()
    # When the first IRO opens its address
    page = sign_in(IRO)
    page.goto(where)
    # Then there is no such page
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert name not in page.content()


def test_the_list_narrows_as_one_types(sign_in: SignIn) -> None:
    page = sign_in(IRO)
    page.goto("/children/")
    rows = page.locator("#children tbody tr:visible")
    name = page.locator("#children tbody a").last.inner_text()
    page.get_by_label("Narrow the list").fill(name)
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(name)
