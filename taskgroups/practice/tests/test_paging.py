"""A very long transcript: its clauses come a page at a time, its figures never do, and all of it can be printed."""

import pytest
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.practice.models import Said, Transcript
from taskgroups.practice.queries import account_of
from tests.cast import Cast

QUESTIONS, ADVICE = 390, 60


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    made = Transcript.objects.create(person=cast.head_b, task_group=group, words=9000, all_words=10000)
    coded = [("question", "open")] * QUESTIONS + [("advice", "telling")] * ADVICE
    Said.objects.bulk_create(
        Said(transcript=made, place=n, text=f"Clause {n}.", machine_act=act, machine_kind=kind, reason="Its words.")
        for n, (act, kind) in enumerate(coded, 1)
    )
    return group


def shown(client, group: TaskGroup, query: str = ""):
    place = reverse("task-group-practice", args=[group.public_id]) + query
    return check_page(client.get(place).content, place)


def clauses(page) -> list[str]:
    return [text_of(one) for one in page.xpath("//ul[@class='pr-all']/li/span[@class='pr-all__said']")]


def advice(page) -> int:
    return len(page.xpath("//li[@class='pr-advice__one']"))


@pytest.mark.parametrize(
    ("query", "first", "many"), [("", 1, 200), ("?page=2", 201, 200), ("?page=3", 401, 50), ("?page=99", 401, 50)]
)
def test_two_hundred_clauses_stand_on_a_page(cast: Cast, as_, group: TaskGroup, query: str, first: int, many: int):
    page = shown(as_(cast.head_b), group, query)
    assert clauses(page) == [f"Clause {n}." for n in range(first, first + many)]
    assert f"Show clauses {first} to {first + many - 1} of 450" in text_of(page)


@pytest.mark.parametrize(("query", "many"), [("", 50), ("?advice=2", 10), ("?advice=2&page=3", 10)])
def test_fifty_pieces_of_advice_stand_on_a_page(cast: Cast, as_, group: TaskGroup, query: str, many: int) -> None:
    assert advice(shown(as_(cast.head_b), group, query)) == many


@pytest.mark.parametrize("query", ["", "?page=3", "?advice=2", "?all=yes"])
def test_the_figures_are_of_all_of_it_on_every_page(cast: Cast, as_, group: TaskGroup, query: str) -> None:
    said = text_of(shown(as_(cast.head_b), group, query))
    assert "390 questions and 60 pieces of advice" in said


def test_all_of_it_can_be_printed_from_one_page(cast: Cast, as_, group: TaskGroup) -> None:
    client = as_(cast.head_b)
    assert "all of it on one page, to print" in text_of(shown(client, group))
    page = shown(client, group, "?all=yes")
    assert (len(clauses(page)), advice(page)) == (450, 60)
    assert page.xpath("//details[@open]//ul[@class='pr-all']") != []
    assert page.xpath("//nav[@aria-label='Pages']") == []


def test_the_list_is_open_where_a_page_of_it_was_asked_for(cast: Cast, as_, group: TaskGroup) -> None:
    open_lists = [shown(as_(cast.head_b), group, query).xpath("//details[@open]//ul[@class='pr-all']")
                  for query in ("", "?page=2", "?advice=2")]  # fmt: skip
    assert [len(one) for one in open_lists] == [0, 1, 0]


def test_recoding_leads_back_to_the_page_of_the_clause(cast: Cast, as_, group: TaskGroup) -> None:
    mark = account_of(cast.head_b, group).worded[300].mark
    place = reverse("task-group-practice-clause", args=[group.public_id, mark])
    account = reverse("task-group-practice", args=[group.public_id])
    for sent in ({"act": "advice", "kind": ""}, {"do": "machine"}):
        assert as_(cast.head_b).post(place, sent).headers["Location"] == f"{account}?page=2#{mark}"


def test_a_short_one_is_one_page_and_says_nothing_of_pages(cast: Cast, as_, group: TaskGroup) -> None:
    Said.objects.filter(place__gt=20).delete()
    page = shown(as_(cast.head_b), group)
    assert ("Show all 20 clauses" in text_of(page), "to print" in text_of(page)) == (True, False)


def test_a_page_of_a_very_long_one_is_small(cast: Cast, as_, group: TaskGroup) -> None:
    made = Transcript.objects.get()
    Said.objects.bulk_create(
        Said(transcript=made, place=n, text=f"Clause {n}.", machine_act="other", machine_kind="", reason="Its words.")
        for n in range(1000, 4000)
    )
    place = reverse("task-group-practice", args=[group.public_id])
    client = as_(cast.head_b)
    small, whole = (len(client.get(place + query).content) for query in ("", "?all=yes"))
    assert small < 250_000 < whole
