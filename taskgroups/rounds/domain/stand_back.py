"""Somebody does not chair for a time: said privately to one lead, taken back at any time."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.rounds.models import NotChairing
from taskgroups.schools.models import Consortium, Role

LONGEST = 1000
LEADS = "Nobody leads this consortium today whom you could tell. Ask the administrator to name a lead."


def leads_of(consortium: Consortium) -> list[Person]:
    """The people who lead the consortium today, by name."""
    held = Role.objects.on(timezone.localdate()).filter(consortium=consortium, kind=Role.Kind.LEAD)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))


@transaction.atomic
def stand_back(
    *, consortium: Consortium, by: Person, told: Person | None, reason: str, instead: str, until: date
) -> NotChairing:
    """Say to one lead that somebody does not chair until a day; said again it replaces what was said before.

    The lead is written to that there is something to read, never what. Raises Refused.
    """
    if told is None or told not in leads_of(consortium):
        raise Refused("That is no lead of this consortium now. Choose one who is.", "told")
    if until < timezone.localdate():
        raise Refused(f"The day has gone by. Enter a date after {day(timezone.localdate())}.", "until")
    refuse_longer(reason, LONGEST, "reason")
    said = {"told": told, "reason": reason, "instead": instead, "until": until}
    known = NotChairing.objects.select_for_update().filter(consortium=consortium, person=by).first()
    if known and all(getattr(known, name) == value for name, value in said.items()):
        return known
    kept, _ = NotChairing.objects.update_or_create(
        consortium=consortium, person=by, defaults=said | {"said_at": timezone.now(), "read_at": None}
    )
    audit.note(by=by, verb="said that they do not chair for now", about=consortium.slug)
    post.send(
        to=told.email, subject="Something to read about chairing", text=_letter(kept), about=f"chairing:{kept.pk}"
    )
    return kept


def _letter(word: NotChairing) -> str:
    """What the lead is written: that there is something to read and where; not who, and not what."""
    link = post.link("chairing-told", word.consortium.slug, word.person_id)
    return (
        f"Dear {word.told.name},\n\nSomebody in {word.consortium} has told you, and nobody else, something about "
        f"chairing. Sign in to read it:\n{link}\n\nPlease do not pass on what it says.\n"
    )


@transaction.atomic
def chair_again(*, consortium: Consortium, by: Person) -> None:
    """Take it back: what was said is deleted. Where nothing was said there is nothing to do."""
    if NotChairing.objects.filter(consortium=consortium, person=by).delete()[0]:
        audit.note(by=by, verb="said that they chair again", about=consortium.slug)


def mark_read(word: NotChairing) -> None:
    """Note that the lead has read it as it stands."""
    NotChairing.objects.filter(pk=word.pk, read_at=None).update(read_at=timezone.now())
