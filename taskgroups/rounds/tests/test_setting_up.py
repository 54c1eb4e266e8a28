"""A lead sets a round up and asks when people can come; they answer without an account."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import ERASED
from taskgroups.rounds.domain import make
from taskgroups.rounds.domain.answer import OVER, answer, ask_availability
from taskgroups.rounds.domain.forget import forget_what_was_said
from taskgroups.rounds.half_days import Half, unusual
from taskgroups.rounds.models import Interest, Round
from taskgroups.rounds.tests.cast import TERMS, a_round, mornings, of
from taskgroups.schools.domain.carry_over import carry_over
from tests.cast import Cast, give

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def test_a_lead_sets_a_round_up_in_the_page(cast: Cast, as_: As) -> None:
    lead, path = as_(cast.lead), "/consortia/harbour/rounds/"
    made = {"term": "summer-2026", "panel_size": "1", "morning": "9:30am", "afternoon": "1:30pm", "minutes": "120"}
    made["term"] = lead.get(f"{path}new/").content.decode().split('<option value="')[1].split('"')[0]
    assert lead.post(f"{path}new/", made).headers["Location"] == f"{path}1/half-days/"
    days = parts("day", mornings(1)[0]) | {"half": "both", "weeks": "3"}
    assert lead.post(f"{path}1/half-days/", days).status_code == 302
    assert lead.post(f"{path}1/hosts/", {"hosts": [cast.a.urn, cast.c.urn]}).status_code == 302
    one = Round.objects.get()
    assert (one.half_days.count(), one.hosts.count(), one.participants.count()) == (6, 2, 3)


@pytest.mark.parametrize(("term", "days", "odd"), [
    ("spring", [date(2027, 1, 18), date(2027, 4, 26)], []),
    ("spring", [date(2027, 1, 23), date(2027, 1, 24)], [date(2027, 1, 23), date(2027, 1, 24)]),  # a weekend
    ("spring", [date(2026, 1, 19), date(2027, 6, 7)], [date(2026, 1, 19), date(2027, 6, 7)]),  # a year before; summer
    ("autumn", [date(2026, 9, 7), date(2027, 9, 6)], [date(2027, 9, 6)]),
    ("summer", [date(2027, 4, 19), date(2027, 8, 2)], []),
])  # fmt: skip
def test_a_weekend_and_another_term_are_likely_to_be_a_slip(term: str, days: list[date], odd: list[date]) -> None:
    assert unusual(days, term, 2026) == odd


def test_a_half_day_at_a_weekend_is_added_and_asked_about(cast: Cast, as_: As) -> None:
    made, day = a_round(cast, half_days=0), mornings(1)[0]
    saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    sent = parts("day", saturday) | {"half": "am", "weeks": "1"}
    told = as_(cast.lead).post("/consortia/harbour/rounds/1/half-days/", sent, follow=True).content.decode()
    assert ("Is that right? At a weekend" in told, made.half_days.count()) == (True, 1)


def test_a_half_day_gone_by_is_refused(cast: Cast) -> None:
    made = a_round(cast)
    with pytest.raises(Refused, match="That day is not to come"):
        make.add_half_days(round=made, by=cast.lead, days=[timezone.localdate()], halves=[Half.MORNING])


def test_a_school_of_another_consortium_does_not_host(cast: Cast) -> None:
    with pytest.raises(Refused, match="no longer open, or has not agreed"):
        make.choose_hosts(round=a_round(cast), by=cast.lead, urns=[cast.d.urn])


def test_a_school_that_has_not_agreed_does_not_host(cast: Cast) -> None:
    made = a_round(cast)
    cast.harbour.memberships.filter(school=cast.c).update(waits=True)
    with pytest.raises(Refused, match="has not agreed"):
        make.choose_hosts(round=made, by=cast.lead, urns=[cast.c.urn])


def test_a_published_round_is_changed_no_more(cast: Cast) -> None:
    made = a_round(cast)
    Round.objects.update(published_at=timezone.now())
    with pytest.raises(Refused, match="This round is published"):
        make.change_terms(round=made, by=cast.lead, terms=TERMS)


def test_everybody_gets_a_link_of_their_own_and_answers_without_an_account(cast: Cast, client: Client) -> None:
    made = a_round(cast, half_days=2)
    ask_availability(round=made, by=cast.lead, until=mornings(1)[0])
    letter = Letter.objects.get(to=cast.head_b.email)
    link = re.search(r"/availability/[\w-]+/", letter.text)
    assert link is not None
    first, second = (f"day-{one.pk}" for one in made.half_days.all())
    said = {first: "no", second: "need", "most": "1", "kin": [str(cast.a.pk)]}
    assert client.post(link[0], said).status_code == 302
    one = of(made, cast.head_b)
    assert (list(one.said.order_by("half_day__day").values_list("said", flat=True)), one.most) == (["no", "need"], 1)
    assert Interest.objects.get().school == cast.a
    assert "Family or a close friend there" in client.get(link[0]).content.decode()


def test_only_those_who_did_not_answer_are_asked_again(cast: Cast) -> None:
    made = a_round(cast)
    assert ask_availability(round=made, by=cast.lead, until=mornings(1)[0]) == 3
    answer(participant=of(made, cast.head_b), said={}, most=2, bound={})
    assert ask_availability(round=made, by=cast.lead, until=mornings(1)[0]) == 2


def test_a_link_that_was_made_up_opens_nothing(cast: Cast, client: Client) -> None:
    assert client.get("/availability/made-up/").status_code == 404


def test_the_link_of_who_heads_no_school_here_any_more_shows_nothing_and_keeps_nothing(
    cast: Cast, client: Client
) -> None:
    one = of(a_round(cast), cast.head_b)
    answer(participant=one, said={}, most=2, bound={cast.a.pk: "kin"})
    cast.head_b.roles.update(ends=timezone.localdate() - timedelta(days=1))
    page = client.get(f"/availability/{one.token}/")
    assert ("you are neither there now" in page.text, cast.a.name in page.text) == (True, False)
    assert "neither there now" in client.post(f"/availability/{one.token}/", {"most": "1"}).text
    assert of(one.round, cast.head_b).most == 2
    with pytest.raises(Refused, match="neither there now"):
        answer(participant=one, said={}, most=1, bound={})


def test_a_link_is_closed_a_year_after_the_round_was_set_up(cast: Cast, client: Client) -> None:
    one = of(a_round(cast), cast.head_b)
    Round.objects.update(made_at=timezone.now() - timedelta(days=366))
    assert "more than a year ago" in client.get(f"/availability/{one.token}/").text
    one.refresh_from_db()
    with pytest.raises(Refused, match="more than a year ago"):
        answer(participant=one, said={}, most=1, bound={})


@pytest.mark.django_db(transaction=True)
def test_an_answer_sent_while_the_round_is_published_waits_and_comes_too_late(cast: Cast) -> None:
    """On PostgreSQL the answer waits at the round's lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    one, told = of(a_round(cast), cast.head_b), []

    def late() -> None:
        try:
            answer(participant=one, said={}, most=1, bound={})
        except Refused as refused:
            told.append(str(refused))
        connection.close()

    with transaction.atomic():
        held = make.hold(one.round)
        sender = Thread(target=late)
        sender.start()
        sender.join(timeout=2)  # by then it has answered, or waits
        held.published_at = timezone.now()
        held.save(update_fields=["published_at"])
    sender.join()
    assert (told, of(held, cast.head_b).most) == ([OVER], 2)


def test_no_interest_is_kept_in_a_school_elsewhere(cast: Cast) -> None:
    answer(participant=of(a_round(cast), cast.head_b), said={}, most=2, bound={cast.d.pk: "kin"})
    assert Interest.objects.count() == 0


def test_an_answer_comes_too_late_once_the_plan_is_published(cast: Cast) -> None:
    made = a_round(cast)
    Round.objects.update(published_at=timezone.now())
    with pytest.raises(Refused, match="nothing more to answer"):
        answer(participant=of(made, cast.head_b), said={}, most=2, bound={})


def test_a_head_of_two_schools_takes_part_once(cast: Cast) -> None:
    give(cast.head_a, "head", school=cast.b)
    assert a_round(cast).participants.count() == 3


def test_where_a_school_becomes_another_host_both_host_once(cast: Cast) -> None:
    made = a_round(cast)
    carry_over(cast.a, cast.b)
    assert list(made.hosts.values_list("school", flat=True)) == [cast.b.pk]


def test_the_day_to_answer_by_is_to_come(cast: Cast) -> None:
    with pytest.raises(Refused, match="The day to answer by is not to come"):
        ask_availability(round=a_round(cast), by=cast.lead, until=timezone.localdate() - timedelta(days=1))


def test_what_was_said_is_forgotten_a_year_after_the_round_was_set_up(cast: Cast) -> None:
    made = a_round(cast)
    answer(participant=of(made, cast.head_b), said={made.half_days.all()[0].pk: "yes"}, most=2, bound={})
    assert forget_what_was_said() == 0
    Round.objects.update(made_at=timezone.now() - timedelta(days=366))
    assert (forget_what_was_said(), of(made, cast.head_b).said.count()) == (1, 0)


def test_whose_details_were_taken_out_is_bound_to_no_school(cast: Cast) -> None:
    answer(participant=of(a_round(cast), cast.head_b), said={}, most=2, bound={cast.a.pk: "kin"})
    type(cast.head_b).objects.filter(pk=cast.head_b.pk).update(email=f"gone{ERASED}", is_active=False)
    forget_what_was_said()
    assert Interest.objects.count() == 0
