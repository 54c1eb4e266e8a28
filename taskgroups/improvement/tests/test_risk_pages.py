"""The pages of risk and gaps: who sees them, what they say, and what the school decides."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence, change_evidence
from taskgroups.evaluation.models import EvidenceUse, Judgement
from taskgroups.evaluation.queries import as_of, standing_with
from taskgroups.evaluation.weighing import counted, weighed_at, weighed_now
from taskgroups.frameworks import shelf
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.domain.actions import stop_action
from taskgroups.improvement.domain.carry import carry_gaps_aside
from taskgroups.improvement.domain.gaps import set_aside
from taskgroups.improvement.models import Action, ExpectedInspection, GapAside
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.reading_story import story_of
from taskgroups.improvement.risk import Risk
from taskgroups.improvement.tests.made import an_action, soon
from taskgroups.improvement.tests.pages import at, page, share
from taskgroups.kit.design.dates import parts
from taskgroups.schools.models import Inspection, Thing
from taskgroups.schools.policy import today
from tests.days import noon_ago

PACK = pack_on(timezone.localdate())
AREA = next(one for one in PACK.areas if one.applies == "all" and not one.own_scale)
FIRST, SECOND = AREA.descriptors[:2]
pytestmark = pytest.mark.django_db


def judge(cast, value, descriptor="", days=10, pack=PACK, area=AREA):
    Judgement.objects.create(
        school=cast.a, pack=pack.slug, area=area.slug, descriptor=descriptor, value=value, by=cast.head_a,
        made_at=noon_ago(days),
    )  # fmt: skip


def placed(cast, **answers):
    judge(cast, AREA.secure_from)
    for slug, value in answers.items():
        judge(cast, value, slug.replace("_", "-"))


def show(cast, *descriptors, **more):
    facts = {"title": "Book look", "kind": "work", "dated": today(), "note": "Seen"} | more
    places = [Place(PACK.slug, AREA.slug, one.slug) for one in descriptors]
    return add_evidence(school=cast.a, facts=Facts(**facts), by=cast.head_a, places=places)


def gap_at(cast, name, kind, descriptor=FIRST):
    return reverse(name, args=[cast.a.urn, AREA.slug, descriptor.slug if descriptor else "-", kind])


def area_of(cast):
    return next(one for one in risk_of(cast.a, PACK).areas if one.state.area.slug == AREA.slug)


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


def test_one_press_proposes_an_action_in_words_the_school_changes(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    client, address = as_(cast.head_a), gap_at(cast, "school-gap-propose", "not_yet")
    assert "Put in place what this asks for" in client.get(address).content.decode()
    words = {
        "what": "Teach all staff the form",
        "owner": cast.leader_a.pk,
        "proof": "Three talks",
        **parts("due", soon()),
    }
    assert client.post(address, words).status_code == 302
    action = Action.objects.get()
    assert (action.what, action.pack, action.area, action.descriptor) == (
        "Teach all staff the form", PACK.slug, AREA.slug, FIRST.slug
    )  # fmt: skip
    text = page(client, at("school-gaps", cast))
    assert "With an action" in text
    assert "Teach all staff the form" in page(client, at("school-risk", cast))


def test_an_action_for_a_gap_follows_the_rules_of_every_action(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    client, address = as_(cast.head_a), gap_at(cast, "school-gap-propose", "not_yet")
    words = {"what": "Teach", "owner": cast.head_b.pk, "proof": "A log", **parts("due", soon())}
    for bad in ({"owner": cast.head_b.pk}, {"owner": cast.leader_a.pk, "proof": ""},
                {"owner": cast.leader_a.pk, **parts("due", today())}):  # fmt: skip
        assert client.post(address, words | bad).status_code == 422
    assert not Action.objects.exists()


def test_the_gaps_are_counted_apart_and_together_as_the_risk_counts_them(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    client = as_(cast.head_a)
    of_all = len(risk_of(cast.a, PACK).gaps())
    an_action(cast, pack=PACK.slug, area=AREA.slug, descriptor=FIRST.slug)
    assert f"{of_all - 1} gap" in page(client, at("school-gaps", cast))
    assert f"Further down: 1 with an action. {of_all} in all." in page(client, at("school-gaps", cast))
    assert f"See the gaps ({of_all})" in page(client, at("school-risk", cast))


def test_an_action_stopped_leaves_the_gap_to_decide_about(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    action = an_action(cast, pack=PACK.slug, area=AREA.slug, descriptor=FIRST.slug)
    assert "With an action" in page(as_(cast.head_a), at("school-gaps", cast))
    stop_action(by=cast.head_a, action=action, version=1, reason="Another way")
    assert "With an action" not in page(as_(cast.head_a), at("school-gaps", cast))


def test_a_gap_is_set_aside_with_a_reason_and_taken_up_again(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    client, address = as_(cast.leader_a), gap_at(cast, "school-gap-aside", "not_yet")
    assert client.post(address, {"reason": " "}).status_code == 422
    for _ in range(2):
        client.post(address, {"reason": "Not before the new hall stands"})
    assert GapAside.objects.count() == 1
    assert "Not before the new hall stands" in page(client, at("school-gaps", cast))
    for _ in range(2):
        client.post(gap_at(cast, "school-gap-take-up", "not_yet"))
    assert "Not before the new hall stands" not in page(client, at("school-gaps", cast))
    client.post(address, {"reason": "Again"})
    assert [one.reason for one in GapAside.objects.all()] == ["Again", "Not before the new hall stands"]


def test_the_gaps_of_one_area_can_be_looked_at_alone(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    other = next(one for one in PACK.areas if one.applies == "all" and one not in (AREA, PACK.areas[0]))
    judge(cast, other.secure_from, area=other)
    judge(cast, "not_yet", other.descriptors[0].slug, area=other)
    said = {}
    for area in ("", AREA.slug, other.slug, "no-such-area"):
        shown = page(as_(cast.head_a), f"{at('school-gaps', cast)}?area={area}")
        said[area] = (FIRST.text in shown, other.descriptors[0].text in shown)
    assert said == {
        "": (True, True),
        AREA.slug: (True, False),
        other.slug: (False, True),
        "no-such-area": (False, False),
    }


def test_a_gap_set_aside_that_turns_into_another_shows(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    as_(cast.head_a).post(gap_at(cast, "school-gap-aside", "not_yet"), {"reason": "Later"})
    Judgement.objects.filter(descriptor=FIRST.slug).update(value="met")
    assert "Called met, nothing shows it" in page(as_(cast.head_a), at("school-gaps", cast))


def test_a_gap_that_is_closed_meanwhile_is_not_found(cast, as_):
    placed(cast, **{FIRST.slug: "not_yet"})
    for kind in ("thin", "no-such-kind"):
        assert as_(cast.head_a).get(gap_at(cast, "school-gap-propose", kind)).status_code == 404


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


def test_gaps_set_aside_go_over_to_the_school_that_a_school_became(cast):
    for school, kinds in ((cast.a, ["thin", "partly"]), (cast.b, ["thin"])):
        for kind in kinds:
            set_aside(by=cast.head_a, school=school, pack=PACK.slug, key=(AREA.slug, "", kind), reason=school.name)
    carry_gaps_aside(cast.a, cast.b)
    standing = GapAside.objects.filter(school=cast.b, taken_up_at=None).values_list("kind", "reason")
    assert sorted(standing) == [("partly", cast.a.name), ("thin", cast.b.name)]
    assert GapAside.objects.filter(school=cast.b).count() == 3
