"""A school leaves: nobody else sees anything at once, a month to think again, then its work is gone and no other's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.assurance.domain.erase import erase_person
from taskgroups.assurance.domain.leave import (
    STAYS,
    carry_departures,
    come_back,
    delete_what_it_had,
    departure_of,
    leave_service,
)
from taskgroups.assurance.models import Departure, Link
from taskgroups.assurance.models.owning import UNDO
from taskgroups.assurance.owning.tables import tables
from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.evaluation.models import Evidence
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.kinds import Checked
from taskgroups.kit.files.received import Upload
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import Event, Record, TaskGroup
from taskgroups.schools.models import Role, Sharing
from taskgroups.schools.policy import today
from tests.world import build

pytestmark = pytest.mark.django_db
WHERE = "/schools/990001/owning/leave/"


def held(cast):
    """The world, with no Task Group to come at A."""
    world = build(cast)
    TaskGroup.objects.filter(school=cast.a).exclude(state="closed").update(state="cancelled")
    return world


def over(departure: Departure) -> Departure:
    Departure.objects.filter(pk=departure.pk).update(left_at=timezone.now() - UNDO)
    return departure


def test_the_page_says_first_what_happens(cast, as_) -> None:
    said = text_of(check_page(as_(cast.head_a).get(WHERE).content))
    assert "it leaves Harbour" in said
    assert "2 leaders and governors can no longer open it" in said


def test_at_once_nothing_is_shared_and_nobody_but_the_head_gets_in(cast, as_) -> None:
    held(cast)
    link = Link.objects.create(school=cast.a, whom="Inspector", until=today(), made_by=cast.head_a)
    as_(cast.head_a).post(WHERE, {"sure": "on"})
    assert Link.objects.get(pk=link.pk).revoked_at is not None
    asked = [as_(one).get("/schools/990001/self-evaluation/").status_code
             for one in (cast.head_a, cast.leader_a, cast.head_b, cast.lead, cast.officer)]  # fmt: skip
    assert asked == [200, 404, 404, 404, 404]
    assert (Sharing.objects.filter(school=cast.a).count(), cast.a.memberships.count()) == (0, 0)
    assert Letter.objects.filter(to=cast.head_a.email, subject="Your school leaves Task Groups").count() == 1


@pytest.mark.parametrize("who", ["head_b", "head_c", "clerk", "observer", "lead"])
def test_those_who_sat_in_its_task_groups_open_none_of_them_until_it_is_taken_back(cast, as_, who) -> None:
    one, where = getattr(cast, who), f"/task-groups/{held(cast).a.agreed.public_id}/"
    departure = leave_service(school=cast.a, by=cast.head_a)
    answers = [as_(one).get(where + what).status_code for what in ("", "record/", "record/pdf/", "room/")]
    assert (answers, as_(cast.head_a).get(where).status_code) == ([404] * 4, 200)
    assert where not in as_(one).get("/task-groups/?when=past").content.decode()
    come_back(departure=departure, by=cast.head_a)
    assert as_(one).get(where).status_code == 200
    assert where in as_(one).get("/task-groups/?when=past").content.decode()


def test_a_leader_who_began_today_is_out_today_and_comes_back_as_they_were(cast, as_) -> None:
    role = Role.objects.filter(person=cast.leader_a)
    role.update(starts=today())
    departure = leave_service(school=cast.a, by=cast.head_a)
    assert as_(cast.leader_a).get("/schools/990001/self-evaluation/").status_code == 404
    come_back(departure=departure, by=cast.head_a)
    assert role.values_list("starts", "ends").get() == (today(), None)


def test_taken_back_everything_is_as_it_was(cast, as_) -> None:
    held(cast)
    before = (
        set(Sharing.objects.filter(school=cast.a).values_list("thing", "audience")),
        set(cast.a.memberships.values_list("consortium", "joined_on", "waits")),
        set(Role.objects.filter(school=cast.a).values_list("pk", "ends")),
    )
    leave_service(school=cast.a, by=cast.head_a)
    as_(cast.head_a).post("/schools/990001/owning/come-back/")
    assert before == (
        set(Sharing.objects.filter(school=cast.a).values_list("thing", "audience")),
        set(cast.a.memberships.values_list("consortium", "joined_on", "waits")),
        set(Role.objects.filter(school=cast.a).values_list("pk", "ends")),
    )
    assert departure_of(cast.a) is None


def test_pressed_twice_it_leaves_once(cast) -> None:
    first = leave_service(school=cast.a, by=cast.head_a)
    assert leave_service(school=cast.a, by=cast.head_a) == first


@pytest.mark.parametrize("who", ["leader_a", "governor_a", "lead", "officer", "administrator"])
def test_only_the_head_lets_it_leave(cast, as_, who) -> None:
    with pytest.raises(Refused, match="Only the head"):
        leave_service(school=cast.a, by=getattr(cast, who))
    assert as_(getattr(cast, who)).get(WHERE).status_code == 404


def test_while_a_task_group_is_to_come_it_does_not_leave(cast, as_) -> None:
    build(cast)
    answer = as_(cast.head_a).post(WHERE, {"sure": "on"})
    assert (answer.status_code, Departure.objects.count()) == (422, 0)


def test_after_a_month_its_work_is_gone_with_its_files_and_no_other_schools_is(
    cast, django_capture_on_commit_callbacks
) -> None:
    world = held(cast)
    file = Upload(Checked("x.pdf", "application/pdf", 3), SimpleUploadedFile("x.pdf", b"%PDF"))
    item = add_evidence(school=cast.a, facts=Facts("Check", "data", timezone.localdate()), by=cast.head_a, upload=file)
    others = {one.label: one.rows(cast.d).count() for one in tables()}
    with django_capture_on_commit_callbacks(execute=True):
        delete_what_it_had(over(leave_service(school=cast.a, by=cast.head_a)))
    left = {one.label for one in tables() if one.rows(cast.a).exists()}
    assert left <= set(STAYS)
    assert {one.label: one.rows(cast.d).count() for one in tables()} == others
    assert not item.file.storage.exists(item.file.name)
    assert TaskGroup.objects.filter(school=cast.a).count() == 5
    said = (Event.objects, Record.objects)
    assert [one.filter(task_group__school=cast.a).count() for one in said] == [0, 0]
    assert world.d.closed.events.exists()


def test_before_the_month_is_over_nothing_is_deleted_and_after_it_nothing_comes_back(cast) -> None:
    held(cast)
    departure = leave_service(school=cast.a, by=cast.head_a)
    assert (delete_what_it_had(departure), Evidence.objects.filter(school=cast.a).exists()) == (0, True)
    with pytest.raises(Refused, match="The month is over"):
        come_back(departure=over(departure), by=cast.head_a)


def test_deleted_twice_is_deleted_once(cast) -> None:
    departure = over(leave_service(school=cast.a, by=cast.head_a))
    delete_what_it_had(departure)
    assert delete_what_it_had(departure) == 0


def test_the_roles_of_those_who_had_left_before_stay_ended(cast) -> None:
    ended = today() - timedelta(days=90)
    Role.objects.filter(person=cast.leader_a).update(ends=ended)
    come_back(departure=leave_service(school=cast.a, by=cast.head_a), by=cast.head_a)
    assert Role.objects.get(person=cast.leader_a).ends == ended


def test_a_leaving_goes_over_to_what_a_school_became_and_two_become_one(cast) -> None:
    first, second = (leave_service(school=one, by=by) for one, by in ((cast.a, cast.head_a), (cast.d, cast.stranger)))
    carry_departures(cast.a, cast.d)
    first.refresh_from_db()
    assert (first.school, first.undone_at is None, departure_of(cast.d)) == (cast.d, False, second)


def test_a_school_with_a_head_of_its_own_never_leaves_because_what_became_part_of_it_did(cast) -> None:
    departure = leave_service(school=cast.a, by=cast.head_a)
    carry_departures(cast.a, cast.d)
    assert delete_what_it_had(over(departure)) == 0


def test_somebody_whose_details_were_taken_out_meanwhile_is_not_brought_back(cast) -> None:
    departure = leave_service(school=cast.a, by=cast.head_a)
    erase_person(person=cast.leader_a, by=cast.administrator)
    come_back(departure=departure, by=cast.head_a)
    assert Role.objects.on(today()).filter(person=cast.leader_a).count() == 0


def test_letters_about_its_task_groups_go_with_them(cast) -> None:
    about = f"task-group:{held(cast).a.agreed.public_id}"
    Letter.objects.create(to=cast.head_b.email, subject="s", text="The school says", about=about, state="sent")
    delete_what_it_had(over(leave_service(school=cast.a, by=cast.head_a)))
    assert Letter.objects.filter(about=about).count() == 0


def test_the_day_in_the_letter_is_the_day_on_the_page(cast, monkeypatch) -> None:
    """At a quarter past midnight in summer it is yesterday in universal time."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 6, 1, 23, 15, tzinfo=UTC))
    leave_service(school=cast.a, by=cast.head_a)
    assert "Until 2 July 2027 you" in Letter.objects.get(subject="Your school leaves Task Groups").text


def test_home_tells_a_clerk_of_no_record_that_cannot_be_opened(cast, as_) -> None:
    place = f"/task-groups/{held(cast).a.disputed.public_id}/record/"
    assert place in as_(cast.clerk).get("/").content.decode()
    leave_service(school=cast.a, by=cast.head_a)
    assert place not in as_(cast.clerk).get("/").content.decode()
