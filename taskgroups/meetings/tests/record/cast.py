"""A Task Group of Alder Primary that was held, for the tests of the record: two areas discussed, one action set."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.models import Action
from taskgroups.meetings.domain import log, run
from taskgroups.meetings.models import AgendaItem, Event, Record, TaskGroup
from taskgroups.meetings.tests.room.cast import item, planned
from taskgroups.schools.policy import today

PACK = "rf-2025"


def judged(cast: Any, area: str, value: str, descriptor: str = "", days_ago: int = 20) -> Judgement:
    """The school's own judgement."""
    return Judgement.objects.create(
        school=cast.a, pack=PACK, area=area, descriptor=descriptor, value=value, by=cast.head_a,
        made_at=timezone.now() - timedelta(days=days_ago),
    )  # fmt: skip


def earlier_action(cast: Any, **other: Any) -> Action:
    """An action set a month ago."""
    fields: dict[str, Any] = {
        "by": cast.head_a, "school": cast.a, "what": "Hear every new pupil read", "owner": cast.leader_a,
        "due": today() + timedelta(days=14), "proof": "Reading log", "at": timezone.now() - timedelta(days=30),
    }  # fmt: skip
    return set_action(**fields | other)


def note(group: TaskGroup, by: Any, kind: str, where: AgendaItem | None, text: str = "", **more: Any) -> Event:
    """Write one entry of the log."""
    group.refresh_from_db()
    return log.append(group=group, by=by, kind=kind, item=where, text=text, **more)


def held(cast: Any, *, close: bool = True, clerk: bool = True, **more: Any) -> TaskGroup:
    """Return a Task Group that was held: Achievement discussed and agreed, Inclusion not reached."""
    judged(cast, "achievement", "strong")
    group = run.open_room(by=cast.head_b, group=planned(cast, clerk=clerk, **more))
    scribe = cast.clerk if clerk else cast.head_b
    where = item(group, "achievement")
    run.move(by=cast.head_b, group=group, item=where)
    run.mark_attendance(by=scribe, group=group, people=[cast.head_a, cast.head_b, cast.head_c, cast.clerk], came=True)
    note(group, cast.head_b, "question", where, "What do pupils who join in Year 4 know by the end of the year?")
    note(group, scribe, "answer", where, "Most catch up in reading; fewer do in mathematics.")
    note(group, scribe, "evidence", where, "Reading ages of 22 pupils", payload={"where": "Head's office"})
    note(group, scribe, "judgement", where, "Mathematics is not yet shown.", payload={"value": "expected"})
    action = set_action(
        by=scribe, school=cast.a, what="Check what new pupils know in mathematics", owner=cast.leader_a,
        due=today() + timedelta(days=40), proof="Work of six pupils", pack=PACK, area="achievement",
        set_in=group.public_id,
    )  # fmt: skip
    note(group, scribe, "action", where, action.what, action=action)
    return run.close(by=cast.head_b, group=group) if close else group


def with_head(cast: Any) -> Record:
    """Return the record, sent to the head."""
    from taskgroups.meetings.domain.record import begin_record, send_to_head

    return send_to_head(by=cast.clerk, record=begin_record(group=held(cast)))
