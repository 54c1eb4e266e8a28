"""Who may chair in a round: what is asked of a chair is asked here, nowhere else."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from taskgroups.rounds.models import NotChairing
from taskgroups.schools.models import Consortium, Role
from taskgroups.training.accrediting.reading import Right, rights


def who_may_chair(consortium: Consortium, day: date, meets: date | None = None) -> Mapping[int, frozenset[str]]:
    """The people who may chair a Task Group of the consortium, by key, each with the phases of school they may chair.

    `day` is that of their roles; `meets` the first on which one may meet, where that is another: their accreditation
    is to hold then, and whoever has said that they do not chair for now may again once that is over.

    Of the heads of its schools and those who hold the role of chair in it: who is accredited, for the phases of that;
    and whom the lead lets chair for now. That a chair comes from outside the host school, and is bound by no interest,
    is asked for each school apart (H2, H5). Three queries.
    """
    on = meets or day
    willing = _held(consortium, day).exclude(person__in=not_chairing(consortium, on).values("person"))
    found = rights(set(willing.values_list("person_id", flat=True)), consortium, on)
    return {key: right.phases for key, right in found.items() if right.phases}


def rights_in(consortium: Consortium, day: date) -> Mapping[int, Right]:
    """All of those heads and chairs, by key, each with that by which they may chair, or why they may not."""
    return rights(set(_held(consortium, day).values_list("person_id", flat=True)), consortium, day)


def _held(consortium: Consortium, day: date) -> QuerySet[Role]:
    return Role.objects.on(day).heads_and(consortium, Role.Kind.CHAIR).filter(person__is_active=True)


def not_chairing(consortium: Consortium, day: date) -> QuerySet[NotChairing]:
    """What people have said who do not chair in the consortium on that day."""
    return NotChairing.objects.filter(consortium=consortium, until__gte=day)
