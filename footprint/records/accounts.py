"""How an account stands: open, closed, asleep, or waiting for its owner; and who approves which role."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from footprint.records.models import User

BY_GOVERNANCE = frozenset({"information_governance", "technical_admin"})
"""Roles that information governance approves; the service manager approves all others."""


def approver(role: str) -> str:
    """The role whose holders approve a role."""
    return "information_governance" if role in BY_GOVERNANCE else "service_manager"


def last_used(user: User) -> datetime:
    """When the account was last signed in to, opened again or made."""
    return max(each for each in (user.last_login, user.reopened, user.date_joined) if each)


def why_shut(user: User, now: datetime) -> str:
    """Why nobody may sign in to the account now; empty where its owner may."""
    if not user.is_active:
        return "The account is closed."
    if now - last_used(user) > timedelta(settings.DORMANT_DAYS):
        return f"The account was not used for {settings.DORMANT_DAYS} days."
    if user.one_time and now - user.one_time > timedelta(settings.ONE_TIME_PASSWORD_DAYS):
        return f"The password that was given was not used within {settings.ONE_TIME_PASSWORD_DAYS} days."
    return ""


def state(user: User, now: datetime) -> tuple[str, str]:
    """How the account stands, in a word or two, and the tone in which a page says it."""
    if not user.is_active:
        return "closed", "plain"
    if why_shut(user, now):
        return "asleep", "soon"
    return ("not yet used", "now") if user.one_time else ("open", "good")
