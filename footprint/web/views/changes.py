"""What a person can do on a child's pages: each a form, and one action."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import access, allocations, children, contacts
from footprint.actions.refusals import Unfit
from footprint.records.models import Child, Staff, User
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_child
from footprint.web.asking import asked
from footprint.web.forms.child import AllocationForm, ContactForm, DetailsForm, GlassForm, LiftForm, RestrictionForm
from footprint.web.page import Answer, GoTo, page
from footprint.web.words import counted

_BOTH = ("GET", "POST")


def _about(child: Child, title: str, button: str = "Save", **more: Any) -> dict[str, Any]:
    return {"title": title, "child": child.name, "back": reverse("child", args=[child.public]), "button": button, **more}


@page("create", "footprint", methods=_BOTH)
def contact(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Record a contact with the child."""
    child = get_child(reader, ref, "create", "footprint")

    def do(told: dict[str, Any]) -> Answer:
        alone = {"yes": True, "no": False}.get(told["alone"])
        contacts.record_contact(by=reader, child=child, on=told["on"], kind=told["kind"], alone=alone)
        return GoTo("child", (child.public,), "The contact is recorded.")

    form = ContactForm(request.POST or None, initial={"on": reader.today, "kind": "visit"})
    return asked(request, form, _about(child, "Record a contact"), do)


@page("create", "allocation", methods=_BOTH)
def allocate(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Give the child to an IRO."""
    child = get_child(reader, ref, "create", "allocation")
    iros = {str(each.pk): each for each in allocations.iros()}

    def do(told: dict[str, Any]) -> Answer:
        allocations.allocate_iro(
            by=reader, child=child, staff=iros[told["staff"]], on=told["on"], reason=told["reason"], despite=told["despite"]
        )
        return GoTo("child", (child.public,), "The child is allocated.")

    form = AllocationForm(request.POST or None, initial={"on": reader.today})
    form.fields["staff"].choices = [("", "choose"), *((key, _with_load(each)) for key, each in iros.items())]  # type: ignore[attr-defined]
    return asked(request, form, _about(child, "Allocate an IRO"), do)


def _with_load(staff: Staff) -> str:
    return f"{staff} ({getattr(staff, 'load', 0)} children)"


@page("correct", "child", methods=_BOTH)
def details(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Correct the child's core details."""
    child = get_child(reader, ref, "correct", "child")

    def do(told: dict[str, Any]) -> Answer:
        seen = told.pop("seen")
        children.correct_details(by=reader, child=child, seen=seen, **told)
        return GoTo("child", (child.public,), "The details are saved.")

    names = [name for name in DetailsForm.base_fields if name != "seen"]
    initial = {name: getattr(child, name) for name in names} | {"seen": child.version}
    return asked(request, DetailsForm(request.POST or None, initial=initial), _about(child, "Correct details"), do)


@page("edit", "restriction", methods=_BOTH)
def restrict(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Restrict who may see the child, or lift the restriction."""
    child = get_child(reader, ref, "edit", "restriction")
    if child.restricted and "lift" in request.GET:
        return _lift(request, reader, child)
    people = {
        str(each.pk): each for each in User.objects.filter(is_active=True, roles__isnull=False).distinct().order_by("email")
    }

    def do(told: dict[str, Any]) -> Answer:
        access.restrict(by=reader, child=child, people=[people[key] for key in told["people"]])
        return GoTo("today", (), "The child is restricted to the people whom you named.")

    allowed = [str(key) for key in child.allowed.values_list("user_id", flat=True)]
    form = RestrictionForm(request.POST or None, initial={"people": allowed or [str(reader.user.pk)]})
    form.fields["people"].choices = [(key, each.title) for key, each in people.items()]  # type: ignore[attr-defined]
    lift = f"{reverse('restrict', args=[child.public])}?lift=1" if child.restricted else None
    return asked(request, form, _about(child, "Restrict who may see this child", lift=lift), do)


def _lift(request: HttpRequest, reader: Reader, child: Child) -> Answer:
    def do(told: dict[str, Any]) -> Answer:
        access.lift_restriction(by=reader, child=child, reason=told["reason"])
        return GoTo("child", (child.public,), "The restriction is lifted.")

    return asked(request, LiftForm(request.POST or None), _about(child, "Lift the restriction"), do)


@page("create", "break_glass", methods=_BOTH)
def break_glass(request: HttpRequest, reader: Reader) -> Answer:
    """Look, in need, at a child who is not one's own."""
    hours = counted(profile().watch.look_hours, "hour")

    def do(told: dict[str, Any]) -> Answer:
        try:
            child = access.break_glass(by=reader, **told)
        except Absent:
            raise Unfit("number", "No child with that number can be opened in this way.") from None
        return GoTo("child", (child.public,), f"The record is open to you for {hours}, to read. This look will be reviewed.")

    about = {"title": "Look at a child in need", "back": reverse("children"), "button": "Open the record", "glass": hours}
    return asked(request, GlassForm(request.POST or None), about, do)
