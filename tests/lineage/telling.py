"""What the register tells of schools in these tests: who closed, who followed."""

from datetime import date

from taskgroups.schools.models import Link, School
from tests.cast import Cast, school

DAY = date(2026, 9, 1)


def close(old: School, **more: object) -> School:
    """Close a school, as the register would say it."""
    School.objects.filter(pk=old.pk).update(open=False, status="Closed", **more)
    old.refresh_from_db()
    return old


def opened(cast: Cast, urn: int, name: str, **more: object) -> School:
    """A school that is open, of the cast's authority."""
    return school(urn, name, cast.authority, **more)


def links(*told: tuple[int, int, str]) -> None:
    """Links between URNs, as a file of links has them."""
    for urn, linked, kind in told:
        Link.objects.get_or_create(urn=urn, linked_urn=linked, kind=kind)


def follow(old: School, new: School) -> None:
    """Tell that one school followed another, from both sides."""
    links((old.urn, new.urn, "Successor"), (new.urn, old.urn, "Predecessor"))


def again(one: School) -> School:
    """The school as it is held now."""
    return School.objects.get(pk=one.pk)
