"""What schools give and receive over a school year, as marks on lanes from September to August. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from taskgroups.kit.design.words import MONTHS, day
from taskgroups.participation.parts import FIRST_MONTH, Kind, Part, ends_of

WIDTH, LEFT, RIGHT = 720, 12, 12
HEAD, LANE, APART = 34, 58, 19  # units of the picture; marks nearer than APART stand beside one another
LONGEST = 50  # letters of a title that a phone's width holds
LOOKS = {Kind.CHAIRED: "chaired", Kind.HOSTED: "hosted"}  # all else is 'sat'


@dataclass(frozen=True)
class Mark:
    """One part: where it stands, how it looks, and what it is in words."""

    x: float
    look: str
    planned: bool
    words: str


@dataclass(frozen=True)
class Lane:
    """One line of the picture with its marks: a school, or one side of a school."""

    title: str
    y: float
    marks: list[Mark]


@dataclass(frozen=True)
class Picture:
    """The whole drawing, and what it shows in one sentence for those who do not see it."""

    height: int
    months: list[tuple[float, str]]
    lanes: list[Lane]
    label: str
    today: float | None
    width: int = WIDTH


def draw(year: int, rows: Sequence[tuple[str, Sequence[Part]]], today: date) -> Picture:
    """Return lanes, each with the title and the parts given; today is a line where it lies in the year."""
    short = [(shorten(title, LONGEST, placeholder="…"), parts) for title, parts in rows]  # the label has it whole
    lanes = [Lane(title, HEAD + LANE * n + 40, _marks(year, parts)) for n, (title, parts) in enumerate(short)]
    first, last = ends_of(year)
    months = [
        (_x(year, date(year + (number < FIRST_MONTH), number, 1)), MONTHS[number - 1][:3])
        for number in [*range(FIRST_MONTH, 13), *range(1, FIRST_MONTH)]
    ]
    now = _x(year, today) if first <= today <= last else None
    return Picture(HEAD + LANE * len(rows) + 14, months, lanes, _label(rows), now)


def _x(year: int, on: date) -> float:
    first, last = ends_of(year)
    on = min(max(on, first), last)
    return round(LEFT + (on - first).days / ((last - first).days + 1) * (WIDTH - LEFT - RIGHT), 1)


def _marks(year: int, parts: Sequence[Part]) -> list[Mark]:
    found: list[Mark] = []
    for part in sorted(parts, key=lambda one: (one.on, one.kind, one.school)):
        x = _x(year, part.on)
        if found and x < found[-1].x + APART:
            x = found[-1].x + APART
        look = LOOKS.get(part.kind, "sat")
        found.append(Mark(x, look, part.planned, f"{part.words}, {part.school}, {day(part.on)}"))
    return _within(found)


def _within(marks: list[Mark]) -> list[Mark]:
    """The same, moved to the left where they would stand beyond the year's end."""
    beyond = marks[-1].x - (WIDTH - RIGHT) if marks else 0
    if beyond <= 0:
        return marks
    return [Mark(round(max(LEFT, one.x - beyond), 1), one.look, one.planned, one.words) for one in marks]


def _label(rows: Sequence[tuple[str, Sequence[Part]]]) -> str:
    return " ".join(f"{title}: {_counted(parts)}." for title, parts in rows)


def _counted(parts: Sequence[Part]) -> str:
    """'chaired 2, sat in 1, hosted 1, 1 planned', or 'nothing yet'."""
    held = [one for one in parts if not one.planned]
    told = [
        ("chaired {}", sum(one.kind == Kind.CHAIRED for one in held)),
        ("sat in {}", sum(one.kind not in LOOKS for one in held)),
        ("hosted {}", sum(one.kind == Kind.HOSTED for one in held)),
        ("{} planned", len(parts) - len(held)),
    ]
    return ", ".join(words.format(many) for words, many in told if many) or "nothing yet"
