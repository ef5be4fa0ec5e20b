"""What a rule is, and the one list that holds them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined


@dataclass(frozen=True, slots=True)
class Where:
    """The rows of a joined table that meet a condition (unknown is not met), by the position in `column`."""

    rows: pl.DataFrame
    condition: pl.Expr = field(default_factory=lambda: pl.lit(True))
    column: str = "index"


Found = Mapping[str, pl.Expr | Where]
"""What a rule finds in each table: a condition on its own rows, or rows of a joined table. Repeats are let be."""

Finder = Callable[[Joined], Found]
Severity = Literal["error", "warning"]

FIRST_RULE_SET = 2023
"""The collection year of the earliest rule set held, 2022/23."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One validation rule, as it stands between two collection years (both included)."""

    id: str
    message: str
    severity: Severity
    since: int
    until: int | None
    shows: Mapping[str, str]
    """For each table the rule reports, the column to show."""
    needs: tuple[str, ...]
    """The tables without which the rule finds nothing."""
    find: Finder

    def in_force(self, collection_year: int) -> bool:
        return self.since <= collection_year and (self.until is None or collection_year <= self.until)


RULES: list[Rule] = []


def rule(
    id: str,
    message: str,
    *,
    shows: Mapping[str, str],
    severity: Severity = "error",
    needs: tuple[str, ...] = (),
    since: int = FIRST_RULE_SET,
    until: int | None = None,
) -> Callable[[Finder], Finder]:
    """Enter the decorated function in the list. Without `needs`, a rule needs the tables it reports."""

    def enter(find: Finder) -> Finder:
        RULES.append(Rule(id, message, severity, since, until, shows, needs or tuple(shows), find))
        return find

    return enter
