"""A school leaves: what its leaving ends, what ended before, and what belongs to other schools."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.assurance.domain.leave import (
    carry_departures,
    come_back,
    delete_what_it_had,
    departure_of,
    leave_service,
)
from taskgroups.assurance.models import Departure, Link
from taskgroups.assurance.models.owning import UNDO
from taskgroups.evaluation.models import Draft
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.models import Audience, Invitation, Role, Sharing, Thing
from taskgroups.schools.policy import today
from tests.cast import give
from tests.world import build

pytestmark = pytest.mark.django_db


def invite(school, **more):
    return Invitation.objects.create(email="new@school.example", kind="leader", school=school, **more)


def link(cast, school, **more):
    return Link.objects.create(school=school, whom="Trust", until=today(), made_by=cast.head_a, **more)


def over(departure: Departure) -> Departure:
    Departure.objects.filter(pk=departure.pk).update(left_at=timezone.now() - UNDO)
    return departure


def ends_of(person):
    return Role.objects.filter(person=person).order_by("pk").values_list("ends", flat=True)[0]


def test_another_school_goes_on_sharing_inviting_and_showing(cast) -> None:
    Sharing.objects.update_or_create(school=cast.b, thing=Thing.RECORD, defaults={"audience": Audience.CONSORTIUM})
    offered, shown = invite(cast.b), link(cast, cast.b)
    before = set(Sharing.objects.filter(school=cast.b).values_list("thing", "audience"))
    leave_service(school=cast.a, by=cast.head_a)
    offered.refresh_from_db()
    shown.refresh_from_db()
    assert (offered.withdrawn_at, shown.revoked_at) == (None, None)
    assert set(Sharing.objects.filter(school=cast.b).values_list("thing", "audience")) == before


def test_what_is_open_ends_and_what_ended_before_keeps_its_time(cast) -> None:
    earlier = timezone.now() - timedelta(days=3)
    offers = [invite(cast.a), invite(cast.a, accepted_at=earlier), invite(cast.a, withdrawn_at=earlier)]
    links = [link(cast, cast.a), link(cast, cast.a, revoked_at=earlier)]
    left_at = leave_service(school=cast.a, by=cast.head_a).left_at
    for one in (*offers, *links):
        one.refresh_from_db()
    assert [one.withdrawn_at for one in offers] == [left_at, None, earlier]
    assert [one.revoked_at for one in links] == [left_at, earlier]


def test_a_second_head_is_out_and_comes_back(cast) -> None:
    role = give(cast.leader_a, "head", school=cast.a)
    departure = leave_service(school=cast.a, by=cast.head_a)
    role.refresh_from_db()
    assert role.ends == today() - timedelta(days=1)
    come_back(departure=departure, by=cast.head_a)
    role.refresh_from_db()
    assert role.ends is None


def test_a_role_has_the_end_it_had(cast) -> None:
    ended, soon = today() - timedelta(days=90), today() + timedelta(days=30)
    Role.objects.filter(person=cast.leader_a).update(ends=soon)
    Role.objects.filter(person=cast.governor_a).update(ends=ended)
    departure = leave_service(school=cast.a, by=cast.head_a)
    assert (ends_of(cast.leader_a), ends_of(cast.governor_a)) == (today() - timedelta(days=1), ended)
    come_back(departure=departure, by=cast.head_a)
    assert (ends_of(cast.leader_a), ends_of(cast.governor_a)) == (soon, ended)


def test_of_two_that_leave_one_comes_back_once(cast) -> None:
    departure, other = (leave_service(school=one, by=by) for one, by in ((cast.a, cast.head_a), (cast.b, cast.head_b)))
    first = come_back(departure=departure, by=cast.head_a).undone_at
    assert come_back(departure=departure, by=cast.head_a).undone_at == first
    assert (departure_of(cast.a), departure_of(cast.b)) == (None, other)
    said = Entry.objects.filter(school_urn=cast.a.urn).order_by("id").values_list("verb", flat=True)
    assert list(said) == ["let the school leave", "took the school's leaving back"]


def test_once_deleted_it_is_written_down_and_nothing_can_be_taken_back(cast) -> None:
    departure = over(leave_service(school=cast.a, by=cast.head_a))
    rows = delete_what_it_had(departure)
    departure.refresh_from_db()
    assert (departure.held, ends_of(cast.head_a), ends_of(cast.head_b)) == ({}, today(), None)
    told = Entry.objects.get(verb="deleted the work of a school that left")
    assert (told.by, told.school_urn, told.details) == (None, cast.a.urn, {"rows": rows})
    Departure.objects.filter(pk=departure.pk).update(left_at=timezone.now())
    assert departure_of(cast.a) is None
    with pytest.raises(Refused, match="The month is over"):
        come_back(departure=departure, by=cast.head_a)


def test_what_is_written_of_another_school_stays_when_the_work_of_one_is_deleted(cast) -> None:
    build(cast)
    groups = {one: one.task_groups.model.objects.filter(school=one) for one in (cast.a, cast.d)}
    groups[cast.a].exclude(state="closed").update(state="cancelled")
    for one, rows in groups.items():
        rows.update(place="The hall", state_reason="Snow", left_out=[{"title": "Reading"}])
        Draft.objects.create(person=cast.head_a, school=one, form="x", text="Not kept yet", saved_at=timezone.now())
        audit.note(by=cast.lead, verb="planned", school_urn=one.urn, about="x", words="The hall")
    delete_what_it_had(over(leave_service(school=cast.a, by=cast.head_a)))
    kept = {one: set(rows.values_list("place", "video_link", "state_reason")) for one, rows in groups.items()}
    assert (kept[cast.a], {place for place, *_ in kept[cast.d]}) == ({("", "", "")}, {"The hall"})
    assert [rows.filter(left_out=[]).exists() for rows in groups.values()] == [True, False]
    said = Entry.objects.filter(verb="planned").order_by("id").values_list("details", flat=True)
    assert list(said) == [{}, {"words": "The hall"}]
    assert [one.school for one in Draft.objects.filter(form="x")] == [cast.d]


def test_letters_of_other_schools_and_one_being_sent_stay(cast) -> None:
    world = build(cast)
    about = {cast.a: world.a.agreed.about, cast.d: world.d.agreed.about}
    TaskGroup.objects.filter(school=cast.a).exclude(state="closed").update(state="cancelled")
    Letter.objects.all().delete()
    for one, state in ((cast.a, "sent"), (cast.a, "sending"), (cast.d, "sent")):
        Letter.objects.create(to="a@school.example", subject="s", text="t", about=about[one], state=state)
    delete_what_it_had(over(leave_service(school=cast.a, by=cast.head_a)))
    left = Letter.objects.filter(subject="s").order_by("id").values_list("about", "state")
    assert list(left) == [(about[cast.a], "sending"), (about[cast.d], "sent")]


def led_by_the_same_head(cast):
    """School D, with the head of A as its only head, and a leader."""
    Role.objects.filter(school=cast.d).delete()
    give(cast.head_a, "head", school=cast.d)
    give(cast.leader_a, "leader", school=cast.d)
    return cast.d


def test_a_leaving_goes_on_where_the_same_head_leads_what_the_school_became(cast) -> None:
    new = led_by_the_same_head(cast)
    departure, other = (leave_service(school=one, by=by) for one, by in ((cast.a, cast.head_a), (cast.b, cast.head_b)))
    carry_departures(cast.a, new)
    assert (departure_of(new), departure_of(cast.b)) == (departure, other)


def test_where_the_same_head_lets_both_leave_one_leaving_is_left(cast) -> None:
    new = led_by_the_same_head(cast)
    again = come_back(departure=leave_service(school=cast.a, by=cast.head_a), by=cast.head_a)
    old, stands = (leave_service(school=one, by=cast.head_a) for one in (cast.a, new))
    carry_departures(cast.a, new)
    old.refresh_from_db()
    was = again.undone_at
    again.refresh_from_db()
    assert (departure_of(new), old.undone_at is None, again.undone_at) == (stands, False, was)
