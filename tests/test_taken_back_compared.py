"""A file of inspections is taken back though schools with a Task Group were compared by what it told."""

import csv
import io
from datetime import date

import pytest

from taskgroups.imports.domain.ask import ask_for_load, ask_to_undo
from taskgroups.imports.domain.work import claim, work
from taskgroups.imports.tests.cast import Y2025, sent
from taskgroups.schools.models import Inspection
from taskgroups.track.domain.compare import compare_where_needed
from taskgroups.track.models import ComparedGroup, Reckoning
from taskgroups.track.tests.history import a_history

pytestmark = pytest.mark.django_db
EARLIER = date(2021, 11, 2)  # after the Task Groups, and before the inspection since that was known


def told_of(schools):
    """The file of August 2025 with these schools, each found good on that day."""
    header, first, *_ = csv.reader(Y2025.read_bytes().decode("cp1252").splitlines())
    about = {"Inspection start date": f"{EARLIER:%d/%m/%Y}", "Overall effectiveness": "2", "Date of latest ungraded inspection": "", "Previous inspection start date": ""}  # fmt: skip
    content = io.StringIO()
    rows = csv.writer(content)
    rows.writerow(header)
    for one in schools:
        row = dict(zip(header, first, strict=True)) | about | {"URN": str(one.urn)}
        rows.writerow(row.values())
    return content.getvalue().encode("cp1252")


def compared():
    return list(ComparedGroup.objects.order_by("task_group").values("task_group", "why", "before", "after"))


def test_inspections_that_task_groups_were_compared_by_are_taken_back_and_they_are_compared_afresh(cast):
    had, none = a_history(cast)
    compare_where_needed()
    before, held = compared(), set(Inspection.objects.values_list("pk", flat=True))
    ask_for_load(content=sent(Y2025, content=told_of([*had, *none])), as_at=None, year=None, by=cast.administrator)
    loaded = work(claim())
    compare_where_needed()
    assert set(ComparedGroup.objects.exclude(after=None).values_list("after__started_on", flat=True)) == {EARLIER}
    ask_to_undo(found=loaded, by=cast.administrator)
    assert work(claim()).state == "undone"
    assert set(Inspection.objects.values_list("pk", flat=True)) == held
    assert not ComparedGroup.objects.exists()
    assert not Reckoning.objects.exists()
    compare_where_needed()
    assert compared() == before
