"""Ending roles: the last day somebody has one, which no head moves for themselves."""

from contextlib import suppress
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.live import running
from taskgroups.schools.domain.account import close_account
from taskgroups.schools.domain.end_role import end_role
from taskgroups.schools.domain.head_leaves import head_leaves
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from tests.cast import give, person

pytestmark = pytest.mark.django_db


def test_the_head_ends_a_leaders_role_and_it_stays_in_the_list(cast, as_):
    role = Role.objects.get(person=cast.leader_a)
    browser, where = as_(cast.head_a), reverse("school-role-end", args=[cast.a.urn, role.pk])
    check_page(browser.get(where).content, "end")
    browser.post(where, parts("ends", date(2026, 3, 27)))
    role.refresh_from_db()
    assert role.ends == date(2026, 3, 27)
    page = check_page(browser.get(reverse("school-people", args=[cast.a.urn])).content, "people")
    assert "Lewis Alder" in [text_of(one) for one in page.xpath("//tbody/tr/th")]


def test_a_role_does_not_end_before_it_began(cast, as_):
    role = Role.objects.get(person=cast.leader_a)
    answer = as_(cast.head_a).post(
        reverse("school-role-end", args=[cast.a.urn, role.pk]), parts("ends", date(2019, 1, 1))
    )
    assert answer.status_code == 422
    assert Role.objects.get(pk=role.pk).ends is None


def test_a_head_ends_no_role_at_another_school(cast, as_):
    role = Role.objects.get(person=cast.leader_a)
    assert as_(cast.head_b).post(reverse("school-role-end", args=[cast.a.urn, role.pk])).status_code == 404
    assert as_(cast.head_b).post(reverse("school-role-end", args=[cast.b.urn, role.pk])).status_code == 404


def test_the_only_lead_stays_until_there_is_another(cast):
    role = Role.objects.get(person=cast.lead)
    with pytest.raises(Refused, match="only lead"):
        end_role(role=role, ends=today(), by=cast.lead)
    other = Role.objects.create(person=cast.head_b, kind="lead", consortium=cast.harbour, starts=date(2020, 9, 1))
    Role.objects.filter(pk=other.pk).update(ends=today() + timedelta(days=9))  # who leaves soon is none to stay
    with pytest.raises(Refused, match="only lead"):
        end_role(role=role, ends=today(), by=cast.lead)
    Role.objects.filter(pk=other.pk).update(ends=None)
    assert end_role(role=role, ends=today(), by=cast.lead).ends == today()


def test_a_lead_whose_account_is_closed_is_no_other_lead(cast):
    Role.objects.create(person=cast.head_b, kind="lead", consortium=cast.harbour, starts=date(2020, 9, 1))
    close_account(person=cast.head_b, by=cast.administrator)
    with pytest.raises(Refused, match="only lead"):
        end_role(role=Role.objects.get(person=cast.lead), ends=today(), by=cast.lead)


@pytest.mark.parametrize(("days", "let_go"), [(-1, 1), (0, 0)])
def test_a_role_that_is_over_ends_what_was_watched_by_it(
    cast, monkeypatch, django_capture_on_commit_callbacks, days, let_go
):
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(running, "_poke", lambda *what: told.append(what))
    role = Role.objects.get(person=cast.leader_a)
    with django_capture_on_commit_callbacks(execute=True):
        end_role(role=role, ends=today() + timedelta(days=days), by=cast.head_a)
    assert told == [("let_go", str(cast.leader_a.pk))] * let_go


def test_those_at_the_school_today_stand_above_those_who_left(cast, as_):
    give(person("Adil Before"), "leader", school=cast.a)
    Role.objects.filter(person__name="Adil Before").update(ends=date(2021, 7, 31))
    page = check_page(as_(cast.head_a).get(reverse("school-people", args=[cast.a.urn])).content, "people")
    names = [text_of(one) for one in page.xpath("//tbody/tr/th")]
    assert names == ["Asha Alder", "Grace Alder", "Lewis Alder", "Adil Before"]


def test_the_roles_of_an_account_that_last_stand_above_those_that_ended(cast, as_):
    Role.objects.filter(person=cast.head_b, kind="head").update(ends=date(2021, 7, 31))
    page = check_page(as_(cast.administrator).get(reverse("account", args=[cast.head_b.pk])).content, "account")
    kinds = [text_of(one) for one in page.xpath("//tbody/tr/th")]
    assert [one.partition(",")[0] for one in kinds] == ["Chair", "Host head"]


def test_a_head_whose_last_day_was_said_does_not_put_it_off(cast, as_):
    last = today() + timedelta(days=20)
    role = head_leaves(school=cast.a, by=cast.governor_a, on=last)
    where = reverse("school-role-end", args=[cast.a.urn, role.pk])
    assert as_(cast.head_a).post(where, parts("ends", last + timedelta(days=400))).status_code == 422
    role.refresh_from_db()
    assert role.ends == last


def test_a_headship_that_is_over_does_not_begin_again_by_a_later_last_day(cast):
    before = give(person("Hugh Before"), "head", school=cast.a)
    Role.objects.filter(pk=before.pk).update(ends=date(2021, 7, 31))
    before.refresh_from_db()
    for by in (cast.head_a, cast.administrator):
        with pytest.raises(Refused, match="Name a head"):
            end_role(role=before, ends=today() + timedelta(days=1), by=by)


def test_a_last_day_as_head_may_still_be_brought_forward(cast):
    role = head_leaves(school=cast.a, by=cast.governor_a, on=today() + timedelta(days=20))
    assert end_role(role=role, ends=today(), by=cast.administrator).ends == today()


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_end_each_others_role_at_once_leave_one(cast):
    """On PostgreSQL two connections meet at the lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    give(cast.head_b, "lead", consortium=cast.harbour)
    roles = list(Role.objects.filter(kind="lead", consortium=cast.harbour).select_related("person", "consortium"))

    def one(role, by):
        with suppress(Refused):
            end_role(role=role, ends=today(), by=by)
        connection.close()

    both = [Thread(target=one, args=(role, other.person)) for role, other in (roles, reversed(roles))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert Role.objects.filter(kind="lead", consortium=cast.harbour, ends=None).count() == 1
