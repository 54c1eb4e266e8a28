"""The pages about frameworks, for anybody. No database: these tests have none."""

from collections.abc import Iterator

import pytest
from django.test import Client

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import CHECKED, Pack
from taskgroups.kit.design.tests.page_rules import check_page, text_of


@pytest.fixture
def anybody() -> Client:
    """A browser that is not signed in."""
    return Client()


def said(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return text_of(check_page(response.content, url))


def places() -> Iterator[str]:
    for pack in shelf.packs().values():
        yield f"/frameworks/{pack.slug}/"
        yield from (f"/frameworks/{pack.slug}/{area.slug}/" for area in pack.areas)


@pytest.mark.parametrize("url", ["/frameworks/", *places()])
def test_every_page_keeps_to_the_rules_of_pages(anybody: Client, url: str) -> None:
    assert said(anybody, url)


def test_the_list_says_when_each_is_in_force_and_whose_line_it_is(anybody: Client, island_pack: Pack) -> None:
    page = said(anybody, "/frameworks/")
    island = page[page.index("Lantern framework of 2031") : page.index("Secure, by our line")]
    assert "▸Not yet in force" in island
    assert "Inspectorate of the Outer Isles" in island
    assert "from 5 April 2031" in island
    assert page.count("and above") == len(shelf.packs())


def test_a_framework_shows_every_line_with_its_source_and_how_far_it_was_checked(island_pack: Pack) -> None:
    page = check_page(Client().get("/frameworks/island-2031/").content)
    shown = [
        (text_of(li.find_class("fw-line__text")[0]), text_of(li.find_class("fw-line__from")[0]))
        for li in page.xpath("//ol[contains(@class, 'fw-lines')]/li")
    ]
    assert len(shown) == 18
    assert shown[:3] == [
        ("Pupils can tie, name and explain the knots their age calls for.", "chapter 1, line 1 Checked: Seen"),
        ("Every pupil reads aloud to somebody every day.", "chapter 1, line 2 Checked: Seen"),
        (
            "Pupils read a tide table and act on it.",
            "chapter 1, line 3 Checked: Our reading, unchecked "
            "For: Middle, Secondary, All-through, 16 plus, Special, alternative provision and others",
        ),
    ]


def test_a_framework_shows_scale_line_agenda_and_notes(anybody: Client, island_pack: Pack) -> None:
    page = said(anybody, "/frameworks/island-2031/")
    wanted = [
        "Other islands steer by this school.",
        "Secure from here up: our line.",
        island_pack.secure_note,
        island_pack.rule,
        *[item.reason for item in island_pack.agenda],
        *[one.reason for item in island_pack.agenda for one in item.who],
        *[note.text for note in island_pack.notes],
        *[theme.text for area in island_pack.areas for theme in (*area.above, *area.below)],
        "nobody at Inspectorate of the Outer Isles has seen or endorsed them",
    ]
    assert [one for one in wanted if one not in page] == []


def test_an_area_with_a_scale_of_its_own_shows_it(anybody: Client, island_pack: Pack) -> None:
    page = said(anybody, "/frameworks/island-2031/ropes-and-rails/")
    assert "The watch is kept and every slip is learnt from." in page
    assert "Lantern lit" not in page


def test_an_area_taken_over_whole_says_so_on_every_line_but_our_own(anybody: Client) -> None:
    pack = next(p for p in shelf.packs().values() if any(a.taken_from for a in p.areas))
    area = next(a for a in pack.areas if a.taken_from)
    page = check_page(anybody.get(f"/frameworks/{pack.slug}/{area.slug}/").content)
    marks = [text_of(one).endswith("for the version before") for one in page.find_class("fw-mark")]
    lines = [*area.descriptors, *area.above, *area.below]
    assert marks == [line.checked != "ours" for line in lines]


def test_no_line_taken_over_counts_as_checked(anybody: Client) -> None:
    pack = next(p for p in shelf.packs().values() if all(a.taken_from or "reported" in a.cites for a in p.areas))
    page = check_page(anybody.get(f"/frameworks/{pack.slug}/").content)
    words = [text_of(one) for one in page.xpath("//section[@aria-labelledby='checked']//tbody/tr/th")]
    assert words == [CHECKED["secondary"], CHECKED["carried"], CHECKED["ours"]]


@pytest.mark.parametrize("url", ["/frameworks/nobody/", "/frameworks/nobody/inclusion/", "/frameworks/island-2031/"])
def test_what_is_not_there_is_not_found(anybody: Client, url: str) -> None:
    assert anybody.get(url).status_code == 404


def test_an_area_that_is_not_there_is_not_found(anybody: Client, island_pack: Pack) -> None:
    assert anybody.get("/frameworks/island-2031/inclusion/").status_code == 404


def test_odd_names_are_shown_as_they_are(anybody: Client, island_pack: Pack) -> None:
    page = check_page(anybody.get("/frameworks/island-2031/boats-and-books/").content)
    assert text_of(page.find(".//h1")).endswith('Boats & books: "what the hands know" <and the head>')
