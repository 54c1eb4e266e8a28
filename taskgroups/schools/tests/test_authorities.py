"""What an authority's officers see: their schools, and only what these share with them."""

import pytest
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.schools.models import Audience, Sharing
from tests.cast import school

pytestmark = pytest.mark.django_db


def texts(page, path):
    return [text_of(one) for one in page.xpath(path)]


def test_an_officer_sees_what_is_shared_with_the_authority_and_no_more(cast, as_):
    Sharing.objects.create(school=cast.a, thing="improvement", audience=Audience.AUTHORITY)
    Sharing.objects.create(school=cast.a, thing="evidence", audience=Audience.CONSORTIUM)
    where = reverse("authority", args=["990"])
    page = check_page(as_(cast.officer).get(where).content, "authority")
    shared = dict(zip(texts(page, "//tbody[last()]/tr/th/a"), texts(page, "//tbody/tr/td[2]/*[2]"), strict=True))
    assert shared == {
        "Alder Primary School": "Improvement issues and actions", "Birch Primary School": "Nothing",
        "Cedar High School": "Nothing", "Dune Primary School": "Nothing",
    }  # fmt: skip
    only = parse(as_(cast.officer).get(where, {"shared": "yes"}).content)
    assert texts(only, "//tbody/tr/th/a") == ["Alder Primary School"]


@pytest.mark.parametrize("who", ["head_a", "lead", "administrator"])
def test_an_authoritys_page_is_for_its_officers(cast, as_, who):
    assert as_(getattr(cast, who)).get(reverse("authority", args=["990"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_an_authoritys_page_costs_the_same(cast, as_, django_assert_max_num_queries, rows):
    for number in range(rows):
        extra = school(991000 + number, f"Fir {number} School", cast.authority)
        Sharing.objects.create(school=extra, thing="evidence", audience=Audience.AUTHORITY)
    browser = as_(cast.officer)
    with django_assert_max_num_queries(9):
        browser.get(reverse("authority", args=["990"]))
