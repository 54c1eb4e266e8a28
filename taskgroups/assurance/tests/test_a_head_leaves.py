"""A head leaves in mid-year: a successor is named, access ends, and what was the head's as head passes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.models import Draft
from taskgroups.improvement.models import Action
from taskgroups.improvement.tests.made import an_action
from taskgroups.kit.access.models import Entry
from taskgroups.schools.domain.end_role import end_role
from taskgroups.schools.domain.invite import accept, invite
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from tests.cast import person
from tests.world import build

pytestmark = pytest.mark.django_db
PAGE = "/schools/990001/self-evaluation/"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def follows(cast, by):
    """The head of A has left; the chair of governors or the lead names Nia New, who accepts."""
    role = Role.objects.get(person=cast.head_a, kind="head")
    end_role(role=role, ends=today() - timedelta(days=1), by=cast.administrator)
    new = person("Nia New")
    accept(invitation=invite(email=new.email, name=new.name, kind="head", school=cast.a, by=by), by=new)
    return new


@pytest.mark.parametrize("who", ["governor_a", "lead"])
def test_access_ends_the_same_day_and_the_successor_has_it(cast, as_, who) -> None:
    an_action(cast)
    new = follows(cast, getattr(cast, who))
    assert (as_(cast.head_a).get(PAGE).status_code, as_(new).get(PAGE).status_code) == (404, 200)


def test_unfinished_actions_pass_on_and_finished_ones_stay_theirs(cast) -> None:
    going, done = (an_action(cast, owner=cast.head_a, what=f"Check {n}") for n in (1, 2))
    Action.objects.filter(pk=done.pk).update(status="done", done_on=today())
    new = follows(cast, cast.governor_a)
    going.refresh_from_db()
    done.refresh_from_db()
    assert (going.owner, done.owner) == (new, cast.head_a)
    assert going.updates.last().note == "The headship passed on."


def test_another_leaders_actions_stay_with_them(cast) -> None:
    action = an_action(cast)
    follows(cast, cast.governor_a)
    action.refresh_from_db()
    assert action.owner == cast.leader_a


def test_drafts_pass_on_but_for_those_the_successor_has_written(cast) -> None:
    an_action(cast)
    Draft.objects.create(person=cast.head_a, school=cast.a, form="area:x", text="Theirs", saved_at=timezone.now())
    new = follows(cast, cast.lead)
    assert list(Draft.objects.filter(person=new).values_list("text", flat=True)) == ["Theirs"]


def test_seats_at_task_groups_to_come_pass_on_and_held_ones_stay(cast) -> None:
    world = build(cast)
    new = follows(cast, cast.governor_a)
    seated = world.a.planned.seats.current()
    assert (seated.filter(person=new, part="host").count(), seated.filter(person=cast.head_a).count()) == (1, 0)
    assert world.a.closed.seats.current().filter(person=cast.head_a).count() == 1


def test_the_record_that_waits_is_the_successors_to_agree(cast, as_) -> None:
    world = build(cast)
    new = follows(cast, cast.governor_a)
    where = f"/task-groups/{world.a.disputed.public_id}/record/pdf/"
    assert as_(new).get(where).status_code == 200


def test_a_head_who_stays_as_a_leader_keeps_what_they_have(cast) -> None:
    action = an_action(cast, owner=cast.head_a)
    Role.objects.create(person=cast.head_a, kind="leader", school=cast.a, starts=today())
    follows(cast, cast.governor_a)
    action.refresh_from_db()
    assert action.owner == cast.head_a


def test_it_is_written_down(cast) -> None:
    an_action(cast)
    new = follows(cast, cast.governor_a)
    entry = Entry.objects.get(verb="took over from the head before")
    assert (entry.by, entry.school_urn) == (new, cast.a.urn)
