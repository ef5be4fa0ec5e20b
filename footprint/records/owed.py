"""Everything that was ever owed to a child, met and ended duties too, which the projection does not hold."""

from __future__ import annotations

from datetime import date

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.duties import duties
from footprint.records.chronology import chronology
from footprint.records.models import Child
from footprint.records.profile import profile


def everything_owed(child: Child, as_at: date, facts: Chronology | None = None) -> pl.DataFrame:
    """Every duty to a child as it stood at a day, worked out from the facts (`domain.duties`), the last due first.

    Args:
        facts: the child's chronology, where it is at hand.
    """
    told = chronology([child.pk]) if facts is None else facts
    return duties(told, profile().rulebook, as_at).sort("due", "rule", descending=[True, False])
