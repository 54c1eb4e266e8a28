"""Saying yes or no to the use of a transcript. A 'no' takes away what came of one."""

from django.db import transaction

from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.models import Consent, Transcript


@transaction.atomic
def say(*, by: Person, group: TaskGroup, agrees: bool) -> Consent:
    """Write down what somebody says, and return it. With a 'no' every figure from a transcript is deleted at once."""
    TaskGroup.objects.select_for_update().get(pk=group.pk)
    said, _ = Consent.objects.update_or_create(task_group=group, person=by, defaults={"agrees": agrees})
    if not agrees:
        Transcript.objects.filter(task_group=group).delete()
    return said
