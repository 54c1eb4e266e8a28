"""A word typed wherever one can be typed in a Task Group, and looked for wherever it could be kept."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.draft import save_draft
from taskgroups.improvement.domain import actions
from taskgroups.improvement.models import Action
from taskgroups.kit import post
from taskgroups.kit.access import held as kept_text
from taskgroups.kit.design.dates import parts
from taskgroups.kit.paper.calendar import Attendee, Entry, Organiser, to_ics
from taskgroups.kit.post.attachment import invitation
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.domain import run
from taskgroups.meetings.domain.capture import Stamp, review_action
from taskgroups.meetings.domain.correct import correct
from taskgroups.meetings.domain.versions import note_change
from taskgroups.meetings.models import Event, Record, TaskGroup
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.record.sections import sections
from taskgroups.meetings.tests.plan.planned import in_days
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.meetings.tests.room.cast import item
from taskgroups.practice.models import Kept, Recoding, Transcript
from tests.cast import Cast

WORD = "Zebedee"
SAYS = f"We heard {WORD} read in Year 4."


def in_the_room(cast: Cast, clerk: Client, chair: Client, group: TaskGroup) -> Action:
    """Fill in every form of the room, correct what can be corrected, and pause with a reason. Return the action set."""
    before = earlier_action(cast, what=f"Hear {WORD} read", proof=f"The log of {WORD}")
    where, opening = item(group, "achievement"), item(group, "opening")
    due = parts("due", in_days(30))
    sent: list[tuple[str, dict[str, Any]]] = [
        ("question", {"text": f"{SAYS} What shows it?"}), ("answer", {"text": SAYS}), ("note", {"text": SAYS}),
        ("question", {"text": f"You could give {WORD} a reading partner.", "do": "advice"}),
        ("evidence", {"text": SAYS, "where": f"The book of {WORD}"}),
        ("judgement", {"value": "expected", "why": SAYS, "do": "put"}),
        ("judgement", {"value": "expected", "why": SAYS}),
        ("action", {"what": f"Hear {WORD} read", "proof": SAYS, "owner": cast.leader_a.pk, **due}),
    ]  # fmt: skip
    for name, fields in sent:
        answer = chair.post(at(group, name), {"item": where.pk, **fields})
        assert answer.status_code == 302, (name, answer.content)
    review_action(Stamp(by=cast.clerk, group=group, item=opening), action=before, note=SAYS)
    for event in group.events.filter(kind__in=["question", "answer", "evidence", "confidential", "judgement"]):
        correct(by=cast.clerk, group=group, number=event.number, text=f"{event.text} Twice.", reason=f"Named {WORD}")
    clerk.post(at(group, "pause"), {"reason": SAYS})
    clerk.post(at(group, "resume"))
    return Action.objects.get(set_in=group.public_id)


def at(group: TaskGroup, name: str, *more: object) -> str:
    return reverse(f"task-group-room-{name}", args=[group.public_id, *more])


def in_the_account(cast: Cast, chair: Client, group: TaskGroup) -> None:
    """The chair recodes a clause."""
    number = Event.objects.filter(task_group=group, kind="question").values_list("number", flat=True)[0]
    place = reverse("task-group-practice-clause", args=[group.public_id, f"log-{number}-0"])
    chair.post(place, {"act": "question", "kind": "open"})
    Recoding.objects.create(
        person=cast.head_b, task_group=group, number=number, place=7, words=SAYS, machine_act="other", act="question"
    )


def in_a_transcript(cast: Cast, chair: Client, group: TaskGroup) -> None:
    """The chair uses a transcript, everybody agreeing, and keeps it."""
    spoken = f"WEBVTT\n\n00:00:00.000 --> 00:00:10.000\n<v Ben Birch>What did {WORD.lower()} read?</v>\n"
    file = SimpleUploadedFile("t.vtt", spoken.encode())
    given = {"file": file, "speaker": "Ben Birch", "names": "show", "agreed": "on"}
    chair.post(reverse("task-group-practice-transcript", args=[group.public_id]), given)
    coded, until = Transcript.objects.get(task_group=group), timezone.localdate() + timedelta(days=30)
    Kept.objects.create(transcript=coded, reason=SAYS, until=until, turns=[["Ben Birch", 0, f"What did {WORD} read?"]])


def in_the_plan(cast: Cast, group: TaskGroup) -> None:
    """What was written before the day: reasons, a place, an item left out, and what the audit trail keeps of it."""
    TaskGroup.objects.filter(pk=group.pk).update(
        place=f"The room of {WORD}", state_reason=SAYS, left_out=[{"why": SAYS}]
    )
    group.agenda.update(reason=SAYS, because_school=[SAYS])
    group.seats.update(reason=SAYS)
    group.refresh_from_db()
    note_change(group, cast.lead, "changed the plan", {"Place": ["The hall", f"The room of {WORD}"]})


def in_the_record(cast: Cast, group: TaskGroup) -> Record:
    """Word it, dispute it, answer, send it again, and lock it with the head's words."""
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    way.word_section(by=cast.clerk, record=record, section="overall", text=SAYS, was=overall(group))
    way.keep_apart(by=cast.clerk, record=record, text=SAYS, was="")
    for _ in range(2):
        record = way.send_to_head(by=cast.clerk, record=record)
        record = way.say_not_accurate(by=cast.head_a, record=record, remarks={"": SAYS})
        for remark in record.remarks.all():
            way.answer_remark(by=cast.clerk, record=record, remark=remark, answer=SAYS)
    return way.lock_as_differing(by=cast.clerk, record=record)


def overall(group: TaskGroup) -> str:
    return next(one.first for one in sections(facts_of(group)) if one.key == "overall")


def around_it(cast: Cast, group: TaskGroup, action: Action) -> None:
    """An action's own history, a letter with a calendar entry, words not kept yet, and words held for a sign-in."""
    actions.update_action(by=cast.leader_a, action=action, version=1, proof=f"Work of {WORD}", note=SAYS)
    save_draft(by=cast.leader_a, school=cast.a, form="area:x:y", text=SAYS)
    now = timezone.now()
    entry = Entry(
        uid="1", sequence=0, method="REQUEST", stamp=now, starts=now, ends=now + timedelta(hours=1), summary="Task Group",
        description=SAYS * 3, location=WORD, url="", organiser=Organiser("Lena Lead", "lena@cast.example"),
        attendees=[Attendee("Asha Alder", "asha@cast.example")],
    )  # fmt: skip
    about, file = f"task-group:{group.public_id}", invitation(to_ics(entry))
    post.send(to="asha@cast.example", subject=WORD, text=SAYS, attachments=[file], about=about)
    session = SessionStore()
    session[kept_text.KEY] = {
        "path": at(group, "answer"),
        "fields": [["text", SAYS]],
        "files": [],
        "writer": cast.clerk.pk,
    }
    session.create()


def tables_with(word: str) -> list[str]:
    """Every table in which a word stands, in any column, whatever its type."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            rows = cursor.fetchall()
            if any(word.lower() in _plain(value) for row in rows for value in row):
                found.add(table)
    if any(word.lower() in str(row.get_decoded()).lower() for row in Session.objects.all()):
        found.add("django_session")
    return sorted(found)


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace").replace("\r\n ", "").lower()
    return str(value).lower()
