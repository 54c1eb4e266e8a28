"""The school's preparation: sent by its head, read by the group."""

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, change_evidence
from taskgroups.evaluation.models import Evidence, Judgement
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain.actions import set_action, stop_action, update_action
from taskgroups.improvement.domain.issues import add_issue
from taskgroups.improvement.models import Action
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.document import texts
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import agenda, seats
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.papers import build, gather
from taskgroups.meetings.tests.plan.planned import in_days, invited, plan
from taskgroups.meetings.tests.plan.preparation import AREA, judge, papers, read, send, show


@pytest.fixture
def group(cast):
    return invited(cast)


def test_members_find_nothing_before_the_head_sends_it(cast, as_, group):
    judge(cast, "good")
    for person in (cast.head_b, cast.clerk):
        assert as_(person).get(papers(group)).status_code == 404
        assert as_(person).get(reverse("task-group-paper", args=[group.public_id, "pdf"])).status_code == 404
        assert "Papers" not in text_of(
            check_page(as_(person).get(reverse("task-group", args=[group.public_id])).content)
        )


def test_the_school_sees_what_the_group_will_see(cast, as_, group):
    judge(cast, "good", why="Steady in every year.")
    page = read(as_(cast.head_a), group)
    assert "The group sees none of this yet." in page
    assert "The school’s own judgement: Good (secure). Steady in every year." in page


def test_only_the_head_sends_it(cast, as_, group):
    for person in (cast.leader_a, cast.governor_a, cast.head_b, cast.lead, cast.clerk):
        assert send(as_(person), group).status_code == 404
    group.refresh_from_db()
    assert group.prepared_at is None


def test_the_group_reads_what_was_sent_not_what_came_later(cast, as_, group):
    judge(cast, "good", why="As sent.")
    send(as_(cast.head_a), group)
    judge(cast, "inadequate", why="Thought again.")
    assert "As sent." in read(as_(cast.head_b), group)
    assert "Thought again." not in read(as_(cast.head_b), group)
    assert "something has changed since" in read(as_(cast.head_a), group)
    send(as_(cast.head_a), group)
    assert "Thought again." in read(as_(cast.head_b), group)


def test_what_was_sent_is_no_draft_to_the_school_either(cast, as_, group):
    before = read(as_(cast.head_a), group)
    send(as_(cast.head_a), group)
    after = read(as_(cast.head_a), group)
    assert [("Draft" in page, "Not sent yet" in page) for page in (before, after)] == [(True, True), (False, False)]


def test_evidence_reads_as_it_was_sent(cast, as_, group):
    judge(cast, "good")
    show(cast, "")
    send(as_(cast.head_a), group)
    item = Evidence.objects.get()
    change_evidence(evidence=item, facts=Facts("Visit notes", "seen", in_days(-2)), base=None, by=cast.head_a)
    pages = [read(as_(who), group) for who in (cast.head_b, cast.head_a)]
    assert ["Book look" in page for page in pages] == [True, False]
    assert ["Visit notes" in page for page in pages] == [False, True]
    assert "something has changed since" in pages[1]
    send(as_(cast.head_a), group)
    assert "Visit notes" in read(as_(cast.head_b), group)


def test_actions_and_issues_read_as_they_were_sent(cast, as_, group):
    kept = {"by": cast.head_a, "school": cast.a}
    action = set_action(**kept, what="Hear them read", owner=cast.leader_a, due=in_days(20), proof="The first log")
    send(as_(cast.head_a), group)
    update_action(by=cast.head_a, action=action, version=1, status="under_way", proof="The second log")
    stop_action(by=cast.head_a, action=action, version=2, reason="Not needed")
    add_issue(**kept, title="Written down since", source="inspection", raised_on=in_days(-100))
    pages = [read(as_(who), group) for who in (cast.head_b, cast.head_a)]
    assert ["The first log" in page for page in pages] == [True, False]
    assert ["Not started" in page for page in pages] == [True, False]
    assert ["Written down since" in page for page in pages] == [False, True]


def test_the_lead_without_a_seat_does_not_read_it(cast, as_, group):
    send(as_(cast.head_a), group)
    assert as_(cast.lead).get(papers(group)).status_code == 404


def test_who_left_reads_it_no_longer(cast, as_, group):
    send(as_(cast.head_a), group)
    seats.take_away(group=group, by=cast.lead, seat=group.seats.get(person=cast.clerk))
    assert as_(cast.clerk).get(papers(group)).status_code == 404


def test_the_group_is_told_that_there_are_papers_and_nothing_of_what_they_say(cast, as_, group):
    judge(cast, "inadequate", why="Reading is weak.")
    Letter.objects.all().delete()
    send(as_(cast.head_a), group)
    assert sorted(Letter.objects.values_list("to", flat=True)) == [cast.head_b.email, cast.clerk.email]
    assert [letter.text for letter in Letter.objects.all() if "weak" in letter.text or "nadequate" in letter.text] == []


def test_who_sat_there_and_has_left_every_school_hears_nothing_of_papers(cast, group):
    cast.head_b.roles.update(ends=in_days(-1))
    send_preparation(group=group, by=cast.head_a)
    told = Letter.objects.filter(subject__startswith="Papers").values_list("to", flat=True)
    assert list(told) == [cast.clerk.email]


def test_sending_weighs_an_agenda_nobody_has_changed(cast, group):
    before = group.agenda.get(area=AREA).minutes
    descriptors = shelf.packs()["eif-2019"].area(AREA).for_phase("primary")
    for other in shelf.packs()["eif-2019"].areas_for(early_years=True, post_16=False):
        for one in other.for_phase("primary") if other.slug != AREA else ():
            Judgement.objects.create(
                school=cast.a,
                pack="eif-2019",
                area=other.slug,
                descriptor=one.slug,
                value="met",
                by=cast.head_a,
                made_at=timezone.now(),
            )
    for one in descriptors:
        judge(cast, "not_yet", one.slug)
    send_preparation(group=group, by=cast.head_a)
    item = group.agenda.get(area=AREA)
    assert item.minutes > before
    assert item.because_school[0] == f"Of {len(descriptors)} statements, {len(descriptors)} are not yet met."
    assert sum(group.agenda.values_list("minutes", flat=True)) == group.minutes


def test_sending_leaves_an_agenda_that_somebody_changed(cast, group):
    item = group.agenda.first()
    agenda.set_minutes(group=group, by=cast.lead, base=group.plan_version, minutes={item.pk: 12})
    judge(cast, "inadequate")
    send_preparation(group=group, by=cast.head_a)
    assert group.agenda.first().minutes == 12


def test_reasons_from_the_schools_own_view_stay_from_the_lead(cast, as_, group):
    judge(cast, "inadequate")
    send_preparation(group=group, by=cast.head_a)
    there = reverse("task-group", args=[group.public_id])
    says = "The school places itself below the secure line in this area."
    assert says in text_of(check_page(as_(cast.head_b).get(there).content))
    assert says not in text_of(check_page(as_(cast.lead).get(there).content))


def test_nothing_is_sent_to_a_cancelled_group(cast):
    group = plan(cast)
    group.state = "cancelled"
    group.save()
    with pytest.raises(Refused, match="This Task Group is cancelled"):
        send_preparation(group=group, by=cast.head_a)


def test_an_owner_without_a_role_on_file_is_not_named_to_the_group(cast, as_, group):
    set_action(by=cast.head_a, school=cast.a, what="Hear readers", owner=cast.leader_a, due=in_days(30), proof="A log")
    Action.objects.update(owner_role="")
    send(as_(cast.head_a), group)
    said = texts(build(gather(group, sent=False)))
    assert said.count("Somebody of the school") == 2
    assert ("Somebody of the school" in read(as_(cast.head_b), group), "Lewis" in read(as_(cast.head_b), group)) == (
        True, False
    )  # fmt: skip
