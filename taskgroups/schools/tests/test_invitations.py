"""Inviting people, and taking an invitation up."""

import json
from contextlib import suppress
from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.kit.post.out_of_date import out_of_date
from taskgroups.people.models import Person
from taskgroups.schools.domain.invite import LASTS, accept, invite, withdraw
from taskgroups.schools.models import Consortium, Invitation, Role
from taskgroups.schools.policy import today
from tests.cast import person

pytestmark = pytest.mark.django_db

PASSWORD = "a long walk by the sea"
JOIN = {"name": "New Person", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def offered(cast):
    return invite(email="new@cast.example", kind="leader", school=cast.a, title="Deputy head", by=cast.head_a)


def link(invitation):
    return reverse("invitation", args=[invitation.token])


def roles(email):
    return list(Role.objects.filter(person__email=email).values_list("kind", "school__urn", "ends"))


def said(answer):
    return [text_of(one) for one in check_page(answer.content).xpath("//*[@class='govuk-inset-text']")]


@pytest.mark.parametrize(
    ("state", "tries", "says"),
    [
        ("given up", 1, "E-mail not delivered Look at the address. If it is wrong, withdraw the invitation"),
        ("waiting", 1, "E-mail not delivered yet It is tried again by itself, for four days."),
        ("waiting", 0, ""),
        ("sent", 1, ""),
    ],
)
def test_who_invites_sees_that_the_e_mail_did_not_go(cast, as_, offered, state, tries, says):
    invite(email="one@cast.example", kind="chair", consortium=Consortium.objects.get(slug="harbour"), by=cast.lead)
    Letter.objects.update(state=state, tries=tries)
    school, circle = reverse("school-people", args=[cast.a.urn]), reverse("consortium-people", args=["harbour"])
    for who, where in ((cast.head_a, school), (cast.lead, circle)):
        waiting = check_page(as_(who).get(where).content).xpath("//*[contains(@class, 'sch-waiting')]")
        told = " ".join(text_of(waiting[0]).split())
        assert says in told if says else "delivered" not in told


def test_an_invitation_is_not_sent_again_once_it_was_withdrawn_used_or_is_too_old(cast, offered):
    again = invite(email="new@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    taken_back = invite(email="two@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    withdraw(invitation=taken_back, by=cast.head_a)
    old = invite(email="three@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    Invitation.objects.filter(pk=old.pk).update(sent_at=timezone.now() - LASTS - timedelta(hours=1))
    used = invite(email=cast.head_b.email, kind="leader", school=cast.a, by=cast.head_a)
    accept(invitation=used, by=cast.head_b)
    stale = Letter.objects.filter(pk__in=out_of_date(Letter.objects.all())).values_list("about", flat=True)
    assert set(stale) == {f"invitation:{one.pk}" for one in (offered, taken_back, old, used)}
    assert Letter.objects.filter(about=f"invitation:{again.pk}").count() == 1


def test_the_head_invites_a_leader_by_e_mail(cast, as_):
    browser, where = as_(cast.head_a), reverse("school-people", args=[cast.a.urn])
    check_page(browser.get(where).content, "people")
    browser.post(where, {"name": "New Person", "email": "New@cast.example", "title": "Deputy head"})
    made, letter = Invitation.objects.get(), Letter.objects.get()
    assert (made.email, made.kind, made.school, made.title) == ("new@cast.example", "leader", cast.a, "Deputy head")
    assert (letter.to, link(made) in letter.text) == ("new@cast.example", True)


def test_an_invitation_pressed_twice_is_sent_once(cast, as_):
    browser, where = as_(cast.head_a), reverse("school-people", args=[cast.a.urn])
    token = check_page(browser.get(where).content).xpath("//main//input[@name='press']/@value")[0]
    for _ in range(2):
        browser.post(where, {"name": "New Person", "email": "new@cast.example", "press": token})
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_somebody_new_takes_it_up_with_a_name_and_a_password(cast, as_, offered):
    browser = as_(None)
    check_page(browser.get(link(offered)).content, "invitation")
    assert browser.post(link(offered), JOIN).status_code == 302
    assert roles("new@cast.example") == [("leader", 990001, None)]
    assert browser.get(reverse("school-people", args=[cast.a.urn])).status_code == 404
    assert browser.get(reverse("school", args=[cast.a.urn])).status_code == 200


def test_pressed_twice_by_somebody_new_it_leads_home_both_times(as_, offered):
    browser = as_(None)
    twice = [browser.post(link(offered), JOIN) for _ in range(2)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in twice] == [(302, "/"), (302, "/")]
    assert roles("new@cast.example") == [("leader", 990001, None)]


def test_the_link_works_once(as_, offered):
    as_(None).post(link(offered), JOIN)
    again = as_(None).post(link(offered), JOIN | {"name": "Somebody Else"})
    assert said(again) == ["This invitation has been used. Sign in to go on."]
    assert Person.objects.filter(name="Somebody Else").count() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (JOIN | {"name": ""}, "name"),
        (JOIN | {"password": "short", "again": "short"}, "password"),
        (JOIN | {"again": "another long walk"}, "again"),
    ],
)
def test_a_name_and_a_good_password_are_asked_for(as_, offered, sent, field):
    answer = as_(None).post(link(offered), sent)
    page = check_page(answer.content, "invitation")
    assert answer.status_code == 422
    assert page.xpath("//*[@class='govuk-list govuk-error-summary__list']//a/@href") == [f"#id_{field}"]


def test_somebody_with_an_account_signs_in_first_and_then_accepts(cast, as_):
    offered = invite(email=cast.head_b.email, kind="leader", school=cast.a, by=cast.head_a)
    page = check_page(as_(None).get(link(offered)).content, "invitation")
    assert page.xpath("//main//a/@href") == [f"{reverse('account_login')}?next={link(offered)}"]
    browser = as_(cast.head_b)
    assert ("leader", 990001, None) not in roles(cast.head_b.email)
    browser.post(link(offered))
    assert ("leader", 990001, None) in roles(cast.head_b.email)


def test_the_wrong_person_is_refused(cast, as_, offered):
    answer = as_(cast.stranger).post(link(offered))
    assert said(answer)[0].startswith("This invitation is for another e-mail address than yours.")
    with pytest.raises(Refused, match="another e-mail address"):
        accept(invitation=offered, by=cast.stranger)


def test_an_invitation_that_was_withdrawn_is_refused(cast, as_, offered):
    as_(cast.head_a).post(reverse("school-invitation-withdraw", args=[cast.a.urn, offered.pk]))
    assert said(as_(None).post(link(offered), JOIN)) == [
        "This invitation was withdrawn. Ask the person who sent it for a new one."
    ]
    assert roles("new@cast.example") == []


def test_an_invitation_that_was_used_is_not_withdrawn_any_more(cast, as_, offered):
    as_(None).post(link(offered), JOIN)
    withdraw(invitation=Invitation.objects.get(), by=cast.head_a)
    assert Invitation.objects.get().withdrawn_at is None


def test_an_invitation_lasts_thirty_days(as_, offered):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=30, minutes=1))
    assert said(as_(None).post(link(offered), JOIN))[0].startswith("This invitation is older than 30 days.")


def test_a_link_that_never_was_is_not_found(as_, db):
    assert as_(None).get("/invitations/nothing/").status_code == 404


def test_the_same_offer_again_takes_the_first_back(cast, offered):
    again = invite(email="NEW@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    offered.refresh_from_db()
    assert (offered.withdrawn_at is None, again.withdrawn_at) == (False, None)


def test_somebody_who_holds_the_role_is_not_invited_to_it(cast, as_):
    where = reverse("school-people", args=[cast.a.urn])
    answer = as_(cast.head_a).post(where, {"name": "Lewis", "email": cast.leader_a.email})
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_the_lead_invites_a_chair_and_the_head_of_a_school_without_one(cast, as_):
    Role.objects.filter(person=cast.head_c).update(ends=date(2021, 7, 31))
    browser, where = as_(cast.lead), reverse("consortium-invite", args=["harbour"])
    check_page(browser.get(where).content, "invite")
    browser.post(where, {"name": "One", "email": "one@cast.example", "kind": "chair"})
    browser.post(where, {"name": "Two", "email": "two@cast.example", "kind": "head", "school": "990003"})
    found = Invitation.objects.order_by("email").values_list("kind", "consortium__slug", "school__urn")
    assert list(found) == [("chair", "harbour", None), ("head", None, 990003)]


def test_the_lead_does_not_put_a_second_head_beside_the_first(cast, as_):
    where = reverse("consortium-invite", args=["harbour"])
    answer = as_(cast.lead).post(where, {"name": "X", "email": "x@cast.example", "kind": "head", "school": "990001"})
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert check_page(answer.content).xpath("//*[@role='alert']//a/@href") == ["#id_school"]


def test_a_head_is_asked_for_with_the_school(cast, as_):
    where = reverse("consortium-invite", args=["harbour"])
    answer = as_(cast.lead).post(where, {"name": "X", "email": "x@cast.example", "kind": "head"})
    page = check_page(answer.content, "invite")
    assert page.xpath("//*[@class='govuk-list govuk-error-summary__list']//a/@href") == ["#id_school"]


@pytest.mark.parametrize("who", ["head_a", "clerk", "head_b", "officer", "administrator", "stranger"])
def test_only_the_lead_invites_to_the_consortium(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.get(reverse("consortium-invite", args=["harbour"])).status_code == 404


def test_the_lead_of_another_consortium_withdraws_nothing_here(cast, as_):
    offered = invite(email="new@cast.example", kind="chair", consortium=cast.harbour, by=cast.lead)
    Role.objects.create(person=cast.stranger, kind="lead", consortium=cast.moor, starts=date(2020, 9, 1))
    for slug in ("harbour", "moor"):
        where = reverse("consortium-invitation-withdraw", args=[slug, offered.pk])
        assert as_(cast.stranger).post(where).status_code == 404


def test_each_step_is_in_the_schools_audit_trail(cast, as_, offered):
    as_(None).post(link(offered), JOIN)
    assert list(Entry.objects.order_by("pk").values_list("verb", "school_urn")) == [
        ("invited", 990001),
        ("took up a role", 990001),
    ]


def test_the_command_prints_the_link_of_the_first_lead(db, capsys, settings):
    call_command("invite", "first@cast.example", "--role", "lead", "--consortium", "Harbour schools", "--json")
    found = json.loads(capsys.readouterr().out)
    made = Invitation.objects.get()
    assert found == {"email": "first@cast.example", "role": "lead", "link": settings.ADDRESS + link(made)}
    assert (made.consortium, Letter.objects.count()) == (Consortium.objects.get(slug="harbour-schools"), 0)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["not-an-address", "--role", "administrator"], "'not-an-address' is not an e-mail address"),
        (["one@cast.example", "--role", "head"], "Name the school: --school URN"),
        (["one@cast.example", "--role", "head", "--school", "123456"], "no school with the URN 123456"),
        (["one@cast.example", "--role", "lead"], "Name the consortium"),
        (["one@cast.example", "--role", "officer", "--authority", "999"], "no authority '999'"),
    ],
)
def test_the_command_says_what_is_missing(db, asked, why):
    with pytest.raises(CommandError, match=why):
        call_command("invite", *asked)
    assert Invitation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_are_named_and_accept_at_once_are_not_both_head(cast):
    """On PostgreSQL two connections meet at the lock; SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    Role.objects.filter(person=cast.head_c).update(ends=date(2021, 7, 31))
    new = [person(name) for name in ("Nia New", "Noor Next")]
    sent = [invite(email=one.email, kind="head", school=cast.c, by=cast.lead) for one in new]

    def one(invitation, by):
        with suppress(Refused):
            accept(invitation=invitation, by=by)
        connection.close()

    both = [Thread(target=one, args=pair) for pair in zip(sent, new, strict=True)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert Role.objects.on(today()).filter(school=cast.c, kind="head").count() == 1
