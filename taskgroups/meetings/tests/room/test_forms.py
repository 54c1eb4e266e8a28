"""Writing in the room: what each form logs, what it gives back, and what is put right afterwards."""

import uuid

import pytest
from django.test import Client

from taskgroups.improvement.models import Action
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.room.forms import SHORT, shortened
from taskgroups.meetings.tests.room.cast import item, under_way
from taskgroups.meetings.tests.room.pages import at, page_of
from taskgroups.schools.policy import today
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    return run.move(by=cast.head_b, group=group, item=item(group, "achievement"))


@pytest.mark.parametrize("name", ["question", "answer", "evidence", "action", "note", "bank", "move", "pause", "close"])
@pytest.mark.parametrize("who", ["head_c", "observer", "head_a"])
def test_who_does_not_run_the_room_logs_nothing(cast: Cast, as_, group: TaskGroup, name: str, who: str) -> None:
    before = group.events.count()
    assert as_(getattr(cast, who)).post(at(group, name), {"text": "x"}).status_code == 404
    assert group.events.count() == before


def test_one_press_logs_a_question_of_the_bank_and_the_same_press_again_does_not(cast: Cast, as_, group) -> None:
    client = as_(cast.head_b)
    page = page_of(client, group)
    slug = page.xpath("//button[@name='slug']/@value")[0]
    key = page.xpath("//form[@id='room-bank']//input[@name='key']/@value")[0]
    for _ in range(2):
        client.post(at(group, "bank"), {"slug": slug, "key": key, "item": group.current_item_id})
    assert [e.payload["slug"] for e in group.events.filter(kind="question")] == [slug]


def test_two_questions_pressed_one_after_the_other_are_both_logged(cast: Cast, as_, group) -> None:
    client = as_(cast.head_b)
    page = page_of(client, group)
    key = page.xpath("//form[@id='room-bank']//input[@name='key']/@value")[0]
    slugs = page.xpath("//button[@name='slug']/@value")[:2]
    for slug in slugs:
        client.post(at(group, "bank"), {"slug": slug, "key": key, "item": group.current_item_id})
    assert [e.payload["slug"] for e in group.events.filter(kind="question")] == slugs


def form_of(client: Client, group: TaskGroup, name: str) -> dict[str, str]:
    """The fields of a form as the page shows it."""
    page = page_of(client, group)
    return {i.get("name"): i.get("value", "") for i in page.xpath(f"//form[@id='form-{name}']//input[@type='hidden']")}


def test_a_form_pressed_twice_is_logged_once(cast: Cast, as_, group) -> None:
    client = as_(cast.clerk)
    fields = form_of(client, group, "answer") | {"text": "Most of Year 4"}
    replies = [client.post(at(group, "answer"), fields).status_code for _ in range(2)]
    assert (replies, group.events.filter(kind="answer").count()) == ([302, 302], 1)


def test_an_answer_belongs_to_the_question_asked_last(cast: Cast, as_, group) -> None:
    asked = capture.ask(Stamp(cast.head_b, group, group.current_item), text="What changed?")
    as_(cast.clerk).post(at(group, "answer"), {"text": "Much", "item": group.current_item_id})
    assert group.events.get(kind="answer").payload == {"answers": asked.number}


def test_what_was_typed_for_one_item_stays_with_it_when_the_room_moves_on(cast: Cast, as_, group) -> None:
    client = as_(cast.clerk)
    fields = form_of(client, group, "answer")
    run.move(by=cast.head_b, group=group, item=item(group, "inclusion"))
    client.post(at(group, "answer"), fields | {"text": "Most"})
    assert group.events.get(kind="answer").item.area == "achievement"


def test_htmx_gets_the_form_back_fresh_and_with_a_new_key(cast: Cast, as_, group) -> None:
    client = as_(cast.clerk)
    fields = form_of(client, group, "answer") | {"text": "Most"}
    reply = client.post(at(group, "answer"), fields, headers={"HX-Request": "true"})
    (key,) = parse(reply.content).xpath("//input[@name='key']/@value")
    assert (reply.status_code, reply["HX-Trigger"], key != fields["key"]) == (200, "room:changed", True)


def test_what_must_be_put_right_comes_back_with_its_words(cast: Cast, as_, group) -> None:
    reply = as_(cast.clerk).post(at(group, "action"), {"what": "Check reading", "item": group.current_item_id})
    page = check_page(reply.content, at(group, "action"))
    assert reply.status_code == 422
    assert page.xpath("//input[@name='what']/@value") == ["Check reading"]
    assert [text_of(one) for one in page.xpath("//ul[contains(@class, 'error-summary')]/li")] == [
        "Nobody owns it yet. Choose who does.",
        "An action needs a day by which it is done. Enter a date, not 'ongoing'.",
        "Nothing would prove this action yet. Say what evidence will show that it is done.",
    ]


def test_why_the_group_agrees_is_not_called_optional_since_agreeing_needs_it(cast: Cast, as_, group) -> None:
    area = group.agenda.filter(kind="area").first()
    page = check_page(as_(cast.head_b).get(f"{at(group)}?item={area.pk}&panel=judgement").content)
    labels = [text_of(one) for one in page.xpath("//label[starts-with(normalize-space(), 'Because')]")]
    assert labels == ["Because"]


def test_a_closed_room_does_not_wait_for_what_was_never_agreed(cast: Cast, as_, group) -> None:
    assert "Judgements appear here" in as_(cast.head_c).get(at(group)).text
    run.close(by=cast.head_b, group=group)
    closed = as_(cast.head_c).get(at(group)).text
    said = [words in closed for words in ("appear here", "so far", "No judgement was agreed.", "No action was set.")]
    assert said == [False, False, True, True]


def test_a_closed_room_says_who_was_there_at_the_end_and_not_who_is_here(cast: Cast, as_, group) -> None:
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_c], came=True)
    run.close(by=cast.head_b, group=group)
    [there] = page_of(as_(cast.head_c), group).xpath("//*[@id='room-here']")
    assert text_of(there) == f"At the end: {cast.head_c.name}"


def test_an_owner_of_another_school_is_refused_with_the_models_reason(cast: Cast, as_, group) -> None:
    fields = {"what": "Check", "proof": "x", "owner": cast.head_b.pk, "due-day": "1", "due-month": "9",
              "due-year": "2090", "item": group.current_item_id}  # fmt: skip
    reply = as_(cast.head_b).post(at(group, "action"), fields)
    assert "The school and its leaders are responsible for improvement. Choose somebody of Alder" in reply.text
    assert not Action.objects.exists()


def test_the_form_that_the_back_button_brings_again_sets_no_second_action(cast: Cast, as_, group) -> None:
    fields = {"what": "Check", "proof": "x", "owner": cast.head_a.pk, "due-day": "1", "due-month": "9",
              "due-year": str(today().year + 1), "item": group.current_item_id}  # fmt: skip
    first, again = (as_(cast.head_b).post(at(group, "action"), fields | {"key": uuid.uuid4()}) for _ in range(2))
    assert (first.status_code, again.status_code, "You set this action already" in again.text) == (302, 422, True)
    assert (Action.objects.count(), group.events.filter(kind="action").count()) == (1, 1)


@pytest.mark.parametrize(("year", "says"), [("2020", "in the past"), ("soon", "cannot be read"), ("", "no year")])
def test_a_due_date_is_a_real_day_ahead(cast: Cast, as_, group, year: str, says: str) -> None:
    fields = {"what": "Check", "proof": "x", "owner": cast.head_a.pk, "due-day": "1", "due-month": "9",
              "due-year": year, "item": group.current_item_id}  # fmt: skip
    reply = as_(cast.head_b).post(at(group, "action"), fields)
    assert (reply.status_code, says in reply.text) == (422, True)


def test_after_closing_the_clerk_corrects_and_nobody_else(cast: Cast, as_, group) -> None:
    event = capture.answer(Stamp(cast.clerk, group, group.current_item), text="80 per cent")
    run.close(by=cast.head_b, group=group)
    place = at(group, "correct", number=event.number)
    right = {"text": "85 per cent", "reason": "Misheard", "do": "right"}
    codes = {who: as_(getattr(cast, who)).post(place, right).status_code for who in ("head_b", "head_a", "clerk")}
    assert codes == {"head_b": 404, "head_a": 404, "clerk": 302}
    assert as_(cast.clerk).post(at(group, "answer"), {"text": "More"}).status_code == 422
    assert "<del>80 per cent</del> <ins>85 per cent</ins>" in as_(cast.head_c).get(at(group)).text


def test_the_correction_page_keeps_the_rules_for_every_kind(cast: Cast, as_, group) -> None:
    stamp = lambda: Stamp(cast.clerk, group, group.current_item)  # noqa: E731
    made = [capture.ask(stamp(), text="What?"), capture.advise(stamp(), text="Do"), capture.answer(stamp(), text="So"),
            capture.agree(stamp(), value="expected", why="Books")]  # fmt: skip
    for event in made:
        place = at(group, "correct", number=event.number)
        check_page(as_(cast.clerk).get(place).content, place)


def test_what_was_seen_is_called_optional_only_where_there_is_a_list_to_choose_from(cast: Cast, as_, group) -> None:
    group.prepared_at = None
    group.save(update_fields=["prepared_at"])
    page = check_page(as_(cast.clerk).get(f"{at(group)}?panel=evidence").content)
    labels = [text_of(one) for one in page.xpath("//*[@id='do-evidence']//label[contains(., 'What was seen')]")]
    assert labels == ["What was seen or shown"]
    reply = as_(cast.clerk).post(at(group, "evidence"), {"text": " ", "item": group.current_item_id})
    assert (reply.status_code, "Say what was seen or shown." in reply.text) == (422, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Leaders know their school. " * 3, "Leaders know their school. " * 3),
        ("Staff meet each week, and " * 4, "Staff meet each week, and " * 3 + "Staff meet…"),
        ("W" * 300, "W" * (SHORT - 1) + "…"),
    ],
)
def test_a_choice_too_long_for_its_list_ends_with_a_whole_word_and_says_that_it_goes_on(text: str, says: str) -> None:
    assert (shortened(text), len(says) <= SHORT) == (says, True)


@pytest.mark.parametrize(("sent", "says"), [(True, "Not judged"), (False, "Nothing sent")])
def test_of_a_school_that_sent_nothing_it_is_not_said_that_it_did_not_judge(cast, as_, group, sent, says) -> None:
    group.prepared_at = group.opened_at if sent else None
    group.save(update_fields=["prepared_at"])
    rows = page_of(as_(cast.head_c), group).xpath("//*[@class='rm-descriptors__says']")
    assert {text_of(one) for one in rows} == {f"School –{says}"}


def test_everybody_is_noted_as_here_in_one_press_until_everybody_is(cast: Cast, as_, group: TaskGroup) -> None:
    offered = lambda: "Everybody is here" in as_(cast.clerk).get(at(group)).text  # noqa: E731
    assert offered()
    as_(cast.clerk).post(at(group, "attendance"), {"all": "yes", "came": "yes"})
    assert not offered()
