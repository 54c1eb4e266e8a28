"""Every list costs the same number of queries with 1, 3 and 30 rows, and never more than fifteen."""

import itertools
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskgroups.demonstration.models import Loaded
from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from tests.cast import Cast, consortium, give, person, school

MOST = 15
Fill = Callable[[Cast, int], None]
counter = itertools.count(1)


def task_groups(cast: Cast, rows: int) -> None:
    for n in range(rows):
        starts = timezone.now() + timedelta(days=n + 1)
        group = TaskGroup.objects.create(
            school=cast.a, consortium=cast.harbour, pack=pack_on(timezone.localdate()).slug, number=next(counter),
            starts_at=starts, ends_at=starts + timedelta(hours=2), planned_by=cast.lead, planned_at=timezone.now(),
            invited_at=timezone.now(),
        )  # fmt: skip
        AgendaItem.objects.create(task_group=group, position=0, kind="opening", title="Welcome", reason="", minutes=5)
        for who, part in (
            (cast.head_a, "host"),
            (cast.head_b, "chair"),
            (cast.clerk, "clerk"),
            (cast.head_c, "member"),
        ):
            Seat.objects.create(task_group=group, person=who, part=part, invited_at=timezone.now())


def actions(cast: Cast, rows: int) -> None:
    issue = ImprovementIssue.objects.create(
        school=cast.a, title="Writing", source="school", raised_on=timezone.localdate(), added_by=cast.head_a
    )
    for n in range(rows):
        Action.objects.create(
            school=cast.a, what=f"Moderate writing {n}", owner=cast.head_a, due=timezone.localdate(), proof="Samples",
            issue=issue if n % 2 else None, set_by=cast.head_a, set_at=timezone.now(),
        )  # fmt: skip


def issues(cast: Cast, rows: int) -> None:
    for n in range(rows):
        ImprovementIssue.objects.create(
            school=cast.a, title=f"Issue {n}", source="school", raised_on=timezone.localdate(), added_by=cast.head_a
        )


def evidence(cast: Cast, rows: int) -> None:
    pack = pack_on(timezone.localdate())
    area = pack.areas[0]
    for n in range(rows):
        item = Evidence.objects.create(
            school=cast.a, title=f"Moderated writing {n}", kind="work", dated=timezone.localdate(),
            added_by=cast.head_a, added_at=timezone.now(),
        )  # fmt: skip
        for one in area.descriptors[:2]:
            EvidenceUse.objects.create(
                evidence=item, pack=pack.slug, area=area.slug, descriptor=one.slug, linked_at=timezone.now()
            )


def letters(cast: Cast, rows: int) -> None:
    Loaded.objects.get_or_create(pk=1)
    for n in range(rows):
        post.send(to="a@cast.example", subject=f"Letter {n}", text="Words")


def schools(cast: Cast, rows: int) -> None:
    for n in range(rows):
        school(995000 + next(counter), f"Rowan {n} School", cast.authority)


def accounts(cast: Cast, rows: int) -> None:
    for _ in range(rows):
        give(person(f"Extra {next(counter)}"), "leader", school=cast.a)


def consortia(cast: Cast, rows: int) -> None:
    for _ in range(rows):
        number = next(counter)
        held = [school(996000 + number, f"Sorrel {number} School", cast.authority)]
        made = consortium(f"Group{number}", cast.authority, held)
        give(cast.lead, "lead", consortium=made)


def trail(cast: Cast, rows: int) -> None:
    for n in range(rows):
        audit.note(by=cast.lead, verb="planned a Task Group", school_urn=cast.a.urn, about=str(n))


LISTS: dict[str, tuple[str, Fill, str]] = {
    "home, Task Groups to lead": ("lead", task_groups, "/"),
    "home, Task Groups to chair": ("head_b", task_groups, "/"),
    "home, actions due": ("head_a", actions, "/"),
    "search, schools": ("head_a", schools, "/search/?q=school"),
    "search, evidence and actions": ("head_a", evidence, "/search/?q=writing"),
    "Task Groups": ("lead", task_groups, "/task-groups/"),
    "Task Groups of a school": ("head_a", task_groups, "/schools/990001/task-groups/"),
    "evidence": ("head_a", evidence, "/schools/990001/evidence/"),
    "self-evaluation": ("head_a", evidence, "/schools/990001/self-evaluation/"),
    "improvement, actions": ("head_a", actions, "/schools/990001/improvement/"),
    "improvement, issues": ("head_a", issues, "/schools/990001/improvement/"),
    "my actions": ("head_a", actions, "/actions/"),
    "schools": ("head_a", schools, "/schools/?q=rowan"),
    "people of a school": ("head_a", accounts, "/schools/990001/people/"),
    "consortia": ("lead", consortia, "/consortia/"),
    "accounts": ("administrator", accounts, "/accounts/"),
    "authority": ("officer", schools, "/authorities/990/"),
    "trail of a school": ("head_a", trail, "/schools/990001/history/"),
    "outbox": ("lead", letters, "/demonstration/outbox/"),
}


def cost(as_, who: object, address: str) -> int:
    browser = as_(who)
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_1_3_and_30_rows(cast: Cast, as_, name: str) -> None:
    who, fill, address = LISTS[name]
    costs = []
    for more in (1, 2, 27):
        fill(cast, more)
        costs.append(cost(as_, getattr(cast, who), address))
    assert costs[0] == costs[1] == costs[2] <= MOST


def test_a_list_that_asks_once_a_row_would_be_noticed(cast: Cast, as_, monkeypatch) -> None:
    """The measure itself is tried: a page that looks up the school of every action costs more with more rows."""
    from taskgroups.home.waiting import Waiting, everything

    def careless(who: object):
        for action in Action.objects.filter(owner=who):
            yield Waiting(action.school.name, "/", None)

    monkeypatch.setattr(everything, "SOURCES", (careless,))
    actions(cast, 1)
    few = cost(as_, cast.head_a, "/")
    actions(cast, 5)
    assert cost(as_, cast.head_a, "/") == few + 5
