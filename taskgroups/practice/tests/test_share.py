"""Letting a mentor see one's figures: only by one's own act, with a last day, and withdrawn at once."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.tests.room.cast import item, under_way
from taskgroups.practice.domain.forget import forget
from taskgroups.practice.domain.share import share, withdraw
from taskgroups.practice.domain.tap import tap
from taskgroups.practice.models import Share, Tap
from taskgroups.practice.queries import mentors_for
from taskgroups.schools.models import Role
from tests.cast import Cast, give

SAID = "Have you tried a daily reading slot?"


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = run.move(by=cast.head_b, group=(made := under_way(cast)), item=item(made, "achievement"))
    capture.ask(Stamp(cast.head_b, group, group.current_item), text=SAID)
    return group


def ahead(days: int = 30):
    return timezone.localdate() + timedelta(days=days)


def seen(as_, who, shared: Share):
    return as_(who).get(reverse("practice-shared", args=[shared.pk]))


def test_a_mentor_is_another_chair_or_lead_of_ones_consortia(cast: Cast, group: TaskGroup) -> None:
    assert (mentors_for(cast.head_b), mentors_for(cast.head_c)) == ([cast.lead], [])


def test_the_mentor_sees_figures_and_no_words_nor_school(cast: Cast, as_, group: TaskGroup) -> None:
    said = text_of(check_page(seen(as_, cast.lead, share(by=cast.head_b, mentor=cast.lead, until=ahead())).content))
    assert ("0 questions and 1 piece of advice" in said, SAID in said, cast.a.name in said) == (True, False, False)


@pytest.mark.parametrize("coded", [1, 10])
def test_the_mentor_sees_the_month_and_never_the_day(cast: Cast, as_, group: TaskGroup, coded: int) -> None:
    for _ in range(coded):
        tap(by=cast.head_b, group=group, act="question")
    TaskGroup.objects.filter(pk=group.pk).update(opened_at="2024-03-05T09:00Z")
    said = text_of(check_page(seen(as_, cast.lead, share(by=cast.head_b, mentor=cast.lead, until=ahead())).content))
    own = text_of(check_page(as_(cast.head_b).get(reverse("practice")).content))
    days = re.compile(r"\b5 Mar(?:ch 2024)?\b")
    assert ("Task Group 1, March 2024" in said, days.findall(said), days.search(own) is None) == (True, [], False)
    assert "your usual" not in said


def test_the_mentor_is_written_to_once_with_an_address_that_opens(cast: Cast, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    share(by=cast.head_b, mentor=cast.lead, until=ahead())
    letter = Letter.objects.get(to=cast.lead.email, subject="A chair shares their practice with you")
    assert f"open {settings.ADDRESS}{reverse('practice-shared', args=[shared.pk])}\n" in letter.text


@pytest.mark.parametrize("who", ["head_a", "head_b", "head_c", "clerk", "officer", "administrator", "stranger"])
def test_nobody_else_sees_it(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    assert seen(as_, getattr(cast, who), share(by=cast.head_b, mentor=cast.lead, until=ahead())).status_code == 404


def test_withdrawn_it_is_gone_at_once_and_both_acts_are_in_the_audit_trail(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    assert seen(as_, cast.lead, shared).status_code == 200
    withdraw(by=cast.head_b, share_id=shared.pk)
    assert seen(as_, cast.lead, shared).status_code == 404
    verbs = list(Entry.objects.filter(by=cast.head_b, verb__contains="own practice").values_list("verb", flat=True))
    assert sorted(verbs) == ["shared own practice", "withdrew own practice"]


def test_after_the_last_day_it_is_gone(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead(0))
    Share.objects.update(until=ahead(-1))
    assert seen(as_, cast.lead, shared).status_code == 404


def at_moor(cast: Cast, who) -> None:
    """They chair and lead in another consortium of the same authority, and no longer in the one they share."""
    Role.objects.filter(person=who, consortium=cast.harbour).update(ends=ahead(-1))
    give(who, "lead", consortium=cast.moor)
    give(who, "chair", consortium=cast.moor)


def test_a_mentor_who_left_the_consortium_sees_nothing_by_a_role_elsewhere(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    at_moor(cast, cast.lead)
    assert seen(as_, cast.lead, shared).status_code == 404
    listed = text_of(check_page(as_(cast.lead).get(reverse("practice")).content))
    assert ("Shared with you" in listed, cast.head_b.name in listed) == (False, False)


def test_the_last_day_of_the_role_still_counts(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    Role.objects.filter(person=cast.lead, consortium=cast.harbour).update(ends=ahead(0))
    assert seen(as_, cast.lead, shared).status_code == 200


def test_the_chair_reads_that_they_see_nothing_now_and_may_withdraw_it(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    at_moor(cast, cast.lead)
    page = text_of(check_page(as_(cast.head_b).get(reverse("practice-sharing")).content))
    assert "sees nothing now, for they are no longer a chair or lead in a consortium of yours" in page
    assert "Only you see this page" in as_(cast.head_b).get(reverse("practice")).text
    as_(cast.head_b).post(reverse("practice-withdraw", args=[shared.pk]))
    assert "sees nothing now" not in as_(cast.head_b).get(reverse("practice-sharing")).text


@pytest.mark.parametrize("handed_over", [False, True])
def test_a_chair_whose_role_ended_is_still_seen_where_they_chaired(
    cast: Cast, as_, group: TaskGroup, handed_over: bool
) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    if handed_over:
        run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    Role.objects.filter(person=cast.head_b, kind="chair").update(ends=ahead(-1))
    assert cast.lead in mentors_for(cast.head_b)
    assert seen(as_, cast.lead, shared).status_code == 200


@pytest.mark.parametrize("by_whom", ["sat beside a hand-over", "lost their seat as chair"])
def test_who_never_chaired_or_chairs_no_more_shares_nothing_once_their_role_has_ended(
    cast: Cast, as_, group: TaskGroup, by_whom: str
) -> None:
    """Somebody else's hand-over, or a chair's seat that was taken away, keeps no share open."""
    if by_whom == "sat beside a hand-over":
        who = cast.observer
        run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    else:
        who = cast.head_b
    shared = share(by=who, mentor=cast.lead, until=ahead())
    assert seen(as_, cast.lead, shared).status_code == 200
    Role.objects.filter(person=who, kind__in=("chair", "observer")).update(ends=ahead(-1))
    Seat.objects.filter(person=who, part=Seat.Part.CHAIR).update(left_at=timezone.now())
    assert (mentors_for(who), seen(as_, cast.lead, shared).status_code) == ([], 404)
    assert who.name not in text_of(check_page(as_(cast.lead).get(reverse("practice")).content))


def test_a_chair_s_seat_taken_away_leaves_open_what_they_handed_over(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    Role.objects.filter(person=cast.head_b, kind="chair").update(ends=ahead(-1))
    Seat.objects.filter(person=cast.head_b).update(left_at=timezone.now())
    assert (mentors_for(cast.head_b), seen(as_, cast.lead, shared).status_code) == ([cast.lead], 200)


def test_a_closed_account_shares_nothing(cast: Cast, as_, group: TaskGroup) -> None:
    shared = share(by=cast.head_b, mentor=cast.lead, until=ahead())
    type(cast.head_b).objects.filter(pk=cast.head_b.pk).update(is_active=False)
    assert seen(as_, cast.lead, shared).status_code == 404


@pytest.mark.parametrize(("days", "says"), [(-1, "in the past"), (400, "more than a year ahead")])
def test_a_share_has_a_day_within_the_year(cast: Cast, group: TaskGroup, days: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        share(by=cast.head_b, mentor=cast.lead, until=ahead(days))


def test_somebody_who_is_no_mentor_is_refused(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="neither a chair nor a lead"):
        share(by=cast.head_b, mentor=cast.head_c, until=ahead())


def test_deleting_takes_ones_own_and_nobody_elses(cast: Cast, group: TaskGroup) -> None:
    share(by=cast.head_b, mentor=cast.lead, until=ahead())
    tap(by=cast.head_b, group=group, act="question")
    Tap.objects.create(person=cast.head_c, task_group=group, act="advice", at=timezone.now())
    forget(by=cast.head_b)
    assert (Share.objects.count(), list(Tap.objects.values_list("person", flat=True))) == (0, [cast.head_c.pk])
    assert group.events.filter(text=SAID).count() == 1
