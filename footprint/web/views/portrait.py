"""How an IRO is shown to children, in letters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from footprint.actions.portraits import show_yourself
from footprint.records.portraits import portrait_of
from footprint.records.queries import Reader
from footprint.web.asking import asked
from footprint.web.forms.portrait import PortraitForm
from footprint.web.page import Answer, GoTo, page
from footprint.web.presenters.sending import officer


@page("create", "portrait", methods=("GET", "POST"))
def portrait(request: HttpRequest, reader: Reader) -> Answer:
    """One's own photograph and telephone number."""
    before = portrait_of(reader.user.staff)

    def do(told: dict[str, Any]) -> Answer:
        sent = told["picture"].read() if told["picture"] else None
        show_yourself(by=reader, picture=sent, phone=told["phone"], without=bool(told.get("without")))
        return GoTo("portrait", (), "This is how children see you in letters from now on.")

    given = (request.POST, request.FILES) if request.method == "POST" else ()
    has_picture = bool(before and before.picture)
    form = PortraitForm(*given, has_picture=has_picture, initial={"phone": before.phone if before else ""})
    about = {"title": "How children see you", "back": reverse("account"), "upload": True, "officer": officer(reader.user.staff)}
    return asked(request, form, about, do, "account/portrait.html")
