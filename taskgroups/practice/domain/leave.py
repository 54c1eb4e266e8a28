"""Practice goes with the person: what becomes of it when their account closes.

Nobody else takes it over. At once: what they shared, and what was shared with them, ends, and a transcript they kept is
deleted. After a month, in which a mistake can be put right: all the rest. Who only stops chairing keeps their own.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.practice.domain.forget import forget
from taskgroups.practice.models import Kept, Leaving, Share

MONTH = timedelta(days=30)


@transaction.atomic
def close(person: Person) -> None:
    """End every share from and to a person whose account closes, delete what they kept, and begin the month."""
    now = timezone.now()
    Share.objects.filter(Q(owner=person) | Q(mentor=person), withdrawn_at=None).update(withdrawn_at=now)
    Kept.objects.filter(transcript__person=person).delete()
    Leaving.objects.get_or_create(person=person, defaults={"since": now})


def open_again(person: Person) -> None:
    """End the month: their figures are theirs again. What was shared is not shared again by itself."""
    Leaving.objects.filter(person=person).delete()


@transaction.atomic
def forget_who_left() -> int:
    """Delete the practice of everybody whose account has been closed for a month; return of how many people.

    An account that was closed in any other way begins its month here.
    """
    for person in Person.objects.filter(is_active=False, leaving=None):
        close(person)
    gone = Leaving.objects.filter(since__lte=timezone.now() - MONTH, forgotten=False, person__is_active=False)
    people = [one.person for one in gone.select_related("person")]
    for person in people:
        forget(by=person)
    gone.update(forgotten=True)
    return len(people)
