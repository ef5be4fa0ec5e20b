"""The service and the teams: posts, and the people who have held each of them one after another."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from random import Random

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.margins import Margins, TeamMargin
from footprint.demo.authority.names import Names
from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day

SINCE = 20 * YEAR  # how far back posts are held: care that began long ago had an IRO too
_ETHNIC = Table({"WBRI": 68, "WOTH": 6, "BAFR": 7, "BCRB": 5, "MWBC": 3, "AIND": 4, "APKN": 4, "OOTH": 3})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a post, from when until when."""

    staff: str
    start: Day
    end: Day | None


@dataclass(slots=True)
class Post:
    """A job, with its holders in order; `load` is how many children in care its holder has now."""

    fte: float
    holders: list[Holder]
    starts: list[Day]
    load: int = 0
    room: float = 1.0

    def on(self, day: Day) -> Holder:
        """Who held the post on a day."""
        return self.holders[max(0, bisect_right(self.starts, day) - 1)]

    def spans(self, start: Day, end: Day | None) -> list[tuple[Holder, Day, Day | None]]:
        """The holders of a time, each with the part that is theirs; the last part has the end of the time."""
        found: list[tuple[Holder, Day, Day | None]] = []
        for holder in self.holders[max(0, bisect_right(self.starts, start) - 1) :]:
            if end is not None and holder.start >= end and found:
                break
            until = holder.end if end is None else end if holder.end is None else min(end, holder.end)
            found.append((holder, max(start, holder.start), until))
        return found


@dataclass(slots=True)
class Team:
    """A team of social workers with its manager."""

    team: str
    margin: TeamMargin
    manager: Post
    workers: list[Post] = field(default_factory=list)


@dataclass(slots=True)
class Workforce:
    """Everybody who works there."""

    iros: list[Post]
    senior: list[Post]
    teams: list[Team]


class Register:
    """Writes people down as they are hired; who left before anything that is told of is crossed out at the end."""

    def __init__(self, rng: Random, ledger: Ledger, names: Names, on: Day) -> None:
        self._rng, self._ledger, self._names, self._on = rng, ledger, names, on

    def post(self, role: str, team: str | None, fte: float, tenure: float) -> Post:
        """A post and its holders from long ago until now; each starts on the day on which the one before left."""
        holders: list[Holder] = []
        start = self._on - SINCE
        while start <= self._on:
            stay = 200 + int(self._rng.expovariate(1 / max(60.0, tenure * YEAR - 200)))
            end = start + stay if start + stay <= self._on else None
            holders.append(Holder(self._hired(role, team, fte, start, end), start, end))
            start += stay
        return Post(fte, holders, [holder.start for holder in holders])

    def _hired(self, role: str, team: str | None, fte: float, start: Day, end: Day | None) -> str:
        rng = self._rng
        male = rng.random() < 0.22
        surname = self._names.family()
        name = f"{self._names.person(surname, male)} {surname}"
        staff = self._ledger.number("ST")
        email = f"{name.lower().replace(' ', '.')}@example.org"
        qualified = None if role in _UNQUALIFIED else str(between(rng, 1985, 2014))
        row = (staff, name, role, team, fte, start, end, "M" if male else "F", _ETHNIC.draw(rng), qualified, email)
        self._ledger.rows["staff"].append(row)
        return staff


_UNQUALIFIED = frozenset({"business support", "data officer"})


def workforce(rng: Random, ledger: Ledger, names: Names, margins: Margins, children: int, on: Day) -> Workforce:
    """The posts that the margins give, as many as the number of children asks for."""
    register = Register(rng, ledger, names, on)
    scale = children / margins.children
    tenure = margins.number("staff", "tenure_iro")
    iros = [register.post("iro", None, fte, tenure) for fte in _ftes(margins, scale)]
    for post in iros:
        post.room = post.fte * (0.82 + 0.36 * rng.random())
    senior = [register.post("senior iro", None, 1.0, tenure) for _ in range(_many(margins, "senior", scale))]
    for role, many in (("service manager", 1), ("senior leader", 1), ("data officer", 1)):
        for _ in range(many):
            register.post(role, None, 1.0, 6)
    for _ in range(_many(margins, "business_support", scale)):
        register.post("business support", None, rng.choice((1.0, 1.0, 0.6)), 6)
    return Workforce(iros, senior, _teams(register, ledger, margins, children))


def _many(margins: Margins, name: str, scale: float) -> int:
    return max(1, round(margins.number("staff", name) * min(1.5, scale)))


def _ftes(margins: Margins, scale: float) -> list[float]:
    """Full-time posts, and the part-time ones of half or a little more that make up the whole."""
    whole = max(1.0, margins.number("staff", "fte") * scale)
    part = min(round(margins.number("staff", "part_time") * scale), int(whole))
    rest = whole - 0.5 * part
    full = max(1, round(rest))
    return [1.0] * full + [round(0.5 + max(-0.1, min(0.3, (rest - full) / part)), 1)] * part if part else [1.0] * full


def _teams(register: Register, ledger: Ledger, margins: Margins, children: int) -> list[Team]:
    """Each team with a manager and so many workers as its share of the children asks for."""
    workers = children / margins.number("staff", "children_a_worker")
    tenure = margins.number("staff", "tenure_worker")
    teams: list[Team] = []
    for margin in margins.teams:
        team = ledger.number("T")
        ledger.rows["teams"].append((team, margin.name, margin.district))
        manager = register.post("team manager", team, 1.0, tenure + 2)
        posts = [
            register.post("social worker", team, 1.0, tenure) for _ in range(max(2, round(workers * _part(margins, margin))))
        ]
        teams.append(Team(team, margin, manager, posts))
    return teams


def _part(margins: Margins, margin: TeamMargin) -> float:
    """A team's part of the children: those of an age or need by the margins, the rest by share."""
    if not margin.share:
        return _special(margins, margin)
    protected = margins.number("care", "child_protection")  # they have social workers too
    rest = 1 + protected - sum(_special(margins, team) for team in margins.teams if not team.share)
    return rest * margin.share / sum(team.share for team in margins.teams)


def _special(margins: Margins, margin: TeamMargin) -> float:
    needs = [name for name, takes in (("uasc", margin.uasc), ("disabled", margin.disabled)) if takes]
    part = sum(margins.number("care", name) for name in needs)
    if margin.from_age is None:
        return part
    ages = margins.shares("care", "age")
    older = ages["16-17"] + (ages["13-15"] * (16 - margin.from_age) / 3 if margin.from_age < 16 else 0)
    others = max(0.0, older / sum(ages.values()) - margins.number("care", "uasc"))  # unaccompanied children are nearly all older
    return part + HANDED_OVER * others


HANDED_OVER = 0.85
"""Of those who reach the age of a team for older children, how many go over to it."""
