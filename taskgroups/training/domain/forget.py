"""What becomes of training when somebody's details are taken out."""

from django.db import transaction

from taskgroups.people.models import Person
from taskgroups.training.domain.book import leave_all
from taskgroups.training.models import Feedback, TrainingSession


@transaction.atomic
def forget(person: Person) -> None:
    """Give back what is to come, delete what they said that is not counted yet, and take their name off the programme.

    That they booked and came stays, by role and school, as counts need it. What is counted names nobody.
    """
    leave_all(person)
    Feedback.objects.filter(booking__person=person).delete()
    for session in TrainingSession.objects.filter(trainer__icontains=person.name):
        before, _, after = _parted(session.trainer, person.name)
        TrainingSession.objects.filter(pk=session.pk).update(trainer=f"{before}a trainer{after}"[:150].strip())


def _parted(text: str, name: str) -> tuple[str, str, str]:
    at = text.lower().find(name.lower())
    return (text, "", "") if at < 0 else (text[:at], text[at : at + len(name)], text[at + len(name) :])
