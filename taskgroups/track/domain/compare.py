"""Comparing afresh: for every Task Group at once, since a school that stands beside one stands beside no other."""

from django.db import transaction
from django.utils import timezone

from taskgroups.schools.domain.loaded import Loaded
from taskgroups.track.core import pairing
from taskgroups.track.gathering import became, first_held, made_from, schools
from taskgroups.track.models import ComparedGroup, Reckoning


def compare_where_needed() -> bool:
    """Compare afresh where a file was loaded or a Task Group held since; say whether it was done."""
    now = made_from()
    if Reckoning.objects.filter(made_from=now).exists():
        return False
    compare(now)
    return True


def forget_where_changed(loaded: Loaded) -> None:
    """A file of inspections that told something new: the comparison no longer rests on what is held."""
    if loaded.changed:
        Reckoning.objects.all().delete()


def forget() -> None:
    """A file is taken back: what was compared may rest on inspections that came with it. It is compared afresh."""
    ComparedGroup.objects.all().delete()
    Reckoning.objects.all().delete()


def compare(now: str) -> None:
    """Work out who is compared with whom. Everything is read first: what is written takes a moment."""
    lineage = became()
    held = first_held(lineage)
    known = schools(held, lineage) if held else []
    found = [_row(one, held[one.school].pk) for one in pairing.pair(known)]
    with transaction.atomic():
        ComparedGroup.objects.all().delete()
        Reckoning.objects.all().delete()
        ComparedGroup.objects.bulk_create(found, batch_size=200)
        Reckoning.objects.create(made_at=timezone.now(), made_from=now, schools=len(known))


def _row(one: pairing.Compared, group: int) -> ComparedGroup:
    row = ComparedGroup(task_group_id=group, why=one.why)
    if one.own and one.other:
        row.before_id, row.after_id = one.own.before.key, one.own.after.key
        row.other_before_id, row.other_after_id = one.other.before.key, one.other.after.key
    return row
