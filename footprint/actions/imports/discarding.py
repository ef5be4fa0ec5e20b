"""An import that is not to be taken."""

from __future__ import annotations

from django.db import transaction

from footprint.actions.imports.files import WAITING, forget
from footprint.actions.refusals import Unfit
from footprint.records import audit
from footprint.records.models import Import
from footprint.records.queries import Reader, check_somewhere


@transaction.atomic
def discard(*, by: Reader, batch: Import) -> None:
    """Lay an import aside and delete its files; what became of its rows stays to be seen.

    Raises:
        Refused: the person may not.
        Unfit: it was confirmed or laid aside already.
    """
    check_somewhere(by, "edit", "import")
    held = Import.objects.select_for_update().get(pk=batch.pk)
    if held.state not in WAITING:
        raise Unfit("seen", f"This import cannot be discarded: it is {held.state} already.")
    batch.state = "discarded"
    batch.save(update_fields=["state"])
    audit.record(by.user, "edit", "import", subject=str(batch.public), detail={"state": "discarded"})
    transaction.on_commit(lambda: forget(batch))
