"""Contacts with a child, the visible trace of the IRO's watch: added to, never changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.records import audit
from footprint.records.models import Child, Contact
from footprint.records.queries import Reader, check_child

KINDS = ("visit", "call", "message")


@transaction.atomic
def record_contact(*, by: Reader, child: Child, on: date, kind: str, alone: bool | None = None) -> Contact:
    """Record that the person saw, rang or wrote to a child.

    Raises:
        Refused: the person may not.
        Unfit: the day lies ahead, the kind is not known, or the account belongs to nobody who works with children.
    """
    check_child(by, child, "create", "footprint")
    if on > by.today:
        raise Unfit("on", "The day of the contact lies ahead.")
    if kind not in KINDS:
        raise Unfit("kind", f"A contact is a {', a '.join(KINDS[:-1])} or a {KINDS[-1]}.")
    if by.user.staff is None:
        raise Unfit("on", "Your account is not joined to a member of staff, so a contact cannot be recorded as yours.")
    contact = Contact.objects.create(child=child, staff=by.user.staff, on=on, kind=kind, alone=alone)
    audit.record(by.user, "create", "footprint", [child.public], detail={"kind": kind})
    refresh([child.pk], by.today)
    return contact
