"""The question bank: which questions of a framework answer to what somebody looks for. Plain functions."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from taskgroups.frameworks.pack import Area, Descriptor, Pack, Question

WHOLE = "overall"
# Ours: provision that a phase of school does not have. Where it may or may not, its questions stay.
WITHOUT = {
    "early_years": frozenset({"middle", "secondary", "post_16"}),
    "post_16": frozenset({"nursery", "primary", "middle"}),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in a framework's questions. Empty means all."""

    pack: Pack
    area: str = ""
    kind: str = ""
    phase: str = ""
    words: str = ""

    @property
    def terms(self) -> list[str]:
        """The words to look for, without regard to capitals."""
        return self.words.casefold().split()


@dataclass(frozen=True)
class Asked:
    """A question, and the descriptors it tests."""

    question: Question
    tests: tuple[Descriptor, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The questions found in one area; `area` is None for those about the school as a whole."""

    slug: str
    name: str
    area: Area | None
    asked: list[Asked] = field(default_factory=list)


def areas_to_choose(pack: Pack) -> list[tuple[str, str]]:
    """Return (slug, name) of everything in a framework that has questions, in its order."""
    return [(slug, name) for slug, name, _ in _places(pack)]


def find(wanted: Wanted) -> list[Shelf]:
    """Return what was found, area by area in the framework's order; areas in which nothing was found are left out.

    A question is found when every word stands in it, in a descriptor it tests or in the name of its area.
    """
    found = []
    for slug, name, area in _places(wanted.pack):
        if wanted.area not in ("", slug) or (area and wanted.phase in WITHOUT.get(area.applies, ())):
            continue
        asked = [one for one in _asked(wanted.pack, area) if _fits(one, name, wanted)]
        if asked:
            found.append(Shelf(slug, name, area, asked))
    return found


def count(found: list[Shelf]) -> int:
    """How many questions were found."""
    return sum(len(shelf.asked) for shelf in found)


def _places(pack: Pack) -> Iterator[tuple[str, str, Area | None]]:
    for area in pack.areas:
        yield area.slug, area.name, area
    if pack.area(WHOLE) is None and any(item.questions for item in pack.agenda):
        yield WHOLE, pack.overall or "The school as a whole", None


def _asked(pack: Pack, area: Area | None) -> list[Asked]:
    if area is None:
        return [Asked(question) for item in pack.agenda for question in item.questions]
    return [Asked(q, tuple(d for d in area.descriptors if d.slug in q.descriptors)) for q in area.questions]


def _fits(one: Asked, name: str, wanted: Wanted) -> bool:
    question = one.question
    if wanted.kind not in ("", question.kind):
        return False
    if wanted.phase and question.phases and wanted.phase not in question.phases:
        return False
    said = " ".join([question.text, name, *(d.text for d in one.tests)]).casefold()
    return all(term in said for term in wanted.terms)
