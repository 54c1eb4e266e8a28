"""A round is published, each head reads their own part, and somebody takes the place of who falls ill."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page
from taskgroups.kit.design.words import day as day_in_words
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.tests.plan.planned import plan
from taskgroups.people.models import Person
from taskgroups.rounds.domain import solve
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.domain.make import PUBLISHED
from taskgroups.rounds.domain.publish import publish
from taskgroups.rounds.domain.replace import replace, replacements
from taskgroups.rounds.models import Participant, Placing, Round
from taskgroups.rounds.queries import seats_of
from taskgroups.rounds.tests.cast import a_round
from taskgroups.schools.models import ConsortiumSchool
from tests.cast import LONG_AGO, Cast, give, person, school

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
ROUND = "/consortia/harbour/rounds/1/"


@pytest.fixture
def made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round with a plan, and three heads more than it needs. The plan is worked out here, and by no thread beside."""
    monkeypatch.setattr(solve, "begin", lambda pk: None)
    for number in range(3):
        elm = school(990005 + number, f"Elm {number} Primary School", cast.authority)
        ConsortiumSchool.objects.create(consortium=cast.harbour, school=elm, joined_on=LONG_AGO)
        give(person(f"Eve {number}"), "head", school=elm)
    found = a_round(cast)
    solve.work(solve.ask_for_plan(round=found, by=cast.lead).pk)
    return Round.objects.get()


def published(made: Round, cast: Cast) -> Round:
    return publish(round=made, by=cast.lead)


def test_publishing_makes_the_task_groups_and_invites(cast: Cast, as_: As, made: Round) -> None:
    assert as_(cast.lead).post(f"{ROUND}publish/").headers["Location"] == ROUND
    groups = TaskGroup.objects.order_by("starts_at")
    assert {group.school for group in groups} == {cast.a, cast.b}
    parts = Seat.objects.values_list("part", flat=True)
    assert sorted(parts) == ["chair", "chair", "host", "host", "member", "member"]
    assert Letter.objects.filter(subject__startswith="Task Group at").count() == 6
    assert all(group.agenda.exists() for group in groups)


def test_a_school_that_has_another_to_come_is_named_before_it_is_published(cast: Cast, as_: As, made: Round) -> None:
    def told() -> list[str]:
        page = check_page(as_(cast.lead).get(f"{ROUND}publish/").content, "publish")
        return [item.text_content() for item in page.xpath("//div[contains(@class, 'govuk-inset-text')]//li")]

    assert told() == []
    there = plan(cast)
    day = day_in_words(timezone.localdate(there.starts_at))
    for where in (cast.a, cast.b):
        TaskGroup.objects.filter(pk=plan(cast).pk).update(school=where, state=TaskGroup.State.POSTPONED)
    later = "one that was put off and has no new date yet."
    assert told() == [
        f"Alder Primary School has another on {day}, and {later}", f"Birch Primary School has {later}"
    ]  # fmt: skip


def test_where_one_task_group_cannot_be_made_none_is_and_nobody_is_written_to(
    cast: Cast, made: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[TaskGroup] = []

    def invite(*, group: TaskGroup, by: Person) -> None:
        begun.append(group)
        send_invitations(group=group, by=by)
        if len(begun) == 2:
            raise Refused("The second cannot be made.")

    monkeypatch.setattr("taskgroups.rounds.domain.publish.send_invitations", invite)
    with pytest.raises(Refused, match="The second cannot be made"):
        published(made, cast)
    kept = (TaskGroup.objects.count(), Placing.objects.count(), Letter.objects.count())
    assert (kept, Round.objects.get().published_at) == ((0, 0, 0), None)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once(cast: Cast, made: Round) -> None:
    """On PostgreSQL two connections meet at the lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    told: list[str] = []

    def one() -> None:
        try:
            publish(round=made, by=cast.lead)
        except Refused as refused:
            told.append(str(refused))
        connection.close()

    at_once = [Thread(target=one), Thread(target=one)]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    assert (TaskGroup.objects.count(), Placing.objects.filter(part="chair").count(), told) == (2, 2, [PUBLISHED])


def test_a_plan_that_breaks_a_rule_by_now_is_not_published(cast: Cast, made: Round) -> None:
    assert made.current is not None
    group = made.current.plan["groups"][0]
    one = made.participants.get(person=int(group["chair"]))
    answer(participant=one, said={day.pk: "no" for day in made.half_days.all()}, most=2, bound={})
    with pytest.raises(Refused, match=f"{one.person.name} cannot come then"):
        published(made, cast)
    assert TaskGroup.objects.count() == 0


def test_where_hosts_have_changed_it_is_worked_out_again_first(cast: Cast, made: Round) -> None:
    made.hosts.filter(school=cast.b).delete()
    with pytest.raises(Refused, match="Other schools host now"):
        published(made, cast)


def test_without_a_plan_nothing_is_published(cast: Cast) -> None:
    with pytest.raises(Refused, match="There is no plan yet"):
        published(a_round(cast), cast)


def test_a_head_reads_their_own_part_and_no_more(cast: Cast, as_: As, made: Round) -> None:
    assert as_(cast.head_a).get(f"{ROUND}part/").status_code == 404
    published(made, cast)
    text = as_(cast.head_a).get(f"{ROUND}part/").content.decode()
    assert ("Your school hosts" in text, as_(cast.head_a).get(ROUND).status_code) == (True, 404)


def test_who_has_no_role_left_opens_neither_the_rounds_nor_the_part_they_had(cast: Cast, as_: As, made: Round) -> None:
    published(made, cast)
    cast.head_a.roles.update(ends=timezone.localdate() - timedelta(days=1))
    paths = ("/consortia/harbour/rounds/", f"{ROUND}part/")
    assert [as_(cast.head_a).get(path).status_code for path in paths] == [404, 404]


def test_a_head_without_the_role_of_chair_chairs_where_the_round_put_them_and_nowhere_else(
    cast: Cast, made: Round
) -> None:
    published(made, cast)
    placing = Placing.objects.filter(part="chair").exclude(person=cast.head_b).first()
    assert placing is not None
    assert placing.task_group is not None
    assert placing.task_group.seats.get(part="chair").person == placing.person


@pytest.mark.parametrize("part", ["chair", "member"])
def test_one_press_gives_a_place_to_one_of_the_three_best(cast: Cast, as_: As, made: Round, part: str) -> None:
    published(made, cast)
    ill = sits(made, part)
    best = replacements(made, ill)
    assert 1 <= len(best) <= 3
    page, who = f"{ROUND}places/{ill.pk}/give/", best[0].person
    assert best[0].because[0] in as_(cast.lead).get(page).content.decode()
    as_(cast.lead).post(page, {"person": who})
    seats = Seat.objects.current().filter(task_group=ill.task_group, part=part)
    assert [str(one.person_id) for one in seats] == [who]
    subjects = set(Letter.objects.filter(to=ill.person.email).values_list("subject", flat=True))
    assert any(subject.startswith("You need not come") for subject in subjects)
    assert seats.get().invited_at is not None


def test_a_co_chair_stands_on_the_rounds_page_and_their_place_goes_to_a_member(
    cast: Cast, as_: As, made: Round
) -> None:
    published(made, cast)
    ill = sits(made, "member")
    Seat.objects.filter(pk=ill.pk).update(part="co_chair")
    ill.refresh_from_db()
    assert "Co-chair" in as_(cast.lead).get(f"{ROUND}places/{ill.pk}/give/").content.decode()
    who = replacements(made, ill)[0].person
    as_(cast.lead).post(f"{ROUND}places/{ill.pk}/give/", {"person": who})
    seats = Seat.objects.current().filter(task_group=ill.task_group, part="member")
    assert [str(one.person_id) for one in seats] == [who]


def test_a_place_given_twice_is_given_once(cast: Cast, made: Round) -> None:
    published(made, cast)
    ill = sits(made, "member")
    who = person_of(replacements(made, ill)[0].person)
    first, second = (replace(round=made, seat=ill, by=cast.lead, person=who) for _ in range(2))
    assert first == second


def test_a_place_that_another_lead_gave_away_is_answered_in_words(cast: Cast, as_: As, made: Round) -> None:
    """The second lead's page is older than what the first one did."""
    give(cast.officer, "lead", consortium=cast.harbour)
    published(made, cast)
    ill = sits(made, "member")
    page, who = f"{ROUND}places/{ill.pk}/give/", replacements(made, ill)[0].person
    as_(cast.lead).post(page, {"person": who})
    second = as_(cast.officer)
    assert f"{ill.person.name} has no place here any more." in second.get(page).content.decode()
    others = [one for one in made.participants.exclude(person=int(who)) if one.person != ill.person]
    answered = second.post(page, {"person": others[0].person_id}, follow=True)
    assert "Somebody else has the place already. Look at the round again." in answered.content.decode()
    seats = Seat.objects.current().filter(task_group=ill.task_group, part="member")
    assert [str(one.person_id) for one in seats] == [who]


@pytest.mark.django_db(transaction=True)
def test_two_who_give_one_place_at_once_give_it_once(cast: Cast, made: Round) -> None:
    """On PostgreSQL two connections meet at the lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    spare = [person("Eve Elm"), person("Finn Fir")]
    for one in spare:
        give(one, "chair", consortium=cast.harbour)
        Participant.objects.create(round=made, person=one)
    published(made, cast)
    ill = sits(made, "member")
    told: list[str] = []

    def gives(who: Person) -> None:
        try:
            replace(round=made, seat=ill, by=cast.lead, person=who)
        except Refused as refused:
            told.append(str(refused))
        connection.close()

    at_once = [Thread(target=gives, args=(who,)) for who in spare]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    now = Seat.objects.current().filter(task_group=ill.task_group, part="member")
    assert (now.count(), now.get().person in spare) == (1, True)
    assert told == ["Somebody else has the place already. Look at the round again."]
    assert Placing.objects.filter(ended_at=None, task_group=ill.task_group, part="member").count() == 1


def test_who_sits_elsewhere_then_does_not_take_the_place(cast: Cast, made: Round) -> None:
    published(made, cast)
    ill = sits(made, "member")
    group = ill.task_group
    other = TaskGroup.objects.create(
        school=cast.d, consortium=cast.moor, pack=group.pack, number=1, starts_at=group.starts_at,
        ends_at=group.ends_at, planned_by=cast.lead, planned_at=timezone.now(),
    )  # fmt: skip
    for one in replacements(made, ill):
        other.seats.create(person=person_of(one.person), part="member")
    assert not {one.person for one in replacements(made, ill)} & set(
        map(str, other.seats.values_list("person", flat=True))
    )


def test_the_host_schools_own_head_takes_no_place_there(cast: Cast, made: Round) -> None:
    published(made, cast)
    ill = sits(made, "member", task_group__school=cast.a)
    with pytest.raises(Refused, match="Asha Alder leads that school"):
        replace(round=made, seat=ill, by=cast.lead, person=cast.head_a)


def test_nobody_outside_the_round_takes_a_place(cast: Cast, made: Round) -> None:
    published(made, cast)
    ill = sits(made, "member")
    with pytest.raises(Refused, match="Stan Stranger takes no part in the round"):
        replace(round=made, seat=ill, by=cast.lead, person=cast.stranger)


@pytest.mark.parametrize("page", ["plan/", "plan/calendar/", "plan/map/", "plan/map/?school=990001", "publish/"])
def test_each_look_at_the_plan_names_the_hosts(cast: Cast, as_: As, made: Round, page: str) -> None:
    text = as_(cast.lead).get(f"{ROUND}{page}").content.decode()
    assert (cast.a.name in text, cast.b.name in text) == (True, True)


def sits(made: Round, part: str, **where: object) -> Seat:
    """One of the round's seats."""
    return seats_of(made).filter(part=part, **where)[0]


def person_of(key: str) -> Person:
    """Somebody by the key of a problem."""
    return Person.objects.get(pk=int(key))
