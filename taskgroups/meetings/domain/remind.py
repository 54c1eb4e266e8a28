"""Reminding heads of records that wait for them: once each, in words that hold no judgement."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.meetings.domain.record import is_late
from taskgroups.meetings.models import Record
from taskgroups.meetings.record import letters as record_letters

SOONEST = timedelta(days=14)  # ten working days are never fewer


def send_reminders() -> int:
    """Remind the head of each record that waited more than ten working days; return how many letters were written.

    A school without a head today is passed over, and its next head is reminded.
    """
    waiting = Record.objects.filter(
        state=Record.State.WITH_HEAD, reminded_at=None, sent_at__lte=timezone.now() - SOONEST
    ).values_list("pk", flat=True)
    return sum(_remind(pk) for pk in list(waiting))


@transaction.atomic
def _remind(pk: int) -> int:
    found = Record.objects.select_for_update(of=("self",)).select_related("task_group__school")
    record = found.filter(pk=pk, state=Record.State.WITH_HEAD, reminded_at=None).first()
    if record is None or not is_late(record):
        return 0
    sent = record_letters.reminder(record)
    if sent:
        record.reminded_at = timezone.now()
        record.save(update_fields=["reminded_at"])
        group = record.task_group
        audit.note(by=None, verb="reminded of a record", school_urn=group.school.urn, about=group.public_id)
    return sent
