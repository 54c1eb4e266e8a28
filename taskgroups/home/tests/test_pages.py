"""The pages of the front of the house."""

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.improvement.tests.made import an_action
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from tests.cast import Cast

OPEN = ("/", "/about/", "/accessibility/", "/privacy/", "/help/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", OPEN)
def test_anybody_may_read_it(as_, address: str) -> None:
    response = as_(None).get(address)
    assert response.status_code == 200
    check_page(response.content, address)


@pytest.mark.django_db
def test_the_first_page_says_what_a_task_group_is(as_) -> None:
    assert "A Task Group is a chaired meeting about one school" in as_(None).get("/").content.decode()


@pytest.mark.django_db
def test_healthz_says_that_it_can_serve(as_) -> None:
    assert as_(None).get("/healthz").json() == {"ok": True}


def test_home_says_when_nothing_waits(cast: Cast, as_) -> None:
    page = check_page(as_(cast.officer).get("/").content, "/")
    assert "Nothing needs you now" in text_of(page)


def test_search_asks_for_signing_in(as_) -> None:
    assert as_(None).get("/search/?q=x").status_code == 302


def test_search_says_when_nothing_is_found(cast: Cast, as_) -> None:
    page = check_page(as_(cast.head_a).get("/search/?q=zzzz").content, "/search/")
    assert "Nothing found" in text_of(page)


def test_search_finds_a_school_by_town(cast: Cast, as_) -> None:
    page = check_page(as_(cast.stranger).get("/search/?q=saltmarsh alder").content, "/search/")
    assert "Alder Primary School" in text_of(page)


def test_an_officer_finds_the_authority_in_the_navigation(cast: Cast, as_) -> None:
    page = parse(as_(cast.officer).get("/help/").content)
    assert page.xpath("//nav//a[normalize-space()='Saltshire']/@href") == ["/authorities/990/"]


def test_nobody_else_finds_it_there(cast: Cast, as_) -> None:
    page = parse(as_(cast.lead).get("/help/").content)
    assert page.xpath("//nav//a[normalize-space()='Saltshire']") == []


def test_what_is_found_of_ones_own_school_leads_to_the_thing_itself(cast: Cast, as_) -> None:
    item = add_evidence(school=cast.a, facts=Facts("Reading log", "work", timezone.localdate()), by=cast.head_a)
    action = an_action(cast, what="Sample ten reading logs")
    page = check_page(as_(cast.leader_a).get("/search/?q=reading").content, "/search/")
    found = {text_of(one): one.get("href") for one in page.xpath("//main//a")}
    assert found["Reading log"] == f"/schools/990001/evidence/{item.public_id}/"
    assert found["Sample ten reading logs"] == f"/schools/990001/improvement/actions/{action.public_id}/"
    assert "Reading log" not in as_(cast.head_b).get("/search/?q=reading").text


def test_help_speaks_to_everybody_who_has_a_part(client) -> None:
    page = parse(client.get("/help/").content)
    assert [text_of(one).removeprefix("If you ") for one in page.xpath("//main//h2")] == [
        "were invited to a Task Group",
        "lead the host school",
        "are a leader or governor of the school",
        "chair",
        "clerk",
        "observe",
        "lead a consortium",
        "are an officer of an authority",
        "cannot get in",
    ]
