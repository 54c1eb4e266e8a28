"""After a Task Group the host answers three questions; the chair alone reads them, others read counts of six or more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from taskgroups.assurance.domain.afterwards import answer
from taskgroups.assurance.models import HostAnswers
from taskgroups.assurance.tests.chosen import agreed
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.record.cast import held
from tests.cast import Cast

GIVEN = {"tested": 4, "own": 3, "supported": 2}


def place(group: TaskGroup) -> str:
    return reverse("task-group-answers", args=[group.public_id])


def test_the_head_is_asked_by_letter_once_the_record_is_agreed(cast: Cast) -> None:
    group = agreed(cast)
    letter = Letter.objects.get(subject__startswith="Three questions")
    assert (letter.to, place(group) in letter.text) == (cast.head_a.email, True)


def test_the_host_answers_on_the_page_and_the_chair_is_told_without_a_word_of_it(cast: Cast, as_) -> None:
    group = agreed(cast)
    as_(cast.head_a).post(place(group), {**GIVEN, "words": "SENTINEL"})
    letter = Letter.objects.get(to=cast.head_b.email, subject__startswith="How the Task Group was")
    assert (HostAnswers.objects.get().words, "SENTINEL" in letter.text) == ("SENTINEL", False)


def test_the_chair_reads_it(cast: Cast, as_) -> None:
    group = agreed(cast)
    answer(by=cast.head_a, group=group, answers=GIVEN, words="We left with our own plan.")
    shown = text_of(check_page(as_(cast.head_b).get(place(group)).content))
    assert [one for one in ("Yes, fully", "A little", "We left with our own plan.") if one not in shown] == []


@pytest.mark.parametrize("who", ["leader_a", "governor_a", "head_c", "clerk", "lead", "observer", "officer"])
def test_nobody_else_finds_it(who: str, cast: Cast, as_) -> None:
    group = agreed(cast)
    answer(by=cast.head_a, group=group, answers=GIVEN, words="SENTINEL")
    assert as_(getattr(cast, who)).get(place(group)).status_code == 404


def test_the_chair_cannot_answer_for_the_host(cast: Cast, as_) -> None:
    assert as_(cast.head_b).post(place(agreed(cast)), GIVEN).status_code == 404
    assert not HostAnswers.objects.exists()


def test_answering_again_replaces_it_and_tells_nobody_twice(cast: Cast) -> None:
    group = agreed(cast)
    for given in (GIVEN, {**GIVEN, "own": 1}):
        answer(by=cast.head_a, group=group, answers=given)
    told = Letter.objects.filter(subject__startswith="How the Task Group was").count()
    assert (HostAnswers.objects.get().own, told) == (1, 1)


def test_it_stays_once_the_next_task_group_has_begun(cast: Cast) -> None:
    group = agreed(cast)
    later = TaskGroup.objects.get(pk=group.pk)
    later.pk, later.public_id, later._state.adding = None, "later", True
    later.starts_at, later.ends_at = later.starts_at + timedelta(days=90), later.ends_at + timedelta(days=90)
    later.save()
    with pytest.raises(Refused, match="next Task Group has begun"):
        answer(by=cast.head_a, group=group, answers=GIVEN)


def test_before_the_record_is_agreed_there_is_no_such_page(cast: Cast, as_) -> None:
    assert as_(cast.head_a).get(place(held(cast))).status_code == 404


def test_the_consortium_reads_no_count_of_fewer_than_six(cast: Cast, as_) -> None:
    answer(by=cast.head_a, group=agreed(cast), answers=GIVEN, words="SENTINEL")
    shown = as_(cast.lead).get(reverse("consortium-answers", args=["harbour"])).content.decode()
    assert ("Too few to count" in shown, "SENTINEL" in shown, "For the most part" in shown) == (True, False, False)


def test_home_asks_the_head_until_it_is_answered(cast: Cast, as_) -> None:
    group, head = agreed(cast), as_(cast.head_a)
    assert place(group) in head.get("/").content.decode()
    answer(by=cast.head_a, group=group, answers=GIVEN)
    assert place(group) not in head.get("/").content.decode()
