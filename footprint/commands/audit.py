"""`footprint audit`: is the log of who did what whole, and how far does it reach today?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from footprint.commands.installation import open_installation, up_to_date
from footprint.commands.speech import MOST_SENTENCES, Refused, counted, say
from footprint.domain.audit_chain import Anchor, Break


def verify_audit(anchors: Path | None) -> bool:
    """Read the whole log and say where it is not what was written; whether it is whole.

    Args:
        anchors: a file of anchors kept elsewhere, one JSON object a line. Those that the database keeps are used besides.

    Raises:
        Refused: the installation is wrong, or the file holds no anchor.
    """
    open_installation()
    up_to_date()
    kept = read_anchors(anchors) if anchors else []
    from footprint.records.models import AuditEvent

    found = list(dict.fromkeys(_breaks(kept)))
    for each in islice(found, MOST_SENTENCES):
        say(each.sentence)
    if len(found) > MOST_SENTENCES:
        say(f"... and {counted(len(found) - MOST_SENTENCES, 'more break')}.")
    rows = counted(AuditEvent.objects.count(), "row")
    print(f"{rows} read: {counted(len(found), 'break')}." if found else f"{rows} read, and the log is whole{_held_to(kept)}.")
    return not found


def _breaks(kept: list[Anchor]) -> Iterator[Break]:
    """One reading of the log, held against the furthest anchor; the others are looked up at their rows."""
    from footprint.records.audit import breaks
    from footprint.records.models import AuditAnchor, AuditEvent

    own = [Anchor(*row) for row in AuditAnchor.objects.values_list("seq", "hash", "count")]
    anchors = sorted({*kept, *own}, key=lambda anchor: (anchor.seq, anchor.count))
    yield from breaks(anchors[-1] if anchors else None)
    seals = dict(AuditEvent.objects.filter(seq__in={anchor.seq for anchor in anchors}).values_list("seq", "hash"))
    for anchor in anchors[:-1]:
        if anchor.seq and seals.get(anchor.seq) != anchor.hash:
            sentence = f"Row {anchor.seq} is not the row that an anchor saw: the log was written anew, or cut, up to there."
            yield Break(anchor.seq, "rewritten", sentence)


def _held_to(kept: list[Anchor]) -> str:
    return f", held against {counted(len(kept), 'anchor')} kept elsewhere" if kept else ""


def read_anchors(file: Path) -> list[Anchor]:
    """The anchors of a file.

    Raises:
        Refused: a line is none, or there is no line.
    """
    found = []
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
        if line.strip():
            found.append(_anchor(file, number, line))
    if not found:
        raise Refused(f"{file} holds no anchor.")
    return found


def _anchor(file: Path, number: int, line: str) -> Anchor:
    try:
        told = json.loads(line)
        return Anchor(int(told["seq"]), str(told["hash"]), int(told["count"]))
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{file}, row {number}: this is no anchor, which is written by footprint audit anchor.") from None


def make_anchor() -> None:
    """Note the end of the log as it now is, in the database and in the data folder, and print it.

    Raises:
        Refused: the installation is wrong, or its database not up to date.
    """
    open_installation()
    up_to_date()
    from django.conf import settings

    from footprint.actions.jobs import ANCHORS, write_anchor
    from footprint.records.audit import anchor

    made = anchor()
    write_anchor(made, settings.DATA / ANCHORS)
    print(json.dumps({"day": str(made.day), "seq": made.seq, "count": made.count, "hash": made.hash}))
