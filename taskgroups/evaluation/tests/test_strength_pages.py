"""Strength on the pages: the picture of coverage, one item, the list, and the rule itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence, change_evidence
from taskgroups.evaluation.models import Evidence
from taskgroups.evaluation.queries import standing
from taskgroups.evaluation.strength import AGES, LEVELS, MARKS, SPANS, Level
from taskgroups.evaluation.weighing import coverage, weighed_at, weighed_now
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of


@pytest.fixture
def show(cast, pack, area):
    """Keep an item under the first descriptor of the area, with all four marks unless told otherwise."""

    def add(**more) -> Evidence:
        said = {"title": "Reading ages", "kind": "data", "dated": timezone.localdate(), "note": "Year 4.",
                "confirmed_by": "English lead", "covers": "whole", "direct": "direct"} | more  # fmt: skip
        place = Place(pack.slug, area.slug, area.descriptors[0].slug)
        return add_evidence(school=cast.a, facts=Facts(**said), places=[place], by=cast.head_a)

    return add


@pytest.fixture
def levels(cast, pack, area):
    """How strong the first three descriptors are."""

    def read() -> list[Level]:
        shown = coverage(standing(cast.a, pack), weighed_now(cast.a, pack))
        return [found.level for _, found in next(a for a in shown if a.state.area.slug == area.slug).rows[:3]]

    return read


def test_strength_is_read_from_what_is_kept(show, levels) -> None:
    before = levels()
    show(confirmed_by="")
    between = levels()
    show()

    assert (before, between, levels()) == (
        [Level.NONE] * 3, [Level.PARTIAL, Level.NONE, Level.NONE], [Level.STRONG, Level.NONE, Level.NONE],
    )  # fmt: skip


def test_what_is_withdrawn_or_unlinked_counts_for_nothing(show, levels) -> None:
    item = show()
    item.uses.update(unlinked_at=timezone.now())
    other = show()
    Evidence.objects.filter(pk=other.pk).update(withdrawn_at=timezone.now())

    assert levels()[0] == Level.NONE


def test_an_item_with_nothing_to_look_at_is_thin(show, levels) -> None:
    show(note="")

    assert levels()[0] == Level.THIN


def test_an_earlier_day_is_weighed_as_it_stood(cast, pack, area, show) -> None:
    item, now = show(), timezone.now()
    facts = Facts("Reading ages", "data", item.dated - timedelta(days=900))
    change_evidence(evidence=item, facts=facts, base=None, by=cast.head_a)
    key = (area.slug, area.descriptors[0].slug)

    assert weighed_at(cast.a, pack, now)[key][0].level == Level.STRONG
    assert weighed_now(cast.a, pack)[key][0].level == Level.THIN


def test_weighing_asks_twice_however_much_there_is(cast, pack, show) -> None:
    for number in (1, 5):
        for _ in range(number):
            show()
        with CaptureQueriesContext(connection) as asked:
            weighed_now(cast.a, pack)
        assert len(asked) == 2


def test_the_picture_says_in_words_what_it_draws(cast, as_, area, home, show) -> None:
    show(confirmed_by="")
    page = check_page(as_(cast.head_a).get(home("evidence/coverage", of="")).content)
    number = len(area.for_phase("primary"))

    assert f"0 strong, 1 partial, 0 thin, {number - 1} with nothing yet" in page.xpath("//svg/@aria-label")
    [row] = page.xpath(f"//details[@id='strength-{area.slug}']//tbody/tr[1]")
    assert "‘Reading ages’ is current, is first-hand and covers enough of the school" in text_of(row)
    assert "1 item: Data. Nobody else confirms any." in text_of(row)


def test_an_item_says_what_it_is_worth_and_why(cast, as_, home, show) -> None:
    item = show(direct="reported")
    page = text_of(check_page(as_(cast.head_a).get(home(f"evidence/{item.public_id}", of="")).content))

    assert "Partial ‘Reading ages’ is current, is confirmed by somebody else" in page
    assert "it is not said to be first-hand" in page


def test_the_list_shows_the_strength_of_each(cast, as_, home, show) -> None:
    show()
    show(covers="part")
    page = check_page(as_(cast.head_a).get(home("evidence", of="")).content)

    assert [text_of(one)[1:] for one in page.xpath("//tbody//strong")] == ["Partial", "Strong"]


def test_anybody_reads_the_rule_made_from_the_data_that_weighs(client) -> None:
    page = text_of(check_page(client.get("/strength-of-evidence/").content))
    sentences = [words.means for data in (LEVELS, MARKS, AGES) for words in data.values()]

    assert [one for one in sentences + [span.why for span in SPANS.values()] if one not in page] == []


def test_the_form_keeps_what_strength_follows_from(cast, as_, home) -> None:
    words = {"title": "Book look", "kind": "work", **parts("dated", timezone.localdate()),
             "covers": "several", "direct": "direct"}  # fmt: skip
    as_(cast.head_a).post(home("evidence/add", of=""), words)

    assert Evidence.objects.values_list("covers", "direct").get() == ("several", "direct")
