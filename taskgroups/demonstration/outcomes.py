"""The three outcomes in the demonstration: an invented country, its two authorities, and the consortium's schools.

No figure here is of anybody. The files are called invented, as every page that names them shows.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils import timezone

from taskgroups.demonstration import places
from taskgroups.demonstration.ground import account
from taskgroups.outcomes.domain.sets import make_set
from taskgroups.outcomes.models import CountedFile, GradeCount, PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import DESTINATIONS, KEY_STAGE_2, KEY_STAGE_4, Layout
from taskgroups.outcomes.queries.standings import histories, stood_on
from taskgroups.outcomes.standing import (
    BY_JUDGEMENT,
    NOT_INSPECTED,
    OVERALL_SERIES,
    REPORT_CARD,
    Count,
    Key,
    Standing,
    counted,
)
from taskgroups.schools.inspected.columns import OVERALL, QUALITY
from taskgroups.schools.models import Consortium, School

LEAD = "Priya Raman"
COUNTRY = ""
COUNTRY_HAS, PUPILS = 9000, 310  # schools of the invented country, and pupils of each
# Of a hundred schools of the country with an overall grade, those at each grade, by the years before the newest file.
OVERALL_OF = {
    5: (16, 66, 15, 3),
    4: (16, 68, 13, 3),
    3: (15, 71, 12, 2),
    2: (14, 75, 9, 2),
    1: (13, 79, 7, 1),
    0: (13, 81, 5, 1),
}
# Where a school of the demonstration stood before the inspection it has here, if not where that found it.
BEFORE = {980106: "Good", 980103: "Requires improvement", 980109: "Good", 981111: "Requires improvement"}
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
JUDGED = {QUALITY: 81, "Behaviour and attitudes": 90, "Personal development": 94,
          "Effectiveness of leadership and management": 86}  # fmt: skip
CARDS = {"Inclusion": 83, "Curriculum and teaching": 76, "Achievement": 71, "Attendance and behaviour": 80,
         "Leadership and governance": 82}  # fmt: skip
FIGURES = {  # by measure: the country's figure, and by how much the disadvantaged and the others differ from it
    "expected_standard": (61.0, -15.0, 6.0), "reading_progress": (0.0, -0.9, 0.4), "attainment_8": (45.9, -11.2, 4.8),
    "progress_8": (-0.03, -0.55, 0.2), "positive_destination": (93.8, -5.6, 1.9),
}  # fmt: skip


def publish_figures(consortium: Consortium, today: date) -> None:
    """Publish invented files of six years, and let the lead put its primary schools together."""
    newest = date(today.year if today >= date(today.year, 10, 1) else today.year - 1, 8, 31)
    for back in OVERALL_OF:
        _inspected(date(newest.year - back, 8, 31), back)
    School.objects.update(pupils_inspected=F("pupils"), inspections_as_at=newest)
    for year in range(newest.year - 2, newest.year + 1):
        for layout, phase in ((KEY_STAGE_2, "primary"), (KEY_STAGE_4, "secondary"), (DESTINATIONS, "secondary")):
            _published(layout, phase, year, newest.year - year)
    primary = School.objects.filter(memberships__consortium=consortium, phase="primary")
    make_set(consortium=consortium, name="Primary schools", urns=[one.urn for one in primary], by=account(LEAD))


def _inspected(day: date, back: int) -> None:
    """The counts of one inspections file: of the country, and of the authorities' own schools here."""
    name = f"invented_inspections_as_at_{day:%d_%b_%Y}.csv"
    CountedFile.objects.create(
        as_at=day, name=name, rows_read=COUNTRY_HAS, authorities=153, loaded_on=timezone.localdate()
    )
    areas = {COUNTRY: _country(day, back)} | {code: _authority(code, day) for code in places.AUTHORITIES}
    GradeCount.objects.bulk_create(
        GradeCount(
            as_at=day, file=name, authority=code, series=series, judgement=judgement, grade=grade,
            schools=count.schools, pupils=count.pupils,
        )
        for code, counts in areas.items()
        for (series, judgement, grade), count in counts.items()
    )  # fmt: skip


def _authority(code: str, day: date) -> dict[Key, Count]:
    """Where its schools in the register stood on a day; before the inspection they have here, on an earlier grade."""
    pupils = dict(School.objects.filter(authority__code=code).values_list("urn", "pupils"))
    return counted((_stood(urn, history, day), pupils[urn]) for urn, history in histories(pupils).items())


def _stood(urn: int, history: list[tuple[date, Standing]], day: date) -> Standing:
    stood = stood_on(history, day)
    if stood.series != NOT_INSPECTED or not history:
        return stood
    first = history[-1][1]
    return Standing(OVERALL_SERIES, {OVERALL: BEFORE.get(urn, first.grades.get(OVERALL, "Good"))})


def _country(day: date, back: int) -> dict[Key, Count]:
    """Each series: those still standing on an overall grade, those judged without one, those with a report card."""
    return {(one, judged, grade): Count(many, many * PUPILS) for one, judged, grade, many in _series(day, back)}


def _series(day: date, back: int) -> Iterator[tuple[str, str, str, int]]:
    later, cards = (day >= date(2024, 9, 1), day >= date(2025, 11, 10))
    carded = COUNTRY_HAS * 15 // 100 if cards else 0
    judged = COUNTRY_HAS * 12 // 100 if later else 0
    overall = COUNTRY_HAS - carded - judged - COUNTRY_HAS // 30
    yield OVERALL_SERIES, "", "", overall
    for grade, share in zip(GRADES, OVERALL_OF[back], strict=True):
        yield OVERALL_SERIES, OVERALL, grade, overall * share // 100
    for series, many, shares, good, poor in (
        (BY_JUDGEMENT, judged, JUDGED, "Good", "Requires improvement"),
        (REPORT_CARD, carded, CARDS, "Expected standard", "Needs attention"),
    ):
        if many:
            yield series, "", "", many
            for judgement, share in shares.items():
                reached = round(many * share / 100)
                yield series, judgement, good, reached
                yield series, judgement, poor, many - reached
    yield NOT_INSPECTED, "", "", COUNTRY_HAS // 30


def _published(layout: Layout, phase: str, year: int, back: int) -> None:
    """One performance file: the country, the consortium's schools and, of those together, both authorities."""
    schools = list(School.objects.filter(phase=phase).select_related("authority").order_by("urn"))
    file = PublishedFile.objects.create(
        name=f"invented_{layout.slug}_{year - 1}-{year % 100:02}.csv", layout=layout.slug, year=year,
        rows_read=len(schools) + 3, loaded_on=timezone.localdate(),
    )  # fmt: skip
    kept = {"file": file, "layout": layout.slug, "year": year, "line_hash": f"invented{year}"}
    rows = [PublishedRow(level="england_state_funded", figures=_figures(layout, [600_000], back, 0.0), **kept)]
    own: dict[str, list[tuple[int, float]]] = {}
    for at, school in enumerate(schools):
        pupils, beside = (school.pupils or 0) // 7, (-4.0, 3.0, 1.0, -1.0, 5.0)[at % 5]
        code = school.authority.code if school.authority else ""
        own.setdefault(code, []).append((pupils, beside))
        figures = _figures(layout, [pupils], back, beside) if at != 1 else _suppressed(layout)
        rows.append(PublishedRow(level="school", urn=school.urn, authority=code, figures=figures, **kept))
    for code, told in own.items():
        each = [pupils for pupils, _ in told]
        beside = sum(pupils * beside for pupils, beside in told) / sum(each)
        figures = _figures(layout, each, back, beside)
        rows.append(PublishedRow(level="authority", authority=code, figures=figures, **kept))
    PublishedRow.objects.bulk_create(rows)


def _figures(layout: Layout, pupils: list[int], back: int, beside: float) -> dict[str, dict[str, float | int]]:
    """The figures of one row, for the pupils of each of its schools; each school's parts are counted by themselves."""
    found = {}
    for measure in layout.measures:
        if measure.slug in FIGURES:
            whole, poorer, others = FIGURES[measure.slug]
            differs = {"all": 0.0, "disadvantaged": poorer, "others": others}[measure.group]
            part = {"all": 1.0, "disadvantaged": 0.28, "others": 0.72}[measure.group]
            scale = 0.05 if measure.unit == "progress" else 1.0
            value = round(whole + differs + (beside - back * 0.7) * scale, 2)
            found[measure.key] = {"value": value, "pupils": sum(round(one * part) for one in pupils)}
    return found


def _suppressed(layout: Layout) -> dict[str, dict[str, str]]:
    return {one.key: {"mark": "SUPP"} for one in layout.measures if one.slug in FIGURES}
