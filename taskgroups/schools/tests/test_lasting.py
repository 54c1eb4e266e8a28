"""An observer's role, offered by a link in a letter, lasts to the end of the school year; others last for good."""

from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.schools.domain.invite import accept, invite
from taskgroups.schools.lasting import last_day
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from tests.days import noon

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("offered", "taken_up", "last"),
    [
        (date(2026, 9, 1), date(2026, 9, 8), date(2027, 8, 31)),
        (date(2027, 5, 31), date(2027, 6, 20), date(2027, 8, 31)),
        (date(2027, 6, 1), date(2027, 6, 1), date(2028, 8, 31)),
        (date(2026, 12, 1), date(2027, 9, 1), date(2028, 8, 31)),
    ],
)
def test_it_is_the_last_of_august_and_what_was_told_holds_unless_it_has_passed(offered, taken_up, last):
    assert last_day("observer", offered=offered, on=taken_up) == last


@pytest.mark.parametrize("kind", [kind for kind in Role.Kind.values if kind != "observer"])
def test_no_other_role_ends_by_itself(kind):
    assert last_day(kind, offered=date(2026, 9, 1), on=date(2026, 9, 1)) is None


@pytest.fixture
def offered(cast):
    return invite(email=cast.head_c.email, kind="observer", consortium=cast.harbour, by=cast.lead)


def last():
    return last_day("observer", offered=today(), on=today())


def test_the_letter_and_the_page_say_until_when_and_who_may_change_it(cast, as_, offered):
    says = f"This lasts until {day(last())}. The lead of the consortium may change that day."
    place = reverse("invitation", args=[offered.token])
    assert says in Letter.objects.get().text
    assert says in text_of(check_page(as_(cast.head_c).get(place).content, place))


def test_taken_up_it_has_that_day_and_says_so(cast, as_, offered):
    place = reverse("invitation", args=[offered.token])
    said = as_(cast.head_c).post(place, follow=True).text
    assert f"You are now Observer, a chair in training, Harbour, until {day(last())}." in said
    assert Role.objects.get(kind="observer", person=cast.head_c).ends == last()


def test_an_offer_to_clerk_says_nothing_of_a_last_day_and_has_none(cast):
    made = invite(email=cast.head_c.email, kind="clerk", consortium=cast.harbour, by=cast.lead)
    assert "lasts until" not in Letter.objects.get().text
    assert accept(invitation=made, by=cast.head_c).ends is None


def test_the_lead_changes_the_last_day_and_nobody_else_does(cast, as_, offered):
    role = accept(invitation=offered, by=cast.head_c)
    place = reverse("consortium-role-end", args=["harbour", role.pk])
    people = reverse("consortium-people", args=["harbour"])
    assert place in as_(cast.lead).get(people).text
    assert place not in as_(cast.officer).get(people).text
    page = check_page(as_(cast.lead).get(place).content, place)
    assert "Change the last day of a role" in text_of(page)
    assert page.xpath("//input[@name='ends-year']/@value") == [str(last().year)]
    later = last().replace(year=last().year + 1)
    for who, answer in ((cast.officer, 404), (cast.head_c, 404), (cast.lead, 302)):
        assert as_(who).post(place, parts("ends", later)).status_code == answer
    assert Role.objects.get(pk=role.pk).ends == later


def test_after_its_last_day_nobody_is_led_to_change_it(cast, as_, offered):
    role = accept(invitation=offered, by=cast.head_c)
    Role.objects.filter(pk=role.pk).update(starts=today() - timedelta(days=9), ends=today() - timedelta(days=1))
    shown = as_(cast.lead).get(reverse("consortium-people", args=["harbour"])).text
    assert reverse("consortium-role-end", args=["harbour", role.pk]) not in shown


@pytest.mark.parametrize(
    ("on", "starts", "last"),
    [
        (date(2026, 12, 1), date(2020, 9, 1), date(2027, 8, 31)),
        (date(2027, 6, 1), date(2020, 9, 1), date(2028, 8, 31)),
        (date(2026, 12, 1), date(2027, 6, 1), date(2028, 8, 31)),
    ],
)
def test_those_who_observe_since_before_roles_had_an_end_do_so_to_the_end_of_a_school_year(cast, on, starts, last):
    others = Role.objects.exclude(kind="observer").values_list("pk", "ends")
    before, role = set(others), Role.objects.get(kind="observer")
    Role.objects.filter(pk=role.pk).update(starts=starts)
    with time_machine.travel(noon(on), tick=False):
        import_module("taskgroups.schools.migrations.0008_observers_have_a_last_day").give_a_last_day(apps, None)
    role.refresh_from_db()
    assert (role.ends, set(others.all())) == (last, before)


def test_a_last_day_that_the_lead_chose_stays(cast):
    Role.objects.filter(kind="observer").update(ends=date(2030, 1, 31))
    import_module("taskgroups.schools.migrations.0008_observers_have_a_last_day").give_a_last_day(apps, None)
    assert Role.objects.get(kind="observer").ends == date(2030, 1, 31)
