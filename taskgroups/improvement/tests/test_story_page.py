"""The story of risk: that it ends with what stands, and its page."""

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, change_evidence, restore, withdraw
from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.reading_story import story_of
from taskgroups.improvement.tests.made_judged import AREA, FIRST, PACK, SECOND, placed, show
from taskgroups.improvement.tests.pages import at, page
from taskgroups.schools.policy import today
from tests.days import noon_ago

pytestmark = pytest.mark.django_db


def test_what_stands_is_the_same_without_its_story(cast):
    placed(cast, **{FIRST.slug: "met", SECOND.slug: "met"})
    earlier, strong = noon_ago(60), {"confirmed_by": "Governor", "covers": "whole"}
    read, put, gone, back = (show(cast, FIRST, SECOND, **strong) for _ in range(4))
    Evidence.objects.update(added_at=earlier)
    EvidenceUse.objects.update(linked_at=earlier)
    change_evidence(
        evidence=read, facts=Facts("Book look", "work", today(), "Seen"), base=read.changed_at, by=cast.head_a
    )
    put.uses.filter(descriptor=FIRST.slug).update(unlinked_at=timezone.now())
    withdraw(evidence=gone, by=cast.head_a)
    withdraw(evidence=back, by=cast.head_a)
    restore(evidence=back, by=cast.head_a)
    stands, told = risk_of(cast.a, PACK), story_of(cast.a, PACK)
    assert {one.state.area.slug: one.stated for one in stands.areas} == told.story.last
    assert stands.now.worth == {key: found for key, found in told.now.worth.items() if found}
    assert len(stands.now.worth[AREA.slug, FIRST.slug]) == 2


def test_the_story_has_a_page_of_its_own_that_says_what_moved_it(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    client = as_(cast.head_a)
    assert f'href="{at("school-risk-story", cast)}"' in client.get(at("school-risk", cast)).content.decode()
    text = page(client, at("school-risk-story", cast))
    assert f"{AREA.name}: not said yet, now high" in text
    assert "%" not in text


def test_the_story_of_a_school_that_has_judged_nothing_is_empty(cast, as_):
    assert "Nothing has changed in these six months." in page(as_(cast.head_a), at("school-risk-story", cast))
