"""What can be said of some pairs: one outcome in one series, with its interval, or that there are too few.

Two readers are told apart. Who knows each Task Group anyway is told every number. To others no number is told that is
about fewer than six schools, and pairs are counted by six, so that nobody can look before and after and see one school.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taskgroups.track.core.interval import Table, newcombe

FEWEST = 20  # pairs: even then a difference under some thirty in a hundred is not told from chance
SIX = 6
Outcomes = Mapping[tuple[str, str], bool]  # by series and judgement: whether the line was reached


@dataclass(frozen=True)
class Pair:
    """What the two inspections afterwards found, and when the first side's was known."""

    key: int
    known_on: date
    first: Outcomes
    second: Outcomes


@dataclass(frozen=True)
class Result:
    """One outcome: the pairs in which both sides have it. `table` is None where it is not told; `why_not` says why."""

    series: str
    judgement: str
    pairs: int
    exact: bool
    table: Table | None = None
    low: float = 0.0
    high: float = 0.0
    why_not: str = ""

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would seldom make such a difference."""
        return self.table is not None and (self.low > 0 or self.high < 0)


def results(pairs: Collection[Pair], *, exact: bool) -> list[Result]:
    """One result for each outcome that both sides of a pair have: those in most pairs first."""
    kept: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for one in sorted(pairs, key=lambda one: (one.known_on, one.key)):
        for outcome in one.first.keys() & one.second.keys():
            kept[outcome].append(one)
    found = [_result(outcome, held, exact) for outcome, held in kept.items()]
    return sorted(found, key=lambda one: (-one.pairs, one.series, one.judgement))


def _result(outcome: tuple[str, str], held: Sequence[Pair], exact: bool) -> Result:
    counted = held if exact else held[: len(held) // SIX * SIX]
    pairs = len(counted)
    if pairs < FEWEST:
        return Result(*outcome, pairs, exact, why_not="few")
    table = table_of([(one.first[outcome], one.second[outcome]) for one in counted])
    if not exact and min(table.first, pairs - table.first) < SIX:
        return Result(*outcome, pairs, exact, why_not="small")
    return Result(*outcome, pairs, exact, table, *newcombe(table))


def table_of(found: Collection[tuple[bool, bool]]) -> Table:
    """Count pairs by which of their sides reached the line."""
    held = list(found)
    return Table(*(held.count(sides) for sides in ((True, True), (True, False), (False, True), (False, False))))


def told(number: int, *, exact: bool) -> str:
    """A number of schools as a reader is told it: all of it, or by whole sixes."""
    if exact:
        return str(number)
    return "fewer than six" if number < SIX else f"at least {number // SIX * SIX}"
