"""Many rows changed at once hold what they would hold had each been saved by itself."""

from datetime import date

from taskgroups.schools.domain import rows
from taskgroups.schools.models import School
from tests.cast import Cast

NAMES = ("name", "authority", "special", "pupils", "opened_on")


def test_each_field_that_is_named_is_kept_as_it_is(cast: Cast) -> None:
    one, other = School.objects.order_by("pk")[:2]
    one.name, one.special, one.pupils, one.opened_on = "St Anne’s 100%", True, 0, date(1999, 9, 1)
    other.authority, other.special, other.pupils, other.opened_on = None, False, None, None
    rows.change(School, NAMES, [one, other])
    kept = [[getattr(School.objects.get(pk=school.pk), name) for name in NAMES] for school in (one, other)]
    assert kept == [[getattr(school, name) for name in NAMES] for school in (one, other)]


def test_what_is_not_named_and_who_is_not_among_them_stay(cast: Cast) -> None:
    one, other = School.objects.order_by("pk")[:2]
    town, name = one.town, other.name
    one.name, one.town, other.name = "New", "Elsewhere", "Other"
    rows.change(School, ["name"], [one])
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.name, one.town, other.name) == ("New", town, name)


def test_nothing_is_asked_where_nothing_changed(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        rows.change(School, NAMES, [])
