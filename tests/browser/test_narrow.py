"""What a tablet held upright and a phone make of pages: nothing sideways, buttons alike, words whole."""

import pytest

from tests.browser.page_checks import NARROWEST, PHONE, WIDE, narrow_to, sideways
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser
# Every button of the main part that looks like one: how much narrower it is than the room it stands in.
NARROWER = """() => [...document.querySelectorAll('main .govuk-button:not(.tg-button--quiet)')]
    .filter((one) => one.checkVisibility() && !one.closest('.tg-filter, .tg-order__buttons')).map((one) => {
        const around = one.closest('.tg-post')?.parentElement ?? one.parentElement, look = getComputedStyle(around);
        const room = around.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
        return [one.textContent.trim(), Math.round(room - one.getBoundingClientRect().width)];
    })"""
BROKEN = """() => [...document.querySelectorAll('main .tg-button--quiet')].filter((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        return !/\\s/.test(one.textContent.trim()) && words.getClientRects().length > 1;
    }).map((one) => one.textContent)"""
SHEET = 1001  # px: 265 mm, what the margins leave of A4
TWO_DOZEN = """(one) => [...one.rows].forEach((row) => {
        const last = row.lastElementChild;
        last.textContent = row.parentElement.tagName === 'THEAD' ? '30 Sep' : 'If need be';
        while (row.children.length < 25) row.append(last.cloneNode(true));
    })"""
# Words of cards that stand on more than one line.
DIVIDED = """() => [...document.querySelectorAll('main .tg-cards__value')].flatMap((cell) => {
        const found = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), words = document.createRange();
        while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[^\\s-]+/g)) {
            words.setStart(walk.currentNode, word.index);
            words.setEnd(walk.currentNode, word.index + word[0].length);
            if (words.getClientRects().length > 1) found.push(word[0]);
        }
        return found;
    })"""


def test_how_much_is_covered_fits_a_tablet_held_upright(visit: Visit) -> None:
    page = visit.open("school-evidence-coverage")
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    found = []
    for width in (641, 660, 680, 700, 726, 768):
        narrow_to(page, width)
        found += sideways(page, width)
    assert found == []


def test_the_picture_on_a_card_is_as_wide_as_the_card(visit: Visit) -> None:
    page = visit.open("school-evidence-coverage")
    narrow_to(page, PHONE)
    shares = page.locator(".tg-coverage td .tg-bar").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().width / one.closest('td').getBoundingClientRect().width)"
    )
    assert (len(shares) > 0, [one for one in shares if one < 0.85]) == (True, [])


@pytest.mark.parametrize("name", ["school-improvement", "school-gaps", "task-group-papers"])
def test_on_a_phone_each_button_is_as_wide_as_its_room(name: str, visit: Visit) -> None:
    page = visit.open(name)
    narrow_to(page, PHONE)
    found = page.evaluate(NARROWER)
    assert (len(found) > 0, [one for one in found if one[1] > 1]) == (True, [])


def test_what_is_pressed_to_add_evidence_is_as_high_as_a_finger(visit: Visit) -> None:
    page = visit.open("school-evidence-add")
    narrow_to(page, PHONE)
    heights = page.locator("main :is(summary, .govuk-button, .govuk-file-upload)").evaluate_all(
        "all => all.map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])"
    )
    assert (len(heights) > 2, [one for one in heights if one[1] < 44]) == (True, [])


def test_on_a_phone_no_button_breaks_a_word(visit: Visit) -> None:
    page = visit.open("school-sharing")
    narrow_to(page, PHONE)
    assert (page.get_by_role("button", name="Leave").count(), page.evaluate(BROKEN)) == (1, [])


@pytest.mark.parametrize(
    ("name", "place"),
    [("school-people", ".sch-waiting span"), ("consortium-districts", ".govuk-back-link")],
)
def test_a_long_name_in_one_word_takes_no_page_sideways(name: str, place: str, visit: Visit) -> None:
    page = visit.open(name)
    narrow_to(page, NARROWEST)
    page.locator(place).first.evaluate("one => { one.textContent = 'Llanfairpwllgwyngyll'.repeat(5) }")
    assert sideways(page, NARROWEST) == []


@pytest.mark.parametrize("name", ["school-statement", "task-group-papers"])
def test_at_a_zoom_of_400_per_cent_no_card_divides_a_word(name: str, visit: Visit) -> None:
    page = visit.open(name)
    narrow_to(page, NARROWEST)
    assert (page.locator("main .tg-cards__value").count() > 0, page.evaluate(DIVIDED)) == (True, [])


def test_two_dozen_half_days_fit_on_a_sheet_of_paper_on_its_side(visit: Visit) -> None:
    page = visit.open("round-people")
    page.locator(".rd-grid").evaluate(TWO_DOZEN)
    page.emulate_media(media="print")
    narrow_to(page, SHEET)
    wide = page.locator(".rd-grid").evaluate("one => one.getBoundingClientRect().width")
    page.emulate_media(media="screen")
    assert wide <= SHEET


def test_a_link_in_a_table_of_a_paper_takes_no_column_out_of_sight(visit: Visit) -> None:
    page = visit.open("task-group-papers")
    table = page.locator(".paper__wide:has(td):has(th:nth-child(4))").first
    table.locator("td").first.evaluate(
        "one => { one.classList.add('paper__long'); one.append(' https://' + 'school.example/policies/'.repeat(8)); }"
    )
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") == 0


def test_beside_the_open_list_of_who_is_here_the_foot_of_the_room_keeps_its_line(visit: Visit) -> None:
    visit.go_to(visit.page_of("task-group-room")[0], "clerk")
    narrow_to(visit.page, WIDE)
    who = visit.page.locator("#room-people summary")
    who.click()
    lines = [one.bounding_box() for one in (visit.page.locator(".rm-foot__state"), who)]
    first, second = (box["y"] + box["height"] / 2 for box in lines if box)
    assert abs(first - second) < 3
