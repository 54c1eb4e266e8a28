"""The record while it is written, with everything it reads: an action from before, evidence on file that was changed."""

import pytest

from taskgroups.evaluation.domain.evidence import Facts, add_evidence, change_evidence
from taskgroups.improvement.domain.actions import update_action
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.record.cast import earlier_action, held, note
from taskgroups.meetings.tests.room.cast import item
from taskgroups.schools.policy import today
from tests.cast import Cast

MOST = 14


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    action, kept = (
        earlier_action(cast),
        add_evidence(school=cast.a, facts=Facts("Log", "data", today()), by=cast.head_a),
    )
    made = held(cast, close=False)
    payload = {"evidence": kept.public_id, "where": ""}
    note(made, cast.clerk, "evidence", item(made, "achievement"), "", payload=payload)
    closed = run.close(by=cast.head_b, group=made)
    change_evidence(evidence=kept, facts=Facts("Another", "data", today()), by=cast.head_a, base=None)
    update_action(by=cast.leader_a, action=action, version=1, status="under_way")
    return closed


@pytest.mark.parametrize(("who", "page"), [("clerk", ""), ("head_b", ""), ("head_a", ""), ("clerk", "wording/")])
def test_the_record_being_written_asks_fewer_than_fifteen_questions(
    cast: Cast, as_, group: TaskGroup, who: str, page: str, django_assert_max_num_queries
) -> None:
    browser, place = as_(getattr(cast, who)), f"/task-groups/{group.public_id}/record/{page}"
    assert "Log" in browser.get(place).text
    with django_assert_max_num_queries(MOST):
        assert browser.get(place).status_code == 200
