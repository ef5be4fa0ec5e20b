"""Asking before and after a review: a link works once, tells nothing, is kept nowhere, and each reads what is theirs to read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.consulting import DeadLink
from footprint.domain.permissions import Refused
from footprint.records.models import Answers, Consultation, Milestone, Review
from footprint.records.profile import profile
from footprint.records.queries import Absent
from tests.integration.asking import SAID, asked, booked, reader, send
from tests.integration.world import TODAY, World, ago, canary

WAYS = {"ar": "rtl", "fa-AF": "rtl", "ti": "ltr", "vi": "ltr", "sq": "ltr", "am": "ltr"}


@pytest.fixture(autouse=True)
def no_tries() -> None:
    """Nobody has tried an unknown link yet."""
    cache.clear()


# Asking ---------------------------------------------------------------------------------------------------------------


def test_a_link_is_told_once_and_its_word_kept_nowhere(world: World) -> None:
    made = asked(world, name="Ada")
    assert len(made.token) >= 43 and made.token not in repr(made)
    send(made.token)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(made.token in str(row) for row in cursor.fetchall()), table
    assert asked(world).token != made.token


def test_a_link_works_until_a_week_after_the_review_or_as_long_as_was_said(world: World) -> None:
    made = asked(world).consultation
    assert timezone.localtime(made.until).date() == TODAY + timedelta(9 + 7 + 1)
    assert timezone.localtime(asked(world, days=3).consultation.until).date() == TODAY + timedelta(4)
    for days in (0, 366):
        with pytest.raises(Unfit, match="1 to 365"):
            asked(world, days=days)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"who": "neighbour"}, "who is asked"),
        ({"band": ""}, "form by age"),
        ({"language": "xx"}, "not there in that language"),
        ({"who": "parent", "language": "ar"}, "not there in that language"),
        ({"about": "gossip"}, "about one of these"),
        ({"about": "feedback"}, "once the review has been held"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(world: World, more: dict[str, str], sentence: str) -> None:
    with pytest.raises(Unfit, match=sentence):
        asked(world, **more)
    assert not Consultation.objects.exists()


def test_only_those_ask_who_may_change_the_review(world: World) -> None:
    review = booked(world, "ada")
    for number, wrong in (("sw-1", Refused), ("tm-1", Refused), ("sm-1", Refused), ("iro-2", Absent)):
        with pytest.raises(wrong):
            reviews.ask(by=reader(world, number), review=review, who="child", band="8 to 11")
    assert reviews.ask(by=reader(world, "iro-1"), review=review, who="parent").consultation.band == ""


def test_feedback_is_asked_for_after_the_review_and_views_before_it(world: World) -> None:
    held = world.reviews["ada"]
    Review.objects.filter(pk=held.pk).update(completed=ago(110))
    held.refresh_from_db()
    by = reader(world, "iro-1")
    with pytest.raises(Unfit, match="not now"):
        reviews.ask(by=by, review=held, who="child", band="8 to 11")
    made = reviews.ask(by=by, review=held, who="child", band="8 to 11", about="feedback")
    assert timezone.localtime(made.consultation.until).date() == TODAY + timedelta(8)
    send(made.token, {"listened": "4", "better": "Less talk"}, listened="everyone")
    given = Answers.objects.get()
    assert (given.answers, given.shared) == ({"listened": "4", "better": "Less talk"}, {})
    assert not Milestone.objects.filter(kind="child_consulted").exists()  # it was asked how the review was, not before it


# Through the link -----------------------------------------------------------------------------------------------------


def test_opening_a_link_uses_nothing_up_and_sending_does(world: World) -> None:
    token = asked(world).token
    client = Client(enforce_csrf_checks=True)
    for _ in range(5):
        assert client.get(f"/c/{token}/").status_code == client.head(f"/c/{token}/").status_code == 200
    assert not Consultation.objects.filter(used__isnull=False).exists()
    page = client.get(f"/c/{token}/").content.decode()
    word = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert word and client.post(f"/c/{token}/", {"answer-talk": "x"}).status_code == 403
    sent = client.post(f"/c/{token}/?lang=vi", {"answer-talk": "x", "csrfmiddlewaretoken": word[1]})
    assert (sent.status_code, sent["Location"]) == (302, "/c/sent/?lang=vi")
    assert Answers.objects.get().answers == {"talk": "x"}
    thanks = client.get(sent["Location"])
    assert "Cảm ơn em" in thanks.content.decode() and 'lang="vi"' in thanks.content.decode()


def test_nobody_is_signed_in_and_the_session_is_not_touched(world: World) -> None:
    client = Client()
    client.get(f"/c/{asked(world).token}/")
    assert set(client.cookies) == {"csrf"}


def test_an_answer_is_heard_once(world: World) -> None:
    token = asked(world).token
    assert send(token).status_code == 302
    assert send(token, {"talk": "again"}).status_code == 404
    assert Answers.objects.get().answers == SAID
    with pytest.raises(DeadLink):
        reviews.answer(token=token, answers={"talk": "again"}, shared={}, now=timezone.now())


def test_a_link_is_used_up_by_one_conditional_update_before_anything_is_asked(world: World) -> None:
    token = asked(world).token
    with CaptureQueriesContext(connection) as done:
        reviews.answer(token=token, answers=SAID, shared={}, now=timezone.now())
    about = [each["sql"] for each in done if "records_consultation" in each["sql"]]
    first, condition = about[0].split(" WHERE ")
    assert first.startswith("UPDATE")
    assert all(word in condition for word in ('"used" IS NULL', '"revoked" IS NULL', '"until" >', '"hash" ='))
    assert sum(each.startswith("UPDATE") for each in about) == 1


def test_a_form_sent_empty_is_shown_again_and_the_link_still_works(world: World) -> None:
    token = asked(world).token
    empty = send(token, {"talk": "   ", "home": "9"})
    assert empty.status_code == 422 and "You have not told us a thing yet" in empty.content.decode()
    assert Consultation.objects.filter(used__isnull=True).count() == 1
    assert send(token).status_code == 302


def _dead(world: World) -> dict[str, str]:
    """A link of each kind that does not work."""
    used, revoked, ended = asked(world), asked(world, band="12 and over", language="ar"), asked(world, who="parent")
    send(used.token)
    reviews.revoke(by=reader(world, "bs-1"), consultation=revoked.consultation)
    Consultation.objects.filter(pk=ended.consultation.pk).update(until=timezone.now())
    return {"unknown": "x" * 43, "used": used.token, "revoked": revoked.token, "ended": ended.token}


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_links_that_do_not_work_are_answered_alike_byte_for_byte(world: World, method: str) -> None:
    links = _dead(world)
    answers = {name: getattr(Client(), method)(f"/c/{token}/?lang=ar") for name, token in links.items()}
    kinds = {
        (each.status_code, each.content, tuple(sorted(each.headers.items())), str(each.cookies)) for each in answers.values()
    }
    assert len(kinds) == 1, answers
    assert answers["used"].status_code == 404
    if method != "head":
        assert b"This link does not work any more. Ask your IRO for a new one." in answers["used"].content
    assert Answers.objects.count() == 1


def test_a_page_shows_nothing_that_is_stored(world: World) -> None:
    """Two children with the same form get the same bytes, less the word against forged forms."""
    pages = []
    for child in ("ada", "dev"):
        token = asked(world, child, name=canary(child)).token
        body = Client().get(f"/c/{token}/").content.decode()
        assert token not in body and canary(child) not in body and f"N-{child}" not in body
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body))
    assert pages[0] == pages[1] and "Your review" in pages[0]


def test_whoever_is_signed_in_here_does_not_show(world: World, client_of: Any) -> None:
    token = asked(world).token
    strip = re.compile(rb'value="[A-Za-z0-9]{64}"')
    mine, theirs = client_of("iro-1").get(f"/c/{token}/"), Client().get(f"/c/{token}/")
    assert strip.sub(b"", mine.content) == strip.sub(b"", theirs.content)


@pytest.mark.parametrize("address", ["/c/{}/", "/c/sent/", "/c/unknown/"])
def test_no_link_gets_out_by_a_referer_and_no_page_is_kept(world: World, address: str) -> None:
    response = Client().get(address.format(asked(world).token))
    assert response["Referrer-Policy"] == "no-referrer, strict-origin"
    assert "referrer" not in response.content.decode()  # a line in the page would hold instead of the header
    assert "no-store" in response["Cache-Control"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert not re.search(rb'\sstyle="|<style|<script(?! type="module" src=)|\son\w+="', response.content)


def test_the_log_names_the_kind_of_page_and_not_the_link(world: World, caplog: pytest.LogCaptureFixture) -> None:
    token = asked(world).token
    with caplog.at_level("INFO"):
        send(token)
        Client().get(f"/c/{token}/")
    assert caplog.records and not any(token in str(vars(record)) for record in caplog.records)


def test_an_address_may_try_ten_unknown_links_a_minute(world: World) -> None:
    token = asked(world).token
    with time_machine.travel(timezone.now().replace(second=5), tick=False):
        statuses = [Client().get(f"/c/unknown-{number}/").status_code for number in range(12)]
        assert statuses == [404] * 10 + [429] * 2
        assert Client().get(f"/c/{token}/").status_code == 429
        assert Client(REMOTE_ADDR="192.0.2.7").get(f"/c/{token}/").status_code == 200
        behind = Client(headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.8"})
        assert behind.get(f"/c/{token}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert Client().get(f"/c/{token}/").status_code == 200


def test_nobody_escapes_the_limit_by_inventing_a_proxy(world: World) -> None:
    with time_machine.travel(timezone.now().replace(second=5), tick=False):
        told = [f"203.0.113.{number}" for number in range(12)]
        far = [Client(REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": each}) for each in told]
        assert [each.get("/c/unknown/").status_code for each in far][-1] == 429
        cache.clear()
        near = [Client(headers={"X-Forwarded-For": f"{each}, 192.0.2.9"}) for each in told]
        assert [each.get("/c/unknown/").status_code for each in near][-1] == 429


def test_a_link_that_was_used_is_no_unknown_link(world: World) -> None:
    token = asked(world).token
    send(token)
    assert {send(token).status_code for _ in range(12)} == {404}


@pytest.mark.parametrize(
    ("code", "way"), [("ar", "rtl"), ("fa-AF", "rtl"), ("ti", "ltr"), ("vi", "ltr"), ("sq", "ltr"), ("am", "ltr")]
)
def test_a_page_says_its_language_its_direction_and_that_nobody_has_checked_it(world: World, code: str, way: str) -> None:
    token = asked(world, language=code).token
    body = Client().get(f"/c/{token}/").content.decode()
    language = next(each for each in profile().consultation.languages if each.code == code)
    assert f'<html lang="{code}" dir="{way}"' in body
    assert language.opening["child"].title in body and language.words["unchecked"] in body
    assert '<span lang="en-GB" dir="ltr">A person has not yet checked this translation.</span>' in body
    english = Client().get(f"/c/{token}/?lang=en").content.decode()
    assert '<html lang="en-GB" dir="ltr"' in english and "not yet checked" not in english


def test_an_adults_form_is_in_english_whatever_is_asked_for(world: World) -> None:
    body = Client().get(f"/c/{asked(world, who='carer').token}/?lang=ar").content.decode()
    assert '<html lang="en-GB" dir="ltr"' in body and "fp-languages" not in body and "Childline" not in body
