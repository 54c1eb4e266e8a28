"""The host head sends the school's preparation to the group."""

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import agenda, invite
from taskgroups.meetings.domain.versions import hold, note_change
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan import letters
from taskgroups.people.models import Person


@transaction.atomic
def send_preparation(*, group: TaskGroup, by: Person) -> TaskGroup:
    """Let everybody with a seat see the preparation as it stands now; a later send replaces it.

    Where nobody has changed the agenda by hand its minutes are weighed by the gaps the group may now see.
    Those who do not belong to the host school are told by letter, but for who has left (`Seat.objects.open_on`).
    """
    group = hold(group)
    if group.state in (TaskGroup.State.CANCELLED, TaskGroup.State.CLOSED):
        state = group.get_state_display().lower()
        raise Refused(f"This Task Group is {state}, so there is no group to send the preparation to.")
    again = group.prepared_at is not None
    group.prepared_at = timezone.now()
    group.save(update_fields=["prepared_at"])
    note_change(group, by, "sent the preparation", {})
    if group.is_before and group.agenda_changed_at is None:
        agenda.weigh(group=group, by=by, with_gaps=True)
    _tell(group, again)
    return group


def _tell(group: TaskGroup, again: bool) -> None:
    seats = Seat.objects.open_on(timezone.localdate()).filter(task_group=group).exclude(part=Seat.Part.HOST)
    for seat in seats.exclude(invited_at=None).select_related("person", "task_group__school"):
        subject, text = letters.prepared(invite.facts_of(seat), post.link("task-group-papers", group.public_id), again)
        post.send(to=seat.person.email, subject=subject[:200], text=text, about=group.about)
