"""Who the children are."""

from dataclasses import dataclass
from random import Random

from footprint.demo.chance import Table, between
from footprint.demo.days import YEAR, Day, Year, age, birthday

ETHNIC = Table(
    {
        "WBRI": 690,
        "WOTH": 35,
        "WIRT": 6,
        "WROM": 12,
        "WIRI": 4,
        "MWBC": 38,
        "MWBA": 14,
        "MWAS": 18,
        "MOTH": 34,
    }
    | {
        "AIND": 5,
        "APKN": 18,
        "ABAN": 9,
        "AOTH": 16,
        "BCRB": 20,
        "BAFR": 34,
        "BOTH": 14,
        "CHNE": 2,
        "OOTH": 22,
    }
    | {"REFU": 2, "NOBT": 7}
)
ETHNIC_UASC = Table({"OOTH": 40, "BAFR": 32, "AOTH": 22, "WOTH": 5, "NOBT": 1})
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # I, O and S are not used: they look like figures
SEX_BY_LETTER_FROM = 2025  # the collection year 2024-25


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the header has it; codes that depend on the year are worked out when written."""

    male: bool
    dob: Day
    ethnic: str
    upn: str
    uasc: bool = False
    baby: Day | None = None


def born(rng: Random, dob: Day, *, uasc: bool = False) -> Child:
    """A child with this date of birth."""
    male = rng.random() < (0.95 if uasc else 0.54)
    ethnic = (ETHNIC_UASC if uasc else ETHNIC).draw(rng)
    upn = "UN2" if uasc and rng.random() < 0.6 else upn_of(rng, dob)
    baby = birthday(dob, 15) + between(rng, 0, 3 * YEAR) if not male and rng.random() < 0.02 else None
    return Child(male, dob, ethnic, upn, uasc, baby)


def upn_of(rng: Random, dob: Day) -> str:
    """A unique pupil number with the right check letter, of a local authority (999) that does not exist."""
    digits = f"999{between(rng, 0, 999_999_999):09}"
    total = sum(int(figure) * weight for weight, figure in enumerate(digits, start=2))
    return UPN_LETTERS[total % 23] + digits


def sex_code(child: Child, year: Year) -> str:
    """1 and 2 until the return for 2023-24, M and F after it."""
    male, female = ("M", "F") if year.ending >= SEX_BY_LETTER_FROM else ("1", "2")
    return male if child.male else female


def upn_code(child: Child, when: Day) -> str:
    """The pupil number; UN1 before school age."""
    return "UN1" if age(child.dob, when) < 5 else child.upn


def is_mother(child: Child, by: Day) -> bool:
    """Whether the child has had a child of her own by that day."""
    return child.baby is not None and child.baby <= by
