"""Who may chair in a round. What is asked of a chair later (training, accreditation) is asked here, nowhere else."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from taskgroups.rounds.models import NotChairing
from taskgroups.schools.models import Consortium, Role, School

EVERY_PHASE = frozenset(School.Phase.values)


def who_may_chair(consortium: Consortium, day: date, meets: date | None = None) -> Mapping[int, frozenset[str]]:
    """The people who may chair a Task Group of the consortium, by key, each with the phases of school they may chair.

    `day` is that of their roles; `meets` the first on which one may meet, where that is another: whoever has said that
    they do not chair for now may again once that is over.

    For now: a head of one of its schools with an active role on that day, and whoever holds the role of chair in it;
    all of them every phase. That a chair comes from outside the host school, and is bound by no interest, is asked for
    each school apart (H2, H5). Three queries.
    """
    near = School.objects.filter(memberships__consortium=consortium, memberships__waits=False)
    held = Role.objects.on(day).filter(person__is_active=True)
    heads = held.filter(kind=Role.Kind.HEAD, school__in=near).values_list("person_id", flat=True)
    chairs = held.filter(kind=Role.Kind.CHAIR, consortium=consortium).values_list("person_id", flat=True)
    back = set(not_chairing(consortium, meets or day).values_list("person_id", flat=True))
    return dict.fromkeys((key for key in [*heads, *chairs] if key not in back), EVERY_PHASE)


def not_chairing(consortium: Consortium, day: date) -> QuerySet[NotChairing]:
    """What people have said who do not chair in the consortium on that day."""
    return NotChairing.objects.filter(consortium=consortium, until__gte=day)
