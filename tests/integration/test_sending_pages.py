"""The pages from which a record goes out and on which a letter is written, and who gets through each door."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from docx import Document as Word

from footprint.actions import reviews
from footprint.domain.permissions import relations_allowed
from footprint.records.models import AuditChild, AuditEvent, Document, Review
from tests.integration.doors import allowed, doors, role_of, sees
from tests.integration.world import ROLES, TODAY, World, canary
from tests.integration.written_up import PLACEMENT, reader, recorded_review, review_held, say, word
from tests.paper import words_of_docx, words_of_pdf

OF_A_DOCUMENT = [door for door in doors() if "<uuid:document>" in door.route and "GET" in door.methods]


def at(review: Review, what: str) -> str:
    return f"/child/{review.child.public}/review/{review.public}/{what}"


def plain(response: Any) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def once(response: Any) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    found = dict(re.findall(r'name="(\w+)" value="([^"]*)"', response.content.decode()))
    return {name: found[name] for name in ("once", "seen") if name in found}


@pytest.fixture
def review(world: World) -> Review:
    """A review one version of which is held."""
    found = review_held(world)
    say(found, "family_time", f"They meet near {PLACEMENT}.")
    held = reviews.finish_record(by=reader(world, "iro-1"), review=found, seen=found.version)
    held.child = found.child
    return held


@pytest.fixture
def versions(world: World, review: Review) -> dict[str, Document]:
    return {each.recipient: each for each in reviews.prepare_versions(by=reader(world, "iro-1"), review=review)}


def test_from_the_record_to_the_last_version(client_of: Any, world: World, review: Review) -> None:
    iro, post_room = client_of("iro-1"), client_of("bs-1")
    page = iro.get(at(review, "send/"))
    assert "Not made yet" in plain(page) and "9 of 15 sections, and the decisions" in plain(page)
    made = iro.post(at(review, "send/"), {**once(page), "words": ""}, follow=True)
    assert "6 versions made, 1 of them held." in plain(made)
    assert "What tells where the child lives (AB…) stands under “Time with family and others who matter”." in plain(made)
    assert "may not share" in plain(made)
    mother = Document.objects.get(review=review, recipient="mother")
    page = post_room.get(at(review, "send/"))
    fields = {f"how-{each.public}": "post" for each in review.documents.filter(kind="version")}
    sent = post_room.post(at(review, "send/"), {**once(page), **fields}, follow=True)
    assert "5 documents marked as sent." in plain(sent)
    again = post_room.post(at(review, "send/"), {**once(page), **fields}, follow=True)
    assert again.status_code == 200 and Document.objects.filter(review=review, sent__isnull=False).count() == 5
    release = at(review, f"document/{mother.public}/release/")
    refused = post_room.post(release, {"what": "release", "reason": ""})
    assert refused.status_code == 422 and "Answer “Why?”." in plain(refused)
    assert "The document is released." in plain(post_room.post(release, {"what": "release", "reason": "She knows."}, follow=True))
    done = post_room.post(at(review, "send/"), {f"how-{mother.public}": "in person"}, follow=True)
    assert "The record went to all who may have it" in plain(done)
    review.refresh_from_db()
    assert review.record_distributed == TODAY


def test_not_yet(client_of: Any, world: World) -> None:
    found = Review.objects.select_related("child").get(pk=world.reviews["ada"].pk)
    page = client_of("iro-1").get(at(found, "send/"))
    assert "Send the record: not now, since this review is in progress. It is sent once it is final." in plain(page)
    assert "<button" not in page.content.decode().split("<main")[1]
    assert "Write to the child: not now, since this review is in progress." in plain(client_of("iro-1").get(at(found, "letter/")))


def test_who_wrote_it_is_told_so_when_releasing(client_of: Any, world: World, review: Review) -> None:
    reviews.prepare_versions(by=reader(world, "bs-1"), review=review)
    mother = Document.objects.get(review=review, recipient="mother")
    answer = client_of("bs-1").post(at(review, f"document/{mother.public}/release/"), {"what": "release", "reason": "Fine."})
    assert answer.status_code == 422
    assert "You worked on this document yourself. A second person must read it and release it." in plain(answer)


def test_what_must_not_go_is_left_out(client_of: Any, review: Review, versions: dict[str, Document]) -> None:
    post_room, mother = client_of("bs-1"), versions["mother"]
    told = {"what": "leave out", "reason": "She must not learn it."}
    done = post_room.post(at(review, f"document/{mother.public}/release/"), told, follow=True)
    assert "These parts are left out." in plain(done)
    page = plain(client_of("iro-1").get(at(review, f"document/{mother.public}/")))
    assert "Time with family and others who matter This part is left out of your copy." in page and PLACEMENT not in page
    assert "Zsectionhealthcanary" in page and "Held" not in page


def test_the_three_forms_of_a_version(client_of: Any, world: World, review: Review, versions: dict[str, Document]) -> None:
    iro, address = client_of("iro-1"), at(review, f"document/{versions['father'].public}")
    page, paper, file = iro.get(f"{address}/"), iro.get(f"{address}.pdf"), iro.get(f"{address}.docx")
    assert paper["Content-Disposition"] == 'attachment; filename="record.pdf"' and paper["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == 'attachment; filename="record.docx"'
    for text in (page.content.decode(), words_of_pdf(paper.content), words_of_docx(file.content)):
        assert "Zsectionhealthcanary" in text and "Zsectioneducationcanary" in text and canary("ada") in text
        assert not any(word(key).split()[0] in text for key in ("placement", "support", "wishes", "visits", "drift"))
    with pikepdf.open(io.BytesIO(paper.content)) as told:
        assert told.docinfo["/Title"] == "Record" and str(told.Root.Lang) == "en-GB"
        assert canary("ada") not in str(dict(told.docinfo)) + told.Root.Metadata.read_bytes().decode()
    about = Word(io.BytesIO(file.content)).core_properties
    assert (about.title, about.author) == ("Record", "Independent Reviewing Service")


def test_who_may_not_know_the_address_is_not_shown_it(
    client_of: Any, world: World, review: Review, versions: dict[str, Document]
) -> None:
    address = at(review, f"document/{versions['carer'].public}/")
    seen, masked = (client_of(number).get(address).content.decode() for number in ("iro-1", "bs-1"))
    assert "Zsectionplacementcanary" in seen and PLACEMENT in seen
    assert "Zsectionplacementcanary" not in masked and PLACEMENT not in masked
    assert "is not shown to you here" in masked and "Zsectionhealthcanary" in masked


def test_a_council_template_that_does_not_fit_is_said_on_the_page(
    client_of: Any, review: Review, versions: dict[str, Document], settings: Any, tmp_path: Path
) -> None:
    made = Word()
    made.add_paragraph("{{ surname }}")
    made.save(str(tmp_path / "own.docx"))
    settings.WORD_TEMPLATE = str(tmp_path / "own.docx")
    answer = client_of("iro-1").get(at(review, f"document/{versions['carer'].public}.docx"))
    assert answer.status_code == 422
    assert "The Word template own.docx has a field that Footprint does not know: “surname”" in plain(answer)


def test_a_letter_from_draft_to_sent(client_of: Any, world: World, review: Review) -> None:
    iro, post_room, here = client_of("iro-1"), client_of("bs-1"), at(review, "letter/")
    drafted = iro.post(here, {**once(iro.get(here)), "band": "plain"}, follow=True)
    assert "The letter is drafted." in plain(drafted) and "years: the reading age" in plain(drafted)
    assert "Iris Osprey" in plain(drafted) and "mailto:iro-1@example.org" in drafted.content.decode()
    written = Document.objects.get(review=review, kind="letter")
    long = "I considered the educational arrangements that the responsible authority made."
    saved = iro.post(here, {**once(drafted), "hello": long}, follow=True)
    assert "The letter is saved." in plain(saved) and saved.content.decode().count(long) == 2
    written.refresh_from_db()
    assert [each["text"] for each in written.content][:1] == [long] and all(each["text"] for each in written.content)
    assert "Make it final" not in post_room.get(here).content.decode()
    final = iro.post(here, {**once(saved), "do": "finish"}, follow=True)
    assert "The letter is final." in plain(final) and "A letter for Ada" in plain(final)
    back = iro.post(f"{here}?back=1", once(iro.get(f"{here}?back=1")), follow=True)
    assert "The letter is a draft again." in plain(back)
    iro.post(here, {**once(back), "do": "finish"})
    assert "How is it sent?" not in plain(iro.get(here))
    nothing = post_room.post(here, {f"how-{written.public}": ""}, follow=True)
    assert "Say how it was sent: post, e-mail, in person." in plain(nothing)
    sent = post_room.post(here, {f"how-{written.public}": "post"}, follow=True)
    assert "The letter is marked as sent." in plain(sent)
    assert f"Sent on {TODAY.day} {TODAY:%B %Y}" in plain(iro.get(here))
    paper = iro.get(at(review, f"document/{written.public}.pdf"))
    assert paper["Content-Disposition"] == 'attachment; filename="letter.pdf"'


def test_a_letter_tells_business_support_of_no_address(client_of: Any, world: World, review: Review) -> None:
    iro, post_room, here = client_of("iro-1"), client_of("bs-1"), at(review, "letter/")
    draft = reviews.write_letter(by=reader(world, "iro-1"), review=review)
    assert PLACEMENT in iro.get(here).content.decode()
    page = post_room.get(here)
    assert PLACEMENT not in page.content.decode() and "lives: What we talked about. It stays" in plain(page)
    post_room.post(here, {**once(page), "hello": "Dear Ada.", "talked": "Blotted out."})
    draft.refresh_from_db()
    kept = {each["key"]: each["text"] for each in draft.content}
    assert kept["hello"] == "Dear Ada." and PLACEMENT in kept["talked"]
    reviews.finish_letter(by=reader(world, "iro-1"), document=draft, seen=draft.version)
    assert PLACEMENT not in post_room.get(here).content.decode() and PLACEMENT in iro.get(here).content.decode()


def test_two_who_write_at_once_lose_nothing(client_of: Any, world: World, review: Review) -> None:
    iro, post_room, here = client_of("iro-1"), client_of("bs-1"), at(review, "letter/")
    reviews.write_letter(by=reader(world, "iro-1"), review=review)
    mine, theirs = iro.get(here), post_room.get(here)
    post_room.post(here, {**once(theirs), "hello": "Theirs."})
    answer = iro.post(here, {**once(mine), "hello": "Mine."})
    assert answer.status_code == 409
    assert "Hello Theirs. Mine." in plain(answer)


def test_no_letter(client_of: Any, review: Review) -> None:
    iro, here = client_of("iro-1"), at(review, "letter/?none=1")
    assert iro.post(here, {"reason": ""}).status_code == 422
    done = iro.post(here, {**once(iro.get(here)), "reason": "She asked for none."}, follow=True)
    assert "No letter is sent, because: She asked for none." in plain(done)


def test_an_introduction_has_pages_of_its_own(client_of: Any, world: World) -> None:
    child, iro, post_room = world.children["ada"], client_of("iro-1"), client_of("bs-1")
    here = f"/child/{child.public}/introduction/"
    drafted = iro.post(here, {"band": "easy"}, follow=True)
    written = Document.objects.get(kind="introduction")
    texts = {"hello": "Dear Ada, write to xa1 1xy."}
    final = iro.post(here, {**once(drafted), **texts, "do": "finish"}, follow=True)
    assert "The letter is final. It is held." in plain(final)
    own = f"/child/{child.public}/document/{written.public}"
    assert "A smiling face" in iro.get(f"{own}/").content.decode()
    assert iro.get(f"{own}.pdf").content.startswith(b"%PDF") and iro.get(f"{own}.docx").content.startswith(b"PK")
    assert iro.get(f"{own}/release/").status_code == 403
    assert "The document is released." in plain(
        post_room.post(f"{own}/release/", {"what": "release", "reason": "Right."}, follow=True)
    )
    sent = post_room.post(here, {f"how-{written.public}": "post"}, follow=True)
    assert "The letter is marked as sent." in plain(sent)
    assert "Write another, for a new IRO" in plain(sent)


@pytest.mark.parametrize("number", [*ROLES, "ig-1", "ta-1"])
def test_the_doors_of_a_document(client_of: Any, world: World, number: str) -> None:
    """As for every other door: what the table of permissions says, and what is absent looks like what is forbidden."""
    review = recorded_review(world)
    own = reviews.introduction_letter(by=reader(world, "iro-1"), child=review.child)
    made = {True: reviews.prepare_versions(by=reader(world, "iro-1"), review=review)[0], False: own}
    client = client_of(number)
    for door in OF_A_DOCUMENT:
        found = made["<uuid:review>" in door.route]
        named = {"ref": review.child.public, "child": review.child.public, "review": review.public, "document": found.public}
        address = "/" + re.sub(r"<uuid:(\w+)>", lambda part, named=named: str(named[part[1]]), door.route)
        before = AuditEvent.objects.count()
        answer = client.get(address)
        assert door.permission
        may = allowed(number, *door.permission, "ada")
        assert answer.status_code == (200 if may else 403 if sees(number, "ada") else _none(number, door.permission)), door.name
        told = AuditChild.objects.filter(event__seq__gt=before).values_list("child", flat=True)
        assert not may or review.child.public in set(told)
        assert may or canary("ada").encode() not in answer.content


def _none(number: str, permission: tuple[str, str]) -> int:
    """Who may do this nowhere is refused at once; who may do it elsewhere is told that there is no such child."""
    return 404 if relations_allowed([role_of(number)], *permission) else 403


def test_a_document_is_found_under_its_own_child_and_review_alone(client_of: Any, world: World) -> None:
    review = recorded_review(world)
    made = reviews.prepare_versions(by=reader(world, "iro-1"), review=review)[0]
    whole = Document.objects.get(review=review, kind="record")
    client, ben = client_of("iro-1"), Review.objects.select_related("child").get(pk=world.reviews["ben"].pk)
    assert client.get(at(review, f"document/{made.public}/")).status_code == 200
    for address in (
        at(ben, f"document/{made.public}/"),
        f"/child/{review.child.public}/document/{made.public}/",
        at(review, f"document/{whole.public}/"),
        f"/child/{review.child.public}/review/{ben.public}/document/{made.public}/",
        f"/child/{review.child.public}/review/{ben.public}/send/",
    ):
        assert client.get(address).status_code == 404, address


def test_nobody_reads_a_document_without_signing_in(world: World) -> None:
    review = recorded_review(world)
    made = reviews.prepare_versions(by=reader(world, "iro-1"), review=review)[0]
    for ending in ("/", ".pdf", ".docx", "/release/"):
        answer = Client().get(at(review, f"document/{made.public}{ending}"))
        assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
