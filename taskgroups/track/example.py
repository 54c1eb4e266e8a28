"""The invented track record: always the same one, worked out by the code that works out real ones.

Which one was chosen, so that it teaches: a bare comparison of its schools hides most of what was put in.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from statistics import fmean

from taskgroups.schools.inspected.columns import OVERALL
from taskgroups.track.core.history import School, Why
from taskgroups.track.core.invented import SERIES, World, world
from taskgroups.track.core.pairing import Compared, pair
from taskgroups.track.core.result import Pair, results
from taskgroups.track.reading import Alike, TrackRecord

HELD, OTHERS, EFFECT, SEED = 90, 900, 0.15, 4


@dataclass(frozen=True)
class Bare:
    """What a bare comparison of the invented schools would say, and what was put in: shares of a hundred."""

    first: int
    second: int
    put_in: int

    @property
    def difference(self) -> int:
        return self.first - self.second


@cache
def invented_record() -> tuple[TrackRecord, Bare]:
    """The invented track record, and the bare comparison beside it."""
    made = world(Random(SEED), held=HELD, others=OTHERS, effect=EFFECT)  # noqa: S311  (invented, and always the same)
    compared = pair(made.schools)
    told = [one for one in compared if one.why == Why.PAIRED]
    pairs = [
        Pair(one.school, date.min, {(SERIES, OVERALL): first}, {(SERIES, OVERALL): second})
        for one, (first, second) in zip(told, made.sides(compared), strict=True)
    ]
    why = dict(Counter(one.why for one in compared))
    found = TrackRecord(
        True, len(compared), why, results(pairs, exact=True), _alike(told, made), schools=len(made.schools)
    )
    return found, _bare(made)


def _alike(told: Sequence[Compared], made: World) -> list[Alike]:
    by_key = {one.key: one for one in made.schools}
    own, other = [by_key[one.school] for one in told], [by_key[one.beside or 0] for one in told]
    return [
        Alike("Pupils", _mean([one.pupils for one in own]), _mean([one.pupils for one in other])),
        Alike(
            "Pupils with free school meals, in a hundred",
            _mean([one.free_meals for one in own]),
            _mean([one.free_meals for one in other]),
        ),
    ]


def _mean(values: Sequence[float | None]) -> float:
    return fmean(one for one in values if one is not None)


def _bare(made: World) -> Bare:
    def share(schools: Sequence[School]) -> int:
        return round(100 * fmean(made.reached[one.history[1].key] for one in schools))

    inspected = [one for one in made.schools if len(one.history) > 1]
    had, none = ([one for one in inspected if bool(one.first_held) == whether] for whether in (True, False))
    return Bare(share(had), share(none), round(100 * made.effect))
