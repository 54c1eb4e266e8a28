"""What a Task Group that was held is evidence of: who observed, who chaired, and whether their mentor was there."""

from django.utils import timezone

from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.training.accrediting.sources import GROUP
from taskgroups.training.domain.accredit import Seen, note_seen
from taskgroups.training.models import Mentoring, Step

Kind, Part = Step.Kind, Seat.Part


def note_what_was_learned(group: TaskGroup) -> int:
    """Write into people's ways to accreditation that they observed or chaired; return how many steps are new.

    Who chairs at its end has chaired. Where nobody's coming was noted everybody with a seat was there.
    """
    seats = list(group.seats.current().values_list("person", "part"))
    came = _who_came(group)
    there = {person: part for person, part in seats if came is None or person in came or part == Part.CHAIR}
    chairs = [person for person, part in there.items() if part == Part.CHAIR]
    mentors = dict(Mentoring.objects.filter(person__in=chairs, ended_at=None).values_list("person", "mentor"))
    on, source = timezone.localdate(group.opened_at), f"{GROUP}{group.public_id}"
    found = [Seen(one, Kind.OBSERVED, on, source) for one, part in there.items() if part == Part.OBSERVER]
    for chair in chairs:
        mentor = mentors.get(chair)
        watched = mentor in there
        found.append(Seen(chair, Kind.CHAIRED if watched else Kind.LED, on, source, mentor if watched else None))
    return note_seen(found)


def _who_came(group: TaskGroup) -> set[int] | None:
    """Everybody who was noted as having come at any time; None where nobody was."""
    noted = group.events.filter(kind=Event.Kind.ATTENDANCE).values_list("payload", flat=True)
    return {one["person"] for one in noted if one.get("came")} or None
