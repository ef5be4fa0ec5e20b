"""Drafts a letter to a child: after a review, from what its record says, and when an IRO begins. A person changes and sends it.

Three ways of writing, by age: easy to read with a picture beside each part, simple, and plain. Nothing is told that is not
recorded, and a part about which nothing is recorded is left empty for the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from footprint.domain.ages import is_younger
from footprint.domain.day_words import long_day
from footprint.domain.reading_age import sentences

Content = list[dict[str, str]]
"""The parts of a letter: key, title, text; and in an easy one `picture`, the name of a pictogram."""


class Band(NamedTuple):
    """How to write for an age: words for whoever chooses it, the age below which it is meant, the reading age to aim at."""

    words: str
    below: int
    aim: int


BANDS = {
    "easy": Band("Under 8: easy to read, with pictures", 8, 7),
    "simple": Band("8 to 11: short sentences", 12, 9),
    "plain": Band("12 and over: plain words", 200, 12),
}
PARTS = ("hello", "came", "talked", "decisions", "next", "me")
"""The parts of a letter after a review."""
_TITLES = {
    "hello": "Hello",
    "came": "Who came",
    "talked": "What we talked about",
    "decisions": "What will happen",
    "next": "The next review",
    "me": "Who I am",
}
_LONGEST = 220
"""Characters of what is told of one section of the record: a letter says in short what was talked about."""
_CALLED = {
    "mother": "your mum", "father": "your dad", "carer": "your carer", "social worker": "your social worker",
    "team manager": "your social worker's manager", "school": "somebody from your school",
    "health": "somebody who looks after your health", "advocate": "your advocate",
    "independent visitor": "your independent visitor", "interpreter": "an interpreter", "sibling": "your brother or sister",
}  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """A decision: what, who does it, and by when."""

    text: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True)
class LetterFacts:
    """What is recorded for a letter.

    came       the part and the name of each who came
    talked     the first words of each section that the child may have: its title and its text
    next_on    the day of the next review; `booked` where it is settled, else the day by which it must be
    """

    first_name: str = ""
    held: date | None = None
    came: Sequence[tuple[str, str]] = ()
    talked: Sequence[tuple[str, str]] = ()
    decisions: Sequence[Decided] = ()
    next_on: date | None = None
    booked: bool = False
    iro: str = ""
    email: str = ""
    phone: str = ""


def band_at(born: date | None, today: date) -> str:
    """The band for a child's age; the middle one where the birth is not known."""
    if born is None:
        return "simple"
    return next(name for name, band in BANDS.items() if is_younger(born, band.below, today))


def letter(facts: LetterFacts, band: str) -> Content:
    """The draft of the letter after a review."""
    texts = {
        "hello": _hello(facts, band),
        "came": _lines(_who(part, name) for part, name in facts.came),
        "talked": _lines(_told(title, text, band) for title, text in facts.talked),
        "decisions": _lines(_decided(each) for each in facts.decisions),
        "next": _next(facts),
        "me": _me(facts, band),
    }
    return [_part(key, texts[key], band) for key in PARTS]


def introduction(facts: LetterFacts, band: str) -> Content:
    """The draft of the letter with which an IRO says hello to a child who is new to him or her."""
    work = {
        "easy": "I make sure that the grown-ups look after you well.\nI want to know what you think.\nYou can tell me anything.",
        "simple": "I make sure that the plan for you is a good one, and that people do what they said.\n"
        "I want to know what you think and what you would like to change.",
        "plain": "My job is to check that the plan for your care is right for you, and that people do what they promised. "
        "I do not work in the team that makes the plan, so I can disagree with it.\n"
        "Before each review I would like to hear what you think and who you want to be there.",
    }
    hello = f"Dear {facts.first_name or 'friend'},\nI am {facts.iro or 'your reviewing officer'}. I am writing to say hello."
    texts = {"hello": hello, "work": work[band], "next": _next(facts), "me": _me(facts, band)}
    titles = {"work": "What I do", "me": "How to reach me"}
    return [_part(key, text, band, titles.get(key, "")) for key, text in texts.items()]


def _part(key: str, text: str, band: str, title: str = "") -> dict[str, str]:
    made = {"key": key, "title": title or _TITLES[key], "text": text}
    return made | {"picture": key} if band == "easy" else made


def _hello(facts: LetterFacts, band: str) -> str:
    when = f" on {long_day(facts.held)}" if facts.held else ""
    said = {
        "easy": f"We had a meeting about you{when}.\nThis letter tells you what we said.",
        "simple": f"We had your review{when}. A review is a meeting about how you are and what happens next.\n"
        "This letter tells you what we talked about and what will happen.",
        "plain": f"Your review was held{when}. This letter tells you what we talked about, what was decided, "
        "and who is going to do it.",
    }
    return f"Dear {facts.first_name or 'friend'},\n{said[band]}"


def _who(part: str, name: str) -> str:
    if part == "child":
        return "you"
    called = _CALLED.get(part, "")
    return f"{name}, {called}" if name and called else name or called or "somebody else"


def _told(title: str, text: str, band: str) -> str:
    """A section in short: its first sentence, or its first two for those who read well."""
    said = " ".join(sentences(text)[: 2 if band == "plain" else 1])
    short = said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{title}: {short}"


def _decided(decision: Decided) -> str:
    who = f" {_opening(decision.owner)} will do this" if decision.owner else ""
    when = f" by {long_day(decision.due)}" if decision.due else ""
    ends = "" if decision.text.rstrip().endswith((".", "!", "?")) else "."
    follows = f"{who or (' This should be done' if when else '')}{when}"
    return f"{decision.text.strip()}{ends}{follows}{'.' if follows else ''}"


def _next(facts: LetterFacts) -> str:
    if facts.next_on is None:
        return ""
    return f"We will meet again {'on' if facts.booked else 'before or on'} {long_day(facts.next_on)}."


def _me(facts: LetterFacts, band: str) -> str:
    name = facts.iro or "your reviewing officer"
    write = f"write to me at {facts.email}" if facts.email else ""
    ring = f"ring me on {facts.phone}" if facts.phone else ""
    ways = " or ".join(each for each in (ring, write) if each)
    reach = f"You can {ways}." if ways else ""
    job = {
        "easy": "My job is to make sure that you are well looked after.",
        "simple": "I am your Independent Reviewing Officer. I check that people do what they said they would do.",
        "plain": "I am your Independent Reviewing Officer: I check that your care plan is right and that decisions are kept. "
        "If you disagree with something in this letter, tell me. You may also have an advocate, who speaks for you.",
    }
    return "\n".join(each for each in (job[band], reach, name) if each)


def _lines(told: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in told)


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]
