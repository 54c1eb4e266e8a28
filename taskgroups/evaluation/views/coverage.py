"""Coverage: how much of each area is judged met, how much of that has evidence, and how strong the evidence is."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.evaluation import queries
from taskgroups.evaluation.models import Answer, Evidence
from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY, AreaState
from taskgroups.evaluation.policy import Seen, seen_coverage
from taskgroups.evaluation.strength import AGES, LEVELS, Age, Level, Strength
from taskgroups.evaluation.views.choosing import others, pack_asked, query_of
from taskgroups.evaluation.views.rule import TONES
from taskgroups.evaluation.weighing import AreaShown, counted, coverage, weighed_now
from taskgroups.kit.access import access

LOOK_OF = {Level.STRONG: "shown", Level.PARTIAL: "partly", Level.THIN: "not-yet", Level.NONE: "rest"}
LOOKS = (("shown", 12), ("unshown", 12), ("partly", 8), ("not-yet", 4))


@dataclass(frozen=True)
class Bar:
    """One area as counts that add up to its descriptors."""

    state: AreaState
    shown: int
    unshown: int
    partly: int
    not_yet: int
    not_judged: int

    @property
    def parts(self) -> list[tuple[str, float, float, int]]:
        """The pieces of the bar: (look, where it starts and how wide in hundredths, how tall of 12).

        The less is met the lower the piece, so that it reads without colour.
        """
        numbers = (self.shown, self.unshown, self.partly, self.not_yet)
        whole, at, found = len(self.state.descriptors), 0.0, []
        for (look, tall), number in zip(LOOKS, numbers, strict=True):
            width = 100 * number / whole if whole else 0
            if number:
                found.append((look, round(at, 2), round(width, 2), tall))
            at += width
        return found


def bar_of(state: AreaState) -> Bar:
    """Return the counts of one area."""
    met = state.count(MET)
    return Bar(state, met - state.unshown, state.unshown, state.count(PARTLY), state.count(NOT_YET), state.count(""))


@dataclass(frozen=True)
class Cell:
    """One statement in the picture: the stronger the taller, and a stripe for each step it has faded."""

    at: int
    look: str
    tall: int
    stripes: tuple[int, ...]


def cells_of(area: AreaShown) -> list[Cell]:
    """Return the picture of one area, a cell a statement, 20 wide and 18 high each."""
    return [_cell(number, one) for number, (_, one) in enumerate(area.rows)]


def _cell(number: int, one: Strength) -> Cell:
    tall = 6 * one.level
    faded = Age.CURRENT - one.age if one.age is not None else 0
    return Cell(20 * number, LOOK_OF[one.level], tall, tuple(18 - tall + 2 + 3 * n for n in range(faded)))


@access(seen_coverage)
def page(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Show every area as a bar with its figures in words, and how strong what shows each statement is."""
    pack = pack_asked(request)
    places = weighed_now(seen.school, pack)
    picture = queries.standing_with(seen.school, pack, counted(places))
    context = {
        "seen": seen,
        "school": seen.school,
        "pack": pack,
        "query": query_of(pack),
        "bars": [bar_of(state) for state in picture.areas if state.descriptors],
        "areas": [(area, cells_of(area)) for area in coverage(picture, places)],
        "levels": LEVELS,
        "ages": AGES,
        "tones": TONES,
        "kinds": dict(Evidence.Kind.choices),
        "answers": dict(Answer.choices),
        "others": others(pack, queries.packs_judged(seen.school)),
    }
    return render(request, "evaluation/coverage.jinja", context)
