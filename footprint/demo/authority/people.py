"""children.csv and episodes.csv: who the children are and where they have lived."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.margins import Margins
from footprint.demo.authority.names import Names
from footprint.demo.authority.person import Person, evenly
from footprint.demo.care_paths import Episode, History
from footprint.demo.chance import Table
from footprint.demo.days import Day
from footprint.demo.people import upn_code

_SEX, _OUT, _ABLE = 2**0.5, 3**0.5, 7**0.5  # strides of their own for what is dealt out evenly
_LANGUAGE = Table({"English": 93, "Polish": 2, "Romanian": 2, "Urdu": 1, "Portuguese": 1, "British Sign Language": 1})
_LANGUAGE_UASC = Table({"Arabic": 25, "Tigrinya": 20, "Pashto": 18, "Kurdish Sorani": 18, "Vietnamese": 10, "Albanian": 9})
_DISABILITY = Table({"Learning": 40, "Autism": 30, "Physical": 12, "Hearing": 8, "Vision": 5, "Communication": 5})
_OUTSIDE = ("ZV", "ZX", "ZY")  # postcode areas that do not exist, for places beyond the boundary; the authority's own is ZZ
UASC_MALE = 0.95
_ETHNIC_UASC = {"OOTH": 40, "BAFR": 32, "AOTH": 22, "WOTH": 5}


def as_the_margins_say(history: History, order: int, margins: Margins) -> History:
    """The child with the sex that is due, so that the share is right; unaccompanied children stay as they were drawn."""
    if history.child.uasc:
        return history
    uasc = margins.number("care", "uasc")
    male = (margins.number("care", "male") - uasc * UASC_MALE) / (1 - uasc)
    child = replace(history.child, male=evenly(order, _SEX) < male)
    return History(child, history.periods, history.reviews, history.adoption)


class Ethnicity(NamedTuple):
    """What to draw from for unaccompanied children, and the weights that are left for the others."""

    unaccompanied: Table
    others: dict[str, float]


def ethnicity(margins: Margins) -> Ethnicity:
    """Unaccompanied children have the codes that are common among them, as far as the authority's shares have room."""
    shares = margins.shares("care", "ethnicity")
    total, uasc = sum(shares.values()), margins.number("care", "uasc")
    theirs = {code: weight * shares.get(code, 0) / total for code, weight in _ETHNIC_UASC.items()}
    part = uasc / sum(theirs.values())
    others = {code: max(0.0, share / total - part * theirs.get(code, 0)) for code, share in shares.items()}
    return Ethnicity(Table(theirs), others)


def is_disabled(order: int, margins: Margins) -> bool:
    """Whether the child of that order has a disability."""
    return evenly(order, _ABLE) < margins.number("care", "disabled")


def write_child(ledger: Ledger, names: Names, person: Person, surname: str, ethnic: str, group: str | None) -> None:
    """One row of children.csv."""
    child, rng = person.history.child, person.rng
    language = (_LANGUAGE_UASC if child.uasc else _LANGUAGE).draw(rng)
    disability = _DISABILITY.draw(rng) if person.disabled else "None"
    sex = "M" if child.male else "F"
    first, upn = names.person(surname, child.male), upn_code(child, person.on)
    row = (person.child, first, surname, child.dob, sex, ethnic, disability, child.uasc, upn, language, group)
    ledger.rows["children"].append(row)


def write_episodes(ledger: Ledger, person: Person) -> None:
    """The rows of episodes.csv; a place beyond the boundary keeps its postcode while the child stays."""
    share = outside_share(person.margins)
    outside: dict[str, str] = {}
    episodes = [episode for period in person.history.periods for episode in period.episodes]
    for number, episode in enumerate(reversed(episodes)):
        spread = evenly(person.order, _OUT) if number == 0 else person.rng.random()
        if episode.placement.pl_post not in outside:
            outside[episode.placement.pl_post] = _postcode(episode, spread < share, person.order)
    for episode in episodes:
        ledger.rows["episodes"].append(_row(person.child, episode, outside[episode.placement.pl_post]))


def outside_share(margins: Margins) -> float:
    """Of the children who do not live with their parents, how many are placed outside."""
    places = margins.shares("care", "place")
    return margins.number("care", "out_of_area") / (1 - places["parents"] / sum(places.values()))


def _postcode(episode: Episode, outside: bool, order: int) -> str:
    post, home = episode.placement.pl_post, episode.placement.home_post
    at_home = episode.placement.code == "P1" and post == home
    return post.replace("ZZ", _OUTSIDE[order % 3], 1) if outside and not at_home else post


def _row(child: str, episode: Episode, post: str) -> tuple[str | Day | None, ...]:
    where = episode.placement
    return (
        child, episode.start, episode.rne, episode.legal, episode.need, where.code, where.provider or None, episode.end,
        episode.rec or None, episode.why_moved or None, where.home_post or None, post or None, where.urn or None,
    )  # fmt: skip
