"""Rows of a Task Group: its plan, its room, its record, and the chair’s own practice."""

from tests.access.rows import NOBODY, Row, names, public, signed_in
from tests.access.table.who import HEAD, SEATED, STRANGER

KNOWN = SEATED | names("lead")
PLANNERS = names("head_b clerk lead")
PEOPLED = PLANNERS | HEAD

PLAN = {
    "task-groups": signed_in(),
    "task-group-new": Row(names("lead head_b"), names("lead head_b")),
    "school-task-groups": Row(KNOWN | names("officer"), STRANGER),  # agreed records are shared with the authority
    "task-group": Row(KNOWN, STRANGER),
    "task-group-change": Row(PLANNERS, NOBODY),
    "task-group-agenda": Row(PLANNERS, NOBODY),
    "task-group-agenda-add": Row(PLANNERS, NOBODY),
    "task-group-postpone": Row(PLANNERS, NOBODY),
    "task-group-cancel": Row(PLANNERS, NOBODY),
    "task-group-restore": Row(PLANNERS, NOBODY),
    "task-group-invite": Row(PLANNERS, NOBODY),
    "task-group-protocols": Row(KNOWN, STRANGER),
    "task-group-people": Row(KNOWN, STRANGER),
    "task-group-add": Row(PEOPLED, STRANGER),
    "task-group-item-people": Row(PEOPLED, STRANGER, at={"number": "agenda_item"}),
    "task-group-seat": Row(PEOPLED, STRANGER, at={"number": "seat"}),
    "task-group-papers": Row(SEATED, STRANGER),
    "task-group-prepare": Row(HEAD, STRANGER),
    "task-group-paper": Row(SEATED, STRANGER),
    "task-group-chair-paper": Row(names("head_b"), NOBODY),
    "reply": public(token="reply"),
    "reply-with": public(token="reply"),
}

RUN = names("head_b clerk")
CLERK = names("clerk")
CONFIDENTIAL = names("head_a head_b clerk")  # the record before it is agreed is for these three as well
SHARED_RECORD = SEATED | names("lead officer")


def running(**more: str) -> Row:
    """For the chair and the clerk, while the Task Group is under way."""
    return Row(RUN, NOBODY, stage="open", at=more)


ROOM = {
    "task-group-room": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-wall": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-look": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-help": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-here": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-open": Row(RUN, NOBODY),
    "task-group-room-paper": Row(RUN, NOBODY),
    "task-group-room-pause": running(),
    "task-group-room-resume": running(),
    "task-group-room-close": running(),
    "task-group-room-move": running(),
    "task-group-room-attendance": running(),
    "task-group-room-hand-over": running(),
    "task-group-room-bank": running(),
    "task-group-room-question": running(),
    "task-group-room-answer": running(),
    "task-group-room-evidence": running(),
    "task-group-room-judgement": running(),
    "task-group-room-descriptor": running(),
    "task-group-room-action": running(),
    "task-group-room-review": running(),
    "task-group-room-note": running(),
    "task-group-room-form": running(name="panel"),
    "task-group-room-correct": running(number="event"),
    "task-group-room@planned": Row(SEATED, STRANGER),
    "task-group-room@closed": Row(SEATED, STRANGER, stage="closed"),
    "task-group-room-correct@closed": Row(CLERK, NOBODY, stage="closed", at={"number": "event"}),
}

RECORD = {
    "task-group-record": Row(SEATED, STRANGER, stage="closed"),
    "task-group-record-pdf": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-word": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-wording": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-section": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-send": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-confidential": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-confidential-pdf": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-confidential-word": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-accurate": Row(HEAD, STRANGER, stage="disputed"),
    "task-group-record-not-accurate": Row(HEAD, STRANGER, stage="disputed"),
    "task-group-record-answer": Row(CLERK, NOBODY, stage="disputed"),
    "task-group-record-differs": Row(RUN, NOBODY, stage="disputed"),
    "task-group-record@agreed": Row(SHARED_RECORD, STRANGER, stage="agreed"),
    "task-group-record-pdf@agreed": Row(SHARED_RECORD, STRANGER, stage="agreed"),
    "task-group-record-confidential@agreed": Row(CONFIDENTIAL, STRANGER, stage="agreed"),
}

TAKEN_OUT = {
    "task-group-take-out": Row(CONFIDENTIAL, STRANGER, stage="open"),
    "task-group-take-out@planned": Row(NOBODY, NOBODY),
    "task-group-take-out@agreed": Row(CONFIDENTIAL, STRANGER, stage="agreed"),
}

# What a chair asked and advised is theirs alone: not the lead's, the officer's, the host head's, another chair's.
OWN = names("head_b")

PRACTICE = {
    "practice": signed_in(),
    "practice-sharing": signed_in(),
    "practice-delete": signed_in(),
    "practice-exchanges": signed_in(),
    "practice-exchange": signed_in(slug="exchange"),
    "practice-withdraw": Row(OWN, NOBODY, at={"share_id": "share"}),
    "practice-shared": Row(names("lead"), NOBODY, at={"share_id": "share"}),
    "task-group-room-balance": Row(OWN, NOBODY, stage="open"),
    "task-group-room-label": Row(OWN, NOBODY, stage="open"),
    "task-group-room-tap": Row(OWN, NOBODY, stage="open"),
    "task-group-room-untap": Row(OWN, NOBODY, stage="open"),
    "task-group-practice": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-clause": Row(OWN, NOBODY, stage="open", at={"mark": "clause"}),
    "task-group-practice-transcript": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-transcript-delete": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-kept": Row(OWN, NOBODY, stage="closed"),
    "task-group-transcript-consent": Row(names("head_a head_b head_c clerk observer"), STRANGER),
    "task-group-practice@closed": Row(OWN, NOBODY, stage="closed"),
}
