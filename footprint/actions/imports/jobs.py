"""Reading and confirming as tasks beside the pages, since large files take a while.

A task that was cut off may be begun again without harm: what was read is read again, and what was confirmed is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from footprint.actions.imports.confirming import Changed, check_confirm, confirm
from footprint.actions.imports.reading import read, receive
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.exchange.upload import Sent
from footprint.records.models import Import, User
from footprint.records.queries import Reader

FAULT = "Something went wrong while this was confirmed, and nothing was changed. It is in the log; tell the administrator."


@transaction.atomic
def ask_to_read(*, by: Reader, sent: Sequence[Sent], name: str) -> Import:
    """Keep files that were sent, to be read soon.

    Raises:
        Refused: the person may not.
        UnreadableFile: there is nothing to read, or something that must not be opened.
    """
    batch = receive(by=by, given=sent, name=name)
    read_files.enqueue(str(batch.public), by.user.pk)
    return batch


@transaction.atomic
def ask_to_confirm(*, by: Reader, batch: Import, older: bool = False) -> None:
    """Have an import confirmed soon.

    Raises:
        Refused, Unfit: as `confirm`.
    """
    check_confirm(by, batch, older)
    if batch.state == "confirming":
        raise Unfit("seen", "This import is being confirmed already.")
    batch.state, batch.began, batch.said = "confirming", timezone.now(), ""
    batch.save(update_fields=["state", "began", "said"])
    confirm_files.enqueue(str(batch.public), by.user.pk, older)


@task()
def read_files(public: str, user: int) -> None:
    """Read the files of an import."""
    batch = Import.objects.get(public=public)
    if batch.state == "reading":
        read(by=_reader(user), batch=batch)


@task()
def confirm_files(public: str, user: int, older: bool) -> None:
    """Confirm an import; where that cannot be, it waits again with the reason."""
    batch = Import.objects.get(public=public)
    if batch.state != "confirming":
        return
    try:
        confirm(by=_reader(user), batch=batch, older=older)
    except Changed:
        return
    except (Unfit, Refused) as error:
        _waits_again(batch, str(error))
    except Exception:
        _waits_again(batch, FAULT)
        raise


def _reader(user: int) -> Reader:
    return Reader(User.objects.get(pk=user), timezone.now())


def _waits_again(batch: Import, sentence: str) -> None:
    Import.objects.filter(pk=batch.pk, state="confirming").update(state="read", said=sentence)
