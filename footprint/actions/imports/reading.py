"""Files come in: they are kept, read, and compared with the records. Nothing in the records changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from footprint.actions.imports.files import digest, folder_of, forget, keep
from footprint.actions.imports.preview import preview
from footprint.actions.imports.telling import tell
from footprint.exchange.problems import UnreadableFile
from footprint.exchange.upload import Sent
from footprint.records import audit
from footprint.records.models import Import
from footprint.records.queries import Reader, check_somewhere

FAULT = "Something went wrong while the files were read, and nothing was changed. It is in the log; tell the administrator."


def read_in(*, by: Reader, given: Path | Sequence[Sent], name: str) -> Import:
    """Take files in, read them, and work out what they would change.

    Args:
        given: a folder or file of this machine, or files as they were sent.
        name: what the import is called on the pages.

    Raises:
        Refused: the person may not.
        UnreadableFile: there is nothing to read, or something that must not be opened.
    """
    batch = receive(by=by, given=given, name=name)
    read(by=by, batch=batch)
    if batch.state == "refused":
        raise UnreadableFile(batch.said)
    return batch


@transaction.atomic
def receive(*, by: Reader, given: Path | Sequence[Sent], name: str) -> Import:
    """Keep files that are to be read; they are not opened yet.

    Raises:
        Refused, UnreadableFile: as `read_in`.
    """
    check_somewhere(by, "create", "import")
    batch = Import(by=None if by.is_installation else by.user, name=name, state="reading", began=timezone.now())
    left = keep(batch, given)
    try:
        batch.digest, batch.told = digest(batch), {"left": left}
        batch.save()
        audit.record(by.user, "create", "import", subject=str(batch.public))
    except BaseException:
        forget(batch)
        raise
    return batch


def read(*, by: Reader, batch: Import) -> None:
    """Read the kept files. What cannot be read is refused with its sentence, and the files are deleted."""
    try:
        seen = preview(folder_of(batch), batch.told.get("left", []), lambda step: _at(batch, step))
        with transaction.atomic():
            batch.state, batch.progress, batch.said = "read", "", ""
            tell(batch, seen, by.today)
    except UnreadableFile as error:
        refuse(batch, str(error).replace(str(folder_of(batch)), "What was sent"))  # where it is kept is nobody's business
    except Exception:
        refuse(batch, FAULT)
        raise


def refuse(batch: Import, sentence: str) -> None:
    """Nothing comes of an import, for a reason."""
    batch.state, batch.said, batch.progress = "refused", sentence, ""
    batch.save(update_fields=["state", "said", "progress"])
    transaction.on_commit(lambda: forget(batch))


def _at(batch: Import, step: str) -> None:
    batch.progress = step
    Import.objects.filter(pk=batch.pk).update(progress=step)
