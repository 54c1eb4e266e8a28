"""A door closes with what opened it: a role at the host school, the Task Group itself, or the next one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.judge import record_agreed
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain.actions import stop_action
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings import policy
from taskgroups.meetings.domain import postpone, prepare, run
from taskgroups.meetings.domain.correct import correct
from taskgroups.meetings.domain.record import mark_accurate
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.room.queries import earlier_actions
from taskgroups.meetings.tests.record.cast import earlier_action, held, note, with_head
from taskgroups.meetings.tests.room.cast import item, planned
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, Sharing, Thing
from taskgroups.schools.policy import may_see
from tests.cast import Cast, give


def again(person: Person) -> Person:
    """The same person at their next request."""
    return Person.objects.get(pk=person.pk)


def leave_school(person: Person) -> None:
    person.roles.update(ends=timezone.localdate() - timedelta(days=1))


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A Task Group to come, with the preparation sent."""
    return prepare.send_preparation(group=planned(cast, starts_at=timezone.now() + timedelta(days=3)), by=cast.head_a)


@pytest.mark.parametrize("page", ["task-group", "task-group-papers", "task-group-room", "task-group-record"])
def test_a_head_who_left_the_school_keeps_no_seat_for_it(cast: Cast, as_, group: TaskGroup, page: str) -> None:
    where = reverse(page, args=[group.public_id])
    assert as_(cast.head_a).get(where).status_code == 200
    leave_school(cast.head_a)
    assert as_(cast.head_a).get(where).status_code == 404


@pytest.mark.parametrize("page", ["task-group", "task-group-papers"])
def test_nor_does_one_who_left_it_for_another_school(cast: Cast, as_, group: TaskGroup, page: str) -> None:
    leave_school(cast.head_a)
    give(cast.head_a, "leader", school=cast.d)
    assert as_(cast.head_a).get(reverse(page, args=[group.public_id])).status_code == 404


def test_who_left_the_school_watches_its_room_no_longer(cast: Cast, group: TaskGroup) -> None:
    people = frozenset(str(one.pk) for one in (cast.head_a, cast.head_b))
    assert policy.may_watch(group.channel, people) == people
    leave_school(cast.head_a)
    assert policy.may_watch(group.channel, people) == {str(cast.head_b.pk)}


def test_a_member_with_no_role_left_anywhere_keeps_no_seat_and_sees_nothing_of_the_school(
    cast: Cast, as_, client, group: TaskGroup
) -> None:
    """The head of Cedar retires: what Alder lets its group see was for somebody who took part."""
    Sharing.objects.create(school=cast.a, thing=Thing.EVALUATION, audience=Audience.GROUP)
    pages = [reverse(name, args=[group.public_id]) for name in ("task-group", "task-group-papers", "task-group-room")]
    pages += [reverse("school-evaluation", args=[cast.a.urn])]
    reply = reverse("reply", args=[group.seats.get(person=cast.head_c).reply_token])

    def found() -> list[int]:
        return [*(as_(cast.head_c).get(at).status_code for at in pages), client.get(reply).status_code]

    def watches() -> set[str]:
        return policy.may_watch(group.channel, frozenset([str(cast.head_c.pk)]))

    before, watched = found(), watches()
    leave_school(cast.head_c)
    assert (before, watched) == ([200] * 5, {str(cast.head_c.pk)})
    assert (found(), watches()) == ([404] * 5, set())
    assert not may_see(again(cast.head_c), cast.a, Thing.EVALUATION)


def test_who_plans_it_sees_that_a_member_has_left(cast: Cast, as_, group: TaskGroup) -> None:
    where, said = reverse("task-group-people", args=[group.public_id]), "They open nothing of it any more."
    before = text_of(check_page(as_(cast.lead).get(where).content))
    leave_school(cast.head_c)
    page = check_page(as_(cast.lead).get(where).content)
    rows = [text_of(row) for row in page.xpath("//tbody/tr") if said in text_of(row)]
    assert (said in before, [row.startswith("Carys Cedar") for row in rows]) == (False, [True])


def test_a_member_who_has_another_role_by_now_keeps_their_seat(cast: Cast, as_, group: TaskGroup) -> None:
    leave_school(cast.head_c)
    give(cast.head_c, "chair", consortium=cast.harbour)
    assert as_(cast.head_c).get(reverse("task-group-papers", args=[group.public_id])).status_code == 200


@pytest.mark.parametrize("page", ["task-group-papers", "task-group-chair-paper"])
def test_the_preparation_of_a_cancelled_task_group_is_the_schools_again(
    cast: Cast, as_, group: TaskGroup, page: str
) -> None:
    where = reverse(page, args=[group.public_id, *(["pdf"] if page.endswith("paper") else [])])
    postpone.cancel(group=group, by=cast.lead, reason="Snow")
    cancelled = as_(cast.head_b).get(where).status_code
    postpone.restore(group=group, by=cast.lead)
    assert (cancelled, as_(cast.head_b).get(where).status_code) == (404, 200)


def test_nor_does_the_room_of_a_cancelled_task_group_tell_of_it(cast: Cast, as_, group: TaskGroup) -> None:
    where = reverse("task-group-room-look", args=[group.public_id])
    postpone.cancel(group=group, by=cast.lead, reason="Snow")
    TaskGroup.objects.filter(pk=group.pk).update(last_number=3)
    asked = ({"if": item(group, "achievement").pk}, {"seen": 0})
    assert [as_(cast.head_c).get(where, given).status_code for given in asked] == [204, 204]


def test_members_see_what_a_school_shares_until_its_next_task_group(cast: Cast, group: TaskGroup) -> None:
    Sharing.objects.create(school=cast.a, thing=Thing.EVALUATION, audience=Audience.GROUP)
    seen = may_see(again(cast.head_c), cast.a, Thing.EVALUATION)
    following = planned(cast, starts_at=timezone.now() + timedelta(days=90))
    following.seats.filter(person=cast.head_c).delete()
    before_it_is_sent = may_see(again(cast.head_c), cast.a, Thing.EVALUATION)
    prepare.send_preparation(group=following, by=cast.head_a)
    after = [may_see(again(one), cast.a, Thing.EVALUATION) for one in (cast.head_c, cast.head_b)]
    assert (seen, before_it_is_sent, after) == (True, True, [False, True])


def test_the_room_of_a_task_group_that_is_over_shows_no_later_work(cast: Cast) -> None:
    known = earlier_action(cast)
    group = held(cast)
    earlier_action(cast, what="Visit another school", at=timezone.now())
    stop_action(by=cast.head_a, action=known, version=known.version, reason="Done by another")
    assert [(one.what, one.status) for one in earlier_actions(group)] == [(known.what, "not_started")]


@pytest.mark.parametrize("form", ["action", "answer", "evidence"])
def test_the_forms_of_the_room_wait_until_it_is_opened(cast: Cast, as_, form: str) -> None:
    group = planned(cast)
    where = reverse("task-group-room-form", args=[group.public_id, form])
    before = as_(cast.clerk).get(where).status_code
    run.open_room(by=cast.head_b, group=group)
    assert (before, as_(cast.clerk).get(where).status_code) == (404, 200)


def test_a_locked_record_takes_no_corrections(cast: Cast) -> None:
    record = with_head(cast)
    answer = record.task_group.events.get(kind="answer")
    mark_accurate(by=cast.head_a, record=record)
    with pytest.raises(Refused, match="record of this Task Group is locked"):
        correct(by=cast.clerk, group=record.task_group, number=answer.number, reason="Misheard", text="Few do.")


def test_a_late_correction_leaves_what_a_later_task_group_agreed(cast: Cast) -> None:
    first = held(cast)
    later = run.open_room(by=cast.head_b, group=planned(cast))
    note(later, cast.clerk, "judgement", item(later, "achievement"), "All of it is shown.", payload={"value": "strong"})
    record_agreed(
        school=cast.a, pack=shelf.packs()[first.pack], area="achievement", value="strong", agreed_in=later.public_id,
        by=cast.clerk,
    )  # fmt: skip
    wrong = Event.objects.get(task_group=first, kind="judgement")
    correct(by=cast.clerk, group=first, number=wrong.number, reason="Misread", value="needs-attention")
    voice = Judgement.objects.filter(voice="group").order_by("made_at").values_list("value", "agreed_in")
    assert list(voice) == [("needs-attention", first.public_id), ("strong", later.public_id)]
    assert Judgement.objects.current().get(voice="group").value == "strong"


def test_an_officer_reads_what_the_group_agreed_once_the_record_is_agreed(cast: Cast, as_) -> None:
    record = with_head(cast)
    group = record.task_group
    record_agreed(
        school=cast.a, pack=shelf.packs()[group.pack], area="achievement", value="expected", agreed_in=group.public_id,
        why="Mathematics is not yet shown.", by=cast.clerk,
    )  # fmt: skip
    for thing in Thing.values:
        Sharing.objects.update_or_create(school=cast.a, thing=thing, defaults={"audience": Audience.AUTHORITY})
    where = reverse("school-evaluation-area", args=[cast.a.urn, "achievement"]) + f"?pack={group.pack}"

    def told() -> list[bool]:
        readers = (cast.officer, cast.lead, cast.head_c, cast.leader_a)
        return ["Mathematics is not yet shown." in as_(one).get(where).text for one in readers]

    before = told()
    mark_accurate(by=cast.head_a, record=record)
    assert (before, told()) == ([False, False, False, True], [True] * 4)
