"""National files in the demonstration: loaded as an administrator loads one, so that one may be taken back.

They tell of absence, which no other page of the demonstration shows. No figure here is of anybody.
"""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from taskgroups.demonstration.ground import account
from taskgroups.imports.domain.work import load_kept
from taskgroups.imports.models import Import
from taskgroups.schools.models import School

ADMINISTRATOR = "Alex Turner-Wynn"
HEADER = ("LA", "ESTAB", "URN", "PERCTOT", "PPERSABS10")
MISSED = (5.2, 6.8, 4.9, 7.4, 6.1)  # of a hundred sessions, school by school


def load_files(today: date) -> None:
    """Load the files of two school years; in the newer one a row cannot be read, and the page says why."""
    newest = today.year if today >= date(today.year, 10, 1) else today.year - 1
    _load(newest - 1, 40)
    _load(newest, 9, wrong=3)


def _load(year: int, days_ago: int, wrong: int | None = None) -> None:
    asked = timezone.now() - timedelta(days=days_ago)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"invented_absence_{year - 1}-{year % 100:02}.csv"
        _write(path, year, wrong)
        made = Import.objects.create(
            kind=Import.Kind.PERFORMANCE, name=path.name, by=account(ADMINISTRATOR), asked_at=asked, heard_at=asked,
            size=path.stat().st_size, state=Import.State.WORKING, alone=True,
        )  # fmt: skip
        load_kept(made, path, lambda at: None)


def _write(path: Path, year: int, wrong: int | None) -> None:
    schools = School.objects.select_related("authority").order_by("urn")
    with path.open("w", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(HEADER)
        for at, school in enumerate(schools):
            missed = round(MISSED[at % len(MISSED)] + (year % 3) / 10, 1)
            often = "a few" if at == wrong else round(missed * 2.6, 1)
            rows.writerow([school.authority.code if school.authority else "", school.number, school.urn, missed, often])
        rows.writerow(["NAT", "", "", 6.0, 15.4])
