"""Each page of a review in each of its states is for everybody: no fault of accessibility, every part within reach of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from footprint.actions import reviews
from footprint.records.models import Answers, Review
from footprint.records.profile import profile
from tests.integration.asking import asked, reader, send
from tests.integration.world import TODAY, World, ago
from tests.look.still import faults

Looks = Iterator[tuple[str, Any]]
"""What is seen, in words, and the answer."""


class Told:
    """A review of Ada's as it goes on, and the people who look at it."""

    def __init__(self, world: World, client_of: Callable[[str], Any]) -> None:
        self.by = reader(world, "iro-1")
        self.child = world.children["ada"]
        self.iro, self.office, self.manager = client_of("iro-1"), client_of("bs-1"), client_of("tm-1")
        self.review = reviews.plan_review(by=self.by, child=self.child, on=TODAY)

    def now(self) -> dict[str, Any]:
        """What an action on the review as it stands is told."""
        review = Review.objects.select_related("child", "chair").get(pk=self.review.pk)
        return {"by": self.by, "review": review, "seen": review.version}

    def at(self, page: str = "") -> str:
        """The address of one of its pages."""
        return f"/child/{self.child.public}/review/{self.review.public}/{page}"


@pytest.fixture
def told(world: World, client_of: Any) -> Told:
    return Told(world, client_of)


def booked(told: Told, world: World) -> Looks:
    """While it is arranged and the child is asked."""
    where = f"/child/{told.child.public}/review/"
    wrong = {"on-day": "31", "on-month": "2", "on-year": "2030"}
    yield "arranging", told.office.get(where)
    yield "a day that does not exist", told.office.post(where, wrong)
    yield "who comes, nobody yet", told.office.get(told.at("people/"))
    told.office.post(told.at("people/"), {"usual": "yes"})
    person = told.review.participants.first()
    yield "who comes", told.office.get(told.at("people/"))
    yield "a person without a part", told.office.post(told.at("people/"), {"part": ""})
    yield "how they were told", told.office.get(told.at(f"people/?told={person.pk}"))
    yield "a report", told.office.get(told.at("people/?report=1"))
    yield "nobody asked", told.office.get(told.at("views/"))
    yield "whom to ask", told.office.get(told.at("views/ask/"))
    send(asked(world).token)
    yield "answered, not read", told.iro.get(told.at("views/"))
    yield "the answers", told.iro.get(told.at(f"views/read/?of={Answers.objects.get().consultation.public}"))
    yield "paper", told.iro.get(told.at("views/paper/?of=" + str(asked(world, band="12 and over").consultation.public)))
    yield "booked", told.iro.get(told.at())
    yield "calling it off", told.office.get(told.at("cancel/"))
    yield "calling it off without a reason", told.office.post(told.at("cancel/"), {"seen": told.now()["seen"]})
    yield "too early", told.iro.get(told.at("record/final/"))


def held(told: Told) -> Looks:
    """While it is held: the record, who is there, an adjournment."""
    yield "beginning", told.iro.get(told.at("step/begin/"))
    reviews.begin(**told.now(), on=TODAY)
    yield "begun", told.iro.get(told.at())
    yield "the record", told.iro.get(told.at("record/"))
    told.iro.post(told.at("record/health/"), {"text": "Hers", "seen": "0"})
    yield "two wrote one section", told.iro.post(told.at("record/health/"), {"text": "His", "seen": "0"})
    yield "what became of the last decisions", told.iro.get(told.at("record/last-decisions/"))
    yield "who is here", told.iro.get(told.at("record/present/"))
    ahead = TODAY + timedelta(9)
    later = {"last_seen-day": ahead.day, "last_seen-month": ahead.month, "last_seen-year": ahead.year}
    yield "seen on a day that lies ahead", told.iro.post(told.at("record/present/"), later | {"seen": told.now()["seen"]})
    yield "adjourning", told.iro.get(told.at("step/adjourn/"))
    yield "adjourning without a word", told.iro.post(told.at("step/adjourn/"), {"seen": told.now()["seen"]})
    reviews.adjourn(**told.now(), on=TODAY, why="The school's report", until=TODAY + timedelta(9))
    yield "adjourned", told.iro.get(told.at())
    yield "going on", told.iro.get(told.at("step/resume/"))
    reviews.resume(**told.now(), on=TODAY)
    yield "recorded in error", told.iro.get(told.at("error/"))
    reviews.note_presence(**told.now(), way="spoke", last_seen=TODAY)
    yield "completing", told.iro.get(told.at("step/complete/"))
    reviews.complete(**told.now(), on=TODAY)
    yield "held", told.iro.get(told.at())
    Review.objects.filter(child=told.child, number="R-ada-2").update(started=ago(300))
    yield "late, to explain", told.iro.get(told.at("late/"))
    yield "late, without a reason", told.iro.post(told.at("late/"), {"seen": told.now()["seen"]})


def decided(told: Told) -> Looks:
    """Decisions, the judgement, the final record."""
    yield "no decision", told.iro.get(told.at("decisions/"))
    yield "a decision without words", told.iro.post(told.at("decisions/new/"), {"text": ""})
    made = reviews.decide(by=told.by, review=told.now()["review"], text="A bicycle", owner="Sally Wren", due=TODAY)
    yield "changed by another", told.iro.post(told.at(f"decisions/{made.public}/"), {"text": "Mine", "seen": made.version - 1})
    yield "to send", told.iro.get(told.at("decisions/"))
    reviews.send_decisions(**told.now())
    answer = told.at(f"decisions/{made.public}/answer/")
    yield "to answer", told.manager.get(answer)
    yield "an objection without a reason", told.manager.post(answer, {"agrees": "no"})
    told.manager.post(answer, {"agrees": "no", "reason": "No money"})
    yield "objected", told.iro.get(told.at("decisions/"))
    yield "how it stands", told.iro.get(told.at(f"decisions/{made.public}/progress/"))
    yield "judging", told.iro.get(told.at("judgement/"))
    yield "judged wrongly", told.iro.post(told.at("judgement/"), {"rag": "purple", "seen": told.now()["seen"]})
    form = profile().form
    follows = {"concerns": form.concerns[:2], "actions": form.actions[:1]}
    reviews.judge(**told.now(), answers={}, comments={}, rag="amber", **follows)
    yield "judged", told.iro.get(told.at("judgement/"))
    yield "to finish", told.iro.get(told.at("record/final/"))
    reviews.finish_record(**told.now())
    yield "a final record", told.iro.get(told.at("record/"))
    yield "a correction without words", told.iro.post(told.at("record/correction/"), {"text": ""})
    yield "recorded", told.iro.get(told.at())
    yield "recorded, to others", told.manager.get(told.at())


def test_every_page_in_every_state_is_for_everybody(browser: Browser, told: Told, world: World, tmp_path: Path) -> None:
    seen = [*booked(told, world), *held(told), *decided(told)]
    assert {each.status_code for _, each in seen} == {200, 409, 422}
    pages = {name: each.content for name, each in seen}
    assert len(pages) == len(seen)
    assert faults(browser, pages, tmp_path) == []


def test_every_page_of_what_did_not_take_place_is_for_everybody(
    browser: Browser, told: Told, world: World, tmp_path: Path
) -> None:
    reviews.cancel_review(**told.now(), reason="The child is ill.")
    pages = {"called off": told.iro.get(told.at()).content, "nobody's": told.iro.get("/child/nobody/").content}
    told.review = reviews.plan_review(by=told.by, child=told.child, on=TODAY)
    reviews.begin(**told.now(), on=TODAY)
    reviews.void(**told.now(), reason="It was another child's.")
    pages["recorded in error"] = told.iro.get(told.at()).content
    assert faults(browser, pages, tmp_path) == []
