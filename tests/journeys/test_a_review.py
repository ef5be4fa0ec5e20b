"""A review that is not quite ordinary, as the people who hold it, answer it and watch over it go through it.

An ordinary one, from its beginning to the letter, is told in `test_twelve_minutes` and, without scripts, in `test_first_reviews`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.steps import (
    BY_NAME,
    CHOSEN,
    IRO,
    TODAY,
    WAYS,
    arrange_for_today,
    begin,
    choose_child,
    complete,
    fill_day,
    note_presence,
    save_decision,
    there,
)

MANAGER = "Team manager"


def test_the_connection_is_lost_for_a_while_in_the_middle_of_writing(sign_in: SignIn) -> None:
    # Given an IRO who writes a record
    page = sign_in(IRO)
    arrange_for_today(page, choose_child(page, 4))
    begin(page)
    box, said = page.locator("#text-health"), page.locator("#health [data-saved]")
    box.fill("One")
    expect(said).to_have_text("Saved")
    # When the connection is lost and she goes on
    page.context.set_offline(True)
    box.fill("One and two")
    # Then she is told so, and nothing is lost
    expect(said).to_contain_text("No connection")
    box.fill("One, two and three")
    page.context.set_offline(False)
    expect(said).to_have_text("Saved")
    page.reload()
    expect(page.locator("#text-health")).to_have_value("One, two and three")


def test_two_who_write_one_section_both_keep_their_words(sign_in: SignIn) -> None:
    one = sign_in(IRO)
    child = choose_child(one, 5)
    arrange_for_today(one, child)
    begin(one)
    other = sign_in(IRO)
    other.goto(one.url)
    one.locator("#text-health").fill("Hers")
    expect(one.locator("#health [data-saved]")).to_have_text("Saved")
    other.locator("#text-health").fill("From the other window")
    expect(other.locator("#health .fp-theirs")).to_contain_text("Hers")
    expect(other.locator("#text-health")).to_have_value("From the other window")


@WAYS
def test_an_adjournment_has_a_reason_and_an_end_that_the_law_allows(sign_in: SignIn, desk: bool) -> None:
    page = sign_in(IRO, phone=not desk, scripts=desk)
    arrange_for_today(page, choose_child(page, 6 if desk else 8))
    begin(page)
    page.get_by_role("link", name="Adjourn").click()
    page.get_by_label("Why, and what is missing").fill("The school's report")
    fill_day(page, "until", TODAY + timedelta(90))
    page.get_by_role("button", name="Adjourn the review").click()
    expect(page.get_by_role("alert")).to_contain_text("20 working days")
    expect(page.get_by_label("Why, and what is missing")).to_have_value("The school's report")
    fill_day(page, "until", TODAY + timedelta(10))
    page.get_by_role("button", name="Adjourn the review").click()
    expect(page.locator("[aria-current=step]")).to_have_text("Adjourned")
    page.get_by_role("link", name="Go on with the review").click()
    page.get_by_role("button", name="Go on with the review").click()
    expect(page.get_by_text("The review goes on.")).to_be_visible()


@WAYS
def test_a_series_of_meetings_and_a_child_who_chairs(sign_in: SignIn, desk: bool) -> None:
    page = sign_in(IRO, phone=not desk, scripts=desk)
    child = choose_child(page, 7 if desk else 9)
    arrange_for_today(page, child)
    begin(page)
    for _ in range(2):
        page.get_by_role("link", name="Another meeting").click()
        page.get_by_role("button", name="Hold another meeting").click()
        expect(page.get_by_text("The meeting is recorded.")).to_be_visible()
    page.get_by_role("link", name="Who is here").click()
    if there(page, page.get_by_label("Chaired", exact=True)):
        page.get_by_label("Came, and spoke for himself or herself").check()
        page.get_by_label("Chaired", exact=True).check()
    fill_day(page, "last_seen", TODAY)
    page.get_by_role("button", name="Save").click()
    complete(page)
    page.goto(f"{child}reviews/")
    expect(page.locator("dt", has_text="Meetings").first).to_be_visible()


@WAYS
def test_a_manager_objects_to_a_decision_and_says_why(sign_in: SignIn, desk: bool) -> None:
    # Given decisions that an IRO has sent about a child of the manager's team
    how = {"phone": not desk, "scripts": desk}
    manager = sign_in(MANAGER, **how)
    theirs = {*_children(manager)}
    iro, both = next(found for found in _iros(sign_in, theirs, how) if len(found[1]) > 1)
    arrange_for_today(iro, both[-1 if desk else -2])
    begin(iro)
    note_presence(iro)
    iro.get_by_role("link", name="Decisions").first.click()
    iro.get_by_label("What was decided").fill("A bicycle by the summer")
    iro.get_by_label("Who does it").fill("Social worker")
    fill_day(iro, "due", TODAY + timedelta(60))
    save_decision(iro)
    where = iro.url
    complete(iro)
    iro.goto(where)
    iro.get_by_role("button", name="Send the decisions").click()
    expect(iro.get_by_text("The decisions are sent.")).to_be_visible()
    # When the manager objects without a word, and then with one
    manager.goto(where)
    manager.get_by_role("link", name="Agree or object").click()
    manager.get_by_label("I object").check()
    manager.get_by_role("button", name="Answer").click()
    expect(manager.get_by_role("alert")).to_contain_text("Say why you object.")
    manager.get_by_label("Why, if you object").fill("There is no money for it this year.")
    manager.get_by_role("button", name="Answer").click()
    # Then both see the objection and its reason, and the manager can change nothing else
    expect(manager.get_by_text("Your answer is recorded.")).to_be_visible()
    iro.goto(where)
    expect(iro.get_by_text("There is no money for it this year.")).to_be_visible()
    expect(manager.get_by_role("link", name="Change")).to_have_count(0)


def _iros(sign_in: SignIn, theirs: set[str], how: dict[str, bool]) -> Iterator[tuple[Page, list[str]]]:
    """IROs, and whom of some children each has that no other journey chooses."""
    for nth in range(3):
        page = sign_in(IRO, nth, **how)
        yield page, [each for each in _children(page)[CHOSEN:] if each in theirs]


def _children(page: Page) -> list[str]:
    page.goto(BY_NAME)
    return [link.get_attribute("href") or "" for link in page.locator("#children tbody a").all()]
