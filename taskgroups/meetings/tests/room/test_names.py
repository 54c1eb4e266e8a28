"""In the room an entry that looks as if it names a pupil is written at once; its answer says so, and never blocks."""

import pytest
from django.test import Client
from django.urls import reverse

from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.tests.plan.planned import in_days
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import Cast

NAMES = "Jamie Sparrow in Year 4 reads now."
NOTICE = "This looks as if it names a pupil. Take the name out for good."


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    return run.move(by=cast.head_b, group=(opened := under_way(cast)), item=item(opened, "achievement"))


@pytest.fixture
def client(cast: Cast, as_) -> Client:
    return as_(cast.clerk)


def at(group: TaskGroup, name: str, *more: object) -> str:
    return reverse(f"task-group-room-{name}", args=[group.public_id, *more])


def out(group: TaskGroup, entry: Event) -> str:
    return f"{reverse('task-group-take-out', args=[group.public_id])}?entry={entry.number}"


def words(cast: Cast, field: str) -> dict[str, object]:
    """What each form needs besides the words that name."""
    more = {"what": {"proof": "The log"}, "proof": {"what": "Check reading"}, "why": {"value": "expected"}}
    action = {"owner": cast.leader_a.pk, **parts("due", in_days(30))} if field in ("what", "proof") else {}
    return {**more.get(field, {}), **action, field: NAMES}


FORMS = [
    ("question", "text"), ("answer", "text"), ("evidence", "text"), ("judgement", "why"),
    ("action", "what"), ("action", "proof"), ("note", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_the_entry_is_written_and_the_next_page_leads_to_taking_it_out(cast, group, client, form, field) -> None:
    sent = words(cast, field) | {"item": group.current_item_id}
    answer = client.post(at(group, form), sent, follow=True)
    entry = Event.objects.latest("number")
    page = check_page(answer.content, form)
    [said] = [one for one in page.find_class("tg-said") if "names a pupil" in text_of(one)]
    assert NOTICE in text_of(said)
    assert (said.get("role"), said.xpath(".//a/@href")) == ("status", [out(group, entry)])
    assert client.get(out(group, entry)).status_code == 200


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_where_the_form_comes_back_by_itself_it_carries_the_notice(cast, group, client, form, field) -> None:
    sent = words(cast, field) | {"item": group.current_item_id}
    answer = client.post(at(group, form), sent, headers={"HX-Request": "true"})
    entry = Event.objects.latest("number")
    [said] = parse(answer.content).xpath("//*[@data-named]")
    assert (answer.status_code, answer["X-Done"], text_of(said)) == (200, "1", NOTICE)
    assert said.xpath("./a/@href") == [out(group, entry)]


def test_a_name_in_what_is_only_put_to_the_group_can_go_too(cast, group, client) -> None:
    sent = words(cast, "why") | {"do": "put", "item": group.current_item_id}
    answer = client.post(at(group, "judgement"), sent, headers={"HX-Request": "true"})
    entry = Event.objects.latest("number")
    [said] = parse(answer.content).xpath("//*[@data-named]")
    assert (entry.kind, said.xpath("./a/@href")) == ("proposed", [out(group, entry)])


def test_ordinary_words_carry_no_notice(group, client) -> None:
    sent = {"text": "Most of Year 4 read now.", "item": group.current_item_id}
    assert "names a pupil" not in client.post(at(group, "answer"), sent, follow=True).text
    assert "names a pupil" not in client.post(at(group, "answer"), sent, headers={"HX-Request": "true"}).text


def test_a_correction_that_names_again_is_written_and_says_so(group, client) -> None:
    client.post(at(group, "answer"), {"text": NAMES, "item": group.current_item_id})
    place = at(group, "correct", Event.objects.latest("number").number)
    again = {"text": "The pupil Zara reads now.", "reason": "Named", "do": "right"}
    assert NOTICE in text_of(parse(client.post(place, again, follow=True).content))
    right = {"text": "One pupil reads now.", "reason": "Named a pupil", "do": "right"}
    assert "names a pupil" not in client.post(place, right, follow=True).text


def test_what_is_said_never_carries_words_as_markup(group, client) -> None:
    sent = {"text": f"<b>{NAMES}</b>", "item": group.current_item_id}
    answer = client.post(at(group, "answer"), sent, headers={"HX-Request": "true"})
    assert parse(answer.content).xpath("//b") == []
