"""Carrying gaps set aside over to the school that a school became. Nothing is lost, one decision stands."""

from django.utils import timezone

from taskgroups.improvement.models import GapAside
from taskgroups.schools.models import School


def carry_gaps_aside(old: School, new: School) -> None:
    """Let the old school's be the new one's. Where the new one set the same gap aside, its own word stands."""
    standing = GapAside.objects.filter(taken_up_at=None)
    mine = {_gap(one) for one in standing.filter(school=new)}
    for one in standing.filter(school=old):
        if _gap(one) in mine:
            one.taken_up_at = timezone.now()
            one.save(update_fields=["taken_up_at"])
    GapAside.objects.filter(school=old).update(school=new)


def _gap(one: GapAside) -> tuple[str, ...]:
    return one.pack, one.area, one.descriptor, one.kind
