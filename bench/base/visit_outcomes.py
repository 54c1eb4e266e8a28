"""Measures the three outcomes inside a process of its own, on a database made and thrown away here."""

import random
from collections.abc import Iterator
from datetime import date
from functools import partial

from django.test import Client
from django.utils import timezone

from bench.base.visit import HOST, ROUNDS, measured, on_a_new_database
from taskgroups.outcomes.domain.stamp import figures_changed
from taskgroups.outcomes.models import CountedFile, GradeCount, PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import DESTINATIONS, KEY_STAGE_2, KEY_STAGE_4, SIXTEEN_TO_18, Layout
from taskgroups.outcomes.standing import BY_JUDGEMENT, OVERALL, OVERALL_SERIES, REPORT_CARD
from taskgroups.people.models import Person
from taskgroups.schools.inspected.columns import CARD, GRADED
from taskgroups.schools.models import (
    Authority,
    Consortium,
    ConsortiumSchool,
    Inspection,
    InspectionGrade,
    Role,
    School,
)

AUTHORITIES, SCHOOLS, YEARS = 153, 21_990, (2021, 2022, 2023, 2024, 2025)
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
TAKEN = ((KEY_STAGE_2, 0.75), (KEY_STAGE_4, 0.18), (SIXTEEN_TO_18, 0.12), (DESTINATIONS, 0.18))  # of all schools
UNTOLD = "202"  # an authority of which no row of its own was published
chance = random.Random(7)


def main() -> None:
    """Print the figures as JSON."""
    on_a_new_database(figures)


def build() -> Person:
    """Five years of England; return the lead of a consortium of thirty schools."""
    made = Authority.objects.bulk_create(
        Authority(code=str(201 + n), name=f"Authority {n}") for n in range(AUTHORITIES)
    )
    schools = School.objects.bulk_create(
        (
            School(urn=100_000 + n, name=f"School {n}", authority=made[n % AUTHORITIES], pupils_inspected=300)
            for n in range(SCHOOLS)
        ),
        batch_size=900,
    )
    for year in YEARS:
        _counted(year, made)
        for layout, share in TAKEN:
            _published(layout, year, made, schools[: int(SCHOOLS * share)])
    figures_changed()
    return _consortium(made[0], [one for one in schools if one.authority == made[0]][:30])


def _counted(year: int, made: list[Authority]) -> None:
    day, name = date(year, 8, 31), f"england_{year}.csv"
    CountedFile.objects.create(
        as_at=day, name=name, rows_read=SCHOOLS, authorities=AUTHORITIES, loaded_on=timezone.localdate()
    )
    GradeCount.objects.bulk_create(
        (
            GradeCount(
                as_at=day, file=name, authority=code, series=series, judgement=judgement, grade=grade, schools=9,
                pupils=2700,
            )
            for code in ["", *(one.code for one in made)]
            for series, judgement, grade in _places()
        ),
        batch_size=900,
    )  # fmt: skip


def _places() -> Iterator[tuple[str, str, str]]:
    for series, judgements in ((OVERALL_SERIES, [OVERALL]), (BY_JUDGEMENT, [*GRADED][1:]), (REPORT_CARD, [*CARD])):
        yield series, "", ""
        for judgement in judgements:
            for grade in GRADES:
                yield series, judgement, grade


def _published(layout: Layout, year: int, made: list[Authority], schools: list[School]) -> None:
    file = PublishedFile.objects.create(
        name=f"england_{layout.slug}_{year}.csv", layout=layout.slug, year=year, rows_read=len(schools),
        loaded_on=timezone.localdate(),
    )  # fmt: skip
    kept = {"file": file, "layout": layout.slug, "year": year, "line_hash": "x"}
    areas = [PublishedRow(level="england_state_funded", figures=_figures(layout, 500_000), **kept)]
    areas += [
        PublishedRow(level="authority", authority=one.code, figures=_figures(layout, 4000), **kept)
        for one in made
        if one.code != UNTOLD
    ]
    PublishedRow.objects.bulk_create(areas, batch_size=900)
    PublishedRow.objects.bulk_create(
        (
            PublishedRow(
                level="school", urn=one.urn, authority=one.authority.code if one.authority else "",
                figures=_figures(layout, 90), **kept,
            )
            for one in schools
        ),
        batch_size=900,
    )  # fmt: skip


def _figures(layout: Layout, pupils: int) -> dict[str, dict[str, float | int]]:
    parts = {"all": 1.0, "disadvantaged": 0.3, "others": 0.7}
    return {
        one.key: {"value": round(chance.uniform(20, 80), 1), "pupils": int(pupils * parts[one.group])}
        for one in layout.measures
    }


def _consortium(authority: Authority, schools: list[School]) -> Person:
    consortium = Consortium.objects.create(name="Bench", slug="bench", authority=authority)
    for one in schools:
        ConsortiumSchool.objects.create(consortium=consortium, school=one, joined_on=date(2020, 9, 1))
        for year in (2018, 2022, 2025):
            held = Inspection.objects.create(school=one, started_on=date(year, 3, 1))
            InspectionGrade.objects.bulk_create(
                InspectionGrade(inspection=held, judgement=name, grade=chance.choice(GRADES)) for name in GRADED
            )
    lead = Person.objects.create_person(email="lead@bench.example", name="Lead")
    Role.objects.create(person=lead, kind="lead", consortium=consortium, starts=date(2020, 9, 1))
    return lead


def figures(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and queries of each page."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(build())
    pages = {
        "authority": "/authorities/201/outcomes/",
        "authority added up": f"/authorities/{UNTOLD}/outcomes/",
        "consortium": "/consortia/bench/outcomes/",
        "authority as a sheet": "/authorities/201/outcomes/xlsx/",
    }

    def opened(address: str) -> None:
        assert client.get(address, secure=True).status_code == 200

    def first(address: str) -> None:
        figures_changed()
        opened(address)

    ways = {"": opened, ", first": first}
    return {
        f"{name}{way}: {figure}": number
        for name, address in pages.items()
        for way, verb in ways.items()
        for figure, number in measured(partial(verb, address), rounds).items()
    }
