"""A link opens what stands, until its last day or until it is taken back; that it was opened is told to the head."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taskgroups.assurance.domain.link import make_link, revoke_link
from taskgroups.assurance.domain.release import choose, withdraw
from taskgroups.assurance.models import Link, Opening, Statement
from taskgroups.assurance.statement.current import behind
from taskgroups.assurance.statement.facts import WHO, Chosen, everything
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.assurance.tests.chosen import agreed, link, released
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.schools.domain.carry_over import carry_over
from tests.cast import Cast

WAYS = ("statement", "statement-pdf", "statement-word")


@pytest.fixture
def open_link(cast: Cast) -> Link:
    agreed(cast)
    released(cast, words="We ask to be asked.")
    return link(cast)


def get(name: str, one: Link, **more):
    return Client().get(reverse(name, args=[one.token]), **more)


def closed(one: Link) -> bool:
    answers = [get(name, one) for name in WAYS]
    return all(a.status_code == 404 and b"Alder" not in a.content for a in answers)


def test_whoever_has_it_reads_what_stands(open_link: Link) -> None:
    assert "We ask to be asked." in text_of(check_page(get("statement", open_link).content))


def test_it_is_taken_along_as_pdf_and_word(open_link: Link) -> None:
    assert get("statement-pdf", open_link).content.startswith(b"%PDF")
    assert "word/document.xml" in ZipFile(BytesIO(get("statement-word", open_link).content)).namelist()


@pytest.mark.parametrize("name", WAYS)
def test_no_machine_lists_it_or_learns_of_it(name: str, open_link: Link) -> None:
    answer = get(name, open_link)
    said = [answer[header] for header in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")]
    assert said == ["noindex, nofollow, noarchive", "no-referrer", "no-store, private"]


def test_one_revoked_opens_nothing(cast: Cast, open_link: Link) -> None:
    revoke_link(by=cast.head_a, link=open_link)
    assert closed(open_link)


def test_one_past_its_last_day_opens_nothing(open_link: Link) -> None:
    today = timezone.localdate()
    Link.objects.update(until=today)
    assert not closed(open_link)
    Link.objects.update(until=today - timedelta(days=1))
    assert closed(open_link)


def test_one_to_what_is_withdrawn_opens_nothing(cast: Cast, open_link: Link) -> None:
    withdraw(by=cast.head_a, school=cast.a)
    assert closed(open_link)


def test_one_never_made_says_no_more_than_one_revoked(cast: Cast, open_link: Link) -> None:
    never = Client().get(reverse("statement", args=["never-made"]))
    revoke_link(by=cast.head_a, link=open_link)
    assert (text_of(parse(never.content)), never.status_code) == (
        text_of(parse(get("statement", open_link).content)), 404)  # fmt: skip


def test_it_shows_the_newest_release(cast: Cast, open_link: Link) -> None:
    released(cast, words="Newer words.")
    shown = text_of(parse(get("statement", open_link).content))
    assert ("Newer words." in shown, "We ask to be asked." in shown) == (True, False)


def test_what_was_not_chosen_is_not_in_any_way_of_reading_it(cast: Cast, open_link: Link) -> None:
    key = cast.a.task_groups.get().public_id
    released(cast, Chosen({key: [WHO]}), words="Only that.")
    page, word = get("statement", open_link).content, get("statement-word", open_link).content
    document = ZipFile(BytesIO(word)).read("word/document.xml")
    assert [b"mathematics" in one for one in (page, document)] == [False, False]


def test_the_head_sees_when_it_was_opened_and_not_by_whom(cast: Cast, as_, open_link: Link) -> None:
    for name in ("statement", "statement", "statement-pdf"):
        get(name, open_link)
    assert sorted(Opening.objects.values_list("way", "times")) == [("page", 2), ("pdf", 1)]
    shown = text_of(parse(as_(cast.head_a).get(reverse("school-statement", args=[cast.a.urn])).content))
    assert ("read 2 times" in shown, "Lead inspector" in shown) == (True, True)


def test_asking_only_whether_it_is_there_counts_nothing(open_link: Link) -> None:
    Client().head(reverse("statement", args=[open_link.token]))
    assert not Opening.objects.exists()


def test_however_it_is_asked_for_it_is_counted(open_link: Link) -> None:
    Client().options(reverse("statement", args=[open_link.token]))
    assert Opening.objects.count() == 1


def test_after_a_withdrawal_the_head_is_told_that_the_next_release_opens_old_links(
    cast: Cast, as_, open_link: Link
) -> None:
    withdraw(by=cast.head_a, school=cast.a)
    choose(by=cast.head_a, school=cast.a, chosen=everything(facts_of(cast.a)), words="")
    shown = text_of(parse(as_(cast.head_a).get(reverse("school-statement-preview", args=[cast.a.urn])).content))
    assert "Whoever has one of the links that are open (1) reads it at once." in shown


def test_a_leader_sees_no_link(cast: Cast, as_, open_link: Link) -> None:
    shown = as_(cast.leader_a).get(reverse("school-statement", args=[cast.a.urn])).content.decode()
    assert open_link.token not in shown


def test_nothing_released_gets_no_link(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nothing is released"):
        link(cast)


@pytest.mark.parametrize(("days", "why"), [(-1, "in the past"), (367, "more than a year ahead")])
def test_a_link_ends_on_a_day_that_makes_sense(days: int, why: str, cast: Cast, open_link: Link) -> None:
    with pytest.raises(Refused, match=why):
        link(cast, until=timezone.localdate() + timedelta(days=days))


def test_the_head_makes_and_revokes_one_on_the_page(cast: Cast, as_, open_link: Link) -> None:
    head, until = as_(cast.head_a), timezone.localdate() + timedelta(days=9)
    head.post(reverse("school-statement-link", args=[cast.a.urn]), {"whom": "Diocese", **parts("until", until)})
    made = Link.objects.get(whom="Diocese")
    head.post(reverse("school-statement-revoke", args=[cast.a.urn, made.pk]))
    made.refresh_from_db()
    assert (made.until, made.revoked_at is None) == (until, False)


def test_what_another_school_released_is_not_behind_links_of_the_school_that_became_it(
    cast: Cast, open_link: Link
) -> None:
    theirs = {"released_at": timezone.now(), "released_by": cast.stranger, "document": {}}
    Statement.objects.create(school=cast.d, **theirs)
    own = Link.objects.create(school=cast.d, whom="Diocese", until=open_link.until, made_by=cast.stranger)
    carry_over(cast.a, cast.d)
    assert (behind(open_link.token), behind(own.token) is None) == (None, False)


def test_links_go_over_with_the_statement_behind_them(cast: Cast, open_link: Link) -> None:
    carry_over(cast.a, cast.d)
    assert "We ask to be asked." in text_of(parse(get("statement", open_link).content))


def make(cast: Cast, days: int = 30, whom: str = "Trust") -> Link:
    return make_link(by=cast.head_a, school=cast.a, whom=whom, until=timezone.localdate() + timedelta(days=days))


@pytest.mark.parametrize("days", [0, 366])
def test_its_last_day_may_be_today_or_a_year_ahead(days: int, cast: Cast, open_link: Link) -> None:
    assert make(cast, days).until == timezone.localdate() + timedelta(days=days)


def test_twenty_links_of_a_school_are_open_at_most(cast: Cast, open_link: Link) -> None:
    for school, more in ((cast.b, 20), (cast.a, 18)):
        for _ in range(more):
            Link.objects.create(school=school, whom="Trust", until=open_link.until, made_by=cast.head_a)
    make(cast)
    with pytest.raises(Refused, match="20 links are open"):
        make(cast)
    revoke_link(by=cast.head_a, link=open_link)
    make(cast)


def test_for_whom_it_is_fits_in_120_characters(cast: Cast, open_link: Link) -> None:
    assert make(cast, whom="x" * 120).whom == "x" * 120
    with pytest.raises(Refused):
        make(cast, whom="x" * 121)


def test_that_it_was_made_and_revoked_is_written_down(cast: Cast, open_link: Link) -> None:
    made = make(cast, whom=" The trust ")
    for _ in range(2):
        revoke_link(by=cast.head_a, link=made)
    said = Entry.objects.filter(about="The trust").order_by("id").values_list("verb", "school_urn", "details")
    assert list(said) == [
        ("made a link to the statement", cast.a.urn, {"until": made.until.isoformat()}),
        ("revoked a link to the statement", cast.a.urn, {}),
    ]
