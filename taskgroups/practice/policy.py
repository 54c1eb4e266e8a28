"""Who may open a chair's account: that chair, about what they said while they chaired. Nobody else finds it."""

from django.db.models import Q

from taskgroups.kit.talk.practice import Exchange, exchanges
from taskgroups.meetings import policy as meetings
from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.meetings.named import was_in_room
from taskgroups.people.models import Person
from taskgroups.practice.models import Kept, Share
from taskgroups.practice.models.craft import MENTORS
from taskgroups.schools.policy import holds, today

State = TaskGroup.State
MET = (State.OPEN, State.PAUSED, State.CLOSED)


def own_account(person: Person, group_id: str) -> TaskGroup | None:
    """Whoever chairs or chaired the Task Group, about themselves, once its room was opened."""
    group = meetings.ever_chaired_task_group(person, group_id)
    return group if group and group.state in MET else None


def own_figures(person: Person, group_id: str) -> TaskGroup | None:
    """Whoever chairs or chaired the Task Group, about themselves; of a school that leaves, their figures alone."""
    return own_account(person, group_id) or _of_a_hidden_one(person, group_id)


def _of_a_hidden_one(person: Person, group_id: str) -> TaskGroup | None:
    """A Task Group the person chaired that nobody but the school opens now: no word of it is theirs to read."""
    found = TaskGroup.objects.filter(is_chair_of(person), public_id=group_id, state__in=MET)
    return found.select_related("school").first() if person.is_active else None


def own_kept(person: Person, group_id: str) -> Kept | None:
    """The chair who kept a transcript on purpose, until its last day."""
    group = own_account(person, group_id)
    kept = Kept.objects.standing_on(today()).filter(transcript__person=person, transcript__task_group=group)
    return kept.select_related("transcript__task_group__school").first() if group else None


def in_the_room(person: Person, group_id: str) -> TaskGroup | None:
    """Whoever has or had a seat, or was noted as having come: their say does not go when their seat is taken away."""
    group = TaskGroup.objects.filter(not_hidden_from(person), public_id=group_id).first()
    return group if group and was_in_room(person, group) else None


def own_room(person: Person, group_id: str) -> TaskGroup | None:
    """The chair, once the room was opened: what is written there is not kept."""
    group = meetings.chaired_task_group(person, group_id)
    return group if group and group.opened_at else None


def is_chair_of(person: Person) -> Q:
    """The Task Groups a person chairs or chaired: their seat, or a hand-over from them.

    Whoever chaired has a seat, if one that was taken away: hand-overs are read in those Task Groups alone.
    """
    seats = Seat.objects.filter(person=person)
    chairs = seats.current().filter(part=Seat.Part.CHAIR).values("task_group")
    handed = Event.objects.filter(
        task_group__in=seats.values("task_group"), kind=Event.Kind.HANDOVER, payload__from=person.pk
    )
    return Q(pk__in=chairs) | Q(pk__in=handed.values("task_group"))


def own_share(person: Person, share_id: int) -> Share | None:
    """Whoever shared it."""
    return Share.objects.filter(owner=person, pk=share_id).first()


def shared_with(person: Person, share_id: int) -> Share | None:
    """The mentor a chair shared their figures with, while a chair or lead beside them, until the share ends."""
    if not any(holds(person, kind) for kind in MENTORS):
        return None
    return Share.objects.seen_on(today()).filter(mentor=person, pk=share_id).select_related("owner").first()


def an_exchange(person: Person, slug: str) -> Exchange | None:
    """Anybody who is signed in: what they answer is theirs alone."""
    return next((one for one in exchanges() if one.slug == slug), None)
