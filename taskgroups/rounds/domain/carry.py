"""What a round says of a school goes on under its new URN; where both stood there, one of the two is enough."""

from django.db.models import Model

from taskgroups.rounds.models import Fix, Host, Interest
from taskgroups.schools.models import School


def carry_hosts(old: School, new: School) -> None:
    """Let rounds name the new school as host."""
    _carry(Host, old, new, "round")


def carry_interests(old: School, new: School) -> None:
    """Let declared interests bind at the new school."""
    _carry(Interest, old, new, "consortium", "person")


def carry_fixes(old: School, new: School) -> None:
    """Let what was kept or ruled out stand for the new school."""
    _carry(Fix, old, new, "round", "person")


def _carry(model: type[Model], old: School, new: School, *beside: str) -> None:
    rows = model._base_manager
    there = set(rows.filter(school=new).values_list(*beside))
    for row in rows.filter(school=old).values_list("pk", *beside):
        if row[1:] in there:
            rows.filter(pk=row[0]).delete()
    rows.filter(school=old).update(school=new)
