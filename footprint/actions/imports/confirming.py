"""What was read and looked at goes into the records: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import polars as pl
from django.db import connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from footprint.actions.duties import PART, refresh
from footprint.actions.imports.files import folder_of, forget
from footprint.actions.imports.preview import Preview, preview
from footprint.actions.imports.telling import is_older, tell
from footprint.actions.loading import add, change
from footprint.actions.refusals import Unfit
from footprint.exchange.reconcile import Changes
from footprint.records import audit
from footprint.records.models import Child, Import, Review
from footprint.records.queries import Reader, check_somewhere
from footprint.records.tables import TABLES

CHANGED_SINCE = "The records have changed since these files were read, and so has what the files would change: look at it again."
NOT_WAITING = "This import does not wait to be confirmed: it is {} already."
OLDER = "These files tell of earlier days than an import that was confirmed: say that they are to be taken all the same."
_BATCH = 500


class Changed(Unfit):
    """The records changed meanwhile: the import waits again, with what it would change now."""


def confirm(*, by: Reader, batch: Import, older: bool = False) -> Import:
    """Take an import into the records.

    The kept files are read again and compared with the records as they are now; only what was seen is done. Nothing is erased.

    Args:
        older: whether files that tell of earlier days than those confirmed before are to be taken all the same.

    Raises:
        Refused: the person may not.
        Unfit: the import does not wait, or is older and that was not agreed to.
        Changed: the records changed meanwhile. Nothing was taken; what would change now is shown in its place.
    """
    check_confirm(by, batch, older)
    with transaction.atomic():
        held = _alone(batch)
        seen = preview(folder_of(held))
        if seen.seal == held.seal:
            _take(by, held, seen)
            return held
    _show_anew(by, batch)
    raise Changed("seen", CHANGED_SINCE)


def check_confirm(by: Reader, batch: Import, older: bool) -> None:
    """Refuse whoever may not confirm, and what does not wait to be.

    Raises:
        Refused, Unfit: as `confirm`.
    """
    check_somewhere(by, "finalise", "import")
    if batch.state not in ("read", "confirming"):
        raise Unfit("seen", NOT_WAITING.format(batch.state))
    if is_older(batch) and not older:
        raise Unfit("older", OLDER)


def _alone(batch: Import) -> Import:
    """The import, while nobody else confirms it or writes to the records. Reading goes on.

    SQLite has one writer, and a transaction is one from its beginning.
    """
    held = Import.objects.select_for_update().get(pk=batch.pk)
    if held.state not in ("read", "confirming"):
        raise Unfit("seen", NOT_WAITING.format(held.state))
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(table.model._meta.db_table) for table in TABLES.values())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
    return held


def _take(by: Reader, batch: Import, seen: Preview) -> None:
    apply(seen.changes, seen.held)
    children = _children(seen.children())
    _refresh(sorted(children), by.today)
    batch.state, batch.confirmed, batch.progress, batch.said = "confirmed", timezone.now(), "", ""
    batch.save()
    counts = {name: each for name, each in seen.counts.items() if each["added"] or each["changed"]}
    audit.record(
        by.user, "finalise", "import", [children[pk] for pk in sorted(children)], subject=str(batch.public), detail=counts
    )
    transaction.on_commit(lambda: forget(batch))


def _children(numbers: list[str]) -> dict[int, UUID]:
    """Primary keys and public names."""
    found: dict[int, UUID] = {}
    for start in range(0, len(numbers), _BATCH):
        found |= Child.objects.filter(number__in=numbers[start : start + _BATCH]).values_list("pk", "public")
    return found


def apply(changes: Mapping[str, Changes], held: Mapping[str, pl.DataFrame]) -> None:
    """Write changes into the tables: in their order, of each first what changes, then what is new."""
    for name in TABLES:
        if len(changes[name].updated):
            _change(name, changes[name].updated, held[name]["pk"])
        add(name, changes[name].added)


def _change(name: str, rows: pl.DataFrame, keys: pl.Series) -> None:
    rows = rows.with_columns(keys.gather(rows["held_row"]).alias("pk"))
    model: type[Model] = TABLES[name].model
    if model is Review:
        _unbook(rows["pk"])
    change(name, rows)
    if any(field.name == "version" for field in model._meta.fields):
        for part in rows["pk"].to_frame().iter_slices(_BATCH):
            model._default_manager.filter(pk__in=part["pk"].to_list()).update(version=F("version") + 1)


def _unbook(keys: pl.Series) -> None:
    """Reviews that will be written anew are no longer planned meanwhile, for a child's other one may become so first."""
    for part in keys.to_frame().iter_slices(_BATCH):
        Review.objects.filter(pk__in=part["pk"].to_list(), status="planned").update(status="")


def _refresh(children: list[int], today: date) -> None:
    for start in range(0, len(children), PART):
        refresh(children[start : start + PART], today)


def _show_anew(by: Reader, batch: Import) -> None:
    seen = preview(folder_of(batch))
    with transaction.atomic():
        batch.state, batch.said, batch.progress = "read", CHANGED_SINCE, ""
        tell(batch, seen, by.today)
