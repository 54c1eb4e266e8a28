"""Who took part in Task Groups, by role and school: never by name."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.schools.by_role import held_on, role_words
from taskgroups.schools.models import Role

Part = Seat.Part
CAME = (Event.Kind.ATTENDANCE, Event.Kind.HANDOVER)
WORDS = {
    Part.CHAIR: "Chair",
    Part.CO_CHAIR: "Co-chair",
    Part.MEMBER: "Members",
    Part.OBSERVER: "Observer, a chair in training",
    Part.CLERK: "Clerk",
    Part.GUEST: "Guests",
}


@dataclass(frozen=True)
class Attendance:
    """Who came to one Task Group and who chaired it before a hand-over, by their keys; `noted`: anybody noted it."""

    came: frozenset[int]
    chaired: frozenset[int]

    @property
    def noted(self) -> bool:
        return bool(self.came)

    def has(self, seat: Seat) -> bool:
        """Whether somebody was there: noted, or, where nobody noted who came, they had not said no."""
        if self.noted:
            return seat.person_id in self.came or seat.person_id in self.chaired
        return seat.reply != Seat.Reply.NO

    def part(self, seat: Seat) -> str:
        """Their part: whoever chaired for a time chaired."""
        return Part.CHAIR if seat.person_id in self.chaired else seat.part


def attendance(groups: Collection[int]) -> dict[int, Attendance]:
    """Return who came to Task Groups, by the keys of those; one query."""
    came: dict[int, set[int]] = {pk: set() for pk in groups}
    chaired: dict[int, set[int]] = {pk: set() for pk in groups}
    found = Event.objects.filter(task_group__in=groups, kind__in=CAME).order_by("number")
    for group, kind, payload in found.values_list("task_group", "kind", "payload"):
        if kind == Event.Kind.HANDOVER:
            chaired[group].add(int(payload.get("from") or 0))
        elif payload.get("came"):
            came[group].add(int(payload["person"]))
    return {pk: Attendance(frozenset(came[pk]), frozenset(chaired[pk] - {0})) for pk in groups}


def who_took_part(group: TaskGroup, there: Attendance, roles: dict[int, list[Role]]) -> tuple[tuple[str, str], ...]:
    """Return each part with the roles of those in it, the host school's own left out: they are the school."""
    on = timezone.localdate(group.opened_at or group.starts_at)
    found: dict[str, list[str]] = {}
    for seat in group.seats.all():
        part = there.part(seat)
        if part == Part.HOST or seat.left_at or not there.has(seat):
            continue
        held = next(held_on(roles.get(seat.person_id, []), on), None)
        if held is None or held.school_id != group.school_id:
            found.setdefault(part, []).append(role_words(held) if held else "In no role here on that day")
    return tuple((label, "; ".join(sorted(found[part]))) for part, label in WORDS.items() if part in found)
