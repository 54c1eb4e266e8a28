"""A lead offers a part to those without one with one press; each answers with one press, without an account."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.participation.domain.offer import answer, forget_offers, offer
from taskgroups.participation.models import Offer
from taskgroups.participation.tests.cast import a_group
from taskgroups.people.models import ERASED, Person
from taskgroups.rounds.models import Round
from taskgroups.rounds.tests.cast import a_round
from taskgroups.schools.lasting import last_day
from taskgroups.schools.models import Role
from tests.cast import Cast, give

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PAGE = "/consortia/harbour/participation/offer/"


def offered(cast: Cast, kind: str = "member", who: str = "head_c") -> Offer:
    offer(consortium=cast.harbour, by=cast.lead, people=[getattr(cast, who)], kind=kind)
    return Offer.objects.latest("pk")


def ticked(html: bytes) -> list[str]:
    page = check_page(html, PAGE)
    found = page.xpath("//input[@name='people'][@checked]/following-sibling::label")
    return [text_of(one) for one in found]


def test_one_press_writes_to_everybody_who_has_no_part_and_nothing_planned(cast: Cast, as_: As) -> None:
    a_group(cast, cast.a, chair=cast.head_b, host=cast.head_a)
    lead = as_(cast.lead)
    assert ticked(lead.get(PAGE).content) == ["Carys Cedar"]
    lead.post(PAGE, {"kind": "member", "people": [cast.head_c.pk]})
    assert list(Letter.objects.values_list("to", flat=True)) == [cast.head_c.email]
    assert "Asked on" in lead.get("/consortia/harbour/participation/").text
    assert ticked(lead.get(PAGE).content) == []


def test_who_has_something_planned_is_shown_and_not_ticked(cast: Cast, as_: As) -> None:
    a_group(cast, cast.a, "planned", 10, member=cast.head_c)
    assert "Carys Cedar" not in ticked(as_(cast.lead).get(PAGE).content)
    assert "Planned: Sits as a member at Alder Primary School" in as_(cast.lead).get(PAGE).text


def test_a_lead_without_a_part_is_not_ticked_and_reads_why(cast: Cast, as_: As) -> None:
    give(cast.lead, "chair", consortium=cast.harbour)
    html = as_(cast.lead).get(PAGE).content
    assert cast.lead.name not in ticked(html)
    hints = check_page(html, PAGE).xpath(f"//input[@value='{cast.lead.pk}']/following-sibling::*")
    assert any(text_of(one).startswith("You. ") for one in hints)


def test_somebody_outside_the_list_is_written_to_by_nobody(cast: Cast, as_: As) -> None:
    sent = {"kind": "member", "people": [cast.stranger.pk]}
    assert (as_(cast.lead).post(PAGE, sent).status_code, Letter.objects.count()) == (422, 0)


def test_yes_is_one_press_without_an_account_and_the_lead_is_told(cast: Cast, client: Client) -> None:
    offered(cast)
    link = re.search(r"/offers/[\w-]+/", Letter.objects.get().text)
    assert link is not None
    assert (client.get(link[0]).status_code, Offer.objects.get().reply) == (200, "")
    assert client.post(link[0], {"answer": "yes"}).headers["Location"] == link[0]
    assert (
        Offer.objects.get().reply,
        "Carys Cedar says yes to: Sit as a member." in Letter.objects.get(to=cast.lead.email).text,
    ) == ("yes", True)
    assert "You said" in text_of(check_page(client.get(link[0]).content, link[0]))


def test_not_now_is_kept_and_may_be_changed(cast: Cast) -> None:
    made = offered(cast)
    assert [answer(made=made, reply=one).reply for one in ("no", "no", "yes")] == ["no", "no", "yes"]
    assert Letter.objects.filter(to=cast.lead.email).count() == 2


def test_who_would_observe_is_a_chair_in_training_from_today(cast: Cast) -> None:
    for _ in range(2):
        answer(made=offered(cast, "observer"), reply="yes")
    assert Role.objects.filter(person=cast.head_c, kind="observer", consortium=cast.harbour).count() == 1


def test_who_would_observe_reads_until_when_and_holds_the_role_until_then(cast: Cast, client: Client) -> None:
    made, today = offered(cast, "observer"), timezone.localdate()
    last = last_day("observer", offered=today, on=today)
    link, until = f"/offers/{made.token}/", day(last)
    assert f"This lasts until {until}. The lead of the consortium may change that day." in Letter.objects.get().text
    assert f"This lasts until {until}." in text_of(check_page(client.get(link).content))
    client.post(link, {"answer": "yes"})
    assert Role.objects.get(person=cast.head_c, kind="observer").ends == last
    assert f"They observe until {until}; you may change that day" in Letter.objects.get(to=cast.lead.email).text


def test_who_observes_reads_the_day_the_lead_has_set_since(cast: Cast, client: Client) -> None:
    made = answer(made=offered(cast, "observer"), reply="yes")
    later = timezone.localdate() + timedelta(days=900)
    Role.objects.filter(person=cast.head_c, kind="observer").update(ends=later)
    assert f"You observe until {day(later)}." in text_of(check_page(client.get(f"/offers/{made.token}/").content))


def test_sitting_as_a_member_has_no_last_day(cast: Cast, client: Client) -> None:
    made = offered(cast)
    assert "asts until" not in Letter.objects.get().text + client.get(f"/offers/{made.token}/").text


def test_chairing_together_is_offered_in_words_and_gives_no_role_by_itself(cast: Cast, client: Client) -> None:
    made = offered(cast, "co_chair")
    assert "to chair a Task Group of another school together with somebody else" in Letter.objects.get().text
    page = text_of(check_page(client.get(f"/offers/{made.token}/").content))
    assert "The chair stays theirs unless you both like to change." in page
    before = list(cast.head_c.roles.values_list("kind", flat=True))
    answer(made=made, reply="yes")
    assert list(cast.head_c.roles.values_list("kind", flat=True)) == before


def test_who_takes_part_in_the_round_says_next_when_they_could_come(cast: Cast, client: Client) -> None:
    made = a_round(cast)
    one = offered(cast, "round")
    led_to = client.post(f"/offers/{one.token}/", {"answer": "yes"}).headers["Location"]
    assert led_to == f"/availability/{made.participants.get(person=cast.head_c).token}/"


def test_without_a_round_being_planned_none_is_offered(cast: Cast, as_: As) -> None:
    with pytest.raises(Refused, match="There is no round being planned"):
        offered(cast, "round")
    assert 'value="round"' not in as_(cast.lead).get(PAGE).text


def test_an_offer_for_a_round_that_is_planned_by_now_is_closed(cast: Cast, client: Client) -> None:
    a_round(cast)
    one = offered(cast, "round")
    Round.objects.update(published_at=timezone.now())
    assert client.post(f"/offers/{one.token}/", {"answer": "yes"}).status_code == 422
    assert "The round is planned by now" in client.get(f"/offers/{one.token}/").text


def test_an_offer_that_waits_is_sent_again_and_made_once(cast: Cast) -> None:
    assert offered(cast).pk == offered(cast).pk
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("said", ["", "maybe", "YES"])
def test_another_answer_is_refused(cast: Cast, said: str) -> None:
    with pytest.raises(Refused, match="Choose yes or not now"):
        answer(made=offered(cast), reply=said)


def test_who_heads_no_school_of_the_consortium_any_more_is_given_nothing_by_the_link(
    cast: Cast, client: Client
) -> None:
    made = offered(cast, "observer")
    Role.objects.filter(person=cast.head_c).update(ends=timezone.localdate() - timedelta(days=1))
    assert client.post(f"/offers/{made.token}/", {"answer": "yes"}).status_code == 422
    assert not Role.objects.filter(person=cast.head_c, kind="observer").exists()
    assert "you are neither there now" in client.get(f"/offers/{made.token}/").text


def test_what_the_lead_has_ended_the_link_does_not_give_back(cast: Cast) -> None:
    made = offered(cast, "observer")
    answer(made=made, reply="yes")
    Offer.objects.update(sent_at=timezone.now() - timedelta(days=9))
    yesterday = timezone.localdate() - timedelta(days=1)
    Role.objects.filter(kind="observer", person=cast.head_c).update(starts=yesterday, ends=yesterday)
    answer(made=made, reply="no")
    with pytest.raises(Refused, match="that has been ended"):
        answer(made=made, reply="yes")
    assert Role.objects.filter(kind="observer", person=cast.head_c).count() == 1


def test_the_answer_goes_to_who_leads_now(cast: Cast) -> None:
    made = offered(cast)
    Role.objects.filter(person=cast.lead).update(ends=timezone.localdate() - timedelta(days=1))
    give(cast.head_a, "lead", consortium=cast.harbour)
    answer(made=made, reply="yes")
    told = Letter.objects.filter(subject="An answer to your offer")
    assert list(told.values_list("to", flat=True)) == [cast.head_a.email]


def test_a_link_that_was_made_up_offers_nothing(client: Client) -> None:
    assert client.get("/offers/made-up/").status_code == 404


def test_offers_are_forgotten_after_a_year_and_with_a_persons_details(cast: Cast) -> None:
    offered(cast)
    assert forget_offers() == 0
    Offer.objects.update(sent_at=timezone.now() - timedelta(days=366))
    offered(cast, who="head_a")
    Person.objects.filter(pk=cast.head_a.pk).update(email=f"gone{ERASED}", is_active=False)
    assert (forget_offers(), Offer.objects.count()) == (2, 0)
