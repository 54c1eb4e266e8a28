"""Setting, changing and closing actions: what is done, and what is refused in which words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.improvement.domain import actions, refusals
from taskgroups.improvement.models import Action
from taskgroups.improvement.tests.made import an_action, an_issue, some_evidence, soon
from taskgroups.improvement.wording import about_the_verb
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.words import day, day_clock
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today


def test_an_action_has_an_owner_by_role_a_day_and_its_proof(cast):
    action = an_action(cast, what="  Check   attendance ", area="behaviour", set_in="abc")
    assert (action.what, action.owner_role, action.status, action.version) == (
        "Check attendance", "Deputy head", "not_started", 1,
    )  # fmt: skip
    assert Entry.objects.get(verb="set action").about == action.public_id


@pytest.mark.parametrize("who", ["head_b", "clerk", "lead", "officer", "stranger"])
def test_nobody_from_outside_the_school_owns_its_action(cast, who):
    with pytest.raises(refusals.OwnerElsewhere) as refused:
        an_action(cast, owner=getattr(cast, who))
    assert str(refused.value) == (
        "The school and its leaders are responsible for improvement. Choose somebody of Alder Primary School."
    )
    assert not Action.objects.exists()


def test_somebody_whose_role_ended_yesterday_owns_nothing_new(cast):
    Role.objects.filter(person=cast.leader_a).update(ends=today() - timedelta(days=1))
    with pytest.raises(refusals.OwnerElsewhere):
        an_action(cast)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"due": None}, "due", "An action needs a day by which it is done. Enter a date, not 'ongoing'."),
        ({"proof": " "}, "proof", "Nothing would prove this action yet. Say what evidence will show that it is done."),
        ({"what": ""}, "what", "The action is empty. Say what the school will do, beginning with a verb."),
        ({"what": "x" * 301}, "what", "This is 301 characters long. Shorten it to 300 or fewer."),
    ],
)
def test_what_is_missing_is_said(cast, wrong, field, words):
    with pytest.raises(Refused) as refused:
        an_action(cast, **wrong)
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(("days", "where"), [(-1, "in the past"), (0, "today")])
def test_the_day_is_ahead(cast, days, where):
    with pytest.raises(refusals.DuePast) as refused:
        an_action(cast, due=soon(days))
    assert str(refused.value) == f"The date is {where}. Enter a date after {day(today())}."


def test_the_same_again_of_the_same_person_is_refused_and_what_to_do_is_said(cast):
    first = an_action(cast)
    with pytest.raises(refusals.AlreadySet) as refused:
        an_action(cast, what=f" {first.what}  ", proof="Another")
    assert (refused.value.field, str(refused.value)) == (
        "what",
        f"You set this action already, {day_clock(first.set_at)}: the same words, owner and day. It was not set again. "
        "To set another, change its words, its owner or its day.",
    )
    assert Action.objects.get() == first


def test_what_differs_is_set_and_so_is_the_same_of_somebody_else_or_another_day(cast):
    an_action(cast, at=timezone.now() - timedelta(hours=13))
    an_action(cast)
    for other in ({"what": "Check"}, {"owner": cast.head_a}, {"due": soon(31)}, {"by": cast.leader_a}):
        an_action(cast, **other)
    assert Action.objects.count() == 6


def test_what_was_stopped_may_be_set_again(cast):
    actions.stop_action(by=cast.head_a, action=an_action(cast), version=1, reason="Set by mistake")
    assert an_action(cast).is_open


def test_an_issue_of_another_school_is_refused(cast):
    with pytest.raises(Refused, match="of Alder Primary School"):
        an_action(cast, issue=an_issue(cast, school=cast.b))


def test_a_new_day_needs_its_reason_and_both_stay_in_the_history(cast):
    action = an_action(cast, due=soon(10))
    with pytest.raises(Refused, match="Say why"):
        actions.update_action(by=cast.leader_a, action=action, version=1, due=soon(20))
    changed = actions.update_action(
        by=cast.leader_a, action=action, version=1, status="under_way", due=soon(20), due_reason="The course moved."
    )
    update = changed.updates.get()
    assert update.changes == {
        "status": ["not_started", "under_way"], "due": [soon(10).isoformat(), soon(20).isoformat()],
    }  # fmt: skip
    assert (update.note, changed.version) == ("The course moved.", 2)


def test_done_is_never_a_mere_status(cast):
    with pytest.raises(Refused, match="closed with evidence"):
        actions.update_action(by=cast.head_a, action=an_action(cast), version=1, status="done")


def test_closing_needs_evidence_of_the_school(cast):
    action, elsewhere = an_action(cast), some_evidence(cast, school=cast.b)
    for evidence, refusal in (([], refusals.NoEvidence), ([elsewhere], Refused)):
        with pytest.raises(refusal):
            actions.finish_action(by=cast.head_a, action=action, version=1, evidence=evidence, done_on=today())
    assert Action.objects.get().status == "not_started"


def test_evidence_that_was_there_before_shows_the_statement_of_the_action_it_closes(cast):
    log, action = some_evidence(cast), an_action(cast, area="behaviour", pack="rf-2025")
    actions.finish_action(by=cast.leader_a, action=action, version=1, evidence=[log], done_on=today())
    actions.reopen_action(by=cast.head_a, action=action, version=2, reason="It came back.")
    actions.finish_action(by=cast.leader_a, action=action, version=3, evidence=[log], done_on=today())
    place = ("rf-2025", "behaviour", action.descriptor)
    assert list(log.uses.filter(unlinked_at=None).values_list("pack", "area", "descriptor")) == [place]


def test_done_on_a_day_with_what_shows_it(cast):
    log = some_evidence(cast)
    done = actions.finish_action(
        by=cast.leader_a, action=an_action(cast), version=1, evidence=[log], done_on=today(), note="All six weeks."
    )
    assert (done.status, done.done_on, list(done.evidence.all())) == ("done", today(), [log])
    assert done.impact == Action.Impact.TOO_EARLY
    with pytest.raises(refusals.NotOpen):
        actions.stop_action(by=cast.head_a, action=done, version=2, reason="Too late")


def test_done_in_the_future_is_refused(cast):
    with pytest.raises(Refused, match="in the future"):
        actions.finish_action(
            by=cast.head_a, action=an_action(cast), version=1, evidence=[some_evidence(cast)], done_on=soon(1)
        )


def test_the_difference_is_another_act_and_needs_words(cast):
    done = actions.finish_action(
        by=cast.head_a, action=an_action(cast), version=1, evidence=[some_evidence(cast)], done_on=today()
    )
    with pytest.raises(Refused, match="how you know"):
        actions.say_difference(by=cast.head_a, action=done, version=2, impact="clear", note="")
    with pytest.raises(Refused, match="Choose what difference"):
        actions.say_difference(by=cast.head_a, action=done, version=2, impact="huge", note="91% to 94%.")
    said = actions.say_difference(by=cast.head_a, action=done, version=2, impact="clear", note="91% to 94%.")
    assert (said.status, said.impact, said.impact_note) == ("done", "clear", "91% to 94%.")


def test_nothing_done_makes_no_difference(cast):
    with pytest.raises(Refused, match="Nothing has been done"):
        actions.say_difference(by=cast.head_a, action=an_action(cast), version=1, impact="some", note="Calmer.")


def test_the_second_of_two_sees_what_the_first_wrote(cast):
    action = an_action(cast)
    actions.update_action(by=cast.leader_a, action=action, version=1, status="under_way", note="Begun on Monday.")
    with pytest.raises(ChangedMeanwhile) as changed:
        actions.update_action(by=cast.head_a, action=action, version=1, proof="Eight weeks of the log")
    (theirs,) = changed.value.since
    assert (theirs.by, theirs.note, changed.value.now.version) == (cast.leader_a, "Begun on Monday.", 2)
    assert Action.objects.get().proof == action.proof


def test_stopped_with_a_reason_and_opened_again_with_one(cast):
    action = an_action(cast)
    with pytest.raises(Refused, match="Say why"):
        actions.stop_action(by=cast.head_a, action=action, version=1, reason=" ")
    actions.stop_action(by=cast.head_a, action=action, version=1, reason="The post was cut.")
    actions.reopen_action(by=cast.head_a, action=action, version=2, reason="The post is back.")
    assert [u.note for u in action.updates.all()] == ["The post was cut.", "The post is back."]
    assert Action.objects.get().status == "under_way"


def test_what_is_done_or_stopped_is_opened_again_before_it_is_changed_and_that_needs_a_reason(cast):
    action = an_action(cast)
    actions.stop_action(by=cast.head_a, action=action, version=1, reason="The post was cut.")
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_action(by=cast.head_a, action=action, version=2, reason=" ")
    with pytest.raises(refusals.NotOpen):
        actions.update_action(by=cast.head_a, action=action, version=2, status="under_way")
    assert Action.objects.get().status == "stopped"


def test_an_open_action_opened_again_writes_no_history(cast):
    opened = actions.reopen_action(by=cast.head_a, action=an_action(cast), version=1, reason="It is open.")
    assert (opened.status, opened.updates.count()) == ("not_started", 0)


def test_an_action_is_given_to_another_of_the_school_and_to_nobody_else(cast):
    action = an_action(cast)
    given = actions.give_action(by=cast.head_a, action=action, version=1, owner=cast.governor_a)
    assert (given.owner, given.owner_role) == (cast.governor_a, "Chair of governors")
    assert given.updates.get().changes["owner"] == ["Lewis Alder", "Grace Alder"]
    with pytest.raises(refusals.OwnerElsewhere):
        actions.give_action(by=cast.head_a, action=action, version=2, owner=cast.head_b)


def test_saving_without_a_change_writes_no_history(cast):
    action = an_action(cast)
    actions.update_action(by=cast.head_a, action=action, version=1, status="not_started", proof=action.proof)
    assert (action.updates.count(), Action.objects.get().version) == (0, 1)


@pytest.mark.parametrize(
    ("what", "hinted"),
    [("Check attendance", False), ("Attendance of boys", True), ("Improving reading", True),
     ("Implement the scheme", False), ("Bring in the nurse", False), ("Better marking", True),
     ("", False), ("Étudier", False)],
)  # fmt: skip
def test_a_gentle_hint_where_no_verb_begins_it(what, hinted):
    assert bool(about_the_verb(what)) is hinted
