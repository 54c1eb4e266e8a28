"""A name typed wherever one can be typed: taken out by one action, and then in no table, on no page and in no paper."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from taskgroups.evaluation.domain.evidence import Facts, add_evidence, change_evidence
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.design.words import day
from taskgroups.meetings.domain.take_out import take_out
from taskgroups.meetings.models import Event, Record, TaskGroup
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.taken_out.looking import says
from taskgroups.meetings.taken_out.matching import PUT, Wanted
from taskgroups.meetings.tests.record.cast import judged
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.practice.queries import account_of
from taskgroups.schools.policy import today
from tests.cast import Cast
from tests.words import typed
from tests.words.typed import SAYS, WORD, tables_with

EVERYWHERE = [
    "access_entry", "django_session", "evaluation_draft", "evaluation_judgement", "improvement_action",
    "improvement_actionupdate", "meetings_agendaitem", "meetings_event", "meetings_record", "meetings_remark",
    "meetings_seat", "meetings_taskgroup", "post_enclosure", "post_letter", "practice_kept", "practice_recoding",
    "practice_said",
]  # fmt: skip
OWN = ["evaluation_evidence", "evaluation_evidenceversion", "evaluation_judgement", "improvement_improvementissue"]
PAGES = ["task-group", "task-group-people", "task-group-room", "task-group-room-wall", "task-group-record",
         "task-group-record-confidential", "task-group-practice", "task-group-practice-kept", "task-group-take-out"]  # fmt: skip
PAPERS = ["task-group-record-pdf", "task-group-record-word", "task-group-record-confidential-pdf",
          "task-group-record-confidential-word"]  # fmt: skip
OF_SCHOOL = ["school-improvement", "school-actions", "school-actions-csv", "school-actions-excel", "school-history",
             "school", "school-evaluation"]  # fmt: skip


@pytest.fixture
def record(cast: Cast, as_) -> Record:
    """Of a Task Group in which the word was typed everywhere, locked with the head's words."""
    group, chair = under_way(cast), as_(cast.head_b)
    action = typed.in_the_room(cast, as_(cast.clerk), chair, group)
    typed.in_the_account(cast, chair, group)
    typed.in_a_transcript(cast, chair, group)
    typed.in_the_plan(cast, group)
    made = typed.in_the_record(cast, group)
    typed.around_it(cast, group, action)
    return made


def read(client: Client, address: str) -> str:
    """Everything an address shows or downloads, in lower case."""
    answer = client.get(address)
    body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    if body.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).lower()
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()).lower()
    return body.decode().lower()


def shown(record: Record, *clients: Client) -> dict[str, str]:
    """What each page and paper shows, to each browser."""
    group = record.task_group
    places = [reverse(name, args=[group.public_id]) for name in [*PAGES, *PAPERS]]
    places += [reverse(name, args=[group.school.urn]) for name in OF_SCHOOL]
    places += [reverse("school-action", args=[group.school.urn, one.public_id]) for one in Action.objects.all()]
    places += [f"{reverse('task-group-room', args=[group.public_id])}?item={one.pk}" for one in group.agenda.all()]
    return {f"{number} {place}": read(client, place) for number, client in enumerate(clients) for place in places}


def test_one_action_takes_it_out_of_every_table_page_and_paper(cast: Cast, as_, record: Record) -> None:
    assert tables_with(WORD) == EVERYWHERE
    browsers = [as_(who) for who in (cast.clerk, cast.head_b, cast.head_a, cast.head_c, cast.lead)]
    assert sum(WORD.lower() in text for text in shown(record, *browsers).values()) > 20
    take_out(by=cast.clerk, group=record.task_group, wanted=Wanted(WORD), reason="A pupil was named")
    assert tables_with(WORD) == []
    after = shown(record, *browsers)
    assert [place for place, text in after.items() if WORD.lower() in text] == []
    assert sum(PUT in text for text in after.values()) > 20


def test_the_log_says_by_whom_why_and_where_and_never_what(cast: Cast, record: Record) -> None:
    event = take_out(by=cast.head_b, group=record.task_group, wanted=Wanted(WORD), reason="A pupil was named")
    entries = record.task_group.events.filter(kind__in=["question", "answer"]).values_list("number", flat=True)
    assert (event.kind, event.by, event.text) == ("taken_out", cast.head_b, "")
    assert (event.payload["reason"], event.payload["apart"]) == ("A pupil was named", False)
    assert set(entries) <= set(event.payload["entries"])


def test_a_locked_record_stays_locked_and_says_that_words_went(cast: Cast, as_, record: Record) -> None:
    take_out(by=cast.clerk, group=record.task_group, wanted=Wanted(WORD), reason="A pupil was named")
    record.refresh_from_db()
    paper = read(as_(cast.head_c), reverse("task-group-record-pdf", args=[record.task_group.public_id]))
    assert record.state == "differs"
    assert "words were taken out of this record on" in paper
    assert "by kim clerk" in paper


def test_the_school_s_own_words_go_only_where_its_head_asks(cast: Cast, as_) -> None:
    group = under_way(cast)
    owned(cast)
    typed.in_the_plan(cast, group)
    take_out(by=cast.clerk, group=group, wanted=Wanted(WORD), reason="Named")
    assert tables_with(WORD) == OWN
    take_out(by=cast.head_a, group=group, wanted=Wanted(WORD), reason="Named", own=True)
    assert tables_with(WORD) == []


def owned(cast: Cast) -> None:
    """The word in the school's own: self-evaluation, evidence and what that said before, an issue."""
    judged(cast, "achievement", "strong")
    cast.a.judgements.update(why=SAYS)
    kept = add_evidence(school=cast.a, facts=Facts(SAYS, "data", today()), by=cast.head_a)
    change_evidence(evidence=kept, facts=Facts(f"{SAYS} Twice.", "data", today()), by=cast.head_a, base=None)
    ImprovementIssue.objects.create(school=cast.a, title=SAYS, source="school", raised_on=today(), added_by=cast.head_a)


def test_the_records_after_it_repeat_the_action_without_the_word_and_say_so(cast: Cast, record: Record) -> None:
    later = TaskGroup.objects.create(
        **{one: getattr(record.task_group, one) for one in ("school", "consortium", "pack", "starts_at", "ends_at",
           "planned_by", "planned_at")}, number=3,
    )  # fmt: skip
    again = Record.objects.create(task_group=later, document=record.document)
    take_out(by=cast.clerk, group=record.task_group, wanted=Wanted(WORD), reason="Named")
    again.refresh_from_db()
    assert (WORD in str(again.document), PUT in str(again.document)) == (False, True)
    assert says(entries_of(later)) == [f"Words were taken out of this record on {day(today())} by Kim Clerk."]


def test_another_school_s_words_are_left_alone(cast: Cast, record: Record) -> None:
    other = ImprovementIssue.objects.create(
        school=cast.d, title=SAYS, source="school", raised_on=today(), added_by=cast.stranger
    )
    take_out(by=cast.head_a, group=record.task_group, wanted=Wanted(WORD), reason="Named", own=True)
    other.refresh_from_db()
    assert other.title == SAYS


def test_what_the_chair_recoded_still_counts_as_the_chair_said(cast: Cast, as_) -> None:
    group, chair = under_way(cast), as_(cast.head_b)
    typed.in_the_room(cast, as_(cast.clerk), chair, group)
    typed.in_the_account(cast, chair, group)
    before = [(one.act, one.kind) for one in account_of(cast.head_b, group).heard]
    take_out(by=cast.clerk, group=group, wanted=Wanted(WORD), reason="Named")
    assert [(one.act, one.kind) for one in account_of(cast.head_b, group).heard] == before


def test_a_screen_that_showed_it_looks_again_and_shows_what_is_left(cast: Cast, as_) -> None:
    group, member = under_way(cast), as_(cast.head_c)
    typed.in_the_room(cast, as_(cast.clerk), as_(cast.head_b), group)
    group.refresh_from_db()
    item = group.agenda.get(area="achievement").pk
    look = f"{reverse('task-group-room-look', args=[group.public_id])}?item={item}&seen="
    assert member.get(f"{look}{group.last_number}").status_code == 204
    event = take_out(by=cast.clerk, group=group, wanted=Wanted(WORD), reason="Named")
    fresh = member.get(f"{look}{group.last_number}").text
    assert (WORD in fresh, PUT in fresh, f'data-taken-out="{event.number}"' in fresh) == (False, True, True)
    assert "Words taken out by Kim Clerk: Named" in fresh


def test_sent_again_by_a_device_the_entry_stays_as_it_is(cast: Cast, as_) -> None:
    group, chair = under_way(cast), as_(cast.head_b)
    sent = {"text": SAYS, "item": group.agenda.get(area="achievement").pk,
            "key": "4f1c7f30-0000-4000-8000-000000000001"}  # fmt: skip
    away = {"X-Away-Person": str(cast.head_b.pk), "X-Away-Delivery": "1"}
    chair.post(typed.at(group, "answer"), sent, headers=away)
    take_out(by=cast.clerk, group=group, wanted=Wanted(WORD), reason="Named")
    assert chair.post(typed.at(group, "answer"), sent, headers=away).status_code == 204
    assert list(Event.objects.filter(kind="answer").values_list("text", flat=True)) == [SAYS.replace(WORD, PUT)]


def test_of_the_confidential_part_the_record_says_nothing(cast: Cast, as_) -> None:
    group = under_way(cast)
    as_(cast.clerk).post(typed.at(group, "note"), {"text": SAYS, "item": group.agenda.get(area="achievement").pk})
    event = take_out(by=cast.clerk, group=group, wanted=Wanted(WORD), reason="Named")
    assert (event.payload["apart"], tables_with(WORD)) == (True, [])
