"""An answer to somebody, whether as a page or as JSON: may they ask, what they changed and what they saw, all on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from footprint.domain.permissions import Refused
from footprint.records import audit
from footprint.records.queries import Absent, Reader, check_somewhere

Found = TypeVar("Found")


def answer(
    reader: Reader, action: str, record: str, do: Callable[[], Found], *, changes: bool, tried: Sequence[UUID] = ()
) -> Found:
    """What `do` finds, once that is in the audit. What it changes and its audit are one transaction.

    What is only read has a transaction for its audit alone: SQLite has one writer at a time, and nobody should wait while a page
    is worked out. A refusal goes on record too, in a transaction of its own, since that of the change is undone.

    Args:
        action, record: what one must be allowed to do somewhere to ask at all.
        tried: the children about whom it was asked, for a refusal.

    Raises:
        Refused, Absent: with what the person, or the audit, is told.
    """
    try:
        check_somewhere(reader, action, record)
        if not changes:
            return _put_on_record(reader, do())
        with transaction.atomic():
            return _put_on_record(reader, do())
    except Absent as error:
        _told(reader, audit.Look(action, record, list(tried), subject=str(error), outcome="absent"))
        raise
    except Refused as error:
        _told(reader, audit.Look(action, record, list(tried), outcome="refused", reason=str(error)))
        raise


def _put_on_record(reader: Reader, found: Found) -> Found:
    with transaction.atomic():
        audit.write(reader.user, reader.looks, reader.request)
    return found


def _told(reader: Reader, look: audit.Look) -> None:
    with transaction.atomic():
        audit.write(reader.user, [look], reader.request)
