"""Laying and changing the agenda of a Task Group."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.agenda import ProposedItem, propose
from taskgroups.meetings.agenda.minutes import MOST_MINUTES
from taskgroups.meetings.domain import seats
from taskgroups.meetings.domain.versions import hold, note_change, refuse_unless_before
from taskgroups.meetings.models import AgendaItem, SeatItem, TaskGroup
from taskgroups.meetings.plan.situation import situation_of
from taskgroups.people.models import Person

MOST_ITEMS = 40


def lay(group: TaskGroup, pack: Pack, *, with_gaps: bool) -> None:
    """Write the proposed agenda over the one there is; items of one's own stay, at the end before the last.

    Inside the transaction of whoever calls it.
    """
    own = list(group.agenda.filter(kind=AgendaItem.Kind.OWN))
    available = group.minutes - sum(item.minutes for item in own)
    found = propose(pack, situation_of(group, pack, with_gaps=with_gaps), available)
    chosen = _chosen(group)
    group.agenda.exclude(kind=AgendaItem.Kind.OWN).delete()
    rows = [AgendaItem(task_group=group, position=place, **_fields(one)) for place, one in enumerate(found.items, 1)]
    AgendaItem.objects.bulk_create(rows)
    _choose_again(group, chosen)
    group.left_out = [{**_fields(one.item), "why": one.because} for one in found.left_out]
    group.agenda_changed_at = None
    group.save(update_fields=["left_out", "agenda_changed_at"])
    if own:
        fresh = list(group.agenda.exclude(kind=AgendaItem.Kind.OWN).order_by("position"))
        _number([*fresh[:-1], *own, *fresh[-1:]])


def _chosen(group: TaskGroup) -> list[SeatItem]:
    places = SeatItem.objects.filter(item__task_group=group).exclude(item__kind=AgendaItem.Kind.OWN)
    return list(places.select_related("item", "seat__person", "seat__task_group"))


def _choose_again(group: TaskGroup, chosen: list[SeatItem]) -> None:
    """Bring those chosen by item to the item of the same kind and area; who is left without one has no seat."""
    fresh = {(row.kind, row.area): row for row in group.agenda.all()}
    for place in chosen:
        if row := fresh.get((place.item.kind, place.item.area)):
            SeatItem.objects.create(seat=place.seat, item=row, reason=place.reason)
    for sits in {place.seat for place in chosen}:
        if sits.left_at is None and not sits.places.exists():
            seats.leave(sits)


def _fields(item: ProposedItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "area": item.area,
        "title": item.title,
        "reason": item.reason,
        "minutes": item.minutes,
        "because": list(item.because),
        "because_school": list(item.because_school),
    }


@transaction.atomic
def weigh(*, group: TaskGroup, by: Person | None, with_gaps: bool) -> TaskGroup:
    """Share the minutes out afresh among the items there are, with the reasons that are known now.

    What was left out stays out, the order stays, and so do items of one's own. `by` is None where the application
    does it as the preparation is sent.
    """
    group = hold(group)
    refuse_unless_before(group)
    pack = shelf.packs()[group.pack]
    rows = list(group.agenda.all())
    own = sum(row.minutes for row in rows if row.kind == AgendaItem.Kind.OWN)
    only = {(row.kind, row.area) for row in rows}
    found = propose(pack, situation_of(group, pack, with_gaps=with_gaps), group.minutes - own, only=only)
    fresh = {(one.kind, one.area): one for one in found.items}
    for row in rows:
        if one := fresh.get((row.kind, row.area)):
            row.minutes, row.because, row.because_school = one.minutes, list(one.because), list(one.because_school)
    AgendaItem.objects.bulk_update(rows, ["minutes", "because", "because_school"])
    note_change(group, by, "weighed the agenda", {})
    return group


@transaction.atomic
def set_minutes(*, group: TaskGroup, by: Person, base: int, minutes: Mapping[int, int]) -> TaskGroup:
    """Give items their minutes, by the item's key. Raises ChangedMeanwhile where another changed the plan meanwhile."""
    group = hold(group, base)
    refuse_unless_before(group)
    changes = {}
    for row in group.agenda.all():
        wanted = minutes.get(row.pk, row.minutes)
        if not 1 <= wanted <= MOST_MINUTES:
            raise Refused(f"{wanted} minutes is not possible. Enter 1 to {MOST_MINUTES}.", f"minutes-{row.pk}")
        if wanted != row.minutes:
            changes[f"Minutes of {row.title}"] = [str(row.minutes), str(wanted)]
            row.minutes = wanted
            row.save(update_fields=["minutes"])
    if changes:
        _touched(group, by, "changed the minutes", changes)
    return group


@transaction.atomic
def move(*, group: TaskGroup, by: Person, item: int, places: int) -> TaskGroup:
    """Move an item up (-1) or down (1). Past either end nothing changes."""
    group = hold(group)
    refuse_unless_before(group)
    rows = list(group.agenda.all())
    at = _at(rows, item)
    to = min(max(at + places, 0), len(rows) - 1)
    if to != at:
        rows.insert(to, rows.pop(at))
        _number(rows)
        title = rows[to].title
        _touched(group, by, "moved an item", {f"Place of {title}": [str(at + 1), str(to + 1)]})
    return group


@transaction.atomic
def take_out(*, group: TaskGroup, by: Person, item: int) -> TaskGroup:
    """Leave an item out. It is kept, with the people chosen for it, and can be put back."""
    group = hold(group)
    refuse_unless_before(group)
    rows = list(group.agenda.all())
    row = rows.pop(_at(rows, item))
    if not rows:
        raise Refused("This is the only item. An agenda needs at least one: add another first.")
    places = [[place.seat_id, place.reason] for place in row.places.all()]
    kept = {name: getattr(row, name) for name in ("kind", "area", "title", "reason", "minutes", "position")}
    kept |= {"because": row.because, "because_school": row.because_school, "places": places}
    group.left_out = [*group.left_out, {**kept, "why": f"Taken out by {by.name}."}]
    group.save(update_fields=["left_out"])
    alone = seats.alone_for(row.pk)
    row.delete()
    for one in alone:
        seats.leave(one)
    _number(rows)
    _touched(group, by, "took an item out", {row.title: ["on the agenda", "left out"]})
    return group


@transaction.atomic
def put_back(*, group: TaskGroup, by: Person, title: str) -> TaskGroup:
    """Put an item that was left out back where it was, with its people."""
    group = hold(group)
    refuse_unless_before(group)
    found = next((one for one in group.left_out if one["title"] == title), None)
    if found is None:
        raise Refused("That item is not among those left out: somebody may have put it back. Look at the agenda.")
    group.left_out = [one for one in group.left_out if one is not found]
    group.save(update_fields=["left_out"])
    rows = list(group.agenda.all())
    names = ("kind", "area", "title", "reason", "minutes", "because", "because_school")
    row = AgendaItem.objects.create(task_group=group, position=0, **{name: found[name] for name in names})
    held = {seat.pk: seat for seat in group.seats.select_related("person")}
    for key, reason in found.get("places", []):
        if key in held:
            row.places.create(seat=seats.take_office(group, held[key].person, held[key].part), reason=reason)
    rows.insert(_place_for(found, rows, shelf.packs()[group.pack]), row)
    _number(rows)
    _touched(group, by, "put an item back", {row.title: ["left out", "on the agenda"]})
    return group


@transaction.atomic
def add_own(*, group: TaskGroup, by: Person, title: str, reason: str, minutes: int) -> AgendaItem:
    """Add an item of one's own before the last two: the school reads its actions back after it."""
    group = hold(group)
    refuse_unless_before(group)
    rows = list(group.agenda.all())
    if len(rows) >= MOST_ITEMS:
        raise Refused(f"The agenda has {MOST_ITEMS} items already. Take one out first.")
    if any(row.title == title for row in rows) or any(one["title"] == title for one in group.left_out):
        raise Refused("There is an item of that title already. Give this one another title.", "title")
    row = AgendaItem.objects.create(
        task_group=group, position=0, kind=AgendaItem.Kind.OWN, title=title, reason=reason, minutes=minutes
    )
    last = [at for at, one in enumerate(rows) if one.kind in (AgendaItem.Kind.READBACK, AgendaItem.Kind.CLOSE)]
    rows.insert(min(last, default=len(rows)), row)
    _number(rows)
    _touched(group, by, "added an item", {title: ["", f"{minutes} minutes"]})
    return row


def _touched(group: TaskGroup, by: Person, verb: str, changes: dict[str, list[str]]) -> None:
    group.agenda_changed_at = timezone.now()
    group.save(update_fields=["agenda_changed_at"])
    note_change(group, by, verb, changes)


def _at(rows: list[AgendaItem], item: int) -> int:
    at = next((place for place, row in enumerate(rows) if row.pk == item), None)
    if at is None:
        raise Refused("That item is no longer on the agenda: somebody else may have taken it out. Look at it again.")
    return at


def _place_for(found: dict[str, Any], rows: list[AgendaItem], pack: Pack) -> int:
    """Where an item was; one never on the agenda goes where the framework has it."""
    if found.get("position"):
        return min(int(found["position"]) - 1, len(rows))
    order = [(one.kind, one.area) for one in pack.agenda]
    before = order[: order.index((found["kind"], found["area"]))] if (found["kind"], found["area"]) in order else []
    places = [at for at, row in enumerate(rows) if (row.kind, row.area) in before]
    return max(places, default=-1) + 1


def _number(rows: list[AgendaItem]) -> None:
    for place, row in enumerate(rows, 1):
        row.position = place
    AgendaItem.objects.bulk_update(rows, ["position"])
