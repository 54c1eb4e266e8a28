"""The first outcome: a good or outstanding school for every child, in three series that are never joined."""

from collections.abc import Callable, Sequence
from functools import partial

from taskgroups.kit.design.words import day, plural
from taskgroups.outcomes.area import Source
from taskgroups.outcomes.queries.inspected import Counts, Day
from taskgroups.outcomes.shown.figures import Figure, of_share
from taskgroups.outcomes.shown.panels import Outcome, Panel, compared
from taskgroups.outcomes.shown.plot import ENDED_ON, course
from taskgroups.outcomes.standing import (
    BY_JUDGEMENT,
    REPORT_CARD,
    Count,
    Share,
    at_or_above,
    good_in,
    good_overall,
    good_with_quality,
    judgements,
)
from taskgroups.outcomes.three import notes_on_inspections, secure_grades

OVERALL_IS = "Pupils in good or outstanding schools"
WITH_QUALITY = "The same, with the quality of education in the place of an overall grade not given"
LEAD = (
    "Each school counts by its newest inspection, and by its pupils. Inspections gave one overall grade until "
    "September 2024, a grade for each judgement until November 2025, and give one for each area of a report card "
    "since. These are three series, and one is never joined to the next."
)


def good_or_outstanding(area: str, days: Sequence[Day]) -> Outcome:
    """The outcome for an area, from its days with the newest first."""
    newest = days[0] if days else None
    panels = [_overall(area, days), *_by_judgement(area, days[:1]), *_report_cards(area, days[:1])] if newest else []
    notes = notes_on_inspections(newest)
    return Outcome("good", "A good or outstanding school for every child", LEAD, tuple(panels), tuple(notes))


def _overall(area: str, days: Sequence[Day]) -> Panel:
    figures = [_figure(OVERALL_IS, one, good_overall) for one in days]
    beside = _figure(WITH_QUALITY, days[0], good_with_quality)
    told = [(one.as_at, figure.value, figure.england) for one, figure in zip(days, figures, strict=True)]
    return Panel(
        "overall", compared(area, figures[0], f"{OVERALL_IS}, {day(days[0].as_at)}"), (figures[0],),
        (*figures, beside), _overall_notes(days[0], figures[0]), course(told[::-1]),
    )  # fmt: skip


def _overall_notes(newest: Day, figure: Figure) -> tuple[str, ...]:
    found = []
    if newest.as_at >= ENDED_ON:
        found.append(
            "No school has been given an overall grade since September 2024. Later figures are of those schools that "
            "were last inspected before: fewer each time, so they stand alone and no line leads to them."
        )
    if figure.schools_without:
        found.append(
            f"{plural(figure.schools_without, 'school')} could not be counted here: without an overall grade, or not "
            "inspected yet. None of them counts as not good."
        )
    return tuple(found)


def _by_judgement(area: str, days: Sequence[Day]) -> list[Panel]:
    title = "Inspected without an overall grade: pupils in schools good or outstanding in each judgement"
    return _panel("judgement", title, area, days, BY_JUDGEMENT, good_in)


def _report_cards(area: str, days: Sequence[Day]) -> list[Panel]:
    def secure(counts: Counts, name: str) -> Share:
        return at_or_above(counts, name, secure_grades(name))

    title = "With a report card: pupils in schools at or above the line in each area"
    return _panel("area", title, area, days, REPORT_CARD, secure)


def _panel(
    key: str, title: str, area: str, days: Sequence[Day], series: str, share: Callable[[Counts, str], Share]
) -> list[Panel]:
    """The panel of a series, where a school of the area is in it."""
    newest = days[0]
    named = judgements(newest.area, series)
    figures = tuple(_figure(one, newest, partial(_of_one, share, one)) for one in named)
    if not figures:
        return []
    many = newest.area.get((series, "", ""), Count()).schools
    there = f"{plural(many, 'school')} of {area} {'is' if many == 1 else 'are'} in this series."
    return [Panel(key, f"{title}, {day(newest.as_at)}", figures, figures, (there,))]


def _of_one(share: Callable[[Counts, str], Share], name: str, counts: Counts) -> Share:
    return share(counts, name)


def _figure(measure: str, at: Day, share: Callable[[Counts], Share]) -> Figure:
    source = Source(at.file, at.rows, at.loaded_on)
    return of_share(measure, at.as_at, share(at.area), share(at.england) if at.england is not None else None, source)
