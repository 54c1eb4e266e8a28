"""The three outcomes together, as a page shows them, and every figure of them as a row of a sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from taskgroups.outcomes.queries.inspected import Day
from taskgroups.outcomes.queries.published import Result
from taskgroups.outcomes.shown.achieving import achieving_well, positive_destinations
from taskgroups.outcomes.shown.figures import Figure
from taskgroups.outcomes.shown.good import good_or_outstanding
from taskgroups.outcomes.shown.panels import Outcome
from taskgroups.outcomes.three import ACHIEVING, LEAVING

HEADERS = (
    "Outcome", "Measure", "Of whom", "Day or school year", "Unit", "Here", "England", "How it came about",
    "Pupils reached", "Pupils counted", "Schools counted", "Schools not counted", "Pupils not counted", "Why not",
    "File", "Rows read", "Loaded on",
)  # fmt: skip
Cell = str | int | float | date | None


def three_outcomes(name: str, days: Sequence[Day], held: Sequence[Result]) -> tuple[Outcome, ...]:
    """The three outcomes of the area called `name`."""
    return (
        good_or_outstanding(name, days),
        achieving_well(name, [one for one in held if one.layout.slug in ACHIEVING]),
        positive_destinations(name, [one for one in held if one.layout.slug in LEAVING]),
    )


def rows(outcomes: Sequence[Outcome]) -> Iterator[list[Cell]]:
    """One row for each figure of each table, with the file it comes from."""
    for outcome in outcomes:
        for panel in outcome.panels:
            for figure in panel.table:
                yield [outcome.title, *_cells(figure)]


def _cells(one: Figure) -> list[Cell]:
    reached, of = (one.pupils, one.of_pupils) if one.of_pupils is not None else (None, one.pupils)
    few = 0 < one.pupils_without < 6
    files = one.sources
    return [
        one.measure, one.whom, one.when, one.unit, one.value, one.england, one.how, reached, of, one.schools or None,
        one.schools_without, "fewer than six" if few else one.pupils_without, one.why,
        "; ".join(file.name for file in files), "; ".join(str(file.rows) for file in files),
        max((file.loaded_on for file in files if file.loaded_on), default=None),
    ]  # fmt: skip
