"""Three hundred invented families, anything said anywhere: nobody is sent what he or she may not have, in any form of it.

What each may have is worked out here anew and plainly: from the form's audiences, and from a list of who may know which fact.
"""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.documents import outgoing
from footprint.records.models import Document, Participant, Review
from footprint.records.models.conduct import PARTS
from footprint.records.profile import profile
from footprint.reports.outgoing import article, docx, pdf
from tests.integration.world import World, canary
from tests.integration.written_up import reader
from tests.paper import words_of_docx, words_of_pdf

FAMILIES, ON_PAPER = 300, 12
STREET = "Zqplover Lane"
AUTHORITY = ("social worker", "team manager")
PROFESSIONALS = ("school", "health", "advocate", "independent visitor")
HIDDEN = {"A": "А", "B": "В", "C": "С", "E": "Е", "a": "а", "o": "о", "e": "е"}
"""Latin letters and the Cyrillic ones that look like them."""


@dataclass(frozen=True)
class Family:
    """The facts of a family: each a canary, and each of its own shape."""

    placement: str
    home: str
    other: str
    telephone: str
    email: str

    @classmethod
    def invented(cls, chance: random.Random) -> Family:
        codes = [f"{chance.choice('BEGLMNS')}{chance.choice('ABDEHLNRSTW')}{chance.randint(2, 9)} "
                 f"{chance.randint(2, 9)}{chance.choice('ABDEFGHJ')}{chance.choice('NPQRSTUW')}" for _ in range(3)]  # fmt: skip
        return cls(*codes, f"07700 900{chance.randint(100, 999)}", f"zq{chance.randint(10000, 99999)}@example.org")

    def kept_from(self, part: str, may_know: bool) -> list[str]:
        """The facts that somebody may not have."""
        if part in AUTHORITY:
            return []
        kept = [self.other, self.telephone, self.email]
        if part != "child":
            kept.append(self.home)
        if part in ("mother", "father") and not may_know:
            kept += [self.placement, STREET]
        return kept


def written(fact: str, chance: random.Random) -> str:
    """The fact as somebody might write it."""
    ways = [
        lambda: fact,
        lambda: fact.lower(),
        lambda: fact.replace(" ", "" if fact[0] != "Z" else "-"),
        lambda: fact.replace(" ", "-"),
        lambda: fact.replace(" ", "  "),
        lambda: "\u200b".join([fact[:3], fact[3:]]),
        lambda: "".join(HIDDEN.get(each, each) for each in fact) if "@" not in fact else fact.replace("@", " (at) "),
        lambda: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in fact),
    ]
    return chance.choice(ways)()


def bare(text: str) -> str:
    """Letters and figures alone, with look-alikes made the same: written here anew, to be compared with."""
    back = {look: letter for letter, look in HIDDEN.items()}
    plain = "".join(chr(ord(each) - 0xFEE0) if "！" <= each <= "～" else back.get(each, each) for each in text)
    return re.sub(r"[^0-9A-Z]", "", plain.replace(" (at) ", "").upper())


@pytest.fixture(autouse=True)
def no_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is owed is worked out elsewhere; here it would be done some two thousand times."""
    for place in ("sending", "steps"):
        monkeypatch.setattr(f"footprint.actions.reviews.{place}.refresh", lambda children, as_at: None)


def family(world: World, review: Review, chance: random.Random) -> Family:
    """Forget the family before, and invent another with its people and its record."""
    review.documents.all().delete()
    review.participants.all().delete()
    found = Family.invented(chance)
    review.child.episodes.update(pl_post=found.placement, home_post=found.home)
    for part in chance.sample(PARTS, chance.randint(1, len(PARTS))):
        there = chance.choice([(None, None), (review.started, None), (None, True), (review.started, False)])
        name = f"Person{chance.randint(0, 99)}"
        Participant.objects.create(
            review=review, part=part, name=name, invited=there[0], attended=there[1], may_know_address=chance.random() < 0.3
        )
    content = [{"key": each.key, "title": each.title, "text": f"Zsection{each.key}."} for each in profile().form.section]
    for fact in (*vars(found).values(), STREET):
        if chance.random() < 0.2:
            chance.choice(content)["text"] += f" Found: {written(fact, chance)}, they say."
    Document.objects.create(
        child=review.child, review=review, kind="record", title="Record", content=content, made=chance_now(world),
        made_by=world.users["iro-1"], final=chance_now(world),
    )  # fmt: skip
    review.record_distributed = None
    review.save()
    return found


def chance_now(world: World) -> Any:
    return reader(world, "iro-1").now


def check_text(document: Document, participant: Participant, found: Family, text: str) -> None:
    """Nothing stands in a text that its recipient may not have."""
    allowed = allowed_keys(participant)
    for each in profile().form.section:
        assert (f"Zsection{each.key}." in text) == (each.key in allowed), (participant.part, each.key)
    for fact in found.kept_from(participant.part, participant.may_know_address):
        assert bare(fact) not in bare(text), (participant.part, fact)


def allowed_keys(to: Participant) -> set[str]:
    """The sections that somebody may have, worked out plainly."""
    keys = set()
    for each in profile().form.section:
        as_whom = "professional" if to.part in PROFESSIONALS else to.part
        if to.part in AUTHORITY or (
            as_whom in each.audience and not (each.address and to.part in ("mother", "father") and not to.may_know_address)
        ):
            keys.add(each.key)
    return keys


def test_nobody_is_sent_what_he_or_she_may_not_have(world: World) -> None:
    chance, iro = random.Random(20261128), reader(world, "iro-1")
    review = Review.objects.select_related("child", "chair").get(pk=world.reviews["ada"].pk)
    review.completed = review.record_completed = review.started
    review.save()
    review.decisions.all().delete()
    sent = held = 0
    for _ in range(FAMILIES):
        found = family(world, review, chance)
        try:
            made = reviews.prepare_versions(by=iro, review=review, words=[STREET])
        except Unfit as refused:
            assert "Nobody who was asked" in str(refused)
            continue
        there = {(each.part, each.name): each for each in review.participants.all()}
        for each in made:
            gone = sent_or_held(world, each, there[each.recipient, each.name], found)
            sent, held = sent + (gone is not None), held + (gone is None)
            if gone and sent % (FAMILIES * 3 // ON_PAPER) == 0:
                check_files(gone, there[each.recipient, each.name], found)
    assert sent > FAMILIES * 2 and held > FAMILIES, (sent, held)


def sent_or_held(world: World, each: Document, to: Participant, found: Family) -> Document | None:
    """The version sent, with nothing in it that was kept from its recipient; or None where it is held, which has its reason."""
    assert to.invited or to.attended
    text, kept = words_in(each), found.kept_from(to.part, to.may_know_address)
    assert bool(each.held) == any(bare(fact) in bare(text) for fact in kept), (to.part, each.held, text)
    post_room = reader(world, "bs-1")
    if each.held:
        assert not any(bare(fact) in bare(each.held) for fact in kept)
        with pytest.raises(Unfit, match="held until a second person"):
            reviews.send(by=post_room, document=each, how="post")
        return None
    gone = reviews.send(by=post_room, document=each, how="post")
    gone.child, gone.review = each.child, each.review
    Review.objects.filter(pk=each.review_id).update(record_distributed=None)
    check_text(gone, to, found, words_in(gone))
    check_text(gone, to, found, article(outgoing(gone)))
    return gone


def words_in(document: Document) -> str:
    """Every word of the content of a document."""
    return "\n".join(f"{part['title']}\n{part['text']}" for part in document.content)


def check_files(gone: Document, to: Participant, found: Family) -> None:
    """The PDF and the Word file hold no more than the page, and their metadata name nobody."""
    paper, word = pdf(outgoing(gone)), docx(outgoing(gone))
    check_text(gone, to, found, words_of_pdf(paper))
    check_text(gone, to, found, words_of_docx(word))
    with pikepdf.open(io.BytesIO(paper)) as file:
        told = str(dict(file.docinfo)) + file.Root.Metadata.read_bytes().decode()
        assert str(file.Root.Lang) == "en-GB" and file.Root.MarkInfo.Marked and "pdfuaid:part" in told
    assert canary("ada") not in told and to.name not in told
    properties = re.findall(r"<cp:coreProperties.*?</cp:coreProperties>|<Properties.*?</Properties>", words_of_docx(word), re.S)
    assert properties and canary("ada") not in str(properties) and to.name not in str(properties)
