"""Coverage: how much of each area is judged met, and how much of that has evidence."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.evaluation import queries
from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY, AreaState
from taskgroups.evaluation.policy import Seen, seen_coverage
from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.kit.access import access

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


@access(seen_coverage)
def page(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Show every area as a bar with its figures in words."""
    pack = pack_asked(request)
    picture = queries.standing(seen.school, pack)
    bars = [bar_of(state) for state in picture.areas if state.descriptors]
    context = {"seen": seen, "school": seen.school, "pack": pack, "bars": bars, "query": query_of(pack)}
    return render(request, "evaluation/coverage.jinja", context)
