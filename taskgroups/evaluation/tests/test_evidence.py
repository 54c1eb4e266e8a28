"""The evidence base: adding, linking, changing, withdrawing, and the picture of an earlier day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import (
    BothChanged,
    Facts,
    Place,
    add_evidence,
    change_evidence,
    link,
    restore,
    withdraw,
)
from taskgroups.evaluation.history import history
from taskgroups.evaluation.models import EvidenceUse, Judgement
from taskgroups.evaluation.queries import as_of, standing
from taskgroups.frameworks.shelf import pack_on
from tests.cast import Cast

FACTS = Facts("Reading test results", "data", date(2026, 11, 2), "All of Year 4.")


@pytest.fixture
def pack():
    return pack_on(timezone.localdate())


@pytest.fixture
def places(pack) -> list[Place]:
    area = next(a for a in pack.areas if a.applies == "all")
    return [Place(pack.slug, area.slug, d.slug) for d in area.descriptors[:3]]


def shown(cast: Cast, pack, place: Place, moment=None) -> int:
    picture = as_of(cast.a, pack, moment) if moment else standing(cast.a, pack)
    return next(
        d.evidence.number for d in picture.area(place.area).descriptors if d.descriptor.slug == place.descriptor
    )


def test_one_item_serves_many_descriptors(cast: Cast, pack, places) -> None:
    add_evidence(school=cast.a, facts=FACTS, places=places, by=cast.leader_a)

    assert [shown(cast, pack, place) for place in places] == [1, 1, 1]


def test_withdrawing_leaves_the_picture_and_can_be_taken_back(cast: Cast, pack, places) -> None:
    item = add_evidence(school=cast.a, facts=FACTS, places=places, by=cast.head_a)
    withdraw(evidence=item, by=cast.head_a)
    gone = shown(cast, pack, places[0])
    restore(evidence=item, by=cast.head_a)

    assert (gone, shown(cast, pack, places[0])) == (0, 1)


def test_the_picture_of_an_earlier_day_stays_as_it_was(cast: Cast, pack, places) -> None:
    item = add_evidence(school=cast.a, facts=FACTS, places=places[:1], by=cast.head_a)
    moment = timezone.now()
    change_evidence(evidence=item, facts=FACTS, base=None, places=places[1:2], were=places[:1], by=cast.head_a)
    withdraw(evidence=item, by=cast.head_a)

    assert [shown(cast, pack, place, moment) for place in places] == [1, 0, 0]
    assert [shown(cast, pack, place) for place in places] == [0, 0, 0]
    assert shown(cast, pack, places[0], moment - timedelta(days=1)) == 0


def test_places_the_form_did_not_offer_are_left_alone(cast: Cast, pack, places) -> None:
    elsewhere = Place("another-framework", "care", "d0")
    item = add_evidence(school=cast.a, facts=FACTS, places=[*places, elsewhere], by=cast.head_a)
    change_evidence(evidence=item, facts=FACTS, base=None, places=[], were=places, by=cast.head_a)

    left = EvidenceUse.objects.filter(unlinked_at=None).values_list("pack", "area", "descriptor")
    assert [tuple(one) for one in left] == [elsewhere]


def test_the_second_to_change_an_item_hears_of_the_first(cast: Cast) -> None:
    item = add_evidence(school=cast.a, facts=FACTS, by=cast.head_a)
    change_evidence(evidence=item, facts=Facts("Spelling", "data", FACTS.dated), base=None, by=cast.leader_a)

    mine = Facts("Handwriting", "work", FACTS.dated, FACTS.note)
    with pytest.raises(BothChanged) as refused:
        change_evidence(evidence=item, facts=mine, base=None, by=cast.head_a)

    assert refused.value.now.title == "Spelling"
    assert refused.value.merged == Facts("Handwriting", "work", FACTS.dated, "")


def test_two_who_change_different_things_both_have_their_way(cast: Cast, places) -> None:
    item = add_evidence(school=cast.a, facts=FACTS, places=places[:1], by=cast.head_a)
    change_evidence(evidence=item, facts=replace(FACTS, title="Spelling"), base=None, by=cast.leader_a,
                    were=places[:1], places=places[:2])  # fmt: skip
    change_evidence(evidence=item, facts=replace(FACTS, note="Year 5."), base=None, by=cast.head_a,
                    were=places[:1], places=places[2:])  # fmt: skip

    item.refresh_from_db()
    assert (item.title, item.note) == ("Spelling", "Year 5.")
    now = item.uses.filter(unlinked_at=None).values_list("descriptor", flat=True)
    assert set(now) == {place.descriptor for place in places[1:]}


def test_linking_twice_is_linking_once(cast: Cast, places) -> None:
    item = add_evidence(school=cast.a, facts=FACTS, by=cast.head_a)
    said = {"school": cast.a, "place": places[0], "chosen": [item], "offered": [item], "by": cast.head_a}

    assert [link(**said), link(**said)] == [1, 0]
    assert [link(**{**said, "chosen": []}), link(**said)] == [1, 1]


def words(cast: Cast, pack, area: str, *minutes_ago_and_who) -> None:
    now = timezone.now()
    for minutes, who, value in minutes_ago_and_who:
        at = now - timedelta(minutes=minutes)
        Judgement.objects.current().filter(area=area, descriptor="").update(superseded_at=at)
        Judgement.objects.create(school=cast.a, pack=pack.slug, area=area, value=value, by=who, made_at=at)


def test_a_sitting_is_one_person_in_one_go(cast: Cast, pack) -> None:
    words(
        cast,
        pack,
        "x",
        (200, cast.head_a, "a"),
        (110, cast.head_a, "b"),
        (100, cast.head_a, "c"),
        (95, cast.leader_a, "d"),
    )

    sittings, earlier = history(cast.a, pack, "x")

    assert [(s.by, [j.value for j in s.last_words]) for s in sittings] == [
        ("Lewis Alder", ["d"]), ("Asha Alder", ["c"]), ("Asha Alder", ["a"]),
    ]  # fmt: skip
    assert earlier is None


def test_a_long_history_comes_in_pages_and_loses_nothing(cast: Cast, pack) -> None:
    words(cast, pack, "x", *((1000 - 40 * n, cast.head_a, str(n)) for n in range(7)))
    seen, before = [], None
    for _ in range(4):
        sittings, before = history(cast.a, pack, "x", before=before, most=3)
        seen += [j.value for s in sittings for j in s.judgements]
        if before is None:
            break

    assert seen == ["6", "5", "4", "3", "2", "1", "0"]
