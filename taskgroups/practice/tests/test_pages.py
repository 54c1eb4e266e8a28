"""The private pages, and recoding."""

import pytest
from django.db import connection
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import item, under_way
from taskgroups.practice import queries
from taskgroups.practice.domain.share import share
from taskgroups.practice.models import Recoding, Share
from taskgroups.practice.queries import account_of, chaired_by
from taskgroups.schools.policy import today
from tests.cast import Cast

ADVICE = "Have you tried a daily reading slot?"


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    group = run.move(by=cast.head_b, group=group, item=item(group, "achievement"))
    capture.ask(Stamp(cast.head_b, group, group.current_item), text=ADVICE)
    return group


def at(group: TaskGroup, *mark: str) -> str:
    return reverse(f"task-group-practice{'-clause' if mark else ''}", args=[group.public_id, *mark])


def mark(cast: Cast, group: TaskGroup) -> str:
    return account_of(cast.head_b, group).heard[0].mark


def test_advice_stands_in_its_place_with_questions_beside_it(cast: Cast, as_, group: TaskGroup) -> None:
    page = check_page(as_(cast.head_b).get(at(group)).content)
    (one,) = page.xpath("//li[@class='pr-advice__one']")
    assert ("Achievement" in text_of(one), ADVICE in text_of(one), len(one.xpath(".//ul/li")) in (2, 3)) == (
        True,
        True,
        True,
    )


def test_the_figure_follows_what_the_chair_says(cast: Cast, as_, group: TaskGroup) -> None:
    client, place = as_(cast.head_b), at(group, mark(cast, group))
    check_page(client.get(place).content)
    client.post(place, {"act": "question", "kind": "closed"})
    assert account_of(cast.head_b, group).whole.questions == 1
    assert "the machine heard advice, inside a question" in text_of(check_page(client.get(at(group)).content))
    client.post(place, {"do": "machine"})
    assert (account_of(cast.head_b, group).whole.advice, Recoding.objects.count()) == (1, 0)


def test_a_kind_of_something_else_is_refused(cast: Cast, as_, group: TaskGroup) -> None:
    answer = as_(cast.head_b).post(at(group, mark(cast, group)), {"act": "question", "kind": "telling"})
    assert (answer.status_code, "Choose another, or none." in answer.text) == (422, True)


def test_recoding_changes_nothing_in_the_shared_log(cast: Cast, as_, group: TaskGroup) -> None:
    before = list(group.events.values_list("number", "kind", "text"))
    as_(cast.head_b).post(at(group, mark(cast, group)), {"act": "question", "kind": ""})
    assert list(group.events.values_list("number", "kind", "text")) == before


def test_over_all_there_is_each_task_group_with_its_figures(cast: Cast, as_, group: TaskGroup) -> None:
    page = check_page(as_(cast.head_b).get(reverse("practice")).content)
    assert at(group) in page.xpath("//main//a/@href")


def test_who_never_chaired_reads_what_will_be_here(cast: Cast, as_, group: TaskGroup) -> None:
    said = text_of(check_page(as_(cast.head_a).get(reverse("practice")).content))
    assert ("No Task Group yet" in said, cast.a.name in said) == (True, False)


def test_whoever_handed_over_keeps_their_own_page(cast: Cast, as_, group: TaskGroup) -> None:
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    assert [as_(who).get(at(group)).status_code for who in (cast.head_b, cast.head_c, cast.clerk)] == [200, 200, 404]
    assert [len(account_of(who, group).heard) for who in (cast.head_b, cast.head_c)] == [1, 0]


@pytest.fixture
def three(cast: Cast, group: TaskGroup, monkeypatch: pytest.MonkeyPatch) -> list[TaskGroup]:
    """Three Task Groups, the newest first, and two to a page."""
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    return [under_way(cast), under_way(cast), group]


def rows_of(client, address: str) -> list[str]:
    page = check_page(client.get(address).content)
    return [text_of(row).split(",")[0] for row in page.xpath("(//table)[1]//tbody/tr")]


def test_a_page_has_a_few_task_groups_however_many_there_are(cast: Cast, as_, three: list[TaskGroup]) -> None:
    client, address = as_(cast.head_b), reverse("practice")
    found = [client.get(f"{address}?page={number}").text for number in (1, 2)]
    assert [[at(group) in page for group in three] for page in found] == [[True, True, False], [False, False, True]]


def test_a_mentor_s_pages_number_them_on(cast: Cast, as_, three: list[TaskGroup]) -> None:
    shared: Share = share(by=cast.head_b, mentor=cast.lead, until=today())
    client, address = as_(cast.lead), reverse("practice-shared", args=[shared.pk])
    assert rows_of(client, address) == ["Task Group 3", "Task Group 2"]
    assert rows_of(client, f"{address}?page=2") == ["Task Group 1"]


def test_whoever_handed_over_has_it_among_theirs_and_the_county_s_log_is_not_searched(
    cast: Cast, group: TaskGroup
) -> None:
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    assert [list(chaired_by(one)) for one in (cast.head_b, cast.head_c, cast.clerk)] == [[group], [group], []]
    if connection.vendor == "sqlite":
        plan = chaired_by(cast.head_b).explain()
        assert [line for line in plan.splitlines() if "SCAN" in line] == []
