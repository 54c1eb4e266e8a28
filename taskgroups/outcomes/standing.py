"""Where a school stands by its newest inspection: in one of three series that are never joined. No Django here.

Until September 2024 an inspection gave one overall grade. From then to November 2025 it gave a grade for each judgement
and none overall; since 10 November 2025 a report card gives one for each area on another scale (../docs/outcomes.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taskgroups.schools.inspected.columns import OVERALL, QUALITY

OVERALL_SERIES, BY_JUDGEMENT, REPORT_CARD, NOT_INSPECTED = "overall", "by judgement", "report card", "not inspected"
SERIES = (OVERALL_SERIES, BY_JUDGEMENT, REPORT_CARD)
GOOD = ("Outstanding", "Good")
GRADED = (*GOOD, "Requires improvement", "Satisfactory", "Inadequate")

Key = tuple[str, str, str]  # series, judgement, grade


@dataclass(frozen=True)
class Standing:
    """The series a school is counted in, and its grades there by judgement."""

    series: str
    grades: Mapping[str, str]


def standing(kind: str | None, grades: Mapping[str, str]) -> Standing:
    """Tell it from a newest inspection: its kind ('graded', 'report_card', None for no inspection) and its grades."""
    if kind is None:
        return Standing(NOT_INSPECTED, {})
    if kind == "report_card":
        return Standing(REPORT_CARD, grades)
    if grades.get(OVERALL) in GRADED:
        return Standing(OVERALL_SERIES, {OVERALL: grades[OVERALL]})
    return Standing(BY_JUDGEMENT, {judgement: grade for judgement, grade in grades.items() if judgement != OVERALL})


@dataclass(frozen=True)
class Count:
    """Schools, and their pupils where a file tells them."""

    schools: int = 0
    pupils: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.schools + other.schools, self.pupils + other.pupils)


def counted(schools: Iterable[tuple[Standing, int | None]]) -> dict[Key, Count]:
    """Count schools and pupils by series, judgement and grade.

    A school in a series, counted once there whatever its judgements, stands under the judgement ''. A school that was
    not inspected stands in the series NOT_INSPECTED alone.
    """
    many: Counter[Key] = Counter()
    pupils: Counter[Key] = Counter()
    for one, roll in schools:
        for key in [(one.series, "", ""), *((one.series, judgement, grade) for judgement, grade in one.grades.items())]:
            many[key] += 1
            pupils[key] += roll or 0
    return {key: Count(many[key], pupils[key]) for key in many}


@dataclass(frozen=True)
class Share:
    """Pupils and schools at or above a line, of those counted; and those that could not be."""

    reached: Count
    of: Count
    not_counted: Count

    @property
    def pupils_pct(self) -> float | None:
        """A percentage of pupils with two decimals, or None where none was counted."""
        return round(100 * self.reached.pupils / self.of.pupils, 2) if self.of.pupils else None

    @property
    def schools_pct(self) -> float | None:
        """A percentage of schools with two decimals, or None where none was counted."""
        return round(100 * self.reached.schools / self.of.schools, 2) if self.of.schools else None


def good_overall(counts: Mapping[Key, Count]) -> Share:
    """Schools good or outstanding, of those whose newest inspection gave one of the four overall grades.

    Schools inspected otherwise, or not at all, are not counted; they never count as not good.
    """
    return _share(counts, [(OVERALL_SERIES, OVERALL)])


def good_with_quality(counts: Mapping[Key, Count]) -> Share:
    """The same, with the grade for the quality of education in the place of an overall grade not given.

    Kept apart from `good_overall`, since it joins what the inspectorate did not: never shown as its next point.
    """
    return _share(counts, [(OVERALL_SERIES, OVERALL), (BY_JUDGEMENT, QUALITY)])


def good_in(counts: Mapping[Key, Count], judgement: str) -> Share:
    """Schools good or outstanding in one judgement, of those inspected since there is no overall grade."""
    return _share(counts, [(BY_JUDGEMENT, judgement)])


def at_or_above(counts: Mapping[Key, Count], area: str, secure: Iterable[str]) -> Share:
    """Schools whose report card gives one of the secure grades in an area, of those with a report card."""
    return _share(counts, [(REPORT_CARD, area)], tuple(secure), graded=None)


def judgements(counts: Mapping[Key, Count], series: str) -> list[str]:
    """The judgements of a series that are given as grades, the one given to most schools first."""
    many: Counter[str] = Counter()
    for (its, judgement, grade), count in counts.items():
        if its == series and judgement and (grade in GRADED or series == REPORT_CARD):
            many[judgement] += count.schools
    return sorted(many, key=lambda judgement: (-many[judgement], judgement))


def _share(
    counts: Mapping[Key, Count],
    wanted: list[tuple[str, str]],
    reached: tuple[str, ...] = GOOD,
    graded: tuple[str, ...] | None = GRADED,
) -> Share:
    total = sum((count for (_, judgement, _), count in counts.items() if not judgement), Count())
    here = {key: count for key, count in counts.items() if key[:2] in wanted and (graded is None or key[2] in graded)}
    of = sum(here.values(), Count())
    good = sum((count for key, count in here.items() if key[2] in reached), Count())
    return Share(good, of, Count(total.schools - of.schools, total.pupils - of.pupils))
