"""A head leaves in mid-year: a successor is named, access ends, and what was the head's as head passes on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from taskgroups.evaluation.models import Draft
from taskgroups.improvement.models import Action
from taskgroups.improvement.tests.made import an_action
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.policy import may_watch
from taskgroups.schools.domain.end_role import end_role
from taskgroups.schools.domain.head_leaves import begin_headships, head_leaves, head_stays
from taskgroups.schools.domain.invite import accept, invite
from taskgroups.schools.models import Invitation, Role
from taskgroups.schools.policy import today
from tests.cast import person
from tests.world import build

pytestmark = pytest.mark.django_db
PAGE = "/schools/990001/self-evaluation/"
HEAD = "/schools/990001/head/"
LAST = date(2027, 6, 30)


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


@pytest.fixture
def june() -> Iterator[time_machine.Traveller]:
    """It is the June at whose end the head leaves, whenever that is tried."""
    with time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def at(clock: time_machine.Traveller, *moment: int) -> None:
    """It is that moment, in universal time; in summer an hour later in London."""
    clock.move_to(datetime(*moment, tzinfo=UTC))


def named_in_post(cast, by):
    """The head of A is to leave on LAST; Nia New follows and has accepted already."""
    new = person("Nia New")
    head_leaves(school=cast.a, by=by, on=LAST, name=new.name, email=new.email, title="Acting head")
    accept(invitation=Invitation.objects.get(email=new.email), by=new)
    return new


@pytest.mark.parametrize("who", ["governor_a", "lead", "administrator"])
def test_who_follows_is_named_while_the_head_is_in_post_and_the_hour_is_midnight_in_london(
    june, cast, as_, who
) -> None:
    action = an_action(cast, owner=cast.head_a)
    new = named_in_post(cast, getattr(cast, who))
    at(june, 2027, 6, 30, 22, 59)
    assert [as_(one).get(PAGE).status_code for one in (cast.head_a, new)] == [200, 404]
    assert begin_headships() == 0
    at(june, 2027, 6, 30, 23, 1)
    assert [as_(one).get(PAGE).status_code for one in (cast.head_a, new)] == [404, 200]
    assert (begin_headships(), begin_headships()) == (1, 0)
    action.refresh_from_db()
    assert (action.owner, Entry.objects.filter(verb="took over from the head before").count()) == (new, 1)


def test_the_old_head_opens_no_stream_file_paper_or_link_of_the_school_any_more(june, cast, as_, client) -> None:
    world = build(cast)
    group, key = world.a.planned, str(cast.head_a.pk)
    reply = f"/replies/{group.seats.current().get(person=cast.head_a).reply_token}/"
    where = f"/task-groups/{world.a.agreed.public_id}/"
    paths = [where, f"{where}record/pdf/", f"{where}room/", "/schools/990001/owning/", "/schools/990001/evidence/"]
    head_leaves(school=cast.a, by=cast.governor_a, on=LAST)
    watches = lambda: may_watch(f"room/{group.public_id}", frozenset([key]))  # noqa: E731
    at(june, 2027, 6, 30, 12, 0)
    before = [*(as_(cast.head_a).get(path).status_code for path in paths), client.get(reply).status_code]
    assert (before, watches()) == ([200] * 6, {key})
    at(june, 2027, 7, 1, 0, 30)
    after = [*(as_(cast.head_a).get(path).status_code for path in paths), client.get(reply).status_code]
    assert (after, watches()) == ([404] * 6, set())


def test_the_page_says_when_access_ends_and_the_chair_of_governors_may_end_it_at_once(cast, as_) -> None:
    browser = as_(cast.governor_a)
    said = text_of(check_page(browser.get(HEAD).content))
    assert "ends with the last day, at midnight in the United Kingdom" in said
    assert browser.post(HEAD, {"at_once": "on"}).status_code == 302
    assert as_(cast.head_a).get(PAGE).status_code == 404
    told = Letter.objects.filter(subject="The head leaves Alder Primary School").values_list("to", flat=True)
    assert sorted(told) == sorted(one.email for one in (cast.head_a, cast.governor_a, cast.administrator))


def test_the_lead_says_a_day_but_not_at_once_and_nobody_names_themselves(cast, as_) -> None:
    assert "at_once" not in as_(cast.lead).get(HEAD).text
    with pytest.raises(Refused, match="ends it at once"):
        head_leaves(school=cast.a, by=cast.lead, on=None)
    with pytest.raises(Refused, match="your own address"):
        head_leaves(school=cast.a, by=cast.lead, on=today(), email=cast.lead.email)
    for who in (cast.officer, cast.head_b, cast.leader_a, cast.head_a, cast.stranger):
        with pytest.raises(Refused, match="That is for the chair of governors"):
            head_leaves(school=cast.a, by=who, on=today())


def test_what_is_amiss_is_said_and_what_was_typed_is_kept(cast, as_) -> None:
    typed = {"name": "Nia New", "title": "Acting head"}
    page = as_(cast.governor_a).post(HEAD, typed | parts("on", today() - timedelta(days=1)))
    assert (page.status_code, 'value="Acting head"' in page.text) == (422, True)
    assert as_(cast.governor_a).post(HEAD, {"title": ""}).status_code == 422
    assert Role.objects.get(person=cast.head_a, kind="head").ends is None


def test_it_is_taken_back_before_the_day_is_over_and_who_was_to_follow_does_not(june, cast, as_) -> None:
    new = named_in_post(cast, cast.lead)
    with pytest.raises(Refused, match="Only the chair of governors"):
        head_stays(school=cast.a, by=cast.lead)
    assert "Nia New follows at Alder" in text_of(check_page(as_(cast.governor_a).get(HEAD).content))
    elsewhere = Invitation.objects.create(email="y@cast.example", kind="head", school=cast.d, by=cast.lead)
    as_(cast.governor_a).post(f"{HEAD}stays/")
    assert list(Invitation.objects.filter(withdrawn_at=None, accepted_at=None)) == [elsewhere]
    at(june, 2027, 7, 2, 12, 0)
    assert begin_headships() == 0
    assert [as_(one).get(PAGE).status_code for one in (cast.head_a, new)] == [200, 404]


def test_nobody_accepts_before_the_day_and_the_headship_is_vacant_then_until_somebody_does(
    cast, as_, monkeypatch
) -> None:
    an_action(cast)
    new = person("Nia New")
    head_leaves(school=cast.a, by=cast.governor_a, on=today(), name=new.name, email=new.email)
    assert "not accepted yet: Nia New" in text_of(check_page(as_(cast.governor_a).get(HEAD).content))
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    role = accept(invitation=Invitation.objects.get(email=new.email), by=new)
    assert (role.starts, role.waits) == (today(), False)
