"""What many screens of a room fetch after the same event: rendered once for all who may see the same."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from taskgroups.improvement.models import Action
from taskgroups.kit.live.shared import Shared
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.room.queries import earlier_actions
from taskgroups.meetings.room.screen import Screen, Sight, screen_with
from taskgroups.people.models import Person

KEPT_FOR = 2.0  # seconds: the clock of a screen, and what is not in the log, is older by no more
MOST = 64  # of them, some tens of kilobytes each


@dataclass(frozen=True)
class Look:
    """The parts of a screen as all with one sight see them; who may still say they are here; who has more to see."""

    text: str
    absent: frozenset[int]
    own: frozenset[int]

    def is_for(self, person: Person) -> bool:
        """Whether this person sees the same as all the others; who chaired and handed over sees more."""
        return person.pk not in self.own


_shared: Shared[Look] = Shared(KEPT_FOR, MOST)


def look_for_many(sight: Sight, group: TaskGroup, item: int) -> Look:
    """Return the parts for a sight that runs no room, at an item (0: where the room is).

    Made without a person and without a request: what is in it can depend on `sight` alone. The key names all else that
    the room's people do; `group` is read afresh for each who asks.
    """
    stands = (group.public_id, group.last_number, group.state, group.prepared_at, group.plan_version)
    return _shared.get((stands, sight, item), lambda: _made(sight, group, item))


def _made(sight: Sight, group: TaskGroup, item: int) -> Look:
    screen = screen_with(sight, group, item_id=item)
    found = {
        "screen": screen,
        "group": group,
        "side_key": side_key(screen),
        "new_side": False,
        "earlier": earlier_of(screen),
    }
    return Look(render_to_string("meetings/room/look.jinja", found), screen.absent, screen.handed_over)


def earlier_of(screen: Screen) -> list[Action]:
    """Return the actions from before, where the item is about them."""
    return earlier_actions(screen.group) if screen.item and screen.item.kind == "actions" else []


def side_key(screen: Screen) -> str:
    """Name what the forms at the side depend on: while it stays the same they are left alone."""
    return f"{screen.item.pk if screen.item else 0}{side_of(screen.sight, writes=screen.writes)}"


def side_of(sight: Sight, *, writes: bool) -> str:
    """Name it without the item."""
    return f"-{sight.part}-{writes:d}"
