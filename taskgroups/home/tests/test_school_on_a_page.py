"""A school on a page shows each person as much of the school as they may see, and nothing of the rest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.judge import Change, judge, record_agreed
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.tests.made import an_action, late
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.tests.plan.planned import plan
from taskgroups.schools.models import Audience, Sharing

PARTS = ("part-next", "part-evaluation", "part-actions")


@pytest.fixture
def full(cast):
    """Alder Primary with a judgement, an action and a Task Group planned."""
    pack = pack_on(timezone.localdate())
    area = pack.areas[0]
    judge(school=cast.a, pack=pack, area=area.slug, changes={"": Change(area.secure_from, 0)}, by=cast.head_a)
    an_action(cast, what="Check the registers")
    plan(cast)
    return cast


def page_of(as_, who, cast):
    return check_page(as_(who).get(reverse("school", args=[cast.a.urn])).content)


def parts(page):
    return tuple(one.get("aria-labelledby") for one in page.xpath("//main//section[@aria-labelledby]"))


def section(page, name):
    return text_of(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


@pytest.mark.parametrize("who", ["head_a", "leader_a", "governor_a"])
def test_the_schools_own_people_see_it_all(full, as_, who):
    assert parts(page_of(as_, getattr(full, who), full)) == PARTS


@pytest.mark.parametrize("who", ["stranger", "administrator", "officer", "observer"])
def test_others_see_the_register_alone(full, as_, who):
    assert parts(page_of(as_, getattr(full, who), full)) == ()


@pytest.mark.parametrize("who", ["lead", "head_b", "clerk"])
def test_those_who_lead_chair_or_clerk_see_the_task_group_and_nothing_that_is_not_shared(full, as_, who):
    assert parts(page_of(as_, getattr(full, who), full)) == ("part-next",)


@pytest.mark.parametrize(("thing", "part"), [("evaluation", "part-evaluation"), ("improvement", "part-actions")])
def test_an_authority_sees_what_is_shared_with_it_alone(full, as_, thing, part):
    Sharing.objects.create(school=full.a, thing=thing, audience=Audience.CONSORTIUM)
    before = parts(page_of(as_, full.officer, full))
    Sharing.objects.update(audience=Audience.AUTHORITY)
    assert (before, parts(page_of(as_, full.officer, full))) == ((), (part,))


def test_what_task_groups_agreed_shows_only_where_records_are_shared(full, as_):
    pack = pack_on(timezone.localdate())
    record_agreed(school=full.a, pack=pack, area=pack.areas[0].slug, value=pack.areas[0].scale[-1].slug, why="Seen.",
                  agreed_in="t", by=full.head_b)  # fmt: skip
    Sharing.objects.create(school=full.a, thing="evaluation", audience=Audience.AUTHORITY)
    told = "The Task Group"
    assert [told in section(page_of(as_, who, full), "part-evaluation") for who in (full.head_a, full.officer)] == [
        True,
        False,
    ]


def test_a_claim_that_the_task_group_did_not_share_is_not_called_secure(full, as_):
    pack = pack_on(timezone.localdate())
    area = pack.areas[0]
    before = section(page_of(as_, full.head_a, full), "part-evaluation")
    record_agreed(school=full.a, pack=pack, area=area.slug, value=area.scale[-1].slug, why="Seen.",
                  agreed_in="t", by=full.head_b)  # fmt: skip
    Sharing.objects.create(school=full.a, thing="evaluation", audience=Audience.AUTHORITY)
    told = [before, *(section(page_of(as_, who, full), "part-evaluation") for who in (full.head_a, full.officer))]
    assert [("Says it is secure" in one, "The group says not yet" in one) for one in told] == [
        (True, False),
        (False, True),
        (True, False),  # the officer knows nothing of what was agreed
    ]


def test_late_actions_are_counted_and_the_soonest_stand_first(full, as_):
    for number in range(6):
        an_action(full, what=f"Visit class {number}")
    late(an_action(full, what="Write the policy"))
    said = section(page_of(as_, full.head_a, full), "part-actions")
    assert said.startswith("Open actions 8 actions open, 1 late. Write the policy")
    assert said.endswith("And 3 more, on the list of actions.Risk of not being secure")


def test_an_empty_school_says_so_to_its_head_and_offers_its_lead_a_plan(cast, as_):
    page = page_of(as_, cast.head_a, cast)
    assert section(page, "part-next") == "Next Task Group None is planned."
    assert section(page, "part-actions") == "Open actions No action is open. Risk of not being secure"
    assert section(page_of(as_, cast.lead, cast), "part-next") == "Next Task Group None is planned. Plan a Task Group"
    assert parts(page_of(as_, cast.head_c, cast)) == ()


@pytest.mark.parametrize("who", ["head_a", "lead", "officer", "stranger"])
def test_the_page_asks_as_often_for_much_as_for_little(full, as_, who):
    for thing in ("evaluation", "improvement", "record"):
        Sharing.objects.create(school=full.a, thing=thing, audience=Audience.AUTHORITY)
    browser, address, counts = as_(getattr(full, who)), reverse("school", args=[full.a.urn]), []
    late(an_action(full, what="Begin"))
    for many in (0, 2, 27):
        for number in range(many):
            an_action(full, what=f"Visit {many} {number}")
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] <= 17
