"""The way of a record: worded by the clerk, sent to the host head, agreed or answered, and locked."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, refuse_longer
from taskgroups.kit.design.words import day_clock
from taskgroups.kit.paper.document import Document
from taskgroups.meetings.models import Record, Remark, TaskGroup
from taskgroups.meetings.record import letters as record_letters
from taskgroups.meetings.record import states
from taskgroups.meetings.record.facts import AreaFacts, Ending
from taskgroups.meetings.record.freezing import freeze, thaw
from taskgroups.meetings.record.gathering import facts_of, said_in, worded_by
from taskgroups.meetings.record.locked import tell_locked
from taskgroups.meetings.record.sections import KEPT_MOST, kept_in, sections
from taskgroups.meetings.record.working_days import after_working_days
from taskgroups.meetings.record.writing import end, write
from taskgroups.people.models import Person

State = Record.State
ANSWER_WITHIN = 10  # working days
LONGEST = 4000


def begin_record(*, group: TaskGroup) -> Record:
    """Return the record of a Task Group that was held; the first time, a draft. It writes itself from the log."""
    if group.state != TaskGroup.State.CLOSED:
        raise Refused("The record writes itself once the Task Group is closed. Close it in the room first.")
    return group.record if hasattr(group, "record") else Record.objects.get_or_create(task_group=group)[0]


@transaction.atomic
def word_section(*, by: Person, record: Record, section: str, text: str, was: str) -> Record:
    """Keep the clerk's wording of one section. `was` is what the page showed: another's words are never lost."""
    held = _with_clerk(record)
    known = {one.key: one for one in sections(facts_of(held.task_group))}
    if section not in known:
        raise Refused("That section is not in this record. Load the page again.")
    now = held.wording.get(section, known[section].first)
    text = tidy(text)
    if text == tidy(now):
        return held
    if tidy(now) != tidy(was):
        raise ChangedMeanwhile(now, what="this section")
    refuse_longer(text, LONGEST, "text")
    held.wording = held.wording | {section: text}
    held.save(update_fields=["wording"])
    _note(by, held, "worded record", section=section)
    return held


@transaction.atomic
def keep_questions(*, by: Person, record: Record, area: str, numbers: Collection[int], was: Collection[int]) -> Record:
    """Keep the one to three questions of an area that mattered, by their numbers in the log.

    `was` are those that the page showed: where nobody changed them there, another's choice since then stands.
    """
    held = _with_clerk(record)
    known = facts_of(held.task_group).area(area)
    asked = {one.number for one in known.questions} if known else set()
    if not set(numbers) <= asked:
        raise Refused("Choose from the questions asked in this area.", "kept")
    if len(set(numbers)) > KEPT_MOST:
        raise Refused(f"Keep {KEPT_MOST} questions at most: those that mattered.", "kept")
    chosen, now = sorted(set(numbers)), kept_now(held, known)
    if chosen in (sorted(set(was)), now):
        return held
    if now != sorted(set(was)):
        raise ChangedMeanwhile(now, what="which questions mattered", field="kept")
    held.kept_questions = held.kept_questions | {area: chosen}
    held.save(update_fields=["kept_questions"])
    _note(by, held, "kept questions", area=area, numbers=chosen)
    return held


def kept_now(record: Record, area: AreaFacts | None) -> list[int]:
    """Return the numbers of the questions that the record keeps for an area: the clerk's, or those it begins with."""
    return sorted(asked.number for asked in kept_in(area, worded_by(record))) if area else []


@transaction.atomic
def keep_apart(*, by: Person, record: Record, text: str, was: str) -> Record:
    """Keep the confidential part, apart from the record, for the chair, the clerk and the host head."""
    held = _hold(record)
    if held.is_locked:
        raise Refused("The record is locked. Nothing in it changes any more.")
    if tidy(held.confidential) not in (tidy(was), tidy(text)):
        raise ChangedMeanwhile(held.confidential, what="this section")
    if tidy(text) != tidy(held.confidential):
        held.confidential = tidy(text)
        held.save(update_fields=["confidential"])
        _note(by, held, "changed the confidential part")
    return held


@transaction.atomic
def send_to_head(*, by: Person, record: Record) -> Record:
    """Send the record to the head of the host school; again, once everything the head said is answered."""
    held = _hold(record)
    if held.state == State.WITH_HEAD:
        return held
    act = states.SENT if held.state == State.DRAFT else states.SENT_AGAIN
    if held.state == State.DISPUTED and open_remarks(held).filter(answered_at=None).exists():
        raise Refused("Something the head said is not answered yet. Answer each of them first.")
    _go(held, act)
    held.round += 1
    held.sent_at, held.reminded_at = timezone.now(), None
    held.document = freeze(_written(held))
    held.save()
    record_letters.ready_for_head(held)
    _note(by, held, "sent record to the head", round=held.round)
    return held


@transaction.atomic
def mark_accurate(*, by: Person, record: Record) -> Record:
    """The host head agrees the record as accurate: signed, dated and locked."""
    held = _hold(record)
    if held.state == State.AGREED:
        return held
    _go(held, states.ACCURATE)
    held.agreed_by = by
    open_remarks(held).update(settled=True)
    return _lock(held, by, Ending(agreed_by=by.name, agreed_on=timezone.localdate()), "agreed record")


@transaction.atomic
def say_not_accurate(
    *, by: Person, record: Record, remarks: Mapping[str, str], settled: Collection[int] = ()
) -> Record:
    """The host head says what is not accurate, by section key ('' for the whole).

    `settled` are keys of earlier remarks that the clerk's answer settled; the others stay open.
    """
    held = _hold(record)
    if gone_on := why_not_say(held):
        raise Refused(gone_on)
    said = {section: tidy(text) for section, text in remarks.items() if tidy(text)}
    open_remarks(held).filter(pk__in=settled).update(settled=True)
    if not said and not open_remarks(held).exists():
        raise Refused("Say what is not accurate, in the section it is about, or mark the record as accurate.")
    _go(held, states.NOT_ACCURATE)
    held.save(update_fields=["state"])
    for section, text in said.items():
        refuse_longer(text, LONGEST)
        Remark.objects.create(record=held, section=section, text=text, by=by, at=timezone.now(), round=held.round)
    record_letters.not_accurate(held)
    _note(by, held, "said what is not accurate", round=held.round, sections=sorted(said))
    return held


def why_not_say(record: Record) -> str:
    """Say why nothing can be said not to be accurate now, and what to do with the words; '' where it can."""
    if record.state == State.WITH_HEAD:
        return ""
    mine = "Your words are kept below, and were not sent. Copy them, and"
    if record.state == State.AGREED:
        by, on = record.agreed_by.name if record.agreed_by else "The head", day_clock(record.locked_at)
        return f"{by} agreed the record as accurate on {on}. It is locked. {mine} tell the clerk."
    if record.state == State.DIFFERS:
        on = day_clock(record.locked_at)
        return f"The record was locked on {on}, with what the head had said attached. {mine} tell the clerk."
    return f"The record is with the clerk again. {mine} say it once the clerk has sent the record to you again."


@transaction.atomic
def answer_remark(*, by: Person, record: Record, remark: Remark, answer: str, was: str = "") -> Remark:
    """The clerk answers one thing the head said; an answer may be worded again until the record is sent.

    `was` is the answer that the page showed, if any: another's words are never lost.
    """
    held = _hold(record)
    now: Remark | None = open_remarks(held).filter(pk=remark.pk).first()
    if held.state != State.DISPUTED or now is None:
        raise Refused("There is nothing to answer now. Load the page again.")
    if not tidy(answer):
        raise Refused("Say what you changed, or why it stays as it is.", "answer")
    if now.answer not in (tidy(was), tidy(answer)):
        raise ChangedMeanwhile(now.answer, what="this answer")
    now.answer, now.answered_by, now.answered_at = tidy(answer), by, timezone.now()
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    _note(by, held, "answered the head", remark=now.pk)
    return now


@transaction.atomic
def lock_as_differing(*, by: Person, record: Record) -> Record:
    """The clerk or chair locks a record on which head and clerk still differ, with the head's words attached."""
    held = _hold(record)
    if held.state == State.DIFFERS:
        return held
    why_not = why_not_lock(held)
    if why_not:
        raise Refused(why_not)
    _go(held, states.STILL_DIFFER if held.state == State.DISPUTED else states.NO_ANSWER)
    held.locked_by = by
    ending = Ending(differs_on=timezone.localdate(), said=said_in(held, open_remarks(held)))
    return _lock(held, by, ending, "locked record with the head's words")


def why_not_lock(record: Record) -> str:
    """Say why a record cannot be locked as differing, '' where it can."""
    remarks = list(open_remarks(record))
    if record.is_locked or not remarks:
        return "The head has not said that anything is not accurate. The record stays not yet agreed."
    if any(remark.answered_at is None for remark in remarks):
        return "Something the head said is not answered yet. Answer each of them first."
    if record.state == State.DISPUTED and record.round < 2:
        return "Send the answers to the head first. The record can be locked after a second round."
    if record.state == State.DISPUTED and thaw(record.document or {}) != _written(record):
        return "The words have changed since the head read them. Send the record again first."
    if record.state == State.WITH_HEAD and not is_late(record):
        return f"The head has {ANSWER_WITHIN} working days to answer. The record can be locked after that."
    return ""


def answer_by(record: Record) -> date | None:
    """The last of the ten working days (England) that the head has for a record; None where it is not with them."""
    if record.state != State.WITH_HEAD or record.sent_at is None:
        return None
    return after_working_days(timezone.localdate(record.sent_at), ANSWER_WITHIN)


def is_late(record: Record) -> bool:
    """Whether it has been with the head for more than ten working days (England)."""
    last = answer_by(record)
    return last is not None and timezone.localdate() > last


def open_remarks(record: Record) -> Any:
    """Return what the head said that is not settled."""
    return record.remarks.filter(settled=False)


def tidy(text: str) -> str:
    """Return the text trimmed, with one kind of line break and no more than one empty line together."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _hold(record: Record) -> Record:
    """Lock the row and return the record as it is now."""
    found = Record.objects.select_for_update(of=("self",)).select_related("task_group__school")
    return found.get(pk=record.pk)


def _with_clerk(record: Record) -> Record:
    held = _hold(record)
    if held.is_locked:
        raise Refused("The record is locked. Nothing in it changes any more.")
    if not held.is_with_clerk:
        raise Refused("The record is with the head. Its wording can change again when the head has answered.")
    return held


def _go(record: Record, act: str) -> None:
    to = states.leads_to(record.state, act)
    if to is None:
        raise Refused(f"This cannot be done now. The record: {record.get_state_display().lower()}.")
    record.state = to


def _written(record: Record) -> Document:
    return write(facts_of(record.task_group), worded_by(record))


def _lock(record: Record, by: Person, ending: Ending, verb: str) -> Record:
    """Lock what the head read, word for word: a correction that came since is not slipped in."""
    record.locked_at = timezone.now()
    record.document = freeze(end(thaw(record.document or {}), ending))
    record.save()
    record_letters.locked(record)
    tell_locked(record)
    _note(by, record, verb)
    return record


def _note(by: Person, record: Record, verb: str, **details: Any) -> None:
    group = record.task_group
    audit.note(by=by, verb=verb, school_urn=group.school.urn, about=group.public_id, **details)
