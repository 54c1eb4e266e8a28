"""A transcript: only with everybody's agreement, only the chair's own clauses, and nothing of the file."""

import json

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.practice.domain.consent import say
from taskgroups.practice.models import Transcript
from taskgroups.practice.queries import account_of
from tests.cast import Cast

SPOKEN = """WEBVTT

00:00:00.000 --> 00:00:10.000
<v Ben Birch>What has changed for pupils since we last met?</v>

00:00:10.000 --> 00:00:40.000
<v Asha Alder>Our reading is a good deal better than it was.</v>

00:00:40.000 --> 00:00:50.000
<v Ben Birch>Have you tried a daily reading slot?</v>
"""
NAMED = SPOKEN.replace("since we last met?", "since the year 4 pupil Alfie Smith left?")


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    return under_way(cast)


def upload(client, group: TaskGroup, content: str | bytes = SPOKEN, **more: str):
    raw = content.encode() if isinstance(content, str) else content
    given = {"file": SimpleUploadedFile("t.vtt", raw), "speaker": "Ben Birch", "names": "show", "agreed": "on"} | more
    return client.post(reverse("task-group-practice-transcript", args=[group.public_id]), given)


def page(client, group: TaskGroup) -> str:
    return text_of(check_page(client.get(reverse("task-group-practice", args=[group.public_id])).content))


def test_it_becomes_the_chair_s_account_with_talk_share_and_longest_turn(cast: Cast, as_, group: TaskGroup) -> None:
    client = as_(cast.head_b)
    assert upload(client, group).status_code == 302
    said, whole = page(client, group), account_of(cast.head_b, group).whole
    assert (whole.questions, whole.advice) == (1, 1)
    assert "40 in 100 of the time: 20 seconds of 50 seconds. Your longest turn lasted 10 seconds." in said


def test_what_others_said_is_nowhere_in_the_database(cast: Cast, as_, group: TaskGroup) -> None:
    upload(as_(cast.head_b), group)
    kept = "".join(serialize("json", model.objects.all()) for model in apps.get_app_config("practice").get_models())
    assert ("a good deal better" in kept, "daily reading slot" in kept) == (False, True)
    assert json.loads(serialize("json", Transcript.objects.all()))[0]["fields"]["agreed_at"]


def test_without_everybody_s_agreement_on_record_it_is_refused(cast: Cast, as_, group: TaskGroup) -> None:
    answer = upload(as_(cast.head_b), group, agreed="")
    assert (answer.status_code, Transcript.objects.count()) == (422, 0)


def test_one_no_forbids_it_and_takes_away_what_came_of_it(cast: Cast, as_, group: TaskGroup) -> None:
    upload(as_(cast.head_b), group)
    place = reverse("task-group-transcript-consent", args=[group.public_id])
    assert "You say no" in as_(cast.head_c).post(place, {"agrees": "no"}, follow=True).text
    assert Transcript.objects.count() == 0
    assert (upload(as_(cast.head_b), group).status_code, Transcript.objects.count()) == (422, 0)


def test_the_chair_does_not_learn_who_said_no(cast: Cast, as_, group: TaskGroup) -> None:
    say(by=cast.head_c, group=group, agrees=False)
    said = as_(cast.head_b).get(reverse("task-group-practice-transcript", args=[group.public_id])).text
    assert ("Somebody has said no" in said, cast.head_c.name in said) == (True, False)


def test_who_says_yes_again_lets_it_be_used(cast: Cast, as_, group: TaskGroup) -> None:
    for agrees in (False, True):
        say(by=cast.head_c, group=group, agrees=agrees)
    assert upload(as_(cast.head_b), group).status_code == 302


def test_what_looks_like_a_pupil_s_name_is_shown_before_anything_is_kept(cast: Cast, as_, group: TaskGroup) -> None:
    answer = upload(as_(cast.head_b), group, NAMED)
    assert (answer.status_code, "Alfie Smith left" in answer.text, Transcript.objects.count()) == (422, True, 0)
    upload(as_(cast.head_b), group, NAMED, names="leave")
    assert [one.text for one in account_of(cast.head_b, group).heard] == ["Have you tried a daily reading slot?"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"Dear all,\nsee you on Monday.", b"WEBVTT\n\n", b"%PDF-1.7"])
def test_a_file_that_is_no_transcript_is_refused_in_a_sentence(
    cast: Cast, as_, group: TaskGroup, content: bytes
) -> None:
    answer = upload(as_(cast.head_b), group, content)
    assert (answer.status_code, "There is a problem" in answer.text, Transcript.objects.count()) == (422, True, 0)


def test_a_speaker_who_is_not_in_it_is_told_who_is(cast: Cast, as_, group: TaskGroup) -> None:
    answer = upload(as_(cast.head_b), group, speaker="Benjamin")
    assert (answer.status_code, "It has: Ben Birch, Asha Alder." in answer.text) == (422, True)


def test_a_clause_of_a_transcript_is_recoded_and_given_back(cast: Cast, as_, group: TaskGroup) -> None:
    client = as_(cast.head_b)
    upload(client, group)
    advice = account_of(cast.head_b, group).advice[0]
    place = reverse("task-group-practice-clause", args=[group.public_id, advice.mark])
    client.post(place, {"act": "question", "kind": "closed"})
    assert account_of(cast.head_b, group).whole.questions == 2
    client.post(place, {"do": "machine"})
    assert account_of(cast.head_b, group).whole.questions == 1


@pytest.mark.parametrize("who", ["head_a", "clerk", "head_c", "lead", "officer", "administrator"])
def test_nobody_else_uploads_one(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    assert upload(as_(getattr(cast, who)), group).status_code == 404
