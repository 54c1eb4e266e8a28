"""The pages of training: anybody reads the programme, whoever booked reads their own, who runs it keeps the list."""

import csv
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.schools.models import Role
from taskgroups.training.domain import arrange, attend, book, hear
from taskgroups.training.models import Booking, Feedback, Material, TrainingSession
from tests.cast import Cast
from tests.training import ANSWERS, a_session, begin, held

pytestmark = pytest.mark.django_db


def read(browser, address: str) -> str:
    return text_of(check_page(browser.get(address).content, address))


def at(session: TrainingSession, page: str = "") -> str:
    return f"/training/sessions/{session.public_id}/{page}"


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


def test_a_certificate_is_for_who_came_and_once_it_ended(cast: Cast, as_) -> None:
    session = held(a_session(cast), cast.head_a)
    book_later = a_session(cast)
    book.book(by=cast.head_a, session=book_later)
    answer = as_(cast.head_a).get(at(session, "certificate/"))
    said = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Asha Alder attended this training session." in said
    assert as_(cast.head_a).get(at(book_later, "certificate/")).status_code == 404
    for other in (cast.head_b, cast.lead):
        assert as_(other).get(at(session, "certificate/")).status_code == 404


def test_what_is_handed_out_is_for_those_with_a_place(cast: Cast, as_) -> None:
    session = a_session(cast, capacity=1)
    for one in (cast.head_a, cast.head_c):
        book.book(by=one, session=session)
    file = SimpleUploadedFile("slides.txt", b"Ask, then wait.", "text/plain")
    as_(cast.lead).post(at(session, "materials/"), {"title": "Slides", "file": file})
    address = at(session, f"materials/{Material.objects.get().pk}/")
    assert b"".join(as_(cast.head_a).get(address).streaming_content) == b"Ask, then wait."
    assert [as_(who).get(address).status_code for who in (cast.head_c, cast.stranger)] == [404, 404]


def test_said_on_the_page_and_read_counted(cast: Cast, as_) -> None:
    session = held(a_session(cast, run_by=cast.head_b), cast.head_a, ago=timedelta(days=6))
    answers = {name: str(value) for name, value in ANSWERS.items()}
    as_(cast.head_a).post(at(session, "how-it-was/"), answers | {"words": "More time"})
    assert Feedback.objects.get().words == "More time"
    assert "Too few to count" in read(as_(cast.head_b), at(session, "results/"))
    settled = [Feedback(session=session, part=1, words="Shorter", **ANSWERS) for _ in range(6)]
    Feedback.objects.bulk_create(settled)
    said = read(as_(cast.head_b), at(session, "results/"))
    assert ("6 answers" in said, "Shorter" in said, "More time" in said) == (True, True, False)


def buttons(page: str) -> list[str]:
    """What the page's buttons say that lead to how it was."""
    found = check_page(page.encode()).xpath("//a[contains(@href, '/how-it-was/')]")
    return [text_of(one) for one in found]


def test_who_said_how_it_was_reads_that_and_may_change_it_while_it_is_theirs(cast: Cast, as_) -> None:
    session = held(a_session(cast), cast.head_a)
    browser, place = as_(cast.head_a), session.get_absolute_url()
    assert buttons(browser.get(place).text) == ["Say how it was"]
    hear.say(by=cast.head_a, session=session, answers=ANSWERS)
    page = browser.get(place).text
    assert (f"You said how it was on {day(timezone.localdate())}." in page, buttons(page)) == (
        True, ["Change what you said"]
    )  # fmt: skip
    Feedback.objects.update(part=1, booking=None, first_at=None)
    page = browser.get(place).text
    assert ("It is counted with five others" in page, buttons(page)) == (True, [])


def test_four_weeks_later_what_was_said_is_read_and_nothing_more_is_asked_for(cast: Cast, as_) -> None:
    session = held(a_session(cast, capacity=5), cast.head_a, cast.head_b)
    hear.say(by=cast.head_a, session=session, answers=ANSWERS)
    past = timezone.now() - timedelta(days=29)
    TrainingSession.objects.update(starts_at=past - timedelta(hours=2), ends_at=past)
    said = [buttons(as_(who).get(session.get_absolute_url()).text) for who in (cast.head_a, cast.head_b)]
    assert said == [["Read what you said"], []]


def test_who_runs_a_session_and_arranges_none_reads_of_sessions_they_run(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_b)
    places = session.get_absolute_url(), "/training/arranged/"
    trails = {
        who.name: [text_of(check_page(as_(who).get(place).content).xpath("//nav")[1]) for place in places]
        for who in (cast.head_b, cast.lead)
    }
    assert ["Sessions you run" in one for one in trails["Ben Birch"]] == [True, True]
    assert ["Sessions you arrange" in one for one in trails["Lena Lead"]] == [True, True]


def test_home_says_what_training_waits_for(cast: Cast, as_) -> None:
    book.book(by=cast.head_a, session=a_session(cast, title="Soon"))
    held(a_session(cast, title="Held"), cast.head_a)
    kept = a_session(cast, title="To keep", run_by=cast.head_b)
    book.book(by=cast.head_c, session=kept)
    begin(kept, timedelta(days=1))
    mine, trainers = read(as_(cast.head_a), "/"), read(as_(cast.head_b), "/")
    assert [one in mine for one in ("Come to ‘Soon’", "Say how ‘Held’ was", "To keep")] == [True, True, False]
    assert "Keep who came to ‘To keep’" in trainers


def test_home_asks_for_the_list_until_everybody_on_it_is_noted(cast: Cast, as_) -> None:
    session = a_session(cast)
    mine, _ = (book.book(by=one, session=session) for one in (cast.head_a, cast.head_c))
    begin(session, timedelta(hours=3))
    attend.record_attendance(by=cast.lead, session=session, came={mine.pk: True})
    assert "Keep who came" in read(as_(cast.lead), "/")
    as_(cast.lead).post(at(session, "people/"), {"listed": list(session.bookings.values_list("pk", flat=True))})
    assert "Keep who came" not in read(as_(cast.lead), "/")
