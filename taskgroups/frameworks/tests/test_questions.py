"""The question bank: choose, search, print, take away. No account and no database (these tests have none)."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client
from lxml.html import HtmlElement
from pypdf import PdfReader

from taskgroups.frameworks import shelf
from taskgroups.frameworks.bank import Wanted, count, find
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of

HX = {"HTTP_HX_REQUEST": "true"}
ISLAND = "/questions/?framework=island-2031"


@pytest.fixture
def anybody() -> Client:
    """A browser that is not signed in."""
    return Client()


def page(client: Client, url: str, **headers: str) -> HtmlElement:
    response = client.get(url, **headers)
    assert response.status_code == 200
    return parse(response.content) if headers else check_page(response.content, url)


def texts(found: HtmlElement) -> list[str]:
    return [text_of(one) for one in found.xpath("//*[contains(@class, 'fw-questions__text')]")]


def test_the_bank_opens_with_the_framework_in_force(anybody: Client) -> None:
    found = page(anybody, "/questions/")
    current = shelf.pack_on(date.today())  # noqa: DTZ011 - the day of the clock on the wall
    assert text_of(found.get_element_by_id("found-count")) == f"{count(find(Wanted(current)))} questions"


@pytest.mark.parametrize("slug", sorted(shelf.packs()))
def test_every_framework_shows_each_of_its_questions_once(anybody: Client, slug: str) -> None:
    pack = shelf.packs()[slug]
    wanted = [q.text for a in pack.areas for q in a.questions]
    wanted += [q.text for item in pack.agenda for q in item.questions]
    assert texts(page(anybody, f"/questions/?framework={slug}")) == wanted


def test_a_framework_no_code_knows_is_shown_like_any_other(anybody: Client, island_pack: Pack) -> None:
    assert len(texts(page(anybody, ISLAND))) == 46


def test_area_kind_and_words_narrow_together(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, f"{ISLAND}&area=boats-and-books&kind=evidence&words=MAP+followed")
    assert texts(found) == ["Which map has been followed by somebody who had never been there?"]


def test_a_question_says_its_kind_and_what_it_tests(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, f"{ISLAND}&words=followed")
    assert [text_of(one) for one in found.find_class("fw-questions__about")] == [
        "Evidence. Tests: Pupils read a tide table and act on it. Pupils draw maps that another pupil can follow."
    ]


def test_words_are_looked_for_in_what_a_question_tests(anybody: Client, island_pack: Pack) -> None:
    assert texts(page(anybody, f"{ISLAND}&words=first+day+month")) == [
        "What lies behind the months in which rails were checked late?",
        "Where are the monthly checks written down?",
    ]


def test_a_phase_leaves_out_what_is_not_for_it(anybody: Client, island_pack: Pack) -> None:
    primary = texts(page(anybody, f"{ISLAND}&phase=primary"))
    secondary = texts(page(anybody, f"{ISLAND}&phase=secondary"))
    assert "In which year do pupils first use a tide table?" not in primary
    assert len(secondary) == 46 - len(island_pack.areas[1].questions)


def test_nothing_found_says_what_to_do(anybody: Client) -> None:
    found = page(anybody, "/questions/?words=zeppelin")
    assert text_of(found.get_element_by_id("found-count")) == "0 questions"
    assert text_of(found.find_class("tg-empty__heading")[0]) == "No question matches"


def test_an_area_of_another_framework_is_dropped(anybody: Client, island_pack: Pack) -> None:
    assert len(texts(page(anybody, f"{ISLAND}&area=inclusion"))) == 46


@pytest.mark.parametrize("query", ["framework=nobody", "kind=closed", "phase=infant", "framework=../etc"])
def test_what_nobody_offered_is_not_found(query: str) -> None:
    assert Client().get(f"/questions/?{query}").status_code == 404


def test_htmx_gets_only_what_changes(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, f"{ISLAND}&words=followed", **HX, HTTP_HX_CURRENT_URL=f"http://testserver{ISLAND}")
    assert found.xpath("//header | //form | //*[@id = 'areas']") == []
    assert text_of(found.get_element_by_id("found-said")) == "1 question found"
    assert len(texts(found)) == 1


def test_the_address_follows_what_is_chosen(anybody: Client, island_pack: Pack) -> None:
    response = anybody.get(f"{ISLAND}&area=&kind=open&phase=&words=the+map", **HX)
    assert response["HX-Replace-Url"] == f"{ISLAND}&kind=open&words=the+map"


def test_another_framework_brings_its_areas(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, ISLAND, **HX, HTTP_HX_CURRENT_URL="http://testserver/questions/")
    options = found.xpath("//*[@id = 'areas']//option/@value")
    assert options == ["", "boats-and-books", "hatchlings", "ropes-and-rails"]


def test_a_page_that_says_to_stand_at_no_address_is_answered_all_the_same(anybody: Client, island_pack: Pack) -> None:
    assert texts(page(anybody, ISLAND, **HX, HTTP_HX_CURRENT_URL="http://[")) != []


NASTY = "<script>alert(1)</script>\"' onload=x {{7*7}} %00\u202e"


@pytest.mark.parametrize("path", ["/questions/", "/questions/to-print/"])
def test_words_are_never_taken_for_markup(path: str) -> None:
    response = Client().get(path, {"words": NASTY, "area": NASTY})
    assert response.status_code == 200
    check_page(response.content, path)
    assert b"<script>alert" not in response.content


def test_odd_names_are_never_taken_for_markup(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, ISLAND)
    assert text_of(found.get_element_by_id("in-boats-and-books")) == island_pack.areas[0].name


def test_words_without_end_are_cut(anybody: Client) -> None:
    found = page(anybody, "/questions/?words=" + "a" * 5000)
    assert found.get_element_by_id("id_words").get("value") == "a" * 120


@pytest.fixture
def word(island_pack: Pack) -> docx.document.Document:
    response = Client().get("/questions/questions.docx?framework=island-2031&area=ropes-and-rails&kind=evidence")
    assert response["Content-Disposition"] == 'attachment; filename="questions-island-2031.docx"'
    return docx.Document(BytesIO(response.content))


def test_the_word_file_holds_what_was_chosen(word: docx.document.Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    assert rows[0] == ["Question and kind", "What it tests"]
    assert [row[0] for row in rows[1:]] == [
        "1. Where are the monthly checks written down?\nEvidence",
        "2. What does the quay book show about visitors in March?\nEvidence",
        "3. What would pupils answer if asked who is on watch?\nEvidence",
        "4. Who outside the school has seen the drill?\nEvidence",
    ]


def test_the_word_file_says_its_version_its_choice_and_its_day(word: docx.document.Document) -> None:
    said = "\n".join(cell.text for row in word.tables[0].rows for cell in row.cells)
    said += "\n".join(paragraph.text for paragraph in word.paragraphs)
    wanted = [
        "Lantern framework of 2031",
        "The lantern book, spring 2031, LB/7",
        "Ropes and rails",
        "Evidence",
        "Taken on",
    ]
    assert [one for one in wanted if one not in said] == []


def test_the_pdf_holds_every_question(anybody: Client, island_pack: Pack) -> None:
    response = anybody.get("/questions/questions.pdf?framework=island-2031")
    assert response["Content-Type"] == "application/pdf"
    read = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(response.content)).pages).split())
    assert "Where is the line between mending and replacing?" in read
    assert "nobody at Inspectorate of the Outer Isles has seen or endorsed them" in read


def test_an_empty_choice_still_makes_a_paper(anybody: Client) -> None:
    response = anybody.get("/questions/questions.docx?words=zeppelin")
    said = [p.text for p in docx.Document(BytesIO(response.content)).paragraphs]
    assert "No question matches what was chosen." in said


@pytest.mark.parametrize("ending", ["exe", "html", "doc"])
def test_other_endings_are_not_found(anybody: Client, ending: str) -> None:
    assert anybody.get(f"/questions/questions.{ending}").status_code == 404


def test_the_page_to_print_has_the_words_and_no_form(anybody: Client, island_pack: Pack) -> None:
    found = page(anybody, "/questions/to-print/?framework=island-2031&kind=open")
    assert found.xpath("//main//form") == []
    assert "How does a pupil find out who is on watch?" in text_of(found)
