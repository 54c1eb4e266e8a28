"""Spreadsheets go out and come in: a wrong row says which, where and why, and nothing is kept by halves."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import to_excel
from taskgroups.kit.post.models import Letter
from taskgroups.participation.sheets.taking_in import Sheet, take_in
from taskgroups.participation.tests.cast import a_group, came
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.models import Fix, Round
from taskgroups.rounds.tests.cast import a_round, of
from taskgroups.schools.models import Invitation
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PEOPLE = "/consortia/harbour/people/sheet/"
ROUND = "/consortia/harbour/rounds/1/"
AVAILABILITY, PLAN = f"{ROUND}people/sheet/", f"{ROUND}plan/sheet/"
HEAD = ("Name", "E-mail", "School URN", "Role")


def sends(browser: Client, place: str, rows: Sequence[Sequence[Any]], name: str = "a.csv") -> HttpResponse:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    data = out.getvalue().encode() if name.endswith("csv") else to_excel("X", rows[0], rows[1:])
    return browser.post(place, {"file": SimpleUploadedFile(name, data)})


def out(browser: Client, place: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(browser.get(f"{place}?as=csv").content.decode("utf-8-sig"))))


def wrong(answered: HttpResponse) -> list[list[str]]:
    """The rows that are said to be wrong: which, which column, and why."""
    page = check_page(answered.content)
    cells = page.xpath("//section[@class='pt-wrong']//tbody/tr")
    return [
        [text_of(one.xpath("./th")[0]), *(text_of(v) for v in one.xpath(".//span[@class='tg-cards__value']"))]
        for one in cells
    ]


def kept(answered: HttpResponse) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', answered.content.decode())
    return found[1] if found else ""


def test_people_go_out_with_address_school_and_role(cast: Cast, as_: As) -> None:
    rows = out(as_(cast.lead), PEOPLE)
    assert rows[:3] == [list(HEAD), ["Asha Alder", "asha.alder@cast.example", "990001", "Host head"],
                        ["Ben Birch", "ben.birch@cast.example", "", "Chair"]]  # fmt: skip
    assert as_(cast.lead).get(f"{PEOPLE}?as=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_new_rows_are_invited_and_those_there_already_change_nothing(cast: Cast, as_: As, name: str) -> None:
    lead = as_(cast.lead)
    rows = [*out(lead, PEOPLE), ["Cleo Clerk", "Cleo@new.example", "", "clerk"]]
    assert sends(lead, PEOPLE, rows, name).headers["Location"] == "/consortia/harbour/people/"
    assert list(Invitation.objects.values_list("email", "kind", "consortium")) == [
        ("cleo@new.example", "clerk", cast.harbour.pk)
    ]
    sends(lead, PEOPLE, rows, name)
    assert Letter.objects.count() == 1


WRONG = {
    "Role": ["A", "a@x.example", "", "Boss"],
    "E-mail": ["A", "a at x", "", "Chair"],
    "School URN": ["A", "a@x.example", "990004", "Host head"],
    "Name": ["", "a@x.example", "", "Chair"],
}


@pytest.mark.parametrize("column", WRONG)
def test_a_wrong_row_says_which_where_and_why_and_nothing_is_kept(cast: Cast, as_: As, column: str) -> None:
    rows = [HEAD, ["Cleo Clerk", "cleo@new.example", "", "Clerk"], WRONG[column]]
    answered = sends(as_(cast.lead), PEOPLE, rows)
    assert ([one[:2] for one in wrong(answered)], answered.status_code) == ([["Row 3", column]], 422)
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_the_rest_goes_in_where_the_lead_chooses_so(cast: Cast, as_: As) -> None:
    lead = as_(cast.lead)
    rows = [
        HEAD,
        ["Cleo", "cleo@new.example", "", "Clerk"],
        ["D", "d@x.example", "", "Boss"],
        ["E", "e@x.example", "", "Chair"],
    ]
    answered = sends(lead, PEOPLE, rows)
    assert "Leave them out and take in 2 rows" in answered.content.decode()
    assert lead.post(PEOPLE, {"kept": kept(answered)}).status_code == 302
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["cleo@new.example", "e@x.example"]


def test_what_waits_in_the_page_is_that_persons_and_that_pages(cast: Cast, as_: As) -> None:
    a_round(cast)
    lead = as_(cast.lead)
    held = kept(sends(lead, PEOPLE, [HEAD, ["Cleo", "c@new.example", "", "Clerk"], ["D", "d@x.example", "", "Boss"]]))
    assert held
    for place, value in ((AVAILABILITY, held), (PEOPLE, f"x{held}")):
        told = lead.post(place, {"kept": value})
        assert (told.status_code, "Choose the file again" in told.content.decode()) == (422, True)
    assert Invitation.objects.count() == 0


def test_the_same_twice_in_a_file_is_one_too_many(cast: Cast, as_: As) -> None:
    row = ["Cleo", "cleo@new.example", "", "Clerk"]
    [[number, _, why]] = wrong(sends(as_(cast.lead), PEOPLE, [HEAD, row, row]))
    assert (number, why) == ("Row 3", "It says the same as row 2. Take one of them out.")


@pytest.mark.parametrize(("name", "data", "told"), [
    ("a.pdf", b"%PDF-1.7 x", "The file is of another kind"),
    ("a.csv", b"Surname\nBirch\n", "Missing: Name; E-mail; School URN; Role. Found: Surname."),
    ("a.csv", b"Name,E-mail,School URN,Role\n", "There is nothing under the headings"),
    ("a.csv", b"x" * (6 * 1024**2), "larger than 5 MB"),
    ("a.csv", b"x" * (21 * 1024**2), "larger than 5 MB"),
])  # fmt: skip
def test_what_is_no_sheet_of_ours_is_refused_at_the_file(
    cast: Cast, as_: As, name: str, data: bytes, told: str
) -> None:
    answered = as_(cast.lead).post(PEOPLE, {"file": SimpleUploadedFile(name, data)})
    assert (answered.status_code, told in text_of(check_page(answered.content, PEOPLE))) == (422, True)


def test_no_file_is_said_so(cast: Cast, as_: As) -> None:
    assert "No file is chosen" in as_(cast.lead).post(PEOPLE, {}).content.decode()


def test_what_looks_like_a_formula_goes_out_as_text_and_comes_in_the_same(cast: Cast, as_: As) -> None:
    lead = as_(cast.lead)
    sends(lead, PEOPLE, [HEAD, ["=1+1 Clerk", "cleo@new.example", "", "Clerk"]])
    assert Invitation.objects.get().name == "=1+1 Clerk"
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(name="=1+1")
    assert ["'=1+1", "kim.clerk@cast.example", "", "Clerk"] in out(lead, PEOPLE)


def test_answers_go_out_and_come_in_as_told_to_the_lead(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast, half_days=2), as_(cast.lead)
    first = made.half_days.all()[0]
    answer(participant=of(made, cast.head_c), said={first.pk: "no"}, most=1, bound={cast.a.pk: "kin"})
    rows = out(lead, AVAILABILITY)
    assert rows[3][:4] == ["Carys Cedar", "carys.cedar@cast.example", "1", "No"]
    rows[2][2:5] = ["3", "If need be", "yes"]
    assert sends(lead, AVAILABILITY, rows).status_code == 302
    one = of(made, cast.head_b)
    assert (list(one.said.order_by("half_day").values_list("said", flat=True)), one.most) == (["need", "yes"], 3)
    assert of(made, cast.head_a).answered_at is None


def test_a_wrong_answer_names_the_half_day(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast, half_days=1), as_(cast.lead)
    rows = out(lead, AVAILABILITY)
    rows[1][3], rows[2][2], rows[3][1] = "Perhaps", "9", "x@y.example"
    found = wrong(sends(lead, AVAILABILITY, rows))
    assert [one[:2] for one in found] == [
        ["Row 2", str(made.half_days.get())],
        ["Row 3", "At most"],
        ["Row 4", "E-mail"],
    ]
    assert found[0][2] == "‘Perhaps’ is no answer. Enter Yes, If need be or No, or leave it empty."


def test_placings_that_come_in_are_kept_and_a_forbidden_one_says_why(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    head = ("Host URN", "Part", "E-mail")
    good, bad = [cast.a.urn, "Chair", cast.head_b.email], [cast.a.urn, "Member", cast.head_a.email]
    [[number, column, why]] = wrong(sends(lead, PLAN, [head, good, bad]))
    assert (number, column, why) == (
        "Row 3",
        "E-mail",
        "Asha Alder leads that school: Alder Primary School. Choose somebody else.",
    )
    assert Fix.objects.count() == 0
    assert sends(lead, PLAN, [head, good]).headers["Location"] == f"{ROUND}plan/"
    assert list(made.fixes.values_list("person", "school", "kind", "chairs")) == [
        (cast.head_b.pk, cast.a.pk, "keep", True)
    ]


def test_two_chairs_of_one_school_are_one_too_many(cast: Cast, as_: As) -> None:
    a_round(cast)
    rows = [("Host URN", "Part", "E-mail"), *([cast.a.urn, "Chair", who.email] for who in (cast.head_b, cast.head_c))]
    assert [one[0] for one in wrong(sends(as_(cast.lead), PLAN, rows))] == ["Row 3"]


def test_a_published_plan_only_goes_out(cast: Cast, as_: As) -> None:
    a_round(cast)
    Round.objects.update(published_at=timezone.now())
    lead = as_(cast.lead)
    assert "only taken out" in lead.get(PLAN).content.decode()
    sends(lead, PLAN, [("Host URN", "Part", "E-mail"), [cast.a.urn, "Chair", cast.head_b.email]])
    assert Fix.objects.count() == 0


def test_who_came_goes_out(cast: Cast, as_: As) -> None:
    group = a_group(cast, cast.a, chair=cast.head_b, member=cast.head_c)
    came(group, cast.head_b)
    rows = list(
        csv.reader(
            io.StringIO(
                as_(cast.lead).get("/consortia/harbour/participation/attendance/?as=csv").content.decode("utf-8-sig")
            )
        )
    )
    assert [row[2:] for row in rows[1:]] == [
        ["Alder Primary School", "Ben Birch", "Chair", "Yes"], ["Alder Primary School", "Carys Cedar", "Member", "No"]
    ]  # fmt: skip


def test_nothing_of_a_row_that_fails_half_way_stays(cast: Cast) -> None:
    def apply(row: Row) -> bool:
        Invitation.objects.create(email=row["E-mail"], kind="clerk", consortium=cast.harbour)
        if row["E-mail"].startswith("bad"):
            raise Refused("No.", "E-mail")
        return True

    sheet = Sheet("X", "x", ("E-mail",), ("E-mail",), [], apply, lambda row: row.number)
    rows = [Row(n, {"E-mail": f"{who}@x.example"}) for n, who in enumerate(["good", "bad"], 2)]
    assert (take_in(sheet, rows, without_wrong=False).right, Invitation.objects.count()) == (1, 0)
    assert (take_in(sheet, rows, without_wrong=True).right, Invitation.objects.get().email) == (1, "good@x.example")
