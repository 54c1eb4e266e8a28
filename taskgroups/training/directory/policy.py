"""Who may open the directory, an entry of it, and what was written through it."""

from taskgroups.people.models import Person
from taskgroups.schools.policy import roles_of, today
from taskgroups.training.directory.finding import MAY_BE_LISTED, Found, described, may_open, shown_to
from taskgroups.training.models import Commission, Listing, Message


def opens_directory(person: Person) -> Person | None:
    """Heads, chairs, consortium leads and authority officers."""
    return person if may_open(person) else None


def writes_entry(person: Person) -> Person | None:
    """Heads, chairs, leads, consultants whom an authority commissions, and who has an entry, about their own entry."""
    if any(role.kind in MAY_BE_LISTED for role in roles_of(person)):
        return person
    agreed = Commission.objects.filter(consultant=person, ends__gte=today())
    wrote = Listing.objects.filter(person=person)  # to take it away, whatever they are by now
    return person if agreed.exists() or wrote.exists() else None


def chair_found(person: Person, who: int) -> Found | None:
    """Heads, chairs, leads and officers, about somebody whose entry lets them find it."""
    if not may_open(person):
        return None
    found = described(person, shown_to(person).filter(person__pk=who))
    return next((one for one in found if one.right.phases), None)


def message_read(person: Person, message: int) -> Message | None:
    """Whoever wrote the message, and whom it was written to."""
    found = Message.objects.filter(pk=message).select_related("sender", "addressee", "answers").first()
    return found if found and person.pk in (found.sender_id, found.addressee_id) else None


def may_answer(person: Person, message: Message) -> bool:
    """Whether somebody may answer a message: whom it was written to, with a role anywhere or a commission that runs."""
    if message.addressee_id != person.pk or not message.sender.is_active:
        return False
    return bool(roles_of(person)) or Commission.objects.filter(consultant=person, ends__gte=today()).exists()
