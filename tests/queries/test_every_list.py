"""Every list page asks as often for thirty rows as for one or three: so it does on any database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taskgroups.demonstration.models import Loaded
from taskgroups.evaluation.models import Evidence
from taskgroups.meetings.models import TaskGroup
from taskgroups.training.models import TrainingSession
from tests.cast import Cast
from tests.queries.growing import (
    accounts,
    actions,
    archives,
    booked,
    commissions,
    consortia,
    doings,
    entries,
    evidence,
    held,
    letters,
    links,
    planned_round,
    programme,
    rounds,
    schools,
    taking_part,
    task_groups,
    versions,
)
from tests.world import AREA

pytestmark = pytest.mark.once
Grow = Callable[[Cast, int], None]


LISTS: list[tuple[str, str, Grow]] = [
    ("lead", "/consortia/harbour/participation/", taking_part),
    ("lead", "/consortia/harbour/participation/csv/", taking_part),
    ("lead", "/consortia/harbour/participation/schools/", taking_part),
    ("officer", "/consortia/harbour/participation/counts/", taking_part),
    ("lead", "/consortia/harbour/participation/offer/", schools),
    ("lead", "/consortia/harbour/participation/attendance/?as=csv", taking_part),
    ("lead", "/consortia/harbour/people/sheet/", schools),
    ("lead", "/consortia/harbour/people/sheet/?as=csv", accounts),
    ("lead", "/consortia/harbour/rounds/1/people/sheet/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/people/sheet/?as=csv", planned_round),
    ("lead", "/consortia/harbour/rounds/1/plan/sheet/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/plan/sheet/?as=csv", planned_round),
    ("head_b", "/", commissions),
    ("officer", "/", commissions),
    ("head_a", "/", rounds),
    ("head_a", "/", programme),
    ("head_b", "/", programme),
    ("head_a", "/training/", programme),
    ("head_a", "/training/?when=past", programme),
    ("head_a", "/training/yours/", programme),
    ("head_b", "/training/arranged/", programme),
    ("lead", "/training/sessions/{session}/people/", booked),
    ("lead", "/training/sessions/{session}/people/attendance.csv", booked),
    ("lead", "/consortia/harbour/rounds/", rounds),
    ("lead", "/consortia/harbour/rounds/1/hosts/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/people/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/plan/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/plan/calendar/", planned_round),
    ("lead", "/consortia/harbour/rounds/1/plan/map/", planned_round),
    ("head_a", "/", task_groups),
    ("head_a", "/", actions),
    ("head_b", "/", task_groups),
    ("clerk", "/", task_groups),
    ("lead", "/", task_groups),
    ("officer", "/", schools),
    ("lead", "/search/?q=elm", schools),
    ("lead", "/schools/?q=elm", schools),
    ("head_a", "/schools/990001/", doings),
    ("head_a", "/schools/990001/history/", doings),
    ("head_a", "/schools/990001/people/", accounts),
    ("head_a", "/schools/990001/sharing/", schools),
    ("head_a", "/schools/990001/owning/", archives),
    ("head_a", "/schools/990001/self-evaluation/", evidence),
    ("head_a", f"/schools/990001/self-evaluation/{AREA.slug}/", evidence),
    ("head_a", "/schools/990001/evidence/", evidence),
    ("head_a", "/schools/990001/evidence/?strength=thin&age=past&confirmed=-", evidence),
    ("head_a", "/schools/990001/evidence/coverage/", evidence),
    ("head_a", "/schools/990001/evidence/{item}/", versions),
    ("head_a", "/schools/990001/improvement/", actions),
    ("head_a", "/schools/990001/improvement/progress/", actions),
    ("head_a", "/schools/990001/improvement/gaps/", evidence),
    ("head_a", "/schools/990001/risk/", evidence),
    ("head_a", "/schools/990001/risk/story/", evidence),
    ("head_a", "/schools/990001/risk/story/", task_groups),
    ("head_a", "/schools/990001/improvement/actions/", actions),
    ("head_a", "/schools/990001/improvement/actions/csv/", actions),
    ("head_a", "/schools/990001/task-groups/", task_groups),
    ("head_a", "/actions/", actions),
    ("head_a", "/schools/990001/statement/", links),
    ("head_a", "/schools/990001/statement/choose/", held),
    ("head_b", "/schools/990002/statement/choose/", held),
    ("lead", "/task-groups/", task_groups),
    ("lead", "/task-groups/new/", schools),
    ("lead", "/consortia/", consortia),
    ("lead", "/consortia/harbour/", schools),
    ("lead", "/consortia/harbour/schools/", schools),
    ("lead", "/consortia/harbour/people/", accounts),
    ("lead", "/consortia/harbour/districts/", schools),
    ("lead", "/consortia/harbour/outcomes/", schools),
    ("lead", "/consortia/harbour/outcomes/sets/new/", schools),
    ("officer", "/authorities/990/", schools),
    ("administrator", "/accounts/", accounts),
    ("administrator", "/demonstration/outbox/", letters),
    ("head_b", "/task-groups/{group}/", entries),
    ("head_b", "/task-groups/{group}/people/", entries),
    ("head_b", "/task-groups/{group}/room/", entries),
    ("head_a", "/task-groups/{group}/room/", entries),
    ("head_b", "/practice/", task_groups),
    ("head_b", "/task-groups/{group}/practice/", entries),
    ("head_a", "/task-groups/{group}/papers/", entries),
]  # fmt: skip


@pytest.mark.parametrize(("who", "address", "grow"), LISTS, ids=lambda part: getattr(part, "__name__", str(part)))
def test_a_list_asks_as_often_for_thirty_as_for_one(
    who: str, address: str, grow: Grow, cast: Cast, as_: Callable[[object], object]
) -> None:
    Loaded.objects.create()
    browser, asked, there = as_(getattr(cast, who)), {}, 0
    for rows in (1, 3, 30):
        for number in range(there + 1, rows + 1):
            grow(cast, number)
        there = rows
        group = TaskGroup.objects.order_by("pk").first()
        item = Evidence.objects.order_by("pk").first()
        session = TrainingSession.objects.order_by("pk").first()
        place = address.format(group=group.public_id if group else "", item=item.public_id if item else "",
                               session=session.public_id if session else "")  # fmt: skip
        browser.get(place)  # what is read once for all has been read
        with CaptureQueriesContext(connection) as found:
            assert browser.get(place).status_code == 200, place
        asked[rows] = len(found)
    assert asked[30] == asked[3]
    assert max(asked[1], asked[3]) <= 20  # a home on which nothing waits asks once more: how to begin
