"""How the sign-in library fits: nobody signs up, people are invited; letters go through our own post."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from taskgroups.kit import live
from taskgroups.kit.post import send
from taskgroups.people.sign_in_words import WRONG_CODE, WRONG_SIGN_IN


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to strangers; a reset letter goes only to somebody who has an account."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WRONG_SIGN_IN}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
        text = render_to_string(f"{template_prefix}_message.txt", {**context, "address": settings.ADDRESS})
        send(to=email, subject=subject, text=text, about="account")

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and end what the person watches live."""
        person = request.user.pk
        super().logout(request)
        live.let_go(person)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        return None


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes, with our words."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WRONG_CODE}
