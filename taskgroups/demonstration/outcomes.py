"""The three outcomes in the demonstration: an invented country, its two authorities, and the consortium's schools.

No figure here is of anybody. The files are called invented, as every page that names them shows.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils import timezone

from taskgroups.demonstration.ground import account
from taskgroups.outcomes.domain.sets import make_set
from taskgroups.outcomes.models import CountedFile, GradeCount, PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import DESTINATIONS, KEY_STAGE_2, KEY_STAGE_4, Layout
from taskgroups.outcomes.standing import BY_JUDGEMENT, NOT_INSPECTED, OVERALL_SERIES, REPORT_CARD
from taskgroups.schools.inspected.columns import OVERALL, QUALITY
from taskgroups.schools.models import Consortium, School

LEAD = "Priya Raman"
COUNTRY = ""
SIZES = {"980": 60, "981": 24, COUNTRY: 9000}  # schools
PUPILS = 310  # of a school, as the invented country has it
# Of a hundred schools with an overall grade, those at each grade, by the years before the newest file.
OVERALL_OF = {
    5: {"980": (14, 66, 18, 2), "981": (10, 62, 24, 4), COUNTRY: (16, 66, 15, 3)},
    4: {"980": (13, 69, 16, 2), "981": (10, 64, 22, 4), COUNTRY: (16, 68, 13, 3)},
    3: {"980": (12, 73, 14, 1), "981": (9, 69, 20, 2), COUNTRY: (15, 71, 12, 2)},
    2: {"980": (11, 78, 10, 1), "981": (9, 73, 16, 2), COUNTRY: (14, 75, 9, 2)},
    1: {"980": (10, 82, 7, 1), "981": (8, 78, 13, 1), COUNTRY: (13, 79, 7, 1)},
    0: {"980": (10, 85, 5, 0), "981": (8, 82, 10, 0), COUNTRY: (13, 81, 5, 1)},
}
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
JUDGED = {QUALITY: 81, "Behaviour and attitudes": 90, "Personal development": 94,
          "Effectiveness of leadership and management": 86}  # fmt: skip
CARDS = {"Inclusion": 83, "Curriculum and teaching": 76, "Achievement": 71, "Attendance and behaviour": 80,
         "Leadership and governance": 82}  # fmt: skip
BESIDE = {"980": 2, "981": -4, COUNTRY: 0}
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
    """The counts of one inspections file."""
    name = f"invented_inspections_as_at_{day:%d_%b_%Y}.csv"
    CountedFile.objects.create(
        as_at=day, name=name, rows_read=SIZES[COUNTRY], authorities=153, loaded_on=timezone.localdate()
    )
    GradeCount.objects.bulk_create(
        GradeCount(
            as_at=day, file=name, authority=code, series=series, judgement=judgement, grade=grade, schools=schools,
            pupils=schools * PUPILS,
        )
        for code in SIZES
        for series, judgement, grade, schools in _counts(code, day, back)
    )  # fmt: skip


def _counts(code: str, day: date, back: int) -> Iterator[tuple[str, str, str, int]]:
    """Each series: those still standing on an overall grade, those judged without one, those with a report card."""
    later, cards = (day >= date(2024, 9, 1), day >= date(2025, 11, 10))
    carded = SIZES[code] * 15 // 100 if cards else 0
    judged = SIZES[code] * 12 // 100 if later else 0
    overall = SIZES[code] - carded - judged - SIZES[code] // 30
    yield OVERALL_SERIES, "", "", overall
    for grade, share in zip(GRADES, OVERALL_OF[back][code], strict=True):
        yield OVERALL_SERIES, OVERALL, grade, overall * share // 100
    for series, many, shares, good, poor in (
        (BY_JUDGEMENT, judged, JUDGED, "Good", "Requires improvement"),
        (REPORT_CARD, carded, CARDS, "Expected standard", "Needs attention"),
    ):
        if many:
            yield series, "", "", many
            for judgement, share in shares.items():
                reached = round(many * (share + BESIDE[code]) / 100)
                yield series, judgement, good, reached
                yield series, judgement, poor, many - reached
    yield NOT_INSPECTED, "", "", SIZES[code] // 30


def _published(layout: Layout, phase: str, year: int, back: int) -> None:
    """One performance file: the country, both authorities, and the consortium's schools; of a few pupils nothing."""
    schools = list(School.objects.filter(phase=phase).select_related("authority").order_by("urn"))
    file = PublishedFile.objects.create(
        name=f"invented_{layout.slug}_{year - 1}-{year % 100:02}.csv", layout=layout.slug, year=year,
        rows_read=len(schools) + 3, loaded_on=timezone.localdate(),
    )  # fmt: skip
    kept = {"file": file, "layout": layout.slug, "year": year, "line_hash": f"invented{year}"}
    rows = [PublishedRow(level="england_state_funded", figures=_figures(layout, 600_000, back, 0.0), **kept)]
    for code, beside in (("980", 1.6), ("981", -2.4)):
        rows.append(
            PublishedRow(level="authority", authority=code, figures=_figures(layout, 4000, back, beside), **kept)
        )
    for at, school in enumerate(schools):
        pupils = (school.pupils or 0) // 7
        beside = (-4.0, 3.0, 1.0, -1.0, 5.0)[at % 5]
        code = school.authority.code if school.authority else ""
        figures = _figures(layout, pupils, back, beside) if at != 1 else _suppressed(layout)
        rows.append(PublishedRow(level="school", urn=school.urn, authority=code, figures=figures, **kept))
    PublishedRow.objects.bulk_create(rows)


def _figures(layout: Layout, pupils: int, back: int, beside: float) -> dict[str, dict[str, float | int]]:
    found = {}
    for measure in layout.measures:
        if measure.slug in FIGURES:
            whole, poorer, others = FIGURES[measure.slug]
            differs = {"all": 0.0, "disadvantaged": poorer, "others": others}[measure.group]
            part = {"all": 1.0, "disadvantaged": 0.28, "others": 0.72}[measure.group]
            scale = 0.05 if measure.unit == "progress" else 1.0
            value = round(whole + differs + (beside - back * 0.7) * scale, 2)
            found[measure.key] = {"value": value, "pupils": round(pupils * part)}
    return found


def _suppressed(layout: Layout) -> dict[str, dict[str, str]]:
    return {one.key: {"mark": "SUPP"} for one in layout.measures if one.slug in FIGURES}
