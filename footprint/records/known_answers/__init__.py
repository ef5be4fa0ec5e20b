"""What the records answer of a form about a review by themselves, each with its reason: nobody is asked twice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from footprint.records.known_answers.about_child import ABOUT_CHILD
from footprint.records.known_answers.about_review import ABOUT_REVIEW, PAPERS, timing
from footprint.records.known_answers.asked import Asked, Known
from footprint.records.known_answers.who_took_part import WHO_TOOK_PART
from footprint.records.models import Review

__all__ = ["PAPERS", "TELLERS", "Known", "known_answers", "timing"]

TELLERS = {**ABOUT_REVIEW, **WHO_TOOK_PART, **ABOUT_CHILD}
"""By the names of `domain.known_facts.KNOWN`, the function that answers, or says nothing where the records do not tell."""


def known_answers(review: Review, today: date, wanted: Collection[str] = TELLERS) -> dict[str, Known]:
    """What the records answer about a review, by name; what is not known is left out.

    Args:
        wanted: the facts to look up; all by default.
    """
    asked = Asked(review, today)
    found = {name: tell(asked) for name, tell in TELLERS.items() if name in wanted}
    return {name: known for name, known in found.items() if known}
