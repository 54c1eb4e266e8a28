"""Once a session is over: certificates, what was handed out, how it was, and what it waits for."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.training.domain import attend, book, hear
from taskgroups.training.models import Feedback, Material, TrainingSession
from taskgroups.training.tests.pages import at, read
from tests.cast import Cast
from tests.training import ANSWERS, a_session, begin, held

pytestmark = pytest.mark.django_db


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
