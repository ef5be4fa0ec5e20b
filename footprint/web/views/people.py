"""The staff who have accounts: who they are, what they may do, and what an administrator and an approver can do about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import people as deeds
from footprint.actions.refusals import Unfit
from footprint.domain.permission_table import load_table
from footprint.domain.permissions import Refused, may
from footprint.records.accounts import approver, why_shut
from footprint.records.models import Staff, User
from footprint.records.queries import Absent, Reader
from footprint.web.asking import asked
from footprint.web.forms.people import AccountForm, ConfirmForm, ReasonForm, RolesForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import people as rows
from footprint.web.words import opening

_BOTH = ("GET", "POST")


@page("list", "people")
def people(request: HttpRequest, reader: Reader) -> Page:
    """Everybody with an account, those first about whom somebody has to decide."""
    found = list(User.objects.select_related("staff").prefetch_related("roles", "role_requests").order_by("email"))
    reader.saw("list", "people", detail={"accounts": len(found)})
    told = sorted(found, key=lambda user: (not user.role_requests.all(), not user.is_active, user.title.lower()))
    return Page(
        "people/people.html",
        {
            "tabs": tabs("people", reader),
            "columns": rows.COLUMNS,
            "rows": [rows.row(user, reader.now) for user in told],
            "may_create": reader.may("create", "people"),
        },
    )


def tabs(here: str, reader: Reader) -> list[dict[str, Any]]:
    """The pages about people that the reader may open."""
    places = [
        ("people", "People", "people"),
        ("access_log", "Who looked", "access_log"),
        ("glass_reviews", "Looks in need", "break_glass"),
        ("conflicts", "Conflicts of interest", "conflict"),
        ("access_reviews", "Access reviews", "access_review"),
    ]
    shown = [place for place in places if reader.may_somewhere("list", place[2])]
    return [{"text": text, "href": reverse(view), "active": view == here} for view, text, _ in shown]


@page("create", "people", methods=_BOTH)
def new_person(request: HttpRequest, reader: Reader) -> Answer:
    """An account for a member of staff; what comes back shows the first password, this once."""
    staff = {
        str(each.pk): each for each in Staff.objects.filter(account__isnull=True, ended__isnull=True).order_by("name", "number")
    }

    def do(told: dict[str, Any]) -> Answer:
        made = deeds.create_account(
            by=reader, email=told["email"], name=told["name"], staff=staff.get(told["staff"]), roles=told["roles"]
        )
        return _password(made.user, made.password)

    form = AccountForm(request.POST or None)
    form.fields["staff"].choices = [("", "nobody in the list of staff"), *((key, _who(each)) for key, each in staff.items())]  # type: ignore[attr-defined]
    return asked(request, form, {"title": "A new account", "button": "Make the account", "back": reverse("people")}, do)


def _who(staff: Staff) -> str:
    return f"{staff}, {staff.role}" if staff.role else str(staff)


def _password(user: User, word: str) -> Page:
    return Page("people/password.html", {"name": user.title, "email": user.email, "word": word, "ref": user.public})


@page("read", "people")
def person(request: HttpRequest, reader: Reader, ref: UUID) -> Page:
    """One account: its roles, what is asked for it, and what the reader may do about it."""
    user = _found(reader, ref, "read")
    at = deeds.relation(reader, user)
    roles = [
        rows.role(each, _may_take(reader, user, each.name)) for each in user.roles.select_related("given_by").order_by("since")
    ]
    waiting = [
        rows.request(each, bool(may(reader.roles, "finalise", "people", at)) and approver(each.name) in reader.roles)
        for each in user.role_requests.select_related("asked_by").order_by("asked")
    ]
    return Page(
        "people/person.html",
        {
            "name": user.title,
            "facts": rows.facts(user, reader.now),
            "roles": roles,
            "waiting": waiting,
            "tasks": _tasks(user, bool(why_shut(user, reader.now))) if may(reader.roles, "edit", "people", at) else [],
            "own": at == "own",
            "ref": user.public,
        },
    )


def _found(reader: Reader, ref: UUID, action: str) -> User:
    user = User.objects.select_related("staff").filter(public=ref).first()
    if user is None:
        raise Absent(str(ref))
    reader.saw(action, "people", subject=str(user.public))
    return user


def _may_take(reader: Reader, user: User, role: str) -> bool:
    at = deeds.relation(reader, user)
    approves = bool(may(reader.roles, "finalise", "people", at)) and approver(role) in reader.roles
    return approves or bool(may(reader.roles, "edit", "people", at))


def _tasks(user: User, shut: bool) -> list[dict[str, str]]:
    """What can be done about an account, in words and address."""
    verbs = [("reopen", "Open it again")] if shut else []
    if user.is_active:
        verbs += [("close", "Close the account"), ("password", "Give a new first password")]
        verbs += [("factor", "Take the second factor off")]
    tasks = [{"text": text, "href": reverse("person_change", args=[user.public, verb])} for verb, text in verbs]
    return [{"text": "Ask for roles", "href": reverse("person_roles", args=[user.public])}, *tasks]


@page("edit", "people", methods=_BOTH)
def person_roles(request: HttpRequest, reader: Reader, ref: UUID) -> Answer:
    """Ask for roles for somebody; they give no right until they are approved."""
    user = _found(reader, ref, "edit")

    def do(told: dict[str, Any]) -> Answer:
        for name in told["roles"]:
            deeds.ask_for_role(by=reader, user=user, role=name)
        return GoTo("person", (user.public,), "The roles are asked for. They give no right until somebody approves them.")

    form = RolesForm(request.POST or None)
    held = {*user.roles.values_list("name", flat=True), *user.role_requests.values_list("name", flat=True)}
    offered = [(name, opening(role.title)) for name, role in load_table().roles.items() if name not in held]
    form.fields["roles"].choices = offered  # type: ignore[attr-defined]
    about = {"title": f"Roles for {user.title}", "button": "Ask for these", "back": reverse("person", args=[user.public])}
    return asked(request, form, about, do)


@page("list", "people", methods=("POST",))
def role_answer(request: HttpRequest, reader: Reader, ref: UUID, role: str, answer: str) -> Answer:
    """Approve, refuse or take away one role."""
    user = _found(reader, ref, "edit")
    if role not in load_table().roles:
        raise Absent(role)
    deed, said = {
        "approve": (deeds.approve_role, "The role is given."),
        "refuse": (deeds.refuse_role, "The role is refused."),
        "take": (deeds.take_role, "The role is taken away."),
    }[answer]
    try:
        deed(by=reader, user=user, role=role)
    except Unfit as error:
        raise Refused(error.sentence) from None
    return GoTo("person", (user.public,), said)


@page("edit", "people", methods=_BOTH)
def person_change(request: HttpRequest, reader: Reader, ref: UUID, verb: str) -> Answer:
    """Close an account, open it again, give a new first password, or take the second factor off."""
    user = _found(reader, ref, "edit")
    title, said, button = _VERBS[verb]
    form = (ReasonForm if verb == "close" else ConfirmForm)(request.POST if request.method == "POST" else None)
    about = {"title": title, "said": said, "button": button, "child": user.title, "back": reverse("person", args=[user.public])}
    return asked(request, form, about, lambda told: _change(reader, user, verb, told))


_VERBS = {
    "close": ("Close an account", "All sessions end at once. Password, second factor and roles are gone for good.", "Close it"),
    "reopen": ("Open an account again", "Its owner may sign in again. Roles that were taken away stay away.", "Open it"),
    "password": (
        "A new first password",
        "The present password ends at once, and all sessions with it. Make sure whom you are talking to.",
        "Give it",
    ),
    "factor": (
        "Take a second factor off",
        "At the next sign-in a new one is set up. Make sure whom you are talking to.",
        "Take it off",
    ),
}


def _change(reader: Reader, user: User, verb: str, told: dict[str, Any]) -> Answer:
    back = ("person", (user.public,))
    if verb == "close":
        deeds.close_account(by=reader, user=user, reason=told["reason"])
        return GoTo(*back, "The account is closed.")
    if verb == "factor":
        deeds.remove_second_factor(by=reader, user=user)
        return GoTo(*back, "The second factor is off.")
    word = deeds.give_password(by=reader, user=user) if verb == "password" else deeds.reopen_account(by=reader, user=user)
    return _password(user, word) if word else GoTo(*back, "The account is open again.")
