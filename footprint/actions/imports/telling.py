"""What an import would do is written beside it, for people to look at."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import polars as pl

from footprint.actions.imports.preview import Preview
from footprint.actions.imports.shares import shares
from footprint.exchange.lines import lines
from footprint.exchange.reconcile import as_at
from footprint.records.bulk import insert
from footprint.records.models import Import, ImportException, ImportProblem, Lacking

MOST = 100_000
"""Problems, and exceptions, that are kept; the counts are of all."""


def tell(batch: Import, seen: Preview, today: date) -> None:
    """Write what was found, in place of what was found before. Must be called in a transaction."""
    found, counts = lines(seen.changes, seen.read.period)
    problems = seen.read.records.problems
    batch.kind, batch.seal = seen.read.kind, seen.seal
    batch.changes = {name: each | {"lacking": counts["file"].get(name, 0)} for name, each in seen.counts.items()}
    batch.counts = [asdict(count) for count in seen.read.records.files]
    batch.as_at = as_at(seen.read.records.tables)
    batch.older = is_older(batch)
    batch.told = {
        "problems": dict(problems.group_by("severity").len().sort("severity").iter_rows()),
        "exceptions": dict(seen.exceptions.group_by("kind", maintain_order=True).len().iter_rows()),
        "lines": counts,
        "shares": shares(seen.read, seen.held, seen.changes, today),
        "period": [day.isoformat() for day in seen.read.period or ()],
    }
    batch.save()
    _replace(batch, ImportProblem, _with_children(problems.head(MOST), seen))
    _replace(batch, ImportException, seen.exceptions.head(MOST))
    _replace(batch, Lacking, found)


def is_older(batch: Import) -> bool:
    """Whether the newest import that was confirmed tells of later days."""
    if batch.as_at is None:
        return False
    others = Import.objects.filter(state="confirmed").exclude(pk=batch.pk)
    return others.filter(as_at__gt=batch.as_at).exists()


def _replace(batch: Import, model: type[ImportProblem | ImportException | Lacking], rows: pl.DataFrame) -> None:
    model.objects.filter(batch=batch).delete()
    text = [name for name, sort in rows.schema.items() if sort == pl.String]
    insert(model, rows.with_columns(pl.col(text).fill_null(""), pl.lit(batch.pk).alias("batch_id")))


def _with_children(problems: pl.DataFrame, seen: Preview) -> pl.DataFrame:
    """The problems with the child about whom the row is, where one child alone is."""
    rows = [table.select("file", "row", "child") for table in seen.read.records.tables.values() if "child" in table.columns]
    about = pl.concat(rows).drop_nulls().unique(maintain_order=True)
    about = about.filter(pl.len().over("file", "row") == 1)
    return problems.join(about, on=["file", "row"], how="left", maintain_order="left")
