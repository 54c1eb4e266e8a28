"""Every page and paper of schools that merged, became an academy or federated, with a framework change in mid-year.

What each left stays readable under the framework it was written for, converts into nothing and is counted once.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from taskgroups.assurance.domain.archive import ask_for_archive
from taskgroups.assurance.models import Archive
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence
from taskgroups.evaluation.models import Judgement
from taskgroups.evaluation.queries import packs_judged, standing
from taskgroups.frameworks import shelf
from taskgroups.improvement.queries import improvement_of
from taskgroups.improvement.reading_courses import courses_of
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.domain.hand_on import name_reader, settle
from taskgroups.schools.models import School
from tests.access.asking import address_of, addresses, parts_of
from tests.access.table import ROWS
from tests.cast import give, person
from tests.lineage.telling import DAY, close, follow, links, opened
from tests.world import PACK, World

pytestmark = pytest.mark.django_db
OLD = shelf.pack("eif-2024")
OF = ("school-", "consortium", "task-group-record", "task-group-answers")  # the pages that tell of a school's work
NAMED = sorted(name for name in ROWS if name.startswith(OF) and parts_of(addresses()[name.partition("@")[0]]))


@pytest.fixture
def before(world: World) -> World:
    """Alder judged itself under the framework before this one, and is in a federation with Birch."""
    assert OLD
    for at, value in ((300, OLD.areas[0].scale[0].slug), (200, OLD.areas[0].scale[1].slug)):
        Judgement.objects.create(
            school=world.cast.a, pack=OLD.slug, area=OLD.areas[0].slug, descriptor="", value=value, why=f"Said {at}",
            by=world.cast.head_a, made_at=timezone.now() - timedelta(days=at),
            superseded_at=timezone.now() - timedelta(days=200) if at == 300 else None,
        )  # fmt: skip
    links((990001, 990002, "Federation"), (990002, 990001, "Federation"))
    return world


def joined(world: World) -> tuple[School, Person]:
    """Alder and Dune closed and became Shore Primary, whose head reads what both left, and says where it is itself."""
    new = opened(world.cast, 990201, "Shore Primary School", opened_on=DAY)
    nora = person("Nora New")
    give(nora, "head", school=new)
    for old in (world.cast.a, world.cast.d):
        follow(close(old, closed_on=DAY - timedelta(days=1)), new)
        TaskGroup.objects.filter(school=old).exclude(state="closed").update(state="cancelled")
        name_reader(old=old, new=new, by=world.cast.administrator)
    Judgement.objects.create(school=new, pack=PACK.slug, area=PACK.areas[0].slug, descriptor="", by=nora,
                             value=PACK.areas[0].scale[0].slug, made_at=timezone.now())  # fmt: skip
    return new, nora


def converted(world: World) -> tuple[School, Person]:
    """Alder became Alder Academy."""
    new = opened(world.cast, 990101, "Alder Academy", opened_on=DAY)
    follow(close(world.cast.a, closed_on=DAY - timedelta(days=1)), new)
    assert settle(by=None) == [(world.cast.a, new)]
    return new, world.cast.head_a


def asked(who: Person, paths: set[str]) -> dict[str, int]:
    """The status of each address, whatever it did undone."""
    client, found = Client(raise_request_exception=False), {}
    client.force_login(who)
    for path in sorted(paths):
        with transaction.atomic():
            found[path] = client.get(path).status_code
            transaction.set_rollback(True)
    return found


def paths_of(side: Any, urn: int) -> set[str]:
    """Every address of a school and its Task Groups: of its old URN, and of the new one."""
    words = [side.every_word, side.every_word | {"urn": urn}]
    return {address_of(name, ROWS[name], one) for name in NAMED for one in words}


@pytest.mark.parametrize("became", [joined, converted])
def test_no_page_and_no_paper_breaks(before: World, became) -> None:
    new, head = became(before)
    paths = paths_of(before.a, new.urn) | (paths_of(before.d, new.urn) if became is joined else set())
    found = asked(head, paths | {f"/schools/{new.urn}/self-evaluation/?pack={OLD.slug}"})
    assert {path: status for path, status in found.items() if status >= 500} == {}
    assert Counter(found.values())[200] > 40


@pytest.mark.parametrize("became", [joined, converted])
def test_what_was_said_under_the_framework_before_is_read_under_it_and_never_converted(before: World, became) -> None:
    new, head = became(before)
    holds = before.cast.a if became is joined else new
    assert [pack.slug for pack in packs_judged(holds)] == [PACK.slug, OLD.slug]
    client = Client()
    client.force_login(head)
    area = OLD.areas[0]
    page = client.get(f"/schools/990001/self-evaluation/{area.slug}/history/?pack={OLD.slug}").content.decode()
    assert ["Said 300" in page, "Said 200" in page] == [True, True]
    now = {state.area.slug: state.said for state in standing(new, PACK).areas}
    assert now.get(area.slug) is None or now[area.slug].why != "Said 200"


EVIDENCE_AND_RISK = ("evidence/", "evidence/coverage/", "risk/", "risk/story/")


def read_by(who: Person, urn: int, place: str) -> tuple[int, str]:
    client = Client()
    client.force_login(who)
    answer = client.get(f"/schools/{urn}/{place}")
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("place", EVIDENCE_AND_RISK)
def test_evidence_and_risk_of_each_that_merged_are_read_by_themselves(before: World, place: str) -> None:
    kept = shown(before.cast.a, "Alder’s book look"), shown(before.cast.d, "Dune’s book look")
    new, nora = joined(before)
    mine = shown(new, "Shore’s book look")
    for urn, own in ((990001, kept[0]), (990004, kept[1]), (new.urn, mine)):
        status, page = read_by(nora, urn, place)
        others = [one for one in (*kept, mine) if one != own]
        assert (status, [one for one in others if one in page]) == (200, [])
        assert (own in page) == place.startswith("evidence/")
    assert read_by(before.cast.head_a, new.urn, place)[0] == 404


@pytest.mark.parametrize("place", EVIDENCE_AND_RISK)
def test_what_became_an_academy_goes_on_with_its_evidence_and_its_risk(before: World, place: str) -> None:
    title = shown(before.cast.a, "Alder’s book look")
    was = risk_of(before.cast.a, PACK)
    new, head = converted(before)
    status, page = read_by(head, new.urn, place)
    assert (status, title in page) == (200, place.startswith("evidence/"))
    assert [one.stated for one in risk_of(new, PACK).areas] == [one.stated for one in was.areas]


@pytest.mark.parametrize("place", EVIDENCE_AND_RISK)
def test_a_federation_opens_neither_school_s_evidence_nor_risk_to_the_other(before: World, place: str) -> None:
    assert [read_by(before.cast.head_b, 990001, place)[0], read_by(before.cast.head_a, 990002, place)[0]] == [404] * 2


def shown(school: School, title: str) -> str:
    """Keep an item under the first statement of the first area; return its title, as a page has it."""
    area, by = PACK.areas[0], Person.objects.filter(roles__school=school, roles__kind="head").get()
    place = Place(PACK.slug, area.slug, area.descriptors[0].slug)
    add_evidence(school=school, facts=Facts(title, "work", timezone.localdate()), places=[place], by=by)
    return title


def test_nothing_is_counted_twice(before: World) -> None:
    had = _counts(before.cast.a)
    new, _ = converted(before)
    assert (_counts(new), _counts(before.cast.a)) == (had, dict.fromkeys(had, 0))


def test_what_others_left_is_not_counted_as_the_readers_own(before: World) -> None:
    had = [_counts(one) for one in (before.cast.a, before.cast.d)]
    new, _ = joined(before)
    assert [_counts(one) for one in (before.cast.a, before.cast.d)] == had
    assert set(_counts(new).values()) == {0}


def _counts(school: School) -> dict[str, int]:
    found = improvement_of(school, own=True)
    return {
        "courses": len(courses_of(school, own=True)),
        "received": len(facts_of(school).received),
        "actions": sum(one.counts.all for one in (*found.open, *found.closed, found.other)),
    }


def test_the_head_of_the_reader_takes_out_what_was_left_and_reads_its_statement(before: World) -> None:
    new, head = joined(before)
    client = Client()
    client.force_login(head)
    mine = client.get(f"/schools/{new.urn}/owning/").content.decode()
    assert 'href="/schools/990001/owning/"' in mine
    page = client.get("/schools/990001/owning/").content.decode()
    assert ["Make an archive" in page, "leave Task Groups" in page] == [True, False]
    assert {client.get(f"/schools/990001/statement/{what}").status_code for what in ("", "pdf/", "word/")} == {200}
    assert client.get("/schools/990001/owning/leave/").status_code == 404
    left = School.objects.get(urn=990001)
    archive = ask_for_archive(school=left, by=head)
    where = f"/schools/990001/owning/archive/{archive.public_id}/"
    Archive.objects.filter(pk=archive.pk).update(state="making")
    for who in (before.cast.head_a, before.cast.head_b, before.cast.stranger, before.cast.lead):
        client.force_login(who)
        refused = [client.get(path).status_code for path in ("/schools/990001/owning/", where)]
        assert refused == [404, 404]
        with pytest.raises(Refused, match="Only the head"):
            ask_for_archive(school=left, by=who)
