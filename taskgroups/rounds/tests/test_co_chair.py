"""Once a round is published its lead gives a Task Group a co-chair: a member, or somebody in addition."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain.seats import seat
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.rounds.domain import solve
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.domain.co_chair import add_co_chair, open_to_co_chair
from taskgroups.rounds.domain.publish import publish
from taskgroups.rounds.models import Interest, Placing, Round
from taskgroups.rounds.queries import seats_of
from taskgroups.rounds.tests.cast import a_round, of
from tests.cast import Cast, give, person

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
ROUND = "/consortia/harbour/rounds/1/"


@pytest.fixture
def eve(cast: Cast) -> Person:
    """Somebody of no school, who is asked to the round and has no part in it yet."""
    one = person("Eve Elm")
    give(one, "chair", consortium=cast.harbour)
    return one


@pytest.fixture
def made(cast: Cast, eve: Person) -> Round:
    """The round, published with Eve left out: she offered no Task Group then, and offers one now."""
    made = a_round(cast)
    answer(participant=of(made, eve), said={}, most=0, bound={})
    solve.work_out_now(round=made, by=cast.lead)
    publish(round=Round.objects.get(), by=cast.lead)
    made.participants.filter(person=eve).update(most=1)
    return Round.objects.get()


def group_at(made: Round, cast: Cast) -> TaskGroup:
    """The Task Group at Alder."""
    return TaskGroup.objects.get(school=cast.a)


def parts(group: TaskGroup) -> dict[str, str]:
    found = Seat.objects.current().filter(task_group=group).exclude(part="host")
    return {one.person.name: one.part for one in found}


def page(made: Round, group: TaskGroup) -> str:
    return f"{ROUND}places/{seats_of(made).filter(task_group=group)[0].pk}/co-chair/"


def test_a_member_becomes_co_chair_where_they_sit_without_a_second_invitation(cast: Cast, as_: As, made: Round) -> None:
    group = group_at(made, cast)
    member = seats_of(made).get(task_group=group, part="member").person
    letters, lead = Letter.objects.count(), as_(cast.lead)
    assert f"Make {member.name} co-chair" in text_of(check_page(lead.get(page(made, group)).content))
    told = lead.post(page(made, group), {"person": member.pk}, follow=True).content.decode()
    assert (f"{member.name}, co-chair" in told, parts(group)[member.name]) == (True, "co_chair")
    assert Letter.objects.count() == letters


def test_somebody_in_addition_is_invited_and_counts_as_having_one_more(
    cast: Cast, as_: As, made: Round, eve: Person
) -> None:
    group = group_at(made, cast)
    lead, before = as_(cast.lead), parts(group)
    assert "Has no part in the round yet." in text_of(check_page(lead.get(page(made, group)).content))
    for _ in range(2):  # pressed twice it is done once
        lead.post(page(made, group), {"person": eve.pk})
    assert parts(group) == before | {"Eve Elm": "co_chair"}
    assert Letter.objects.filter(to=eve.email, subject__startswith="Task Group").count() == 1
    assert Placing.objects.filter(person=eve, ended_at=None).count() == 1
    other = TaskGroup.objects.get(school=cast.b)
    assert str(eve.pk) not in {one.person for one in open_to_co_chair(made, other).others}
    with pytest.raises(Refused, match=r"Eve Elm (has as many Task Groups|sits in another)"):
        add_co_chair(round=made, group=other, by=cast.lead, person=eve)


def test_nobody_is_invited_but_the_co_chair(cast: Cast, made: Round, eve: Person) -> None:
    """Somebody of the host school is seated, and their head has not sent their invitation yet."""
    group = group_at(made, cast)
    seat(group=group, by=cast.head_a, person=cast.leader_a, part=Seat.Part.HOST)
    add_co_chair(round=made, group=group, by=cast.lead, person=eve)
    asked = {one.person: one.invited_at is not None for one in Seat.objects.filter(task_group=group)}
    assert (asked[eve], asked[cast.leader_a]) == (True, False)
    assert not Letter.objects.filter(to=cast.leader_a.email).exists()


def test_a_second_co_chair_is_not_added(cast: Cast, as_: As, made: Round, eve: Person) -> None:
    group = group_at(made, cast)
    member = seats_of(made).get(task_group=group, part="member").person
    add_co_chair(round=made, group=group, by=cast.lead, person=member)
    told = f"{member.name} is co-chair here already."
    with pytest.raises(Refused, match=told):
        add_co_chair(round=made, group=group, by=cast.lead, person=eve)
    lead = as_(cast.lead)
    assert told in lead.get(page(made, group)).content.decode()
    assert f"Add a co-chair at {cast.a.name}" not in text_of(check_page(lead.get(ROUND).content))


def test_an_interest_keeps_somebody_from_coming_in_addition(cast: Cast, made: Round, eve: Person) -> None:
    now = timezone.now()
    Interest.objects.create(consortium=cast.harbour, person=eve, school=cast.a, kind="kin", declared_at=now)
    group = group_at(made, cast)
    assert open_to_co_chair(made, group).others == []
    with pytest.raises(Refused, match="Eve Elm may not sit there"):
        add_co_chair(round=made, group=group, by=cast.lead, person=eve)
    assert "Eve Elm" not in parts(group)


def test_who_offered_no_more_or_cannot_come_then_is_not_added(cast: Cast, made: Round, eve: Person) -> None:
    group = group_at(made, cast)
    made.participants.filter(person=eve).update(most=0)
    with pytest.raises(Refused, match="Eve Elm has as many Task Groups as they offered"):
        add_co_chair(round=made, group=group, by=cast.lead, person=eve)
    made.participants.filter(person=eve).update(most=1)
    slot = Placing.objects.filter(task_group=group)[0].slot
    day = next(one for one in made.half_days.all() if one.slot == slot)
    of(made, eve).said.create(half_day=day, said="no")
    with pytest.raises(Refused, match="Eve Elm cannot come then"):
        add_co_chair(round=made, group=group, by=cast.lead, person=eve)


def test_the_host_schools_head_and_a_stranger_are_not_added(cast: Cast, made: Round) -> None:
    group = group_at(made, cast)
    for who, why in ((cast.head_a, "Asha Alder leads that school"), (cast.stranger, "takes no part in the round")):
        with pytest.raises(Refused, match=why):
            add_co_chair(round=made, group=group, by=cast.lead, person=who)


def test_a_task_group_that_is_over_or_put_off_is_given_no_co_chair(cast: Cast, made: Round, eve: Person) -> None:
    group = group_at(made, cast)
    for state, why in (("closed", "under way or over"), ("postponed", "put off or called off")):
        TaskGroup.objects.filter(pk=group.pk).update(state=state)
        with pytest.raises(Refused, match=why):
            add_co_chair(round=made, group=group_at(made, cast), by=cast.lead, person=eve)


def test_without_a_choice_it_says_to_choose(cast: Cast, as_: As, made: Round) -> None:
    answered = as_(cast.lead).post(page(made, group_at(made, cast)), {}, follow=True)
    assert "Nobody is chosen. Choose one of those shown." in answered.content.decode()
