"""Who owns and set an action: by name to the school's own people, by role and school to everybody else."""

import csv
import io

import pytest
from django.urls import reverse

from taskgroups.improvement.domain.actions import give_action, update_action
from taskgroups.improvement.models import Action
from taskgroups.improvement.tests.made import an_action, an_issue, late
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.table import read_table
from taskgroups.schools.models import Audience, Role, Sharing, Thing
from tests.cast import LONG_AGO, NAMES

PAGES = ("school", "school-improvement", "school-actions", "school-progress")
OTHERS = ("lead", "officer", "head_b")


@pytest.fixture
def shared(cast):
    """An action that Ben set, Lewis owned, and Asha then gave to Grace; shared as far as a school shares."""
    for thing in Thing.values:
        Sharing.objects.create(school=cast.a, thing=thing, audience=Audience.AUTHORITY)
    action = an_action(cast, by=cast.head_b, issue=an_issue(cast))
    update_action(by=cast.leader_a, action=action, version=1, note="Begun.")
    give_action(by=cast.head_a, action=action, version=2, owner=cast.governor_a)
    return late(action)


def names_in(text):
    return [name for name in NAMES.values() if name in text]


def at(name, cast, *more):
    return reverse(name, args=[cast.a.urn, *more])


def main_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(check_page(response.content, address).xpath("//main")[0])


@pytest.mark.parametrize("who", OTHERS)
def test_other_schools_and_the_authority_read_roles_and_no_name(cast, as_, shared, who):
    client = as_(getattr(cast, who))
    for address in (*(at(name, cast) for name in PAGES), at("school-action", cast, shared.public_id)):
        text = main_of(client, address)
        assert "Chair of governors" in text, address
        assert names_in(text) == [], address


def test_an_action_says_by_role_and_place_who_owns_it_and_who_changed_it(cast, as_, shared):
    text = main_of(as_(cast.officer), at("school-action", cast, shared.public_id))
    assert "Chair of governors, Alder Primary School" in text
    assert "by Head of Birch Primary School" in text
    assert "Deputy head, Alder Primary SchoolBegun." in text
    assert "Owner’s role: Deputy head, now Chair of governors" in text


def test_the_schools_own_people_read_names(cast, as_, shared):
    text = main_of(as_(cast.leader_a), at("school-action", cast, shared.public_id))
    assert names_in(text) == ["Asha Alder", "Lewis Alder", "Grace Alder", "Ben Birch"]
    assert "Owner: Lewis Alder, now Grace Alder" in text
    for name in PAGES:
        assert "Grace Alder" in main_of(as_(cast.leader_a), at(name, cast)), name


def test_a_new_owner_of_the_same_role_is_told_of_without_a_name(cast, as_, shared):
    Role.objects.create(person=cast.head_c, kind="leader", school=cast.a, title="Chair of governors", starts=LONG_AGO)
    give_action(by=cast.head_a, action=shared, version=3, owner=cast.head_c)
    text = main_of(as_(cast.lead), at("school-action", cast, shared.public_id))
    assert "Owner: somebody else, Chair of governors" in text
    assert names_in(text) == []


def test_an_owner_who_left_is_named_to_no_other_school(cast, as_, shared):
    Role.objects.filter(person=cast.governor_a).delete()
    for address in (at("school-actions", cast), at("school-action", cast, shared.public_id)):
        text = main_of(as_(cast.lead), address)
        assert ("Needs a new owner" in text, names_in(text)) == (True, []), address


@pytest.mark.parametrize(("role", "within"), [("SENCO", "SENCO"), ("Deputy head", "deputy head")])
def test_a_role_of_an_owner_who_left_keeps_its_capitals(cast, as_, shared, role, within):
    Role.objects.filter(person=cast.governor_a).delete()
    Action.objects.update(owner_role=role)
    text = main_of(as_(cast.lead), at("school-action", cast, shared.public_id))
    assert f"Its owner, then {within}, no longer holds a role" in text


def test_an_action_whose_owner_has_no_role_on_file_names_nobody_either(cast, as_, shared):
    Action.objects.update(owner_role="")
    text = main_of(as_(cast.lead), at("school-actions", cast))
    assert ("Somebody of the school" in text, names_in(text)) == (True, [])


@pytest.mark.parametrize("who", OTHERS)
def test_sheets_hold_roles_for_other_schools(cast, as_, shared, who):
    client = as_(getattr(cast, who))
    first, row = csv.reader(io.StringIO(client.get(at("school-actions-csv", cast)).content.decode("utf-8-sig")))
    assert first[:4] == ["Action", "Owner’s role", "Needs a new owner", "Due"]
    assert (row[1], names_in(" ".join(row)), len(row)) == ("Chair of governors", [], len(first))
    book = client.get(at("school-actions-excel", cast)).content
    (line,) = read_table("actions.xlsx", io.BytesIO(book), len(book), first)
    assert list(line.cells.values())[1] == "Chair of governors"
    assert names_in(" ".join(line.cells.values())) == []


def test_sheets_hold_names_for_the_schools_own_people(cast, as_, shared):
    text = as_(cast.head_a).get(at("school-actions-csv", cast)).content.decode("utf-8-sig")
    first, row = csv.reader(io.StringIO(text))
    assert (first[1:3], row[1:3]) == (["Owner", "Role"], ["Grace Alder", "Chair of governors"])


@pytest.mark.parametrize("asked", ["q=Grace", "q=Alder", "owner={}"])
def test_nobody_finds_by_name_what_they_may_not_read_by_name(cast, as_, shared, asked):
    address = f"{at('school-actions', cast)}?{asked.format(cast.governor_a.pk)}"
    assert "Check attendance" in main_of(as_(cast.head_a), address)
    assert "Nothing fits" in main_of(as_(cast.officer), address)


@pytest.mark.parametrize("asked", ["q=governors", "owner=Chair of governors", "sort=owner"])
def test_other_schools_find_narrow_and_sort_by_role(cast, as_, shared, asked):
    an_action(cast, what="Hear readers", due=shared.due.replace(year=shared.due.year + 2))
    text = main_of(as_(cast.officer), f"{at('school-actions', cast)}?{asked}")
    assert "Check attendance" in text
    assert ("Hear readers" in text) == (asked == "sort=owner")


def test_what_others_would_see_shows_roles_before_anything_is_shared(cast, as_):
    an_action(cast)
    far = str(int(Audience.CONSORTIUM))
    asked = {"seer": far, "improvement": far, "at": at("school-actions", cast)}
    page = check_page(as_(cast.head_a).get(at("school-sharing-seen", cast), asked).content)
    seen = text_of(page.get_element_by_id("seen"))
    assert ("Deputy head" in seen, names_in(seen)) == (True, [])
