"""Who was at a Task Group, by name and role or by role alone, as the log and the seats tell it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.projections.entries import Entry
from taskgroups.schools.by_role import role_on, roles_by_person
from taskgroups.schools.models import Role

Part = Seat.Part


@dataclass(frozen=True)
class Present:
    """The people of one meeting, each as 'Asha Alder, Head'."""

    chair: str
    clerk: str
    present: tuple[str, ...]
    apologies: tuple[str, ...]
    noted: bool = True


def who_was_there(group: TaskGroup, entries: Sequence[Entry], *, by_role: bool = False) -> Present:
    """Return who chaired and clerked, who else was there, and who sent apologies; `by_role`: nobody by name.

    Where nobody noted who came, those with a seat who had not said no were expected, and `noted` is False.
    """
    ever = list(group.seats.filter(_sat_in(group)).select_related("person"))
    seats = [seat for seat in ever if seat.left_at is None]
    noted = {int(e.payload["person"]): str(e.payload.get("name", "")) for e in entries if _came(e)}
    named = _by_role(group, noted, ever, entries) if by_role else _by_name(group, noted, ever)
    here = noted or {seat.person_id: seat.person.name for seat in seats if seat.reply != Seat.Reply.NO}
    leading = {seat.person_id for seat in ever if seat.part in (Part.CHAIR, Part.CLERK)}
    return Present(
        chair=_chair(seats, named, entries, by_role=by_role),
        clerk=", ".join(named[s.person_id].removesuffix(", Clerk") for s in ever if s.part == Part.CLERK),
        present=tuple(named.get(pk, name) for pk, name in here.items() if pk not in leading),
        apologies=tuple(named[s.person_id] for s in seats if s.reply == Seat.Reply.NO and s.person_id not in here),
        noted=bool(noted),
    )


def _by_name(group: TaskGroup, noted: Mapping[int, str], ever: Sequence[Seat]) -> dict[int, str]:
    """Each who came or sat, by key, as 'Asha Alder, Head'."""
    roles = _roles(group, {*noted, *(seat.person_id for seat in ever)})
    named = {pk: _named(name, "", roles.get(pk, []), group) for pk, name in noted.items()}
    return named | {s.person_id: _seated(s, roles.get(s.person_id, []), group) for s in ever}


def _by_role(
    group: TaskGroup, noted: Mapping[int, str], ever: Sequence[Seat], entries: Iterable[Entry]
) -> dict[int, str]:
    """The same as 'Head of Alder Primary School', and whoever handed the chair over."""
    handed = {int(e.payload.get("from") or 0) for e in entries if e.kind == "handover"}
    known = {*noted, *handed, *(seat.person_id for seat in ever)}
    roles, on = roles_by_person(known), timezone.localdate(group.opened_at or group.starts_at)
    named = {pk: role_on(roles.get(pk, []), on, group.school) for pk in known}
    both = {seat.person_id for seat in ever if seat.part == Part.CO_CHAIR}
    return {pk: f"{role}, co-chair" if pk in both else role for pk, role in named.items()}


def _sat_in(group: TaskGroup) -> Q:
    """Seats that are taken, and those that were when the room was opened: whoever was sent away was there before."""
    return Q(left_at=None) | (Q(left_at__gte=group.opened_at) if group.opened_at else Q(pk__in=[]))


def _came(entry: Entry) -> bool:
    return entry.kind == "attendance" and bool(entry.payload.get("came"))


def _roles(group: TaskGroup, people: Iterable[int]) -> dict[int, list[Role]]:
    on = timezone.localdate(group.opened_at or group.starts_at)
    found = Role.objects.on(on).filter(person__in=list(people)).select_related("school")
    by_person: dict[int, list[Role]] = {}
    for role in found:
        by_person.setdefault(role.person_id, []).append(role)
    return by_person


def _named(name: str, part: str, roles: list[Role], group: TaskGroup) -> str:
    """A person of the host school by their role there; a head by their school; anybody else by their part."""
    own = [role for role in roles if role.school_id == group.school_id and role.kind in Role.SCHOOL_KINDS]
    if own:
        return f"{name}, {own[0].title or ('Head' if own[0].kind == Role.Kind.HEAD else 'School leader')}"
    headed = next((role for role in roles if role.kind == Role.Kind.HEAD and role.school), None)
    what = f"Head of {headed.place}" if headed else part
    return ", ".join(filter(None, [name, what]))


def _seated(seat: Seat, roles: list[Role], group: TaskGroup) -> str:
    """Somebody with a seat; of a co-chair that is said, whatever else they are."""
    if seat.part == Part.CO_CHAIR:
        return f"{_named(seat.person.name, '', roles, group)}, co-chair"
    return _named(seat.person.name, seat.get_part_display(), roles, group)


def _chair(seats: Iterable[Seat], named: dict[int, str], entries: Iterable[Entry], *, by_role: bool) -> str:
    now = "; ".join(named[seat.person_id].removesuffix(", Chair") for seat in seats if seat.part == Part.CHAIR)
    handed = [entry for entry in entries if entry.kind == "handover"]
    before = handed[0].payload if handed else {}
    first = named.get(int(before.get("from") or 0), "") if by_role else str(before.get("names", [""])[0])
    return f"{first}, then {now}" if first else now
