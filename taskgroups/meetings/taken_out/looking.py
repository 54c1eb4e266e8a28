"""What is shown before and after: where the words stand, and what was taken out of a Task Group before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from taskgroups.kit.design.pupil_names import looks_like_pupil_name
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.policy import reaches_the_school
from taskgroups.meetings.projections.entries import Entry
from taskgroups.meetings.taken_out.matching import Wanted, texts_in
from taskgroups.meetings.taken_out.places import cut_off, standing_in
from taskgroups.people.models import Person

AROUND = 80  # characters shown on either side
Parts = list[tuple[str, bool]]


@dataclass(frozen=True)
class Stands:
    """Where the words stand: the name of the place, and each text in parts, with whether a part is the words."""

    name: str
    texts: tuple[Parts, ...]


@dataclass(frozen=True)
class Before:
    """Words taken out before: by whom, when and why."""

    by: str
    at: datetime
    reason: str


def places_of(group: TaskGroup, wanted: Wanted, *, person: Person, own: bool) -> list[Stands]:
    """Return where the words stand, as far as this person may read it."""
    found: dict[str, dict[str, Parts]] = {}
    wide = reaches_the_school(person, group)
    for one in standing_in(group, wanted, own=own, wide=wide, shown_to=person):
        for column in one.columns:
            if left := cut_off(one.row, column, wanted):
                text = getattr(one.row, column)
                found.setdefault(one.place.name, {})[text] = _short([(text.removesuffix(left), False), (left, True)])
                continue
            for text in texts_in(getattr(one.row, column)):
                if wanted.stand_in(text):
                    found.setdefault(one.place.name, {})[text] = _short(wanted.marked_in(text))
    return [Stands(name, tuple(texts.values())) for name, texts in found.items()]


def _short(parts: Parts) -> Parts:
    """Long stretches between the words are cut."""
    cut = []
    for text, marked in parts:
        long = not marked and len(text) > 2 * AROUND
        cut.append((f"{text[:AROUND]} … {text[-AROUND:]}" if long else text, marked))
    return cut


def taken_out_before(group: TaskGroup) -> list[Before]:
    """Return what was taken out of a Task Group before, the latest first; one query."""
    rows = group.events.filter(kind=Event.Kind.TAKEN_OUT).select_related("by").order_by("-number")
    return [Before(row.by.name, row.written_at, str(row.payload.get("reason", ""))) for row in rows]


def guessed(group: TaskGroup, number: int) -> str:
    """Return what looks like a pupil's name in an entry, '' where nothing does; one query."""
    event = group.events.filter(number=number).first()
    return looks_like_pupil_name("\n".join([event.text, *texts_in(event.payload)])) if event else ""


def says(entries: Iterable[Entry], *, named: bool = True) -> list[str]:
    """Return what a record says of words taken out of it: when and, where `named`, by whom.

    It says nothing of its confidential part.
    """
    told = [one for one in entries if one.kind == Event.Kind.TAKEN_OUT and not one.payload.get("apart")]
    days = [(timezone.localdate(one.written_at or one.at), one.by) for one in told]
    if not named:
        return [f"Words were taken out of this record on {day(on)}." for on in dict.fromkeys(on for on, _ in days)]
    return [f"Words were taken out of this record on {day(on)} by {by}." for on, by in dict.fromkeys(days)]
