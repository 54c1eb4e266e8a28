"""Where somebody's name still stands once their details are taken out: counted, told to those whose words they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.assurance.domain.erase import erase_person
from taskgroups.assurance.domain.name_left import ABOUT
from taskgroups.assurance.owning.tables import tables
from taskgroups.assurance.person.still_standing import left_standing
from taskgroups.bulletin.domain.moderate import publish_comment
from taskgroups.bulletin.models import Article
from taskgroups.improvement.models import Action, ActionUpdate
from taskgroups.improvement.tests.made import an_action, some_evidence
from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.taken_out.places import PLACES
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from tests.bulletin import a_comment, an_article, moderates
from tests.cast import person
from tests.training import a_session
from tests.world import PACK

pytestmark = pytest.mark.django_db


def elsewhere(cast) -> Action:
    """The deputy of A is named in an action of A, and in an action and in two items of evidence of B."""
    an_action(cast, what="Lewis Alder reads with Year 4")
    some_evidence(cast, school=cast.b, title="Visit of Lewis Alder", added_by=cast.head_b)
    some_evidence(cast, school=cast.b, note="Marmalade, said LEWIS  ALDER.", added_by=cast.head_b)
    some_evidence(cast, school=cast.b, note="Lewis Alderson came.", added_by=cast.head_b)
    return an_action(cast, school=cast.b, by=cast.head_b, owner=cast.head_b, what="Ask Lewis Alder about marmalade")


def a_held_group(cast, school) -> TaskGroup:
    """A Task Group at a school, held a month ago."""
    began = timezone.now() - timedelta(days=30)
    return TaskGroup.objects.create(
        school=school, consortium=cast.harbour, pack=PACK.slug, number=1, starts_at=began, state="closed",
        ends_at=began + timedelta(hours=2), planned_by=cast.lead, planned_at=began, opened_at=began, closed_at=began,
    )  # fmt: skip


def told() -> dict[str, str]:
    return dict(Letter.objects.filter(about=ABOUT).values_list("to", "text"))


def test_the_page_counts_by_school_and_place_and_shows_no_word_of_it(cast, as_) -> None:
    elsewhere(cast)
    page = check_page(as_(cast.administrator).get(f"/accounts/{cast.leader_a.pk}/erase/").content, "erase")
    assert [str(one) for one in left_standing("Lewis Alder", cast.leader_a)] == [
        "Alder Primary School, Actions: 1 entry",
        "Birch Primary School, Actions: 1 entry",
        "Birch Primary School, Evidence: 2 entries",
    ]
    rows = [[text_of(cell) for cell in row.xpath("./th | ./td")] for row in page.xpath("//main//tbody/tr")]
    assert rows == [
        ["Alder Primary School", "PlaceActions", "Entries1"],
        ["Other schools", "PlaceAny place", "Entries3"],
    ]
    assert "Birch" not in text_of(page)
    assert [one for one in ("armalade", "reads with Year 4") if one in text_of(page)] == []


def test_what_is_left_elsewhere_is_told_to_its_head_and_no_word_of_it_to_anybody(cast, as_) -> None:
    there = elsewhere(cast)
    browser, place = as_(cast.administrator), f"/accounts/{cast.leader_a.pk}/erase/"
    page = text_of(check_page(browser.post(place, {"sure": "on"}, follow=True).content, "account"))
    assert "The name still stands elsewhere: Other schools, any place: 3 entries" in page
    assert "Birch" not in page
    assert "Told by e-mail: 1 person whose words they are." in page
    assert Action.objects.get(school=cast.a).what == "Deputy head, Alder Primary School reads with Year 4"
    assert Action.objects.get(pk=there.pk).what == "Ask Lewis Alder about marmalade"
    (to, text), *rest = told().items()
    assert (to, rest) == (cast.head_b.email, [])
    assert "- Birch Primary School, Evidence: 2 entries" in text
    assert "Lewis Alder, still stands" in text
    assert "armalade" not in text + page
    assert Entry.objects.get(verb="took a person's details out").details["left_in"] == 3


def test_where_a_school_has_no_head_the_lead_of_its_consortium_is_told(cast) -> None:
    elsewhere(cast)
    Role.objects.filter(person=cast.head_b, kind="head").delete()
    erase_person(person=cast.leader_a, by=cast.administrator)
    assert list(told()) == [cast.lead.email]


def test_in_heads_up_its_editors_are_told(cast) -> None:
    Article.objects.filter(pk=an_article(cast).pk).update(body="Thank you, Lewis Alder.")
    erase_person(person=cast.leader_a, by=cast.administrator)
    assert list(told()) == [cast.lead.email]  # who edits
    assert "- Heads Up: 1 entry" in told()[cast.lead.email]


def test_where_nobody_can_be_told_the_administrator_is(cast, as_) -> None:
    made = a_session(cast)
    type(made).objects.filter(pk=made.pk).update(about="Lewis Alder reads with us.")
    page = as_(cast.administrator).post(f"/accounts/{cast.leader_a.pk}/erase/", {"sure": "on"}, follow=True)
    assert "elsewhere: Training: 1 entry. Told by e-mail: Nobody." in text_of(check_page(page.content, "account"))
    assert told() == {}


def test_of_what_goes_with_them_nobody_is_told(cast, as_) -> None:
    comment = publish_comment(by=moderates(cast.clerk), comment=a_comment(an_article(cast), name="Lewis Alder"))
    type(comment).objects.update(email=cast.leader_a.email)
    erased = erase_person(person=cast.leader_a, by=cast.administrator)
    assert (erased.stands, erased.told, told()) == ((), 0, {})


def test_where_it_stands_nowhere_nobody_is_told(cast, as_) -> None:
    an_action(cast, what="Lewis Alder reads with Year 4")
    erase_person(person=cast.leader_a, by=cast.administrator)
    assert (told(), left_standing("Lewis Alder", cast.leader_a)) == ({}, [])


def test_of_a_name_that_two_bear_it_is_said_that_it_may_mean_the_other(cast) -> None:
    elsewhere(cast)
    Person.objects.filter(pk=person("Lewis Alder 2").pk).update(name="lewis alder")
    erase_person(person=cast.leader_a, by=cast.administrator)
    assert set(told()) == {cast.head_a.email, cast.head_b.email}
    assert "Somebody else here has the same name" in told()[cast.head_b.email]


def one_word(cast, name: str) -> Person:
    """The deputy of A, who sat in a Task Group at C, is known by one name."""
    Person.objects.filter(pk=cast.leader_a.pk).update(name=name)
    Seat.objects.create(task_group=a_held_group(cast, cast.c), person=cast.leader_a, part="member")
    return Person.objects.get(pk=cast.leader_a.pk)


def test_one_word_is_counted_whole_and_as_it_is_written_where_they_belonged_alone(cast, as_) -> None:
    who = one_word(cast, "Will")
    for what in ("Will reads with Year 4", "We will ask", "Ask Willow", "WILL", "Ask Will."):
        an_action(cast, what=what)
    an_action(cast, school=cast.b, by=cast.head_b, owner=cast.head_b, what="Ask Will twice")
    some_evidence(cast, school=cast.c, note="Said Will.", added_by=cast.head_c)
    Article.objects.filter(pk=an_article(cast).pk).update(body="Thank you, Will.")
    assert [str(one) for one in left_standing("Will", who)] == [
        "Alder Primary School, Actions: 2 entries", "Cedar High School, Evidence: 1 entry",
    ]  # fmt: skip
    page = check_page(as_(cast.administrator).get(f"/accounts/{who.pk}/erase/").content, "erase")
    rows = [[text_of(cell) for cell in row.xpath("./th | ./td")] for row in page.xpath("//main//tbody/tr")]
    assert rows == [
        ["Alder Primary School", "PlaceActions", "Entries2"], ["Cedar High School", "PlaceEvidence", "Entries1"],
    ]  # fmt: skip
    assert "Their name is one word, which may be any word." in text_of(page)
    assert "elsewhere it is not looked for" in text_of(page)


def test_one_word_is_left_where_it_stands_and_heads_are_told_to_look(cast) -> None:
    who = one_word(cast, "Will")
    made = an_action(cast, what="Will reads with Year 4")
    erased = erase_person(person=who, by=cast.administrator)
    assert Action.objects.get(pk=made.pk).what == "Will reads with Year 4"
    assert (erased.name_left, erased.told, list(told())) == (True, 1, [cast.head_a.email])
    assert "leave it where it means something or somebody else" in told()[cast.head_a.email]
    assert "reads with Year 4" not in told()[cast.head_a.email]


def test_one_word_that_stands_nowhere_is_told_of_to_nobody_and_the_page_says_how_it_was_looked_for(cast, as_) -> None:
    who = one_word(cast, "Will")
    an_action(cast, what="We will ask")
    page = text_of(check_page(as_(cast.administrator).get(f"/accounts/{who.pk}/erase/").content, "erase"))
    assert ("Their name is one word" in page, "Nowhere." in page) == (True, True)
    assert (erase_person(person=who, by=cast.administrator).stands, told()) == ((), {})


def test_one_letter_is_looked_for_nowhere(cast) -> None:
    an_action(cast, what="A plan A")
    assert left_standing("A", one_word(cast, "A")) == []


def test_a_name_with_accents_is_found_in_what_is_kept_as_data_too(cast) -> None:
    Person.objects.filter(pk=cast.leader_a.pk).update(name="Zoë Ålder")
    made = an_action(cast, school=cast.b, by=cast.head_b, owner=cast.head_b, what="Ask Zoë Ålder")
    changes = {"what": ["Ask Zoë Ålder twice", "Ask Zoë Ålder"]}
    ActionUpdate.objects.create(action=made, by=cast.head_b, at=timezone.now(), changes=changes)
    assert [str(one) for one in left_standing("Zoë Ålder", cast.leader_a)] == [
        "Birch Primary School, Actions: 1 entry", "Birch Primary School, How actions changed: 1 entry",
    ]  # fmt: skip


def test_every_table_of_a_school_in_which_words_are_taken_out_is_looked_through() -> None:
    of_schools, looked = {one.model for one in tables()}, {place.model for place in PLACES}
    beside = {model._meta.label for model in looked - of_schools}
    assert beside <= {
        "evaluation.Draft",
        "post.Letter",
        "access.Entry",
        "practice.Recoding",
        "practice.Said",
        "practice.Kept",
    }


def test_accounts_lead_to_what_is_kept_under_an_address(cast, as_) -> None:
    for place in ("/accounts/", f"/accounts/{cast.leader_a.pk}/"):
        page = check_page(as_(cast.administrator).get(place).content, place)
        assert page.xpath("//main//a[@href='/heads-up/kept/']")
