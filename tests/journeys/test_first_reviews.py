"""The first review of a child who is new in care: on time, late, and of a child who is too small to be asked."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.newcomers import LATE, ORDINARY, SMALL, THEIR_IRO, newcomer
from tests.journeys.steps import (
    IRO,
    TODAY,
    WAYS,
    arrange_for_today,
    begin,
    complete,
    fill_day,
    finish_record,
    invite_the_usual,
    note_presence,
    open_child,
    save_decision,
)
from tests.look.accessibility import violations


def test_a_first_review_on_time_from_arranging_it_to_the_letter(newcomers: None, sign_in: SignIn) -> None:
    # Given a child nine days in care, and an IRO with a small telephone on which scripts do not run
    page = sign_in(IRO, THEIR_IRO, phone=True, scripts=False)
    child = open_child(page, ORDINARY)
    # When she arranges the first review, being told by when it must be, and invites those who usually come
    page.goto(f"{child}review/")
    expect(page.get_by_text("Must be held by")).to_contain_text("20 working days")
    arrange_for_today(page, child)
    invite_the_usual(page)
    # And holds it, writes, decides, and finishes the record
    begin(page)
    note_presence(page)
    page.get_by_label("Health", exact=True).fill("Well. The dentist was seen in May.")
    page.locator("#health").get_by_role("button").click()
    expect(page.get_by_text("The section is saved.")).to_be_visible()
    page.get_by_role("link", name="Decisions").first.click()
    page.get_by_label("What was decided").fill("A bicycle by the summer")
    page.get_by_label("Who does it").fill("Social worker")
    fill_day(page, "due", TODAY + timedelta(60))
    save_decision(page)
    complete(page)
    page.get_by_label("Green:").check()
    page.get_by_role("button", name="Save the judgement").click()
    page.get_by_role("button", name="Send the decisions").click()
    finish_record(page)
    # And writes to the child, and business support, as the second person, sends the letter
    page.get_by_role("button", name="Draft the letter").click()
    expect(page.get_by_label("What will happen")).to_have_value(re.compile("bicycle"))
    page.get_by_role("button", name="Make it final").click()
    expect(page.get_by_text("The letter is final.")).to_be_visible()
    office = sign_in("Business support officer", phone=True, scripts=False)
    office.goto(page.url)
    office.get_by_role("button", name="Mark it as sent").click()
    expect(office.get_by_text("The letter is marked as sent.")).to_be_visible()
    # Then the review counts as on time
    page.goto(f"{child}reviews/")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("on time", ignore_case=True)


@WAYS
def test_a_child_under_four_is_not_questioned(newcomers: None, sign_in: SignIn, desk: bool) -> None:
    # Given a child of two, and her first review
    page = sign_in(IRO, THEIR_IRO, phone=not desk, scripts=desk)
    child = open_child(page, newcomer(SMALL, desk))
    arrange_for_today(page, child)
    # When the IRO asks for views, it is the carer whom she is led to ask
    page.get_by_role("link", name="Ask the child and others").click()
    page.get_by_role("link", name="Ask for somebody's views").click()
    expect(page.get_by_text("under four")).to_be_visible()
    expect(page.get_by_label("A carer", exact=True)).to_be_checked()
    page.goto(f"{child}review/now/")
    invite_the_usual(page)
    begin(page)
    # When she says who is there, she is asked nothing about what so small a child said or chaired
    page.get_by_role("link", name="Who is here").click()
    expect(page.get_by_text("Under four on the day of the review, so the code is PN0.")).to_be_visible()
    expect(page.get_by_text("What part did the child take?")).to_have_count(0)
    expect(page.get_by_text("Did the child chair?")).to_have_count(0)
    assert not desk or violations(page) == []  # it needs scripts to look
    fill_day(page, "last_seen", TODAY)
    page.get_by_role("button", name="Save").click()
    # Then the code is PN0, and the review can be completed with it
    expect(page.locator("dt", has_text="Child took part").locator("xpath=following-sibling::dd")).to_have_text("under four")
    complete(page)
    page.goto(f"{child}review/now/")
    page.get_by_role("link", name="Finish the record").click()
    finish_record(page)
    # And where no letter goes to so small a child, the reason stands with the review
    page.get_by_role("link", name="Send no letter, and say why").click()
    page.get_by_role("button", name="Send no letter").click()
    expect(page.get_by_role("alert")).to_contain_text("Why is no letter sent?")
    page.get_by_label("Why is no letter sent?").fill("She is two; her carers were told in person.")
    page.get_by_role("button", name="Send no letter").click()
    expect(page.get_by_text("It is recorded why no letter is sent.")).to_be_visible()
    expect(page.get_by_text("No letter is sent, because: She is two; her carers were told in person.")).to_be_visible()


@WAYS
def test_a_late_review_is_explained(newcomers: None, sign_in: SignIn, desk: bool) -> None:
    # Given a child of whom the service learned too late: the first review is overdue
    page = sign_in(IRO, THEIR_IRO, phone=not desk, scripts=desk)
    child = open_child(page, newcomer(LATE, desk))
    expect(page.get_by_role("heading", name=re.compile("^Overdue"))).to_be_visible()
    # When the IRO holds it at once
    arrange_for_today(page, child)
    begin(page)
    page.goto(f"{child}review/now/")
    # Then she is asked why it was late, and no answer is none
    expect(page.get_by_text("This review was held after its due day.")).to_be_visible()
    page.get_by_role("link", name="Say why").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Why was the review late?")
    assert not desk or violations(page) == []  # it needs scripts to look
    # When she chooses from the profile's list, and says who decided and that it could have been avoided
    page.get_by_label("Not told in time that the child came into care").check()
    page.get_by_label("Who decided so").fill("Duty manager")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save").click()
    # Then it stands with the review, and she is not asked again
    told = "Late because: Not told in time that the child came into care, decided by Duty manager, avoidable."
    expect(page.get_by_text("The reason is recorded.")).to_be_visible()
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("link", name="Say why")).to_have_count(0)
    # And the manager reads it where the review counts as late
    manager = sign_in("Service manager", phone=not desk, scripts=desk)
    manager.goto(f"{child}reviews/")
    expect(manager.get_by_role("heading", level=2).first).to_contain_text("late", ignore_case=True)
    expect(manager.get_by_text("Late because: Not told in time that the child came into care.")).to_be_visible()
