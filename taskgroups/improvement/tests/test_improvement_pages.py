"""The pages of a school's improvement: who sees them, what they say, and each change by form."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.improvement import forms
from taskgroups.improvement.domain.actions import finish_action, say_difference, update_action
from taskgroups.improvement.milestones import Milestone
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.queries import evidence_for, improvement_of
from taskgroups.improvement.reading_courses import courses_of
from taskgroups.improvement.tests.made import an_action, an_issue, late, some_evidence, soon
from taskgroups.improvement.wording import when_due
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Audience, Role, Sharing, Thing
from taskgroups.schools.policy import today


def at(name, cast, *more):
    return reverse(name, args=[cast.a.urn, *more])


def change(action, verb):
    return reverse("school-action-change", args=[action.school.urn, action.public_id, verb])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(check_page(response.content, address))


def share(cast, thing=Thing.IMPROVEMENT, audience=Audience.AUTHORITY):
    Sharing.objects.create(school=cast.a, thing=thing, audience=audience)


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
    one, two, _ = (an_action(cast, issue=issue) for _ in range(3))
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


def test_the_head_sets_an_action_and_a_gentle_hint_is_no_refusal(cast, as_):
    client = as_(cast.head_a)
    page(client, at("school-action-add", cast))
    fields = {"what": "Attendance of new pupils", "owner": cast.leader_a.pk, "proof": "The log", **parts("due", soon())}
    sent = client.post(at("school-action-add", cast), fields, follow=True)
    assert Action.objects.get().owner == cast.leader_a
    assert "begins with a verb" in text_of(check_page(sent.content, "action"))


def test_an_owner_from_elsewhere_is_not_on_the_list(cast, as_):
    fields = {"what": "Check", "owner": cast.head_b.pk, "proof": "The log", **parts("due", soon())}
    assert as_(cast.head_a).post(at("school-action-add", cast), fields).status_code == 422
    assert not Action.objects.exists()


def test_the_owner_updates_and_another_leader_does_not(cast, as_):
    action = an_action(cast)
    fields = {"version": 1, "status": "under_way", "proof": action.proof, "note": "Begun.", **parts("due", action.due)}
    assert as_(cast.governor_a).post(change(action, "update"), fields).status_code == 404
    page(as_(cast.leader_a), change(action, "update"))
    assert as_(cast.leader_a).post(change(action, "update"), fields).status_code == 302
    assert "Status: Not started, now Under way" in page(as_(cast.head_a), at("school-action", cast, action.public_id))


def test_an_owner_whose_role_has_ended_changes_nothing_and_the_head_gives_it_on(cast, as_):
    action = an_action(cast)
    Role.objects.filter(person=cast.leader_a).update(ends=today() - timedelta(days=1))
    assert as_(cast.leader_a).get(change(action, "update")).status_code == 404
    assert "Needs a new owner" in page(as_(cast.head_a), at("school-actions", cast))
    give = at("school-action-give", cast, action.public_id)
    page(as_(cast.head_a), give)
    assert as_(cast.governor_a).get(give).status_code == 404
    as_(cast.head_a).post(give, {"version": 1, "owner": cast.governor_a.pk})
    assert Action.objects.get().owner == cast.governor_a


def test_two_people_at_once_the_second_sees_what_changed_and_keeps_their_words(cast, as_):
    action = an_action(cast)
    fields = {"version": 1, "status": "under_way", "proof": action.proof, **parts("due", action.due)}
    as_(cast.leader_a).post(change(action, "update"), fields | {"note": "Begun on Monday."})
    second = as_(cast.head_a).post(change(action, "update"), fields | {"note": "Mine."})
    assert second.status_code == 422
    text = text_of(check_page(second.content, "update"))
    assert "Begun on Monday." in text
    assert "Mine." in second.content.decode()
    assert 'name="version" value="2"' in second.content.decode()
    as_(cast.head_a).post(change(action, "update"), fields | {"version": 2, "note": "Mine."})
    assert [one.note for one in action.updates.all()] == ["Begun on Monday.", "Mine."]


def test_closing_with_evidence_added_there_and_then(cast, as_):
    action, client = an_action(cast, area="inclusion", pack="rf-2025"), as_(cast.leader_a)
    nothing = client.post(change(action, "close"), {"version": 1, **parts("done_on", today())})
    assert "closed with evidence" in text_of(check_page(nothing.content, "close"))
    assert not Evidence.objects.exists()
    fields = {"version": 1, "title": "The log", "kind": "data", **parts("dated", today()), **parts("done_on", today())}
    assert client.post(change(action, "close"), fields).status_code == 302
    assert [one.title for one in Action.objects.get().evidence.all()] == ["The log"]
    assert Evidence.objects.get().uses.get().area == "inclusion"


def test_evidence_is_not_added_where_the_closing_is_refused(cast, as_):
    action = an_action(cast)
    fields = {"version": 7, "title": "The log", "kind": "data", **parts("dated", today()), **parts("done_on", today())}
    assert as_(cast.leader_a).post(change(action, "close"), fields).status_code == 422
    assert not Evidence.objects.exists()


def test_a_button_pressed_twice_does_it_once(cast, as_):
    client = as_(cast.head_a)
    form = check_page(client.get(at("school-issue-add", cast)).content, "issue")
    token = form.xpath("//main//input[@name='press']/@value")[0]
    fields = {"press": token, "title": "Reading", "source": "school", **parts("raised_on", today())}
    for _ in range(2):
        assert client.post(at("school-issue-add", cast), fields).status_code == 302
    assert ImprovementIssue.objects.count() == 1


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


def test_years_of_finished_actions_are_counted_and_not_read(cast, as_):
    for more in range(9):
        done = an_action(cast, what=f"Moderate set {more}", due=soon(more + 1))
        Action.objects.filter(pk=done.pk).update(status="done", done_on=today())
    an_action(cast, what="Moderate the last set")
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


@pytest.mark.parametrize("name", ["school-improvement", "school-actions", "school-actions-csv"])
def test_thirty_actions_ask_no_more_of_the_database_than_one(cast, as_, name):
    client, counts = as_(cast.head_a), []
    for more in (1, 2, 27):
        for _ in range(more):
            an_action(cast, issue=an_issue(cast), set_in="tg")
        with CaptureQueriesContext(connection) as found:
            client.get(at(name, cast))
        counts.append(len(found))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 15


NAMES = "Hear Jamie Sparrow in Year 4 read"


@pytest.mark.parametrize(
    ("verb", "field", "fields"),
    [
        ("update", "note", {"status": "under_way", "proof": "The log"}),
        ("close", "note", {}),
        ("difference", "impact_note", {"impact": "some"}),
        ("stop", "reason", {}),
    ],
)
def test_a_change_that_may_name_a_pupil_is_asked_about_once(cast, as_, verb, field, fields):
    action, client, shown = an_action(cast), as_(cast.head_a), some_evidence(cast)
    if verb == "difference":
        finish_action(by=cast.head_a, action=action, version=1, evidence=[shown], done_on=today())
    action.refresh_from_db()
    before = action.updates.count()
    fields |= parts("due", soon()) if verb == "update" else parts("done_on", today())
    sent = fields | {field: NAMES, "version": action.version, "evidence": [shown.public_id]}
    asked = client.post(change(action, verb), sent)
    assert asked.status_code == 422
    assert "‘Jamie Sparrow’ looks like a pupil's name." in text_of(check_page(asked.content, verb))
    assert NAMES in asked.content.decode()
    kept = client.post(change(action, verb), sent | {"no_pupil": "on"})
    assert (kept.status_code, action.updates.count()) == (302, before + 1)


def test_being_asked_about_a_name_never_hides_what_another_changed(cast, as_):
    action, client = an_action(cast), as_(cast.head_a)
    sent = {"reason": NAMES, "version": "1"}
    client.post(
        change(action, "update"), {"status": "under_way", "proof": "Other", **parts("due", soon()), "version": 1}
    )
    asked = check_page(client.post(change(action, "stop"), sent).content, "stop")
    assert asked.xpath("//main//input[@name='version']/@value") == ["1"]
    late = client.post(change(action, "stop"), sent | {"no_pupil": "on"})
    assert "Changed while you were writing" in late.content.decode()


@pytest.mark.parametrize("field", ["what", "proof"])
def test_a_new_action_that_may_name_a_pupil_is_asked_about_once(cast, as_, field):
    client, address = as_(cast.head_a), at("school-action-add", cast)
    fields = {"what": "Hear readers", "owner": cast.leader_a.pk, "proof": "The log", **parts("due", soon())}
    fields[field] = NAMES
    assert (client.post(address, fields).status_code, Action.objects.count()) == (422, 0)
    assert client.post(address, fields | {"no_pupil": "on"}).status_code == 302
    assert getattr(Action.objects.get(), field) == NAMES


def test_an_issue_that_may_name_a_pupil_is_asked_about_once(cast, as_):
    client, address = as_(cast.head_a), at("school-issue-add", cast)
    fields = {"title": NAMES, "source": "inspection", **parts("raised_on", today())}
    assert (client.post(address, fields).status_code, ImprovementIssue.objects.count()) == (422, 0)
    assert client.post(address, fields | {"no_pupil": "on"}).status_code == 302
    assert ImprovementIssue.objects.get().title == NAMES


def test_evidence_of_the_actions_area_is_offered_first(cast, as_):
    action = an_action(cast, area="inclusion", descriptor="barriers", pack="rf-2025")
    here = [some_evidence(cast, title=title, dated=date(2020, 1, 1)) for title in ("Of the area", "Of the descriptor")]
    some_evidence(cast, title="Elsewhere, newest")
    for item, descriptor in zip(here, ("", "barriers"), strict=True):
        EvidenceUse.objects.create(
            evidence=item, pack="rf-2025", area="inclusion", descriptor=descriptor, linked_at=item.added_at
        )
    page = check_page(as_(cast.leader_a).get(change(action, "close")).content)
    labels = [text_of(one) for one in page.xpath("//input[@name='evidence']/following-sibling::label")]
    assert [one.rpartition(", ")[0] for one in labels] == ["Of the descriptor", "Of the area", "Elsewhere, newest"]
    assert labels[0] == "Of the descriptor, 1 January 2020"


def test_where_there_is_more_evidence_than_is_offered_the_page_says_how_to_choose_another(cast, as_, monkeypatch):
    action, place = an_action(cast), []
    monkeypatch.setattr(forms, "MOST_EVIDENCE", 2)
    for title in ("One", "Two", "Three"):
        some_evidence(cast, title=title)
        page = check_page(as_(cast.leader_a).get(change(action, "close")).content)
        place.append((len(page.xpath("//input[@name='evidence']")), forms.NEAREST in text_of(page)))
    assert place == [(1, False), (2, False), (2, True)]


def test_evidence_no_longer_linked_to_the_area_is_not_put_first(cast):
    action = an_action(cast, area="inclusion", pack="rf-2025")
    old, new = some_evidence(cast, title="Old", dated=date(2020, 1, 1)), some_evidence(cast, title="New")
    EvidenceUse.objects.create(
        evidence=old, pack="rf-2025", area="inclusion", linked_at=old.added_at, unlinked_at=old.added_at
    )
    assert list(evidence_for(action)) == [new, old]


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
