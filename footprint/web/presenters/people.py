"""Accounts and roles as pages show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from footprint.domain.permission_table import load_table
from footprint.records.accounts import approver, state, why_shut
from footprint.records.models import Role, RoleRequest, User
from footprint.web.words import day, moment, opening

COLUMNS = [
    {"key": "name", "text": "Name", "sort": True},
    {"key": "roles", "text": "Roles"},
    {"key": "waiting", "text": "To be approved"},
    {"key": "used", "text": "Last sign-in", "sort": True, "tight": True},
    {"key": "state", "text": "Account", "sort": True},
]


def row(user: User, now: datetime) -> dict[str, Any]:
    """An account in the list."""
    word, tone = state(user, now)
    waiting = ", ".join(sorted(title(each.name) for each in user.role_requests.all()))
    cells = {
        "name": {
            "text": user.title,
            "href": reverse("person", args=[user.public]),
            "under": user.email,
            "sort": user.title.lower(),
        },
        "roles": ", ".join(sorted(title(each.name) for each in user.roles.all())) or "none",
        "waiting": waiting,
        "used": {"text": moment(user.last_login), "sort": user.last_login.isoformat() if user.last_login else ""},
        "state": word,
    }
    return {"cells": cells, "tone": "soon" if waiting or tone == "soon" else None}


def title(role: str) -> str:
    """A role in words."""
    known = load_table().roles
    return known[role].title if role in known else role


def facts(user: User, now: datetime) -> list[dict[str, str]]:
    """What is known of an account."""
    told = [
        ("E-mail address", user.email),
        ("In the list of staff", f"{user.staff}, {user.staff.role}" if user.staff else ""),
        ("Account", state(user, now)[0]),
        ("Why nobody may enter it", why_shut(user, now)),
        ("Last sign-in", moment(user.last_login)),
        ("Made", moment(user.date_joined)),
    ]
    return [{"key": key, "value": value} for key, value in told if value]


def role(each: Role, may_take: bool) -> dict[str, Any]:
    """A role that an account has, since when and by whom."""
    giver = f" by {each.given_by.title}" if each.given_by else " by the council's directory or the administrator of the machine"
    return {
        "name": each.name,
        "title": opening(title(each.name)),
        "since": f"{day(each.since.date())},{giver}",
        "may_take": may_take,
    }


def request(each: RoleRequest, may_answer: bool) -> dict[str, Any]:
    """A role that is asked for, and who may say yes."""
    asker = each.asked_by.title if each.asked_by else "somebody"
    who = title(approver(each.name))
    return {
        "name": each.name,
        "title": opening(title(each.name)),
        "asked": f"{day(each.asked.date())}, by {asker}",
        "approver": who,
        "may_answer": may_answer,
    }
