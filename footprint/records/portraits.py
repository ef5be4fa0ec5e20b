"""How staff are shown to children. Each portrait stays, so that a letter that went out shows what it showed."""

from __future__ import annotations

from footprint.records.models import Portrait, Staff


def portrait_of(staff: Staff | None) -> Portrait | None:
    """The newest of somebody."""
    return Portrait.objects.filter(staff=staff).order_by("-made", "-pk").first() if staff else None
