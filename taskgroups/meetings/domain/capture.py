"""What is said, shown and agreed in the room, each written to the log once.

Every function takes the key the device made, and `at`, when it happened, where that is earlier than now (a device
that was away delivers later). Each returns the event; the same key gives the first event again.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from taskgroups.evaluation.domain import judge
from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY, find_area
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area, Pack, Question
from taskgroups.improvement.domain import actions
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.meetings.domain import late, log
from taskgroups.meetings.models import AgendaItem, Event, TaskGroup
from taskgroups.meetings.plan.areas import area_of_item
from taskgroups.people.models import Person

Kind = Event.Kind
MOST = 2000


@dataclass(frozen=True)
class Stamp:
    """Who writes, where on the agenda, with which key, and when it happened."""

    by: Person
    group: TaskGroup
    item: AgendaItem | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    at: datetime | None = None


def ask(stamp: Stamp, *, text: str, question: Question | None = None, kind: str = "") -> Event:
    """Log a question asked: one of the bank (`question`), or one's own words."""
    if question:
        payload = {"slug": question.slug, "kind": question.kind, "own": False}
        descriptor = question.descriptors[0] if question.descriptors else ""
        return _said(stamp, Kind.QUESTION, question.text, payload, descriptor)
    return _said(stamp, Kind.QUESTION, text, {"slug": "", "kind": kind, "own": True})


def advise(stamp: Stamp, *, text: str) -> Event:
    """Log advice the chair gave."""
    return _said(stamp, Kind.ADVICE, text)


def answer(stamp: Stamp, *, text: str, to: int | None = None) -> Event:
    """Note what the school answered. `to` is the number of the question it answers, where that is known."""
    return _said(stamp, Kind.ANSWER, text, {"answers": to})


def see_evidence(stamp: Stamp, *, text: str, where: str = "", evidence: str = "", descriptor: str = "") -> Event:
    """Note evidence that was shown: in words, or an item of the school's evidence base by its address."""
    return _said(stamp, Kind.EVIDENCE, text, {"evidence": evidence, "where": where.strip()}, descriptor)


def note_confidential(stamp: Stamp, *, text: str) -> Event:
    """Write a note only the chair, the clerk and the host head can read."""
    return _said(stamp, Kind.CONFIDENTIAL, text)


@transaction.atomic
def focus(stamp: Stamp, *, descriptor: str) -> Event:
    """Turn everybody's view to one descriptor of the item's area; '' turns it back to the area."""
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    if descriptor:
        _of_the_area(_area(held, stamp.item)[1], descriptor)
    return _append(stamp, held, Kind.FOCUS, descriptor=descriptor)


@transaction.atomic
def put(stamp: Stamp, *, value: str, why: str = "", descriptor: str = "") -> Event:
    """Put a judgement before the group: every screen shows it as not yet agreed."""
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    _, area = _area(held, stamp.item)
    _on_the_scale(area, value, descriptor)
    return _append(
        stamp, held, Kind.PROPOSED, text=_words(why, needed=False), payload={"value": value}, descriptor=descriptor
    )


@transaction.atomic
def agree(stamp: Stamp, *, value: str, why: str, descriptor: str = "", before: str = "") -> Event:
    """Record what the group agreed of an area (or of one descriptor) with its reason, beside the school's own.

    `before` is the school's own value, kept with the event so that the record needs no second look.
    """
    judge.one_at_a_time(stamp.group.school_id)
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    pack, area = _area(held, stamp.item)
    _on_the_scale(area, value, descriptor)
    words = _words(why, needed=not descriptor, missing="Say why the group agreed this, in a sentence.", field="why")
    event = _append(
        stamp, held, Kind.JUDGEMENT, text=words, payload={"value": value, "before": before}, descriptor=descriptor
    )
    judge.record_agreed(
        school=held.school, pack=pack, area=area.slug, descriptor=descriptor, value=value, why=words,
        agreed_in=held.public_id, by=stamp.by, at=event.at,
    )  # fmt: skip
    return event


@transaction.atomic
def set_action(
    stamp: Stamp,
    *,
    what: str,
    owner: Person,
    due: date | None,
    proof: str,
    descriptor: str = "",
    issue: ImprovementIssue | None = None,
) -> Event:
    """Set an action of the host school. Raises Refused where its owner is of another school, or its day has passed."""
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    log.must_be_its_own(held, stamp.item)
    at = log.happened(held, stamp.at)
    area = area_of_item(stamp.item) if stamp.item else ""
    action = actions.set_action(
        by=stamp.by, school=held.school, what=what, owner=owner, due=due, proof=proof, pack=held.pack,
        area=area, descriptor=descriptor if area else "", issue=issue, set_in=held.public_id, at=at,
    )  # fmt: skip
    payload = {
        "owner": owner.name, "role": action.owner_role, "due": action.due.isoformat(), "proof": action.proof,
    }  # fmt: skip
    return _append(stamp, held, Kind.ACTION, text=action.what, payload=payload, descriptor=descriptor, action=action)


@transaction.atomic
def review_action(stamp: Stamp, *, action: Action, note: str) -> Event:
    """Note what was said of an action set earlier. How far it is, and what it changed, is the school's to say.

    The event keeps the status and the difference as they stood when the group looked.
    """
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    if action.school_id != held.school_id:
        raise Refused("That action is of another school. Load the page again.")
    payload = {"status": action.status, "impact": action.impact, "due": action.due.isoformat()}
    return _append(stamp, held, Kind.CARRIED, text=_words(note), payload=payload, action=action)


@transaction.atomic
def _said(stamp: Stamp, kind: str, text: str, payload: dict[str, Any] | None = None, descriptor: str = "") -> Event:
    held, first = log.hold(stamp.group, stamp.key)
    if first:
        return first
    _must_take(held, stamp)
    return _append(stamp, held, kind, text=_words(text), payload=payload or {}, descriptor=descriptor)


def _must_take(held: TaskGroup, stamp: Stamp) -> None:
    log.must_take(held, stamp.at)
    late.must_have_chaired(held, stamp.by, stamp.at)


def _append(stamp: Stamp, held: TaskGroup, kind: str, **more: Any) -> Event:
    return log.append(group=held, by=stamp.by, kind=kind, key=stamp.key, at=stamp.at, item=stamp.item, **more)


def _words(
    text: str, *, needed: bool = True, missing: str = "There are no words yet. Write them first.", field: str = "text"
) -> str:
    text = text.strip()
    if needed and not text:
        raise Refused(missing, field)
    refuse_longer(text, MOST, field)
    return text


def _area(group: TaskGroup, item: AgendaItem | None) -> tuple[Pack, Area]:
    pack = shelf.pack(group.pack)
    area = find_area(pack, area_of_item(item)) if pack and item else None
    if pack is None or area is None:
        raise Refused("This item has no area of the framework to judge. Go to one that has.")
    return pack, area


def _of_the_area(area: Area, descriptor: str) -> None:
    if descriptor not in area.by_slug:
        raise Refused("That descriptor is not part of this area. Load the page again.")


def _on_the_scale(area: Area, value: str, descriptor: str) -> None:
    if descriptor:
        _of_the_area(area, descriptor)
    allowed = (MET, PARTLY, NOT_YET) if descriptor else tuple(grade.slug for grade in area.scale)
    if value not in allowed:
        raise Refused("Nothing is chosen. Choose where the group places the school.", "value")
