"""What is known of a child at the core: corrected by the service manager, with the version that was seen."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.records import audit, versions
from footprint.records.models import Child
from footprint.records.queries import Reader, check_child

FIELDS = ("first_name", "last_name", "dob", "sex", "ethnicity", "disability", "language", "sibling_group", "school_starts",
          "school_ends")  # fmt: skip


@transaction.atomic
def correct_details(*, by: Reader, child: Child, seen: int, **changes: Any) -> Child:
    """Correct a child's core details.

    Args:
        seen: the version that the person saw.
        changes: of `FIELDS`.

    Raises:
        Refused: the person may not.
        Unfit: a field is not one of these, a birth lies ahead, or school ends before it begins.
        Stale: somebody else changed the record first.
    """
    check_child(by, child, "correct", "child")
    for name in changes:
        if name not in FIELDS:
            raise Unfit(name, f"{name} is not corrected here.")
    born = changes.get("dob")
    if born and born > by.today:
        raise Unfit("dob", "The date of birth lies ahead.")
    starts, ends = (changes.get(name, getattr(child, name)) for name in ("school_starts", "school_ends"))
    if bool(starts) != bool(ends) or (starts and ends and ends <= starts):
        raise Unfit("school_ends", "Give the hours of school as a beginning and a later end, or leave both empty.")
    held = versions.save(child, seen, **changes)
    audit.record(by.user, "correct", "child", [child.public], detail={"fields": sorted(changes)})
    refresh([child.pk], by.today)
    return held
