"""The participation code of a review (SSDA903 REVIEW_CODE, PN0 to PN7), chosen by plain questions and checked against the age."""

from __future__ import annotations

from datetime import date

from footprint.domain.ages import is_younger

FOUR = 4
WAYS = {
    "spoke": "Came, and spoke for himself or herself",
    "advocate": "Came, and an advocate spoke for him or her",
    "signs": "Came, and showed his or her views without words: signs, symbols, pictures",
    "silent": "Came, and did not put any views across",
    "sent_advocate": "Did not come, and asked an advocate to speak",
    "sent_views": "Did not come, and sent views: a form, a letter, a message, a film, a call",
    "absent": "Did not come, and views were not put across",
}
"""What the child did, as people say it."""
CAME = frozenset({"spoke", "advocate", "signs", "silent"})
"""The ways of a child who came."""
_CODES = {
    "spoke": "PN1",
    "advocate": "PN2",
    "signs": "PN3",
    "silent": "PN4",
    "sent_advocate": "PN5",
    "sent_views": "PN6",
    "absent": "PN7",
}
UNDER_4 = "PN0"


def is_under_4(born: date | None, on: date) -> bool:
    """Whether a child was under four on a day; not where the birth is not known."""
    return born is not None and is_younger(born, FOUR, on)


def code(way: str, born: date | None, on: date) -> str:
    """The code for what a child did at a review: PN0 under the age of four, whatever was done.

    Raises:
        KeyError: the way is not one of WAYS.
    """
    return UNDER_4 if is_under_4(born, on) else _CODES[way]


def way(code: str) -> str:
    """What the child did, by code; empty for PN0 and where nothing is recorded."""
    return next((name for name, each in _CODES.items() if each == code), "")


def fault(code: str, born: date | None, on: date) -> str:
    """Why a code cannot be right for a child born on a day; empty where it can."""
    if born is None or not code:
        return ""
    if is_under_4(born, on) and code != UNDER_4:
        return "The child was under four on that day, so the code is PN0."
    if not is_under_4(born, on) and code == UNDER_4:
        return "PN0 is for a child under four, and this child was older."
    return ""
