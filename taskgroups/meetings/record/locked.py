"""What the floors above do once a record is locked."""

from collections.abc import Callable

from taskgroups.meetings.models import Record

After = Callable[[Record], None]
_after: list[After] = []


def when_locked(work: After) -> None:
    """Let a floor above say what it does in the same transaction."""
    if work not in _after:
        _after.append(work)


def tell_locked(record: Record) -> None:
    """Do what the floors above asked for."""
    for work in _after:
        work(record)
