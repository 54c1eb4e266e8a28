"""Taking words out for good: a pupil's name, typed by mistake. The rule is ADR 0015.

What is left says that words were taken out, when, by whom and why; what they were is kept nowhere.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from taskgroups.improvement.models import WORDS_TAKEN_OUT, Action, ActionUpdate
from taskgroups.kit import post
from taskgroups.kit.access import audit, held
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.calendar import reworded
from taskgroups.kit.post.models import Enclosure
from taskgroups.meetings.domain import log, versions
from taskgroups.meetings.models import AgendaItem, Event, Record, Seat, SeatItem, TaskGroup
from taskgroups.meetings.policy import reaches_the_school
from taskgroups.meetings.record.letters import heads_of
from taskgroups.meetings.taken_out.matching import Wanted
from taskgroups.meetings.taken_out.places import Found, columns_with, standing_in, tell_taken_out
from taskgroups.people.models import Person
from taskgroups.schools.queries.lineage import urns_of

Kind = Event.Kind
VERB = "took words out for good"
PLAN = (TaskGroup, AgendaItem, Seat, SeatItem)
NOT_THERE = "Those words do not stand in this Task Group. Enter them as they stand there."


@transaction.atomic
def take_out(*, by: Person, group: TaskGroup, wanted: Wanted, reason: str, own: bool = False) -> Event:
    """Take words out of everything this Task Group wrote, and return the event that says so.

    `own`: out of the school's own self-evaluation, evidence and issues too, where its head asks. Raises Refused where
    there is no reason, or it repeats the words, and where they stand nowhere. `reaches_the_school` says
    how long it reaches beyond the Task Group.
    """
    now, _ = log.hold(group, None)
    reason, wide = checked(wanted, reason), reaches_the_school(by, now)
    found = list(standing_in(now, wanted, own=own, wide=wide))
    letters = _calendar_entries(now, wanted)
    if held.reword(wanted.out_of, at=_forms_of(now, wide)) + letters + len(found) == 0:
        raise Refused(NOT_THERE, "words")
    for one in found:
        _blank(one, wanted)
    _tell_other_windows(found, by)
    payload = {"reason": reason, "entries": _numbers(found), "apart": _is_apart(found)}
    event = log.append(group=now, by=by, kind=Kind.TAKEN_OUT, payload=payload)
    _say_in_other_records(now, found, by, reason)
    _note(by, now, found, reason)
    tell_taken_out(now.school)
    _write_to_others(by, now)
    return event


def checked(wanted: Wanted, reason: str) -> str:
    """Return the reason, trimmed. Raises Refused where there is none, it repeats the words, or they are too few."""
    reason = reason.strip()
    if not wanted.enough:
        raise Refused("That is too little to look for. Enter at least two letters.", "words")
    if not reason:
        raise Refused("Say why the words are taken out, without repeating them.", "reason")
    if wanted.stand_in(reason):
        raise Refused("The reason repeats the words. Say why without them: the reason is kept.", "reason")
    refuse_longer(reason, 300, "reason")
    return reason


def _blank(found: Found, wanted: Wanted) -> None:
    """Take them out of a row as it is now, which nobody else changes meanwhile: what they wrote a moment ago stays."""
    rows = type(found.row)._base_manager.select_for_update(of=("self",))
    now = rows.filter(pk=found.row.pk).first()
    if now is not None:
        said = {name: _without(now, name, wanted) for name in columns_with(found.place, now, wanted)}
        rows.filter(pk=now.pk).update(**said)


def _without(row: models.Model, name: str, wanted: Wanted) -> Any:
    said, longest = getattr(row, name), getattr(row._meta.get_field(name), "max_length", None)
    return wanted.fitted_out_of(said, longest) if longest and isinstance(said, str) else wanted.out_of(said)


def _forms_of(group: TaskGroup, wide: bool) -> list[str]:
    """Where the forms of this Task Group and of its school begin: words held for another school's stay theirs."""
    own = [reverse("task-group", args=[group.public_id])]
    return own if not wide else own + [reverse("school", args=[urn]) for urn in urns_of(group.school)]


def _calendar_entries(group: TaskGroup, wanted: Wanted) -> int:
    """Take them out of the calendar entries that went with letters, and say of how many."""
    changed = 0
    enclosed = Enclosure.objects.filter(letter__about=group.about, content_type__startswith="text/calendar")
    for one in enclosed:
        now = reworded(bytes(one.content), wanted.out_of)
        if now != reworded(bytes(one.content), str):  # elsewhere in it are the people invited, whom it stays with
            Enclosure.objects.filter(pk=one.pk).update(content=now)
            changed += 1
    return changed


def _tell_other_windows(found: Iterable[Found], by: Person) -> None:
    """Raise the version of each action: a form opened before must not bring the words back."""
    for action in {one.row for one in found if isinstance(one.row, Action)}:
        Action.objects.filter(pk=action.pk).update(version=F("version") + 1)
        ActionUpdate.objects.create(action=action, by=by, at=timezone.now(), changes={}, note=WORDS_TAKEN_OUT)


def _numbers(found: Iterable[Found]) -> list[int]:
    """The entries of the log they stood in; of a correction, the entry it puts right."""
    events = [one.row for one in found if isinstance(one.row, Event)]
    return sorted({event.corrects or event.number for event in events})


def _say_in_other_records(group: TaskGroup, found: Iterable[Found], by: Person, reason: str) -> None:
    """Let the records of the school's other Task Groups that the words stood in say so too: they may be locked."""
    keys = {one.row.task_group_id for one in found if isinstance(one.row, Record)} - {group.pk}
    for other in TaskGroup.objects.filter(pk__in=keys).order_by("pk"):
        payload = {"reason": reason, "entries": [], "apart": False}
        log.append(group=log.hold(other, None)[0], by=by, kind=Kind.TAKEN_OUT, payload=payload)


def _is_apart(found: Iterable[Found]) -> bool:
    """Whether all that was read by others is untouched: they stood in the confidential part alone."""
    return all(_is_confidential(one) for one in found if one.place.name)


def _is_confidential(found: Found) -> bool:
    if isinstance(found.row, Event):
        return Kind.CONFIDENTIAL in (found.row.kind, found.row.payload.get("of"))
    return isinstance(found.row, Record) and found.columns == ("confidential",)


def _note(by: Person, group: TaskGroup, found: Iterable[Found], reason: str) -> None:
    """The audit line; where the plan has changed, as one of its versions: a form opened before must not undo it."""
    if any(isinstance(one.row, PLAN) for one in found):
        changed = TaskGroup.objects.select_related("school").get(pk=group.pk)
        versions.note_change(changed, by, VERB, {"Words": ["", f"taken out: {reason}"]})
    else:
        audit.note(by=by, verb=VERB, school_urn=group.school.urn, about=group.public_id, reason=reason)


def _write_to_others(by: Person, group: TaskGroup) -> None:
    """Tell the others who may do it, so that nobody takes out what should have stayed and is not seen."""
    seats = group.seats.current().filter(part__in=[Seat.Part.CHAIR, Seat.Part.CLERK]).select_related("person")
    people = {person.pk: person for person in [*(seat.person for seat in seats), *heads_of(group)]}
    link = post.link("task-group-take-out", group.public_id)
    for person in people.values():
        if person.pk != by.pk:
            text = f"{by.name} took words out of the Task Group of {day(group.starts_at)}, for good. When and why:"
            subject = f"Words taken out: {group.school.name}"[:200]
            body = f"Dear {person.name},\n\n{text}\n\n{link}\n"
            post.send(to=person.email, subject=subject, text=body, about=group.about)
