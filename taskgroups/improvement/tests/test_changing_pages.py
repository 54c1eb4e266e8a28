"""Changing a school's improvement by form: who does, what is refused, and what is asked about once."""

from datetime import date, timedelta

import pytest

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.improvement.domain.actions import finish_action
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.queries import evidence_for
from taskgroups.improvement.tests.made import an_action, some_evidence, soon
from taskgroups.improvement.tests.pages import at, change, page
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today


def test_the_head_sets_an_action_and_a_gentle_hint_is_no_refusal(cast, as_):
    client = as_(cast.head_a)
    page(client, at("school-action-add", cast))
    fields = {"what": "Attendance of new pupils", "owner": cast.leader_a.pk, "proof": "The log", **parts("due", soon())}
    sent = client.post(at("school-action-add", cast), fields, follow=True)
    assert Action.objects.get().owner == cast.leader_a
    assert "begins with a verb" in text_of(check_page(sent.content, "action"))


def test_the_form_that_the_back_button_brings_again_sets_no_second_action(cast, as_):
    fields = {"what": "Check", "owner": cast.leader_a.pk, "proof": "The log", **parts("due", soon())}
    as_(cast.head_a).post(at("school-action-add", cast), fields)
    sent = as_(cast.head_a).post(at("school-action-add", cast), fields)
    assert (sent.status_code, Action.objects.count()) == (422, 1)
    assert "You set this action already" in text_of(check_page(sent.content, "action"))


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


def test_an_action_is_closed_with_the_evidence_that_was_chosen_alone(cast, as_):
    action, chosen = an_action(cast), some_evidence(cast, title="The log")
    some_evidence(cast, title="Another thing")
    fields = {"version": 1, "evidence": [chosen.public_id], **parts("done_on", today())}
    assert as_(cast.leader_a).post(change(action, "close"), fields).status_code == 302
    assert list(Action.objects.get().evidence.all()) == [chosen]


def test_an_action_is_not_closed_with_another_schools_evidence(cast, as_):
    action, theirs = an_action(cast), some_evidence(cast, school=cast.b, added_by=cast.head_b)
    fields = {"version": 1, "evidence": [theirs.public_id], **parts("done_on", today())}
    assert as_(cast.leader_a).post(change(action, "close"), fields).status_code == 422
    assert not Action.objects.get().evidence.exists()


def test_evidence_of_a_day_to_come_closes_nothing(cast, as_):
    action, tomorrow = an_action(cast), today() + timedelta(days=1)
    fields = {"version": 1, "title": "The log", "kind": "data", **parts("dated", tomorrow), **parts("done_on", today())}
    assert as_(cast.leader_a).post(change(action, "close"), fields).status_code == 422
    assert not Evidence.objects.exists()


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


def test_evidence_no_longer_linked_to_the_area_is_not_put_first(cast):
    action = an_action(cast, area="inclusion", pack="rf-2025")
    old, new = some_evidence(cast, title="Old", dated=date(2020, 1, 1)), some_evidence(cast, title="New")
    EvidenceUse.objects.create(
        evidence=old, pack="rf-2025", area="inclusion", linked_at=old.added_at, unlinked_at=old.added_at
    )
    assert list(evidence_for(action)) == [new, old]
