"""What an import would do, worked out from the kept files and the records as they are now; nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from footprint.actions.imports.incoming import Incoming, Progress, incoming
from footprint.exchange.exceptions import exceptions
from footprint.exchange.fitting import fitted
from footprint.exchange.open_format.spec import files
from footprint.exchange.reconcile import Changes
from footprint.records.tables import frames

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Preview:
    """What was read, what is held, and what the one would change in the other."""

    read: Incoming
    held: Tables
    changes: Mapping[str, Changes]

    @cached_property
    def exceptions(self) -> pl.DataFrame:
        """The changes that must not happen unseen (EXCEPTION_SCHEMA)."""
        return exceptions(self.changes, self.read.period)

    @cached_property
    def seal(self) -> str:
        """The same for the same changes: what is confirmed must be what was seen."""
        whole = hashlib.sha256()
        for name, each in self.changes.items():
            whole.update(name.encode())
            whole.update(each.added.drop("file", "row").write_csv().encode())
            whole.update(each.changed.drop("held_row", "file", "row").write_csv().encode())
        return whole.hexdigest()

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By table, how many rows would be added and changed, say nothing new, keep a value against a blank, are lacking."""
        return {
            name: {
                "added": len(each.added),
                "changed": len(each.updated),
                "unchanged": each.unchanged,
                "kept": len(each.kept),
                "lacking": len(each.lacking),
            }
            for name, each in self.changes.items()
        }

    def children(self) -> list[str]:
        """The numbers of the children about whom a record would be added or changed."""
        found = [self._about(name, each) for name, each in self.changes.items()]
        return pl.concat([pl.Series("child", [], dtype=pl.String), *found]).drop_nulls().unique().sort().to_list()

    def _about(self, name: str, each: Changes) -> pl.Series:
        was = each.held.filter(pl.col("held_row").is_in(each.updated["held_row"].implode()))
        rows = pl.concat([frame.select(*files()[name].columns) for frame in (each.added, each.updated, was)])
        if "child" in rows.columns:
            return rows["child"]
        if name == "staff":
            return self._seen_by(rows["staff"])
        through = next((column for column in ("review", "escalation") if column in rows.columns), None)
        if through is None:
            return pl.Series("child", [], dtype=pl.String)
        known = self.changes[f"{through}s"].applied.select(through, "child").unique(through, keep="first")
        return rows.select(through).join(known, on=through)["child"]

    def _seen_by(self, staff: pl.Series) -> pl.Series:
        """The children whom somebody had contact with: whether that was their IRO depends on who it was."""
        contacts = self.changes["contacts"].applied
        return contacts.filter(pl.col("staff").is_in(staff.implode()))["child"]


def preview(folder: Path, left: Sequence[str] = (), progress: Progress = lambda _: None) -> Preview:
    """What the files of a folder would change.

    Raises:
        UnreadableFile: they cannot be read as what they are.
    """
    held = frames()
    read = incoming(folder, held, left, progress)
    progress("comparing with the records")
    records, changes = fitted(read.records, held)
    return Preview(replace(read, records=records), held, changes)
