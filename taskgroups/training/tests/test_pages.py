"""The pages of training: anybody reads the programme, whoever booked reads their own, who runs it keeps the list."""

import csv
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Role
from taskgroups.training.domain import arrange, attend, book
from taskgroups.training.models import Booking, TrainingSession
from taskgroups.training.tests.pages import at, read
from tests.cast import Cast
from tests.training import a_session, begin

pytestmark = pytest.mark.django_db


def filled(**other: object) -> dict[str, object]:
    """The form of a session as somebody fills it in."""
    day = timezone.localdate() + timedelta(days=20)
    return {
        "title": "Questions that unlock", "about": "How a chair asks.", "starts": "1:30pm", "ends": "3:30pm",
        "place": "The library", "video_link": "", "capacity": "20", "trainer": "Ben Birch", "run_by": "",
        "joining": "", "days_before": "2", **parts("day", day), **other,
    }  # fmt: skip


def test_a_lead_puts_a_session_in_the_programme_that_anybody_reads(cast: Cast, as_) -> None:
    answer = as_(cast.lead).post("/training/arranged/add/", filled(run_by=cast.head_b.pk))
    made = TrainingSession.objects.get()
    assert (answer.headers["Location"], made.consortium, made.run_by) == (at(made), cast.harbour, cast.head_b)
    said = read(as_(None), "/training/")
    assert "Questions that unlock" in said
    assert "20 places left" in said


def test_an_officer_arranges_for_the_authority(cast: Cast, as_) -> None:
    as_(cast.officer).post("/training/arranged/add/", filled())
    assert TrainingSession.objects.get().authority == cast.authority


def test_a_cancelled_session_promises_nobody_a_place(cast: Cast, as_) -> None:
    session = a_session(cast)
    book.book(by=cast.head_a, session=session)
    arrange.cancel_session(by=cast.lead, session=session, reason="Snow")
    said = read(as_(cast.head_a), at(session))
    assert "Cancelled. Snow" in said
    assert "You have a place" not in said


@pytest.mark.parametrize("who", ["head_a", "head_b", "observer", "administrator", "stranger"])
def test_nobody_else_arranges_training(cast: Cast, as_, who: str) -> None:
    assert as_(getattr(cast, who)).get("/training/arranged/add/").status_code == 404


def test_a_trainer_is_one_of_those_who_arrange_it(cast: Cast, as_) -> None:
    answer = as_(cast.lead).post("/training/arranged/add/", filled(run_by=cast.stranger.pk))
    assert (answer.status_code, TrainingSession.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"video_link": "javascript:alert(1)"}, "That is not a link"),
        ({"ends": "1pm"}, "The session ends before it begins"),
        ({"place": ""}, "There is neither a place nor a video link"),
        ({"capacity": "0"}, "0 is too small"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(cast: Cast, as_, wrong, said) -> None:
    answer = as_(cast.lead).post("/training/arranged/add/", filled(**wrong))
    page = check_page(answer.content, "/training/arranged/add/")
    assert (answer.status_code, said in text_of(page)) == (422, True)
    assert page.xpath("//input[@name='title']/@value") == ["Questions that unlock"]


def test_who_saves_second_sees_what_stands_and_saves_over_it(cast: Cast, as_) -> None:
    session, browser = a_session(cast), as_(cast.lead)
    address = at(session, "change/")
    base = check_page(browser.get(address).content, address).xpath("//input[@name='base']/@value")[0]
    assert browser.post(address, filled(title="Asking well", base=base)).status_code == 302
    answer = browser.post(address, filled(title="Telling", base=base))
    page = check_page(answer.content, address)
    assert (answer.status_code, "Title Asking well" in text_of(page)) == (422, True)
    again = page.xpath("//input[@name='base']/@value")[0]
    assert browser.post(address, filled(title="Telling", base=again)).status_code == 302
    session.refresh_from_db()
    assert session.title == "Telling"


def test_strangers_read_no_video_link_no_names_and_no_instructions(cast: Cast, as_) -> None:
    session = a_session(cast)
    book.book(by=cast.head_a, session=session)
    for who in (None, cast.stranger):
        page = as_(who).get(at(session)).content.decode()
        assert [one for one in ("video.example", "Asha Alder", "Park behind", "Take off") if one in page] == []
    assert "video.example" in as_(cast.head_a).get(at(session)).content.decode()


def test_somebody_books_gives_back_and_reads_what_they_have(cast: Cast, as_) -> None:
    session, browser = a_session(cast, capacity=1), as_(cast.stranger)
    book.book(by=cast.head_a, session=session)
    assert "Go on the waiting list" in read(browser, at(session))
    browser.post(at(session, "book/"))
    assert "You are number 1" in read(browser, at(session))
    assert "On the waiting list" in read(browser, "/training/yours/")
    browser.post(at(session, "give-back/"))
    assert "Go on the waiting list" in read(browser, at(session))


def test_the_list_is_kept_by_who_runs_it_and_shows_their_role(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_b)
    mine = book.book(by=cast.head_a, session=session)
    begin(session)
    browser = as_(cast.head_b)
    assert "Host head, Alder Primary School" in read(browser, at(session, "people/"))
    browser.post(at(session, "people/"), {"listed": [mine.pk], "came": [mine.pk]})
    mine.refresh_from_db()
    assert (mine.came, mine.how) == (True, "list")


def test_who_could_no_longer_be_named_as_its_trainer_runs_it_no_more(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_b)
    mine = book.book(by=cast.head_a, session=session)
    begin(session)
    pages = at(session, "people/"), at(session, "code/"), "/training/arranged/"
    assert [as_(cast.head_b).get(page).status_code for page in pages] == [200, 200, 200]
    Role.objects.filter(person=cast.head_b).update(
        kind=Role.Kind.LEADER, school=cast.b, consortium=None, title="Teacher"
    )
    assert [as_(cast.head_b).get(page).status_code for page in pages] == [404, 404, 404]
    as_(cast.head_b).post(at(session, "people/"), {"listed": [mine.pk], "came": [mine.pk]})
    mine.refresh_from_db()
    assert mine.came is None


def test_a_code_is_entered_on_the_page_and_a_wrong_one_says_so(cast: Cast, as_) -> None:
    session = a_session(cast)
    book.book(by=cast.head_a, session=session)
    begin(session)
    code = attend.show_code(by=cast.lead, session=session).code
    assert code in read(as_(cast.lead), at(session, "code/"))
    browser = as_(cast.head_a)
    wrong = browser.post(at(session, "here/"), {"code": "00000"})
    assert (wrong.status_code, "That is not the code" in text_of(check_page(wrong.content, "here"))) == (422, True)
    browser.post(at(session, "here/"), {"code": code})
    assert "You came" in read(browser, at(session))


def test_the_list_goes_out_without_addresses_and_comes_in_again(cast: Cast, as_) -> None:
    session, browser = a_session(cast), as_(cast.lead)
    for one in (cast.head_a, cast.head_c):
        book.book(by=one, session=session)
    begin(session)
    out = browser.get(at(session, "people/attendance.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(out.splitlines()))
    assert [row[1:4] for row in rows[1:]] == [
        ["Asha Alder", "Host head, Alder Primary School", "Has a place"],
        ["Carys Cedar", "Host head, Cedar High School", "Has a place"],
    ]
    assert "@" not in out
    back = out.replace("Has a place,", "Has a place,Yes")
    answer = browser.post(at(session, "people/attendance/"), {"file": SimpleUploadedFile("list.csv", back.encode())})
    assert answer.status_code == 302
    assert list(session.bookings.values_list("came", flat=True)) == [True, True]
    assert browser.get(at(session, "people/attendance.xlsx")).content[:2] == b"PK"


def test_wrong_rows_are_said_and_the_rest_goes_in_when_they_choose(cast: Cast, as_) -> None:
    session, browser = a_session(cast), as_(cast.lead)
    mine = book.book(by=cast.head_a, session=session)
    begin(session)
    file = SimpleUploadedFile("list.csv", f"Number,Came\n{mine.pk},Yes\n0,Yes\n".encode())
    answer = browser.post(at(session, "people/attendance/"), {"file": file})
    page = check_page(answer.content, "attendance")
    assert "1 row cannot go in" in text_of(page)
    mine.refresh_from_db()
    assert mine.came is None
    browser.post(at(session, "people/attendance/"), {"right": page.xpath("//input[@name='right']/@value")[0]})
    mine.refresh_from_db()
    assert mine.came is True


def test_a_file_undoes_no_code_that_was_entered_and_the_list_does(cast: Cast, as_) -> None:
    session, browser = a_session(cast), as_(cast.lead)
    mine = book.book(by=cast.head_a, session=session)
    begin(session)
    file = SimpleUploadedFile("list.csv", f"Number,Came\n{mine.pk},No\n0,No\n".encode())
    page = check_page(browser.post(at(session, "people/attendance/"), {"file": file}).content, "attendance")
    held = page.xpath("//input[@name='right']/@value")[0]
    Booking.objects.filter(pk=mine.pk).update(came=True, how="code", came_at=timezone.now())
    browser.post(at(session, "people/attendance/"), {"right": held})
    again = SimpleUploadedFile("list.csv", f"Number,Came\n{mine.pk},No\n".encode())
    told = browser.post(at(session, "people/attendance/"), {"file": again})
    mine.refresh_from_db()
    assert (mine.came, "Asha Alder entered the code in the room" in told.text) == (True, True)
    attend.record_attendance(by=cast.lead, session=session, came={mine.pk: False})
    mine.refresh_from_db()
    assert mine.came is False
