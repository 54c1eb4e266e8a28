"""The course for whoever will chair: our own words, with the agenda of a framework, the protocols and practice."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from taskgroups.frameworks.pack import KINDS, Pack, Question, TemplateItem
from taskgroups.kit.talk.practice import Exchange, exchanges

Protocol = tuple[str, str]  # its title, its words
_protocols: list[Callable[[], Iterable[Protocol]]] = []


@dataclass(frozen=True)
class Point:
    """One thing to remember, and why."""

    lead: str
    text: str


@dataclass(frozen=True)
class Section:
    """A part of the course. `then` names what stands below it: 'agenda', 'protocols', 'practice' or nothing."""

    slug: str
    title: str
    text: tuple[str, ...]
    points: tuple[Point, ...] = ()
    then: str = ""


@dataclass(frozen=True)
class Course:
    """The whole course, in order."""

    title: str
    intro: str
    sections: tuple[Section, ...]


@lru_cache(maxsize=1)
def course() -> Course:
    """Return the course as its file has it."""
    with (Path(__file__).parent / "course.toml").open("rb") as file:
        found = tomllib.load(file)
    return Course(found["title"], found["intro"], tuple(_section(one) for one in found["section"]))


def _section(found: dict[str, object]) -> Section:
    points = tuple(Point(**one) for one in found.get("points", ()))  # type: ignore[attr-defined]
    return Section(
        str(found["slug"]),
        str(found["title"]),
        tuple(found["text"]),  # type: ignore[arg-type]
        points,
        str(found.get("then", "")),
    )


def teach_protocols(read: Callable[[], Iterable[Protocol]]) -> None:
    """Say what the protocols are. The floor of Task Groups has them; it tells this one as it starts."""
    _protocols[:] = [read]


def protocols() -> list[Protocol]:
    """Return the protocols in force, as title and words; nothing where no floor above has any."""
    return [one for read in _protocols for one in read()]


def begin_with(pack: Pack, item: TemplateItem) -> list[Question]:
    """Return questions to begin an item with: the first of each kind that it has, in the order of the kinds."""
    area = pack.area(item.area) if item.area else None
    asked = area.questions if area else item.questions
    return [one for kind in KINDS if (one := next((q for q in asked if q.kind == kind), None))]


def to_practise() -> list[Exchange]:
    """Return one exchange of each theme."""
    first: dict[str, Exchange] = {}
    for one in exchanges():
        first.setdefault(one.theme, one)
    return list(first.values())
