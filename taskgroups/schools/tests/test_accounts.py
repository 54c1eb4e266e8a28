"""Accounts, as administrators look after them."""

import pytest
from django.urls import reverse

from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Role
from tests.cast import give, person

pytestmark = pytest.mark.django_db


def texts(page, path):
    return [text_of(one) for one in page.xpath(path)]


def test_an_administrator_finds_accounts(cast, as_):
    browser = as_(cast.administrator)
    check_page(browser.get(reverse("accounts")).content, "accounts")
    found = parse(browser.get(reverse("accounts"), {"q": "CAST.example", "sort": "-name", "state": "open"}).content)
    assert texts(found, "//tbody/tr/th")[0] == "Stan Stranger"
    check_page(browser.get(reverse("account", args=[cast.head_a.pk])).content, "account")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_of_accounts_costs_the_same(cast, as_, django_assert_max_num_queries, rows):
    for number in range(rows):
        give(person(f"Extra {number}"), "chair", consortium=cast.harbour)
    browser = as_(cast.administrator)
    with django_assert_max_num_queries(5):
        browser.get(reverse("accounts"), {"q": "extra"})


def test_a_closed_account_is_out_at_once_and_comes_back(cast, as_):
    inside, admin = as_(cast.stranger), as_(cast.administrator)
    where = reverse("account-switch", args=[cast.stranger.pk])
    admin.post(where, {"to": "closed"})
    assert inside.get(reverse("schools")).status_code == 302
    admin.post(where, {"to": "open"})
    assert as_(cast.stranger).get(reverse("schools")).status_code == 200


def test_nobody_closes_their_own_account(cast, as_):
    as_(cast.administrator).post(reverse("account-switch", args=[cast.administrator.pk]), {"to": "closed"})
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active is True


def test_an_administrator_sends_a_link_for_a_new_password(cast, as_):
    as_(cast.administrator).post(reverse("account-reset", args=[cast.head_a.pk]))
    assert Letter.objects.get().to == cast.head_a.email


def test_an_administrator_ends_a_role(cast, as_):
    role = Role.objects.get(person=cast.head_a)
    where = reverse("account-role-end", args=[cast.head_a.pk, role.pk])
    check_page(as_(cast.administrator).get(where).content, "end")
    day = role.starts
    last = {"ends-day": day.day, "ends-month": day.month, "ends-year": day.year}
    assert as_(cast.administrator).post(where, last).status_code == 302
    role.refresh_from_db()
    noted = Entry.objects.get(verb="ended a role")
    assert (role.ends, noted.by, noted.school_urn) == (day, cast.administrator, cast.a.urn)
    assert as_(cast.administrator).get(reverse("account-role-end", args=[cast.head_b.pk, role.pk])).status_code == 404


@pytest.mark.parametrize("who", ["head_a", "lead", "officer", "stranger"])
def test_accounts_are_for_administrators(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.get(reverse("accounts")).status_code == 404
    assert browser.post(reverse("account-reset", args=[cast.head_a.pk])).status_code == 404
