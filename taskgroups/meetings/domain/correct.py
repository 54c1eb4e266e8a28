"""Putting right what is in the log: the first words stay, and the correction says why."""

import uuid

from django.db import transaction

from taskgroups.evaluation.domain import judge
from taskgroups.evaluation.picture import find_area
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain import actions
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import log
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.plan.areas import area_of_item
from taskgroups.meetings.projections.entries import from_event
from taskgroups.meetings.projections.item import item_state
from taskgroups.meetings.projections.lines import Line
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.people.models import Person

Kind, State = Event.Kind, TaskGroup.State
RECODED = {Kind.QUESTION: Kind.ADVICE, Kind.ADVICE: Kind.QUESTION}


@transaction.atomic
def correct(
    *,
    by: Person,
    group: TaskGroup,
    number: int,
    reason: str,
    text: str = "",
    value: str = "",
    recode: bool = False,
    take_back: bool = False,
    key: uuid.UUID | None = None,
) -> Event:
    """Correct the entry of that number and return the correction. `reason` is needed.

    `text` are the right words, `value` the right grade, `recode` turns a question into advice or the other way,
    `take_back` strikes the entry out. What an earlier correction put right and this one does not name stays so. What an
    entry did elsewhere (an agreed judgement, an action set) follows.
    Raises Refused for an entry that is a fact of the clock, for a correction, and for one that changes nothing.
    """
    judge.one_at_a_time(group.school_id)
    held, first = log.hold(group, key)
    if first:
        return first
    log.must_be(held, State.OPEN, State.PAUSED, State.CLOSED)
    if held.is_recorded:
        raise Refused("The record of this Task Group is locked, so its log takes no corrections any more.")
    event = held.events.select_related("item", "action", "by").filter(number=number).first()
    if event is None:
        raise Refused("That entry is not in this log. Load the page again.")
    if event.kind not in Event.CORRECTABLE:
        raise Refused("An entry of this kind is not corrected. Write a new entry instead.")
    if not reason.strip():
        raise Refused("Say why this is corrected. The first words stay beside the right ones.", "reason")
    payload = {"reason": reason.strip(), "of": event.kind}
    right = "" if take_back else _right(_stands(held, event), text.strip(), value, recode, payload)
    written = log.append(
        group=held, by=by, kind=Kind.CORRECTION, key=key, item=event.item, corrects=event.number,
        descriptor=event.descriptor, text=right, payload=payload, at=held.closed_at if held.entered_later else None,
    )  # fmt: skip
    _follow(by, held, event, written)
    return written


def _stands(group: TaskGroup, event: Event) -> Line:
    """The entry with the corrections made to it before: what is right now is what this one is compared with."""
    made = group.events.filter(kind=Kind.CORRECTION, corrects=event.number).select_related("by").order_by("number")
    return Line(from_event(event), tuple(from_event(one) for one in made))


def _right(line: Line, text: str, value: str, recode: bool, payload: dict[str, str]) -> str:
    """Return the right words; put the right grade into the payload, and the kind where it is not the first."""
    first = line.entry.kind
    if first == Kind.ACTION:
        raise Refused("An action is changed on the school's list of actions. Here it can only be taken back.")
    same = text in ("", line.text) and not line.taken_back
    if first == Kind.JUDGEMENT:
        payload["value"] = value or line.value
        if same and payload["value"] == line.value:
            raise Refused("Nothing is different yet. Choose another grade, or change the reason.", "value")
        return text or line.text
    kind = RECODED.get(Kind(line.kind), line.kind) if recode else line.kind
    if same and kind == line.kind:
        raise Refused("Nothing is different yet. Change the words, or take the entry back.", "text")
    if kind != first:
        payload["kind"] = kind
    return text or line.text


def _follow(by: Person, group: TaskGroup, event: Event, correction: Event) -> None:
    """Let what rests on the entry follow: the agreed judgement is recorded anew, an action taken back is stopped."""
    if event.action is not None and event.action.is_open:
        reason = f"Taken back in the Task Group: {correction.payload['reason']}"
        actions.stop_action(by=by, action=event.action, version=event.action.version, reason=reason)
    if event.kind == Kind.JUDGEMENT and event.item is not None:
        _agree_anew(by, group, event, correction)


def _agree_anew(by: Person, group: TaskGroup, event: Event, correction: Event) -> None:
    """Record what stands now: the corrected judgement, the one before it where it was taken back, or none.

    Once it is closed it stands from its end: what a later Task Group agreed is not replaced.
    """
    item, pack = event.item, shelf.pack(group.pack)
    area = find_area(pack, area_of_item(item)) if pack and item else None
    if pack is None or area is None:
        return
    stands = item_state(entries_of(group, item=item)).judgements.get(event.descriptor)
    judge.record_agreed(
        school=group.school, pack=pack, area=area.slug, descriptor=event.descriptor,
        value=stands.value if stands else "", why=stands.text if stands else "",
        agreed_in=group.public_id, by=by, at=group.closed_at or correction.at,
    )  # fmt: skip
