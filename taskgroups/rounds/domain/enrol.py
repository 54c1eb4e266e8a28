"""Who may be given a part in a round: the heads of the consortium's schools, and its chairs."""

from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.rounds.models import Participant, Round
from taskgroups.schools.models import Role


def enrol(round: Round) -> int:
    """Add those who may be given a part and are not there yet; return how many. Nobody is taken away here."""
    known = set(round.participants.values_list("person_id", flat=True))
    found = {role.person_id: role for role in reversed(eligible(round)) if role.person_id not in known}
    Participant.objects.bulk_create(
        Participant(round=round, person_id=key, school=role.school) for key, role in sorted(found.items())
    )
    return len(found)


def eligible(round: Round) -> list[Role]:
    """The roles by which people take part today, headships first: who heads two schools is there twice."""
    held = _held(round).select_related("person", "school")
    return list(held.order_by("-kind", "person__name", "school__urn", "pk"))


def is_eligible(participant: Participant) -> bool:
    """Whether somebody in a round may still be given a part in it today."""
    return _held(participant.round).filter(person=participant.person).exists()


def _held(round: Round) -> QuerySet[Role]:
    held = Role.objects.on(timezone.localdate()).heads_and(round.consortium, Role.Kind.CHAIR)
    return held.filter(person__is_active=True)
