"""The course: read, print, take away. No account and no database (these tests have none)."""

from io import BytesIO

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.talk.judge import label
from taskgroups.training import course as told
from taskgroups.training.course import begin_with, course, protocols, teach_protocols, to_practise

ADDRESS = "/training/course/"
EVERY_PACK = pytest.mark.parametrize("slug", sorted(shelf.packs()))


def headings(slug: str, level: str) -> list[str]:
    response = Client().get(f"{ADDRESS}?framework={slug}")
    found = check_page(response.content, ADDRESS)
    return [text_of(one) for one in found.xpath(f"//main//section//{level}")]


@EVERY_PACK
def test_every_agenda_item_of_a_framework_is_taught_in_its_order(slug: str) -> None:
    agenda = shelf.packs()[slug].agenda
    assert headings(slug, "h3") == [f"{item.title} {item.minutes} minutes" for item in agenda]


def test_a_framework_no_code_knows_is_taught_like_any_other(island_pack: Pack) -> None:
    assert len(headings("island-2031", "h3")) == len(island_pack.agenda)


def test_the_sections_stand_in_the_order_of_the_course() -> None:
    assert headings("", "h2") == [one.title for one in course().sections]


def test_there_are_three_nots_and_three_ares() -> None:
    points = {one.slug: one.points for one in course().sections}
    assert (len(points["nots"]), len(points["ares"])) == (3, 3)


@EVERY_PACK
def test_no_two_questions_to_begin_an_item_with_are_of_one_kind(slug: str) -> None:
    pack = shelf.packs()[slug]
    kinds = [[one.kind for one in begin_with(pack, item)] for item in pack.agenda]
    assert [len(one) for one in kinds] == [len(set(one)) for one in kinds]


@EVERY_PACK
def test_every_area_begins_with_questions(slug: str) -> None:
    pack = shelf.packs()[slug]
    assert [item.title for item in pack.agenda if item.area and not begin_with(pack, item)] == []


def test_practice_has_one_exchange_of_each_theme() -> None:
    themes = [one.theme for one in to_practise()]
    assert len(themes) == len(set(themes)) > 1


def test_what_the_course_offers_to_ask_is_never_advice() -> None:
    assert [q for one in to_practise() for q in one.good if label(q).act != "question"] == []


def test_the_protocols_come_from_the_floor_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "_protocols", [])
    assert protocols() == []
    teach_protocols(lambda: [("Respect", "We question work.")])
    assert protocols() == [("Respect", "We question work.")]


def test_the_meeting_and_the_course_have_the_same_protocols() -> None:
    assert [title for title, _ in protocols()][:2] == ["Why we meet", "What is said here stays here"]


@pytest.mark.parametrize("address", [f"{ADDRESS}?framework=none", f"{ADDRESS}course.xlsx"])
def test_what_nobody_offered_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_the_pdf_has_every_section() -> None:
    read = PdfReader(BytesIO(Client().get(f"{ADDRESS}course.pdf").content))
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert [one.title for one in course().sections if one.title not in said] == []


def test_word_has_the_sections_as_headings() -> None:
    word = docx.Document(BytesIO(Client().get(f"{ADDRESS}course.docx").content))
    found = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert found == [one.title for one in course().sections]
