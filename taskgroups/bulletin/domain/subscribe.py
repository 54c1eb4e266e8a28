"""Getting Heads Up by e-mail, and leaving it. Nothing goes to an address before somebody who reads it has said so."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.bulletin.by_email.letters import confirming
from taskgroups.bulletin.models import Subscriber
from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter, State
from taskgroups.people.models import Person

HOUR, UNCONFIRMED = timedelta(hours=1), timedelta(days=7)
FROM_ONE_PLACE = 5
LETTERS = "heads-up-edition:"
ASKED = "heads-up-confirm"


@transaction.atomic
def ask_for_it(*, email: str, place: str = "") -> None:
    """Write to an address to ask whether it wants Heads Up; at most once an hour, and never where it gets it already.

    Nothing tells whether that was so: nobody finds out by this who reads Heads Up. Raises Refused where five
    addresses were named from one place within an hour.
    """
    email, now = email.strip().lower(), timezone.now()
    known = Subscriber.objects.filter(email=email).first()
    if known and (known.confirmed_at or known.asked_at > now - HOUR):
        return
    there = Subscriber.objects.filter(came_from=place, asked_at__gt=now - HOUR)
    if place and there.count() >= FROM_ONE_PLACE:
        raise Refused("Five addresses were entered from where you are within an hour. Wait an hour, then try again.")
    asked = {"asked_at": now, "came_from": place}
    one, new = Subscriber.objects.update_or_create(email=email, defaults=asked)
    if new == bool(known):
        return  # another press was quicker, and wrote the letter
    post.send(to=email, subject="Do you want Heads Up by e-mail?", text=confirming(one), about=ASKED)


@transaction.atomic
def confirm(*, token: str) -> bool:
    """Begin to send to an address whose reader has said so; return whether it is known."""
    found = Subscriber.objects.select_for_update().filter(token=token).first()
    if found and found.confirmed_at is None:
        found.confirmed_at, found.came_from = timezone.now(), ""
        found.save(update_fields=["confirmed_at", "came_from"])
        Letter.objects.filter(to=found.email, about=ASKED).exclude(state=State.SENDING).delete()
    return found is not None


@transaction.atomic
def join(*, by: Person) -> None:
    """Begin to send to somebody with an account: the address is known to be theirs."""
    now = timezone.now()
    Subscriber.objects.update_or_create(
        email=by.email.lower(), defaults={"confirmed_at": now}, create_defaults={"confirmed_at": now, "asked_at": now}
    )


def gets_it(person: Person) -> bool:
    """Whether Heads Up goes to somebody's address."""
    return Subscriber.objects.confirmed().filter(email=person.email.lower()).exists()


def leave(*, token: str) -> None:
    """Stop sending to an address and forget it, with letters to it; a token nobody has does nothing."""
    if found := Subscriber.objects.filter(token=token).first():
        stop(email=found.email)


@transaction.atomic
def stop(*, email: str) -> int:
    """Forget an address to which Heads Up goes, with letters to it; return how many there were."""
    letters = Letter.objects.filter(to__iexact=email, about__startswith="heads-up-")
    letters.filter(about__startswith=LETTERS).exclude(state=State.SENDING).delete()
    letters.filter(about=ASKED).exclude(state=State.SENDING).delete()
    return Subscriber.objects.filter(email=email.strip().lower()).delete()[0]


def unconfirmed_past() -> "QuerySet[Subscriber]":
    """Addresses that somebody named and nobody confirmed within seven days."""
    return Subscriber.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - UNCONFIRMED)
