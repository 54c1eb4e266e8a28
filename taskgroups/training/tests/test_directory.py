"""The directory: who is found by whom, what is said, and writing to somebody whose address is never shown."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.models import Entry as TrailEntry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Authority, ConsortiumSchool, District
from taskgroups.schools.policy import today
from taskgroups.training.directory.finding import Wanted, find
from taskgroups.training.domain.directory import A_DAY, TO_ONE, Entry, write_entry, write_to
from taskgroups.training.models import Listing, Message, Step
from tests.cast import Cast, accredit, give, person

pytestmark = pytest.mark.django_db
Seen = Listing.Seen
ADDRESSES = "@cast.example"


def listed(who, **more) -> Listing:
    said = {
        "listed": True, "seen_by": Seen.CONSORTIUM, "words": "", "frameworks": [], "districts": [],
        "availability": "Tuesdays", "free_from": None, "free_until": None,
    }  # fmt: skip
    return write_entry(by=who, entry=Entry(**(said | more)))


def names(who, **wanted) -> list[str]:
    return [one.person.name for one in find(who, Wanted(**wanted))]


def test_each_is_found_by_those_alone_whom_they_chose(cast: Cast) -> None:
    give(cast.stranger, "chair", consortium=cast.moor)
    listed(cast.head_a, seen_by=Seen.CONSORTIUM)
    listed(cast.head_b, seen_by=Seen.AUTHORITY)
    listed(cast.head_c, seen_by=Seen.ALL)
    assert names(cast.lead) == ["Asha Alder", "Ben Birch", "Carys Cedar"]
    assert names(cast.stranger) == ["Ben Birch", "Carys Cedar"]  # of another consortium of the authority
    assert names(cast.officer) == ["Ben Birch", "Carys Cedar"]


def test_who_is_of_another_authority_finds_those_who_let_everybody(cast: Cast) -> None:
    elsewhere = Authority.objects.create(code="991", name="Ferryshire")
    far = person("Fay Far")
    give(far, "officer", authority=elsewhere)
    listed(cast.head_b, seen_by=Seen.AUTHORITY)
    listed(cast.head_c, seen_by=Seen.ALL)
    assert names(far) == ["Carys Cedar"]


def test_a_school_that_has_not_agreed_to_join_brings_its_head_nothing(cast: Cast) -> None:
    listed(cast.head_a)
    ConsortiumSchool.objects.create(consortium=cast.harbour, school=cast.d, joined_on=today(), waits=True)
    assert names(cast.stranger) == []


def test_those_alone_are_shown_who_are_listed_and_may_chair(cast: Cast) -> None:
    listed(cast.head_a, listed=False)
    listed(cast.lead)  # not accredited
    listed(cast.head_b)
    Step.objects.filter(person=cast.head_b).update(until=today())
    assert names(cast.head_c) == ["Ben Birch"]
    Step.objects.filter(person=cast.head_b).update(until=date(2020, 1, 1))
    assert names(cast.head_c) == []


def test_who_has_no_role_any_more_is_not_found_and_may_still_take_the_entry_away(cast: Cast, as_) -> None:
    listed(cast.head_b, seen_by=Seen.ALL)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    assert names(cast.head_c) == []
    assert as_(cast.head_b).get("/chairs/you/").status_code == 200
    assert as_(cast.head_b).post("/chairs/you/", {"seen_by": "consortium"}).status_code == 302
    assert not Listing.objects.get(person=cast.head_b).listed


def test_a_number_no_table_can_hold_is_nobody(cast: Cast, as_) -> None:
    places = [f"/chairs/{10**22}/", f"/chairs/{10**22}/write/"]
    assert [as_(cast.head_b).get(place).status_code for place in places] == [404, 404]


def test_it_is_narrowed_by_words_phase_framework_district_and_consortium(cast: Cast) -> None:
    north = District.objects.create(authority=cast.authority, name="North")
    listed(cast.head_a, frameworks=["eif-2019"], words="Chairs early years gladly")
    listed(cast.head_b, districts=[north.pk])
    Step.objects.filter(person=cast.head_c).delete()
    accredit(cast.head_c, phases=["secondary"])
    listed(cast.head_c)
    assert names(cast.lead, text="early gladly") == ["Asha Alder"]
    assert names(cast.lead, phase="secondary", text="cedar") == ["Carys Cedar"]
    assert names(cast.lead, phase="primary") == ["Asha Alder", "Ben Birch"]
    assert names(cast.lead, framework="eif-2019") == ["Asha Alder"]
    assert names(cast.lead, district=north.pk) == ["Ben Birch"]
    assert names(cast.lead, consortium=cast.moor.pk) == []
    assert len(names(cast.lead, consortium=cast.harbour.pk)) == 3


def test_somebody_writes_their_own_entry(cast: Cast, as_) -> None:
    north = District.objects.create(authority=cast.authority, name="North")
    browser = as_(cast.head_b)
    check_page(browser.get("/chairs/you/").content)
    said = {
        "listed": "on",
        "seen_by": "authority",
        "words": "Ask me",
        "frameworks": ["eif-2019"],
        "availability": "Fridays",
    }
    wrong = {**parts("free_from", today()), **parts("free_until", date(2020, 1, 1))}
    assert "The last day is before the first" in browser.post("/chairs/you/", {**said, **wrong}).text
    assert browser.post("/chairs/you/", {**said, "districts": [north.pk]}).status_code == 302
    page = text_of(check_page(as_(cast.officer).get(f"/chairs/{cast.head_b.pk}/").content))
    assert [one in page for one in ("Ask me", "Fridays", "North", "Every phase", "Head, Birch")] == [True] * 5


def test_no_page_and_no_trail_holds_an_address(cast: Cast, as_) -> None:
    for who in (cast.head_a, cast.head_b, cast.head_c):
        listed(who, seen_by=Seen.ALL)
    sent = write_to(by=cast.head_c, addressee=cast.head_b, text="Could you chair at ours?", shows_address=False)
    browser = as_(cast.officer)
    pages = [
        browser.get(place).text
        for place in ("/chairs/", f"/chairs/{cast.head_b.pk}/", f"/chairs/{cast.head_b.pk}/write/")
    ]
    pages += [as_(who).get(reverse("directory-message", args=[sent.pk])).text for who in (cast.head_b, cast.head_c)]
    pages += [f"{one.about} {one.details}" for one in TrailEntry.objects.all()]
    assert len(pages) > 6
    assert [one for one in pages if ADDRESSES in one] == []


def test_a_message_goes_as_a_letter_without_addresses_and_is_answered_here(cast: Cast, as_) -> None:
    listed(cast.head_b)
    place = reverse("directory-write", args=[cast.head_b.pk])
    check_page(as_(cast.lead).get(place).content)
    assert as_(cast.lead).post(place, {"text": "Could you chair in March?"}).status_code == 302
    letter = Letter.objects.get(to=cast.head_b.email)
    assert letter.subject == "Lena Lead writes to you through Task Groups"
    assert ("Could you chair in March?" in letter.text, ADDRESSES in letter.text) == (True, False)
    sent = Message.objects.get()
    there = reverse("directory-message", args=[sent.pk])
    check_page(as_(cast.head_b).get(there).content)
    assert as_(cast.head_b).post(there, {"text": "Gladly.", "shows_address": "on"}).status_code == 302
    answer = Letter.objects.get(to=cast.lead.email)
    assert ("Gladly." in answer.text, f"at {cast.head_b.email}" in answer.text) == (True, True)
    assert "Ben Birch answered on" in as_(cast.lead).get(there).text
    assert as_(cast.officer).get(there).status_code == 404


def test_only_whom_it_was_written_to_answers(cast: Cast, as_) -> None:
    listed(cast.head_b)
    sent = write_to(by=cast.lead, addressee=cast.head_b, text="Come", shows_address=False)
    as_(cast.lead).post(reverse("directory-message", args=[sent.pk]), {"text": "To myself"})
    assert Message.objects.count() == 1


def test_who_has_no_role_any_more_reads_what_was_written_and_writes_no_more(cast: Cast, as_) -> None:
    listed(cast.head_b)
    sent = write_to(by=cast.lead, addressee=cast.head_b, text="Come", shows_address=False)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    there = reverse("directory-message", args=[sent.pk])
    page = as_(cast.head_b).get(there).text
    assert ("Come" in page, "Your message" in page) == (True, False)
    as_(cast.head_b).post(there, {"text": "Still here"})
    assert Message.objects.count() == 1


def test_nobody_writes_too_often(cast: Cast) -> None:
    def write(addressee) -> Message:
        return write_to(by=cast.lead, addressee=addressee, text="Come", shows_address=False)

    for _ in range(TO_ONE):
        first = write(cast.head_b)
    with pytest.raises(Refused, match="You have written to Ben Birch 3 times since yesterday"):
        write(cast.head_b)
    for number in range(A_DAY - TO_ONE):
        write(person(f"Chair {number}"))
    with pytest.raises(Refused, match="as often as may be in a day"):
        write(cast.head_c)
    answered = write_to(by=cast.head_b, addressee=cast.lead, text="Yes", shows_address=False, answers=first)
    assert answered.pk  # answers are counted apart
    Message.objects.update(at=timezone.now() - timedelta(days=2))
    assert write(cast.head_b).pk


def test_who_may_not_open_it_finds_nobody(cast: Cast, as_) -> None:
    listed(cast.head_b, seen_by=Seen.ALL)
    for who in (cast.clerk, cast.observer, cast.leader_a, cast.administrator):
        assert as_(who).get("/chairs/").status_code == 404
        assert as_(who).get(f"/chairs/{cast.head_b.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 31])
def test_the_directory_asks_as_often_for_thirty_as_for_one(cast: Cast, as_, rows, django_assert_num_queries) -> None:
    people = [person(f"Chair {number}") for number in range(rows)]
    accredit(*people)
    for who in people:
        give(who, "chair", consortium=cast.harbour)
        listed(who)
    browser = as_(cast.lead)
    browser.get("/chairs/")
    with django_assert_num_queries(13):
        page = browser.get("/chairs/")
    assert f"{rows} chair" in text_of(check_page(page.content))
