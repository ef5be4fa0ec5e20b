"""A child is asked before a review, answers on a phone, and the IRO reads it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, SignIn
from tests.journeys.newcomers import BY_PHONE, THEIR_IRO, newcomer
from tests.journeys.steps import IRO, WAYS, arrange_for_today, book_the_day, open_child
from tests.look.accessibility import violations
from tests.look.keyboard import out_of_reach

FINGER = 44
"""Pixels: what a finger hits."""


def _views(page: Page, nth: int) -> str:
    """Where the views about the coming review of an IRO's child are; it is booked first, or moved."""
    page.goto("/children/")
    page.locator("#children tbody a").nth(nth).click()
    child = page.url
    page.goto(f"{child}review/")
    on = date.today() + timedelta(9)
    for box, part in {"Day": on.day, "Month": on.month, "Year": on.year}.items():
        page.get_by_label(box, exact=True).fill(str(part))
    book_the_day(page)
    page.goto(f"{child}reviews/")
    page.get_by_role("link", name="Views about this review").first.click()
    return page.url


def _link(page: Page, views: str, band: str) -> str:
    """Ask the child; the link that is shown once."""
    page.goto(views)
    page.get_by_role("link", name="Ask for somebody's views").click()
    page.get_by_label("The child", exact=True).check()
    page.get_by_label("The child's form").select_option(band)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("img", name=re.compile("square"))).to_be_visible()
    assert violations(page) == []
    return page.locator("code").inner_text()


def _phone(browser: Browser, scripts: bool) -> Page:
    page = browser.new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.set_default_timeout(60_000)
    return page


def _small(page: Page) -> list[str]:
    """What is smaller than a finger, of all that can be pressed."""
    found = page.locator("main a, main button, main select, main textarea, main input[type=radio]")
    boxes = [(each, each.bounding_box()) for each in found.all()]
    return [
        each.evaluate("e => e.outerHTML") for each, box in boxes if not box or box["height"] < FINGER or box["width"] < FINGER
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_a_child_answers_on_a_phone_and_the_iro_reads_it(sign_in: SignIn, browser: Browser, scripts: bool) -> None:
    # Given an IRO who has asked a child
    iro = sign_in(IRO)
    views = _views(iro, 0)
    link = _link(iro, views, "8 to 11")
    # When the child opens the link on a phone, answers, and lets everybody see one answer
    page = _phone(browser, scripts)
    page.goto(link)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert _small(page) == []
    page.get_by_role("textbox", name="What do you want to talk about?").fill("my dog")
    page.locator("#share-talk").select_option("Everyone at my review")
    page.get_by_role("group", name="How is it where you live?").get_by_label("Happy", exact=True).check()
    page.get_by_role("group", name="I want to talk to my IRO").get_by_label("Yes").check()
    page.get_by_role("button", name="Send").click()
    # Then the child is thanked, and the link works no more
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work any more. Ask your IRO for a new one.")
    # And the IRO reads what the child said, and who may see it
    iro.goto(views)
    expect(iro.get_by_text("answered, not read yet").first).to_be_visible()
    iro.get_by_role("link", name="Read the answers").click()
    said = iro.locator("dl").first
    expect(said).to_contain_text("my dog")
    expect(said).to_contain_text("May be seen by everyone at the review.")
    expect(said).to_contain_text("Happy")
    assert violations(iro) == []


@WAYS
def test_a_child_is_asked_on_a_phone_in_arabic_and_the_iro_reads_it(
    newcomers: None, sign_in: SignIn, browser: Browser, desk: bool
) -> None:
    # Given a child of fifteen whose language is on record as Arabic, and an IRO who is not asked for it
    iro = sign_in(IRO, THEIR_IRO, phone=not desk, scripts=desk)
    child = open_child(iro, newcomer(BY_PHONE, desk))
    arrange_for_today(iro, child)
    iro.get_by_role("link", name="Ask the child and others").click()
    views = iro.url
    iro.get_by_role("link", name="Ask for somebody's views").click()
    expect(iro.get_by_label("The child", exact=True)).to_be_checked()
    expect(iro.get_by_label("The child's form")).to_have_value("12 and over")
    expect(iro.get_by_label("Language")).to_have_value("ar")
    iro.get_by_role("button", name="Make the link").click()
    link = iro.locator("code").inner_text()
    # When the child opens it with a finger on a small phone
    page = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=desk).new_page()
    page.set_default_timeout(60_000)
    page.goto(link)
    # Then it is in Arabic and reads from right to left
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text("اجتماع المراجعة الخاص بك")
    assert not desk or violations(page) == []  # which needs scripts
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    words = page.get_by_role("textbox", name="عن ماذا تريد أن نتحدث؟").bounding_box()
    assert words and words["x"] + words["width"] <= PHONE["width"]
    # When the child answers in Arabic and sends it
    page.get_by_role("textbox", name="عن ماذا تريد أن نتحدث؟").fill("أخي الصغير")
    page.get_by_role("group", name="كيف المدرسة؟").locator("label").last.tap()
    page.get_by_role("button", name="إرسال").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لك")
    page.context.close()
    # Then the IRO reads it, is told of the language, and the review counts as one before which the child was asked
    iro.goto(views)
    iro.get_by_role("link", name="Read the answers").click()
    expect(iro.get_by_text("The form was in Arabic")).to_be_visible()
    said = iro.locator("dd", has_text="أخي الصغير")
    assert said.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert not desk or violations(iro) == []
    iro.goto(f"{child}review/now/")
    expect(iro.locator("[aria-current=step]")).to_have_text("Consulted")


def test_a_draft_is_kept_for_its_own_link_alone_and_gone_once_sent(sign_in: SignIn, browser: Browser) -> None:
    iro = sign_in(IRO)
    views = _views(iro, 1)
    first, second = _link(iro, views, "12 and over"), _link(iro, views, "12 and over")
    page = _phone(browser, scripts=True)
    page.goto(first)
    page.get_by_role("textbox", name="What do you want to talk about?").fill("a secret")
    page.get_by_label("By phone or video").check()
    # A page closed by mistake, or another language, loses nothing
    page.get_by_role("link", name="Shqip").click()
    expect(page.get_by_role("textbox", name="Për çfarë do të flasësh?")).to_have_value("a secret")
    page.goto(first)
    expect(page.get_by_label("By phone or video")).to_be_checked()
    # Another child's form on the same device knows nothing of it
    page.goto(second)
    expect(page.get_by_role("textbox", name="What do you want to talk about?")).to_have_value("")
    expect(page.get_by_label("By phone or video")).not_to_be_checked()
    # And once it is sent, nothing is left
    page.goto(first)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert json.loads(page.evaluate("JSON.stringify(sessionStorage)")) == {}


@pytest.mark.parametrize("band", ["4 to 7", "8 to 11", "12 and over"])
def test_the_pages_behind_a_link_are_for_everybody(sign_in: SignIn, browser: Browser, band: str) -> None:
    iro = sign_in(IRO)
    link = _link(iro, _views(iro, 2), band)
    page = _phone(browser, scripts=True)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and "404" not in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    of_every_form = [link, f"{link}?lang=ar"]
    once = [f"{link}?lang=ti", re.sub(r"/c/.*", "/c/sent/", link), re.sub(r"/c/.*", "/c/x/", link)]
    for address in [*of_every_form, *(once if band == "12 and over" else [])]:
        page.goto(address)
        assert violations(page) == [], address
        assert out_of_reach(page) == [], address
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
        assert _small(page) == [], address
    assert complaints == []


def test_a_piece_is_read_aloud_in_its_language(sign_in: SignIn, browser: Browser) -> None:
    iro = sign_in(IRO)
    link = _link(iro, _views(iro, 3), "4 to 7")
    page = _phone(browser, scripts=True)
    page.add_init_script("window.spoken = []; speechSynthesis.speak = (said) => spoken.push([said.lang, said.text]);")
    page.goto(f"{link}?lang=sq")
    page.get_by_role("button", name=re.compile("Si është shkolla")).click()
    expect(page.get_by_role("button", name=re.compile("Si është shkolla"))).to_have_attribute("aria-pressed", "true")
    lang, text = page.evaluate("spoken[0]")
    assert lang == "sq" and text.startswith("Si është shkolla?") and "Shumë mirë" in text
