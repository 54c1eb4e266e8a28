"""What belongs to a person alone, on the floors above too: they read it, nobody else does, and it goes with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from taskgroups.people.models import Person

Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Own:
    """One kind of thing that is a person's own: its name, its columns, its rows, and how it is deleted."""

    name: str
    headers: tuple[str, ...]
    rows: Callable[[Person], Rows]
    forget: Callable[[Person], object]


_own: list[Own] = []


def tell_own(kind: Own) -> None:
    """Floors above say here what of theirs is a person's alone."""
    if kind.name not in {one.name for one in _own}:
        _own.append(kind)


def owned() -> list[Own]:
    """Every kind that was told."""
    return list(_own)
