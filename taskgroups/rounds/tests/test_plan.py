"""A plan is worked out beside everything else, looked at, tried otherwise, taken or left."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.rounds.domain import solve
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.domain.publish import what_is_new, why_not_yet
from taskgroups.rounds.models import Fix, HalfDay, Interest, Round, Solution
from taskgroups.rounds.queries import kept_days
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.tests.cast import a_round, of
from taskgroups.schools.models import School, Trust
from tests.cast import Cast, accredit, give, person

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PLAN = "/consortia/harbour/rounds/1/plan/"


def worked_out(made: Round, cast: Cast) -> Solution:
    """The round's plan, worked out here and now."""
    return solve.work(solve.ask_for_plan(round=made, by=cast.lead).pk)


def pairs(problem: dict[str, Any]) -> set[tuple[str, int]]:
    return {(who, urn) for who, urn in problem["conflicts"]}


def test_the_first_plan_is_the_rounds_plan_with_its_reasons(cast: Cast, as_: As) -> None:
    made = a_round(cast)
    assert worked_out(made, cast).state == Solution.State.FOUND
    text = as_(cast.lead).get(PLAN).content.decode()
    assert ("Everybody has a part" in text, "Has not answered; taken to be free." in text) == (True, True)


def test_what_is_shown_in_all_is_the_sum_of_what_is_shown_of_each(cast: Cast, as_: As) -> None:
    for one, east, north in ((cast.a, 0, 0), (cast.b, 1260, 0), (cast.c, 0, 1260)):
        School.objects.filter(pk=one.pk).update(easting=east, northing=north)
    worked_out(a_round(cast), cast)
    page = check_page(as_(cast.lead).get(PLAN).content, "plan")
    rows = [
        (
            [float(km.removesuffix(" km")) for km in row.xpath(".//span[@class='rd-km']/text()")],
            row.xpath("td[last()]")[0],
        )
        for row in page.xpath("//table//tr[.//span[@class='rd-km']]")
    ]
    assert len(rows) == 2
    assert all(f"{sum(each):.1f}" in total.text_content() for each, total in rows)
    whole = sum(sum(each) for each, _ in rows)
    assert f"2 Task Groups, {whole:.1f} km in all" in text_of(page)


def test_a_half_day_is_kept_from_the_plan_and_let_go_again(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    worked_out(made, cast)
    slot = next(one["slot"] for one in Round.objects.get().current.plan["groups"] if one["urn"] == cast.a.urn)  # type: ignore[union-attr]
    lead.post(f"{PLAN}half-day/{cast.a.urn}/", {"slot": slot})
    assert [one.half_day.slot for one in kept_days(made)] == [slot]  # type: ignore[union-attr]
    assert "what is kept" in what_is_new(Round.objects.get())[0]
    lead.post(f"{PLAN}half-day/{cast.a.urn}/", {})
    assert list(kept_days(made)) == []


def test_a_plan_on_another_half_day_than_the_one_kept_is_not_published(cast: Cast) -> None:
    made = a_round(cast)
    worked_out(made, cast)
    plan = Round.objects.get().current.plan["groups"][0]  # type: ignore[union-attr]
    other = next(one for one in made.half_days.all() if one.slot != plan["slot"])
    solve.keep_half_day(round=made, by=cast.lead, urn=plan["urn"], half_day=other)
    assert why_not_yet(Round.objects.get()) == [
        "Another half-day is kept for a school than the plan gives it. Work the plan out again."
    ]


def test_what_does_not_host_or_is_no_half_day_is_not_kept(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    for urn, slot in ((cast.c.urn, made.half_days.all()[0].slot), (cast.a.urn, "2020-01-01 am")):
        assert (
            "Look at the plan again"
            in lead.post(f"{PLAN}half-day/{urn}/", {"slot": slot}, follow=True).content.decode()
        )
    assert list(kept_days(made)) == []


def test_a_kept_half_day_that_went_by_is_named_before_a_plan_is_worked_out(cast: Cast) -> None:
    made = a_round(cast)
    first = made.half_days.all()[0]
    solve.keep_half_day(round=made, by=cast.lead, urn=cast.a.urn, half_day=first)
    HalfDay.objects.filter(pk=first.pk).update(day=timezone.localdate())
    with pytest.raises(Refused, match="The half-day kept for Alder Primary School is no longer to come"):
        solve.ask_for_plan(round=made, by=cast.lead)


def test_while_it_is_worked_out_the_page_looks_again_and_offers_to_cancel(cast: Cast, as_: As) -> None:
    asked = solve.ask_for_plan(round=a_round(cast), by=cast.lead)
    text = as_(cast.lead).get(PLAN).content.decode()
    assert ('hx-trigger="every 2s"' in text, ">Cancel<" in text.replace("\n", "")) == (True, True)
    as_(cast.lead).post(f"{PLAN}{asked.pk}/leave/")
    assert solve.work(asked.pk).state == Solution.State.CANCELLED


def test_what_is_cancelled_under_way_stops_at_the_next_word(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = solve.ask_for_plan(round=a_round(cast), by=cast.lead)

    def cancelled_meanwhile(problem: object, before: object, told: Callable[[str], None]) -> None:
        solve.leave(round=asked.round, by=cast.lead, solution=asked.pk)
        told("Seating 2 groups.")

    monkeypatch.setattr(solve, "find", cancelled_meanwhile)
    assert (solve.work(asked.pk).state, Round.objects.get().current) == (Solution.State.CANCELLED, None)


def test_one_plan_is_in_hand_at_a_time(cast: Cast) -> None:
    made = a_round(cast)
    first = solve.ask_for_plan(round=made, by=cast.lead)
    assert solve.ask_for_plan(round=made, by=cast.lead) == first


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_for_a_plan_at_once_have_it_worked_out_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL two connections meet at the round's lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    monkeypatch.setattr(solve, "begin", lambda pk: None)
    made, asked = a_round(cast), list[Solution]()

    def asks(by: Person) -> None:
        asked.append(solve.ask_for_plan(round=made, by=by))
        connection.close()

    at_once = [Thread(target=asks, args=(by,)) for by in (cast.lead, cast.officer)]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    assert (len(asked), len({one.pk for one in asked}), Solution.objects.count()) == (2, 1, 1)


def test_a_second_plan_in_hand_is_refused_by_the_database(cast: Cast) -> None:
    first = solve.ask_for_plan(round=a_round(cast), by=cast.lead)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    Solution.objects.update(state=Solution.State.FOUND)
    first.save(force_insert=True)
    assert Solution.objects.count() == 2


def test_a_plan_begun_twice_is_worked_out_by_one_of_the_two(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, found = solve.ask_for_plan(round=a_round(cast), by=cast.lead), solve.find
    worked: list[str] = []

    def begun_again_meanwhile(problem: Any, before: Any, told: Callable[[str], None]) -> Any:
        worked.append(solve.work(asked.pk).state)
        return found(problem, before, told)

    monkeypatch.setattr(solve, "find", begun_again_meanwhile)
    assert (solve.work(asked.pk).state, worked) == (Solution.State.FOUND, [Solution.State.WORKING])


def test_a_second_lead_who_asks_is_told_who_asked_before(cast: Cast, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "begin", lambda pk: None)
    give(cast.officer, "lead", consortium=cast.harbour)
    a_round(cast)
    told = "Lena Lead has asked for a plan already. It is worked out once, for both of you."
    first, second = (as_(who).post(f"{PLAN}work-out/", follow=True) for who in (cast.lead, cast.officer))
    assert (told in first.content.decode(), told in second.content.decode()) == (False, True)
    assert Solution.objects.count() == 1


def test_a_plan_whose_worker_was_cut_off_is_given_up(cast: Cast) -> None:
    asked = solve.ask_for_plan(round=a_round(cast), by=cast.lead)
    Solution.objects.update(heard_at=timezone.now() - timedelta(minutes=7))
    solve.give_up_lost()
    asked.refresh_from_db()
    assert asked.state == Solution.State.FAILED


def test_without_half_days_there_is_nothing_to_plan_with(cast: Cast) -> None:
    made = a_round(cast, half_days=0)
    with pytest.raises(Refused, match="no half-day to come"):
        solve.ask_for_plan(round=made, by=cast.lead)


def test_a_placing_ruled_out_is_tried_and_taken(cast: Cast, as_: As) -> None:
    give(person("Eve Elm"), "chair", consortium=cast.harbour)
    made = a_round(cast)
    first = worked_out(made, cast)
    who = next(g["chair"] for g in first.plan["groups"] if g["urn"] == cast.a.urn)
    lead = as_(cast.lead)
    lead.post(f"{PLAN}fix/", {"kind": "bar", "person": who, "urn": cast.a.urn})
    second = solve.work(Solution.objects.latest("pk").pk)
    text = lead.get(PLAN).content.decode()
    assert ("Worked out again" in text, Round.objects.get().current) == (True, first)
    lead.post(f"{PLAN}{second.pk}/take/")
    assert (Round.objects.get().current, Fix.objects.get().tried_in) == (second, None)


def test_a_plan_that_is_left_takes_what_was_tried_with_it(cast: Cast) -> None:
    made = a_round(cast)
    worked_out(made, cast)
    tried = solve.try_fix(round=made, by=cast.lead, person=cast.head_c, school=cast.a, kind=Fix.Kind.KEEP, chairs=True)
    solve.leave(round=made, by=cast.lead, solution=solve.work(tried.pk).pk)
    assert (Fix.objects.count(), Solution.objects.count()) == (0, 1)


def test_where_there_is_no_plan_the_page_says_who_and_what_would_help(cast: Cast, as_: As) -> None:
    made = a_round(cast)
    for head in (cast.head_a, cast.head_b, cast.head_c):
        answer(participant=of(made, head), said={}, most=0, bound={})
    assert worked_out(made, cast).state == Solution.State.NONE
    text = as_(cast.lead).get(PLAN).content.decode()
    assert ("There is no plan" in text, "It would help" in text) == (True, True)


def test_interests_trusts_and_what_is_ruled_out_keep_people_away(cast: Cast) -> None:
    made = a_round(cast)
    trust = Trust.objects.create(name="Two Bays Trust", code="T1")
    type(cast.a).objects.filter(pk__in=[cast.a.pk, cast.c.pk]).update(trust=trust)
    Interest.objects.create(
        consortium=cast.harbour, person=cast.head_a, school=cast.b, kind="kin", declared_at=timezone.now()
    )
    Fix.objects.create(round=made, person=cast.head_c, school=cast.b, kind=Fix.Kind.BAR)
    a, b = cast.a.urn, cast.b.urn
    assert pairs(asked_of(made)) == {
        (str(cast.head_a.pk), a), (str(cast.head_c.pk), a), (str(cast.head_a.pk), b), (str(cast.head_c.pk), b),
    }  # fmt: skip


def test_a_chair_of_no_school_takes_part_from_nowhere_on_the_map(cast: Cast) -> None:
    consultant = person("Eve Elm")
    give(consultant, "chair", consortium=cast.harbour)
    accredit(consultant, by=cast.officer)
    problem = asked_of(a_round(cast))
    eve = problem["people"][-1]
    stands = next(one for one in problem["schools"] if one["urn"] == eve["urn"])
    assert (eve["can_chair"], stands["easting"], stands["host"]) == (True, None, False)


def test_a_head_who_has_left_takes_no_part(cast: Cast) -> None:
    made = a_round(cast)
    cast.head_c.roles.update(ends=timezone.localdate() - timedelta(days=1))
    assert len(asked_of(made)["people"]) == 2


def test_who_chaired_there_lately_is_remembered(cast: Cast) -> None:
    TaskGroup.objects.create(
        school=cast.a, consortium=cast.harbour, pack="any", number=1, starts_at=timezone.now() - timedelta(days=90),
        ends_at=timezone.now() - timedelta(days=89), planned_by=cast.lead, planned_at=timezone.now(), state="closed",
    ).seats.create(person=cast.head_b, part="chair")  # fmt: skip
    assert asked_of(a_round(cast))["history"] == [{"chair": str(cast.head_b.pk), "urn": cast.a.urn}]


def test_what_was_said_since_is_told_beside_the_plan(cast: Cast, as_: As) -> None:
    made = a_round(cast)
    worked_out(made, cast)
    answer(participant=of(made, cast.head_b), said={}, most=1, bound={})
    text = as_(cast.lead).get(PLAN).content.decode()
    assert "Changed since this was worked out: who takes part, or when they can come." in text
