"""The pages of risk and its story: who sees them, and what they say."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, change_evidence
from taskgroups.evaluation.models import EvidenceUse
from taskgroups.evaluation.queries import as_of, standing_with
from taskgroups.evaluation.weighing import counted, weighed_at, weighed_now
from taskgroups.frameworks import shelf
from taskgroups.improvement.models import ExpectedInspection
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.reading_story import story_of
from taskgroups.improvement.risk import Risk
from taskgroups.improvement.tests.made import an_action
from taskgroups.improvement.tests.made_judged import AREA, FIRST, PACK, SECOND, area_of, judge, placed, show
from taskgroups.improvement.tests.pages import at, page, share
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import parse
from taskgroups.schools.models import Inspection, Thing
from taskgroups.schools.policy import today
from tests.days import noon_ago

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("shared", [[], [Thing.EVALUATION, Thing.IMPROVEMENT, Thing.RECORD]])
def test_risk_is_not_found_by_those_with_whom_all_it_rests_on_is_not_shared(cast, as_, shared):
    for thing in shared:
        share(cast, thing)
    assert as_(cast.officer).get(at("school-risk", cast)).status_code == 404


def test_those_with_whom_everything_is_shared_read_it_and_nothing_of_the_actions(cast, as_):
    for thing in (Thing.EVALUATION, Thing.EVIDENCE, Thing.IMPROVEMENT, Thing.RECORD):
        share(cast, thing)
    placed(cast)
    text = page(as_(cast.officer), at("school-risk", cast))
    assert f"{AREA.name}: high" in text
    assert "Which action lowers it most" not in text
    assert as_(cast.officer).get(at("school-gaps", cast)).status_code == 404


def test_nothing_is_said_of_a_school_that_has_judged_nothing(cast, as_):
    text = page(as_(cast.head_a), at("school-risk", cast))
    assert "Nothing can be said yet: no area is placed on the scale." in text
    assert "No inspection is on file" in text
    assert ("Each area" in text, "Why, area by area" in text, "Say first where the school is" in text) == (
        False, False, True,
    )  # fmt: skip


def test_the_statement_says_the_three_things_with_their_reasons(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet", SECOND.slug: "met"})
    Inspection.objects.create(school=cast.a, started_on=today() - timedelta(days=100), framework=PACK.slug)
    text = page(as_(cast.head_a), at("school-risk", cast))
    assert f"Not yet met: ‘{FIRST.text}’." in text
    assert ("Each area" in text, "Why, area by area" in text) == (True, True)
    assert f"Nothing is linked to ‘{SECOND.text}’." in text
    assert "How soon an inspection is likely: not for a while" in text


def test_each_reason_leads_to_what_it_is_about(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet", SECOND.slug: "met"})
    item = show(cast, SECOND, kind="seen", confirmed_by="A head of elsewhere", covers="several")
    links = parse(as_(cast.head_a).get(at("school-risk", cast)).content).xpath("//*[@class='tg-because-list']//a/@href")
    area = reverse("school-evaluation-area", args=[cast.a.urn, AREA.slug])
    item_at = reverse("school-evidence-item", args=[cast.a.urn, item.public_id])
    assert {f"{area}#row-{FIRST.slug}", item_at} <= set(links), links


def test_a_percentage_is_nowhere(cast, as_):
    placed(cast, **{FIRST.slug: "met"})
    assert "%" not in page(as_(cast.head_a), at("school-risk", cast))


def test_the_story_ends_with_what_the_coverage_page_weighs(cast):
    placed(cast, **{FIRST.slug: "met", SECOND.slug: "met"})
    item = show(cast, FIRST, SECOND, confirmed_by="Governor", covers="whole", direct="direct")
    change_evidence(
        evidence=item, facts=Facts("Book look", "work", today(), "Seen"), base=item.changed_at, by=cast.head_a
    )
    EvidenceUse.objects.filter(descriptor=SECOND.slug).update(unlinked_at=timezone.now())
    found, places = risk_of(cast.a, PACK), weighed_now(cast.a, PACK)
    for (area, descriptor), worth in places.items():
        assert found.now.strength(area, descriptor).items == tuple(worth)
    assert [one.answer for one in area_of(cast).state.descriptors] == [
        one.answer for one in standing_with(cast.a, PACK, counted(places)).area(AREA.slug).descriptors
    ]


def test_the_story_of_an_earlier_day_is_what_stood_then(cast):
    placed(cast, **{FIRST.slug: "met"})
    item = show(cast, FIRST, confirmed_by="Governor", covers="whole", direct="direct")
    earlier = noon_ago(5)
    type(item).objects.update(added_at=earlier - timedelta(days=1))
    EvidenceUse.objects.update(linked_at=earlier - timedelta(days=1), unlinked_at=timezone.now())
    found = risk_of(cast.a, PACK, timezone.localdate(earlier))
    assert found.now.strength(AREA.slug, FIRST.slug).items == tuple(
        weighed_at(cast.a, PACK, earlier)[AREA.slug, FIRST.slug]
    )
    assert (
        found.now.answers[AREA.slug, FIRST.slug] == as_of(cast.a, PACK, earlier).area(AREA.slug).descriptors[0].answer
    )
    assert risk_of(cast.a, PACK).now.strength(AREA.slug, FIRST.slug).items == ()


def test_the_story_knows_of_times_in_which_an_item_was_withdrawn(cast):
    placed(cast, **{FIRST.slug: "met"})
    item = show(cast, FIRST, confirmed_by="Governor", covers="whole", direct="direct")
    begun = noon_ago(40)
    type(item).objects.update(added_at=begun)
    EvidenceUse.objects.update(linked_at=begun)
    for left, back in ((30, 25), (20, 15)):
        item.withdrawals.create(withdrawn_at=noon_ago(left), restored_at=noon_ago(back), restored_by=cast.head_a)
    shown = {
        ago: len(risk_of(cast.a, PACK, today() - timedelta(days=ago)).now.strength(AREA.slug, FIRST.slug).items)
        for ago in (41, 35, 27, 22, 17, 3)
    }
    assert shown == {41: 0, 35: 1, 27: 0, 22: 1, 17: 0, 3: 1}


def test_areas_that_do_not_apply_are_not_spoken_of(cast):
    cast.a.early_years_corrected = cast.a.post_16_corrected = False
    assert {one.state.area.applies for one in risk_of(cast.a, PACK).areas} == {"all"}


def test_a_framework_that_has_ended_keeps_its_own_story(cast, as_):
    old = next(one for one in reversed(shelf.packs().values()) if one.until and one.until < today())
    area = next(one for one in old.areas if one.applies == "all" and not one.own_scale)
    days = (today() - old.until).days + 30
    judge(cast, area.secure_from, pack=old, area=area, days=days)
    placed(cast)
    text = page(as_(cast.head_a), at("school-risk", cast) + f"?pack={old.slug}")
    assert "It stays under that framework, and is never converted." in text
    assert PACK.title in text
    found = story_of(cast.a, old)
    assert (risk_of(cast.a, old).on, found.on) == (old.until, old.until)
    assert (found.on, found.story.changes[0].on) == (old.until, today() - timedelta(days=days))
    assert risk_of(cast.a, PACK).risk == Risk.HIGH


def test_the_school_says_when_it_expects_an_inspection(cast, as_):
    client, address = as_(cast.leader_a), at("school-inspection-expected", cast)
    page(client, address)
    client.post(address, {**parts("likely_from", today() + timedelta(days=400)), "why": "The cycle of our trust"})
    assert "it expects one from" in page(client, at("school-risk", cast))
    answer = client.post(address, {**parts("likely_from", today() - timedelta(days=1)), "why": "Late"})
    assert (answer.status_code, ExpectedInspection.objects.count()) == (422, 1)
    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "We were told nothing"})
    assert "No inspection is on file" in page(client, at("school-risk", cast))


def test_the_rule_is_public_and_made_from_its_data(client):
    text = page(client, reverse("risk-rule"))
    assert "It predicts no grade" in text
    assert "Called met over thin evidence" in text


def test_the_figures_of_schools_at_large_have_a_date_and_a_source(client):
    text = page(client, reverse("risk-rule"))
    assert "31 August 2024." in text
    assert "official statistics as at 31 August 2024" in text


def test_an_action_says_which_statement_it_serves(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    action, client = an_action(cast, pack=PACK.slug, area=AREA.slug), as_(cast.leader_a)
    assert "Actions of which nothing can be reckoned" in page(client, at("school-risk", cast))
    address = reverse("school-action-change", args=[cast.a.urn, action.public_id, "statement"])
    page(client, address)
    assert client.post(address, {"statement": "elsewhere/none", "version": "1"}).status_code == 422
    client.post(address, {"statement": f"{AREA.slug}/{FIRST.slug}", "version": "1"})
    assert f"Statement it serves: {FIRST.text}" in page(client, at("school-action", cast, action.public_id))
    assert "one fewer" in page(client, at("school-risk", cast))


def test_the_page_costs_few_queries(cast, as_, django_assert_max_num_queries):
    placed(cast, **{FIRST.slug: "met", SECOND.slug: "partly"})
    show(cast, FIRST)
    an_action(cast, pack=PACK.slug, area=AREA.slug, descriptor=FIRST.slug)
    client = as_(cast.head_a)
    for name in ("school-risk", "school-risk-story", "school-gaps"):
        client.get(at(name, cast))
        with django_assert_max_num_queries(14):
            client.get(at(name, cast))
