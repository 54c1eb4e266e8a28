"""The school's preparation: sent by its head, read by the group."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile
from pypdf import PdfReader

from taskgroups.evaluation.domain.evidence import Facts, change_evidence
from taskgroups.evaluation.models import Evidence, EvidenceUse, Judgement
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain.actions import set_action, stop_action, update_action
from taskgroups.improvement.domain.issues import add_issue
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.document import texts
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import agenda, seats
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.papers import build, gather
from taskgroups.meetings.tests.plan.planned import in_days, invited, plan

AREA = "quality-of-education"


@pytest.fixture
def group(cast):
    return invited(cast)


def papers(group):
    return reverse("task-group-papers", args=[group.public_id])


def send(browser, group):
    return browser.post(reverse("task-group-prepare", args=[group.public_id]))


def judge(cast, value, descriptor="", why=""):
    now = timezone.now()
    old = Judgement.objects.filter(school=cast.a, area=AREA, descriptor=descriptor, superseded_at=None)
    old.update(superseded_at=now)
    Judgement.objects.create(
        school=cast.a,
        pack="eif-2019",
        area=AREA,
        descriptor=descriptor,
        value=value,
        why=why,
        by=cast.head_a,
        made_at=now,
    )


def show(cast, descriptor, title="Book look"):
    now = timezone.now()
    found = Evidence.objects.create(
        school=cast.a, title=title, kind="work", dated=in_days(-10), added_by=cast.head_a, added_at=now
    )
    EvidenceUse.objects.create(evidence=found, pack="eif-2019", area=AREA, descriptor=descriptor, linked_at=now)


def read(browser, group):
    return text_of(check_page(browser.get(papers(group)).content))


def test_members_find_nothing_before_the_head_sends_it(cast, as_, group):
    judge(cast, "good")
    for person in (cast.head_b, cast.clerk):
        assert as_(person).get(papers(group)).status_code == 404
        assert as_(person).get(reverse("task-group-paper", args=[group.public_id, "pdf"])).status_code == 404
        assert "Papers" not in text_of(
            check_page(as_(person).get(reverse("task-group", args=[group.public_id])).content)
        )


def test_the_school_sees_what_the_group_will_see(cast, as_, group):
    judge(cast, "good", why="Steady in every year.")
    page = read(as_(cast.head_a), group)
    assert "The group sees none of this yet." in page
    assert "The school’s own judgement: Good (secure). Steady in every year." in page


def test_only_the_head_sends_it(cast, as_, group):
    for person in (cast.leader_a, cast.governor_a, cast.head_b, cast.lead, cast.clerk):
        assert send(as_(person), group).status_code == 404
    group.refresh_from_db()
    assert group.prepared_at is None


def test_the_group_reads_what_was_sent_not_what_came_later(cast, as_, group):
    judge(cast, "good", why="As sent.")
    send(as_(cast.head_a), group)
    judge(cast, "inadequate", why="Thought again.")
    assert "As sent." in read(as_(cast.head_b), group)
    assert "Thought again." not in read(as_(cast.head_b), group)
    assert "something has changed since" in read(as_(cast.head_a), group)
    send(as_(cast.head_a), group)
    assert "Thought again." in read(as_(cast.head_b), group)


def test_what_was_sent_is_no_draft_to_the_school_either(cast, as_, group):
    before = read(as_(cast.head_a), group)
    send(as_(cast.head_a), group)
    after = read(as_(cast.head_a), group)
    assert [("Draft" in page, "Not sent yet" in page) for page in (before, after)] == [(True, True), (False, False)]


def test_evidence_reads_as_it_was_sent(cast, as_, group):
    judge(cast, "good")
    show(cast, "")
    send(as_(cast.head_a), group)
    item = Evidence.objects.get()
    change_evidence(evidence=item, facts=Facts("Visit notes", "seen", in_days(-2)), base=None, by=cast.head_a)
    pages = [read(as_(who), group) for who in (cast.head_b, cast.head_a)]
    assert ["Book look" in page for page in pages] == [True, False]
    assert ["Visit notes" in page for page in pages] == [False, True]
    assert "something has changed since" in pages[1]
    send(as_(cast.head_a), group)
    assert "Visit notes" in read(as_(cast.head_b), group)


def test_actions_and_issues_read_as_they_were_sent(cast, as_, group):
    kept = {"by": cast.head_a, "school": cast.a}
    action = set_action(**kept, what="Hear them read", owner=cast.leader_a, due=in_days(20), proof="The first log")
    send(as_(cast.head_a), group)
    update_action(by=cast.head_a, action=action, version=1, status="under_way", proof="The second log")
    stop_action(by=cast.head_a, action=action, version=2, reason="Not needed")
    add_issue(**kept, title="Written down since", source="inspection", raised_on=in_days(-100))
    pages = [read(as_(who), group) for who in (cast.head_b, cast.head_a)]
    assert ["The first log" in page for page in pages] == [True, False]
    assert ["Not started" in page for page in pages] == [True, False]
    assert ["Written down since" in page for page in pages] == [False, True]


def test_the_lead_without_a_seat_does_not_read_it(cast, as_, group):
    send(as_(cast.head_a), group)
    assert as_(cast.lead).get(papers(group)).status_code == 404


def test_who_left_reads_it_no_longer(cast, as_, group):
    send(as_(cast.head_a), group)
    seats.take_away(group=group, by=cast.lead, seat=group.seats.get(person=cast.clerk))
    assert as_(cast.clerk).get(papers(group)).status_code == 404


def test_the_group_is_told_that_there_are_papers_and_nothing_of_what_they_say(cast, as_, group):
    judge(cast, "inadequate", why="Reading is weak.")
    Letter.objects.all().delete()
    send(as_(cast.head_a), group)
    assert sorted(Letter.objects.values_list("to", flat=True)) == [cast.head_b.email, cast.clerk.email]
    assert [letter.text for letter in Letter.objects.all() if "weak" in letter.text or "nadequate" in letter.text] == []


def test_sending_weighs_an_agenda_nobody_has_changed(cast, group):
    before = group.agenda.get(area=AREA).minutes
    descriptors = shelf.packs()["eif-2019"].area(AREA).for_phase("primary")
    for other in shelf.packs()["eif-2019"].areas_for(early_years=True, post_16=False):
        for one in other.for_phase("primary") if other.slug != AREA else ():
            Judgement.objects.create(
                school=cast.a,
                pack="eif-2019",
                area=other.slug,
                descriptor=one.slug,
                value="met",
                by=cast.head_a,
                made_at=timezone.now(),
            )
    for one in descriptors:
        judge(cast, "not_yet", one.slug)
    send_preparation(group=group, by=cast.head_a)
    item = group.agenda.get(area=AREA)
    assert item.minutes > before
    assert item.because_school[0] == f"Of {len(descriptors)} statements, {len(descriptors)} are not yet met."
    assert sum(group.agenda.values_list("minutes", flat=True)) == group.minutes


def test_sending_leaves_an_agenda_that_somebody_changed(cast, group):
    item = group.agenda.first()
    agenda.set_minutes(group=group, by=cast.lead, base=group.plan_version, minutes={item.pk: 12})
    judge(cast, "inadequate")
    send_preparation(group=group, by=cast.head_a)
    assert group.agenda.first().minutes == 12


def test_reasons_from_the_schools_own_view_stay_from_the_lead(cast, as_, group):
    judge(cast, "inadequate")
    send_preparation(group=group, by=cast.head_a)
    there = reverse("task-group", args=[group.public_id])
    says = "The school places itself below the secure line in this area."
    assert says in text_of(check_page(as_(cast.head_b).get(there).content))
    assert says not in text_of(check_page(as_(cast.lead).get(there).content))


def test_the_pack_holds_evidence_gaps_issues_actions_and_the_agenda_with_reasons(cast, group):
    pack = shelf.packs()["eif-2019"]
    shown, unshown = pack.area(AREA).for_phase("primary")[:2]
    judge(cast, "met", shown.slug)
    judge(cast, "met", unshown.slug)
    show(cast, shown.slug)
    ImprovementIssue.objects.create(
        school=cast.a, title="Reading", source="inspection", raised_on=in_days(-300), added_by=cast.head_a
    )
    Action.objects.create(
        school=cast.a,
        what="Teach phonics daily",
        owner=cast.leader_a,
        owner_role="Deputy head",
        due=in_days(20),
        proof="Books",
        set_by=cast.head_a,
        set_at=timezone.now(),
    )
    said = texts(build(gather(group, sent=False)))
    for one in (
        "Reading",
        "Teach phonics daily",
        "Deputy head",
        f"Book look, pupils' work, {_day(in_days(-10))}",
        "None named",
    ):
        assert one in said
    assert [
        item.title
        for item in group.agenda.all()
        if not any(one.startswith(item.title) and item.reason in one for one in said)
    ] == []


def judge_it_all(cast, pack, words):
    """The longest preparation there is: every statement of every area answered with many words, half of them shown."""
    now = timezone.now()
    for area in pack.areas_for(early_years=True, post_16=True):
        rows = [("", area.scale[-1].slug), *((one.slug, "not_yet") for one in area.for_phase("primary"))]
        for descriptor, value in rows:
            Judgement.objects.create(school=cast.a, pack=pack.slug, area=area.slug, descriptor=descriptor, value=value,
                                     why=words, by=cast.head_a, made_at=now)  # fmt: skip


@pytest.mark.parametrize("slug", ["cif-2016", "eif-2019", "rf-2025", "rf-2026"])
def test_what_to_read_first_fits_on_four_pages_and_the_contents_say_where_the_annex_is(cast, slug):
    packs = shelf.packs()
    if slug not in packs:
        pytest.skip(f"{slug} is not installed")
    group = plan(cast, pack=slug)
    judge_it_all(cast, packs[slug], "We see it in every class, though not yet as surely in the afternoons. " * 5)
    for number in range(20):
        ImprovementIssue.objects.create(school=cast.a, title=f"Raise the standard of writing in year {number}",
                                        source="school", raised_on=in_days(-30), added_by=cast.head_a)  # fmt: skip
        Action.objects.create(school=cast.a, what=f"Moderate writing with a partner school, part {number}", proof="B",
                              owner=cast.head_a, owner_role="Deputy head", due=in_days(20), set_by=cast.head_a,
                              set_at=timezone.now())  # fmt: skip
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(to_pdf(build(gather(group, sent=False))))).pages]
    annex = "Annex: each area, statement by statement"
    first = next(number for number, text in enumerate(pages[1:], 2) if annex in text)
    assert first <= 5
    assert re.search(rf"{annex}[ .]*{first}\b", " ".join(pages[0].split()))


def test_an_area_without_a_gap_says_so_and_a_long_why_is_whole_in_the_annex(cast, group):
    for one in shelf.packs()["eif-2019"].area(AREA).for_phase("primary"):
        judge(cast, "met", one.slug)
        show(cast, one.slug)
    why = "Steady in every year, as far as we have looked. " * 9
    judge(cast, "good", why=why)
    said = texts(build(gather(group, sent=False)))
    assert "None: all is met, with evidence." in said
    assert why.strip() in said
    assert any(one.startswith("Steady in") and one.endswith(" …") for one in said)


def _day(value):
    from taskgroups.kit.design.words import day

    return day(value)


def test_questions_are_in_the_chairs_copy_alone(cast, as_, group):
    send(as_(cast.head_a), group)
    group.refresh_from_db()
    assert "Questions you might ask" not in texts(build(gather(group, sent=True)))
    assert "Questions you might ask" in texts(build(gather(group, sent=True), for_chair=True))
    there = reverse("task-group-chair-paper", args=[group.public_id, "docx"])
    assert [as_(person).get(there).status_code for person in (cast.head_b, cast.head_a, cast.clerk, cast.lead)] == [
        200,
        404,
        404,
        404,
    ]


def test_a_co_chair_reads_the_chairs_copy_and_a_member_does_not(cast, as_, group):
    send(as_(cast.head_a), group)
    there = reverse("task-group-chair-paper", args=[group.public_id, "docx"])
    seat = group.seats.filter(person=cast.head_c)
    if not seat.exists():
        seats.take_office(group, cast.head_c, "member")
    before = as_(cast.head_c).get(there).status_code
    seat.update(part="co_chair")
    assert (before, as_(cast.head_c).get(there).status_code) == (404, 200)


def test_questions_on_gaps_come_first_and_no_kind_crowds_out(cast, group):
    from taskgroups.meetings.papers.building import questions_for

    prepared = gather(group, sent=False)
    asked = questions_for(prepared, group.agenda.get(area=AREA))
    kinds = [one.kind for one in asked]
    assert len(asked) == 6
    assert max(kinds.count(kind) for kind in kinds) == 2


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_files_have_names_that_say_what_they_are(cast, as_, group, kind, starts):
    send(as_(cast.head_a), group)
    response = as_(cast.head_b).get(reverse("task-group-paper", args=[group.public_id, kind]))
    day = timezone.localdate(group.starts_at).isoformat()
    assert response.content.startswith(starts)
    assert response["Content-Disposition"] == (
        f'attachment; filename="task-group-alder-primary-school-{day}-preparation.{kind}"'
    )


def test_word_and_page_say_the_same(cast, as_, group):
    judge(cast, "good", why="Steady in every year.")
    send(as_(cast.head_a), group)
    response = as_(cast.head_b).get(reverse("task-group-paper", args=[group.public_id, "docx"]))
    word = "\n".join(one.text for one in WordFile(io.BytesIO(response.content)).paragraphs)
    assert "Steady in every year." in word


def test_another_kind_of_file_is_not_there(cast, as_, group):
    send(as_(cast.head_a), group)
    assert as_(cast.head_b).get(reverse("task-group-paper", args=[group.public_id, "exe"])).status_code == 404


def test_nothing_is_sent_to_a_cancelled_group(cast):
    group = plan(cast)
    group.state = "cancelled"
    group.save()
    with pytest.raises(Refused, match="This Task Group is cancelled"):
        send_preparation(group=group, by=cast.head_a)


def test_an_owner_without_a_role_on_file_is_not_named_to_the_group(cast, as_, group):
    set_action(by=cast.head_a, school=cast.a, what="Hear readers", owner=cast.leader_a, due=in_days(30), proof="A log")
    Action.objects.update(owner_role="")
    send(as_(cast.head_a), group)
    said = texts(build(gather(group, sent=False)))
    assert said.count("Somebody of the school") == 2
    assert ("Somebody of the school" in read(as_(cast.head_b), group), "Lewis" in read(as_(cast.head_b), group)) == (
        True, False
    )  # fmt: skip
