"""Schools that merge, split or federate: the register alone gives nobody a right; somebody names who may read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import withdraw as withdraw_evidence
from taskgroups.evaluation.models import Evidence, Judgement
from taskgroups.home.waiting import what_needs
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.policy import task_groups_for
from taskgroups.people.models import Person
from taskgroups.schools.domain.hand_on import become, name_reader, settle
from taskgroups.schools.domain.invite import invite, join
from taskgroups.schools.models import Audience, Role, School, Sharing, Thing
from tests.cast import PASSWORD, give, person
from tests.lineage.telling import DAY, again, close, follow, links, opened

pytestmark = pytest.mark.django_db

PAGES = ("self-evaluation/", "evidence/", "improvement/", "improvement/actions/", "task-groups/?when=past")
WRITING = ("sharing/", "people/", "provision/", "evidence/add/", "improvement/actions/add/")


@pytest.fixture
def merged(world):
    """Alder and Dune closed and became one: Shore Primary, with a new head, Nora New."""
    new = opened(world.cast, 990201, "Shore Primary School", opened_on=DAY)
    for old in (world.cast.a, world.cast.d):
        follow(close(old, closed_on=DAY - timedelta(days=1)), new)
    new.head = person("Nora New")
    give(new.head, "head", school=new)
    return new


@pytest.fixture
def split(world):
    """Alder closed and became two: an infant and a junior school, each with a head."""
    close(world.cast.a, closed_on=DAY - timedelta(days=1))
    made = []
    for urn, name in ((990301, "Alder Infant School"), (990302, "Alder Junior School")):
        one = opened(world.cast, urn, name, opened_on=DAY)
        links((990001, urn, "Successor"), (urn, 990001, "Predecessor"))
        one.head = person(f"Head of {name}")
        give(one.head, "head", school=one)
        made.append(one)
    return made


def over(one: School) -> None:
    """Nothing of the school is still to come."""
    TaskGroup.objects.filter(school=one).exclude(state="closed").update(state="cancelled")


def answers(client, one: School, pages) -> set[int]:
    return {client.get(f"/schools/{one.urn}/{page}").status_code for page in pages}


def test_a_merger_moves_nothing_by_itself(world, merged, as_):
    assert settle(by=None) == []
    assert answers(as_(merged.head), world.cast.a, PAGES) == {404}
    assert answers(as_(world.cast.head_a), world.cast.a, PAGES) == {200}
    assert not merged.memberships.exists()
    assert Role.objects.filter(school=merged).count() == 1


def test_a_split_gives_neither_school_anything(world, split, as_):
    assert settle(by=None) == []
    for one in split:
        assert answers(as_(one.head), world.cast.a, PAGES) == {404}


@pytest.mark.parametrize("kind", ["Successor - merged", "Successor - amalgamated", "Successor - Split School"])
def test_a_link_that_speaks_of_joining_is_no_conversion_though_it_is_alone(world, kind):
    new = opened(world.cast, 990201, "Shore Primary School")
    close(world.cast.a)
    links((990001, new.urn, kind))
    assert settle(by=None) == []


def test_an_amalgamation_told_beside_the_links_is_no_conversion(world):
    new = opened(world.cast, 990201, "Shore Primary School")
    follow(close(world.cast.a), new)
    links((new.urn, 990888, "Result of Amalgamation"))
    assert settle(by=None) == []


def test_a_school_that_was_open_long_before_is_not_what_the_other_became(world):
    close(world.cast.a, closed_on=DAY)
    old_neighbour = opened(world.cast, 990201, "Shore Primary School", opened_on=DAY - timedelta(days=4000))
    follow(world.cast.a, old_neighbour)
    assert settle(by=None) == []


def test_without_dates_a_school_with_other_people_waits_for_a_word(world, as_):
    new = opened(world.cast, 990201, "Shore Primary School")
    follow(close(world.cast.a), new)
    newcomer = person("Nora New")
    give(newcomer, "head", school=new)
    assert settle(by=None) == []
    page = as_(world.cast.administrator).get("/schools/990001/hand-on/").content.decode()
    assert "Shore Primary School is the same school: it takes on everything" in page
    become(old=world.cast.a, by=world.cast.administrator)
    assert as_(newcomer).get("/schools/990201/evidence/").status_code == 200


def test_a_federation_changes_nothing(world):
    links((990001, 990002, "Federation"), (990002, 990001, "Federation"))
    assert settle(by=None) == []
    assert Judgement.objects.filter(school=world.cast.b).count() == 0


def test_a_reader_that_is_named_reads_everything_and_changes_nothing(world, merged, as_):
    over(world.cast.a)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    head = as_(merged.head)
    assert answers(head, world.cast.a, PAGES) == {200}
    assert answers(head, world.cast.a, WRITING) == {404}
    agreed = f"/task-groups/{world.a.agreed.public_id}/"
    assert [head.get(f"{agreed}{page}").status_code for page in ("", "record/", "people/", "room/")] == [
        200,
        200,
        200,
        404,
    ]


def test_a_reader_reads_also_what_was_withdrawn_and_whoever_it_was_shared_with_does_not(world, merged, as_):
    item = Evidence.objects.filter(school=world.cast.a, withdrawn_at=None).first()
    withdraw_evidence(evidence=item, by=world.cast.head_a)
    over(world.cast.a)
    page = f"evidence/{item.public_id}/"
    Sharing.objects.update_or_create(
        school=world.cast.a, thing=Thing.EVIDENCE, defaults={"audience": Audience.CONSORTIUM}
    )
    assert answers(as_(merged.head), world.cast.a, [page]) == {404}
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert [answers(as_(who), world.cast.a, [page]) for who in (merged.head, world.cast.lead)] == [{200}, {404}]


def test_of_two_that_merged_each_is_named_by_itself(world, merged, as_):
    over(world.cast.a)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert answers(as_(merged.head), world.cast.d, PAGES) == {404}
    assert answers(as_(world.cast.stranger), world.cast.a, PAGES) == {404}


def test_of_two_after_a_split_only_the_one_named_reads(world, split, as_):
    over(world.cast.a)
    infants, juniors = split
    name_reader(old=world.cast.a, new=juniors, by=world.cast.head_a)
    assert answers(as_(juniors.head), world.cast.a, PAGES) == {200}
    assert answers(as_(infants.head), world.cast.a, PAGES) == {404}
    assert as_(infants.head).get(f"/task-groups/{world.a.agreed.public_id}/record/").status_code == 404
    assert answers(as_(world.cast.stranger), world.cast.a, PAGES) == {404}


def test_what_the_closed_school_left_is_not_the_readers_own(world, merged):
    over(world.cast.a)
    before = Judgement.objects.filter(school=world.cast.a).count()
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert Judgement.objects.filter(school=world.cast.a).count() == before
    assert not TaskGroup.objects.filter(school=merged).exists()
    assert not Sharing.objects.filter(school=merged, thing__in=Thing.values).exists()


def test_the_closed_school_is_only_read_from_then_on(world, merged, as_):
    over(world.cast.a)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert not Role.objects.on(timezone.localdate()).filter(school=world.cast.a).exists()
    assert answers(as_(world.cast.head_a), world.cast.a, (*PAGES[:2], *WRITING)) == {404}


def test_nobody_becomes_head_of_it_any_more(world, merged, as_):
    over(world.cast.a)
    Role.objects.filter(person=world.cast.head_a, kind="head").update(ends=DAY)
    offered = invite(email="late@cast.example", kind="head", school=world.cast.a, by=world.cast.officer)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    with pytest.raises(Refused, match="withdrawn"):
        join(invitation=offered, name="Lou Late", password=PASSWORD)
    with pytest.raises(Refused, match="Open Shore Primary School, which has its work"):
        invite(email="later@cast.example", kind="head", school=again(world.cast.a), by=world.cast.officer)
    assert "Name a head" not in as_(world.cast.officer).get(f"/schools/{world.cast.a.urn}/").content.decode()


def test_a_name_given_by_mistake_is_taken_back(world, merged, as_):
    over(world.cast.a)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    name_reader(old=world.cast.a, new=None, by=world.cast.administrator)
    assert answers(as_(merged.head), world.cast.a, PAGES) == {404}


def test_a_readers_successor_reads_too(world, merged, as_):
    over(world.cast.a)
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    academy = opened(world.cast, 990202, "Shore Academy", opened_on=DAY + timedelta(days=365))
    follow(close(merged, closed_on=DAY + timedelta(days=364)), academy)
    assert settle(by=None) == [(merged, academy)]
    assert answers(as_(merged.head), world.cast.a, PAGES) == {200}
    agreed = world.a.agreed
    assert as_(merged.head).get(f"/task-groups/{agreed.public_id}/").status_code == 200
    now_at_the_academy = Person.objects.get(pk=merged.head.pk)
    assert agreed in task_groups_for(now_at_the_academy)


def test_what_is_planned_is_cancelled_first(world, merged):
    with pytest.raises(Refused, match="still has 2 Task Groups to come"):
        name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)


def test_only_a_successor_of_the_register_can_be_named(world, merged):
    with pytest.raises(Refused, match="does not name that school"):
        name_reader(old=world.cast.a, new=world.cast.b, by=world.cast.administrator)


def test_an_open_school_has_nothing_to_hand_on(world):
    with pytest.raises(Refused, match="has nothing to hand on"):
        name_reader(old=world.cast.b, new=None, by=world.cast.administrator)


def test_a_merger_is_never_taken_for_one_school(world, merged):
    with pytest.raises(Refused, match="does not say"):
        become(old=world.cast.a, by=world.cast.administrator)


@pytest.mark.parametrize(
    ("who", "status"),
    [("head_a", 200), ("administrator", 200), ("leader_a", 404), ("lead", 404), ("head_b", 404), ("officer", 404),
     ("stranger", 404)],
)  # fmt: skip
def test_who_names(world, merged, as_, who, status):
    browser = as_(getattr(world.cast, who))
    assert browser.get("/schools/990001/hand-on/").status_code == status
    assert as_(merged.head).get("/schools/990001/hand-on/").status_code == 404


def test_the_page_names_and_says_what_was_done(world, merged, as_):
    over(world.cast.a)
    browser = as_(world.cast.administrator)
    page = browser.post("/schools/990001/hand-on/", {"to": "read-990201"}, follow=True).content.decode()
    assert "The people of Shore Primary School may read what Alder Primary School left." in page
    assert again(world.cast.a).passed_to == merged
    assert answers(browser, world.cast.a, PAGES) == {404}


def test_the_page_refuses_in_words_what_cannot_be(world, merged, as_):
    browser = as_(world.cast.administrator)
    answer = browser.post("/schools/990001/hand-on/", {"to": "read-990201"})
    assert (answer.status_code, "still has 2 Task Groups to come" in answer.content.decode()) == (422, True)
    answer = browser.post("/schools/990001/hand-on/", {"to": "whole-990201"})
    assert (answer.status_code, again(world.cast.a).passed_to) == (422, None)


def test_twice_pressed_is_once_done(world, merged):
    over(world.cast.a)
    for _ in range(2):
        name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert again(world.cast.a).passed_on == timezone.localdate()


def test_home_asks_the_administrator_and_the_head_until_somebody_is_named(world, merged):
    def asked(who) -> list[str]:
        found = what_needs(Person.objects.get(pk=who.pk))
        return [row.about for row in found if row.what == "Say who may read what a closed school left"]

    over(world.cast.a)
    assert asked(world.cast.administrator) == ["Alder Primary School", "Dune Primary School"]
    assert asked(world.cast.head_a) == ["Alder Primary School"]
    assert asked(world.cast.lead) == []
    name_reader(old=world.cast.a, new=merged, by=world.cast.administrator)
    assert asked(world.cast.administrator) == ["Dune Primary School"]
