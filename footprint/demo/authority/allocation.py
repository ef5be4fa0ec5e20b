"""Who works with a child: teams, social workers, managers and IROs, one after another."""

from __future__ import annotations

from random import Random

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import Person, Stint
from footprint.demo.authority.staff import HANDED_OVER, Post, Team, Workforce
from footprint.demo.care_paths import Period
from footprint.demo.chance import between
from footprint.demo.days import Day


def home_team(rng: Random, workforce: Workforce) -> Team:
    """The team of a family's district, by share."""
    teams = [team for team in workforce.teams if team.margin.share]
    return rng.choices(teams, [team.margin.share for team in teams])[0]


def stints(person: Person, period: Period, home: Team, workforce: Workforce) -> list[Stint]:
    """The teams of a period of care: the family's, or the one for a need, and later the one for older children."""
    need = _by_need(person, workforce)
    first = need or home
    changes = [(period.start, first)]
    older = next((team for team in workforce.teams if team.margin.from_age), None)
    if older and need is None and person.rng.random() < HANDED_OVER:
        day = max(period.start + 60, person.birthday(older.margin.from_age or 16))
        changes += [(day, older)] if day < person.last_day(period) else []
    return _posted(person, period, changes)


def _by_need(person: Person, workforce: Workforce) -> Team | None:
    for team in workforce.teams:
        if (team.margin.uasc and person.history.child.uasc) or (team.margin.disabled and person.disabled):
            return team
    return None


def _posted(person: Person, period: Period, changes: list[tuple[Day, Team]]) -> list[Stint]:
    """A post for each team's time: the least busy for a child who is there now, any of them for one of long ago."""
    ends: list[Day | None] = [*(day for day, _ in changes[1:]), period.end]
    found: list[Stint] = []
    for (start, team), end in zip(changes, ends, strict=True):
        found.append(Stint(team, _post(person.rng, team, end), start, end))
    return found


def _post(rng: Random, team: Team, end: Day | None) -> Post:
    if end is not None:
        return rng.choice(team.workers)
    post = min(team.workers, key=lambda post: post.load)
    post.load += 1
    return post


def freest(iros: list[Post]) -> Post:
    """The IRO with the most room for one more, by their hours and by what they are meant to have."""
    return min(iros, key=lambda post: (post.load + 1) / post.room)


def write_people(ledger: Ledger, person: Person, period: Period, mine: list[Stint]) -> None:
    """The rows of involvements.csv and team_history.csv for a period of care."""
    for stint in mine:
        ledger.rows["team_history"].append((person.child, stint.team.team, stint.start, stint.end))
        _involved(ledger, person.child, stint.worker, "social worker", stint.start, stint.end)
        _involved(ledger, person.child, stint.team.manager, "team manager", stint.start, stint.end)
    _iro(ledger, person, period)


def _involved(ledger: Ledger, child: str, post: Post, role: str, start: Day, end: Day | None) -> None:
    for holder, since, until in post.spans(start, end):
        if until is None or until > since:
            ledger.rows["involvements"].append((child, holder.staff, role, since, until, _why(since, start)))


def _why(since: Day, start: Day) -> str:
    return "Allocated" if since == start else "The worker before has left"


def _iro(ledger: Ledger, person: Person, period: Period) -> None:
    """The IROs of a period: the first some days after it began, none after the last has left a child who waits."""
    start = allocated(person, period)
    if start > person.last_day(period):
        return
    end = period.end if person.iro_left is None or period.end is not None else person.iro_left
    _involved(ledger, person.child, person.iro, "iro", start, end)


def allocated(person: Person, period: Period) -> Day:
    """The day on which the IRO of a period is named: mostly within the authority's days."""
    most = int(person.margins.number("plans", "iro_days"))
    if person.rng.random() < 0.95:
        return period.start + between(person.rng, 0, most)
    return person.within(period.start, most + 1, most + 6, True)
