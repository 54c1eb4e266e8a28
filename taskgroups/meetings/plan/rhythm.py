"""How often a school's Task Group might meet, proposed from its latest inspection. Plain functions.

Source of the rule: the article's model and published practice of improvement boards: half-termly where improvement is
required, termly or yearly otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from taskgroups.frameworks.pack import Area, Grade, Pack

EVERY = {"half_termly": "Half-termly", "termly": "Termly", "yearly": "Yearly"}
WEEKS = {"half_termly": 7, "termly": 14, "yearly": 52}
# Weeks in which no school in England meets, as (month, day) from and to. Ours, and only for what is proposed.
CLOSED = (((7, 20), (9, 4)), ((12, 18), (12, 31)), ((1, 1), (1, 5)))
NO_CONCERN = ("", "none", "null", "9", "no", "not applicable")


@dataclass(frozen=True)
class Found:
    """What an inspection found: its framework, its grades as (judgement, grade) in the file's words, its day."""

    pack: Pack | None
    grades: Sequence[tuple[str, str]]
    category: str = ""
    started_on: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """How often, and why."""

    every: str
    because: tuple[str, ...]

    @property
    def words(self) -> str:
        return EVERY[self.every]

    def next_after(self, day: date) -> date:
        """Return the day that the rhythm proposes after this one: the same weekday, whole weeks on."""
        return in_term(day + timedelta(weeks=WEEKS[self.every]))


def in_term(day: date) -> date:
    """Return this day, or the same weekday of the first week after the summer or Christmas holidays it falls in."""
    while any(first <= (day.month, day.day) <= last for first, last in CLOSED):
        day += timedelta(weeks=1)
    return day


def propose(found: Found | None) -> Rhythm:
    """Return the rhythm for a school with this latest inspection, or None for one not known."""
    if found is None:
        return Rhythm("termly", ("No inspection of this school has been loaded.",))
    if found.category.strip().lower() not in NO_CONCERN:
        return Rhythm("half_termly", (f"The latest inspection placed the school in a category: {found.category}.",))
    below = below_the_line(found)
    if below:
        return Rhythm("half_termly", _said(below))
    places = [place for judgement, grade in found.grades if (place := _place(found.pack, judgement, grade))]
    if not places:
        return Rhythm("termly", ("The latest inspection gave no grade that says more.",))
    if all(index == 0 for index, _ in places):
        return Rhythm("yearly", ("Every grade of the latest inspection is the highest of its scale.",))
    return Rhythm("termly", ("Every grade of the latest inspection is at or above the secure line.",))


def _said(below: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    if len(below) > 2:
        areas: dict[str, list[str]] = {}
        for judgement, grade in below:
            areas.setdefault(grade, []).append(judgement)
        each = " ".join(f"{grade}: {'; '.join(judged)}." for grade, judged in areas.items())
        return (f"{len(below)} grades of the latest inspection are below the secure line. {each}",)
    return tuple(f"{judgement} was graded {grade}, below the secure line." for judgement, grade in below)


def below_the_line(found: Found) -> list[tuple[str, str]]:
    """Return the (judgement, grade) pairs below the secure line. The line is ours, not the inspectorate's."""
    placed = [(pair, _place(found.pack, *pair)) for pair in found.grades]
    return [pair for pair, place in placed if place and place[0] > place[1]]


def areas_below(found: Found | None, pack: Pack) -> frozenset[str]:
    """Return the slugs of the pack's areas that the inspection graded below the line.

    None where it was made under another framework: grades are never carried from one to another.
    """
    if found is None or found.pack is None or found.pack.slug != pack.slug:
        return frozenset()
    below = {_plain(judgement) for judgement, _ in below_the_line(found)}
    return frozenset(area.slug for area in pack.areas if any(_means(area, one) for one in below))


def _place(pack: Pack | None, judgement: str, grade: str) -> tuple[int, int] | None:
    """Return (the grade's index, the line's index) on the scale of its judgement, or None where it has no place."""
    if pack is None:
        return None
    area = next((a for a in pack.areas if _means(a, _plain(judgement))), None)
    scale, line = (area.scale, area.secure_from) if area else (pack.scale, pack.secure_from)
    at = _index(scale, _plain(grade), by_name=True)
    return None if at is None else (at, _index(scale, line) or 0)


def _index(scale: Sequence[Grade], wanted: str, *, by_name: bool = False) -> int | None:
    names = [_plain(g.name) if by_name else g.slug for g in scale]
    return names.index(wanted) if wanted in names else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("&", "and").replace("-", " ").split())


def _means(area: Area, judgement: str) -> bool:
    return any(_same(name, judgement) for name in (area.name, *area.also))


def _same(name: str, judgement: str) -> bool:
    """Whether an area's name and a file's heading mean the same: files leave words out ('where applicable')."""
    name, judgement = _plain(name), judgement.split(" (")[0]
    return bool(judgement) and judgement in name
