"""Nothing of a school's judgements and evidence reaches anyone above the audience it set, and no page grows with use."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskgroups.evaluation import agreed
from taskgroups.evaluation.domain.judge import Change, judge, record_agreed
from taskgroups.evaluation.models import Judgement
from taskgroups.kit.design.tests.page_rules import check_page
from taskgroups.schools.models import Audience, Sharing

NEAR = {"head_b": Audience.CONSORTIUM, "lead": Audience.CONSORTIUM, "officer": Audience.AUTHORITY}
FAR = ("stranger", "administrator", "clerk", "observer")


def pages(home, item) -> dict[str, str]:
    return {
        "evaluation": home(of="self-evaluation/"),
        "area": home(),
        "history": home("history"),
        "evidence": home("evidence", of=""),
        "item": home(f"evidence/{item.public_id}", of=""),
        "coverage": home("evidence/coverage", of=""),
    }


def opened(as_, who, addresses: dict[str, str]) -> list[str]:
    return [name for name, address in addresses.items() if as_(who).get(address).status_code == 200]


def share(cast, audience: int, *things: str) -> None:
    for thing in things:
        Sharing.objects.create(school=cast.a, thing=thing, audience=audience)


@pytest.mark.parametrize("who", [*NEAR, *FAR])
def test_by_default_nobody_outside_the_school_sees_anything(cast, as_, home, keep, who) -> None:
    [item] = keep()

    assert opened(as_, getattr(cast, who), pages(home, item)) == []


@pytest.mark.parametrize("who", ["head_a", "leader_a", "governor_a"])
def test_the_schools_own_people_see_everything(cast, as_, home, keep, who) -> None:
    addresses = pages(home, keep()[0])

    assert opened(as_, getattr(cast, who), addresses) == list(addresses)


@pytest.mark.parametrize(("who", "audience"), NEAR.items())
def test_shared_evaluation_opens_to_the_audience_and_evidence_stays_shut(cast, as_, home, keep, who, audience) -> None:
    [item] = keep()
    share(cast, audience, "evaluation")

    assert opened(as_, getattr(cast, who), pages(home, item)) == ["evaluation", "area", "history"]


@pytest.mark.parametrize("who", FAR)
def test_the_widest_audience_still_leaves_others_out(cast, as_, home, keep, who) -> None:
    [item] = keep()
    share(cast, Audience.AUTHORITY, "evaluation", "evidence")

    assert opened(as_, getattr(cast, who), pages(home, item)) == []


def test_sharing_narrower_than_the_officer_leaves_the_officer_out(cast, as_, home, keep) -> None:
    [item] = keep()
    share(cast, Audience.CONSORTIUM, "evaluation", "evidence")

    assert opened(as_, cast.officer, pages(home, item)) == []


def test_shared_pages_are_to_read_and_nothing_can_be_sent(cast, as_, home, keep, area) -> None:
    [item] = keep()
    share(cast, Audience.AUTHORITY, "evaluation", "evidence")
    writes = [home("save"), home("answer"), home("draft"), home("evidence/add", of="")]
    writes += [home(f"evidence/{item.public_id}/{verb}", of="") for verb in ("change", "withdraw", "restore")]
    writes += [home(f"evidence/{area.descriptors[0].slug}")]

    assert {as_(cast.lead).post(address).status_code for address in writes} == {404}
    assert check_page(as_(cast.lead).get(home()).content).xpath("//main//form") == []


def test_evaluation_without_evidence_tells_nothing_of_evidence(cast, as_, pack, area, home, keep) -> None:
    keep(title="Secret results")
    met = {d.slug: Change("met", 0) for d in area.for_phase("primary")}
    judge(school=cast.a, pack=pack, area=area.slug, changes=met | {"": Change(area.secure_from, 0)}, by=cast.head_a)
    share(cast, Audience.AUTHORITY, "evaluation")
    seen = [as_(cast.officer).get(address).text for address in (home(), home(of="self-evaluation/"), home("history"))]

    assert [word in text for text in seen for word in ("Secret", "vidence missing", "no evidence", "in evidence")] == [
        False
    ] * 12


def test_what_task_groups_agreed_is_not_shared_with_the_evaluation(cast, as_, pack, area, home, recorded) -> None:
    recorded.append("t")
    record_agreed(school=cast.a, pack=pack, area=area.slug, value=area.scale[1].slug, why="Agreed words.", agreed_in="t",
                  by=cast.head_b)  # fmt: skip
    share(cast, Audience.AUTHORITY, "evaluation")
    addresses = (home(), home("history"), home(of="self-evaluation/"))
    before = [
        "Agreed words." in as_(cast.officer).get(one).text or "Task Group:" in as_(cast.officer).get(one).text
        for one in addresses
    ]
    share(cast, Audience.AUTHORITY, "record")

    assert before == [False, False, False]
    assert ["Agreed words." in as_(cast.officer).get(one).text for one in addresses] == [True, True, False]


@pytest.fixture
def recorded(monkeypatch) -> list[str]:
    """The addresses of the Task Groups whose record is locked."""
    known: list[str] = []
    monkeypatch.setattr(agreed, "_recorded", [lambda school: known])
    return known


def test_what_a_task_group_agreed_is_told_to_others_with_its_record(cast, as_, pack, area, home, recorded) -> None:
    share(cast, Audience.AUTHORITY, "evaluation", "record")
    for group, why in (("first", "Agreed first."), ("second", "Agreed second.")):
        record_agreed(school=cast.a, pack=pack, area=area.slug, value=area.scale[1].slug, why=why, agreed_in=group,
                      by=cast.head_b)  # fmt: skip

    def told(who) -> list[list[bool]]:
        texts = [as_(who).get(home(of)).text for of in ("", "history")]
        return [[why in text for why in ("Agreed first.", "Agreed second.")] for text in texts]

    nobodys = told(cast.officer)
    recorded.append("first")
    firsts = told(cast.officer)
    recorded.append("second")

    assert nobodys == [[False, False], [False, False]]
    assert firsts == [[True, False], [True, False]]
    assert told(cast.officer) == [[False, True], [True, True]]
    assert told(cast.lead) == told(cast.officer)


def test_the_schools_own_people_know_at_once_what_a_task_group_agreed(cast, as_, pack, area, home, recorded) -> None:
    record_agreed(school=cast.a, pack=pack, area=area.slug, value=area.scale[1].slug, why="Agreed.", agreed_in="first",
                  by=cast.head_b)  # fmt: skip
    assert ["Agreed." in as_(who).get(home()).text for who in (cast.head_a, cast.leader_a)] == [True, True]


def test_withdrawn_evidence_is_the_schools_alone(cast, as_, home, keep) -> None:
    [item] = keep(title="Taken out")
    share(cast, Audience.AUTHORITY, "evidence")
    as_(cast.head_a).post(home(f"evidence/{item.public_id}/withdraw", of=""))
    list_, one = home("evidence", of=""), home(f"evidence/{item.public_id}", of="")

    texts = [as_(cast.lead).get(list_, query).text for query in ({"show": "withdrawn"}, {"withdrawn": item.public_id})]
    assert ["Taken out" in text for text in texts] == [False, False]
    assert [as_(who).get(one).status_code for who in (cast.lead, cast.head_a)] == [404, 200]


def test_another_schools_item_is_not_found_under_ones_own_address(cast, as_, keep) -> None:
    [item] = keep()

    assert as_(cast.stranger).get(f"/schools/{cast.d.urn}/evidence/{item.public_id}/").status_code == 404


def years_of_it(cast, pack, area, number: int) -> None:
    now = timezone.now()
    for n in range(number):
        at = now - timedelta(days=number - n)
        Judgement.objects.current().filter(descriptor="").update(superseded_at=at)
        Judgement.objects.create(school=cast.a, pack=pack.slug, area=area.slug, value=area.scale[n % 2].slug,
                                 by=cast.head_a, made_at=at)  # fmt: skip


@pytest.mark.parametrize("name", ["evaluation", "area", "history", "evidence", "item", "coverage"])
@pytest.mark.parametrize("who", ["head_a", "lead"])
def test_no_page_asks_more_for_more_rows_and_none_fifteen_times(cast, as_, pack, area, home, keep, name, who) -> None:
    share(cast, Audience.CONSORTIUM, "evaluation", "evidence", "record")
    counts, item = [], keep()[0]
    browser = as_(getattr(cast, who))
    browser.get(pages(home, item)[name])
    for number in (0, 2, 27):
        keep(number)
        years_of_it(cast, pack, area, max(number, 1))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(pages(home, item)[name]).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2] < 15, [q["sql"][:150] for q in asked.captured_queries]


def test_names_of_staff_stay_in_the_school(cast, as_, pack, area, home) -> None:
    judge(school=cast.a, pack=pack, area=area.slug, changes={"": Change(area.secure_from, 0)}, by=cast.leader_a)
    share(cast, Audience.CONSORTIUM, "evaluation")

    assert ["Lewis Alder" in as_(who).get(home("history")).text for who in (cast.head_a, cast.lead)] == [True, False]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\0"},
        {"withdrawn": "\0"},
        {"page": "9" * 30},
        {"one": "0001-01-01T00:00:00+23:00", "two": "x"},
        {"pack": "\0"},
    ],
)
def test_odd_addresses_never_break_a_page(cast, as_, home, keep, query) -> None:
    [item] = keep()
    codes = {as_(cast.head_a).get(address, query).status_code for address in pages(home, item).values()}

    assert codes <= {200, 404}
