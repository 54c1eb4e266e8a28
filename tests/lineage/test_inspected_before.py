"""An inspection under the number that a school had before is its own, wherever a Task Group rests on it."""

from datetime import timedelta

import pytest

from taskgroups.kit.paper.document import Table
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.papers.building import build
from taskgroups.meetings.papers.gathering import gather
from taskgroups.meetings.plan.situation import latest_inspection
from taskgroups.schools.domain.hand_on import settle
from taskgroups.schools.models import Inspection, InspectionGrade
from tests.lineage.telling import DAY, again, close, follow, opened

pytestmark = pytest.mark.django_db


def test_the_papers_tell_the_inspection_that_the_rhythm_is_proposed_from(world):
    Inspection.objects.all().delete()
    found = Inspection.objects.create(school=world.cast.a, framework="eif-2019", started_on=DAY - timedelta(days=400))
    InspectionGrade.objects.create(inspection=found, judgement="Overall effectiveness", grade="Good")
    academy = opened(world.cast, 990101, "Alder Academy", opened_on=DAY)
    follow(close(world.cast.a, closed_on=DAY - timedelta(days=1)), academy)
    settle(by=None)
    prepared = gather(TaskGroup.objects.filter(school=academy).latest("starts_at"), sent=False)
    assert latest_inspection(again(academy)).started_on == found.started_on
    assert list(prepared.inspections) == [found]
    captions = [block.caption for block in build(prepared).blocks if isinstance(block, Table)]
    assert any(caption.endswith(", as Alder Primary School, URN 990001") for caption in captions)
