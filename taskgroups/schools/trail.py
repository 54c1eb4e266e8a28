"""What the lines of a school's trail are about, in words. Floors above say here how what is theirs is called."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.schools.models import School

Namer = Callable[[School, Collection["About"]], Mapping["About", "Named"]]


@dataclass(frozen=True)
class About:
    """What a line says it is about, and the day it was written: the same words may have meant another thing then."""

    words: str
    on: date


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
    abouts = [About(line.about, timezone.localdate(line.at)) for line in lines]
    asked = {one for one in abouts if one.words}
    known: dict[About, Named] = {}
    for namer in _namers if asked else []:
        known.update(namer(school, asked))
    return [(line, known.get(about, Named(line.about))) for line, about in zip(lines, abouts, strict=True)]


def by_words(abouts: Collection[About], known: Mapping[str, Named]) -> dict[About, Named]:
    """What is called the same whenever a line was written, found by the line's words alone."""
    return {one: known[one.words] for one in abouts if one.words in known}
