"""Reviews in which a family is more than one child: brothers and sisters, and a parent who may not know where the child lives."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.newcomers import BROTHER, GUARDED, PLACED_AT, SISTER, THEIR_IRO, newcomer
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
    write,
)
from tests.paper import words_of_docx, words_of_pdf


@WAYS
def test_brother_and_sister_on_one_day_keep_records_of_their_own(newcomers: None, sign_in: SignIn, desk: bool) -> None:
    # Given a brother whose review is arranged
    page = sign_in(IRO, THEIR_IRO, phone=not desk, scripts=desk)
    his = open_child(page, newcomer(BROTHER, desk))
    arrange_for_today(page, his)
    # When the IRO arranges his sister's, she is told of the day, and takes the same
    hers = open_child(page, newcomer(SISTER, desk))
    page.goto(f"{hers}review/")
    expect(page.get_by_text(f"Brothers or sisters have their review on {TODAY.day} {TODAY:%B}")).to_be_visible()
    arrange_for_today(page, hers)
    # And holds both, one after the other, and writes of each
    for child, words in ((his, "He wants to stay in the choir."), (hers, "She wants to give up the choir.")):
        page.goto(f"{child}review/now/")
        begin(page)
        write(page, "Wishes and feelings", "wishes", words, scripts=desk)
    # Then each record holds its own words and none of the other's
    for child, words, others in ((his, "stay in the choir", "give up"), (hers, "give up the choir", "stay in")):
        page.goto(f"{child}review/now/")
        page.get_by_role("link", name="Who is here, and the record").click()
        expect(page.get_by_label("Wishes and feelings")).to_have_value(f"{'He' if child == his else 'She'} wants to {words}.")
        assert others not in page.content()
    # And what part each took is recorded apart: the one came, the other sent word
    page.goto(f"{his}review/now/")
    page.get_by_role("link", name="Who is here, and the record").click()
    note_presence(page)
    page.goto(f"{hers}review/now/")
    page.get_by_role("link", name="Who is here, and the record").click()
    page.get_by_role("link", name="Who is here").click()
    page.get_by_label("Did not come, and sent views").check()
    fill_day(page, "last_seen", TODAY)
    page.get_by_role("button", name="Save").click()
    expect(_part(page)).to_have_text("did not come, sent their views")
    complete(page)
    page.goto(f"{his}review/now/")
    expect(_part(page)).to_contain_text("spoke")
    expect(page.locator("[aria-current=step]")).to_have_text("In progress")


def _part(page: Page) -> Locator:
    return page.locator("dt", has_text="Child took part").locator("xpath=following-sibling::dd")


@WAYS
def test_a_parent_who_may_not_know_the_address_never_gets_it(newcomers: None, sign_in: SignIn, desk: bool) -> None:
    # Given a record in which the post code of the placement slipped into a section that parents have
    page = sign_in(IRO, THEIR_IRO, phone=not desk, scripts=desk)
    child = open_child(page, newcomer(GUARDED, desk))
    arrange_for_today(page, child)
    invite_the_usual(page)
    begin(page)
    note_presence(page)
    for section, words in (("Health", f"The new doctor is close to {PLACED_AT}."), ("Identity", "He knows his story.")):
        write(page, section, section.lower(), words, scripts=desk)
    complete(page)
    page.goto(f"{child}review/now/")
    page.get_by_role("link", name="Finish the record").click()
    finish_record(page)
    page.get_by_role("link", name="The review", exact=True).click()
    # When the versions are made
    page.get_by_role("link", name="Who gets what of the record").click()
    send = page.url
    page.get_by_role("button", name="Make a version for each").click()
    # Then those of both parents are held, and the IRO, who wrote it, cannot let them go
    expect(page.get_by_text("2 of them held.")).to_be_visible()
    expect(page.get_by_text("What tells where the child lives (AB…) stands under “Health”.").first).to_be_visible()
    # When business support has read them, one is mended and the other too
    post_room = sign_in("Business support officer", phone=not desk, scripts=desk)
    for parent in ("mother", "father"):
        post_room.goto(send)
        post_room.locator(".govuk-inset-text").get_by_role("link", name=parent, exact=True).click()
        post_room.get_by_label("Leave out the parts").check()
        post_room.get_by_label("Why?").fill("The placement is not to be known.")
        post_room.get_by_role("button", name="Save").click()
        expect(post_room.get_by_text("These parts are left out.")).to_be_visible()
    # And everything is sent
    post_room.get_by_role("button", name="Mark these as sent").click()
    expect(post_room.get_by_text("The record went to all who may have it")).to_be_visible()
    # Then what a parent gets never tells the address, on no page and in no file; the carer's version was not touched
    page.goto(send)
    for who, knows in (("mother", False), ("father", False), ("carer", True)):
        row = page.locator("tbody tr", has_text=who.capitalize())
        for link in row.get_by_role("link").all():
            href = link.get_attribute("href") or ""
            body = page.request.get(href).body()
            words = (
                words_of_pdf(body) if href.endswith(".pdf") else words_of_docx(body) if href.endswith(".docx") else body.decode()
            )
            assert (PLACED_AT in words) is knows, (who, href)
            assert "He knows his story." in words, (who, href)
