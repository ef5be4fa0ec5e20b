"""The validation rules of the children looked after return (SSDA903) that a reviewing service needs.

The rules are those of the Department for Education as Data to Insight's validator states them, year by year,
told anew on Polars tables. `agreement` says where the two differ and which rules are left out (503G, 503H and
503J need a map of postcodes, which we do not hold). Dates are compared as dates; a date the reader could not
read is blank here.

`severity` is ours, as the return has none: an error cannot be right as it stands; a warning may be what
happened (a limit in law or practice passed, a short stay) and wants a look.
"""

from collections.abc import Collection, Mapping

import polars as pl

# Importing a subject enters its rules in the list.
from footprint.exchange.ssda903.checks import (  # noqa: F401
    continuity,
    deprivation_of_liberty,
    episode_dates,
    legal_status_limits,
    links,
    reviews,
    short_breaks,
    social_worker_changes,
    social_worker_episodes,
    temporary_placements,
)
from footprint.exchange.ssda903.checks.found import answers, work_out
from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import FIRST_RULE_SET, RULES, Rule

__all__ = ["Rule", "Tables", "rules_for", "run_checks"]

Tables = Mapping[str, pl.DataFrame]


def rules_for(collection_year: int) -> list[Rule]:
    """The rules in force for the collection ending in that year, by id; the first set held serves years before."""
    year = max(collection_year, FIRST_RULE_SET)
    return sorted((rule for rule in RULES if rule.in_force(year)), key=lambda rule: rule.id)


def run_checks(
    this_year: Tables,
    last_year: Tables | None,
    collection_year: int,
    only: Collection[str] | None = None,
) -> pl.DataFrame:
    """One row for each finding: `rule`, `table`, `index` (0-based row of that table), `column` (to show).

    `collection_year` is the year in which the collection ends. `only` names the rules to run. A rule whose
    tables are not all given finds nothing. Rule 706 reports rows of last year's orders, table `DoLo_last`.
    """
    data = Joined(this_year, last_year, collection_year)
    rules = [rule for rule in rules_for(collection_year) if only is None or rule.id in only]
    return work_out(answers([rule for rule in rules if data.tables.keys() >= set(rule.needs)], data))
