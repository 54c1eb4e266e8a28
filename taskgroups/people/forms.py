"""The sign-in library's forms, which name what is missing."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes

MISSING = {
    "login": "E-mail address is missing. Enter the one you were invited with.",
    "email": "E-mail address is missing. Enter the one you sign in with.",
    "password": "Password is missing. Enter it.",
    "oldpassword": "Your password now is missing. Enter it.",
    "password1": "New password is missing. Enter 12 characters or more.",
    "password2": "New password again is missing. Enter it a second time.",
    "code": "Code is missing. Enter the one the app shows now, or a recovery code.",
}


class _Named:
    """Each field that was left empty is named, as two alike in a summary help nobody."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]


class SignInForm(_Named, account.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class AskForLinkForm(_Named, account.ResetPasswordForm):  # type: ignore[misc]
    """Where the link for a new password goes."""


class NewPasswordForm(_Named, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, through the link."""


class FirstPasswordForm(_Named, account.SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who has none."""


class ChangePasswordForm(_Named, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password, for somebody who knows the old one."""


class PasswordAgainForm(_Named, account.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that matters."""


class CodeForm(_Named, codes.AuthenticateForm):  # type: ignore[misc]
    """A one-time code at signing in."""


class CodeAgainForm(_Named, codes.ReauthenticateForm):  # type: ignore[misc]
    """A one-time code again, before something that matters."""
