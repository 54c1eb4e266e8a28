"""What a chair says of themselves, and writing to somebody through the directory, without either's address."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.schools.models import District
from taskgroups.training.models import Listing, Message

A_DAY, TO_ONE, ANSWERS = 10, 3, 30  # messages to begin with in a day, those of them to one person, and answers
ABOUT = "directory"


@dataclass(frozen=True)
class Entry:
    """All that somebody says of themselves."""

    listed: bool
    seen_by: str
    words: str
    frameworks: Collection[str]
    districts: Collection[int]
    availability: str
    free_from: date | None
    free_until: date | None


@transaction.atomic
def write_entry(*, by: Person, entry: Entry) -> Listing:
    """Keep what somebody says of themselves, in place of what they said before. Raises Refused."""
    if entry.free_from and entry.free_until and entry.free_until < entry.free_from:
        raise Refused("The last day is before the first. Enter a later one.", "free_until")
    said = {
        "listed": entry.listed, "seen_by": entry.seen_by, "words": entry.words, "frameworks": list(entry.frameworks),
        "availability": entry.availability, "free_from": entry.free_from, "free_until": entry.free_until,
        "changed_at": timezone.now(),
    }  # fmt: skip
    made, _ = Listing.objects.update_or_create(person=by, defaults=said)
    made.districts.set(District.objects.filter(pk__in=entry.districts))
    audit.note(by=by, verb="wrote their entry in the directory", listed=entry.listed)
    return made


@transaction.atomic
def write_to(
    *, by: Person, addressee: Person, text: str, shows_address: bool, answers: Message | None = None
) -> Message:
    """Write to somebody: they get an e-mail with the words, and a link to answer by. Raises Refused.

    The sender's address is in it only where they chose so; what is written in the trail has no word of it.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    _refuse_too_many(by, addressee, is_answer=answers is not None)
    made = Message.objects.create(
        sender=by, addressee=addressee, text=text, shows_address=shows_address, answers=answers, at=timezone.now()
    )
    post.send(to=addressee.email, subject=_subject(made), text=_letter(made), about=ABOUT)
    audit.note(by=by, verb="wrote to somebody through the directory", about=addressee.name)
    return made


def _refuse_too_many(by: Person, addressee: Person, *, is_answer: bool) -> None:
    since = timezone.now() - timedelta(days=1)
    sent = Message.objects.filter(sender=by, at__gte=since, answers__isnull=not is_answer)
    if sent.count() >= (ANSWERS if is_answer else A_DAY):
        raise Refused("You have written as often as may be in a day. Nothing was sent. Write again tomorrow.")
    if not is_answer and sent.filter(addressee=addressee).count() >= TO_ONE:
        raise Refused(
            f"You have written to {addressee.name} {TO_ONE} times since yesterday. Nothing was sent. Wait a day."
        )


def _subject(message: Message) -> str:
    name = " ".join(message.sender.name.split())
    return f"{name} {'answers' if message.answers_id else 'writes to'} you through Task Groups"[:200]


def _letter(message: Message) -> str:
    address = post.link("directory-message", message.pk)
    by_mail = f"\n{message.sender.name} asks to be answered by e-mail, at {message.sender.email}, if you like.\n"
    return (
        f"Dear {message.addressee.name},\n\n{message.sender.name} "
        f"{'has answered you' if message.answers_id else 'writes to you'} through the directory of chairs:\n\n"
        f"{message.text}\n\nAnswer here, after signing in; your address is not shown unless you choose so:\n{address}\n"
        f"{by_mail if message.shows_address else ''}\nDo not answer this e-mail: nobody reads what is sent to it.\n"
    )
