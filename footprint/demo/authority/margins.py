"""The figures that an authority is made from: TOML in `footprint/demo/margins`, each line with the section that gives it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from footprint.demo.chance import Table

MARGINS = Path(__file__).parent.parent / "margins"
COUNTRY = "england"
_SHARES = {
    "age", "ethnicity", "legal", "place", "late_reasons", "participation", "venue", "seen", "rag", "concerns", "actions",
    "stages", "issues", "agencies", "local",
}  # fmt: skip
"""Tables that are given whole or not at all: what one authority counts is not mixed with the country's."""


@dataclass(frozen=True, slots=True)
class TeamMargin:
    """A team of social workers, and whom it takes: a share of families, or those of an age or a need."""

    name: str
    district: str
    share: float = 0.0
    uasc: bool = False
    disabled: bool = False
    from_age: int | None = None


class Margins:
    """The figures of one authority, by section and name."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self.name = str(table["name"])
        self.children = int(table["children"])
        self.teams = [TeamMargin(**team) for team in table["teams"]]
        self.local: frozenset[str] = frozenset(table["milestones"]["local"])
        self._drawn: dict[tuple[str, str], Table] = {}

    def number(self, section: str, name: str) -> float:
        """One figure."""
        return float(self._table[section][name])

    def shares(self, section: str, name: str) -> dict[str, float]:
        """A table of weights, by code or word; they need not add up to anything."""
        return {code: float(weight) for code, weight in self._table[section][name].items()}

    def draw(self, section: str, name: str) -> Table:
        """The same table, to draw from."""
        key = (section, name)
        if key not in self._drawn:
            self._drawn[key] = Table(self.shares(section, name))
        return self._drawn[key]


def known() -> list[str]:
    """The authorities whose figures are here."""
    return sorted(file.stem for file in MARGINS.glob("*.toml"))


@cache
def load_margins(profile: str) -> Margins:
    """An authority's figures, the country's where its report gives none.

    Raises:
        ValueError: there are no figures for a profile of that name.
    """
    if profile not in known():
        raise ValueError(f'There are no figures for "{profile}" to invent children from: name one of {", ".join(known())}.')
    return Margins(_over(_read(COUNTRY), _read(profile)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((MARGINS / f"{name}.toml").read_text("utf-8"))


def _over(country: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The country's table with an authority's own figures over it."""
    merged = dict(country)
    for name, given in own.items():
        both = isinstance(given, dict) and isinstance(country.get(name), dict)
        merged[name] = _over(country[name], given) if both and name not in _SHARES else given
    return merged
