"""Who takes words out, what is shown before, what is refused, and what an open form cannot undo."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from taskgroups.improvement.domain.actions import update_action
from taskgroups.improvement.models import Action
from taskgroups.kit.access import held
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.domain import run
from taskgroups.meetings.domain.capture import Stamp, agree, answer, note_confidential
from taskgroups.meetings.domain.take_out import take_out
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.taken_out.matching import PUT, Wanted
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.meetings.tests.room.cast import item, planned, under_way
from tests.cast import Cast

SAYS = "We heard Tom Sparrow read in Year 4."


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    opened = under_way(cast)
    answer(Stamp(by=cast.clerk, group=opened, item=item(opened, "achievement")), text=SAYS)
    return opened


def at(group: TaskGroup) -> str:
    return reverse("task-group-take-out", args=[group.public_id])


def sent(client: Client, group: TaskGroup, **more: str):
    return client.post(at(group), {"words": "Tom Sparrow", "reason": "A pupil was named", "do": "look"} | more)


def done(client: Client, group: TaskGroup, **more: str):
    return sent(client, group, do="take-out", looked="0 Tom Sparrow", **more)


@pytest.mark.parametrize("who", ["clerk", "head_b", "head_a"])
def test_clerk_chair_and_host_head_look_first_and_then_take_it_out(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    client = as_(getattr(cast, who))
    looked = sent(client, group)
    assert (looked.status_code, "<mark>Tom Sparrow</mark> read in Year 4." in looked.text) == (200, True)
    assert group.events.get(kind="answer").text == SAYS
    assert done(client, group).status_code == 302
    assert group.events.get(kind="answer").text == f"We heard {PUT} read in Year 4."


@pytest.mark.parametrize("who", ["head_c", "observer", "leader_a", "lead", "administrator", "stranger"])
def test_nobody_else_may(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    assert done(as_(getattr(cast, who)), group).status_code == 404


@pytest.mark.parametrize(("who", "shown"), [("clerk", False), ("head_b", False), ("head_a", True)])
def test_the_school_s_actions_are_shown_to_those_alone_who_may_read_them(cast: Cast, as_, group, who, shown) -> None:
    earlier_action(cast, what="Ring Tom Sparrow's aunt")
    assert ("Ring <mark>Tom Sparrow</mark>" in sent(as_(getattr(cast, who)), group).text) == shown


def test_what_somebody_was_writing_for_another_school_stays_as_it_was(cast: Cast, group: TaskGroup) -> None:
    session = SessionStore()
    session[held.KEY] = {"path": f"/schools/{cast.c.urn}/evidence/", "fields": [["text", SAYS]], "writer": 1}
    session.create()
    take_out(by=cast.clerk, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    assert SessionStore(session.session_key)[held.KEY]["fields"] == [["text", SAYS]]


def test_before_the_room_is_open_there_is_nothing_to_take_out(cast: Cast, as_) -> None:
    assert as_(cast.clerk).get(at(planned(cast))).status_code == 404


def test_other_words_than_those_looked_at_are_looked_at_first(cast: Cast, as_, group: TaskGroup) -> None:
    answered = sent(as_(cast.clerk), group, do="take-out", looked="0 Tom", words="Year")
    assert (answered.status_code, "<mark>Year</mark>" in answered.text) == (200, True)
    assert group.events.get(kind="answer").text == SAYS


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": " "}, "Say why the words are taken out"),
        ({"reason": "tom sparrow is a pupil"}, "The reason repeats the words"),
        ({"words": "T"}, "Enter at least two letters"),
        ({"words": ""}, "Enter the words to take out"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(cast: Cast, as_, group: TaskGroup, fields, says) -> None:
    answered = sent(as_(cast.clerk), group, **fields)
    assert (answered.status_code, says in answered.text) == (422, True)
    assert group.events.filter(kind="taken_out").count() == 0


def test_words_that_stand_nowhere_are_refused(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="do not stand in this Task Group"):
        take_out(by=cast.clerk, group=group, wanted=Wanted("Alice"), reason="Named")


def test_pressed_twice_it_is_done_once(cast: Cast, as_, group: TaskGroup) -> None:
    client = as_(cast.clerk)
    done(client, group)
    assert done(client, group).status_code == 422
    assert group.events.filter(kind="taken_out").count() == 1


def test_the_page_begins_with_what_looks_like_a_name(cast: Cast, as_, group: TaskGroup) -> None:
    number = group.events.get(kind="answer").number
    page = check_page(as_(cast.clerk).get(f"{at(group)}?entry={number}").content)
    assert page.xpath("//input[@name='words']/@value") == ["Tom Sparrow"]


def test_the_others_who_may_are_told_and_the_school_reads_it_in_its_history(cast: Cast, group: TaskGroup) -> None:
    Letter.objects.all().delete()
    take_out(by=cast.clerk, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == ["asha.alder@cast.example", "ben.birch@cast.example"]
    assert "Tom" not in "".join(one.text + one.subject for one in letters)
    line = Entry.objects.get(verb="took words out for good")
    assert (line.by, line.school_urn, line.details["reason"]) == (cast.clerk, cast.a.urn, "Named")


def test_a_confidential_note_s_words_go_and_the_record_does_not_tell(cast: Cast, as_, group: TaskGroup) -> None:
    note_confidential(Stamp(by=cast.clerk, group=group), text="About Ann Wren.")
    take_out(by=cast.head_a, group=group, wanted=Wanted("Ann Wren"), reason="Named")
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    page = as_(cast.clerk).get(reverse("task-group-record", args=[record.task_group.public_id]))
    assert "Words were taken out" not in text_of(check_page(page.content))


def test_an_action_s_form_opened_before_cannot_bring_them_back(cast: Cast, group: TaskGroup) -> None:
    action = earlier_action(cast, what="Hear Tom Sparrow read")
    take_out(by=cast.clerk, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    with pytest.raises(ChangedMeanwhile):
        update_action(by=cast.head_a, action=action, version=action.version, proof="Tom Sparrow's log")
    assert Action.objects.get(pk=action.pk).what == f"Hear {PUT} read"


def test_the_wording_opened_before_cannot_bring_them_back(cast: Cast, group: TaskGroup) -> None:
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    first = {"by": cast.clerk, "record": record, "section": "overall"}
    way.word_section(**first, text=SAYS, was="The group agreed no judgements at this meeting.")
    take_out(by=cast.head_a, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    with pytest.raises(ChangedMeanwhile):
        way.word_section(**first, text=f"{SAYS} Twice.", was=SAYS)


def test_what_was_sent_to_the_head_and_what_is_written_anew_stay_the_same(cast: Cast, group: TaskGroup) -> None:
    agree(Stamp(by=cast.clerk, group=group, item=item(group, "achievement")), value="expected", why=SAYS)
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    for _ in range(2):
        record = way.say_not_accurate(by=cast.head_a, record=way.send_to_head(by=cast.clerk, record=record),
                                      remarks={"": "Not so."})  # fmt: skip
        for remark in record.remarks.all():
            way.answer_remark(by=cast.clerk, record=record, remark=remark, answer="It was.")
    take_out(by=cast.head_a, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    record.refresh_from_db()
    assert (PUT in str(record.document), way.why_not_lock(record)) == (True, "")
