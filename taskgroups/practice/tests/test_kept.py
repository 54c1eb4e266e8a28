"""A transcript kept on purpose: everybody's agreement, a reason, a last day, and gone as soon as one of them is."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.practice.domain.consent import say
from taskgroups.practice.domain.forget import forget
from taskgroups.practice.domain.keep import let_go_overdue
from taskgroups.practice.models import Kept, Transcript
from taskgroups.practice.tests.test_transcript import SPOKEN
from taskgroups.schools.policy import today
from tests.cast import Cast

WHY = "To read the wording of the reading question again with my mentor"


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A Task Group where the chair, a member and the clerk are in the room."""
    group = under_way(cast)
    group.events.filter(kind="attendance").delete()
    return run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_b, cast.head_c, cast.clerk], came=True)


def all_agree(cast: Cast, group: TaskGroup) -> None:
    for who in (cast.head_c, cast.clerk):
        say(by=who, group=group, agrees=True, keeping=True)


def at(group: TaskGroup, name: str) -> str:
    return reverse(f"task-group-{name}", args=[group.public_id])


def keep(client, group: TaskGroup, days: int = 30, content: str = SPOKEN, **more: str):
    until = today() + timedelta(days=days)
    given = {
        "file": SimpleUploadedFile("t.vtt", content.encode()), "speaker": "Ben Birch", "names": "show", "agreed": "on",
        "keep": "keep", "reason": WHY, **parts("until", until),
    }  # fmt: skip
    return client.post(at(group, "practice-transcript"), given | more)


def test_with_everybody_s_agreement_it_is_kept_and_read_by_the_chair(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    client = as_(cast.head_b)
    assert keep(client, group).status_code == 302
    said = text_of(check_page(client.get(at(group, "practice-kept")).content))
    assert (WHY in said, "Our reading is a good deal better than it was." in said) == (True, True)
    assert Entry.objects.filter(verb="kept a transcript", by=cast.head_b).count() == 1


def test_it_is_not_offered_until_all_who_were_there_have_agreed(cast: Cast, as_, group: TaskGroup) -> None:
    say(by=cast.clerk, group=group, agrees=True, keeping=True)
    say(by=cast.head_c, group=group, agrees=True)
    client = as_(cast.head_b)
    page = check_page(client.get(at(group, "practice-transcript")).content)
    assert ("1 of 2 have" in text_of(page), page.xpath("//*[@name='keep']")) == (True, [])
    assert (keep(client, group).status_code, Transcript.objects.count(), Kept.objects.count()) == (302, 1, 0)


def test_who_was_not_there_need_not_agree(cast: Cast, as_, group: TaskGroup) -> None:
    say(by=cast.head_a, group=group, agrees=True)
    all_agree(cast, group)
    assert (keep(as_(cast.head_b), group).status_code, Kept.objects.count()) == (302, 1)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"reason": ""}, "There is no reason yet."),
        ({"until-day": "", "until-month": "", "until-year": ""}, "There is no day yet."),
        ({"days": -1}, "The day is in the past."),
        ({"days": 200}, "more than half a year ahead"),
    ],
)
def test_it_has_a_reason_and_a_last_day_within_half_a_year(
    cast: Cast, as_, group: TaskGroup, more: dict, says: str
) -> None:
    all_agree(cast, group)
    answer = keep(as_(cast.head_b), group, **more)
    assert (answer.status_code, says in answer.text, Transcript.objects.count()) == (422, True, 0)


def test_what_others_said_of_a_pupil_is_shown_first_and_left_out(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    named = SPOKEN.replace("Our reading is", "The year 4 pupil Alfie Smith is")
    answer = keep(as_(cast.head_b), group, content=named)
    assert (answer.status_code, "Alfie Smith" in answer.text, Kept.objects.count()) == (422, True, 0)
    keep(as_(cast.head_b), group, content=named, names="leave")
    assert "Alfie Smith" not in str(Kept.objects.get().turns)


@pytest.mark.parametrize(("agrees", "left"), [(True, (0, 1)), (False, (0, 0))])
def test_one_who_takes_it_back_deletes_it_at_once(
    cast: Cast, as_, group: TaskGroup, agrees: bool, left: tuple[int, int]
) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    say(by=cast.head_c, group=group, agrees=agrees)
    assert (Kept.objects.count(), Transcript.objects.count()) == left


def test_who_is_noted_as_present_later_is_asked_before_it_is_read_again(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    client = as_(cast.head_b)
    keep(client, group)
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_a], came=True)
    page = client.get(at(group, "practice-kept")).text
    assert ("1 person noted as having been there has not agreed" in page, "a good deal better" in page) == (True, False)
    say(by=cast.head_a, group=group, agrees=True, keeping=True)
    assert "a good deal better" in client.get(at(group, "practice-kept")).text


def test_who_lost_their_seat_still_takes_back_their_agreement(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    group.seats.filter(person=cast.clerk).update(left_at=timezone.now())
    client = as_(cast.clerk)
    assert client.get(at(group, "transcript-consent")).status_code == 200
    client.post(at(group, "transcript-consent"), {"agrees": "no"})
    assert Transcript.objects.count() == 0


def test_who_was_not_in_the_room_has_no_say(cast: Cast, as_, group: TaskGroup) -> None:
    assert as_(cast.governor_a).get(at(group, "transcript-consent")).status_code == 404


def test_another_transcript_in_its_place_is_in_the_history(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    client = as_(cast.head_b)
    keep(client, group)
    keep(client, group, keep="go")
    said = Entry.objects.filter(by=cast.head_b, verb__contains="kept transcript").values_list("verb", flat=True)
    assert list(said) == ["deleted a kept transcript"]


def test_the_chair_deletes_it_and_the_figures_stay(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    client = as_(cast.head_b)
    keep(client, group)
    client.post(at(group, "practice-kept"))
    assert (Kept.objects.count(), Transcript.objects.count()) == (0, 1)
    assert client.get(at(group, "practice-kept")).status_code == 404


def test_after_its_last_day_it_is_not_found_and_then_deleted(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    assert (let_go_overdue(), Kept.objects.count()) == (0, 1)
    Kept.objects.update(until=today() - timedelta(days=1))
    assert as_(cast.head_b).get(at(group, "practice-kept")).status_code == 404
    assert (let_go_overdue(), Kept.objects.count()) == (1, 0)


def test_everybody_there_reads_that_it_is_kept_why_and_until_when(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    said = text_of(check_page(as_(cast.head_c).get(at(group, "transcript-consent")).content))
    assert (WHY in said, "keeps the transcript until" in said) == (True, True)


@pytest.mark.parametrize("who", ["head_a", "head_c", "clerk", "lead", "officer", "administrator"])
def test_nobody_else_reads_it(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    assert as_(getattr(cast, who)).get(at(group, "practice-kept")).status_code == 404


def test_deleting_one_s_practice_takes_it_along(cast: Cast, as_, group: TaskGroup) -> None:
    all_agree(cast, group)
    keep(as_(cast.head_b), group)
    forget(by=cast.head_b)
    assert Kept.objects.count() == 0
