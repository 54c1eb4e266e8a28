"""Deleting everything that is kept of a person's practice, by their own act."""

from django.db import transaction

from taskgroups.people.models import Person
from taskgroups.practice import models


@transaction.atomic
def forget(*, by: Person) -> int:
    """Delete every tap, code, transcribed clause, share and attempt of a person; return how many rows.

    The shared log stays: it is the host school's.
    """
    owned = [
        (models.Tap, "person"),
        (models.Recoding, "person"),
        (models.Transcript, "person"),
        (models.Attempt, "person"),
        (models.Share, "owner"),
    ]
    return sum(model._default_manager.filter(**{field: by}).delete()[0] for model, field in owned)
