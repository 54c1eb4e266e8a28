"""What needs somebody: one list, soonest first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskgroups.home.waiting import Waiting, what_needs
from taskgroups.imports.models import Import
from taskgroups.improvement.models import Action
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.participation.domain.offer import answer as answer_offer
from taskgroups.participation.domain.offer import offer
from taskgroups.participation.models import Offer
from taskgroups.people.models import Person
from taskgroups.rounds.domain.answer import answer, ask_availability
from taskgroups.rounds.domain.stand_back import mark_read, stand_back
from taskgroups.rounds.models import Round
from taskgroups.rounds.tests.cast import a_round, mornings, of
from taskgroups.training.domain.commission import Terms, commission, use
from taskgroups.training.models import Commission, CommissionDay
from tests.cast import Cast
from tests.days import noon


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A Task Group at Alder in ten days, chaired by the head of Birch."""
    starts = timezone.now() + timedelta(days=10)
    made = TaskGroup.objects.create(
        school=cast.a, consortium=cast.harbour, pack="none", number=1, starts_at=starts,
        ends_at=starts + timedelta(hours=2), planned_by=cast.lead, planned_at=timezone.now(),
    )  # fmt: skip
    for who, part in ((cast.head_b, "chair"), (cast.clerk, "clerk"), (cast.head_c, "member"), (cast.head_a, "host")):
        Seat.objects.create(task_group=made, person=who, part=part, reply="yes", protocols_accepted_at=timezone.now())
    return made


def said(rows: list[Waiting]) -> list[str]:
    return [row.what for row in rows]


def action(cast: Cast, due: date, **more: object) -> Action:
    fields: dict[str, object] = {"what": "Moderate writing", "owner": cast.leader_a, "proof": "Samples", **more}
    return Action.objects.create(school=cast.a, due=due, set_by=cast.head_a, set_at=timezone.now(), **fields)


def test_the_head_is_asked_to_prepare(cast: Cast, group: TaskGroup) -> None:
    assert [text.split(" ")[0] for text in said(what_needs(cast.head_a))] == ["Prepare"]


def test_who_left_the_school_is_told_nothing_of_it(cast: Cast, group: TaskGroup) -> None:
    action(cast, timezone.localdate())
    Seat.objects.create(task_group=group, person=cast.leader_a, part="host")
    assert len(what_needs(cast.leader_a)) == 2
    cast.leader_a.roles.update(ends=timezone.localdate() - timedelta(days=1))
    assert what_needs(Person.objects.get(pk=cast.leader_a.pk)) == []


def test_nothing_waits_for_the_head_once_the_preparation_is_sent(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(prepared_at=timezone.now())
    assert what_needs(cast.head_a) == []


def test_the_chair_sees_whether_the_school_has_sent_its_preparation(cast: Cast, group: TaskGroup) -> None:
    assert [row.about for row in what_needs(cast.head_b)] == ["The school is still preparing"]


def test_the_chair_reads_the_papers_only_once_they_are_sent(cast: Cast, group: TaskGroup) -> None:
    before = what_needs(cast.head_b)[0].address
    TaskGroup.objects.update(prepared_at=timezone.now())
    assert (before, what_needs(cast.head_b)[0].address) == (
        reverse("task-group", args=[group.public_id]),
        reverse("task-group-papers", args=[group.public_id]),
    )


def test_members_are_asked_to_read_what_the_school_sent(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(prepared_at=timezone.now())
    assert said(what_needs(cast.head_c)) == ["Read the papers for Alder Primary School"]


def test_on_the_day_everybody_with_a_seat_is_sent_to_the_room(cast: Cast, group: TaskGroup) -> None:
    midday = noon(timezone.localdate())
    TaskGroup.objects.update(prepared_at=timezone.now(), starts_at=midday, ends_at=midday + timedelta(hours=2))
    rows = [what_needs(who)[0] for who in (cast.head_a, cast.clerk, cast.head_b)]
    assert [(row.what.split(" ")[0], row.about) for row in rows] == [
        ("Join", "Today at midday"), ("Join", "Today at midday"), ("Chair", "Today at midday"),
    ]  # fmt: skip


def test_a_member_who_was_invited_is_asked_for_a_reply(cast: Cast, group: TaskGroup) -> None:
    Seat.objects.filter(person=cast.head_c).update(reply="", invited_at=timezone.now())
    assert said(what_needs(cast.head_c)) == ["Say whether you can come to Alder Primary School"]


def test_a_meeting_under_way_is_to_be_joined_once(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(state="open", prepared_at=timezone.now())
    assert said(what_needs(cast.head_a)) == ["Join the Task Group at Alder Primary School"]


def test_an_action_that_is_late_says_so(cast: Cast) -> None:
    action(cast, timezone.localdate() - timedelta(days=1))
    assert [(row.what, row.late) for row in what_needs(cast.leader_a)] == [("Moderate writing", True)]


def test_actions_of_others_and_far_away_ones_do_not_wait(cast: Cast) -> None:
    action(cast, timezone.localdate() + timedelta(days=60))
    action(cast, timezone.localdate(), owner=cast.governor_a)
    assert what_needs(cast.leader_a) == []


def test_the_clerk_finishes_the_record_and_the_chair_does_not(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(state="closed")
    Record.objects.create(task_group=group)
    assert [text.split(" ")[0] for text in said(what_needs(cast.clerk))] == ["Finish"]
    assert what_needs(cast.head_b) == []


def test_without_a_clerk_the_chair_finishes_it(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(state="closed")
    Record.objects.create(task_group=group)
    Seat.objects.filter(part="clerk").update(left_at=timezone.now())
    assert [text.split(" ")[0] for text in said(what_needs(cast.head_b))] == ["Finish"]


def test_the_head_agrees_the_record_that_is_with_them(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(state="closed")
    Record.objects.create(task_group=group, state="with_head")
    assert [text.split(" ")[0] for text in said(what_needs(cast.head_a))] == ["Agree"]


def test_a_record_to_agree_stands_by_its_ten_working_days(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(state="closed")
    sent = datetime(2026, 6, 1, 16, tzinfo=UTC)
    Record.objects.create(task_group=group, state="with_head", sent_at=sent)
    action(cast, timezone.localdate(), owner=cast.head_a)
    rows = [(row.what.split(" ")[0], row.when, row.late) for row in what_needs(cast.head_a)]
    assert rows == [("Agree", date(2026, 6, 15), True), ("Moderate", timezone.localdate(), False)]


def test_the_lead_sees_who_has_not_replied(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.update(invited_at=timezone.now())
    Seat.objects.filter(person=cast.head_c).update(reply="", invited_at=timezone.now())
    assert said(what_needs(cast.lead)) == ["See who has not replied about " + cast.a.name]


def test_a_stranger_hears_nothing_of_it(cast: Cast, group: TaskGroup) -> None:
    action(cast, timezone.localdate())
    assert what_needs(cast.stranger) == []


def test_what_is_soonest_comes_first(cast: Cast, group: TaskGroup) -> None:
    action(cast, timezone.localdate() + timedelta(days=3), owner=cast.head_a)
    assert [text.split(" ")[0] for text in said(what_needs(cast.head_a))] == ["Moderate", "Prepare"]


def test_the_words_of_locked_records_are_not_read_to_say_what_waits(cast: Cast, group: TaskGroup) -> None:
    with CaptureQueriesContext(connection) as asked:
        what_needs(cast.head_a)
    about = [query["sql"] for query in asked if 'FROM "meetings_record"' in query["sql"]]
    assert [("document" in sql, '"state" IN' in sql) for sql in about] == [(False, True)]


@pytest.mark.parametrize(("who", "asks"), [("head_a", 1), ("lead", 0), ("clerk", 0)])
def test_mentors_are_asked_for_where_somebody_has_begun_to_be_accredited(cast: Cast, who: str, asks: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        what_needs(getattr(cast, who))
    assert sum("training_mentoring" in query["sql"] for query in asked) == asks


def test_who_was_asked_sees_it_at_home_until_they_answer(cast: Cast) -> None:
    made = a_round(cast)
    ask_availability(round=made, by=cast.lead, until=mornings(1)[0])
    asked = "Say when you could come to Task Groups"
    assert asked in said(what_needs(cast.head_b))
    answer(participant=of(made, cast.head_b), said={}, most=2, bound={})
    assert asked not in said(what_needs(cast.head_b))


def test_a_lead_is_told_once_the_day_to_answer_by_has_passed(cast: Cast) -> None:
    a_round(cast)
    Round.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    assert "Plan the round of the spring term 2026/27" in said(what_needs(cast.lead))


def test_a_lead_is_told_that_somebody_said_something_about_chairing_until_they_read_it(cast: Cast) -> None:
    until = timezone.localdate() + timedelta(days=9)
    word = stand_back(
        consortium=cast.harbour, by=cast.head_b, told=cast.lead, reason="Ill", instead="member", until=until
    )
    [row] = what_needs(cast.lead)
    assert (row.what, row.about) == ("Read what you were told about chairing", "Harbour")
    mark_read(word)
    assert what_needs(cast.lead) == []


def test_a_part_that_is_offered_waits_until_it_is_answered(cast: Cast) -> None:
    offer(consortium=cast.harbour, by=cast.lead, people=[cast.head_c], kind="member")
    [row] = what_needs(cast.head_c)
    assert (row.what, row.about) == ("Say whether you would take a part", "Harbour: sit as a member")
    answer_offer(made=Offer.objects.get(), reply="no")
    assert what_needs(cast.head_c) == []


def test_an_offer_waits_no_longer_for_who_neither_heads_nor_chairs_there(cast: Cast) -> None:
    offer(consortium=cast.harbour, by=cast.lead, people=[cast.head_c, cast.head_b], kind="member")
    yesterday = timezone.localdate() - timedelta(days=1)
    cast.head_c.roles.update(ends=yesterday)
    cast.head_b.roles.filter(kind="head").update(ends=yesterday)
    found = [said(what_needs(Person.objects.get(pk=one.pk))) for one in (cast.head_c, cast.head_b)]
    assert found == [[], ["Say whether you would take a part"]]


def commissioned(cast: Cast, ends_in: int, half_days: int = 6) -> Commission:
    """So many half-days of the head of Birch, who chairs, that end in so many days."""
    today = timezone.localdate()
    terms = Terms(half_days, today - timedelta(days=60), today + timedelta(days=ends_in), [])
    return commission(authority=cast.authority, by=cast.officer, consultant=cast.head_b, terms=terms)


@pytest.mark.parametrize(("ends_in", "late"), [(14, False), (-14, True)])
def test_days_of_a_commission_that_ends_soon_wait_to_be_noted(cast: Cast, ends_in: int, late: bool) -> None:
    made = commissioned(cast, ends_in)
    [row] = what_needs(cast.head_b)
    assert (row.what, row.when, row.about, row.late) == (
        "Note the days you used for Saltshire", made.ends, "3 days of 3 days not noted", late
    )  # fmt: skip


@pytest.mark.parametrize("ends_in", [15, -15])
def test_a_commission_that_ends_another_time_waits_for_nobody(cast: Cast, ends_in: int) -> None:
    commissioned(cast, ends_in)
    assert (what_needs(cast.head_b), what_needs(cast.officer)) == ([], [])


def test_an_officer_looks_at_days_left_near_the_end_and_at_days_all_used(cast: Cast) -> None:
    soon, used = commissioned(cast, 10), commissioned(cast, 90, half_days=1)
    use(commission=used, by=cast.head_b, on=timezone.localdate(), half_days=1)
    rows = {row.about: (row.what, row.when) for row in what_needs(cast.officer)}
    assert rows == {
        "It ends with 3 days left": ("Look at the commission of Ben Birch", soon.ends),
        "All its days are used": ("Look at the commission of Ben Birch", None),
    }
    CommissionDay.objects.update(at=timezone.now() - timedelta(days=15))
    assert [row.about for row in what_needs(cast.officer)] == ["It ends with 3 days left"]


def test_what_a_file_counted_is_not_read_to_say_that_schools_were_inspected(cast: Cast) -> None:
    now = timezone.now()
    told = [{"urn": 990001, "what": "It was inspected.", "inspected": True}]
    Import.objects.create(
        kind="inspections", name="i.csv", asked_at=now, heard_at=now, ended_at=now, state="done", changes=told,
        tally={"skipped": ["row 2"] * 1000},
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert "See which 1 school was inspected since" in said(what_needs(cast.lead))
    about = [query["sql"] for query in asked if 'FROM "imports_import"' in query["sql"]]
    assert (len(about), ["tally" in sql for sql in about]) == (1, [False])


def test_a_lead_sees_for_a_fortnight_which_schools_were_inspected_since(cast: Cast) -> None:
    now = timezone.now()
    told = [{"urn": urn, "what": "It was inspected.", "inspected": True} for urn in (990001, 990002, 990004)]
    Import.objects.create(
        kind="inspections", name="i.csv", asked_at=now, heard_at=now, ended_at=now, state="done", changes=told
    )
    [row] = [one for one in what_needs(cast.lead) if "inspected" in one.what]
    assert (row.what, row.address) == (
        "See which 2 schools were inspected since",
        reverse("consortium-changes", args=["harbour"]),
    )
    Import.objects.update(ended_at=now - timedelta(days=15))
    assert [one for one in what_needs(cast.lead) if "inspected" in one.what] == []
