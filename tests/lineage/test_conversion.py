"""A school that becomes an academy: one school, a new URN, and nothing lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.evaluation.models import Draft, Evidence, Judgement
from taskgroups.evaluation.queries import standing
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.domain.carry_over import goes_its_own_way, tables
from taskgroups.schools.domain.hand_on import become, settle
from taskgroups.schools.domain.invite import invite, join
from taskgroups.schools.models import Audience, Authority, ConsortiumSchool, Role, School, Sharing, Thing
from taskgroups.schools.navigation import named_then
from taskgroups.schools.queries.circle import done_at
from tests.cast import LONG_AGO, PASSWORD, give, person
from tests.lineage.telling import DAY, again, close, follow, links, opened
from tests.world import AREA, PACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def academy(world):
    """Alder Academy, which Alder Primary School became: all is told, nothing settled."""
    new = opened(world.cast, 990101, "Alder Academy", opened_on=DAY)
    follow(close(world.cast.a, closed_on=DAY - timedelta(days=1)), new)
    return new


def rows(one: School) -> dict[str, int]:
    """How much of each kind of work a school has."""
    tables = (Judgement, Evidence, ImprovementIssue, Action, TaskGroup)
    return {table.__name__: table.objects.filter(school=one).count() for table in tables}


def say(one: School, who: object, grade: int) -> Judgement:
    """A school places itself in the area of the world."""
    base = Judgement.objects.current().filter(school=one, pack=PACK.slug, area=AREA.slug, descriptor="", voice="school")
    change = Change(value=AREA.scale[grade].slug, base=getattr(base.first(), "pk", 0))
    return judge(school=one, pack=PACK, area=AREA.slug, changes={"": change}, by=who)[0]


def placed(one: School) -> str:
    """Where the school is in that area now."""
    found = next(state for state in standing(one, PACK).areas if state.area.slug == AREA.slug)
    return found.said.value if found.said else ""


def test_everything_the_school_has_goes_over(world, academy):
    say(world.cast.a, world.cast.head_a, 0)
    before = rows(world.cast.a)
    assert min(before.values()) > 0
    assert settle(by=None) == [(world.cast.a, academy)]
    assert rows(academy) == before
    assert set(rows(world.cast.a).values()) == {0}
    assert placed(academy) == AREA.scale[0].slug


def test_the_people_the_consortium_and_the_sharing_go_over(world, academy):
    people = set(Role.objects.filter(school=world.cast.a).values_list("person", "kind"))
    shared = dict(Sharing.objects.filter(school=world.cast.a).values_list("thing", "audience"))
    settle(by=None)
    assert set(Role.objects.filter(school=academy).values_list("person", "kind")) == people
    assert dict(Sharing.objects.filter(school=academy).values_list("thing", "audience")) == shared
    assert list(academy.consortia.all()) == [world.cast.harbour]
    assert not world.cast.a.memberships.exists()
    assert not world.cast.a.roles.exists()


def test_the_head_opens_the_old_address_and_finds_her_school_under_its_new_name(world, academy, as_):
    settle(by=None)
    head = as_(world.cast.head_a)
    for part in ("self-evaluation", "evidence", "improvement", "task-groups", "sharing", "people", "history"):
        page = head.get(f"/schools/{world.cast.a.urn}/{part}/")
        assert (part, page.status_code) == (part, 200)
        assert "Alder Academy" in page.content.decode()


def test_the_page_of_the_old_school_leads_to_the_new_one(world, academy, as_):
    settle(by=None)
    page = as_(world.cast.stranger).get(f"/schools/{world.cast.a.urn}/").content.decode()
    assert f'It is <a href="/schools/{academy.urn}/">Alder Academy</a>, URN {academy.urn}, now' in page


def test_the_page_of_the_old_school_does_not_say_that_it_has_nothing(world, academy, as_):
    settle(by=None)
    page = as_(world.cast.head_a).get(f"/schools/{world.cast.a.urn}/").content.decode()
    assert "No action is open" not in page
    assert f"/schools/{world.cast.a.urn}/self-evaluation/" not in page


def test_what_was_done_under_the_old_urn_can_still_be_read(world, academy):
    before = done_at(world.cast.a).count()
    settle(by=None)
    done = [(line.school_urn, line.verb) for line in done_at(again(academy))]
    assert sorted(done[:2]) == [(urn, "took the school on under a new URN") for urn in (990001, 990101)]
    assert len(done) == before + 2 > 2


def test_task_groups_are_counted_on(world, academy):
    last = TaskGroup.objects.filter(school=world.cast.a).count()
    settle(by=None)
    group = plan_at(world, academy)
    assert group.number == last + 1


def test_task_groups_begun_at_the_new_school_come_after_those_of_the_old(world, academy):
    ConsortiumSchool.objects.create(consortium=world.cast.harbour, school=academy, joined_on=LONG_AGO)
    begun = plan_at(world, academy)
    last = TaskGroup.objects.filter(school=world.cast.a).count()
    settle(by=None)
    begun.refresh_from_db()
    assert begun.number == last + 1
    assert sorted(TaskGroup.objects.filter(school=academy).values_list("number", flat=True)) == [*range(1, last + 2)]


def plan_at(world, one):
    starts = timezone.now() + timedelta(days=9)
    wanted = planning.Plan(
        starts_at=starts, ends_at=starts + timedelta(hours=2), place="The hall", video_link="", pack=PACK.slug,
        chair=world.cast.head_b, clerk=None,
    )  # fmt: skip
    return planning.plan(by=world.cast.lead, consortium=world.cast.harbour, school=again(one), wanted=wanted)


def test_a_second_load_changes_nothing(world, academy):
    settle(by=None)
    before = (rows(academy), Letter.objects.count())
    assert settle(by=None) == []
    assert (rows(academy), Letter.objects.count()) == before


def test_what_was_being_written_meanwhile_goes_after_the_rest(world, academy):
    before = (rows(world.cast.a), numbers(world.cast.a))
    shared = dict(Sharing.objects.filter(school=world.cast.a).values_list("thing", "audience"))
    settle(by=None)
    for table in (Action, Evidence, TaskGroup):  # written by somebody who had begun before, and was done after
        last = table.objects.filter(school=academy).order_by("pk").last()
        table.objects.filter(pk=last.pk).update(school=world.cast.a)
    Draft.objects.create(school=world.cast.a, person=world.cast.head_a, form="action", saved_at=timezone.now())
    assert settle(by=None) == []
    assert (rows(academy), numbers(academy)) == before
    assert set(rows(world.cast.a).values()) == {0}
    assert Draft.objects.get(form="action").school == academy
    assert dict(Sharing.objects.filter(school=academy).values_list("thing", "audience")) == shared
    assert list(academy.memberships.values_list("consortium__name", "waits")) == [("Harbour", False)]


def numbers(one: School) -> list[int]:
    return sorted(TaskGroup.objects.filter(school=one).values_list("number", flat=True))


def test_the_later_of_two_judgements_stands_where_one_was_being_written_meanwhile(world, academy):
    say(world.cast.a, world.cast.head_a, 0)
    settle(by=None)
    late = say(academy, world.cast.head_a, 1)
    Judgement.objects.filter(pk=late.pk).update(school=world.cast.a)
    Judgement.objects.filter(school=academy, voice="school", superseded_at=late.made_at).update(superseded_at=None)
    settle(by=None)
    assert placed(academy) == AREA.scale[1].slug
    assert (
        Judgement.objects.current().filter(school=academy, area=AREA.slug, descriptor="", voice="school").count() == 1
    )


def test_a_conversion_told_late_leaves_who_reads_what_the_new_school_left(world, academy):
    reader = opened(world.cast, 990103, "Bay Academy", opened_on=DAY + timedelta(days=365))
    close(academy, closed_on=DAY + timedelta(days=364), passed_to=reader, passed_on=DAY + timedelta(days=365))
    assert become(old=world.cast.a, by=None) == academy
    assert again(academy).passed_to == reader


def test_a_conversion_told_after_the_next_one_goes_on_to_the_last_school(world, academy):
    third = opened(world.cast, 990102, "Alder Trust Academy", opened_on=DAY + timedelta(days=365))
    follow(close(academy, closed_on=DAY + timedelta(days=364)), third)
    become(old=academy, by=None)
    before = rows(world.cast.a)
    settle(by=None)
    assert (rows(third), again(world.cast.a).passed_to, again(academy).passed_to) == (before, third, third)


def test_the_head_is_told_once(world, academy):
    settle(by=None)
    told = Letter.objects.filter(subject="Your school has a new number")
    assert [one.to for one in told] == [world.cast.head_a.email]


def test_what_was_said_before_stands_under_the_old_name(world, academy, as_):
    said = say(world.cast.a, world.cast.head_a, 0)
    Judgement.objects.filter(pk=said.pk).update(made_at=timezone.now() - timedelta(days=500))
    settle(by=None)
    page = as_(world.cast.head_a).get(f"/schools/{academy.urn}/self-evaluation/").content.decode()
    assert f"The school: {AREA.scale[0].name}, said at Alder Primary School, URN 990001." in page
    say(academy, world.cast.head_a, 1)
    page = as_(world.cast.head_a).get(f"/schools/{academy.urn}/self-evaluation/").content.decode()
    assert "Alder Primary School" not in page


def test_where_both_have_judged_the_new_schools_word_stands_and_the_old_one_is_kept(world, academy):
    say(world.cast.a, world.cast.head_a, 0)
    give(world.cast.head_a, "head", school=academy)
    say(academy, world.cast.head_a, 1)
    settle(by=None)
    assert placed(academy) == AREA.scale[1].slug
    assert Judgement.objects.filter(school=academy, area=AREA.slug, descriptor="", voice="school").count() == 2


def test_a_head_who_holds_both_is_head_once(world, academy):
    give(world.cast.head_a, "head", school=academy)
    settle(by=None)
    assert Role.objects.filter(person=world.cast.head_a, kind="head").count() == 1


def test_where_a_new_head_is_there_the_old_people_get_nothing_by_themselves(world, academy, as_):
    newcomer = person("Nora New")
    give(newcomer, "head", school=academy)
    settle(by=None)
    assert as_(newcomer).get(f"/schools/{academy.urn}/evidence/").status_code == 200
    assert as_(world.cast.head_a).get(f"/schools/{academy.urn}/evidence/").status_code == 404
    assert Role.objects.on(timezone.localdate()).filter(school=academy).count() == 1


def test_nor_does_somebody_the_old_head_had_invited(world, academy):
    offered = invite(email="ivy@cast.example", kind="leader", school=world.cast.a, by=world.cast.head_a)
    give(person("Nora New"), "head", school=academy)
    settle(by=None)
    with pytest.raises(Refused, match="withdrawn"):
        join(invitation=offered, name="Ivy Invited", password=PASSWORD)


def test_where_both_chose_an_audience_the_narrower_stands(world, academy):
    Sharing.objects.create(school=academy, thing=Thing.RECORD, audience=Audience.GROUP)
    Sharing.objects.create(school=academy, thing=Thing.EVIDENCE, audience=Audience.AUTHORITY)
    settle(by=None)
    assert dict(Sharing.objects.filter(school=academy).values_list("thing", "audience")) == {
        Thing.EVALUATION: Audience.SCHOOL, Thing.IMPROVEMENT: Audience.SCHOOL, Thing.RECORD: Audience.GROUP
    }  # fmt: skip


def test_a_consortium_that_only_the_new_school_was_in_waits_for_the_head(world, academy):
    ConsortiumSchool.objects.create(consortium=world.cast.moor, school=academy, joined_on=LONG_AGO)
    settle(by=None)
    waits = dict(academy.memberships.values_list("consortium__name", "waits"))
    assert waits == {"Harbour": False, "Moor": True}


def test_another_authority_sees_nothing_that_was_shared_with_the_first(world, academy):
    academy.authority = Authority.objects.create(code="991", name="Pepperland")
    academy.save()
    settle(by=None)
    assert Sharing.objects.get(school=academy, thing=Thing.RECORD).audience == Audience.CONSORTIUM


def test_a_head_corrects_provision_once(world, academy):
    School.objects.filter(pk=world.cast.a.pk).update(early_years_corrected=False)
    settle(by=None)
    assert again(academy).early_years_corrected is False


def test_a_chain_of_conversions_ends_at_the_last(world, academy, as_):
    third = opened(world.cast, 990102, "Alder Trust Academy", opened_on=DAY + timedelta(days=365))
    follow(close(academy, closed_on=DAY + timedelta(days=364)), third)
    before = rows(world.cast.a)
    assert settle(by=None) == [(world.cast.a, academy), (again(academy), third)]
    assert rows(third) == before
    assert (again(world.cast.a).passed_to, again(academy).passed_to) == (third, third)
    assert as_(world.cast.head_a).get(f"/schools/{world.cast.a.urn}/evidence/").status_code == 200


def test_each_time_is_named_by_the_school_of_that_time(world, academy):
    third = opened(world.cast, 990102, "Alder Trust Academy", opened_on=DAY + timedelta(days=365))
    follow(close(academy, closed_on=DAY + timedelta(days=364)), third)
    settle(by=None)
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=364), DAY + timedelta(days=365))
    assert [named_then(again(third), day) for day in days] == [
        "at Alder Primary School, URN 990001", "at Alder Academy, URN 990101", "at Alder Academy, URN 990101", "",
    ]  # fmt: skip


def test_a_school_between_that_was_never_loaded_is_stepped_over(world):
    third = opened(world.cast, 990102, "Alder Trust Academy")
    close(world.cast.a)
    links((990001, 990999, "Successor"), (990102, 990999, "Predecessor"))
    assert settle(by=None) == [(world.cast.a, third)]


def test_a_link_that_comes_before_the_schools_row_waits_for_it(world):
    close(world.cast.a)
    links((990001, 990101, "Successor"))
    assert settle(by=None) == []
    new = opened(world.cast, 990101, "Alder Academy")
    assert settle(by=None) == [(world.cast.a, new)]


def test_a_link_that_comes_before_the_conversion_waits_for_the_day(world):
    new = opened(world.cast, 990101, "Alder Academy", open=False, status="Proposed to open")
    follow(world.cast.a, new)
    assert settle(by=None) == []
    close(world.cast.a)
    assert settle(by=None) == []
    School.objects.filter(pk=new.pk).update(open=True, status="Open")
    assert settle(by=None) == [(world.cast.a, new)]


def test_every_table_that_allows_a_school_once_says_how_it_goes_over():
    once = {
        table for table, column in tables()
        for rule in table._meta.constraints if column in getattr(rule, "fields", ())
    }  # fmt: skip
    assert {table.__name__ for table in once if not goes_its_own_way(table)} == set()
    assert {table.__name__ for table, _ in tables()} >= {
        "Judgement",
        "Draft",
        "Evidence",
        "Action",
        "TaskGroup",
        "Role",
    }
