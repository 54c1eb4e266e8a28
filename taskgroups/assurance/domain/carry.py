"""What goes over with a school to the one it became."""

from django.utils import timezone

from taskgroups.assurance.models import Statement
from taskgroups.schools.models import School


def carry_statements(old: School, new: School) -> None:
    """Every statement goes over. Where both schools have one that stands, or one being chosen, the new one's stays."""
    mine, theirs = (Statement.objects.filter(school=one) for one in (old, new))
    if theirs.filter(released_at=None).exists():
        mine.filter(released_at=None).delete()
    if theirs.released().exists():
        mine.released().update(ended_at=timezone.now())
    mine.update(school=new)
