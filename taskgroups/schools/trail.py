"""What the lines of a school's trail are about, in words. Floors above say here how what is theirs is called."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from taskgroups.kit.access.models import Entry
from taskgroups.schools.models import School

Namer = Callable[[School, Collection[str]], Mapping[str, "Named"]]


@dataclass(frozen=True)
class Named:
    """What a line is about: its name now, and where it is; '' where the school's head has no page for it."""

    text: str
    address: str = ""


_namers: list[Namer] = []


def name_lines_by(namer: Namer) -> None:
    """Let `namer(school, what lines are about)` name those it knows, in a fixed number of queries. Once for each."""
    if namer not in _namers:
        _namers.append(namer)


def named(school: School, entries: Iterable[Entry]) -> list[tuple[Entry, Named]]:
    """Return each line with what it is about; one that nobody knows keeps the words it was written with."""
    lines = list(entries)
    about = {line.about for line in lines if line.about}
    known: dict[str, Named] = {}
    for namer in _namers if about else []:
        known.update(namer(school, about))
    return [(line, known.get(line.about, Named(line.about))) for line in lines]
