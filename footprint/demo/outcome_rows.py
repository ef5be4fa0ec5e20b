"""The rows asked once a year: outcomes of those in care twelve months (OC2), and of care leavers (OC3)."""

from random import Random

from footprint.demo.care_paths import History
from footprint.demo.chance import Table
from footprint.demo.columns import Row
from footprint.demo.days import Day, Year, add_months, age, birthday, day, text

NOT_SCORED = Table({"SDQ2": 30, "SDQ4": 50, "SDQ5": 17, "SDQ3": 3})
IN_TOUCH = Table({"YES": 92, "NO": 4, "REFU": 1.5, "NREQ": 1.5, "RHOM": 0.8, "DIED": 0.2})
SINCE_2021 = Table({"F1": 5, "F2": 22, "P2": 4, "F4": 3, "F5": 17, "P5": 6, "G4": 12, "G5": 25, "G6": 5})
UNTIL_2021 = Table({"F1": 6, "F2": 22, "P2": 4, "F3": 19, "P3": 6, "G4": 11, "G5": 26, "G6": 5})
HOUSED = Table({"U1": 36, "D1": 22, "B1": 12, "E1": 5, "K1": 4, "C1": 3, "S2": 2, "X2": 4, "V2": 1, "Y1": 3, "R2": 1})
HOUSED_AT_18 = Table({"U1": 20, "D1": 32, "Z1": 20, "B1": 12, "E1": 6, "T1": 4, "X2": 3, "S2": 1, "Y1": 2})
HOUSED_AT_17 = Table({"D1": 50, "B1": 40, "E1": 10})
ACTIVITY_CODES_CHANGED = day(2021, 4, 1)
NOT_LEAVERS = frozenset({"E2", "E3", "E11", "E12", "E15"})


def yes(rng: Random, chance: float) -> str:
    """1 with this chance, else 0."""
    return "1" if rng.random() < chance else "0"


def outcome_rows(number: str, history: History, year: Year, rng: Random) -> list[Row]:
    """OC2, for a child looked after all the year to 31 March and not in short breaks."""
    at_end = [p for p in history.periods if p.start <= year.last and (p.end is None or p.end > year.last)]
    if not at_end or at_end[0].is_short_break or at_end[0].start > year.first:
        return []
    dob = history.child.dob
    years = age(dob, year.last)
    convicted = yes(rng, 0.03) if years >= 10 else ""
    checked = yes(rng, 0.88) if years < 5 else ""
    score = difficulties(rng, dob, year)
    health = [yes(rng, 0.83), yes(rng, 0.76 if years > 1 else 0.3), yes(rng, 0.9)]
    return [[number, text(dob), *score, convicted, checked, *health, *substances(rng, years)]]


def difficulties(rng: Random, dob: Day, year: Year) -> list[str]:
    """A strengths and difficulties score, or why there is none, from 4 to 16."""
    before, after = age(dob, year.first), age(dob, year.last)
    if after < 4 or before >= 17:
        return ["", ""]
    if (before < 4 or after >= 17) and rng.random() < 0.5:
        return ["", "SDQ1"]
    if rng.random() < 0.22:
        return ["", NOT_SCORED.draw(rng)]
    return [str(min(40, max(0, int(rng.gauss(14, 7))))), ""]


def substances(rng: Random, years: int) -> list[str]:
    """Misuse, help received, and help offered where it was not received."""
    if years < 11 or rng.random() > 0.05:
        return ["0", "", ""]
    return ["1", "1", ""] if rng.random() < 0.45 else ["1", "0", yes(rng, 0.8)]


def leaver_rows(number: str, history: History, year: Year, rng: Random) -> list[Row]:
    """OC3, for one who left care after 16 and became 17 to 21 this year."""
    left, dob = history.periods[-1], history.child.dob
    years = age(dob, year.last)
    if left.end is None or left.is_short_break or not 17 <= years <= 21 or left.episodes[-1].rec in NOT_LEAVERS:
        return []
    birthday_this_year = birthday(dob, years)
    if birthday_this_year < year.first or not birthday(dob, 16) <= left.end < birthday_this_year:
        return []
    if left.end < add_months(left.start, 3):
        return []
    return [[number, text(dob), *after_care(rng, years, birthday_this_year)]]


def after_care(rng: Random, years: int, on: Day) -> list[str]:
    """In touch or not, what the young person does, and where they live."""
    touch = IN_TOUCH.draw(rng)
    if touch in ("DIED", "RHOM"):
        return [touch, "", ""]
    if touch != "YES":
        return [touch, "0", "0"]
    active = SINCE_2021 if on >= ACTIVITY_CODES_CHANGED else UNTIL_2021
    housed = HOUSED_AT_17 if years == 17 else HOUSED_AT_18 if years == 18 else HOUSED
    return [touch, active.draw(rng), housed.draw(rng)]
