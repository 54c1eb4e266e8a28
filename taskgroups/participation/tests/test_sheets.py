"""Spreadsheets go out and come in: a wrong row says which, where and why, and nothing is kept by halves."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.table import Row
from taskgroups.kit.post.models import Letter
from taskgroups.participation.sheets.taking_in import Sheet, take_in
from taskgroups.participation.tests.cast import a_group, came
from taskgroups.participation.tests.sheets import AVAILABILITY, PEOPLE, As, kept, out, sends, wrong
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.models import Round
from taskgroups.rounds.tests.cast import a_round, of
from taskgroups.schools.models import Invitation
from tests.cast import Cast, give

pytestmark = pytest.mark.django_db
HEAD = ("Name", "E-mail", "School URN", "Role")


def test_people_go_out_with_address_school_and_role(cast: Cast, as_: As) -> None:
    rows = out(as_(cast.lead), PEOPLE)
    assert rows[:3] == [list(HEAD), ["Asha Alder", "asha.alder@cast.example", "990001", "Host head"],
                        ["Ben Birch", "ben.birch@cast.example", "", "Chair"]]  # fmt: skip
    assert as_(cast.lead).get(f"{PEOPLE}?as=xlsx").content.startswith(b"PK")


def test_a_role_held_twice_goes_out_once_and_the_sheet_comes_straight_back(cast: Cast, as_: As) -> None:
    give(cast.head_b, "chair", consortium=cast.harbour)
    give(cast.head_b, "chair", consortium=cast.harbour)
    lead = as_(cast.lead)
    rows = out(lead, PEOPLE)
    assert (len(rows), sends(lead, PEOPLE, rows).status_code) == (len(set(map(tuple, rows))), 302)


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
    assert "Leave it out and take in 2 rows" in answered.content.decode()
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


def older(answered: HttpResponse) -> list[str]:
    """What is said of the rows that would replace a newer answer."""
    rows = check_page(answered.content).xpath("//section[@class='pt-older']//tbody/tr")
    return [text_of(one.xpath("./td")[0].xpath(".//*[@class='tg-cards__value']")[0]) for one in rows]


def says(made: Round, person: object, what: str) -> None:
    """Somebody answers by the link in their letter."""
    answer(participant=of(made, person), said={made.half_days.get().pk: what}, most=2, bound={})


def said_of(made: Round, person: object) -> list[str]:
    return list(of(made, person).said.values_list("said", flat=True))


@pytest.fixture
def stale(cast: Cast, as_: As) -> tuple[Round, list[list[str]]]:
    """A round of one half-day, and a sheet in which Ben says no and Carys yes; then Ben answers yes online."""
    made = a_round(cast, half_days=1)
    rows = out(as_(cast.lead), AVAILABILITY)
    rows[2][3], rows[3][3] = "No", "Yes"
    says(made, cast.head_b, "yes")
    return made, rows


def test_an_answer_given_online_since_is_shown_and_nothing_is_kept(
    cast: Cast, as_: As, stale: tuple[Round, list[list[str]]]
) -> None:
    made, rows = stale
    answered = sends(as_(cast.lead), AVAILABILITY, rows)
    [told] = older(answered)
    assert told.startswith("Ben Birch answered online on ")
    assert told.endswith(f", after this sheet was made. It differs at: {made.half_days.get()}.")
    assert (answered.status_code, said_of(made, cast.head_b), said_of(made, cast.head_c)) == (422, ["yes"], [])


def test_the_newer_answer_stays_and_the_rest_goes_in(cast: Cast, as_: As, stale: tuple[Round, list[list[str]]]) -> None:
    made, rows = stale
    lead = as_(cast.lead)
    lead.post(AVAILABILITY, {"kept": kept(sends(lead, AVAILABILITY, rows))})
    assert (said_of(made, cast.head_b), said_of(made, cast.head_c)) == (["yes"], ["yes"])
    assert "1 row taken in. 1 row stood so already. 1 newer answer left standing." in text_of(
        check_page(lead.get(AVAILABILITY).content)
    )


def test_the_lead_may_put_the_sheet_over_it(cast: Cast, as_: As, stale: tuple[Round, list[list[str]]]) -> None:
    made, rows = stale
    lead = as_(cast.lead)
    lead.post(AVAILABILITY, {"kept": kept(sends(lead, AVAILABILITY, rows)), "older": "over"})
    assert (said_of(made, cast.head_b), of(made, cast.head_b).noted_by) == (["no"], cast.lead)


def test_an_answer_that_comes_while_the_lead_looks_is_left_standing(
    cast: Cast, as_: As, stale: tuple[Round, list[list[str]]]
) -> None:
    made, rows = stale
    lead = as_(cast.lead)
    held = kept(sends(lead, AVAILABILITY, rows))
    says(made, cast.head_b, "need")
    lead.post(AVAILABILITY, {"kept": held, "older": "over"})
    assert said_of(made, cast.head_b) == ["need"]


def test_the_same_sheet_filled_in_further_is_its_own_elder(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast, half_days=1), as_(cast.lead)
    rows = out(lead, AVAILABILITY)
    for said in ("Yes", "Yes", "No"):
        rows[2][3] = said
        assert sends(lead, AVAILABILITY, rows).status_code == 302
    assert said_of(made, cast.head_b) == ["no"]


def test_a_sheet_does_not_undo_what_another_brought_meanwhile(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast, half_days=1), as_(cast.lead)
    first = out(lead, AVAILABILITY)
    second = [*first[:2], [*first[2][:-1], "at 09:00:00 on 2026-01-05"], first[3]]
    first[2][3], second[2][3] = "Yes", "No"
    sends(lead, AVAILABILITY, first)
    [told] = older(sends(lead, AVAILABILITY, second))
    assert told.startswith("Lena Lead noted an answer for Ben Birch on ")
    assert said_of(made, cast.head_b) == ["yes"]


@pytest.mark.parametrize("stamp", ["", "yesterday"])
def test_a_row_that_does_not_say_when_it_was_made_replaces_no_answer(cast: Cast, as_: As, stamp: str) -> None:
    made = a_round(cast, half_days=1)
    says(made, cast.head_b, "yes")
    day = str(made.half_days.get())
    head = ["Name", "E-mail", "At most", day, *(["sheet MADE"] if stamp else [])]
    rows = [head, ["Ben Birch", cast.head_b.email, "", "No", *([stamp] if stamp else [])]]
    [told] = older(sends(as_(cast.lead), AVAILABILITY, rows))
    assert "This row does not say when the sheet was made." in told


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
    def apply(row: Row, over: str) -> bool:
        Invitation.objects.create(email=row["E-mail"], kind="clerk", consortium=cast.harbour)
        if row["E-mail"].startswith("bad"):
            raise Refused("No.", "E-mail")
        return True

    sheet = Sheet("X", "x", ("E-mail",), ("E-mail",), [], apply, lambda row: row.number)
    rows = [Row(n, {"E-mail": f"{who}@x.example"}) for n, who in enumerate(["good", "bad"], 2)]
    assert (take_in(sheet, rows, leaving=False).right, Invitation.objects.count()) == (1, 0)
    assert (take_in(sheet, rows, leaving=True).right, Invitation.objects.get().email) == (1, "good@x.example")
