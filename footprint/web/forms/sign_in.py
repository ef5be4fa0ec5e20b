"""The forms of signing in: django-allauth's own, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms


def _said(form: forms.Form, **words: tuple[str, str]) -> None:
    """Label and hint of each field, and the sentence where it is left empty."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = f"Enter “{label}”."
        field.widget.attrs |= {"spellcheck": "false"}


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _said(self, login=("E-mail address", ""), password=("Password", ""))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["invalid"] = "Enter an e-mail address, such as name@council.example."


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password, in place of the present one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        hint = "At least 12 characters, not often used, and not like your name. Three words that do not belong together are good."
        _said(
            self,
            oldpassword=("Your password until now", ""),
            password1=("New password", hint),
            password2=("New password again", ""),
        )

    def clean_password1(self) -> str:
        """Not the one that is to be replaced."""
        wanted: str = self.cleaned_data["password1"]
        if self.user.check_password(wanted):
            raise forms.ValidationError("Choose a password that is not the one until now.")
        return wanted


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _said(self, password=("Password", ""))


_CODE = ("Code", "Six figures from your authenticator app, or one of your recovery codes.")


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second factor."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _said(self, code=_CODE)


class CodeAgainForm(CodeReauthenticateForm):  # type: ignore[misc]
    """The second factor once more, before something that matters."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _said(self, code=_CODE)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new second factor."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _said(self, code=("Code", "The six figures that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
