"""Everything that is recorded, out as the open format: for another system, for a copy, for whoever leaves."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.exchange.open_format.write import write_open_format
from footprint.records import audit
from footprint.records.models import Child
from footprint.records.queries import Reader, check_somewhere
from footprint.records.tables import frames


def export(*, by: Reader, folder: Path) -> list[Path]:
    """Write every record into a new or empty folder, which nobody else may open.

    Returns:
        The files, in the order of the format.

    Raises:
        Refused: the person may not.
        Unfit: there is something in the folder.
    """
    check_somewhere(by, "create", "export")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unfit("folder", f"{folder} is not an empty folder, and an export is not put among other files.")
    with transaction.atomic():
        tables = frames()
        audit.record(by.user, "create", "export", list(Child.objects.order_by("pk").values_list("public", flat=True)))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return write_open_format(tables, folder)
