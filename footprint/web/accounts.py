"""How people sign in: nobody signs up; the council's directory gives roles; too many tries lock an account for a while."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from footprint.actions import people
from footprint.domain.permissions import conflicts
from footprint.records import audit
from footprint.records.accounts import why_shut
from footprint.records.models import Role, User

_SAID = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "mfa/messages/totp_activated.txt": "Your second factor is set up.",
    "mfa/messages/recovery_codes_generated.txt": "Your recovery codes are made. They are shown this once.",
    "usersessions/messages/sessions_logged_out.txt": "Your other sessions are ended.",
}
"""What is said after something was done; of what is not here, nothing is said."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the service, never by a visitor; each sign-in is on record."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not your password until now.",
        "incorrect_password": "The password is not right.",
        "too_many_login_attempts": "There were too many tries from here. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Whoever gave the right password still waits outside where the account is shut."""
        shut = why_shut(user, timezone.now())
        if not shut:
            allowed: HttpResponse | None = super().pre_login(request, user, **more)
            return allowed
        with transaction.atomic():
            audit.write(user, [audit.Look("sign in", "session", outcome="refused", reason=shut)])
        clear_login(request)
        answer: HttpResponse = self.respond_user_inactive(request, user)
        return answer

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Put the sign-in on record."""
        with transaction.atomic():
            audit.record(user, "sign in", "session")
        response: HttpResponse = super().post_login(request, user, **more)
        return response

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not for the second factor of somebody who typed the password a moment ago."""
        latest = max(
            (record.get("at", 0) for record in self.request.session.get("account_authentication_methods", [])), default=0
        )
        just_now = time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not just_now and bool(super().is_reauthentication_required(app=app, **more))

    def set_password(self, user: User, password: str) -> None:
        """A password of one's own takes the place of the one that was given."""
        people.choose_password(by=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the work."""
        return reverse("today")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *more: Any, **named: Any
    ) -> None:
        """In our words, or not at all."""
        if said := _SAID.get(message_template or "", named.get("message") or ""):
            messages.add_message(request, messages.SUCCESS, said)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Who comes from the council's directory has the roles that their groups there give (`[roles]` in the settings)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Only where a group of the directory gives a role; `pre_social_login` has seen to it."""
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A first visit: an account with its roles."""
        user: User = super().save_user(request, sociallogin, form)
        give_roles(user, roles_of(sociallogin))
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Every visit: the roles are those of today's groups, and whoever has none, or two that clash, comes no further."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            _turn_away(request, "An account here is joined to the directory only by signing in with it.")
        names = roles_of(sociallogin)
        if sociallogin.is_existing:
            give_roles(sociallogin.user, names)
        if not names:
            _turn_away(request, "No group of yours in the council's directory gives you a role here. Ask your service manager.")
        if clash := conflicts(names):
            _turn_away(request, f"{clash[0]} Your groups in the council's directory give you both. Ask your service manager.")


def _turn_away(request: HttpRequest, sentence: str) -> None:
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"sentence": sentence}, status=403))


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

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Wait for the next one, and see that the phone's clock is right.",
    }

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


def tried_account(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """The account that a try to sign in was about, as it was typed: known or not, tries are counted alike."""
    told = credentials or {}
    name = told.get("email") or told.get("username") or told.get("login") or request.POST.get("login")
    return str(name).strip().lower() if name else None


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any, **more: Any) -> HttpResponse:
    """Too many tries: the same page whether or not there is such an account."""
    return render(request, "account/locked.html", status=429)
