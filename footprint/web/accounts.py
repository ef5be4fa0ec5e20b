"""How people sign in: nobody signs up; the council's directory gives roles; too many tries lock an account for a while."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footprint.records import audit
from footprint.records.models import Role, User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the service, never by a visitor; each sign-in is on record."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Put the sign-in on record."""
        with transaction.atomic():
            audit.record(user, "sign in", "session")
        response: HttpResponse = super().post_login(request, user, **more)
        return response


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Who comes from the council's directory has the roles that their groups there give (`[roles]` in the settings)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Only where a group of the directory gives a role."""
        return bool(roles_of(sociallogin))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A first visit: an account with its roles."""
        user: User = super().save_user(request, sociallogin, form)
        give_roles(user, roles_of(sociallogin))
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Every visit: the roles are those of today's groups."""
        if sociallogin.is_existing:
            give_roles(sociallogin.user, roles_of(sociallogin))


def roles_of(sociallogin: SocialLogin) -> set[str]:
    """The roles that the groups of a person in the directory give."""
    told = sociallogin.account.extra_data
    claims = {**told, **told.get("userinfo", {}), **told.get("id_token", {})}
    groups = set(claims.get("groups", []))
    return {role for role, named in settings.OIDC_ROLES.items() if groups & set(named)}


def give_roles(user: User, names: set[str]) -> None:
    """The roles of an account are just these; what is new or gone is on record."""
    with transaction.atomic():
        had = set(user.roles.values_list("name", flat=True))
        user.roles.exclude(name__in=names).delete()
        Role.objects.bulk_create(Role(user=user, name=name) for name in sorted(names - had))
        if had != names:
            detail = {"added": sorted(names - had), "removed": sorted(had - names)}
            audit.record(user, "edit", "people", subject=str(user.public), detail=detail)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Under the installation's key."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    import base64
    import hashlib

    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest()))


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any, **more: Any) -> HttpResponse:
    """Too many tries: the same page whether or not there is such an account."""
    return render(request, "account/locked.html", status=429)
