"""What was exported and is imported into an empty database is what was there, whatever the records hold."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal

from footprint.actions import duties
from footprint.actions.exports import export
from footprint.actions.imports import confirm, read_in
from footprint.demo.authority import make_authority
from footprint.exchange.open_format.write import write_open_format
from footprint.records.installation import installation
from footprint.records.models import Child, Duty, Import, ReviewTiming, Standing
from footprint.records.tables import TABLES, frames
from tests.integration.world import World
from tests.properties.often import often
from tests.properties.test_open_format import records

Tables = dict[str, pl.DataFrame]
NOBODY = 0
"""The primary key of no child."""
PROJECTIONS = (Duty, ReviewTiming, Standing)


def _empty() -> None:
    """No record of the format, and nothing that follows from any."""
    with connection.cursor() as cursor:
        for model in [*PROJECTIONS, *(table.model for table in reversed(TABLES.values()))]:
            for related in model._meta.related_objects:
                if related.related_model._meta.app_label == "records" and related.related_model not in PROJECTIONS:
                    column = related.field.column
                    if related.field.null:
                        cursor.execute(f'UPDATE "{related.related_model._meta.db_table}" SET "{column}" = NULL')
                    else:
                        cursor.execute(f'DELETE FROM "{related.related_model._meta.db_table}"')
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def _brought_in(tables: Tables) -> Import:
    by = installation(timezone.now())
    with tempfile.TemporaryDirectory() as folder:
        write_open_format(tables, Path(folder))
        batch = read_in(by=by, given=Path(folder), name="all")
    return confirm(by=by, batch=batch)


def _projected() -> list[list[tuple[object, ...]]]:
    return [
        sorted(
            model._default_manager.values_list(*(field.attname for field in model._meta.fields if field.name != "id")), key=repr
        )
        for model in PROJECTIONS
    ]


def _assert_identity(tables: Tables) -> None:
    """Into nothing, out again and into nothing once more: the same frames, and the same files."""
    with transaction.atomic():
        _empty()
        batch = _brought_in(tables)
        assert not batch.problems.filter(severity="error").exists()
        held = {name: frame.drop("pk") for name, frame in frames().items()}
        for name, frame in tables.items():
            assert_frame_equal(held[name], frame)
        _assert_each_alone_is_the_same()
        kept = _projected()
        duties.rebuild(timezone.localdate())
        assert _projected() == kept
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
            written = export(by=installation(timezone.now()), folder=Path(folder))
            was = write_open_format(tables, Path(other))
            assert [file.read_bytes() for file in written] == [file.read_bytes() for file in was]
        transaction.set_rollback(True)


def _assert_each_alone_is_the_same() -> None:
    """What is asked of one child in words kept from the last time is what is asked of several anew."""
    for child in Child.objects.order_by("pk").values_list("pk", flat=True)[:3]:
        alone = frames([child])
        for name, frame in frames([child, NOBODY]).items():
            assert_frame_equal(alone[name], frame)


def _one_planned(tables: Tables) -> Tables:
    """One planned review a child, which is all that the records hold."""
    first = pl.int_range(pl.len()).over("child", "status") == 0
    other = pl.when((pl.col("status") == "planned") & ~first).then(pl.lit("cancelled")).otherwise("status")
    return tables | {"reviews": tables["reviews"].with_columns(other.alias("status"))}


@settings(often(5), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(tables=records())
def test_any_records(world: World, tables: Tables) -> None:
    _assert_identity(_one_planned(tables))


@pytest.mark.parametrize("profile", ["england", "lancashire"])
def test_an_authority(world: World, profile: str) -> None:
    _assert_identity(make_authority(profile, children=40, on=date(2026, 3, 31)))
