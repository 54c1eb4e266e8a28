"""A head says privately to one lead that they do not chair: nobody else reads why, and the round takes them at it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import ERASED, Person
from taskgroups.rounds.chairs import who_may_chair
from taskgroups.rounds.domain.forget import forget_what_was_said
from taskgroups.rounds.domain.stand_back import chair_again, stand_back
from taskgroups.rounds.models import NotChairing
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.tests.cast import a_round, mornings
from taskgroups.schools.models import Role
from tests.cast import Cast, give, person
from tests.words.typed import tables_with

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PAGE, WHY = "/consortia/harbour/chairing/", "My father is ill, qxzword."


def says(cast: Cast, days: int = 40, **more: object) -> NotChairing:
    until = timezone.localdate() + timedelta(days=days)
    said = {"told": cast.lead, "reason": WHY, "instead": "member", "until": until} | more
    return stand_back(consortium=cast.harbour, by=cast.head_b, **said)  # type: ignore[arg-type]


def test_a_head_tells_the_lead_in_the_page_and_is_offered_another_part(cast: Cast, as_: As) -> None:
    head = as_(cast.head_b)
    page = check_page(head.get(PAGE).content, PAGE)
    labels = [one.strip() for one in page.xpath("//input[@name='instead']/following-sibling::label/text()")]
    assert labels == [
        "Sit as a member",
        "Observe, as a chair in training",
        "Chair together with somebody else",
        "Nothing for now",
    ]
    until = timezone.localdate() + timedelta(days=60)
    said = {"told": cast.lead.pk, "reason": WHY, "instead": "co_chair"} | parts("until", until)
    assert head.post(PAGE, said).headers["Location"] == PAGE
    kept = NotChairing.objects.get()
    assert (kept.person, kept.told, kept.until, kept.instead) == (cast.head_b, cast.lead, until, "co_chair")
    assert WHY in head.get(PAGE).text


def test_that_lead_reads_why_and_another_lead_reads_that_alone(cast: Cast, as_: As) -> None:
    says(cast)
    other = person("Olga Other")
    give(other, "lead", consortium=cast.harbour)
    word = f"{PAGE}{cast.head_b.pk}/"
    assert WHY in as_(cast.lead).get(word).text
    assert as_(other).get(word).status_code == 404
    listed = as_(other).get("/consortia/harbour/participation/").text
    assert ("Does not chair until" in listed, "qxzword" in listed, word in listed) == (True, False, False)


@pytest.mark.parametrize(
    ("instead", "told"),
    [("co_chair", "give them a seat as co-chair"), ("member", "offer them that part"), ("nothing", "")],
)
def test_the_lead_reads_how_to_give_the_part_they_would_take(cast: Cast, as_: As, instead: str, told: str) -> None:
    says(cast)
    NotChairing.objects.update(instead=instead)
    page = text_of(check_page(as_(cast.lead).get(f"{PAGE}{cast.head_b.pk}/").content))
    assert [one in page for one in ("as co-chair", "offer them that part")] == [
        "as co-chair" in told, "offer" in told
    ]  # fmt: skip


def test_who_leads_no_more_reads_it_no_more(cast: Cast, as_: As) -> None:
    says(cast)
    Role.objects.filter(person=cast.lead).update(ends=timezone.localdate() - timedelta(days=1))
    assert as_(cast.lead).get(f"{PAGE}{cast.head_b.pk}/").status_code == 404


def test_the_words_stand_in_one_table_and_in_no_letter(cast: Cast) -> None:
    says(cast)
    assert tables_with("qxzword") == ["rounds_notchairing"]
    letter = Letter.objects.get(to=cast.lead.email)
    assert ("Ben Birch" in letter.text, "something about chairing" in letter.text) == (False, True)
    assert "qxzword" not in str(list(Entry.objects.values()))


def test_the_round_takes_them_as_not_chairing(cast: Cast) -> None:
    made = a_round(cast)
    says(cast)
    chairs = {one["id"]: one["can_chair"] for one in asked_of(made)["people"]}
    assert (chairs[str(cast.head_b.pk)], chairs[str(cast.head_a.pk)]) == (False, True)


def test_a_round_that_meets_after_it_has_ended_takes_them_as_chairing_again(cast: Cast) -> None:
    made = a_round(cast)
    says(cast, days=(mornings(1)[0] - timezone.localdate()).days - 1)
    assert {one["can_chair"] for one in asked_of(made)["people"]} == {True}


def test_it_ends_when_the_head_ends_it(cast: Cast, as_: As) -> None:
    says(cast)
    assert as_(cast.head_b).post(f"{PAGE}again/").headers["Location"] == PAGE
    assert (NotChairing.objects.count(), cast.head_b.pk in who_may_chair(cast.harbour, timezone.localdate())) == (
        0,
        True,
    )
    chair_again(consortium=cast.harbour, by=cast.head_b)  # pressed twice


def test_who_is_no_head_here_any_more_can_still_take_it_back(cast: Cast, as_: As) -> None:
    says(cast)
    Role.objects.filter(person=cast.head_b).update(ends=timezone.localdate() - timedelta(days=1))
    as_(cast.head_b).post(f"{PAGE}again/")
    assert (NotChairing.objects.count(), as_(cast.head_b).get(PAGE).status_code) == (0, 404)


def test_it_ends_when_its_day_is_over_and_is_then_deleted(cast: Cast, as_: As) -> None:
    says(cast)
    NotChairing.objects.update(until=timezone.localdate())
    assert cast.head_b.pk not in who_may_chair(cast.harbour, timezone.localdate())
    NotChairing.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert cast.head_b.pk in who_may_chair(cast.harbour, timezone.localdate())
    assert as_(cast.lead).get(f"{PAGE}{cast.head_b.pk}/").status_code == 404
    assert (forget_what_was_said(), NotChairing.objects.count()) == (1, 0)


def test_it_is_deleted_where_their_details_are_taken_out(cast: Cast) -> None:
    says(cast)
    Person.objects.filter(pk=cast.head_b.pk).update(email=f"gone{ERASED}", is_active=False)
    forget_what_was_said()
    assert NotChairing.objects.count() == 0


def test_said_again_it_replaces_and_the_same_again_writes_nothing(cast: Cast) -> None:
    first, again = says(cast), says(cast)
    assert (first.said_at, Letter.objects.count()) == (again.said_at, 1)
    assert says(cast, reason="").reason == NotChairing.objects.get().reason == ""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"days": -1}, "The day has gone by"),
        ({"reason": "x" * 1001}, "Shorten it to 1,000"),
        ({"told": None}, "no lead of this"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(cast: Cast, wrong: dict[str, object], told: str) -> None:
    with pytest.raises(Refused, match=told):
        says(cast, **wrong)  # type: ignore[arg-type]


def test_somebody_who_leads_elsewhere_cannot_be_told(cast: Cast) -> None:
    with pytest.raises(Refused, match="no lead of this consortium"):
        says(cast, told=cast.officer)


def test_the_lead_says_that_they_have_read_it_with_one_press(cast: Cast, as_: As) -> None:
    says(cast)
    lead, word = as_(cast.lead), f"{PAGE}{cast.head_b.pk}/"
    assert ("I have read it" in lead.get(word).text, NotChairing.objects.get().read_at) == (True, None)
    assert lead.post(word).headers["Location"] == word
    assert ("I have read it" in lead.get(word).text, NotChairing.objects.get().read_at is None) == (False, False)


def test_a_number_no_table_can_hold_is_nobody(cast: Cast, as_: As) -> None:
    assert as_(cast.lead).get(f"{PAGE}{10**22}/").status_code == 404


def test_without_a_lead_the_page_says_so(cast: Cast, as_: As) -> None:
    Role.objects.filter(kind="lead").delete()
    assert "Nobody leads this consortium today" in as_(cast.head_b).get(PAGE).text
