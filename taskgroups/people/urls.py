"""Signing in and out, passwords, one-time codes: the sign-in library's views, each said to be public or not."""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpResponseBase
from django.urls import path, re_path

from taskgroups.kit.access import access, public
from taskgroups.people.policy import oneself
from taskgroups.people.views import held, yourself

signed_out = public("somebody who signs in is not signed in yet")
forgotten = public("somebody who has forgotten a password cannot sign in")


def _own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the library about the person's own account."""
    return access(oneself)(lambda request, person, *args, **kwargs: view(request, *args, **kwargs))


urlpatterns = [
    path("sign-in/", signed_out(account.login), name="account_login"),
    path("sign-in/code/", signed_out(mfa.authenticate), name="mfa_authenticate"),
    path("sign-out/", public("signing out does no harm")(account.logout), name="account_logout"),
    path("sign-in/inactive/", signed_out(account.account_inactive), name="account_inactive"),
    path("sign-in/again/", _own(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("password/reset/", forgotten(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", forgotten(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        forgotten(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        forgotten(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("password/change/", _own(account.password_change), name="account_change_password"),
    path("password/set/", _own(account.password_set), name="account_set_password"),
    path("codes/", _own(mfa.index), name="mfa_index"),
    path("codes/app/on/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("codes/app/off/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/recovery/", _own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/recovery/new/", _own(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("codes/recovery/download/", _own(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("you/", yourself.page, name="you"),
    path("held/", held.page, name="held"),
]
