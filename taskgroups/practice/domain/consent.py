"""Saying yes or no to the use of a transcript. A 'no' takes away what came of one."""

from django.db import transaction

from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.models import Consent, Kept, Transcript


@transaction.atomic
def say(*, by: Person, group: TaskGroup, agrees: bool, keeping: bool = False) -> Consent:
    """Write down what somebody says to a transcript's use, and to its being kept, and return it.

    With a 'no' every figure from a transcript is deleted at once; without `keeping` at least what was kept of it.
    """
    TaskGroup.objects.select_for_update().get(pk=group.pk)
    given = {"agrees": agrees, "keeping": agrees and keeping}
    said, _ = Consent.objects.update_or_create(task_group=group, person=by, defaults=given)
    if not agrees:
        Transcript.objects.filter(task_group=group).delete()
    elif not keeping:
        Kept.objects.filter(transcript__task_group=group).delete()
    return said
