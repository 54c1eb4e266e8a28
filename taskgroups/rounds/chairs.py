"""Who may chair in a round. What is asked of a chair later (training, accreditation) is asked here, nowhere else."""

from collections.abc import Mapping
from datetime import date

from taskgroups.schools.models import Consortium, Role, School

EVERY_PHASE = frozenset(School.Phase.values)


def who_may_chair(consortium: Consortium, day: date) -> Mapping[int, frozenset[str]]:
    """The people who may chair a Task Group of the consortium, by key, each with the phases of school they may chair.

    For now: a head of one of its schools with an active role on that day, and whoever holds the role of chair in it;
    all of them every phase. That a chair comes from outside the host school, and is bound by no interest, is asked for
    each school apart (H2, H5). Two queries.
    """
    near = School.objects.filter(memberships__consortium=consortium, memberships__waits=False)
    held = Role.objects.on(day).filter(person__is_active=True)
    heads = held.filter(kind=Role.Kind.HEAD, school__in=near).values_list("person_id", flat=True)
    chairs = held.filter(kind=Role.Kind.CHAIR, consortium=consortium).values_list("person_id", flat=True)
    return dict.fromkeys([*heads, *chairs], EVERY_PHASE)
