"""Naming a school's head while the headship is vacant: who may, who is told, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from taskgroups.improvement.tests.made import an_action
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.schools.domain.invite import accept, invite
from taskgroups.schools.models import ConsortiumSchool, Invitation, Role
from taskgroups.schools.policy import today
from tests.cast import give, person

pytestmark = pytest.mark.django_db
LEFT = date(2026, 7, 31)


def leaves(cast):
    """The head of A has left; what the school wrote stays."""
    an_action(cast)
    Role.objects.filter(person=cast.head_a, kind="head").update(ends=LEFT)


def never_a_head(cast):
    an_action(cast)
    Role.objects.filter(person=cast.head_a, kind="head").delete()


def name(by, school, email="new@cast.example"):
    return invite(email=email, name="Nia New", kind="head", school=school, by=by)


@pytest.mark.parametrize("who", ["lead", "governor_a", "officer", "administrator"])
def test_after_a_head_has_left_a_successor_is_named_by_any_of_four(cast, who):
    leaves(cast)
    assert name(getattr(cast, who), cast.a).kind == "head"


@pytest.mark.parametrize("who", ["lead", "governor_a", "officer", "administrator"])
def test_none_of_the_four_names_themselves_to_read_what_the_school_holds(cast, as_, who):
    leaves(cast)
    by = getattr(cast, who)
    page = as_(by).post(reverse("school-head", args=[cast.a.urn]), {"name": "Me", "email": by.email.upper()})
    assert "That is your own address. Let somebody else who may do it name you." in text_of(check_page(page.content))
    assert (page.status_code, Invitation.objects.count()) == (422, 0)


def test_a_lead_who_heads_a_school_with_nothing_written_begins_it_themselves(cast):
    Role.objects.filter(person=cast.stranger).delete()
    ConsortiumSchool.objects.create(consortium=cast.harbour, school=cast.d, joined_on=LEFT)
    assert name(cast.lead, cast.d, email=cast.lead.email).email == cast.lead.email


@pytest.mark.parametrize("who", ["head_b", "clerk", "leader_a", "stranger", "observer"])
def test_nobody_else_names_a_head(cast, as_, who):
    leaves(cast)
    with pytest.raises(Refused, match="That is not for you to do"):
        name(getattr(cast, who), cast.a)
    assert as_(getattr(cast, who)).get(reverse("school-head", args=[cast.a.urn])).status_code == 404


def test_the_head_before_the_chair_of_governors_and_the_administrator_are_told_and_history_shows_it(cast):
    leaves(cast)
    name(cast.lead, cast.a)
    told = Letter.objects.filter(subject="A head is named for Alder Primary School").order_by("to")
    assert list(told.values_list("to", flat=True)) == [
        cast.administrator.email,
        cast.head_a.email,
        cast.governor_a.email,
    ]
    assert "Lena Lead has named a head" in told[0].text
    assert "Nia New, new@cast.example" in told[0].text
    entry = Entry.objects.get(verb="named a head")
    assert (entry.by, entry.school_urn, entry.about) == (cast.lead, cast.a.urn, "Nia New, new@cast.example")


def test_work_without_a_head_before_is_not_the_leads_to_give_away(cast):
    never_a_head(cast)
    with pytest.raises(Refused, match="no head was here before"):
        name(cast.lead, cast.a)
    assert name(cast.officer, cast.a).by == cast.officer


def test_the_lead_who_took_the_school_in_after_its_head_had_left_names_nobody(cast):
    leaves(cast)
    ConsortiumSchool.objects.filter(school=cast.a).update(joined_on=today())
    with pytest.raises(Refused, match="joined your consortium after its head had left"):
        name(cast.lead, cast.a)


def test_a_school_with_nothing_written_is_the_leads_to_begin_and_nobody_is_troubled(cast):
    Role.objects.filter(person=cast.head_c, kind="head").delete()
    name(cast.lead, cast.c)
    assert list(Letter.objects.values_list("to", flat=True)) == ["new@cast.example"]


def test_while_there_is_a_head_nobody_is_named_beside_them(cast, as_):
    where = reverse("school-head", args=[cast.a.urn])
    page = check_page(as_(cast.officer).get(where).content)
    sent = as_(cast.officer).post(where, {"name": "X", "email": "x@cast.example"})
    assert "has a head here already" in text_of(page)
    assert (page.xpath("//main//form"), sent.status_code, Invitation.objects.count()) == ([], 422, 0)


def test_the_chair_of_governors_names_an_acting_head_on_the_schools_page(cast, as_):
    leaves(cast)
    browser, where = as_(cast.governor_a), reverse("school-head", args=[cast.a.urn])
    home = check_page(browser.get(reverse("school", args=[cast.a.urn])).content)
    assert home.xpath("//a[text()='Name a head']/@href") == [where]
    assert "Told by letter, with your name: Asha Alder, Grace Alder, Adam Admin." in text_of(
        check_page(browser.get(where).content)
    )
    browser.post(where, {"name": "Nia New", "email": "new@cast.example", "title": "Acting head"})
    made = Invitation.objects.get()
    assert (made.kind, made.school, made.title) == ("head", cast.a, "Acting head")


def test_a_vice_chair_is_not_the_chair(cast):
    leaves(cast)
    vice = person("Vic Vice")
    give(vice, "leader", school=cast.a, title="Vice chair of governors")
    with pytest.raises(Refused, match="not for you"):
        name(vice, cast.a)


def test_the_second_of_two_who_were_named_finds_the_place_taken(cast):
    leaves(cast)
    both = [person("Nia New"), person("Noa Next")]
    first, second = (name(cast.lead, cast.a, one.email) for one in both)
    accept(invitation=first, by=both[0])
    with pytest.raises(Refused, match="has a head here by now"):
        accept(invitation=second, by=both[1])
