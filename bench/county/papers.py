"""The records: one goes the application's own way from draft to agreed, the others hold the same document."""

from datetime import timedelta

from bench.county import bulk
from bench.county.schools import Made
from taskgroups.meetings.domain.record import begin_record, mark_accurate, send_to_head
from taskgroups.meetings.models import Record, TaskGroup


def lock(made: Made, held: list[TaskGroup]) -> None:
    """Lock every record but the newest of each school from the second on: those wait for their clerks."""
    example = held[0]
    record = begin_record(group=example)
    record = send_to_head(by=made.clerk(example.school), record=record)
    record = mark_accurate(by=made.head(example.school), record=record)
    last = {group.school_id: group.pk for group in held}
    waiting = set(last.values()) - {last[example.school_id]}
    rows = []
    for group in held[1:]:
        if group.pk in waiting:
            rows.append(Record(task_group=group))
            continue
        assert group.closed_at is not None
        rows.append(
            Record(
                task_group=group,
                state=Record.State.AGREED,
                document=record.document,
                round=1,
                sent_at=group.closed_at + timedelta(days=4),
                locked_at=group.closed_at + timedelta(days=7),
                agreed_by=made.head(group.school),
                wording={"overall": "The group and the school saw it alike."},
            )
        )
    bulk.write(rows)
