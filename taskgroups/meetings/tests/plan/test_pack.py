"""The pack of a preparation: what stands in it, in whose copy, and as which kind of file."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile
from pypdf import PdfReader

from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.paper.document import texts
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.meetings.domain import seats
from taskgroups.meetings.papers import build, gather
from taskgroups.meetings.tests.plan.planned import in_days, invited, plan
from taskgroups.meetings.tests.plan.preparation import AREA, judge, send, show
from taskgroups.schools.models import Inspection, InspectionGrade


@pytest.fixture
def group(cast):
    return invited(cast)


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


def test_the_grades_of_an_inspection_stand_in_the_order_of_their_framework(cast, group):
    found = Inspection.objects.create(school=cast.a, framework="eif-2019", started_on=in_days(-400))
    ordered = ["Overall effectiveness", "The quality of education", "Behaviour and attitudes"]
    for name in reversed(ordered):
        InspectionGrade.objects.create(inspection=found, judgement=name, grade="Good")
    said = list(texts(build(gather(group, sent=False))))
    annex = said[len(said) - said[::-1].index("Annex: latest inspections") :]
    assert [one for one in annex if one in ordered] == ordered
