"""The audit table: written in the transaction of the read or write that it tells of, each row sealed by the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from footprint.domain.audit_chain import Anchor, Break, sealed, verify
from footprint.records.bulk import insert
from footprint.records.models import AuditAnchor, AuditChild, AuditEvent, User

_CHAIN_LOCK = 7_305_013


@dataclass(frozen=True)
class Look:
    """One thing that was read or done: an action on a kind of record, and the children that it showed or changed."""

    action: str
    record: str
    children: Sequence[UUID] = ()
    subject: str = ""
    outcome: str = "allowed"
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def write(by: User | None, looks: Iterable[Look], request: str = "") -> None:
    """Append to the chain. Must be called in the transaction of what is told.

    Raises:
        RuntimeError: there is no transaction.
    """
    taken = list(looks)
    if not taken:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("The audit is written in the transaction of what it tells of.")
    _append([_told(by, look, request) for look in taken])


def record(by: User | None, action: str, what: str, children: Sequence[UUID] = (), **more: Any) -> None:
    """Append one event to the chain."""
    write(by, [Look(action, what, children, **more)])


def _told(by: User | None, look: Look, request: str) -> dict[str, Any]:
    return {
        "at": timezone.now(),
        "actor": str(by.public) if by and by.pk else "",
        "roles": " ".join(sorted(by.role_names)) if isinstance(by, User) else "",
        "action": look.action,
        "record": look.record,
        "subject": look.subject,
        "children": [str(child) for child in look.children],
        "outcome": look.outcome,
        "reason": look.reason,
        "detail": dict(look.detail),
        "request": request,
    }


def _append(told: list[dict[str, Any]]) -> None:
    _one_at_a_time()
    last = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first() or (0, "")
    seq, previous = last
    events = []
    for fields in told:
        seq += 1
        event = AuditEvent(seq=seq, previous=previous, **fields)
        event.hash = previous = sealed(previous, content(event), settings.AUDIT_KEY)
        events.append(event)
    AuditEvent.objects.bulk_create(events)
    told_of = [(event.pk, UUID(child).hex) for event in events for child in event.children]
    insert(AuditChild, pl.DataFrame(told_of, schema={"event_id": pl.Int64(), "child": pl.String()}, orient="row"))


def _one_at_a_time() -> None:
    """The chain has no forks: SQLite has one writer; PostgreSQL is asked for a lock that ends with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def content(event: AuditEvent) -> dict[str, Any]:
    """A row as the chain seals it: text and numbers alone."""
    names = ("seq", "actor", "roles", "action", "record", "subject", "outcome", "reason", "request", "hash")
    return {
        **{name: getattr(event, name) for name in names},
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "children": " ".join(event.children),
        "detail": json.dumps(event.detail, sort_keys=True),
        "prev": event.previous,
    }


def breaks(after: Anchor | None = None, *, using: str = "default", key: bytes | None = None) -> Iterator[Break]:
    """Where the chain does not hold: rows altered, taken out, put in, moved or cut off.

    Args:
        after: what an anchor says.
        using: another database than the installation's, such as a copy of it, with the key of its chain.
    """
    rows = AuditEvent.objects.using(using).order_by("seq").iterator(chunk_size=2000)
    return verify((content(row) for row in rows), key or settings.AUDIT_KEY, after)


def anchor() -> AuditAnchor:
    """Today's anchor: the end of the chain as it now is, to be kept elsewhere too."""
    with transaction.atomic():
        _one_at_a_time()
        last = AuditEvent.objects.order_by("-seq").first()
        end = {"seq": last.seq if last else 0, "hash": last.hash if last else "", "count": AuditEvent.objects.count()}
        return AuditAnchor.objects.update_or_create(day=timezone.localdate(), defaults=end)[0]
