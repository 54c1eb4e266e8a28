"""The governors' page and the school on a page: risk in words, and one side of paper whatever there is to tell."""

import io
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from taskgroups.assurance.domain.governors import choose_for_governors
from taskgroups.assurance.governors.parts import EVERYTHING, PARTS, for_governors, on_a_page
from taskgroups.assurance.governors.room import cut, left_out
from taskgroups.evaluation.models import Judgement
from taskgroups.evaluation.queries import pack_for
from taskgroups.improvement.tests.made import an_action, an_issue
from taskgroups.kit.paper.document import Document, Paragraph, Table, texts
from taskgroups.kit.paper.pdf import on_one_side, pages_of, to_pdf
from taskgroups.meetings.tests.record.cast import judged
from tests.cast import Cast

LONG = "Raise the attendance of every pupil in every year group 🎓 by calling each family on the first day. " * 3


def say(cast: Cast, area: str, value: str, descriptor: str = "") -> Judgement:
    return Judgement(
        school=cast.a, pack=pack_for().slug, area=area, descriptor=descriptor, value=value, by=cast.head_a,
        made_at=timezone.now() - timedelta(days=9),
    )  # fmt: skip


def crowd(cast: Cast) -> None:
    """As much of everything as a school may have, in words as long as they may be."""
    made = []
    for area in pack_for().areas:
        made.append(say(cast, area.slug, area.scale[-1].slug))
        for number, one in enumerate(area.for_phase(cast.a.phase)):
            made.append(say(cast, area.slug, "met" if number % 2 else "not_yet", one.slug))
    Judgement.objects.bulk_create(made)
    for number in range(12):
        an_action(cast, what=f"{LONG[:297]} {number}")
        an_issue(cast, title=LONG[:300])
    cast.a.name = LONG[:200]
    cast.a.save()


def test_whatever_there_is_to_tell_it_is_one_side_of_paper(cast: Cast) -> None:
    crowd(cast)
    papers = [on_a_page(cast.a, EVERYTHING, own=True)]
    for words in ("", "W" * 2000, "We began.\n\n" * 160, "Every pupil reads daily. " * 80):
        papers.append(for_governors(cast.a, [key for key, _ in PARTS], words))
    assert [len(PdfReader(io.BytesIO(on_one_side(one))).pages) for one in papers] == [1] * 5


def test_where_all_of_it_fits_nothing_is_left_out(cast: Cast) -> None:
    judged(cast, "achievement", "attention")
    an_action(cast)
    papers = for_governors(cast.a, [key for key, _ in PARTS], "Our autumn.")
    assert on_one_side(papers) == to_pdf(papers[0], tight=True)


def test_a_question_to_governors_is_asked_whole_or_not_at_all(cast: Cast) -> None:
    crowd(cast)
    asked = [
        block.rows
        for paper in for_governors(cast.a, ["ask"], "")
        for block in paper.blocks
        if isinstance(block, Table) and block.headers[0] == "Question"
    ]
    assert [len(rows) for rows in asked] == [8, 6, 5, 4, 4, 3, 2]
    assert [cell for rows in asked for row in rows for cell in row if "…" in cell] == []


def test_governors_read_the_risk_in_words_with_its_reason_and_no_grade(cast: Cast, as_) -> None:
    pack = pack_for()
    area = pack.area("achievement")
    say(cast, area.slug, area.secure_from).save()
    choose_for_governors(by=cast.head_a, school=cast.a, parts=["risk"], words="")
    said = texts(for_governors(cast.a, ["risk"], "")[0])
    assert "Risk of not being secure: high" in said
    assert f"Close to the line ({len(area.for_phase(cast.a.phase))} of" in "".join(said)
    assert not {grade.name for one in pack.areas for grade in one.scale} & set(said)
    assert "%" not in "".join(said)
    assert (
        "Risk of not being secure: high"
        in as_(cast.governor_a).get(reverse("school-governors", args=[cast.a.urn])).content.decode()
    )


def test_risk_is_on_the_page_of_a_school_only_for_those_who_see_all_it_rests_on(cast: Cast) -> None:
    told = ["Risk of not being secure" in "".join(texts(on_a_page(cast.a, seen, own=True)[0]))
            for seen in (EVERYTHING, EVERYTHING - {"evidence"})]  # fmt: skip
    assert told == [True, False]


def test_pages_are_counted_as_a_reader_of_pdf_counts_them() -> None:
    for long in (1, 60, 1200):
        made = to_pdf(Document(title="A paper", blocks=[Paragraph("Some words. " * 9)] * long))
        assert pages_of(made) == len(PdfReader(io.BytesIO(made)).pages)


def test_words_are_cut_with_a_mark_and_what_is_left_out_is_said() -> None:
    assert (cut("one two", 7), cut("one  two three", 8)) == ("one two", "one two…")
    assert (left_out([(2, "action"), (0, "issue")]), left_out([(-3, "action")])) == ("Not on this side: 2 actions.", "")
