"""What the pages point out before anything is late: lengths of time that a service chooses for itself. No law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footprint.domain.limits import Limit, parse_limit


@dataclass(frozen=True)
class Watch:
    """The table [watch] of a profile; an authority writes only what differs from England's."""

    arrange: Limit
    soon: Limit
    at_risk: Limit
    not_seen: Limit
    worked_on_case: Limit

    def told(self) -> Iterator[tuple[str, str]]:
        """What each is for, and how long it is."""
        return ((words, getattr(self, name).words) for name, words in WORDS.items())


WORDS = {
    "arrange": "A review is among those to arrange where it is due within",
    "soon": "A review that is not arranged is marked in the lists where it is due within",
    "at_risk": "A review that is not arranged in time is at risk where it is due within",
    "not_seen": "A child is marked whom the IRO has not seen for longer than",
    "worked_on_case": "Having worked on a child's case stands in the way of reviewing it for",
}


def read_watch(table: object) -> dict[str, Limit]:
    """The limits of a table [watch].

    Raises:
        ValueError: with a sentence, where it is no table, has a name that is not known, or a limit that is none.
    """
    if not isinstance(table, dict):
        raise ValueError('Write what to watch under [watch], one a line: at_risk = "10 working days".')
    for name in table:
        if name not in WORDS:
            raise ValueError(f'"{name}" is not known under [watch]; there are {", ".join(WORDS)}.')
    return {name: parse_limit(text) for name, text in table.items()}
