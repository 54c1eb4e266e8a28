"""What arrives late, from a device that was away: where it stands in time, and whether it still takes effect.

The rule of ADR 0012: everything that happened is kept, at the time it happened; the room itself is moved only by what
was done from where it stands, and after whatever moved it last.
"""

from datetime import datetime

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import clock
from taskgroups.meetings.domain import log
from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.meetings.projections.room import ELSEWHERE
from taskgroups.people.models import Person

Kind, State = Event.Kind, TaskGroup.State
RUNS = (Seat.Part.CHAIR, Seat.Part.CLERK)
TURNS = {Kind.OPENED: State.OPEN, Kind.RESUMED: State.OPEN, Kind.PAUSED: State.PAUSED}
EARLIER = "earlier"  # made before the room's last move: it counts in time, and moves nobody


def is_late(group: TaskGroup, at: datetime | None) -> bool:
    """Whether something was told with the time of a device that was away; a meeting held on paper has no 'late'."""
    return at is not None and not group.entered_later


def must_have_chaired(group: TaskGroup, by: Person, at: datetime | None) -> None:
    """Refuse what somebody wrote after they had handed over the chair; what they kept from before is theirs to send."""
    handed = group.handed_over_by(by)
    if handed is None or group.seats.current().filter(person=by, part__in=RUNS).exists():
        return
    if log.happened(group, at) >= handed:
        raise Refused(f"You handed over the chair at {clock(handed)}. What was said after that is not yours to log.")


def overtaken(group: TaskGroup, came_from: int | None, at: datetime | None) -> str:
    """Say how a move was overtaken by another's, for the event's payload; '' where it takes the room along.

    `came_from` is the key of the item its writer saw the room at, None where the form did not say.
    """
    happened, moved = log.happened(group, at), last_move(group)
    if moved is not None and happened < moved:
        return EARLIER
    turned, _ = last_turn(group)
    away = came_from is not None and came_from != group.current_item_id
    if away or (group.state == State.PAUSED and turned is not None and happened >= turned):
        return ELSEWHERE
    return ""


def last_move(group: TaskGroup) -> datetime | None:
    """When the room was last moved, or None."""
    found = group.events.filter(kind=Kind.ITEM).values_list("at", "payload")
    return max((at for at, payload in found if payload.get("away") != ELSEWHERE), default=None)


def last_turn(group: TaskGroup, until: datetime | None = None) -> tuple[datetime | None, str]:
    """Return when the clock was last started or stopped (up to a moment), and the state since then."""
    found = group.events.filter(kind__in=list(TURNS)).order_by("-at", "-number")
    newest = (found.filter(at__lte=until) if until else found).values_list("at", "kind").first()
    return (newest[0], TURNS[Kind(newest[1])]) if newest else (None, group.state)
