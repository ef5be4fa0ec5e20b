"""What a story of plain sentences tells: SSDA903 episodes, milestones and states, and from them a chronology.

Each sentence is looked up in two tables: `MILESTONES` (one sentence, one kind of event) and the functions under `says`.
A sentence that is in neither is refused, so a misspelt example cannot pass by saying nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from footprint.domain.care_history import CareHistory, care_history
from footprint.domain.chronology import CHILDREN_SCHEMA, Chronology, events_frame, spells_frame
from footprint.domain.episodes import EPISODE_SCHEMA
from footprint.domain.vocabulary import KINDS
from tests.spec.days import DAY, read_day
from tests.spec.words import MILESTONES, NUMBERS, PLACEMENTS, STATUSES

Days = list[date]
Teller = Callable[["Story", Days, dict[str, str | None]], None]
_TELLERS: list[tuple[re.Pattern[str], Teller]] = []
_PLACE = "|".join(PLACEMENTS)
_STATUS = "|".join(STATUSES)
_NUMBERED = re.compile(rf" of the ({'|'.join(NUMBERS)}) (?:review|dispute|conference)")


@dataclass
class Story:
    """One child's story as rows: what the sentences told so far."""

    name: str
    sentences: list[str] = field(default_factory=list)
    episodes: list[dict[str, date | str | None]] = field(default_factory=list)
    events: list[tuple[str, date, str | None]] = field(default_factory=list)
    spells: list[list[str | date | None]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    born: date | None = None
    now: date | None = None
    last: date = date.min

    def tell(self, sentence: str) -> None:
        """Take in one sentence.

        Raises:
            ValueError: the language does not know it, or a day in it is wrong.
        """
        days = [read_day(found[0]) for found in DAY.finditer(sentence)]
        plain = DAY.sub("DAY", sentence)
        self._teller(plain, sentence)(days)
        self.sentences.append(sentence)
        self.last = max([self.last, *days])

    def _teller(self, plain: str, sentence: str) -> Callable[[Days], None]:
        for pattern, tell in _TELLERS:
            if found := pattern.fullmatch(plain):
                return lambda days: tell(self, days, found.groupdict())
        number = _NUMBERED.search(plain)
        words = _NUMBERED.sub("", plain).removesuffix(" on DAY")
        if words in MILESTONES:
            return lambda days: self.milestone(MILESTONES[words], days[0], number[1] if number else None)
        raise ValueError(f'The language of the specification has no sentence "{sentence}".')

    def milestone(self, kind: str, on: date, number: str | None = None) -> None:
        """An event; one that is about a review, a dispute or a conference is about the last told of, or the numbered one."""
        about = KINDS[kind].about
        which = NUMBERS[number] if number else self.counted[about]
        self.events.append((kind, on, None if about == "child" else f"{self.name}, {about} {which}"))

    def episode(self, on: date, rne: str, place: str | None = None, status: str | None = None) -> None:
        """A new episode, which goes on with the placement or the legal status of the last where it does not say another."""
        last = self.episodes[-1] if rne != "S" else {"place": "U6", "ls": "V2", "dec": on}
        if last["dec"] is None:
            last |= {"dec": on, "rec": "X1"}
        new = {"place": place or last["place"], "ls": status or last["ls"]}
        self.episodes.append({"decom": on, "dec": None, "rne": rne, "rec": None, **new})

    def over(self, on: date, why: str) -> None:
        """The last episode ends, and with it the period of care."""
        self.episodes[-1] |= {"dec": on, "rec": why}

    def state(self, name: str, started: date, ended: date | None = None) -> None:
        """A state that no episode tells of."""
        self.spells.append([name, started, ended])

    def state_over(self, name: str, ended: date) -> None:
        """The last such state ends."""
        next(spell for spell in reversed(self.spells) if spell[0] == name)[2] = ended


def says(pattern: str) -> Callable[[Teller], Teller]:
    """Put a sentence into the table. DAY, PLACE and STATUS in the pattern stand for what they say."""

    def put(teller: Teller) -> Teller:
        whole = pattern.replace("PLACE", f"(?P<place>{_PLACE})").replace("STATUS", f"(?P<status>{_STATUS})")
        _TELLERS.append((re.compile(whole), teller))
        return teller

    return put


def chronology_of(stories: Sequence[Story]) -> Chronology:
    """The chronology of some children, by the way that every chronology is made."""
    children = pl.DataFrame([(story.name, story.born, False) for story in stories], schema=CHILDREN_SCHEMA, orient="row")
    episodes = [{"child": row, **episode} for row, story in enumerate(stories) for episode in story.episodes]
    events = events_frame([(row, *event) for row, story in enumerate(stories) for event in story.events])
    spells = spells_frame([(row, *spell) for row, story in enumerate(stories) for spell in story.spells])
    reviews = events.filter(pl.col("kind") == "review_held").select("child", "on")
    told = care_history(CareHistory(pl.DataFrame(episodes, schema=EPISODE_SCHEMA), children, reviews))
    return Chronology(children, pl.concat([told[0], events]), pl.concat([told[1], spells]))
