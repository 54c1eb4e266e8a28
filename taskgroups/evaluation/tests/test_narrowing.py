"""The evidence base narrowed by strength, by age and by who confirms it; what is asked stays in the address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHERE = "/schools/990001/evidence/"


@pytest.fixture
def three(cast: Cast) -> Cast:
    """One item that is strong, one that is partial and fading, one that is thin and out of date."""
    now = timezone.localdate()
    whole = {"covers": "whole", "direct": "direct", "confirmed_by": "English lead"}
    for title, kind, dated, more in (
        ("Books", "work", now - timedelta(days=7), {**whole, "note": "x"}),
        ("Visit", "seen", now - timedelta(days=200), {**whole, "note": "x", "confirmed_by": "A governor visit"}),
        ("Survey", "heard", date(2020, 5, 4), {"note": "x"}),
    ):
        add_evidence(school=cast.a, facts=Facts(title, kind, dated, **more), by=cast.head_a)
    return cast


def titles(page) -> list[str]:
    return sorted(text_of(one) for one in page.xpath("//tbody//th/a"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("strength=strong", ["Books"]),
        ("strength=partial", ["Visit"]),
        ("strength=thin", ["Survey"]),
        ("age=current", ["Books"]),
        ("age=fading", ["Visit"]),
        ("age=past", ["Survey"]),
        ("confirmed=-", ["Survey"]),
        ("confirmed=%2B", ["Books", "Visit"]),
        ("confirmed=English+lead", ["Books"]),
        ("strength=strong&age=past", []),
        ("q=visit&confirmed=%2B", ["Visit"]),
        ("strength=best&age=old", ["Books", "Survey", "Visit"]),
    ],
)
def test_evidence_is_narrowed_by_what_it_is_worth_and_who_confirms_it(three, as_, asked, found) -> None:
    page = check_page(as_(three.head_a).get(f"{WHERE}?{asked}").content)
    assert titles(page) == found


def test_what_is_asked_stays_chosen_and_in_the_addresses_of_further_pages(three, as_) -> None:
    now = timezone.localdate()
    for number in range(31):
        add_evidence(school=three.a, facts=Facts(f"Figures {number}", "data", now, note="x"), by=three.head_a)
    page = check_page(as_(three.head_a).get(f"{WHERE}?age=current&strength=thin&sort=title").content)
    assert page.xpath("//select/option[@selected]/@value") == ["", "", "title", "thin", "current", ""]
    assert page.xpath("//a[@rel='next']/@href") == [
        f"{WHERE}?age=current&strength=thin&sort=title&page=2".replace(WHERE, "")
    ]


def test_one_who_confirms_nothing_here_stays_named_and_nothing_is_found(three, as_) -> None:
    page = check_page(as_(three.head_a).get(f"{WHERE}?confirmed=Nobody+we+know").content)
    assert (titles(page), page.xpath("//select[@name='confirmed']/option[@selected]/@value")) == (
        [],
        ["Nobody we know"],
    )


def test_who_confirms_withdrawn_evidence_is_not_offered_among_the_rest(three, as_) -> None:
    from taskgroups.evaluation.domain.evidence import withdraw
    from taskgroups.evaluation.models import Evidence

    withdraw(evidence=Evidence.objects.get(title="Visit"), by=three.head_a)
    page = check_page(as_(three.head_a).get(WHERE).content)
    offered = page.xpath("//select[@name='confirmed']/option/@value")
    assert offered == ["", "+", "-", "English lead"]
