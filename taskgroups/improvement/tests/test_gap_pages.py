"""The pages of gaps: what they show, and what the school decides about each."""

import pytest

from taskgroups.evaluation.models import Judgement
from taskgroups.improvement.domain.actions import stop_action
from taskgroups.improvement.domain.carry import carry_gaps_aside
from taskgroups.improvement.domain.gaps import set_aside, take_up
from taskgroups.improvement.models import Action, GapAside
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.tests.made import an_action, soon
from taskgroups.improvement.tests.made_judged import AREA, FIRST, PACK, gap_at, judge, placed
from taskgroups.improvement.tests.pages import at, page
from taskgroups.kit.design.dates import parts
from taskgroups.schools.policy import today

pytestmark = pytest.mark.django_db


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


def test_what_another_school_set_aside_stays_as_it_is(cast):
    for by, school in ((cast.head_a, cast.a), (cast.head_b, cast.b)):
        set_aside(by=by, school=school, pack=PACK.slug, key=(AREA.slug, "", "thin"), reason="Later")
    take_up(by=cast.head_b, school=cast.b, pack=PACK.slug, key=(AREA.slug, "", "thin"))
    assert [one.school for one in GapAside.objects.filter(taken_up_at=None)] == [cast.a]


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


def test_gaps_set_aside_go_over_to_the_school_that_a_school_became(cast):
    for school, kinds in ((cast.a, ["thin", "partly"]), (cast.b, ["thin"])):
        for kind in kinds:
            set_aside(by=cast.head_a, school=school, pack=PACK.slug, key=(AREA.slug, "", kind), reason=school.name)
    carry_gaps_aside(cast.a, cast.b)
    standing = GapAside.objects.filter(school=cast.b, taken_up_at=None).values_list("kind", "reason")
    assert sorted(standing) == [("partly", cast.a.name), ("thin", cast.b.name)]
    assert GapAside.objects.filter(school=cast.b).count() == 3
