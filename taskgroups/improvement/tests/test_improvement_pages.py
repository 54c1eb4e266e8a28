"""The pages of a school's improvement: who sees them, and what they say."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Place, link
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement import forms
from taskgroups.improvement.domain.actions import finish_action, say_difference, update_action
from taskgroups.improvement.milestones import Milestone
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.queries import improvement_of
from taskgroups.improvement.reading_courses import courses_of
from taskgroups.improvement.tests.made import an_action, an_issue, late, some_evidence, soon
from taskgroups.improvement.tests.pages import at, change, page, share
from taskgroups.improvement.wording import when_due
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today


@pytest.mark.parametrize("who", ["head_b", "lead", "officer", "clerk", "stranger", "administrator"])
def test_what_a_school_does_not_share_is_not_found(cast, as_, who):
    action, client = an_action(cast), as_(getattr(cast, who))
    for address in (
        at("school-improvement", cast), at("school-actions", cast), at("school-actions-csv", cast),
        at("school-action", cast, action.public_id), change(action, "close"), at("school-action-add", cast),
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_those_it_is_shared_with_read_and_change_nothing(cast, as_):
    action, issue = an_action(cast), an_issue(cast)
    share(cast)
    client = as_(cast.officer)
    assert "Set an action" not in page(client, at("school-improvement", cast))
    assert "Update" not in page(client, at("school-action", cast, action.public_id))
    for address in (change(action, "update"), change(action, "stop"), at("school-action-give", cast, action.public_id),
                    at("school-issue-close", cast, issue.public_id), at("school-action-add", cast)):  # fmt: skip
        assert client.post(address, {}).status_code == 404


def test_evidence_shared_with_nobody_stays_unnamed_on_a_shared_action(cast, as_):
    done = finish_action(
        by=cast.head_a, action=an_action(cast), version=1, evidence=[some_evidence(cast)], done_on=today()
    )
    share(cast)
    text = page(as_(cast.officer), at("school-action", cast, done.public_id))
    assert "1 item, which the school has not shared" in text
    assert "Attendance log, autumn" not in text
    assert "Attendance log, autumn" in page(as_(cast.leader_a), at("school-action", cast, done.public_id))


def test_done_and_made_a_difference_are_counted_apart(cast, as_):
    issue = an_issue(cast)
    one, two, _ = (an_action(cast, issue=issue, what=f"Check {number}") for number in range(3))
    for action in (one, two):
        finish_action(by=cast.head_a, action=action, version=1, evidence=[some_evidence(cast)], done_on=today())
    say_difference(by=cast.head_a, action=two, version=2, impact="some", note="Fewer absences.")
    text = page(as_(cast.head_a), at("school-improvement", cast))
    assert "3 actions: 2 done. Made a difference: 1; too early to say, or not yet said: 1." in text


def test_late_is_said_in_words(cast, as_):
    late(an_action(cast), days=3)
    assert "3 days late" in page(as_(cast.leader_a), at("school-actions", cast))


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "1 day late"), (0, "due today"), (1, "due tomorrow"), (9, "due in 9 days")]
)
def test_how_a_day_stands_to_today(days, words):
    assert when_due(date(2027, 1, 10) + timedelta(days=days), date(2027, 1, 10)) == words


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Attend", "Behave"}), ("status=all", {"Attend", "Behave", "Closed"}), ("status=done", {"Closed"}),
        ("status=late", {"Behave"}), ("area=inclusion", {"Attend"}), ("set_in=tg", {"Attend"}), ("q=beh", {"Behave"}),
        ("owner=needs-owner", {"Behave"}), ("owner=nobody", set()), ("status=nonsense", {"Attend", "Behave"}),
    ],
)  # fmt: skip
def test_the_list_narrows(cast, as_, asked, found):
    an_action(cast, what="Attend", area="inclusion", set_in="tg", issue=an_issue(cast))
    late(an_action(cast, what="Behave", owner=cast.governor_a))
    Role.objects.filter(person=cast.governor_a).update(ends=today() - timedelta(days=1))
    closed = an_action(cast, what="Closed")
    finish_action(by=cast.head_a, action=closed, version=1, evidence=[some_evidence(cast)], done_on=today())
    text = page(as_(cast.head_a), at("school-actions", cast) + f"?{asked}")
    shown = csv.DictReader(
        io.StringIO(as_(cast.head_a).get(at("school-actions-csv", cast) + f"?{asked}").content.decode("utf-8-sig"))
    )
    assert {row["Action"] for row in shown} == found
    assert all(what in text for what in found)


def test_the_list_as_excel(cast, as_):
    an_action(cast, what="=Attend")
    response = as_(cast.head_a).get(at("school-actions-excel", cast))
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"].endswith(f'actions-alder-primary-school-{today():%Y-%m-%d}.xlsx"')


def test_the_head_closes_an_issue_and_opens_it_again(cast, as_):
    issue = an_issue(cast)
    assert as_(cast.leader_a).post(at("school-issue-close", cast, issue.public_id)).status_code == 404
    as_(cast.head_a).post(at("school-issue-close", cast, issue.public_id))
    assert "Closed issues" in page(as_(cast.head_a), at("school-improvement", cast))
    as_(cast.head_a).post(at("school-issue-reopen", cast, issue.public_id))
    assert ImprovementIssue.objects.get().closed_on is None


def test_of_the_closed_issues_the_newest_six_stand_there_and_all_are_one_click_away(cast, as_):
    for days in range(8):
        an_issue(cast, title=f"Issue of {days} days ago", closed_on=today() - timedelta(days=days))
    client, address = as_(cast.leader_a), at("school-improvement", cast)
    shown = [days for days in range(8) if f"Issue of {days} days ago" in page(client, address)]
    every = [days for days in range(8) if f"Issue of {days} days ago" in page(client, address + "?closed=all")]
    assert (shown, every) == ([0, 1, 2, 3, 4, 5], list(range(8)))


@pytest.mark.parametrize(("asked", "first"), [("", "Sooner"), ("sort=newest", "Set last"), ("sort=nonsense", "Sooner")])
def test_the_list_is_in_the_order_asked_for_or_the_soonest_first(cast, as_, asked, first):
    for number, what in enumerate(("Sooner", "Set last")):
        an_action(cast, what=what, due=soon(10 + number), at=timezone.now() - timedelta(days=9 - number))
    text = page(as_(cast.head_a), at("school-actions", cast) + f"?{asked}")
    assert min(("Sooner", "Set last"), key=text.index) == first


def test_years_of_finished_actions_are_counted_and_not_read(cast, as_):
    for more in range(9):
        done = an_action(cast, what=f"Moderate set {more}", due=soon(more + 1))
        Action.objects.filter(pk=done.pk).update(status="done", done_on=today())
    an_action(cast, what="Moderate the last set")
    an_action(cast, by=cast.head_b, school=cast.b, owner=cast.head_b, what="Of another school")
    found = improvement_of(cast.a, own=True).other
    assert (found.counts.all, found.counts.done, len(found.rows)) == (10, 9, 7)
    assert [row.action.what for row in found.shown][:2] == ["Moderate the last set", "Moderate set 8"]
    assert "All 10 actions" in page(as_(cast.leader_a), at("school-improvement", cast))


def test_my_actions_are_those_i_own_where_i_still_belong(cast, as_):
    an_action(cast, what="Mine"), an_action(cast, what="Another's", owner=cast.head_a)
    text = page(as_(cast.leader_a), reverse("my-actions"))
    assert ("Mine" in text, "Another's" in text) == (True, False)
    Role.objects.filter(person=cast.leader_a).update(ends=today() - timedelta(days=1))
    assert "You own no actions" in page(as_(cast.leader_a), reverse("my-actions"))


def test_ones_own_open_actions_stand_first_whatever_became_of_the_others(cast, as_):
    for number, (what, days) in enumerate((("Open", 40), ("Stopped", 10), ("Done", 20), ("Sooner", 30))):
        an_action(cast, what=f"{what} {number}", due=soon(days))
    Action.objects.filter(what="Stopped 1").update(status="stopped")
    Action.objects.filter(what="Done 2").update(status="done", done_on=today())
    text = page(as_(cast.leader_a), reverse("my-actions"))
    said = ["Sooner 3", "Open 0", "Stopped 1", "Done 2"]
    assert sorted(said, key=text.index) == said


@pytest.mark.parametrize("name", ["school-improvement", "school-actions", "school-actions-csv"])
def test_thirty_actions_ask_no_more_of_the_database_than_one(cast, as_, name):
    client, counts = as_(cast.head_a), []
    for more in (1, 2, 27):
        for number in range(more):
            an_action(cast, what=f"Check {more} {number}", issue=an_issue(cast), set_in="tg")
        with CaptureQueriesContext(connection) as found:
            client.get(at(name, cast))
        counts.append(len(found))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 15


def test_where_there_is_more_evidence_than_is_offered_the_page_says_how_to_choose_another(cast, as_, monkeypatch):
    action, place = an_action(cast), []
    monkeypatch.setattr(forms, "MOST_EVIDENCE", 2)
    for title in ("One", "Two", "Three"):
        some_evidence(cast, title=title)
        page = check_page(as_(cast.leader_a).get(change(action, "close")).content)
        place.append((len(page.xpath("//input[@name='evidence']")), forms.NEWEST in text_of(page)))
    assert place == [(1, False), (2, False), (2, True)]


def test_an_action_without_an_area_says_how_to_choose_older_evidence_and_that_can_be_done(cast, as_, monkeypatch):
    action, client, pack = an_action(cast), as_(cast.leader_a), pack_on(today())
    area = pack.areas[0]
    place = Place(pack.slug, area.slug, area.for_phase(cast.a.phase)[0].slug)
    monkeypatch.setattr(forms, "MOST_EVIDENCE", 1)
    old, new = some_evidence(cast, title="Old", dated=soon(-30)), some_evidence(cast, title="New")

    def offered():
        shown = check_page(client.get(change(action, "close")).content)
        told = [words for words in (forms.NEWEST, forms.NEAREST) if words in text_of(shown)]
        return shown.xpath("//input[@name='evidence']/@value"), told

    assert offered() == ([new.public_id], [forms.NEWEST])
    assert "Say which statement it serves" in page(client, at("school-action", cast, action.public_id))
    client.post(change(action, "statement"), {"statement": f"{place.area}/{place.descriptor}", "version": 1})
    link(school=cast.a, place=place, chosen=[old], offered=[old], by=cast.leader_a)
    assert offered() == ([old.public_id], [forms.NEAREST])


def test_progress_is_told_from_task_group_to_task_group(cast, as_, monkeypatch):
    issue = an_issue(cast)
    done = finish_action(
        by=cast.head_a, action=an_action(cast, issue=issue), version=1, evidence=[some_evidence(cast)], done_on=today()
    )
    say_difference(by=cast.head_a, action=done, version=2, impact="clear", note="Seen twice.")
    late(an_action(cast, issue=issue))
    held = [Milestone(today() - timedelta(days=40), "Task Group of an earlier day")]
    monkeypatch.setattr("taskgroups.improvement.views.progress.milestones", lambda school: held)
    text = page(as_(cast.head_a), at("school-progress", cast))
    assert (
        "Task Group of an earlier day: 0 set, 0 done, 0 made a difference. Today: 2 set, 1 done"
        in as_(cast.head_a).get(at("school-progress", cast)).content.decode()
    )
    assert "2 actions: 1 done; 1 made a difference." in text
    assert "3 days ago." in text


def test_what_slips_stands_first_on_the_page_of_improvement(cast, as_):
    late(an_action(cast))
    assert "Late or slipping" in page(as_(cast.head_a), at("school-improvement", cast))


def test_the_course_of_an_action_is_read_from_its_changes(cast):
    action = an_action(cast)
    first = action.due
    action = update_action(
        by=cast.leader_a, action=action, version=1, status="under_way", due=soon(40), due_reason="Illness", note=""
    )
    finish_action(by=cast.head_a, action=action, version=2, evidence=[some_evidence(cast)], done_on=today())
    (course,) = courses_of(cast.a, own=True)
    assert [(one.status, one.due) for one in course.steps] == [
        ("not_started", first), ("under_way", soon(40)), ("done", soon(40))
    ]  # fmt: skip
    assert (course.heard_on, course.moved) == (today(), 1)


def test_progress_is_for_those_it_is_shared_with(cast, as_):
    assert as_(cast.officer).get(at("school-progress", cast)).status_code == 404
    share(cast)
    page(as_(cast.officer), at("school-progress", cast))
