"""Accounts and roles. One person asks, another approves, nobody gives anything to him- or herself.

Every change holds from the person's next click: roles are read anew for each page, and where a password is taken away all
sessions that rest on it are over.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from footprint.actions.refusals import Unfit
from footprint.domain.permission_table import load_table
from footprint.domain.permissions import Refused, check, conflicts, may
from footprint.records import audit
from footprint.records.accounts import approver
from footprint.records.models import AccessReview, Role, RoleRequest, Staff, User
from footprint.records.queries import Reader

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class NewAccount(NamedTuple):
    """An account, and the password with which its owner enters it for the first time (to be shown once and kept nowhere)."""

    user: User
    password: str


@transaction.atomic
def create_account(
    *, by: Reader | None, email: str, roles: Sequence[str] = (), staff: Staff | None = None, name: str = "", password: str = ""
) -> NewAccount:
    """An account for somebody who works with the service.

    Args:
        by: who makes it: the roles are then asked for, and given when somebody approves them. Null is the command line of
            this machine, whose word is enough.
        roles: names of `domain/permissions.toml`.
        password: one that is known to its owner; without it one is made that must be changed at once.

    Raises:
        Refused: the person may not.
        Unfit: the address is taken, or two of the roles may not be held together.
    """
    if by:
        check(by.roles, "create", "people", "service")
    address = email.strip().lower()
    _new_person(address, staff)
    _together(roles)
    first, _, last = name.strip().partition(" ")
    user = User(username=address, email=address, first_name=first, last_name=last, staff=staff)
    word = "" if password else _give_password(user)
    if password:
        user.set_password(password)
    user.save()
    audit.record(by.user if by else None, "create", "people", subject=str(user.public))
    for role in roles:
        _ask(by, user, role) if by else _give(None, user, role)
    return NewAccount(user, word)


def _new_person(address: str, staff: Staff | None) -> None:
    if not address:
        raise Unfit("email", "Give an e-mail address.")
    if User.objects.filter(email__iexact=address).exists() or User.objects.filter(username__iexact=address).exists():
        raise Unfit("email", f"There is an account for {address} already.")
    if staff and User.objects.filter(staff=staff).exists():
        raise Unfit("staff", f"{staff} has an account already.")


def _together(roles: Iterable[str]) -> None:
    if unknown := sorted(set(roles) - set(load_table().roles)):
        raise Unfit("roles", f"“{unknown[0]}” is no role; the roles are {', '.join(load_table().roles)}.")
    if found := conflicts(set(roles)):
        raise Unfit("roles", found[0])


@transaction.atomic
def ask_for_role(*, by: Reader, user: User, role: str) -> None:
    """Ask that somebody may have a role; it gives no right until it is approved.

    Raises:
        Refused: the person may not, or it is about him- or herself.
        Unfit: it may not be held with a role that the account has or that is asked for.
    """
    check(by.roles, "edit", "people", relation(by, user))
    held = {*_names(user.roles.all()), *_names(user.role_requests.all())}
    _together(held | {role})
    if role not in held:
        _ask(by, user, role)


def _ask(by: Reader, user: User, role: str) -> None:
    RoleRequest.objects.create(user=user, name=role, asked_by=by.user)
    audit.record(by.user, "create", "people", subject=str(user.public), detail={"asked": role})


@transaction.atomic
def approve_role(*, by: Reader, user: User, role: str) -> None:
    """Give a role that was asked for.

    Raises:
        Refused: the person may not approve this role, or it is his or her own.
        Unfit: nobody asked for it, or it may not be held with another.
    """
    _answers(by, user, role)
    _together({*_names(user.roles.all()), role})
    user.role_requests.filter(name=role).delete()
    _give(by, user, role)


@transaction.atomic
def refuse_role(*, by: Reader, user: User, role: str) -> None:
    """Refuse a role that was asked for.

    Raises:
        Refused: the person may not approve this role, or it is his or her own.
        Unfit: nobody asked for it.
    """
    _answers(by, user, role)
    user.role_requests.filter(name=role).delete()
    audit.record(by.user, "finalise", "people", subject=str(user.public), detail={"refused": role})


def _answers(by: Reader, user: User, role: str) -> None:
    check(by.roles, "finalise", "people", relation(by, user))
    if approver(role) not in by.roles:
        titles = load_table().roles
        raise Refused(f"That somebody is {titles[role].title} is approved by {titles[approver(role)].title}.")
    if not user.role_requests.filter(name=role).exists():
        raise Unfit("roles", "Nobody asks for this role any more.")


def _give(by: Reader | None, user: User, role: str) -> None:
    Role.objects.get_or_create(user=user, name=role, defaults={"given_by": by.user if by else None})
    audit.record(by.user if by else None, "finalise", "people", subject=str(user.public), detail={"given": role})


@transaction.atomic
def take_role(*, by: Reader, user: User, role: str) -> None:
    """Take a role away, or take back that it was asked for; who approves a role may also end it.

    Raises:
        Refused: the person may not, or it is his or her own.
    """
    at = relation(by, user)
    if not (may(by.roles, "finalise", "people", at) and approver(role) in by.roles):
        check(by.roles, "edit", "people", at)
    user.roles.filter(name=role).delete()
    user.role_requests.filter(name=role).delete()
    audit.record(by.user, "edit", "people", subject=str(user.public), detail={"taken": role})


@transaction.atomic
def close_account(*, by: Reader, user: User, reason: str) -> None:
    """End an account: its sessions, its password, its second factor and its roles. Who comes back is given them anew.

    Raises:
        Refused: the person may not, or it is his or her own.
        Unfit: no reason is given.
    """
    check(by.roles, "edit", "people", relation(by, user))
    if not reason.strip():
        raise Unfit("reason", "Say why the account is closed.")
    user.roles.all().delete()
    user.role_requests.all().delete()
    Authenticator.objects.filter(user=user).delete()
    user.is_active, user.one_time = False, None
    user.set_unusable_password()
    user.save()
    _end_sessions(user)
    audit.record(by.user, "edit", "people", subject=str(user.public), reason=reason.strip(), detail={"closed": True})


@transaction.atomic
def reopen_account(*, by: Reader, user: User) -> str:
    """Let somebody in again whose account was closed or not used for long.

    Returns:
        A new first password, or nothing where the old one still holds or the person comes from the council's directory.

    Raises:
        Refused: the person may not, or it is his or her own.
    """
    check(by.roles, "edit", "people", relation(by, user))
    anew = (not user.is_active or user.one_time is not None) and not SocialAccount.objects.filter(user=user).exists()
    user.is_active, user.reopened = True, by.now
    word = _give_password(user) if anew else ""
    user.save()
    audit.record(by.user, "edit", "people", subject=str(user.public), detail={"reopened": True})
    return word


@transaction.atomic
def give_password(*, by: Reader, user: User) -> str:
    """A new first password, for somebody who has forgotten his or hers; all sessions of the account end.

    Raises:
        Refused: the person may not, or it is his or her own.
        Unfit: the account is closed, or is entered through the council's directory.
    """
    check(by.roles, "edit", "people", relation(by, user))
    if not user.is_active:
        raise Unfit("", "The account is closed; open it again first.")
    if SocialAccount.objects.filter(user=user).exists():
        raise Unfit("", "This person signs in with the council's directory and has no password here.")
    word = _give_password(user)
    user.save()
    _end_sessions(user)
    audit.record(by.user, "edit", "people", subject=str(user.public), detail={"password": "given"})
    return word


@transaction.atomic
def remove_second_factor(*, by: Reader, user: User) -> None:
    """Take a second factor off, when the phone is lost; the next sign-in sets up another, and all sessions end.

    Raises:
        Refused: the person may not, or it is his or her own.
    """
    check(by.roles, "edit", "people", relation(by, user))
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    audit.record(by.user, "edit", "people", subject=str(user.public), detail={"second factor": "removed"})


@transaction.atomic
def choose_password(*, by: User, password: str) -> None:
    """A password that only its owner knows."""
    by.set_password(password)
    by.one_time = None
    by.save(update_fields=["password", "one_time"])
    audit.record(by, "edit", "people", subject=str(by.public), detail={"password": "chosen"})


@transaction.atomic
def record_access_review(*, by: Reader, outcome: str) -> AccessReview:
    """Put on record that somebody looked through all accounts and their roles, and what came of it.

    Raises:
        Refused: the person may not.
        Unfit: no outcome is given.
    """
    check(by.roles, "create", "access_review", "service")
    if not outcome.strip():
        raise Unfit("outcome", "Say what was looked at and what came of it.")
    accounts = User.objects.filter(is_active=True).count()
    review = AccessReview.objects.create(on=by.today, by=by.user, accounts=accounts, outcome=outcome.strip())
    audit.record(by.user, "create", "access_review", detail={"accounts": accounts})
    return review


def relation(by: Reader, user: User) -> str:
    """Whose account it is for the person who asks."""
    return "own" if user.pk == by.user.pk else "service"


def _names(rows: Iterable[Role | RoleRequest]) -> set[str]:
    return {row.name for row in rows}


def _give_password(user: User) -> str:
    """Four groups of four: 79 bits, and can be read out on the telephone."""
    word = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    user.set_password(word)
    user.one_time = timezone.now()
    return word


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
