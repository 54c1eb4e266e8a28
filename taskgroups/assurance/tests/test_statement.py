"""The statement holds what the head chose and nothing else; it is released by an act, replaced, and withdrawn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.assurance.domain.release import NOTHING, as_chosen, choose, mark_of, release, withdraw
from taskgroups.assurance.models import Statement
from taskgroups.assurance.statement.current import paper
from taskgroups.assurance.statement.current import released as stands
from taskgroups.assurance.statement.facts import CHANGED, TESTED, WHO, Chosen, everything
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.assurance.tests.chosen import agreed, released
from taskgroups.improvement.models import Action
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.document import texts
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.tests.record.cast import held
from tests.cast import NAMES, Cast

QUESTION = "What do pupils who join in Year 4 know by the end of the year?"
ACTION = "Check what new pupils know in mathematics"


def said(statement: Statement) -> str:
    return "\n".join(texts(paper(statement)))


def test_it_says_who_challenged_by_role_and_school(cast: Cast) -> None:
    agreed(cast)
    assert dict(facts_of(cast.a).received[0].who) == {
        "Chair": "Head of Birch Primary School", "Members": "Head of Cedar High School", "Clerk": "Clerk, Harbour"}  # fmt: skip


def test_it_names_nobody(cast: Cast) -> None:
    agreed(cast)
    assert [name for name in NAMES.values() if name in said(released(cast))] == []


def test_it_says_what_was_tested_and_what_changed_since(cast: Cast) -> None:
    agreed(cast)
    Action.objects.filter(what=ACTION).update(status="done", done_on="2026-11-02", impact="clear")
    found = said(released(cast))
    wanted = (QUESTION, "Reading ages of 22 pupils", ACTION, "Done, 2 November 2026", "A clear difference")
    assert [words for words in wanted if words not in found] == []


def test_only_what_was_chosen_is_in_it(cast: Cast) -> None:
    group = agreed(cast)
    found = said(released(cast, Chosen({group.public_id: [WHO, CHANGED]})))
    assert (QUESTION in found, ACTION in found) == (False, True)


def test_what_is_not_agreed_yet_can_only_be_said_to_have_been(cast: Cast) -> None:
    group = held(cast)
    found = said(released(cast, Chosen({group.public_id: [WHO, TESTED, CHANGED]})))
    assert (QUESTION in found, ACTION in found, "Head of Birch Primary School" in found) == (False, False, True)


def test_confidential_notes_never_reach_it(cast: Cast) -> None:
    group = agreed(cast)
    number = group.events.order_by("-number").first().number + 1  # type: ignore[union-attr]
    one = group.events.get(kind="answer")
    Event.objects.create(task_group=group, number=number, kind="confidential", item=one.item, by=cast.clerk,
                         text="SENTINEL", at=one.at, written_at=one.at)  # fmt: skip
    assert "SENTINEL" not in said(released(cast))


def test_what_was_given_says_date_part_and_school_and_nothing_of_the_other_school(cast: Cast) -> None:
    agreed(cast)
    given = facts_of(cast.b).given
    assert [(one.parts, one.school) for one in given] == [(("Head chaired",), "Alder Primary School")]


def test_who_did_not_come_gave_nothing(cast: Cast) -> None:
    group = agreed(cast)
    group.events.filter(kind="attendance", payload__person=cast.head_c.pk).delete()
    assert facts_of(cast.c).given == ()


def test_one_meeting_costs_as_many_questions_as_three(cast: Cast, django_assert_num_queries) -> None:
    first = agreed(cast)
    with CaptureQueriesContext(connection) as one:
        facts_of(cast.a)
    for number in (2, 3):
        copy = TaskGroup.objects.get(pk=first.pk)
        copy.pk, copy.public_id, copy.number = None, f"copy-{number}", number
        copy._state.adding = True
        copy.save()
    with django_assert_num_queries(len(one)):
        facts_of(cast.a)


def test_nothing_chosen_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match=NOTHING):
        choose(by=cast.head_a, school=cast.a, chosen=Chosen(), words="")


def test_what_changed_since_it_was_seen_is_not_released(cast: Cast) -> None:
    group = agreed(cast)
    draft = choose(by=cast.head_a, school=cast.a, chosen=Chosen({group.public_id: [WHO, CHANGED]}), words="")
    seen = mark_of(as_chosen(draft))
    Action.objects.filter(what=ACTION).update(what="Another")
    with pytest.raises(Refused, match="changed since you saw it"):
        release(by=cast.head_a, school=cast.a, seen=seen)


def test_what_is_released_stays_as_it_was_read(cast: Cast) -> None:
    agreed(cast)
    made = released(cast)
    Action.objects.filter(what=ACTION).update(what="Another")
    assert ACTION in said(Statement.objects.get(pk=made.pk))


def test_a_newer_one_takes_the_place_of_the_last(cast: Cast) -> None:
    group = agreed(cast)
    first, second = released(cast), released(cast, Chosen({group.public_id: [WHO]}))
    first.refresh_from_db()
    assert (stands(cast.a), first.ended_at is not None, first.withdrawn) == (second, True, False)


def test_what_is_withdrawn_is_gone_at_once(cast: Cast, as_) -> None:
    agreed(cast)
    released(cast, words="SENTINEL")
    as_(cast.head_a).post(reverse("school-statement-withdraw", args=[cast.a.urn]))
    assert (stands(cast.a), withdraw(by=cast.head_a, school=cast.a)) == (None, 0)
    assert b"SENTINEL" not in as_(cast.leader_a).get(reverse("school-statement", args=[cast.a.urn])).content


def test_the_head_chooses_sees_and_releases_on_pages(cast: Cast, as_) -> None:
    group, head = agreed(cast), as_(cast.head_a)
    place = reverse("school-statement-choose", args=[cast.a.urn])
    assert check_page(head.get(place).content).xpath("//input[@checked]") == []
    led = head.post(place, {f"received-{group.public_id}": [WHO, TESTED], "words": "We ask to be asked."})
    shown = check_page(head.get(led.url).content)
    assert (QUESTION in text_of(shown), stands(cast.a)) == (True, None)
    head.post(led.url, {"seen": shown.xpath("//input[@name='seen']/@value")[0]})
    assert "We ask to be asked." in text_of(
        check_page(head.get(reverse("school-statement", args=[cast.a.urn])).content)
    )


def test_a_leader_reads_what_stands_and_not_what_is_being_chosen(cast: Cast, as_) -> None:
    group = agreed(cast)
    choose(by=cast.head_a, school=cast.a, chosen=Chosen({group.public_id: [WHO]}), words="SENTINEL")
    leader, place = as_(cast.leader_a), reverse("school-statement", args=[cast.a.urn])
    assert b"SENTINEL" not in leader.get(place).content
    assert leader.get(reverse("school-statement-preview", args=[cast.a.urn])).status_code == 404


def test_a_statement_of_another_school_stands_whatever_this_one_releases_or_withdraws(cast: Cast) -> None:
    agreed(cast)
    other = Statement.objects.get(pk=released(cast).pk)
    other.pk, other.school = None, cast.b
    other.save()
    released(cast, words="Again.")
    withdraw(by=cast.head_a, school=cast.a)
    other.refresh_from_db()
    assert (other.ended_at, other.withdrawn) == (None, False)


def test_what_another_school_chose_is_not_released(cast: Cast) -> None:
    agreed(cast)
    draft = choose(by=cast.head_a, school=cast.a, chosen=everything(facts_of(cast.a)), words="")
    Statement.objects.update(school=cast.b)
    with pytest.raises(Refused, match="There is nothing chosen to release"):
        release(by=cast.head_a, school=cast.a, seen=mark_of(as_chosen(Statement.objects.get(pk=draft.pk))))


def test_that_it_was_released_and_withdrawn_is_written_down_once(cast: Cast) -> None:
    agreed(cast)
    statement, before = released(cast), Entry.objects.order_by("id").last()
    assert before.verb == "released the statement"
    assert [withdraw(by=cast.head_a, school=cast.a) for _ in range(2)] == [1, 0]
    statement.refresh_from_db()
    assert statement.withdrawn
    assert [one.verb for one in Entry.objects.filter(id__gt=before.id)] == ["withdrew the statement"]


def test_words_of_its_own_fit_in_2000_characters(cast: Cast) -> None:
    agreed(cast)
    chosen = everything(facts_of(cast.a))
    assert len(choose(by=cast.head_a, school=cast.a, chosen=chosen, words="x" * 2000).words) == 2000
    with pytest.raises(Refused):
        choose(by=cast.head_a, school=cast.a, chosen=chosen, words="x" * 2001)
