"""Closing and opening accounts, and helping somebody who has lost the phone with their one-time codes."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db import transaction

from taskgroups.kit import live, post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person

Told = Callable[[Person], None]
_when_closed: list[Told] = []
_when_opened: list[Told] = []


def when_account(*, closes: Told, opens: Told) -> None:
    """A floor above says here what becomes of a person's own things when their account closes, and opens again."""
    _when_closed.append(closes)
    _when_opened.append(opens)


@transaction.atomic
def close_account(*, person: Person, by: Person) -> Person:
    """Stop somebody signing in, at once and also where they are signed in. Raises Refused for one's own account."""
    if person.pk == by.pk:
        raise Refused("This is your own account. Ask another administrator to close it.")
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        audit.note(by=by, verb="closed an account", about=person.name)
        for tell in _when_closed:
            tell(person)
        live.close(None, str(person.pk))
    return person


@transaction.atomic
def open_account(*, person: Person, by: Person) -> Person:
    """Let somebody sign in again. Raises Refused where their details were taken out: that is for good."""
    if person.is_erased:
        raise Refused("This person's details were taken out. The account stays closed. Invite them anew, if they ask.")
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        audit.note(by=by, verb="opened an account", about=person.name)
        for tell in _when_opened:
            tell(person)
    return person


@transaction.atomic
def take_codes_away(*, person: Person, by: Person) -> bool:
    """Let somebody who has lost their device sign in by password alone, and end every session they have.

    Returns whether there were codes. They are told by letter. Raises Refused for one's own account: whoever sits at an
    administrator's open screen must not be able to weaken it.
    """
    if person.pk == by.pk:
        raise Refused("This is your own account. Ask another administrator, or use a recovery code.")
    gone, _ = Authenticator.objects.filter(user=person).delete()
    if not gone:
        return False
    person.end_sessions()
    audit.note(by=by, verb="took one-time codes away", about=person.name)
    live.close(None, str(person.pk))
    text = (
        f"Dear {person.name},\n\n{by.name}, an administrator, has taken away the one-time codes of your account, "
        "because the device is lost. You are signed out everywhere. Sign in with your password, then set up codes "
        f"again under your name at the top.\n\nIf you did not ask for this, tell {by.name} ({by.email}) today, and "
        "choose a new password.\n"
    )
    post.send(to=person.email, subject="Your one-time codes were taken away", text=text, about="account")
    return True
