"""Where a child lives: the placement codes in use on a day and at an age, and who provides each."""

from dataclasses import dataclass, replace
from random import Random

from footprint.demo.chance import Table, between
from footprint.demo.days import Day, day

K3_FROM = day(2024, 4, 1)  # supported accommodation
H5_UNTIL = day(2025, 3, 31)  # semi-independent, unregulated
URN_FOR_H5_FROM = day(2023, 10, 28)
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
NO_URN = TEMPORARY | {"P1", "R2", "R5"}
SEMI = "semi"  # stands for H5 or K3, whichever the day allows

FIRST_BY_AGE = (
    (1, Table({"U6": 60, "U3": 20, "U5": 6, "R3": 10, "P1": 4})),
    (5, Table({"U6": 64, "U3": 26, "U5": 2, "P1": 6, "R3": 2})),
    (10, Table({"U6": 66, "U3": 26, "K2": 3, "P1": 4, "S1": 1})),
    (16, Table({"U6": 60, "U3": 15, "K2": 20, "K1": 1, "S1": 1, "P1": 2, "R2": 1})),
    (99, Table({"U6": 30, "U3": 6, "K2": 17, SEMI: 45, "R2": 2})),
)
FIRST_UASC = Table({"U6": 45, SEMI: 50, "K2": 3, "U3": 2})
FIRST_REMAND = Table({"R5": 55, "K1": 12, "U6": 12, "K2": 18, "P1": 3})
NEXT_BY_AGE = (
    (10, Table({"U6": 56, "U3": 20, "U4": 9, "U1": 4, "K2": 3, "P1": 8})),
    (16, Table({"U6": 41, "U4": 12, "U3": 8, "U1": 2, "K2": 29, "S1": 1, "K1": 1, "P1": 6})),
    (99, Table({"U6": 18, "U4": 4, "K2": 21, SEMI: 52, "P1": 3, "R2": 1, "K1": 1})),
)
PROVIDERS = {
    "A": Table({"PR1": 70, "PR2": 15, "PR5": 15}),
    "U": Table({"PR1": 60, "PR4": 36, "PR5": 4}),
    "K": Table({"PR4": 78, "PR1": 16, "PR5": 6}),
    "H5": Table({"PR4": 85, "PR5": 10, "PR1": 5}),
    "S1": Table({"PR4": 60, "PR5": 40}),
    "R3": Table({"PR4": 80, "PR5": 20}),
    "R2": Table({"PR3": 1}),
    "R5": Table({"PR3": 8, "PR4": 2}),
    "P1": Table({"PR0": 1}),
    "U1": Table({"PR1": 1}),
    "U3": Table({"PR1": 1}),
    "T": Table({"": 1}),
}
WHY_MOVED = Table(
    {
        "CARPL": 42,
        "CREQB": 14,
        "CREQO": 9,
        "CHILD": 7,
        "LAREQ": 8,
        "STAND": 3,
        "ALLEG": 3,
        "CLOSE": 3,
        "APPRR": 1,
    }
    | {"OTHER": 10}
)


@dataclass(frozen=True, slots=True)
class Placement:
    """One placement as the episode file describes it."""

    code: str
    provider: str
    home_post: str
    pl_post: str
    urn: str


@dataclass(frozen=True, slots=True)
class Move:
    """A placement that starts on a day; `why` is the reason the one before it ended."""

    on: Day
    placement: Placement
    same_carer: bool = False
    why: str = ""


def postcode(rng: Random) -> str:
    """The shape of a postcode, in an area (ZZ) that does not exist."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    ending = letters[between(rng, 0, 19)] + letters[between(rng, 0, 19)]
    return f"ZZ{between(rng, 1, 40)} {between(rng, 1, 9)}{ending}"


def place(rng: Random, code: str, home_post: str) -> Placement:
    """A new placement of this kind."""
    provider = (PROVIDERS.get(code) or PROVIDERS[code[0]]).draw(rng)
    at = home_post or postcode(rng) if code == "P1" else postcode(rng)
    return Placement(code, provider, home_post, at, urn_of(rng, code, provider))


def urn_of(rng: Random, code: str, provider: str) -> str:
    """The register number of the home or agency; the authority's own agency always has the same."""
    if code in NO_URN:
        return ""
    return "SC900001" if provider == "PR1" and code[0] in "UA" else f"SC9{between(rng, 2, 400):05}"


def with_code(placement: Placement, code: str) -> Placement:
    """The same carers under another code: matched long term, placed for adoption, registered as supported."""
    return replace(placement, code=code)


def usable(rng: Random, code: str, on: Day, legal_status: str) -> str:
    """The code to use on that day. A child under section 20 cannot be placed with the parents."""
    if code == "P1" and legal_status not in ("C1", "C2", "J1"):
        return "U6"
    return supported(rng, on) if code == SEMI else code


def supported(rng: Random, on: Day) -> str:
    """H5 before registration began, K3 after it was complete, either in the year between."""
    if on < K3_FROM:
        return "H5"
    return "K3" if on >= H5_UNTIL or rng.random() < 0.7 else "H5"


def for_age(tables: tuple[tuple[int, Table], ...], years: int) -> Table:
    """The table for a child of that age."""
    return next(table for under, table in tables if years < under)
