"""A school judges itself; a Task Group agrees beside it; nothing is overwritten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.judge import Change, judge, record_agreed
from taskgroups.evaluation.models import Judgement
from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY
from taskgroups.evaluation.queries import as_of, pack_for, standing
from taskgroups.frameworks.shelf import pack_on
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from tests.cast import Cast


@pytest.fixture
def pack():
    return pack_on(timezone.localdate())


@pytest.fixture
def area(pack):
    """The first area that every school has and that is on the framework's own scale."""
    return next(a for a in pack.areas if a.applies == "all" and not a.own_scale)


def say(cast: Cast, pack, area, by=None, **changes: Change) -> list[Judgement]:
    changes = {key.replace("_", "-") if key != "whole" else "": change for key, change in changes.items()}
    return judge(school=cast.a, pack=pack, area=area.slug, changes=changes, by=by or cast.head_a)


def test_a_school_places_itself_and_says_why(cast: Cast, pack, area) -> None:
    grade = area.secure_from
    say(cast, pack, area, whole=Change(grade, 0, " Reading is strong. "))

    state = standing(cast.a, pack).area(area.slug)

    assert (state.said.value, state.said.why, state.said.by) == (grade, "Reading is strong.", "Asha Alder")
    assert state.claims_secure


def test_a_new_judgement_supersedes_the_one_before_and_keeps_it(cast: Cast, pack, area) -> None:
    first, second = area.scale[0].slug, area.scale[1].slug
    [one] = say(cast, pack, area, whole=Change(first, 0))
    say(cast, pack, area, whole=Change(second, one.pk))

    kept = Judgement.objects.filter(school=cast.a).order_by("made_at").values_list("value", "superseded_at")

    assert [value for value, _ in kept] == [first, second]
    assert [gone is None for _, gone in kept] == [False, True]


def test_the_same_again_writes_nothing(cast: Cast, pack, area) -> None:
    [one] = say(cast, pack, area, whole=Change(area.secure_from, 0, "why"))

    assert say(cast, pack, area, whole=Change(area.secure_from, one.pk, "why ")) == []
    assert Entry.objects.filter(verb="judged").count() == 1


def test_not_judging_what_was_never_judged_writes_nothing(cast: Cast, pack, area) -> None:
    slug = area.descriptors[0].slug

    assert judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change("", 0)}, by=cast.head_a) == []


def test_a_judgement_can_be_taken_back_to_not_judged(cast: Cast, pack, area) -> None:
    slug = area.descriptors[0].slug
    [one] = judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change(MET, 0)}, by=cast.head_a)
    judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change("", one.pk)}, by=cast.head_a)

    assert standing(cast.a, pack).area(area.slug).answered == 0


def test_the_second_of_two_people_hears_what_the_first_wrote(cast: Cast, pack, area) -> None:
    slug = area.descriptors[0].slug
    judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change(MET, 0)}, by=cast.leader_a)

    with pytest.raises(ChangedMeanwhile) as refused:
        judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change(NOT_YET, 0)}, by=cast.head_a)

    assert {key: (one.value, one.by.name) for key, one in refused.value.now.items()} == {slug: (MET, "Lewis Alder")}


def test_a_clash_in_one_row_writes_none_of_the_others(cast: Cast, pack, area) -> None:
    one, two = (d.slug for d in area.descriptors[:2])
    judge(school=cast.a, pack=pack, area=area.slug, changes={one: Change(MET, 0)}, by=cast.leader_a)

    with pytest.raises(ChangedMeanwhile):
        judge(school=cast.a, pack=pack, area=area.slug, by=cast.head_a,
              changes={one: Change(PARTLY, 0), two: Change(MET, 0)})  # fmt: skip

    assert standing(cast.a, pack).area(area.slug).answered == 1


def test_what_one_left_alone_gives_way_to_what_another_wrote(cast: Cast, pack, area) -> None:
    one, two = (d.slug for d in area.descriptors[:2])
    judge(school=cast.a, pack=pack, area=area.slug, changes={one: Change(MET, 0)}, by=cast.leader_a)

    wrote = judge(school=cast.a, pack=pack, area=area.slug, by=cast.head_a,
                  changes={one: Change("", 0), two: Change(PARTLY, 0)})  # fmt: skip

    assert [w.descriptor for w in wrote] == [two]
    assert standing(cast.a, pack).area(area.slug).answered == 2


@pytest.mark.parametrize("based_on", ["nothing", "another school", "another area"])
def test_what_is_said_elsewhere_is_neither_the_same_nor_a_clash(cast: Cast, pack, area, based_on: str) -> None:
    """Of another school, of another area of this one, and by its Task Group; though a page should name it."""
    grade = area.secure_from
    other = next(a for a in pack.areas if a.slug != area.slug and a.applies == "all" and not a.own_scale)
    record_agreed(school=cast.a, pack=pack, area=area.slug, value=grade, agreed_in="tg1", by=cast.head_b)
    there = {
        "another school": judge(
            school=cast.b, pack=pack, area=area.slug, changes={"": Change(grade, 0)}, by=cast.head_b
        ),
        "another area": say(cast, pack, other, by=cast.leader_a, whole=Change(grade, 0)),
    }
    base = there[based_on][0].pk if based_on in there else 0
    assert [(one.school, one.area) for one in say(cast, pack, area, whole=Change(grade, base))] == [(cast.a, area.slug)]


def test_ones_own_earlier_choice_is_no_clash(cast: Cast, pack, area) -> None:
    for words in ("First.", "Second."):
        say(cast, pack, area, whole=Change(area.secure_from, 0, words))

    assert standing(cast.a, pack).area(area.slug).said.why == "Second."


def test_both_writing_the_same_is_no_clash(cast: Cast, pack, area) -> None:
    slug = area.descriptors[0].slug
    for who in (cast.leader_a, cast.head_a):
        judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change(MET, 0)}, by=who)

    assert Judgement.objects.filter(school=cast.a).count() == 1


@pytest.mark.parametrize(("descriptor", "value"), [("", "splendid"), ("no-such-descriptor", MET), (None, "splendid")])
def test_what_is_not_on_the_scale_is_refused(cast: Cast, pack, area, descriptor, value) -> None:
    place = area.descriptors[0].slug if descriptor is None else descriptor

    with pytest.raises(Refused):
        judge(school=cast.a, pack=pack, area=area.slug, changes={place: Change(value, 0)}, by=cast.head_a)


def test_what_a_task_group_agreed_stands_beside_the_schools_own(cast: Cast, pack, area) -> None:
    high, low = area.scale[0].slug, area.scale[-1].slug
    say(cast, pack, area, whole=Change(high, 0))
    record_agreed(
        school=cast.a, pack=pack, area=area.slug, value=low, why="Little seen.", agreed_in="tg1", by=cast.head_b
    )

    state = standing(cast.a, pack).area(area.slug)

    assert (state.said.value, state.agreed.value, state.agreed.agreed_in) == (high, low, "tg1")


def test_agreeing_the_same_again_writes_nothing(cast: Cast, pack, area) -> None:
    said = {"school": cast.a, "pack": pack, "area": area.slug, "value": area.secure_from, "agreed_in": "tg1"}

    assert record_agreed(**said, by=cast.head_b) == record_agreed(**said, by=cast.head_b)


def test_one_entered_later_takes_its_place_in_time(cast: Cast, pack, area) -> None:
    now, said = timezone.now(), {"school": cast.a, "pack": pack, "area": area.slug, "by": cast.clerk}
    first, second, third = (grade.slug for grade in area.scale[:3])
    record_agreed(**said, value=first, agreed_in="tg1", at=now - timedelta(days=90))
    record_agreed(**said, value=third, agreed_in="tg3", at=now - timedelta(days=1))
    record_agreed(**said, value=second, agreed_in="tg2", at=now - timedelta(days=30))

    at = [as_of(cast.a, pack, now - timedelta(days=days)).area(area.slug) for days in (100, 60, 20, 0)]

    assert [state.agreed and state.agreed.value for state in at] == [None, first, second, third]


def test_the_pack_asked_for_and_the_one_in_force(pack) -> None:
    assert pack_for() == pack
    assert pack_for(pack.slug) == pack
    assert pack_for("no-such-framework") is None
