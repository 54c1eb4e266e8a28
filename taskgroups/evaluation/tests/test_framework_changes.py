"""The framework changes in mid-year: what was judged and shown under the one before stays under it, and is found."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence
from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.frameworks.shelf import packs
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Audience, Sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(cast, pack, area):
    """The framework before the one in force, which has an area of the same name: Alder judged and showed it there."""
    old = next(one for one in reversed(packs().values()) if one.slug != pack.slug and one.area(area.slug))
    there = old.area(area.slug)
    judge(school=cast.a, pack=old, area=there.slug, changes={"": Change(there.scale[0].slug, 0)}, by=cast.head_a)
    places = [Place(old.slug, there.slug, one.slug) for one in there.descriptors[:2]]
    facts = Facts("Reading log", "work", timezone.localdate() - timedelta(days=9))
    add_evidence(school=cast.a, facts=facts, places=places, by=cast.head_a)
    return old


def rows(page, of: str = "") -> list[list[str]]:
    found = page.xpath(f"//table[contains(@class, '{of}')]/tbody/tr")
    return [[text_of(cell) for cell in row.xpath("./th | ./td")] for row in found]


def test_an_item_of_the_framework_before_names_it_and_is_counted_apart(cast, as_, home, pack, area, before) -> None:
    item = cast.a.evidence.get()
    item.uses.create(pack=pack.slug, area=area.slug, descriptor=area.descriptors[0].slug, linked_at=timezone.now())
    [row] = rows(check_page(as_(cast.head_a).get(home("evidence", of="")).content))
    assert row[-1].removeprefix("What it shows") == f"{area.name}, 1 statement{area.name}, 2 statements, {before.title}"


def test_what_is_not_linked_under_the_new_one_is_found_and_what_is_linked_is_not(cast, as_, home, keep, before) -> None:
    keep(title="Linked by now")
    page = check_page(as_(cast.head_a).get(home("evidence", of="") + "?area=-").content)
    assert [row[0] for row in rows(page)] == ["Reading log"]
    there = check_page(as_(cast.head_a).get(home("evidence", of="") + f"?area=-&pack={before.slug}").content)
    assert [row[0] for row in rows(there)] == ["Linked by now"]


@pytest.mark.parametrize("name", ["evidence", "evidence/coverage"])
def test_evidence_and_coverage_lead_to_what_stands_under_the_one_before(cast, as_, home, pack, before, name) -> None:
    client, where = as_(cast.head_a), home(name, of="")
    others = "//*[@id = 'other-frameworks']//a"
    [now] = check_page(client.get(where).content).xpath(others)
    assert (text_of(now), now.get("href")) == (before.title, f"{where}?pack={before.slug}")
    [then] = check_page(client.get(f"{where}?pack={before.slug}").content).xpath(others)
    assert (text_of(then), then.get("href")) == (pack.title, f"{where}?pack={pack.slug}")


def test_where_nothing_was_judged_before_no_other_framework_is_named(cast, as_, home) -> None:
    for name in ("evidence", "evidence/coverage"):
        page = check_page(as_(cast.head_a).get(home(name, of="")).content)
        assert page.xpath("//*[@id = 'other-frameworks']") == []


def test_coverage_of_the_framework_before_is_what_was_shown_there(cast, as_, home, area, before) -> None:
    page = check_page(as_(cast.head_a).get(home("evidence/coverage", of="") + f"?pack={before.slug}").content)
    [row] = [row for row in rows(page, "tg-strengths") if row[0] == area.name]
    assert sum(int(re.sub(r"\D", "", cell)) for cell in row[2:5]) == 2


@pytest.mark.parametrize("who", ["head_a", "lead"])
def test_more_of_the_evidence_of_an_area_is_looked_for_under_its_own_framework(cast, as_, area, before, who) -> None:
    for thing in ("evaluation", "evidence"):
        Sharing.objects.create(school=cast.a, thing=thing, audience=Audience.CONSORTIUM)
    one = before.area(area.slug).descriptors[0]
    for number in range(5):
        facts = Facts(f"Log {number}", "work", timezone.localdate())
        add_evidence(school=cast.a, facts=facts, places=[Place(before.slug, area.slug, one.slug)], by=cast.head_a)
    page = as_(getattr(cast, who)).get(f"/schools/990001/self-evaluation/{area.slug}/?pack={before.slug}").text
    assert f"/schools/990001/evidence/?area={area.slug}&amp;pack={before.slug}" in page


def test_the_page_of_the_school_says_where_the_history_is(cast, as_, before) -> None:
    page = check_page(as_(cast.head_a).get("/schools/990001/").content)
    assert "What was said under another framework stays under it" in text_of(page)
