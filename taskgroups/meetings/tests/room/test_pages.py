"""The room's pages: who sees what, and what a press does."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taskgroups.improvement.models import Action
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.meetings import protocols
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import item, planned, under_way
from tests.cast import Cast

STARTS = datetime(2026, 5, 5, 13, tzinfo=UTC)  # 2pm in London


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    return run.move(by=cast.head_b, group=group, item=item(group, "achievement"))


def at(group: TaskGroup, name: str = "", **more: object) -> str:
    return reverse(f"task-group-room{'-' if name else ''}{name}", args=[group.public_id, *more.values()])


def page_of(client: Client, group: TaskGroup):
    return check_page(client.get(at(group)).content, at(group))


@pytest.mark.parametrize("who", ["head_b", "clerk", "head_c", "observer", "head_a", "governor_a"])
@pytest.mark.parametrize("state", ["planned", "open", "paused", "closed"])
def test_everybody_in_the_room_has_their_page(cast: Cast, as_, who: str, state: str) -> None:
    group = planned(cast) if state == "planned" else under_way(cast)
    if state == "paused":
        run.pause(by=cast.head_b, group=group)
    if state == "closed":
        run.close(by=cast.head_b, group=group)
    page_of(as_(getattr(cast, who)), group)


@pytest.mark.parametrize("who", ["stranger", "officer", "administrator", "lead"])
@pytest.mark.parametrize("name", ["", "wall", "look", "help", "balance", "close", "hand-over"])
def test_nobody_else_finds_it(cast: Cast, as_, group: TaskGroup, who: str, name: str) -> None:
    assert as_(getattr(cast, who)).get(at(group, name)).status_code == 404


@pytest.mark.parametrize("name", ["question", "answer", "evidence", "action", "note", "bank", "move", "pause", "close"])
@pytest.mark.parametrize("who", ["head_c", "observer", "head_a"])
def test_who_does_not_run_the_room_logs_nothing(cast: Cast, as_, group: TaskGroup, name: str, who: str) -> None:
    before = group.events.count()
    assert as_(getattr(cast, who)).post(at(group, name), {"text": "x"}).status_code == 404
    assert group.events.count() == before


def test_before_it_opens_the_page_says_when_and_what_waits(cast: Cast, as_) -> None:
    group = planned(cast)
    said = text_of(page_of(as_(cast.head_c), group).find(".//main"))
    assert "All have accepted" in said
    assert "Open the room" not in said


def test_before_it_opens_the_preparation_is_one_press_away_once_it_was_sent(cast: Cast, as_) -> None:
    group = planned(cast)
    papers = reverse("task-group-papers", args=[group.public_id])
    assert group.prepared_at is None
    assert page_of(as_(cast.head_c), group).xpath(f"//main//a[@href='{papers}']") == []
    group.prepared_at = timezone.now()
    group.save(update_fields=["prepared_at"])
    assert len(page_of(as_(cast.head_c), group).xpath(f"//main//a[@href='{papers}']")) == 1


def test_the_first_item_shows_how_the_group_works_together_and_the_others_do_not(cast: Cast, as_, group) -> None:
    opening = group.agenda.get(kind="opening")
    for one in (opening, group.agenda.exclude(pk=opening.pk).first()):
        page = check_page(as_(cast.clerk).get(f"{at(group)}?item={one.pk}").content)
        said = [text_of(title) for title in page.xpath("//ul[@class='rm-protocols']/li/strong")]
        assert said == ([each.title for each in protocols.current().all] if one == opening else [])


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-60, "The room opens today at 2pm."),
        (30, "It was to begin at 2pm. The room is not open yet."),
        (180, "The Task Group was planned for 5 May 2026 at 2pm. The room was not opened."),
    ],
)
def test_before_it_opens_the_page_says_whether_its_time_is_to_come_or_gone(
    cast: Cast, as_, monkeypatch: pytest.MonkeyPatch, minutes: int, words: str
) -> None:
    group = planned(cast, starts_at=STARTS)
    client = as_(cast.head_c)
    monkeypatch.setattr(timezone, "now", lambda: STARTS + timedelta(minutes=minutes))
    assert words in text_of(page_of(client, group).find(".//main"))


@pytest.mark.parametrize(
    ("who", "minutes", "words"),
    [
        ("head_b", 30, "It was to begin at 2pm. Go to the room"),
        ("lead", 30, "It was to begin at 2pm. Its room is not open yet."),
        ("lead", 180, "Its date has gone by."),
    ],
)
def test_the_plan_says_that_its_date_has_gone_by_only_when_it_would_be_over(
    cast: Cast, as_, monkeypatch: pytest.MonkeyPatch, who: str, minutes: int, words: str
) -> None:
    group = planned(cast, starts_at=STARTS)
    client = as_(getattr(cast, who))
    monkeypatch.setattr(timezone, "now", lambda: STARTS + timedelta(minutes=minutes))
    said = text_of(check_page(client.get(reverse("task-group", args=[group.public_id])).content).find(".//main"))
    assert words in said
    assert ("Its date has gone by" in said) == (minutes > 120)


def test_the_chair_opens_it_with_one_press(cast: Cast, as_) -> None:
    group = planned(cast)
    as_(cast.head_b).post(at(group, "open"), {"key": uuid.uuid4()})
    group.refresh_from_db()
    assert group.state == "open"


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


def test_what_was_seen_is_called_optional_only_where_there_is_a_list_to_choose_from(cast: Cast, as_, group) -> None:
    group.prepared_at = None
    group.save(update_fields=["prepared_at"])
    page = check_page(as_(cast.clerk).get(f"{at(group)}?panel=evidence").content)
    labels = [text_of(one) for one in page.xpath("//*[@id='do-evidence']//label[contains(., 'What was seen')]")]
    assert labels == ["What was seen or shown"]
    reply = as_(cast.clerk).post(at(group, "evidence"), {"text": " ", "item": group.current_item_id})
    assert (reply.status_code, "Say what was seen or shown." in reply.text) == (422, True)


def test_a_closed_room_does_not_wait_for_what_was_never_agreed(cast: Cast, as_, group) -> None:
    assert "Judgements appear here" in as_(cast.head_c).get(at(group)).text
    run.close(by=cast.head_b, group=group)
    closed = as_(cast.head_c).get(at(group)).text
    said = [words in closed for words in ("appear here", "No judgement was agreed.", "No action was set.")]
    assert said == [False, True, True]


def test_an_owner_of_another_school_is_refused_with_the_models_reason(cast: Cast, as_, group) -> None:
    fields = {"what": "Check", "proof": "x", "owner": cast.head_b.pk, "due-day": "1", "due-month": "9",
              "due-year": "2090", "item": group.current_item_id}  # fmt: skip
    reply = as_(cast.head_b).post(at(group, "action"), fields)
    assert "The school and its leaders are responsible for improvement. Choose somebody of Alder" in reply.text
    assert not Action.objects.exists()


@pytest.mark.parametrize(("year", "says"), [("2020", "in the past"), ("soon", "cannot be read"), ("", "no year")])
def test_a_due_date_is_a_real_day_ahead(cast: Cast, as_, group, year: str, says: str) -> None:
    fields = {"what": "Check", "proof": "x", "owner": cast.head_a.pk, "due-day": "1", "due-month": "9",
              "due-year": year, "item": group.current_item_id}  # fmt: skip
    reply = as_(cast.head_b).post(at(group, "action"), fields)
    assert (reply.status_code, says in reply.text) == (422, True)


def test_a_confidential_note_is_seen_by_chair_clerk_and_host_head_alone(cast: Cast, as_, group) -> None:
    capture.note_confidential(Stamp(cast.clerk, group, group.current_item), text="A staffing matter")
    sees = {who: "A staffing matter" in as_(getattr(cast, who)).get(at(group)).text
            for who in ("head_b", "clerk", "head_a", "head_c", "observer", "governor_a")}  # fmt: skip
    assert sees == {"head_b": True, "clerk": True, "head_a": True, "head_c": False, "observer": False,
                    "governor_a": False}  # fmt: skip
    assert "A staffing matter" not in as_(cast.head_b).get(at(group, "wall")).text
    look = as_(cast.observer).get(at(group, "look"), {"seen": 0})
    assert "A staffing matter" not in look.text


def test_advice_is_the_chairs_own_affair(cast: Cast, as_, group) -> None:
    capture.advise(Stamp(cast.head_b, group, group.current_item), text="Try reading buddies")
    sees = {who: "Try reading buddies" in as_(getattr(cast, who)).get(at(group)).text for who in ("head_b", "head_a")}
    assert sees == {"head_b": True, "head_a": False}
    assert as_(cast.clerk).get(at(group, "balance")).status_code == 404


def test_after_a_hand_over_each_chair_sees_only_their_own_counts(cast: Cast, as_, group) -> None:
    capture.ask(Stamp(cast.head_b, group, group.current_item), text="What shows that?")
    assert as_(cast.head_c).get(at(group, "balance")).status_code == 404
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    capture.advise(Stamp(cast.head_c, group, group.current_item), text="Try reading buddies")
    rows = [
        [text_of(one) for one in check_page(as_(who).get(at(group, "balance")).content).xpath("//tbody/tr[last()]/*")]
        for who in (cast.head_b, cast.head_c)
    ]
    assert [[cell[-1] for cell in row[1:]] for row in rows] == [["1", "0"], ["0", "1"]]
    assert as_(cast.clerk).get(at(group, "balance")).status_code == 404
    assert [at(group, "balance") in as_(who).get(at(group)).text for who in (cast.head_b, cast.head_a)] == [True, False]


def test_a_screen_that_has_seen_everything_is_told_nothing(cast: Cast, as_, group) -> None:
    group.refresh_from_db()
    client = as_(cast.head_c)
    assert client.get(at(group, "look"), {"seen": group.last_number}).status_code == 204
    assert client.get(at(group, "look"), {"seen": group.last_number - 1}).status_code == 200


def test_the_forms_are_left_alone_until_the_item_changes(cast: Cast, as_, group) -> None:
    client = as_(cast.clerk)
    (key,) = page_of(client, group).xpath("//div[@id='room-seen']/@data-side")
    assert 'id="room-side"' not in client.get(at(group, "look"), {"seen": 0, "had": key}).text
    run.move(by=cast.head_b, group=group, item=item(group, "inclusion"))
    assert 'id="room-side"' in client.get(at(group, "look"), {"seen": 0, "had": key}).text


def test_a_waiting_page_goes_to_the_room_when_it_opens(cast: Cast, as_) -> None:
    group = planned(cast)
    client = as_(cast.head_c)
    assert client.get(at(group, "look"), {"seen": 0, "waiting": 1}).status_code == 204
    run.open_room(by=cast.head_b, group=group)
    assert client.get(at(group, "look"), {"seen": 0, "waiting": 1})["HX-Refresh"] == "true"


def test_after_closing_the_clerk_corrects_and_nobody_else(cast: Cast, as_, group) -> None:
    event = capture.answer(Stamp(cast.clerk, group, group.current_item), text="80 per cent")
    run.close(by=cast.head_b, group=group)
    place = at(group, "correct", number=event.number)
    right = {"text": "85 per cent", "reason": "Misheard", "do": "right"}
    codes = {who: as_(getattr(cast, who)).post(place, right).status_code for who in ("head_b", "head_a", "clerk")}
    assert codes == {"head_b": 404, "head_a": 404, "clerk": 302}
    assert as_(cast.clerk).post(at(group, "answer"), {"text": "More"}).status_code == 422
    assert "<del>80 per cent</del> <ins>85 per cent</ins>" in as_(cast.head_c).get(at(group)).text


def test_closing_names_what_is_unfinished_first(cast: Cast, as_, group) -> None:
    said = text_of(check_page(as_(cast.head_b).get(at(group, "close")).content))
    assert "Achievement: no judgement is agreed" in said
    assert "cannot be opened again" in said
    group.refresh_from_db()
    assert group.state == "open"


def test_one_held_on_paper_is_entered_by_hand(cast: Cast, as_) -> None:
    group = planned(cast)
    client = as_(cast.clerk)
    check_page(client.get(at(group, "paper")).content)
    client.post(at(group, "paper"), {"day-day": "3", "day-month": "3", "day-year": "2026", "began": "1:30pm"})
    page_of(client, group)
    fields = {"text": "Most", "item": item(group, "achievement").pk, "when": "2:05pm"}
    client.post(at(group, "answer"), fields)
    event = group.events.get(kind="answer")
    assert (event.entered_later, event.at.strftime("%d %H:%M")) == (True, "03 14:05")
    reply = client.post(at(group, "answer"), fields | {"when": "9am"})
    assert "before the Task Group began" in reply.text


@pytest.mark.parametrize("who", ["head_b", "clerk", "observer"])
@pytest.mark.parametrize("said", [1, 60])
def test_a_look_takes_as_many_queries_after_a_long_meeting_as_after_a_short_one(
    cast: Cast, as_, group, django_assert_max_num_queries, who: str, said: int
) -> None:
    for number in range(said):
        capture.ask(Stamp(cast.head_b, group, group.current_item), text=f"Question {number}")
    client = as_(getattr(cast, who))
    for place, given in ((at(group), {}), (at(group, "look"), {"seen": 0})):
        with django_assert_max_num_queries(15):
            client.get(place, given)


@pytest.mark.parametrize("name", ["wall", "help", "hand-over", "balance", "close"])
def test_every_page_of_the_chair_keeps_the_rules(cast: Cast, as_, group, name: str) -> None:
    check_page(as_(cast.head_b).get(at(group, name)).content, at(group, name))


def test_the_correction_page_keeps_the_rules_for_every_kind(cast: Cast, as_, group) -> None:
    stamp = lambda: Stamp(cast.clerk, group, group.current_item)  # noqa: E731
    made = [capture.ask(stamp(), text="What?"), capture.advise(stamp(), text="Do"), capture.answer(stamp(), text="So"),
            capture.agree(stamp(), value="expected", why="Books")]  # fmt: skip
    for event in made:
        place = at(group, "correct", number=event.number)
        check_page(as_(cast.clerk).get(place).content, place)


PUBLIC, OWN = "The last inspection found this area below the secure line.", "Of 10 statements, 8 are not yet met."


@pytest.mark.parametrize(
    ("who", "sent", "sees"),
    [("head_a", False, True), ("head_c", False, False), ("head_b", False, False), ("head_c", True, True)],
)
def test_reasons_from_the_schools_own_view_come_with_its_preparation(
    cast: Cast, as_, group: TaskGroup, who: str, sent: bool, sees: bool
) -> None:
    group.agenda.update(because=[PUBLIC], because_school=[OWN])
    TaskGroup.objects.update(prepared_at=group.opened_at if sent else None)
    client = as_(getattr(cast, who))
    said = text_of(page_of(client, group))
    assert (PUBLIC in said, OWN in said) == (True, sees)
    assert OWN not in client.get(at(group, "wall")).content.decode()
