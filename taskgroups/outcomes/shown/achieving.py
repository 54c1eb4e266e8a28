"""The second and the third outcome: achieving well whatever the starting point, and positive destinations."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from taskgroups.outcomes.published.measures import Unit
from taskgroups.outcomes.published.year import written
from taskgroups.outcomes.queries.published import Result
from taskgroups.outcomes.shown.figures import WHOM, Figure, because, how_it_came
from taskgroups.outcomes.shown.panels import Outcome, Panel, compared
from taskgroups.outcomes.three import notes_on

STAGES = {
    "key_stage_2": "Key stage 2", "key_stage_4": "Key stage 4", "16_to_18": "16 to 18",
    "destinations": "After key stage 4",
}  # fmt: skip
UNITS: dict[Unit, str] = {"percent": "shares", "score": "points", "progress": "progress", "pupils": "pupils"}
PROGRESS = (
    "Progress compares pupils with others in England who began at the same point. Nought is the same as they; it is no "
    "percentage."
)


AFTER_18 = "Where students went after 16 to 18 is not shown: the files that tell it are not read yet."


def achieving_well(area: str, results: Sequence[Result]) -> Outcome:
    """Key stages 2 and 4 and 16 to 18, disadvantaged pupils beside others, progress where it was published."""
    lead = (
        "What pupils reached at the end of each stage, and how disadvantaged pupils did beside the others. "
        "Disadvantaged are those who had free school meals in the last six years or are, or were, looked after."
    )
    notes = notes_on("attainment", results)
    return Outcome("achieving", "Achieving well, whatever the starting point", lead, _panels(area, results), notes)


def positive_destinations(area: str, results: Sequence[Result]) -> Outcome:
    """Where pupils went after key stage 4."""
    lead = "Pupils who stayed in education, employment or an apprenticeship for at least two terms after key stage 4."
    notes = (*notes_on("destinations", results), AFTER_18)
    return Outcome("destinations", "Positive destinations", lead, _panels(area, results), notes)


def _panels(area: str, results: Sequence[Result]) -> tuple[Panel, ...]:
    """One panel for each stage and unit: the newest year drawn, earlier years in the table."""
    found = []
    ordered = sorted(
        results, key=lambda one: (list(STAGES).index(one.layout.slug), list(UNITS).index(one.measure.unit))
    )
    for (slug, unit), some in groupby(ordered, key=lambda one: (one.layout.slug, one.measure.unit)):
        found.append(_panel(area, slug, unit, list(some)))
    return tuple(found)


def _panel(area: str, slug: str, unit: Unit, results: list[Result]) -> Panel:
    latest = _newest(results)
    newest = [_figure(one) for one in latest]
    rest = [_figure(one) for one in results if one not in latest]
    first, stage = newest[0], STAGES[slug]
    title = compared(area, first, f"{stage}, {first.when}. {first.measure}")
    return Panel(
        f"{slug}-{UNITS[unit]}", title, tuple(newest), tuple(newest + rest), tuple(_notes(stage, unit, latest))
    )


def _newest(results: Iterable[Result]) -> list[Result]:
    """Those of the newest year; where it has final figures, its provisional ones are left to the table."""
    known = list(results)
    year = max(one.year for one in known)
    here = [one for one in known if one.year == year]
    return [one for one in here if not one.provisional] or here


def _figure(one: Result) -> Figure:
    area = one.area
    return Figure(
        one.measure.title, WHOM[one.measure.group], written(one.year) + (", provisional" if one.provisional else ""),
        one.measure.unit, area.value, one.england.value, how_it_came(area), area.pupils, None, area.schools,
        area.schools_without, area.pupils_without, because(area.marks) if area.marks else "", one.files,
    )  # fmt: skip


def _notes(stage: str, unit: Unit, newest: Sequence[Result]) -> Iterable[str]:
    if unit == "progress":
        yield PROGRESS
    if any(one.provisional for one in newest):
        yield "The figures are provisional: published before schools had checked them."
    if any(one.area.how == "worked out" for one in newest):
        yield "Nothing was published for this set of schools: their own figures are added up, each by its pupils."
    if any(one.area.how == "middle school" for one in newest):
        yield "The file tells no numbers of pupils, so the school in the middle stands for them all."
    if all(one.england.value is None for one in newest):
        yield f"No figure for England was loaded for {stage}."
    if not any(one.measure.group == "disadvantaged" and one.area.value is not None for one in newest):
        yield f"No figure on disadvantaged pupils was loaded for {stage}."
