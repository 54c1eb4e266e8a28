"""What goes over with a school to the one it became."""

from django.utils import timezone

from taskgroups.assurance.models import Link, Statement
from taskgroups.schools.models import School


def carry_statements(old: School, new: School) -> None:
    """Every statement goes over. Where both schools have one that stands, or one being chosen, the new one's stays.

    The links go with them. Where the new school's own statement stays, the old one's links open nothing any more:
    nobody at the new school gave it to whoever has them.
    """
    mine, theirs = (Statement.objects.filter(school=one) for one in (old, new))
    links = Link.objects.filter(school=old)
    if theirs.filter(released_at=None).exists():
        mine.filter(released_at=None).delete()
    if theirs.released().exists():
        mine.released().update(ended_at=timezone.now())
        links.filter(revoked_at=None).update(revoked_at=timezone.now())
    mine.update(school=new)
    links.update(school=new)


def links_go_with_statements(old: School, new: School) -> None:
    """Nothing by themselves: `carry_statements` takes them along."""
