"""What the chair's side of the room shows for the chair alone: the counter, and where the item before stood."""

from typing import Any

from taskgroups.meetings.models import AgendaItem, Event
from taskgroups.meetings.projections.balance import Balance
from taskgroups.meetings.room.beside import Addition
from taskgroups.meetings.room.screen import Screen
from taskgroups.practice.account import Account, Heard
from taskgroups.practice.queries import account_of


def gather(screen: Screen) -> dict[str, Any]:
    """Return what stands beside the chair's words; five queries."""
    if screen.person is None:
        raise ValueError("a screen for many has nothing of one chair's own")
    account = account_of(screen.person, screen.group)
    return {
        "between": left_behind(screen),
        "account": account,
        "taps": taps_of(account, screen.item),
        "last": last_tap(account),
        "none": Balance(),
    }


def left_behind(screen: Screen) -> AgendaItem | None:
    """Return the item the room was at before this one, where the chair looks at where the room is."""
    if not screen.is_current or screen.item is None:
        return None
    moves = [entry.item for entry in screen.frame if entry.kind == Event.Kind.ITEM and entry.item is not None]
    before = [item for item in moves[:-1] if item != screen.item.pk]
    return next((item for item in screen.agenda if before and item.pk == before[-1]), None)


def taps_of(account: Account, item: AgendaItem | None) -> dict[str, int]:
    """Return how often each act was tapped under an item."""
    key = item.pk if item else None
    tapped = [one.act for one in account.heard if one.source == "tap" and one.item == key]
    return {act: tapped.count(act) for act in ("question", "advice", "other")}


def last_tap(account: Account) -> Heard | None:
    """Return the newest tap that stands: the one that is taken back first."""
    return next((one for one in reversed(account.heard) if one.source == "tap"), None)


ADDITION = Addition(
    words="practice/_words.jinja",
    beside="practice/_beside.jinja",
    gather=gather,
    style="practice/practice.css",
    script="practice/practice.js",
)
