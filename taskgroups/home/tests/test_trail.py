"""What was done at a school is told in words its head knows, each line leading to what it is about."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.frameworks import shelf
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.domain.gaps import set_aside, take_up
from taskgroups.improvement.tests.made import an_action, an_issue, some_evidence
from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.meetings.tests.plan.planned import plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db


# A statement whose text another framework changed, under the same area and the same name.
AREA, STATEMENT = "achievement", "achieve-well"
EARLIER, LATER = "rf-2025", "rf-2026"


def told(as_, cast: Cast) -> dict[str, str | None]:
    """What the lines of the page are about, with where each leads."""
    page = check_page(as_(cast.head_a).get(reverse("school-history", args=[cast.a.urn])).content, "history")
    cells = page.xpath("//tbody/tr/td[last()]/*[@class='tg-cards__value']")
    return {text_of(cell): next(iter(cell.xpath(".//a/@href")), None) for cell in cells}


def test_each_thing_is_called_by_its_name_and_led_to(cast: Cast, as_) -> None:
    pack = pack_on(timezone.localdate())
    area = pack.areas[0]
    judge(school=cast.a, pack=pack, area=area.slug, changes={"": Change(area.secure_from, 0)}, by=cast.head_a)
    evidence, action, issue, group = some_evidence(cast), an_action(cast), an_issue(cast), plan(cast)
    for about in (evidence.public_id, action.public_id, issue.public_id, f"{area.slug}/{area.descriptors[0].slug}"):
        Entry.objects.create(by=cast.head_a, verb="did", about=about, school_urn=cast.a.urn)
    lines = told(as_, cast)
    place = f"{reverse('school-evaluation-area', args=[cast.a.urn, area.slug])}?pack={pack.slug}"
    assert lines == {
        evidence.title: reverse("school-evidence-item", args=[cast.a.urn, evidence.public_id]),
        action.what: reverse("school-action", args=[cast.a.urn, action.public_id]),
        issue.title: reverse("school-improvement", args=[cast.a.urn]),
        area.name: place,
        f"{area.name}: {area.descriptors[0].text}": place,
        f"Task Group, {day(timezone.localdate(group.starts_at))}": reverse("task-group", args=[group.public_id]),
    }


def test_what_is_another_schools_or_gone_keeps_the_words_it_was_written_with(cast: Cast, as_) -> None:
    elsewhere = some_evidence(cast)
    elsewhere.school = cast.b
    elsewhere.save(update_fields=["school"])
    for about in (elsewhere.public_id, "no-such/area", "Harbour", ""):
        Entry.objects.create(by=cast.head_a, verb="did", about=about, school_urn=cast.a.urn)
    assert told(as_, cast) == {elsewhere.public_id: None, "no-such/area": None, "Harbour": None, "": None}


def under(slug: str) -> dict[str, str]:
    """How the statement reads under a framework, and where that is."""
    pack: Any = shelf.pack(slug)
    area = pack.area(AREA)
    return {f"{area.name}: {area.by_slug[STATEMENT].text}": f"?pack={slug}"}


def places(as_, cast: Cast) -> dict[str, str]:
    """What the lines are about, with the framework that each link names."""
    area = reverse("school-evaluation-area", args=[cast.a.urn, AREA])
    return {text: str(link).removeprefix(area) for text, link in told(as_, cast).items()}


@pytest.mark.parametrize("slug", [EARLIER, LATER])
def test_a_gap_is_told_under_the_framework_it_was_set_aside_under(cast: Cast, as_, slug: str) -> None:
    key = (AREA, STATEMENT, "not_yet")
    set_aside(by=cast.head_a, school=cast.a, pack=slug, key=key, reason="Not before the new hall stands")
    take_up(by=cast.head_a, school=cast.a, pack=slug, key=key)
    assert list(Entry.objects.values_list("about", flat=True)) == [f"{slug}/{AREA}/{STATEMENT}"] * 2
    assert places(as_, cast) == under(slug)


def test_a_line_that_names_no_framework_is_told_under_the_one_in_force_that_day(cast: Cast, as_) -> None:
    for written in (datetime(2026, 8, 31, 12, tzinfo=UTC), datetime(2026, 9, 1, 12, tzinfo=UTC)):
        line = Entry.objects.create(
            by=cast.head_a, verb="set a gap aside", about=f"{AREA}/{STATEMENT}", school_urn=cast.a.urn
        )
        Entry.objects.filter(pk=line.pk).update(at=written)
    assert under(EARLIER).keys() != under(LATER).keys()
    assert places(as_, cast) == under(EARLIER) | under(LATER)
