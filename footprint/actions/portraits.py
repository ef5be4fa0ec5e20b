"""How an IRO is shown to children: a photograph and a telephone number, for letters. What is new takes the place of the last."""

from __future__ import annotations

import re

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.domain.permissions import check
from footprint.exchange.portrait import UnfitPicture, portrait
from footprint.records import audit
from footprint.records.models import Portrait
from footprint.records.portraits import portrait_of
from footprint.records.queries import Reader

_PHONE = re.compile(r"[+0-9 ()]{6,30}")


@transaction.atomic
def show_yourself(*, by: Reader, picture: bytes | None, phone: str, without: bool = False) -> Portrait:
    """Say how one is shown to children from the next letter on.

    Args:
        picture: a file as it was sent; None keeps the present photograph, unless `without` takes it away.

    Raises:
        Refused: the person may not.
        Unfit: the person is in no list of staff, the file is no photograph, or the number is none.
    """
    check(by.roles, "create", "portrait", "own")
    staff = by.user.staff
    if staff is None:
        raise Unfit("picture", "Your account belongs to nobody in the list of staff. Ask the administrator.")
    if phone.strip() and not _PHONE.fullmatch(phone.strip()):
        raise Unfit("phone", "Write a telephone number in figures, such as 020 7946 0000.")
    before = portrait_of(staff)
    kept = bytes(before.picture) if before and not without else b""
    try:
        shown = portrait(picture) if picture else kept
    except UnfitPicture as error:
        raise Unfit("picture", str(error)) from None
    made = Portrait.objects.create(staff=staff, picture=shown, phone=phone.strip(), made=by.now)
    audit.record(by.user, "create", "portrait", subject=str(made.public))
    return made
